"""The alerts of a project follow its figures whenever they are judged (DESIGN §6)."""

from dataclasses import replace

from dialogs import alert_cards, assistance
from dialogs.alert_keeping import announce, keep
from dialogs.desk import Desk
from pmo.alerts import Alert, Cause, What, alert_key
from pmo.declared_alerts import Verdict
from pmo.figure_alerts import COSTS, ended, followed, settled
from pmo.portfolio import Project, code_key
from pmo.reports import Standing
from pmo.seen import Seen
from pmo.sightings import Shown, sightings


async def follow(shown: Shown, desk: Desk, *, silently: bool) -> None:
    """Raise, bring up to date or end the alerts of a project by what its figures say now."""
    project = shown.whole.history.project
    standing = await desk.records.standings.get(code_key(project.code))
    found = await desk.records.alerts.find("project", code_key(project.code))
    known = {alert.key: alert for alert in found if alert.cause is not Cause.DECLARED}
    live = [state.live for state in await desk.records.rule_states.all() if state.live]
    seen = sightings(shown, standing, live, known)
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
    why = What.GONE if project.archived else What.OVER
    for alert in await desk.records.alerts.find("project", code_key(project.code)):
        if alert.is_open:
            await keep(alert.closed_itself_at(desk.now, why), project, desk)
    await assistance.withdraw_all(project, desk)


def _over(alert: Alert, standing: Standing | None, project: Project, desk: Desk) -> Verdict:
    """What becomes of an alert that the figures do not raise any more, be it that somebody declares the same now."""
    if alert.cause is Cause.CONFLICT and standing is not None and standing.report.rag.severity >= alert.rag.severity:
        return settled(alert, standing.report.reporter, desk.now)
    return followed(alert, None, project, desk.now)


async def _keep(told: Verdict, project: Project, desk: Desk) -> None:
    if told.alert is None or not told.changed:
        return
    await keep(told.alert, project, desk)
    if told.news:
        await announce(told.alert, project, desk)
