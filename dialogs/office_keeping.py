"""Roles on their way: what gives or takes management or PMO waits for a second member of the PMO, or a day."""

from dataclasses import replace

from dialogs import calendar_keeping, limit_keeping, members, notices, person_notices, rule_keeping
from dialogs.alert_people import deciders
from dialogs.deciding import WANTED, Keeping, others_than
from dialogs.desk import Desk, Person
from pmo.offices import Office, OfficeState, barred, office_of
from pmo.portfolio import Member, code_key
from pmo.schedule import Due, DueKind
from pmo.two_people import is_wanted_still
from storage.outbox import LetterKind

_OURS = "rapporteur"
keeping: Keeping[OfficeState] = Keeping(
    rows=lambda records: records.office_states, due=DueKind.OFFICE, letter=LetterKind.OFFICE
)


async def state_of(member: Member, desk: Desk) -> OfficeState:
    """What waits to be decided on the member's role."""
    return await desk.records.office_states.get(member.key) or OfficeState(member=member.id)


async def want(member: Member, after: Office, by: Person, desk: Desk) -> None:
    """Somebody of the PMO wants this role for the member; the others are asked."""
    others, before = await others_than(by, desk), office_of(member)
    state = replace(await state_of(member, desk), before=before)
    state = state.wanted(after, by.id, desk.now, alone=not others)
    await keeping.keep(state, desk)
    await desk.note(by.mark, "person.want", member.id, changes(before, after))
    await keeping.tell(others, state, WANTED, desk)


async def want_too(member: Member, after: Office, by: Person, desk: Desk) -> bool:
    """Somebody wants this role: whether another wanted the very same, so that it holds from now on.

    Else it waits for another; what they want already themselves waits as it does.
    """
    state = await state_of(member, desk)
    if state.is_agreed(after, by.id) and not await is_barred(member, after, desk):
        await let_hold(member, after, (state.asked_by, by.id), desk)
        return True
    if state.proposed != after:
        await want(member, after, by, desk)
    return False


async def hold_to_the_pmo(desk: Desk) -> None:
    """What somebody wanted who does not decide any more, or what has been decided otherwise, is dropped.

    Who is alone waits a day, else another is asked.
    """
    for state in await desk.records.office_states.all():
        member = await desk.records.members.get(state.key)
        after = state.still_wanted(office_of(member) if member is not None and not member.archived else None)
        if after is not state:
            await keeping.keep(after, desk)
    await keeping.hold_to_the_pmo(desk)


async def go_live(due: Due, desk: Desk) -> None:
    """A day has passed since the only member of the PMO wanted it."""
    state = await keeping.ripe(due, desk)
    if state is None or state.proposed is None:
        return
    member, asker = await desk.records.members.get(state.key), state.asked_by
    decides = is_wanted_still(asker, [one.id for one in await deciders(desk)])
    possible = member is not None and not member.archived and office_of(member) == state.before
    if member is None or not decides or not possible or await is_barred(member, state.proposed, desk):
        await drop(state, _OURS, desk)
    else:
        await let_hold(member, state.proposed, (asker,), desk)


async def is_barred(member: Member, after: Office, desk: Desk) -> bool:
    """Whether the member cannot have this office as everybody stands now."""
    return barred(member, after, await desk.records.members.all()) is not None


async def drop(state: OfficeState, by: str, desk: Desk) -> None:
    """What waits does not hold; whoever wanted it hears of it."""
    await keeping.drop(state, by, desk)
    await desk.note(by, "person.drop", state.member)


async def let_hold(member: Member, after: Office, by: tuple[str, ...], desk: Desk) -> Person:
    """The member has this office from now on, and is told; everything that hangs on it follows."""
    before, state = office_of(member), await state_of(member, desk)
    if state.proposed is not None:
        await keeping.keep(state.dropped(), desk)
    changed = await members.keep_office(replace(member, role=after.role, external=after.external), desk)
    await desk.note(";".join(by), "person.live", member.id, changes(before, after))
    if len(by) > 1 or code_key(by[0]) != member.key:
        detail = (by[0], after.role.value, _yes(after.external))
        await notices.tell(member.id, person_notices.OFFICE, detail, desk)
    # Who decides may be others now, on this and on everything else that waits for the PMO.
    await hold_to_the_pmo(desk)
    await limit_keeping.hold_to_the_pmo(desk)
    await calendar_keeping.keeping.hold_to_the_pmo(desk)
    await rule_keeping.bring_up_to_date(desk)
    return changed


def changes(before: Office, after: Office) -> dict[str, str]:
    """`{"role": "member -> pmo"}`: what is decided anew."""
    found = {}
    if before.role is not after.role:
        found["role"] = f"{before.role.value} -> {after.role.value}"
    if before.external is not after.external:
        found["external"] = f"{_yes(before.external)} -> {_yes(after.external)}"
    return found


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
