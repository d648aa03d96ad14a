"""A check-in card through its life: under which version it shows what, and the messages that are kept up to date."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from dialogs import redraws
from dialogs.asked import asks_on, card_named, subject_of_ask
from dialogs.checkin_groups import Group, Laid, laid, shown_of
from dialogs.desk import Desk, Person
from dialogs.replies import posted_as
from dialogs.turn import Mark, MarkKind, Message
from pmo.asks import Ask
from pmo.cadence import Cadence, closing
from pmo.checkins import CheckinCard, Fields, Shown, ShownCard
from pmo.portfolio import Program, Project
from pmo.rhythms import cadence_of, cadence_of_indicator
from storage.outbox import Letter, LetterKind

_NOTHING: Mapping[str, Shown] = MappingProxyType({})


@dataclass(slots=True)
class Said:
    """What a turn adds to the card that is shown next.

    Attributes:
        notes: first lines, in the reader's language.
        typed: values to keep in the fields, by the key of the part; such a part is shown as a form.
        problems: by the key of the part, what is wrong by field, in the reader's language.
        forms: show every part as a form, answered ones too.
        reminder: it is shown because an answer is missing.
        early: name of the period that can be answered before its time; empty for none.
    """

    notes: list[str] = field(default_factory=list)
    typed: dict[str, Fields] = field(default_factory=dict)
    problems: dict[str, dict[str, str]] = field(default_factory=dict)
    forms: bool = False
    reminder: bool = False
    early: str = ""


async def prepared(card: CheckinCard, desk: Desk) -> Laid:
    """The card as it may be sent: while nobody has it, it shows what stands now; what it shows is kept first.

    Other values are another version, so that a version never stands for two sets of values, whatever was sent before.
    """
    now = await laid(card, desk)
    if card.messages:
        return now
    current = replace(card, shown=await _shown(now, desk))
    if current == card:
        return now
    if card.shown:
        current = replace(current, version=card.version + 1)
    await _keep(current, desk)
    return Laid(current, now.groups)


async def raised(card: CheckinCard, desk: Desk, changed: Collection[str] | None = None) -> Laid:
    """The card one version on, after something of what it shows has changed.

    Args:
        changed: keys of the parts that did; None for any of them.
    """
    kept = {key: shown for key, shown in card.shown.items() if changed is not None and key not in changed}
    now = await laid(card, desk)
    newer = replace(card, version=card.version + 1, shown=await _shown(now, desk, kept))
    await _keep(newer, desk)
    return Laid(newer, now.groups)


async def _keep(card: CheckinCard, desk: Desk) -> None:
    await desk.records.cards.put(card)
    await desk.records.shown.put(ShownCard(card=card.id, version=card.version, shown=card.shown))


async def _shown(now: Laid, desk: Desk, kept: Mapping[str, Shown] = _NOTHING) -> dict[str, Shown]:
    return {group.key: kept.get(group.key) or await shown_of(group, now.card, desk) for group in now.groups}


async def redraw_others(asks: Sequence[Ask], card: CheckinCard | None, desk: Desk) -> None:
    """Raise and redraw every card but this one on which one of these asks stands (CONTRACT §5).

    Without a card it is every card.
    """
    others = {card_id for ask in asks for card_id in ask.cards}
    for other_id in sorted(others - {card.id if card else ""}):
        other = await card_named(other_id, desk)
        if other is not None:
            await redraw((await raised(other, desk)).card, desk)


async def redraw(card: CheckinCard, desk: Desk, besides: str = "") -> None:
    """Bring the card up to date wherever its member has it, silently and in their language.

    Args:
        besides: id of the message that was clicked and is redrawn with the answer to the click.
    """
    for posted in card.messages:
        if besides and posted.activity == besides:
            continue
        await redraws.ask_for(LetterKind.ASK, card.id, posted, desk, member=card.member)


async def shown_in(card: CheckinCard, message: Message, mark: Mark, desk: Desk) -> None:
    """Note one more message that shows the card; one that was overtaken on its way is brought up to date."""
    where = posted_as(message)
    if where not in card.messages:
        await desk.records.cards.put(replace(card, messages=(*card.messages, where)))
    if mark.version < card.version:
        await redraw(replace(card, messages=(where,)), desk)


async def cadence_of_ask(ask: Ask, desk: Desk) -> Cadence | None:
    """The rhythm in which this question comes, as it is now; None when its project or indicator has left."""
    return await _cadence(ask, *await subject_of_ask(ask, desk), desk)


async def _cadence(ask: Ask, project: Project | None, program: Program | None, desk: Desk) -> Cadence | None:
    if not ask.indicator:
        return cadence_of(project, program) if project and program else None
    indicator = await desk.records.indicators.get(ask.indicator.casefold())
    if indicator is None or indicator.archived or (ask.project and project is None):
        return None
    return cadence_of_indicator(indicator, project, program)


async def is_open(ask: Ask, desk: Desk) -> bool:
    """Whether an answer is still taken: a change until the period closes, a first one until the next closes."""
    return await still_taken(ask, *await subject_of_ask(ask, desk), desk)


async def still_taken(ask: Ask, project: Project | None, program: Program | None, desk: Desk) -> bool:
    """The same of an ask whose project and program are known."""
    end = await _closes(ask, project, program, desk, 1 if ask.answered_version else 2)
    return end is not None and desk.now < end


async def follow_up_taken(ask: Ask, project: Project | None, program: Program | None, desk: Desk) -> bool:
    """Whether it may still be told what is done about a first answer that came after its period had closed.

    Everything else about such an answer is a correction by then.
    """
    if not ask.follow_up or ask.answered_at is None:
        return False
    first, last = [await _closes(ask, project, program, desk, after) for after in (1, 2)]
    return first is not None and last is not None and first <= ask.answered_at and desk.now < last


async def _closes(
    ask: Ask, project: Project | None, program: Program | None, desk: Desk, after: int
) -> datetime | None:
    """The `after`-th closing of the period asked about; None when what is asked about has left."""
    cadence = await _cadence(ask, project, program, desk)
    if cadence is None:
        return None
    calendar = await desk.calendar_of_program(program) if program else await desk.calendar_of_headquarters()
    return closing(cadence, ask.period, calendar, after)


async def any_open(groups: Sequence[Group], desk: Desk) -> bool:
    """Whether an answer is still taken to anything in these parts."""
    for group in groups:
        for ask in group.asks:
            if await still_taken(ask, group.project, group.program, desk):
                return True
    return False


async def awaited(card: CheckinCard, desk: Desk) -> list[Ask]:
    """The asks of the card that an answer is missing to and is still taken."""
    return [ask for ask in await asks_on(card, desk) if not ask.is_settled and await is_open(ask, desk)]


def mark_of(now: Laid, kind: MarkKind) -> Mark:
    """What a message with this card is about."""
    asks = now.asks
    return Mark(
        kind=kind,
        key=now.card.id,
        period=asks[0].period if asks else "",
        projects=tuple(dict.fromkeys(ask.project for ask in asks if ask.project)),
        version=now.card.version,
    )


def letter_with(card: CheckinCard, named: tuple[LetterKind, str], person: Person, desk: Desk) -> Letter:
    """What brings a card to whom it is for, in their working time, until it is too late; by its kind and key."""
    kind, key = named
    return Letter(
        key=key,
        kind=kind,
        subject=card.id,
        member=card.member,
        written=desk.now,
        not_before=person.calendar.next_working(desk.now),
        not_after=card.deadline,
    )
