"""Somebody has declared a project greener than its figures: they agree with them, or say why not (DESIGN §6)."""

from dataclasses import replace

from dialogs import digest_amending, judging, reporting
from dialogs.access import answers_for, handles_alerts_of, stands_in_for
from dialogs.alert_keeping import keep
from dialogs.alert_people import program_of
from dialogs.alerts import NOTE_LIMIT, clicked, found_alert, older_than_the_news, shown
from dialogs.asked import asked_about
from dialogs.checkin_cards import redraw_others, still_taken
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.turn import Reply, Turn
from pmo.alerts import Alert, Cause, alert_key
from pmo.asks import subject_of
from pmo.forms import written
from pmo.portfolio import Project, code_key
from pmo.reports import Source, Standing

conversation = Conversation()


@conversation.verb("conflict.agree")
async def agree(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person takes over what the figures say: it is declared under their name, and the conflict is over."""
    alert, project = await _conflict(turn, person, desk)
    if not await answers_for(person, project, desk):
        raise _refused(turn, project, person)
    standing = await desk.records.standings.get(code_key(project.code))
    if not alert.is_open or older_than_the_news(turn, alert) or standing is None:
        return await shown(turn, alert, project, person, desk)
    await _declare(alert, standing, project, person, desk)
    over = alert.agreed(person.id, desk.now)
    await keep(over, project, desk, besides=clicked(turn, alert))
    await judging.ask_for(project.code, desk)
    await digest_amending.follow(project, desk)
    await desk.note(person.mark, turn.verb, alert.key, {"rag": alert.rag.value})
    return await shown(turn, over, project, person, desk)


async def _declare(alert: Alert, standing: Standing, project: Project, person: Person, desk: Desk) -> None:
    """The last report once more with the status of the figures; of a period that has closed it is a correction."""
    last = standing.report
    reason = "" if await _is_open(last.period, project, desk) else person.say("Agreed with the figures.")
    absent = {code_key(one.id) for one in await stands_in_for(person, desk, project)}
    report = replace(
        last,
        rag=alert.rag,
        reporter=person.id,
        stands_for=project.manager if code_key(project.manager) in absent else "",
        unchanged=False,
        correction=reason,
        answered_at=desk.now,
        source=Source.CARD,
    )
    _, touched = await reporting.declare(report, project, desk, follow_up=True)
    await redraw_others(touched, None, desk)


async def _is_open(period_name: str, project: Project, desk: Desk) -> bool:
    program = await program_of(project, desk)
    asks = await asked_about(subject_of(project.code), desk, period_name)
    return any([await still_taken(ask, project, program, desk) for ask in asks])


@conversation.verb("conflict.explain")
async def explain(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person says why the figures do not tell the truth; both statuses stand, with the reason, from now on."""
    alert, project = await _conflict(turn, person, desk)
    if not (await answers_for(person, project, desk) or await handles_alerts_of(person, project, desk)):
        raise _refused(turn, project, person)
    reason = written(turn.values.get("reason")) or ""
    if not alert.is_open or older_than_the_news(turn, alert):
        return await shown(turn, alert, project, person, desk)
    if not reason:
        raise Refused(person.say("Say in a sentence why the figures do not tell the truth."))
    if len(reason) > NOTE_LIMIT:
        limit = NOTE_LIMIT
        raise Refused(person.say("The reason is too long: up to {limit} characters are possible.", limit=limit))
    explained = alert.explained(person.id, desk.now, reason)
    await keep(explained, project, desk, besides=clicked(turn, alert))
    if not alert.money:
        await _explain_in_the_channel(reason, project, person, desk)
    await desk.note(person.mark, turn.verb, alert.key)
    return await shown(turn, explained, project, person, desk)


async def _explain_in_the_channel(reason: str, project: Project, person: Person, desk: Desk) -> None:
    """The alert on the same figures is answered with it."""
    public = await desk.records.alerts.get(alert_key(project.code, Cause.COMPUTED))
    if public is not None and public.is_open:
        await keep(public.explained(person.id, desk.now, reason), project, desk)


async def _conflict(turn: Turn, person: Person, desk: Desk) -> tuple[Alert, Project]:
    alert, project = await found_alert(turn, person, desk)
    if alert.cause is not Cause.CONFLICT:
        raise Refused(person.say("This alert is no longer known. Ask for the project to see how it stands."))
    return alert, project


def _refused(turn: Turn, project: Project, person: Person) -> Refused:
    sentence = person.say("Only who reports on this project can answer this. Nothing was changed.")
    return Refused(sentence, attempt=f"{turn.verb} {project.code}")
