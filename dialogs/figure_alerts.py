"""What the figures of a project raise when they are judged: a worse status, a conflict, a budget (DESIGN §6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import alert_cards, assistance
from dialogs.alert_keeping import announce, keep
from dialogs.desk import Desk
from pmo.alerts import BY_MONEY, Alert, Cause, What, alert_key
from pmo.declared_alerts import Verdict
from pmo.figure_alerts import COSTS, Sighting, ended, followed, grounds_of, settled
from pmo.firing import Firing, fires
from pmo.judgements import Judgement
from pmo.portfolio import Project, Rag, code_key
from pmo.reasons import Why
from pmo.reports import Source, Standing, said_on
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
    found = await desk.records.alerts.find("project", code_key(project.code))
    known = {alert.key: alert for alert in found if alert.cause is not Cause.DECLARED}
    seen = [
        *_by_figures(shown, standing),
        *_missed(shown.discreet, standing, known),
        *_too_early(shown.whole),
        *await _rules(shown, desk),
    ]
    for sighting in seen:
        before = known.get(alert_key(project.code, *sighting.key))
        told = followed(before, sighting, project, desk.now, silently=silently)
        await _keep(told, project, desk)
    for alert in ended(list(known.values()), seen, _stale(shown.whole)):
        await _keep(_over(alert, standing, project, desk), project, desk)


def _stale(seen: Seen) -> list[str]:
    """What is too old to be known, as `ended` wants it."""
    values = [value.indicator.code for value in seen.facts.values if value.stale]
    return [*values, COSTS] if seen.facts.costs_stale else values


async def redraw_all(project: Project, desk: Desk) -> None:
    """Bring the cards of the project's open alerts up to date, which tell its computed status; also those under way."""
    for alert in await desk.records.alerts.find("project", code_key(project.code)):
        if alert.is_open:
            shown = replace(alert, version=alert.version + 1)
            await desk.records.alerts.put(shown)
            await alert_cards.redraw(shown, desk)


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
    yield from _worse_than_declared(shown, standing)
    yield from _conflict(shown, standing)
    yield from _over_budget(shown.whole, standing)


def _worse_than_declared(shown: Shown, standing: Standing | None) -> Iterator[Sighting]:
    """A status that the declared one does not tell already, by figures that a channel may be told."""
    finding = shown.judged.discreet
    rag = finding.colour.rag
    if rag is not None and rag.severity > _declared(standing):
        yield Sighting(
            cause=Cause.COMPUTED,
            rag=rag,
            reasons=finding.reasons,
            grounds=grounds_of(shown.discreet.computed.reasons, rag),
            period=standing.report.period if standing else "",
        )


def _conflict(shown: Shown, standing: Standing | None) -> Iterator[Sighting]:
    """Somebody has declared the project greener than its figures; whoever declares it again is asked about it.

    Where money alone tells otherwise, those are asked who may know that.
    """
    by_all = ((shown.judged.discreet, shown.discreet, False), (shown.judged.whole, shown.whole, True))
    for finding, seen, money in by_all:
        rag = finding.colour.rag
        if standing is not None and rag is not None and rag.severity > standing.report.rag.severity:
            yield Sighting(
                cause=Cause.CONFLICT,
                rag=rag,
                reasons=finding.reasons,
                grounds=grounds_of(seen.computed.reasons, rag),
                subject=BY_MONEY if money else "",
                money=money,
                period=standing.report.period,
                declared_at=_said_in_a_card(standing),
            )
            return


def _missed(seen: Seen, standing: Standing | None, known: Mapping[str, Alert]) -> Iterator[Sighting]:
    """A date that was missed since a project was last declared red: its status does not tell that any more.

    Once it was raised it stays until there is a new date.
    """
    if standing is None:
        return
    told = said_on(standing.report, seen.history.zone)
    for reason in seen.computed.reasons:
        if reason.why not in (Why.MILESTONE_MISSED, Why.END_PASSED) or reason.day is None:
            continue
        before = known.get(alert_key(seen.history.project.code, Cause.MILESTONE, reason.subject))
        is_new = standing.report.rag is Rag.RED and reason.day >= told
        if is_new or (before is not None and before.is_open):
            yield Sighting(
                cause=Cause.MILESTONE,
                subject=reason.subject,
                rag=Rag.RED,
                reasons=(reason,),
                period=standing.report.period,
            )


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
        found += [_fired(version.rule, firing, shown.whole, money=False) for firing in public]
        told = {firing.subject for firing in public}
        private = [one for one in fires(version.rule, version.rules, shown.whole) if one.subject not in told]
        found += [_fired(version.rule, firing, shown.whole, money=True) for firing in private]
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
