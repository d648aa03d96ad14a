"""Limits on their way: what is wanted waits for a second member of the PMO or a day, then all projects are judged."""

from dialogs import judging
from dialogs.alert_people import deciders
from dialogs.deciding import LIVE, Keeping
from dialogs.desk import Desk
from dialogs.limit_form import typed_of
from dialogs.limit_scopes import Scope, broken_by, kept_in, projects_in, scope_of
from pmo.limit_changes import LimitState
from pmo.limits import UNITS, LimitChoice
from pmo.schedule import Due, DueKind
from pmo.two_people import is_wanted_still
from storage.outbox import LetterKind

EVERYTHING = "portfolio"
"""How the audit names the scope without a code."""
keeping: Keeping[LimitState] = Keeping(
    rows=lambda records: records.limit_states, due=DueKind.LIMITS, letter=LetterKind.LIMITS
)


async def hold_to_the_pmo(desk: Desk) -> None:
    """What somebody wanted who does not decide any more is dropped; who is alone waits a day, else another is asked."""
    await keeping.hold_to_the_pmo(desk)


async def go_live(due: Due, desk: Desk) -> None:
    """A day has passed since the only member of the PMO wanted it."""
    state = await keeping.ripe(due, desk)
    if state is None or state.proposed is None:
        return
    scope, asker = await scope_of(state.scope, desk), state.asked_by
    decides = is_wanted_still(asker, [one.id for one in await deciders(desk)])
    if scope is None or not decides or [one async for one in broken_by(state.proposed, scope, desk)]:
        # Something else was decided meanwhile: what nobody looks at any more is not forced upon it.
        await drop(state, "rapporteur", desk)
    else:
        await let_hold(state, state.proposed, (asker,), desk)


async def drop(state: LimitState, by: str, desk: Desk) -> LimitState:
    """What waits does not hold for now; whoever wanted it hears of it."""
    after = await keeping.drop(state, by, desk)
    await desk.note(by, "limits.drop", state.scope or EVERYTHING)
    return after


async def let_hold(state: LimitState, choice: LimitChoice, by: tuple[str, ...], desk: Desk) -> LimitState:
    """The choice holds from now on: the PMO is told, and all projects of the scope are judged by it."""
    scope, after = await scope_of(state.scope, desk) or Scope(), state.dropped()
    before = await kept_in(scope, desk)
    if typed_of(choice):
        await desk.records.limits.put(choice)
    else:
        await desk.records.limits.remove(choice.key)
    await keeping.keep(after, desk)
    await desk.note(";".join(by), "limits.live", state.scope or EVERYTHING, changes(before, choice))
    await keeping.tell(await deciders(desk), after, LIVE, desk)
    for project in await projects_in(scope, desk):
        await judging.ask_for(project.code, desk)
    return after


def changes(before: LimitChoice, after: LimitChoice) -> dict[str, str]:
    """`{"slip_red": "10 -> 12"}`: what is decided anew, as it is typed; `-` where it is left to the wider scope."""
    was, becomes = typed_of(before), typed_of(after)
    changed = [name for name in UNITS if was.get(name) != becomes.get(name)]
    return {name: f"{was.get(name, '-')} -> {becomes.get(name, '-')}" for name in changed}
