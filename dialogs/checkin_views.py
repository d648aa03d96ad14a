"""How a check-in card looks to its reader now: the parts they may see, what was answered, what still waits."""

from collections.abc import Sequence

from cards.checkin import CheckinView, checkin_card, fits
from cards.notice import notice_card
from dialogs.asked import asks_on, cards_of
from dialogs.checkin_cards import Said, any_open, awaited, follow_up_taken, is_open
from dialogs.checkin_groups import Group, Laid, answers_ask, groups_on, may_answer, may_see
from dialogs.checkin_part_views import part_view
from dialogs.corrections import may_correct
from dialogs.day_words import why_moved
from dialogs.desk import Desk, Person
from dialogs.snoozes import choices
from dialogs.turn import Card
from locales import Say
from pmo.asks import Ask
from pmo.checkins import CheckinCard
from pmo.periods import period
from pmo.portfolio import code_key


async def in_sight(now: Laid, person: Person, desk: Desk) -> Laid:
    """The card with the parts that this person may see now."""
    return Laid(now.card, tuple([group for group in now.groups if await may_see(group, person, desk)]))


async def drawn(now: Laid, person: Person, said: Said, desk: Desk) -> tuple[Card, str]:
    """The card and its summary as this person sees it now; parts they may not see are left out."""
    view = await _view(now, person, said, desk)
    if view is None:
        sentence = (
            person.say("These projects are reported by somebody else now.")
            if now.groups
            else person.say("Nothing is asked here any more: what it was about is over.")
        )
        gone = notice_card(sentence, said.notes, person.say)
        return gone.card, gone.summary
    shown = checkin_card(view, person.say)
    return shown.card, shown.summary


async def is_small_enough(now: Laid, person: Person, desk: Desk) -> bool:
    """Whether all its forms have room on it."""
    view = await _view(now, person, Said(), desk)
    return view is None or fits(view, person.say)


async def _view(now: Laid, person: Person, said: Said, desk: Desk) -> CheckinView | None:
    card = now.card
    groups = (await in_sight(now, person, desk)).groups
    if not groups:
        return None
    asks = [ask for group in groups for ask in group.asks]
    closed = not await any_open(groups, desk) and not await _any_to_follow_up(groups, desk)
    corrects = closed and any([await may_correct(group, person, desk) for group in groups])
    reopened = corrects and (said.forms or bool(said.typed))
    mine = code_key(card.member) == code_key(person.id)
    waits = mine and not closed and any(not ask.is_settled for ask in asks)
    parts = [await part_view(group, now, person, said, desk) for group in groups]
    return CheckinView(
        card=card.id,
        version=card.version,
        period=asks[0].period,
        deadline=None if closed else card.deadline,
        overdue=desk.now > card.deadline,
        closed=closed and not reopened,
        may_correct=corrects,
        notes=tuple(said.notes),
        moved=_moved_words(asks, person.say) if mine else "",
        parts=tuple(parts),
        older_period=await _older_period(card, asks[0].period, desk) if mine else "",
        receipt=any(part.answered for part in parts),
        reminder=said.reminder,
        early=said.early if mine else "",
        snoozes=await choices(card, person, desk) if waits else (),
        may_skip=waits,
    )


async def _any_to_follow_up(groups: Sequence[Group], desk: Desk) -> bool:
    asked = [(group, group.status_ask) for group in groups if group.status_ask is not None]
    return any([await follow_up_taken(ask, group.project, group.program, desk) for group, ask in asked])


def _moved_words(asks: Sequence[Ask], say: Say) -> str:
    moved = next((ask.moved for ask in asks if ask.moved), None)
    return why_moved(moved, say) if moved else ""


async def _older_period(card: CheckinCard, shown: str, desk: Desk) -> str:
    """An older period that an older card of the same person still asks about; empty when there is none."""
    for other in reversed(await cards_of(card.member, desk)):
        if other.id == card.id or other.made_at >= card.made_at:
            continue
        for ask in await asks_on(other, desk):
            if ask.is_settled or period(ask.period) >= period(shown):
                continue
            if await is_open(ask, desk):
                return ask.period
    return ""


async def waiting_for(card: CheckinCard, person: Person, desk: Desk) -> list[Ask]:
    """What of the card an answer is missing to that this person may still give."""
    open_keys = {ask.key for ask in await awaited(card, desk)}
    return [
        ask
        for group in await groups_on(card, desk)
        for ask in group.asks
        if ask.key in open_keys and await answers_ask(ask, group, person, desk)
    ]


async def known_to(card: CheckinCard, person: Person, desk: Desk) -> list[Group]:
    """The parts of the card that the person may be told of: all of their own card, of another's what they may see."""
    groups = await groups_on(card, desk)
    if code_key(card.member) == code_key(person.id):
        return groups
    return [group for group in groups if await may_see(group, person, desk)]


async def answerable(card: CheckinCard, person: Person, desk: Desk) -> list[Group]:
    """The parts of the card that this person may answer something of."""
    return [group for group in await groups_on(card, desk) if await may_answer(group, person, desk)]
