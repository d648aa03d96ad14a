"""Somebody asks which alerts are open, or for those of one project."""

from collections.abc import Sequence

from cards.alert_list import AlertRow, AlertsView, alerts_card
from cards.rendered import Rendered
from dialogs import alert_cards, alert_words, respondents
from dialogs.access import linked_program, note_reading
from dialogs.alert_keeping import may_see
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.questions import Question, answered, question, stranger
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from locales import Say
from pmo.alerts import Alert, Cause
from pmo.portfolio import Project, code_key

conversation = Conversation()
Seen = tuple[Alert, Project]


@conversation.command("alerts")
async def alerts(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The open alerts that the readers may see, the worst and oldest first; of one project or program when named."""
    if person.member is None:
        return stranger(person)
    code = code_key(typed_by(turn).rest)

    async def drawn(asked: Question) -> Rendered | None:
        if not (asked.audience.private or asked.audience.program):
            return None
        found = await _visible(asked, code)
        await note_reading(person, {code_key(project.code): project for _, project in found}.values(), desk)
        if code and len(found) == 1:
            alert, project = found[0]
            return await alert_cards.drawn(alert, project, asked.say, desk)
        return alerts_card(await _view(found, asked), asked.say)

    return await answered(await question(turn, person, desk), drawn, "alerts")


async def _visible(asked: Question, code: str) -> list[Seen]:
    found = []
    for alert in await asked.desk.records.alerts.all():
        if not alert.is_open or code not in ("", code_key(alert.project), code_key(alert.program)):
            continue
        project = await asked.desk.records.projects.get(code_key(alert.project))
        if project is None or not respondents.is_asked_about(project):
            continue
        if await may_see(asked.person, alert, project, asked.audience, asked.desk):
            found.append((alert, project))
    return sorted(found, key=lambda one: (-one[0].rag.severity, one[0].since, one[0].key))


async def _view(found: Sequence[Seen], asked: Question) -> AlertsView:
    here = None if asked.audience.private else await linked_program(asked.place, asked.desk)
    rows = [await _row(alert, project, asked.say, asked.desk) for alert, project in found]
    scope = f"{here.code} · {here.name}" if here else ""
    return AlertsView(rows=tuple(rows), as_of=asked.desk.now, scope=scope, notes=asked.notes)


async def _row(alert: Alert, project: Project, say: Say, desk: Desk) -> AlertRow:
    return AlertRow(
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
        case Cause.ORDER:
            return say("out of order")
        case Cause.RULE:
            return await alert_words.headline(alert, say, desk)
        case _:
            return ""
