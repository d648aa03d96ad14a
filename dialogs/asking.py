"""The bot asks: what is due becomes asks, bundled into one card per member and instant, and letters that bring them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dialogs import checkin_cards, regrouping, reminding, respondents, schedule
from dialogs.asked import asks_on, asks_put_to, card_named, cards_of, known_ask
from dialogs.checkin_cards import Said
from dialogs.checkin_groups import laid
from dialogs.checkin_making import made
from dialogs.checkin_views import drawn
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.measuring import latest_measurement
from dialogs.reporting import latest_report
from dialogs.turn import Mark, Message
from pmo.asks import Ask
from pmo.checkins import CheckinCard
from pmo.indicators import Indicator
from pmo.periods import Span, period
from pmo.portfolio import Project, code_key
from pmo.schedule import Due, DueKind
from storage.outbox import Letter, LetterKind

conversation = Conversation()


@dataclass(slots=True)
class Tally:
    """What a tick did with the questions that were due, in numbers: for the log."""

    asked: int = 0
    made_up: int = 0
    answered_early: int = 0
    absent: int = 0
    too_late: int = 0


async def ask(dues: Sequence[Due], desk: Desk) -> Tally:
    """Put the questions that are due, and look ahead to the next one of each subject. Twice is once."""
    tally = await put(dues, desk)
    for due in dues:
        await _next(due, desk)
    return tally


async def put(dues: Sequence[Due], desk: Desk) -> Tally:
    """Put the questions that are due; those of one member and instant go on one card. Twice is once.

    The due instants stay, so that `ask` looks ahead from them.
    """
    tally = Tally()
    bundles: dict[tuple[str, object], list[Ask]] = {}
    for due in dues:
        question = await _put(due, tally, desk)
        if question is not None:
            bundles.setdefault((code_key(question.member), question.at), []).append(question)
    for bundle in bundles.values():
        await _bring(bundle, desk)
    return tally


@dataclass(frozen=True, slots=True)
class _About:
    """What is asked about: a project, or an indicator with the project it belongs to, if to any."""

    project: Project | None
    indicator: Indicator | None

    @property
    def takes_part(self) -> bool:
        """Whether it still takes part in check-ins."""
        if self.indicator is None:
            return self.project is not None and respondents.is_asked_about(self.project)
        return not self.indicator.archived and (self.project is None or respondents.is_asked_about(self.project))


async def _about(due: Due, desk: Desk) -> _About:
    if due.kind is not DueKind.INDICATOR:
        return _About(await desk.records.projects.get(code_key(due.subject)), None)
    indicator = await desk.records.indicators.get(code_key(due.subject))
    code = indicator.project if indicator else ""
    return _About(await desk.records.projects.get(code_key(code)) if code else None, indicator)


async def question_of(due: Due, desk: Desk) -> Ask:
    """The ask that this due instant stands for."""
    return _question(due, await _about(due, desk))


def _question(due: Due, about: _About) -> Ask:
    project, indicator = about.project, about.indicator
    assert due.deadline is not None, "asks have a deadline"
    return Ask(
        project=project.code if project else (indicator.project if indicator else due.subject),
        program=project.program if project else (indicator.program if indicator else ""),
        indicator=indicator.code if indicator else "",
        period=due.period,
        member=due.member,
        stands_for=due.stands_for,
        at=due.at,
        deadline=due.deadline,
        moved=due.moved,
        made_up=due.made_up,
        absent=due.absent,
    )


async def _put(due: Due, tally: Tally, desk: Desk) -> Ask | None:
    """Keep the ask with what becomes of it; give it back when it is to be put to somebody now."""
    about = await _about(due, desk)
    question = _question(due, about)
    known = await known_ask(question, desk)
    had_its_turn = known is not None and known.asked and (due.absent or not known.absent)
    if had_its_turn or not about.takes_part:
        return None
    if known is not None and known.cards:
        question = replace(question, cards=known.cards)
    if question.absent:
        tally.absent += 1
        await desk.records.asks.put(question)
        return None
    if desk.now >= question.deadline:
        tally.too_late += 1
        await desk.note("rapporteur", "ask.too_late", question.key)
        await desk.records.asks.put(replace(question, too_late=True))
        return None
    answered = await _answered_early(question, desk)
    if answered is not None:
        tally.answered_early += 1
        await desk.records.asks.put(answered)
        return None
    tally.asked += 1
    tally.made_up += due.made_up
    return question


async def _answered_early(question: Ask, desk: Desk) -> Ask | None:
    """Who answered before the ask is not asked; the ask is kept as answered."""
    if question.indicator:
        value = await latest_measurement(question.indicator, question.period, desk)
        return question.answered(value.version, value.reporter, value.answered_at) if value else None
    report = await latest_report(question.project, question.period, desk)
    return question.answered(report.version, report.reporter, report.answered_at) if report else None


async def kept_early(question: Ask, desk: Desk) -> Ask:
    """An ask that somebody opened before its time."""
    early = replace(question, asked=False)
    await desk.records.asks.put(early)
    return early


async def _bring(bundle: Sequence[Ask], desk: Desk) -> None:
    """Make the card of one member's asks, unless they have opened it before, and the letter that brings it."""
    person = await desk.member(bundle[0].member)
    if person is None:
        return
    card = await _opened_early(bundle, desk)
    if card is None:
        card = await made([*bundle, *await _left_over(bundle, person, desk)], person, desk)
        assert card is not None, "a bundle has asks"
    else:
        if card.side:  # the person named their only project; from now on it is their check-in
            card = replace(card, side=False)
            await desk.records.cards.put(card)
        for question in bundle:
            await desk.records.asks.put(question)
    await desk.write(_letter(card, person, desk))
    await reminding.plan_next(card, bundle, person, desk)


