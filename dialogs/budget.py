"""How many messages somebody gets on a day: what exceeds the budget of the PMO waits and is told in one (ADR 6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from cards.bundle import Part, bundle_card
from dialogs import regrouping
from dialogs.assistance_cards import ANSWER
from dialogs.calendar_keeping import CLOSED
from dialogs.conversation import Drawn, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.turn import Mark
from pmo.portfolio import code_key
from storage.outbox import ANSWERS, Letter, LetterKind, MessageCount


def counts(letter: Letter) -> bool:
    """Whether a new message to a person counts: those do not that ask to act or help, or bring what was asked for."""
    if letter.kind is LetterKind.ALERT or letter.kind in ANSWERS:
        return False
    if letter.kind is LetterKind.CALENDAR:
        return CLOSED not in letter.detail
    return letter.kind is not LetterKind.HELP or ANSWER in letter.detail


async def is_spent(letter: Letter, person: Person, desk: Desk) -> bool:
    """Whether the person has had today's messages already; one that was tried before keeps its place."""
    if not counts(letter) or letter.tries:
        return False
    return (await _today(person, desk)).count >= (await desk.policy()).message_budget


async def note_sent(letter: Letter, person: Person, desk: Desk) -> None:
    """Count a message that went out to the person."""
    if counts(letter):
        today = await _today(person, desk)
        await desk.records.message_counts.put(replace(today, count=today.count + 1))


async def _today(person: Person, desk: Desk) -> MessageCount:
    today = person.calendar.local(desk.now).date()
    known = await desk.records.message_counts.get(code_key(person.id))
    return known if known and known.day == today else MessageCount(member=person.id, day=today, count=0)


async def put_off(letter: Letter, person: Person, desk: Desk) -> Withdrawn | Letter | None:
    """What becomes of a message beyond the budget.

    Returns:
        Withdrawn when something else tells what it would, or when it would come too late; the letter as it waits for
        the next working day; None for questions that no card of the day can take: they go out all the same.
    """
    if letter.kind is LetterKind.ASK:
        return Withdrawn("joined") if await regrouping.joined(letter, person, desk) else None
    morning = _next_morning(person, desk)
    if letter.not_after is None or morning < letter.not_after:
        return replace(letter, not_before=morning, held=True)
    return Withdrawn("budget")


def _next_morning(person: Person, desk: Desk) -> datetime:
    tomorrow = person.calendar.local(desk.now).date() + timedelta(days=1)
    return person.calendar.next_working(person.calendar.at(tomorrow, time.min))


async def held_with(letter: Letter, desk: Desk) -> Sequence[Letter]:
    """The other messages to the same person that wait since yesterday and may be told now."""
    if not letter.held:
        return ()
    waiting = await desk.records.letters.find("held", code_key(letter.member))
    return [
        other
        for other in waiting
        if other.key != letter.key
        and other.not_before <= desk.now
        and (other.retry_at is None or other.retry_at <= desk.real)
        and (other.not_after is None or desk.now <= other.not_after)
    ]


def bundled(letter: Letter, parts: Sequence[Drawn], person: Person) -> Drawn:
    """One message that tells what this letter and others to the same person have waited to tell."""
    several = [Part(body=one.card["body"], summary=one.summary, among=one.among) for one in parts]
    shown = bundle_card(several, person.say)
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="notice", key=letter.key))
