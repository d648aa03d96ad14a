"""The bot asks: what is due becomes asks, bundled into one card per member and instant, and letters that bring them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from msgspec import structs

from dialogs import asking_letters, checkin_cards, reminding, respondents, schedule, watch_due
from dialogs.asked import asks_on, asks_put_to, card_named, known_ask
from dialogs.checkin_making import made, new_id
from dialogs.desk import Desk
from dialogs.measuring import latest_measurement
from dialogs.reporting import latest_report
from pmo.asks import Ask
from pmo.checkins import CheckinCard
from pmo.indicators import Indicator
from pmo.periods import Span, period
from pmo.portfolio import Project, code_key
from pmo.schedule import Due, DueKind


@dataclass(slots=True)
class Tally:
    """What a tick did with the questions that were due, in numbers: for the log."""

    asked: int = 0
    made_up: int = 0
    answered_early: int = 0
    absent: int = 0
    too_late: int = 0


@dataclass(slots=True)
class _Bundle:
    """The questions that are put to one member at the same instant.

    Attributes:
        card: id of the card that will show them, unless they were opened on another before.
        left_over: asks from before that the member finds on the card too.
    """

    card: str = field(default_factory=new_id)
    asks: list[Ask] = field(default_factory=list)
    left_over: list[Ask] = field(default_factory=list)


async def ask(dues: Sequence[Due], desk: Desk) -> Tally:
    """Put the questions that are due, and look ahead: to the reminders of them, and to each subject's next question.

    Twice is once.
    """
    tally = await put(dues, desk)
    await _plan_reminders(dues, desk)
    for due in dues:
        await _next(due, desk)
    return tally


async def put(dues: Sequence[Due], desk: Desk) -> Tally:
    """Put the questions that are due; those of one member and instant go on one card. Twice is once.

    The due instants stay, so that `ask` looks ahead from them.
    """
    tally = Tally()
    bundles: defaultdict[tuple[str, datetime], _Bundle] = defaultdict(_Bundle)
    for due in dues:
        bundle = bundles[code_key(due.member), due.at]
        question = await _put(due, bundle.card, tally, desk)
        if question is not None:
            bundle.asks.append(question)
    put_now = [bundle for bundle in bundles.values() if bundle.asks]
    for bundle in put_now:  # all are looked for before any ask is staged, which every look would have to pass
        bundle.left_over = await _left_over(bundle.asks, desk)
    for bundle in put_now:
        await _bring(bundle, desk)
    if tally != Tally():
        await watch_due.stir_missing(desk)
    return tally


async def _plan_reminders(dues: Sequence[Due], desk: Desk) -> None:
    """Plan the next reminder of each card on which these questions were put."""
    put = [await known_ask(await question_of(due, desk), desk) for due in dues]
    for card_id in dict.fromkeys(card_id for one in put if one and not one.is_settled for card_id in one.cards):
        card = await card_named(card_id, desk)
        person = await desk.member(card.member) if card else None
        if card is not None and person is not None:
            await reminding.plan_next(card, await asks_on(card, desk), person, desk)


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


def _question(due: Due, about: _About, *cards: str) -> Ask:
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
        cards=cards,
    )


async def _put(due: Due, card: str, tally: Tally, desk: Desk) -> Ask | None:
    """Keep the ask with what becomes of it; give it back, with its card, when it is to be put to somebody now."""
    about = await _about(due, desk)
    question = _question(due, about, card)
    known = await known_ask(question, desk)
    had_its_turn = known is not None and known.asked and (due.absent or not known.absent)
    if had_its_turn or not about.takes_part:
        return None
    opened = known.cards if known else ()
    if question.absent:
        tally.absent += 1
        await desk.records.asks.put(structs.replace(question, cards=opened))
        return None
    if desk.now >= question.deadline:
        tally.too_late += 1
        await desk.note("rapporteur", "ask.too_late", question.key)
        await desk.records.asks.put(structs.replace(question, cards=opened, too_late=True))
        return None
    answered = await _answered_early(question, desk)
    if answered is not None:
        tally.answered_early += 1
        await desk.records.asks.put(structs.replace(answered, cards=opened))
        return None
    tally.asked += 1
    tally.made_up += due.made_up
    return structs.replace(question, cards=opened) if opened else question


async def _answered_early(question: Ask, desk: Desk) -> Ask | None:
    """Who answered before the ask is not asked; the ask is kept as answered."""
    if question.indicator:
        value = await latest_measurement(question.indicator, question.period, desk)
        return question.answered(value.version, value.reporter, value.answered_at) if value else None
    report = await latest_report(question.project, question.period, desk)
    return question.answered(report.version, report.reporter, report.answered_at) if report else None


async def kept_early(question: Ask, desk: Desk) -> Ask:
    """An ask that somebody opened before its time."""
    early = structs.replace(question, asked=False)
    await desk.records.asks.put(early)
    return early


async def _bring(bundle: _Bundle, desk: Desk) -> None:
    """Make the card of one member's asks, unless they have opened it before, and the letter that brings it."""
    person = await desk.member(bundle.asks[0].member)
    if person is None:
        return
    card = await _opened_early(bundle, desk)
    if card is None:
        card = await made([*bundle.asks, *bundle.left_over], person, desk, card_id=bundle.card)
        assert card is not None, "a bundle has asks"
    else:
        if card.side:  # the person named their only project; from now on it is their check-in
            card = replace(card, side=False)
            await desk.records.cards.put(card)
        for question in bundle.asks:
            await desk.records.asks.put(question)
    await desk.write(asking_letters.letter_of(card, person, desk))


async def _left_over(put: Sequence[Ask], desk: Desk) -> list[Ask]:
    """Indicators of longer periods that the person has not answered yet stay on their card (DESIGN §5 "Who")."""
    asked_now = {question.subject for question in put}
    recent = await asks_put_to(put[0].member, desk)
    return [
        question
        for question in recent
        if question.indicator
        and question.subject not in asked_now
        and not question.is_settled
        and period(question.period).span is not Span.WEEK
        and await checkin_cards.is_open(question, desk)
    ]


async def _opened_early(bundle: _Bundle, desk: Desk) -> CheckinCard | None:
    """The card on which the person has opened these asks before their time, and on which nothing else waits."""
    opened = [card_id for card_id in bundle.asks[0].cards if card_id != bundle.card]
    put = {question.key for question in bundle.asks} if opened else set()
    for card_id in opened:
        card = await card_named(card_id, desk)
        if card is None or not put <= set(card.asks):
            continue
        others = [question for question in await asks_on(card, desk) if question.key not in put]
        if all(question.is_settled for question in others):
            return card
    return None


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