async def _left_over(bundle: Sequence[Ask], person: Person, desk: Desk) -> list[Ask]:
    """Indicators of longer periods that the person has not answered yet stay on their card (DESIGN §5 "Who")."""
    asked_now = {question.subject for question in bundle}
    recent = await asks_put_to(person.id, desk)
    return [
        question
        for question in recent
        if question.indicator
        and question.subject not in asked_now
        and not question.is_settled
        and period(question.period).span is not Span.WEEK
        and await checkin_cards.is_open(question, desk)
    ]


async def _opened_early(bundle: Sequence[Ask], desk: Desk) -> CheckinCard | None:
    """The card on which the person has opened these asks before their time, and on which nothing else waits."""
    if not bundle[0].cards:
        return None
    put = {question.key for question in bundle}
    for card_id in bundle[0].cards:
        card = await card_named(card_id, desk)
        if card is None or not put <= set(card.asks):
            continue
        others = [question for question in await asks_on(card, desk) if question.key not in put]
        if all(question.is_settled for question in others):
            return card
    return None


async def bring_open(person: Person, desk: Desk) -> None:
    """Bring the cards whose window is open to somebody who can be reached now (DESIGN §3 "A message")."""
    for card in await cards_of(person.id, desk):
        asks = await asks_on(card, desk)
        if (
            not card.side
            and desk.now <= card.deadline
            and any(question.asked and not question.is_settled for question in asks)
        ):
            await desk.write(_letter(card, person, desk))


def _letter(card: CheckinCard, person: Person, desk: Desk) -> Letter:
    return Letter(
        key=f"ask/{card.id}",
        kind=LetterKind.ASK,
        subject=card.id,
        member=card.member,
        written=desk.now,
        not_before=person.calendar.next_working(desk.now),
        not_after=card.deadline,
    )


async def _next(due: Due, desk: Desk) -> None:
    """Look ahead to the subject's next ask."""
    await desk.records.due.remove(due.key)
    if due.kind is DueKind.ASK:
        project = await desk.records.projects.get(code_key(due.subject))
        if project is not None:
            await schedule.plan_ask(project, desk, after=due.period)
        return
    indicator = await desk.records.indicators.get(code_key(due.subject))
    if indicator is not None:
        await schedule.plan_indicator(indicator, desk, after=due.period)


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The card as it stands when it is sent; an ask that was settled meanwhile is not sent."""
    card = await card_named(letter.subject, desk)
    person = await desk.member(letter.member)
    if card is None or person is None:
        return Withdrawn("gone")
    if not letter.activity and all(question.is_settled for question in await asks_on(card, desk)):
        return Withdrawn("answered")
    # A try that failed may have arrived all the same, so the next one shows what it showed, if it came that far.
    if letter.tries and card.shown:
        now = await laid(card, desk)
    else:
        now = await checkin_cards.prepared(await regrouping.split(card, letter, person, desk), desk)
    shown, summary = await drawn(now, person, Said(), desk)
    mark = checkin_cards.mark_of(now, "receipt" if letter.activity else "ask")
    return Drawn(card=shown, summary=summary, mark=mark)


async def posted(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    """Remember where the card is shown, and that its questions have been put."""
    card = await card_named(letter.subject, desk)
    if card is None or letter.activity:
        return
    for question in await asks_on(card, desk):
        if question.sent_at is None:
            await desk.records.asks.put(replace(question, sent_at=desk.now, undelivered=""))
    await checkin_cards.shown_in(card, message, mark, desk)


async def _failed(letter: Letter, desk: Desk) -> None:
    """The questions did not reach anybody, and why is kept with them."""
    card = await card_named(letter.subject, desk)
    if card is None or letter.activity:
        return
    ended = await desk.records.deliveries.find("key", letter.key, limit=1, backwards=True)
    reason = ended[0].reason if ended else "unknown"
    for question in await asks_on(card, desk):
        if question.sent_at is None:
            await desk.records.asks.put(replace(question, undelivered=reason))


conversation.letter(LetterKind.ASK, Post(draw=_draw, posted=posted, failed=_failed))
