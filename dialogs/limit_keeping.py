"""Limits on their way: what is wanted waits for a second member of the PMO or a day, then all projects are judged."""

from dialogs import judging
from dialogs.alert_people import deciders
from dialogs.desk import Desk, Person
from dialogs.limit_form import typed_of
from dialogs.limit_scopes import Scope, broken_by, kept_in, projects_in, scope_of
from pmo.limit_changes import LimitState
from pmo.limits import UNITS, LimitChoice
from pmo.schedule import Due, DueKind, due_key
from pmo.two_people import is_wanted_still
from storage.outbox import Letter, LetterKind

WANTED, LIVE, DROPPED = "wanted", "live", "dropped"
"""Why a letter about limits was written."""
EVERYTHING = "portfolio"
"""How the audit names the scope without a code."""


async def keep(state: LimitState, desk: Desk) -> None:
    """Store the state, and plan when it holds by itself."""
    await desk.records.limit_states.put(state)
    key = due_key(DueKind.LIMITS, state.scope)
    if state.goes_live_at is not None:
        await desk.records.due.put(Due(kind=DueKind.LIMITS, subject=state.key, at=state.goes_live_at))
    elif await desk.records.due.get(key) is not None:
        await desk.records.due.remove(key)


async def hold_to_the_pmo(desk: Desk) -> None:
    """What somebody wanted who does not decide any more is dropped; who is alone waits a day, else another is asked."""
    found = await deciders(desk)
    for state in await desk.records.limit_states.all():
        after = state.among([one.id for one in found], desk.now)
        if after is state:
            continue
        await keep(after, desk)
        if after.proposed is not None and after.goes_live_at is None:
            await tell([one for one in found if not after.is_wanted_by(one.id)], after, WANTED, desk)


async def go_live(due: Due, desk: Desk) -> None:
    """A day has passed since the only member of the PMO wanted it."""
    await desk.records.due.remove(due.key)
    state = await desk.records.limit_states.get(due.subject)
    if state is None or state.proposed is None or state.goes_live_at is None or state.goes_live_at > desk.now:
        return
    scope, asker = await scope_of(state.scope, desk), state.asked_by
    decides = is_wanted_still(asker, [one.id for one in await deciders(desk)])
    if scope is None or not decides or [one async for one in broken_by(state.proposed, scope, desk)]:
        # Something else was decided meanwhile: what nobody looks at any more is not forced upon it.
        await drop(state, "rapporteur", desk)
        person = await desk.member(asker)
        await tell([person] if person else [], state.settled(), DROPPED, desk)
    else:
        await let_hold(state, state.proposed, (asker,), desk)


async def drop(state: LimitState, by: str, desk: Desk) -> LimitState:
    """What waits does not hold for now."""
    after = state.settled()
    await keep(after, desk)
    await desk.note(by, "limits.drop", state.scope or EVERYTHING)
    return after


async def let_hold(state: LimitState, choice: LimitChoice, by: tuple[str, ...], desk: Desk) -> LimitState:
    """The choice holds from now on: the PMO is told, and all projects of the scope are judged by it."""
    scope, after = await scope_of(state.scope, desk) or Scope(), state.settled()
    before = await kept_in(scope, desk)
    if typed_of(choice):
        await desk.records.limits.put(choice)
    else:
        await desk.records.limits.remove(choice.key)
    await keep(after, desk)
    await desk.note(";".join(by), "limits.live", state.scope or EVERYTHING, changes(before, choice))
    await tell(await deciders(desk), after, LIVE, desk)
    for project in await projects_in(scope, desk):
        await judging.ask_for(project.code, desk)
    return after


def changes(before: LimitChoice, after: LimitChoice) -> dict[str, str]:
    """`{"slip_red": "10 -> 12"}`: what is decided anew, as it is typed; `-` where it is left to the wider scope."""
    was, becomes = typed_of(before), typed_of(after)
    changed = [name for name in UNITS if was.get(name) != becomes.get(name)]
    return {name: f"{was.get(name, '-')} -> {becomes.get(name, '-')}" for name in changed}


async def tell(whom: list[Person], state: LimitState, why: str, desk: Desk) -> None:
    """The limits as they stand, to people of the PMO."""
    for person in whom:
        letter = Letter(
            key=f"limits/{state.key}/{state.version}/{why}/{person.id}",
            kind=LetterKind.LIMITS,
            subject=state.key,
            member=person.id,
            written=desk.now,
            not_before=person.calendar.next_working(desk.now),
            detail=(why,),
        )
        await desk.write_unless_told(letter)
