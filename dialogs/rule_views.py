"""A rule as the PMO sees it: what it looks at, what it would have done, and what can be decided."""

from cards.rule import RuleView, TrialView
from dialogs.desk import Desk, Person
from dialogs.rule_keeping import looked_at
from dialogs.rule_words import Found, about, rule_text
from locales import Say
from pmo.rule_changes import RuleState
from pmo.rules import Rule
from pmo.trials import LATEST, Opening, Trial
from pmo.whom import Whom


async def view_of(state: RuleState, person: Person, desk: Desk) -> RuleView | None:
    """The rule for this member of the PMO; None when nothing of it runs or waits."""
    version = state.proposed or state.live
    if version is None:
        return None
    rule, say = version.rule, person.say
    being_tried = state.trial is not None and not state.tried
    return RuleView(
        code=rule.code,
        version=state.version,
        headline=rule_text(rule, say),
        terms=terms(rule),
        severity=rule.severity,
        asked=role_words(rule.owner_role, say),
        as_of=desk.now,
        scope=rule.scope,
        live=state.live is not None,
        live_since=state.live_since,
        waits=state.proposed is not None,
        off=rule.archived,
        trying=await _progress(state, desk) if being_tried else None,
        trial=await _trial(state.trial, rule, say, desk) if state.trial and state.tried else None,
        needs_trial=state.needs_trial,
        may_drop=bool(state.asked_by) or state.is_by_hand,
        wanted_by=await desk.name_of(state.asked_by),
        goes_live_at=state.goes_live_at,
        may_want=not state.needs_trial and not state.is_wanted_by(person.id),
    )


async def _progress(state: RuleState, desk: Desk) -> tuple[int, int] | None:
    """How many projects were tried so far, of how many."""
    if state.trial is None or state.proposed is None:
        return None
    return state.trial.tried + state.trial.failed, await looked_at(state.proposed, desk)


def terms(rule: Rule) -> str:
    """`limit DCMOVE.FAIL > 10 (n = 2)`: what the rule looks at, in the words of the file it is written in."""
    parts = [rule.kind.value, rule.indicator, rule.operator, rule.value]
    if rule.n:
        parts.append(f"(n = {rule.n})")
    if rule.of:
        parts.append(" + ".join(rule.of))
    return " ".join(part for part in parts if part)


def role_words(role: str, say: Say) -> str:
    """Who is asked to act, by their office."""
    match Whom(role) if role in set(Whom) else Whom.MANAGER:
        case Whom.MANAGER:
            return say("Project manager")
        case Whom.OWNER:
            return say("Project owner")
        case Whom.STEERING:
            return say("Steering committee")
        case Whom.PROGRAM_MANAGER:
            return say("Program manager")
        case Whom.PROGRAM_OWNER:
            return say("Program owner")
        case Whom.PMO:
            return say("PMO")


async def _trial(trial: Trial, rule: Rule, say: Say, desk: Desk) -> TrialView:
    openings = [(one.project, one.day, await about(rule, _found(one), say, desk)) for one in trial.openings[:LATEST]]
    return TrialView(
        first=trial.first,
        last=trial.last,
        total=trial.total,
        projects=trial.fired,
        of=trial.tried,
        failed=trial.failed,
        openings=tuple(openings),
        now=trial.fires_now,
        flood=trial.needs_confirmation,
    )


def _found(opening: Opening) -> Found:
    return Found(project=opening.project, subject=opening.subject, figure=opening.figure)
