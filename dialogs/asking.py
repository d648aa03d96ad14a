"""The bot asks: what is due becomes asks, bundled into one card per member and instant, and letters that bring them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from dialogs import checkin_cards, schedule
from dialogs.checkin_cards import Said
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.reporting import latest_report
from dialogs.turn import Mark, Message
from pmo.checkins import Ask, CheckinCard, Posted, ask_key
from pmo.portfolio import code_key
from pmo.schedule import Due
from storage.outbox import Letter, LetterKind

conversation = Conversation()


async def ask(dues: Sequence[Due], desk: Desk) -> None:
    """Put the questions that are due; those of one member and instant go on one card. Twice is once."""
    bundles: dict[tuple[str, datetime], list[Ask]] = {}
    for due in dues:
        question = await _question(due, desk)
        if question is not None:
            bundles.setdefault((code_key(question.member), question.at), []).append(question)
    for bundle in bundles.values():
        await _bring(bundle, desk)
    for due in dues:
        await _next(due, desk)


async def _question(due: Due, desk: Desk) -> Ask | None:
    """The ask this due instant stands for; None when it was put before, was answered early or comes too late."""
    if await desk.records.asks.get(ask_key(due.subject, due.period, due.member)) is not None:
        return None
    project = await desk.records.projects.get(code_key(due.subject))
    if project is None or not schedule.is_asked_about(project) or due.deadline is None:
        return None
    if desk.now >= due.deadline:
        await desk.note("rapporteur", "ask.too_late", ask_key(due.subject, due.period, due.member))
        return None
    question = Ask(
        project=project.code,
        period=due.period,
        member=due.member,
        at=due.at,
        deadline=due.deadline,
        moved_from=due.moved_from,
        made_up=due.made_up,
    )
    return await _answered_early(question, desk)


async def _answered_early(question: Ask, desk: Desk) -> Ask | None:
    """Who answered before the ask is not asked; the ask is kept as answered."""
    report = await latest_report(question.project, question.period, desk)
    if report is None:
        return question
    early = replace(
        question, answered_version=report.version, answered_by=report.reporter, answered_at=report.answered_at
    )
    await desk.records.asks.put(early)
    return None


async def _bring(bundle: Sequence[Ask], desk: Desk) -> None:
    """Make the card of one member's asks and the letter that brings it."""
    person = await desk.member(bundle[0].member)
    if person is None:
        return
    card = CheckinCard(
        id=uuid4().hex,
        member=bundle[0].member,
        asks=tuple(question.key for question in bundle),
        made_at=desk.now,
        deadline=min(question.deadline for question in bundle),
    )
    for question in bundle:
        await desk.records.asks.put(replace(question, cards=(card.id,)))
    await checkin_cards.prepared(card, desk)
    await desk.write(_letter(card, person, desk))


async def bring_open(person: Person, desk: Desk) -> None:
    """Bring the cards whose window is open to somebody who can be reached now (DESIGN §3 "A message")."""
    assert person.member is not None
    for card in await desk.records.cards.find("member", code_key(person.member.id), limit=8, backwards=True):
        asks = await checkin_cards.asks_of(card, desk)
        if desk.now <= card.deadline and not all(question.answered_version for question in asks):
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
    """Look ahead to the project's next ask."""
    await desk.records.due.remove(due.key)
    project = await desk.records.projects.get(code_key(due.subject))
    if project is not None:
        await schedule.plan_ask(project, desk, after=due.period)


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The card as it stands when it is sent; an ask whose projects were all answered meanwhile is not sent."""
    card = await desk.records.cards.get(letter.subject)
    person = await desk.member(letter.member)
    if card is None or person is None:
        return Withdrawn("gone")
    asks = await checkin_cards.asks_of(card, desk)
    if not letter.activity and all(question.answered_version for question in asks):
        return Withdrawn("answered")
    if not letter.tries:  # a try that failed may have arrived all the same, so the next one shows what it showed
        card = await checkin_cards.prepared(card, desk)
    shown, summary = await checkin_cards.drawn(card, person, Said(), desk)
    kind = "receipt" if letter.activity else "ask"
    return Drawn(card=shown, summary=summary, mark=checkin_cards.mark_of(card, asks, kind))


async def posted(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    """Remember where the card is shown."""
    card = await desk.records.cards.get(letter.subject)
    if card is None or letter.activity:
        return
    await shown_in(card, message, mark, desk)


async def shown_in(card: CheckinCard, message: Message, mark: Mark, desk: Desk) -> None:
    """Note one more message that shows the card; one that was overtaken on its way is brought up to date."""
    where = Posted(conversation=message.conversation, activity=message.activity, service_url=message.service_url)
    if where not in card.messages:
        await desk.records.cards.put(replace(card, messages=(*card.messages, where)))
    if mark.version < card.version:
        await checkin_cards.redraw(replace(card, messages=(where,)), desk)


conversation.letter(LetterKind.ASK, Post(draw=_draw, posted=posted))
