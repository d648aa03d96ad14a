"""Somebody asks which alerts are open, or for those of one project."""

from collections.abc import Sequence

from cards.alert_list import AlertRow, AlertsView, alerts_card
from cards.plain import joined
from cards.rendered import Rendered
from dialogs import alert_cards, alert_words, respondents
from dialogs.access import linked_program, note_reading, seen_by
from dialogs.alert_people import may_see
from dialogs.alerts import drawn_here, found_alert
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.questions import Question
from dialogs.scopes import drawn_about
from dialogs.turn import Reply, Turn
from locales import Say
from pmo.alerts import Alert, Cause
from pmo.milestones import milestone_key
from pmo.portfolio import Project, code_key

conversation = Conversation()
Seen = tuple[Alert, Project]


@conversation.command("alerts")
async def alerts(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The open alerts that the readers may see, the worst and oldest first; of one project or program when named."""

    async def drawn(code: str, asked: Question) -> Rendered | None:
        if not (asked.audience.private or asked.audience.program):
            return None
        among = await _projects_of(code_key(code), asked)
        if code and not among:
            return None
        found = await _visible(asked, among if code else None)
        await note_reading(person, {code_key(project.code): project for _, project in found}.values(), desk)
        if code and len(found) == 1:
            alert, project = found[0]
            return await alert_cards.answering(alert, project, asked)
        return alerts_card(await _view(found, asked), asked.say)

    return await drawn_about(turn, person, desk, drawn)


@conversation.verb("alert.show")
async def show(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One alert, as it stands, with everything that can be done about it."""
    alert, project = await found_alert(turn, person, desk)
    await note_reading(person, (project,), desk)
    drawn = await drawn_here(turn.place, alert, project, person, desk)
    return Reply(form="card", card=drawn.card, summary=drawn.summary, mark=alert_cards.mark_of(alert))


async def _projects_of(code: str, asked: Question) -> set[str]:
    """Keys of what the readers may see by this code: of a project, else of the projects of a program."""
    project = await asked.desk.records.projects.get(code)
    if project is not None and await _is_seen(project, asked):
        return {project.key}
    program = await asked.desk.records.programs.get(code)
    listed = await asked.desk.records.projects.find("program", code) if program else []
    return {one.key for one in listed if await _is_seen(one, asked)}


async def _is_seen(project: Project, asked: Question) -> bool:
    return (await seen_by(asked.person, project, asked.audience, asked.desk)).readable


async def _visible(asked: Question, among: set[str] | None) -> list[Seen]:
    """The open alerts that the readers may see, of these projects or of all."""
    found = []
    for alert in await asked.desk.records.alerts.all():
        project = await asked.desk.records.projects.get(code_key(alert.project)) if alert.is_open else None
        if project is None or not respondents.is_asked_about(project):
            continue
        if among is not None and project.key not in among:
            continue
        if await may_see(asked.person, alert, project, asked.audience, asked.desk):
            found.append((alert, project))
    return sorted(found, key=lambda one: (-one[0].rag.severity, one[0].since, one[0].key))


async def _view(found: Sequence[Seen], asked: Question) -> AlertsView:
    here = None if asked.audience.private else await linked_program(asked.place, asked.desk)
    rows = [await _row(alert, project, asked.say, asked.desk) for alert, project in found]
    scope = f"{here.code} · {here.name}" if here else ""
    shared = not asked.audience.private
    return AlertsView(rows=tuple(rows), as_of=asked.desk.now, scope=scope, shared=shared, notes=asked.notes)


async def _row(alert: Alert, project: Project, say: Say, desk: Desk) -> AlertRow:
    return AlertRow(
        id=alert.key,
        project=project.code,
        name=project.name,
        rag=alert.rag,
        since=alert.since,
        what=await _what(alert, say, desk),
        state=alert.state,
        by=await desk.name_of(alert.by),
        until=alert.until,
    )


async def _what(alert: Alert, say: Say, desk: Desk) -> str:
    match alert.cause:
        case Cause.COMPUTED:
            return say("by the figures")
        case Cause.CONFLICT:
            return say("declared greener than the figures")
        case Cause.BUDGET:
            return say("over budget")
        case Cause.MILESTONE:
            milestone = await desk.records.milestones.get(milestone_key(alert.project, alert.subject))
            what = milestone.name if milestone else say("The end of the project")
            return joined(say("date missed"), what, by=": ")
        case Cause.ORDER:
            milestone = await desk.records.milestones.get(milestone_key(alert.project, alert.subject))
            return joined(say("out of order"), milestone.name if milestone else alert.subject, by=": ")
        case Cause.RULE:
            return await alert_words.headline(alert, say, desk)
        case _:
            return ""
