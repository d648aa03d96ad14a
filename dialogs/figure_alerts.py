"""What the figures of a project raise when they are judged: a worse status, a conflict, a budget (DESIGN §6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dialogs import assistance
from dialogs.alert_keeping import announce, keep
from dialogs.desk import Desk
from pmo.alerts import BY_MONEY, Alert, Cause, What, alert_key
from pmo.declared_alerts import Verdict
from pmo.figure_alerts import Sighting, ended, followed, settled
from pmo.firing import Firing, fires
from pmo.judgements import Finding, Judgement
from pmo.portfolio import Project, Rag, code_key
from pmo.reasons import Why
from pmo.reports import Source, Standing
from pmo.rule_changes import applies
from pmo.rules import Rule
from pmo.seen import Seen


@dataclass(frozen=True, slots=True)
class Shown:
    """What the figures of a project show: as they were judged, and to whom; `discreet` is without money."""

    judged: Judgement
    whole: Seen
    discreet: Seen


async def follow(shown: Shown, desk: Desk, *, silently: bool) -> None:
    """Raise, bring up to date or end the alerts of a project by what its figures say now."""
    project = shown.whole.history.project
    standing = await desk.records.standings.get(code_key(project.code))
    seen = [*_by_figures(shown, standing), *_too_early(shown.whole), *await _rules(shown, desk)]
    for sighting in seen:
        known = await desk.records.alerts.get(alert_key(project.code, *sighting.key))
        told = followed(known, sighting, project, desk.now, silently=silently)
        await _keep(told, project, desk)
    known_now = await desk.records.alerts.find("project", code_key(project.code))
    raised = [alert for alert in known_now if alert.cause is not Cause.DECLARED]
    stale = [value.indicator.code for value in shown.whole.facts.values if value.stale]
    for alert in ended(raised, seen, stale):
        await _keep(_over(alert, standing, project, desk), project, desk)


async def end_all(project: Project, desk: Desk) -> None:
    """A project that is closed or has left the portfolio has no alerts and wants nothing of anybody any more."""
    for alert in await desk.records.alerts.find("project", code_key(project.code)):
        if alert.is_open:
            await keep(alert.closed_itself_at(desk.now, What.OVER), project, desk)
    await assistance.withdraw_all(project, desk)


def _over(alert: Alert, standing: Standing | None, project: Project, desk: Desk) -> Verdict:
    """What becomes of an alert that the figures do not raise any more, be it that somebody declares the same now."""
    if alert.cause is Cause.CONFLICT and standing is not None and _declared(standing) >= alert.rag.severity:
        return settled(alert, standing.report.reporter, desk.now)
    return followed(alert, None, project, desk.now)


async def _keep(told: Verdict, project: Project, desk: Desk) -> None:
    if told.alert is None or not told.changed:
        return
    await keep(told.alert, project, desk)
    if told.news:
        await announce(told.alert, project, desk)


def _by_figures(shown: Shown, standing: Standing | None) -> Iterator[Sighting]:
    yield from _worse_than_declared(shown.judged.discreet, standing)
    yield from _conflict(shown.judged, standing)
    yield from _over_budget(shown.whole, standing)


def _worse_than_declared(finding: Finding, standing: Standing | None) -> Iterator[Sighting]:
    """A status that the declared one does not tell already, by figures that a channel may be told."""
    rag = finding.colour.rag
    if rag is not None and rag.severity > _declared(standing):
        yield Sighting(
            cause=Cause.COMPUTED,
            rag=rag,
            reasons=finding.reasons,
            period=standing.report.period if standing else "",
        )


def _conflict(judged: Judgement, standing: Standing | None) -> Iterator[Sighting]:
    """Somebody has declared the project greener than its figures; whoever declares it again is asked about it.

    Where money alone tells otherwise, those are asked who may know that.
    """
    for finding, money in ((judged.discreet, False), (judged.whole, True)):
        rag = finding.colour.rag
        if standing is not None and rag is not None and rag.severity > standing.report.rag.severity:
            yield Sighting(
                cause=Cause.CONFLICT,
                rag=rag,
                reasons=finding.reasons,
                subject=BY_MONEY if money else "",
                money=money,
                period=standing.report.period,
                declared_at=_said_in_a_card(standing),
            )
            return


def _said_in_a_card(standing: Standing | None) -> datetime | None:
    report = standing.report if standing else None
    return report.answered_at if report and report.source is Source.CARD else None


def _over_budget(seen: Seen, standing: Standing | None) -> Iterator[Sighting]:
    """By all reasons, of which a judgement keeps the worst few only."""
    reasons = tuple(reason for reason in seen.computed.reasons if reason.why is Why.OVER_BUDGET)
    rag = reasons[0].colour.rag if reasons else None
    if rag is not None:
        told = _said_in_a_card(standing)
        yield Sighting(cause=Cause.BUDGET, rag=rag, reasons=reasons, money=True, declared_at=told)


def _too_early(seen: Seen) -> Iterator[Sighting]:
    """Milestones that are expected before what must come first."""
    for one in seen.out_of_order:
        yield Sighting(cause=Cause.ORDER, subject=one.milestone.code, rag=Rag.AMBER, about=one.before.key)


async def _rules(shown: Shown, desk: Desk) -> list[Sighting]:
    """Live rules that hold of the project; what holds by money alone is for those who may see that."""
    project, found = shown.whole.history.project, []
    for state in await desk.records.rule_states.all():
        version = state.live
        if version is None or not applies(version.rule, project.code, project.program):
            continue
        public = fires(version.rule, version.rules, shown.discreet)
        firing = public or fires(version.rule, version.rules, shown.whole)
        if firing is not None:
            found.append(_fired(version.rule, firing, shown.whole, money=public is None))
    return found


def _fired(rule: Rule, firing: Firing, seen: Seen, *, money: bool) -> Sighting:
    return Sighting(
        cause=Cause.RULE,
        subject=rule.code,
        rag=rule.severity,
        about=firing.subject,
        figure=firing.figure,
        money=money,
        period=seen.facts.reports[-1].period if seen.facts.reports else "",
    )


def _declared(standing: Standing | None) -> int:
    return standing.report.rag.severity if standing else 0
