"""Rules on their way to going live: what an import brings waits, is tried on the past, and runs when it is wanted."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dialogs import judging, respondents
from dialogs.alert_people import deciders
from dialogs.deciding import LIVE, Keeping
from dialogs.desk import Desk
from dialogs.histories import counter_of, history_of, limits_of, waited_for
from pmo.firing import Firing
from pmo.portfolio import Project, code_key
from pmo.rule_changes import RuleState, RuleVersion, applies
from pmo.rules import Rule, RuleKind
from pmo.schedule import Due, DueKind
from pmo.trials import Past, Trial, begun, days_to_try, looks, outcome
from storage.instants import instant
from storage.outbox import LetterKind

TRIED = "tried"
"""Why a letter about a rule was written, beside what is common to all that two people decide."""
keeping: Keeping[RuleState] = Keeping(
    rows=lambda records: records.rule_states, due=DueKind.RULE, letter=LetterKind.RULE
)


async def bring_up_to_date(desk: Desk) -> int:
    """Let what is written of rules wait where it is not what runs; return how many changed."""
    written = {rule.key: rule for rule in await desk.records.rules.all()}
    changed = 0
    for rule in written.values():
        known = await desk.records.rule_states.get(rule.key)
        state = (known or RuleState(code=rule.code)).written(_version(rule, written))
        if state is not known and (known is not None or state.proposed is not None):
            await keeping.keep(state, desk)
            changed += 1
    await keeping.hold_to_the_pmo(desk)
    return changed


def _version(rule: Rule, written: Mapping[str, Rule]) -> RuleVersion:
    joined = rule.of if rule.kind is RuleKind.ALL_OF else ()
    return RuleVersion(rule=rule, parts=tuple(written[key] for code in joined if (key := code.casefold()) in written))


async def go_live(due: Due, desk: Desk) -> None:
    """A day has passed since the only member of the PMO wanted it."""
    state = await keeping.ripe(due, desk)
    if state is None or state.proposed is None:
        return
    now = state.among([one.id for one in await deciders(desk)], desk.now)
    if now.needs_trial:
        now = now.dropped()
    if now.goes_live_at is None:
        await keeping.keep(now, desk)
    else:
        await run(now.gone_live((now.asked_by,), desk.now), now, desk)


async def run(state: RuleState, before: RuleState, desk: Desk) -> None:
    """Keep a state whose rule has just gone live or been turned off, tell the PMO, and judge by it.

    Args:
        before: the state until now; what its rules looked at is judged, too.
    """
    await keeping.keep(state, desk)
    await desk.note(";".join(state.live_by), "rule.live" if state.live else "rule.off", state.code)
    await keeping.tell(await deciders(desk), state, LIVE, desk)
    versions = [one for one in (before.live, before.proposed) if one is not None]
    for project in await desk.records.projects.all():
        if any(applies(one.rule, project.code, project.program) for one in versions):
            await judging.ask_for(project.code, desk)


async def begin_trial(state: RuleState, by: str, desk: Desk) -> RuleState:
    """Have what waits tried on the past, project by project, beside everything else."""
    assert state.proposed is not None, "something waits"
    active = [one for one in await desk.records.projects.all() if respondents.is_asked_about(one)]
    state = state.begun(begun(state.proposed.rule, days_to_try(desk.now.date()), len(active)), by)
    await keeping.keep(state, desk)
    await desk.records.due.put(Due(kind=DueKind.TRIAL, subject=state.key, at=desk.now))
    return state


async def try_next(desk: Desk) -> bool:
    """Try the first rule that is to be tried on one more project; False when there is nothing to try."""
    dues = await desk.records.due.range("trying", high=(instant(desk.now) + 1,), limit=1)
    if not dues:
        return False
    state = await desk.records.rule_states.get(dues[0].subject)
    if state is None or state.proposed is None or state.trial is None or state.tried:
        await desk.records.due.remove(dues[0].key)
        return True
    left = await _left(state.proposed, state.trial, desk)
    if left:
        tried = outcome(left[0].code, await _looked(state.proposed, left[0], state.trial.last, desk))
        await desk.records.rule_states.put(replace(state, trial=state.trial.added(tried)))
        return True
    await desk.records.due.remove(dues[0].key)
    complete = replace(state, tried=True, version=state.version + 1)
    await keeping.keep(complete, desk)
    person = await desk.member(state.tried_by)
    await keeping.tell([person] if person else [], complete, TRIED, desk)
    return True


async def pass_over(desk: Desk) -> bool:
    """Count the project that we failed to look at, so that the others have their turn."""
    for due in await desk.records.due.range("trying", high=(instant(desk.now) + 1,), limit=1):
        state = await desk.records.rule_states.get(due.subject)
        left = await _left(state.proposed, state.trial, desk) if state and state.proposed and state.trial else []
        if state is None or state.trial is None or not left:
            await desk.records.due.remove(due.key)
            continue
        await desk.records.rule_states.put(replace(state, trial=state.trial.passed_over(left[0].code)))
        await desk.note("rapporteur", "trial.failed", due.key)
        return True
    return False


async def _left(version: RuleVersion, trial: Trial, desk: Desk) -> list[Project]:
    """The projects on which the rule was not tried yet, in order."""
    return [project for project in await _projects(version, desk) if code_key(project.code) > trial.reached]


async def _looked(version: RuleVersion, project: Project, last: date, desk: Desk) -> list[tuple[Firing, ...]]:
    """What the rule tells of a project on every day of the year before; between two days others have their turn."""
    history = await history_of(project, desk, money=True)
    past = Past(
        history=history,
        working_days=await counter_of(project, desk),
        limits=await limits_of(project, desk),
        others=await waited_for(history.milestones, desk),
    )
    told = []
    for found in looks(version.rule, version.rules, past, days_to_try(last)):
        told.append(found)
        await asyncio.sleep(0)
    return told


async def looked_at(version: RuleVersion, desk: Desk) -> int:
    """How many projects the rule looks at."""
    return len(await _projects(version, desk))


async def _projects(version: RuleVersion, desk: Desk) -> list[Project]:
    """The projects that the rule looks at, in order."""
    return [
        project
        for project in sorted(await desk.records.projects.all(), key=lambda one: code_key(one.code))
        if respondents.is_asked_about(project) and applies(version.rule, project.code, project.program)
    ]
