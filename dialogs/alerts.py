"""The bot tells a program what goes wrong, and its members say who has it and how it ended."""

from cards.rendered import Rendered
from dialogs import alert_cards
from dialogs.access import audience_of, handles_alerts_of
from dialogs.alert_keeping import announce, keep
from dialogs.alert_people import may_see
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.replies import message_of
from dialogs.turn import Place, Reply, Turn
from pmo.alerts import Alert, AlertState, Cause, alert_key
from pmo.checkins import Posted
from pmo.declared_alerts import Run, silently, verdict
from pmo.forms import written
from pmo.portfolio import Project, code_key
from pmo.reports import Standing, StatusReport
from pmo.working_time import days_later

conversation = Conversation()
NOTE_LIMIT = 1000
SNOOZES = {"1d": 1, "3d": 3, "5d": 5}
"""For how many working days of the person an alert can be put off."""


async def follow(report: StatusReport, before: Standing | None, project: Project, desk: Desk) -> None:
    """Raise, confirm or settle the project's alert after a report about its newest period (DESIGN §6)."""
    known = await desk.records.alerts.get(alert_key(project.code))
    found = verdict(known, before, report, project.program, desk.now)
    if found.alert is None or not found.changed:
        return
    await keep(found.alert, project, desk)
    if found.news:
        await announce(found.alert, project, desk)


async def settle_silently(project: Project, standing: Standing, run: Run, desk: Desk) -> None:
    """An imported status opens or ends the project's alert without announcing it anywhere (CONTRACT §4)."""
    known = await desk.records.alerts.get(alert_key(project.code))
    settled = silently(known, standing, run, project.program, desk.now)
    if settled is not None and settled != known:
        await keep(settled, project, desk)


@conversation.verb("alert.acknowledge")
async def acknowledge(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person takes the alert; everybody sees who has it."""
    alert, project = await found_alert(turn, person, desk)
    await require(person, project, turn, desk)
    assert person.member is not None
    if not alert.is_open or older_than_the_news(turn, alert):
        return await shown(turn, alert, project, person, desk)
    if alert.state is AlertState.ACKNOWLEDGED and alert.by == person.member.id:
        return await shown(turn, alert, project, person, desk)
    return await _changed(turn, alert.acknowledged(person.member.id, desk.now), project, person, desk)


@conversation.verb("alert.snooze")
async def snooze(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person has seen the alert and wants to hear of it in some working days; until then it waits for nobody."""
    alert, project = await found_alert(turn, person, desk)
    await require(person, project, turn, desk)
    assert person.member is not None
    days = SNOOZES.get(str(turn.values.get("for", "")))
    if days is None:
        raise Refused(person.say("An alert can be put off for one, three or five working days."))
    if not alert.is_open or older_than_the_news(turn, alert):
        return await shown(turn, alert, project, person, desk)
    until = days_later(person.calendar, person.calendar.next_working(desk.now), days)
    return await _changed(turn, alert.snoozed(person.member.id, desk.now, until), project, person, desk)


@conversation.verb("alert.resolve")
async def resolve(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person ends the alert, with a note on how."""
    alert, project = await found_alert(turn, person, desk)
    await require(person, project, turn, desk)
    assert person.member is not None
    if alert.cause is Cause.CONFLICT:
        raise Refused(person.say("Nobody can resolve this: agree with the figures, or say why not."))
    if not alert.is_open or older_than_the_news(turn, alert):
        return await shown(turn, alert, project, person, desk)
    note = written(turn.values.get("note")) or ""
    if len(note) > NOTE_LIMIT:
        limit = NOTE_LIMIT
        raise Refused(person.say("The note is too long: up to {limit} characters are possible.", limit=limit))
    return await _changed(turn, alert.resolved(person.member.id, desk.now, note), project, person, desk)


async def found_alert(turn: Turn, person: Person, desk: Desk) -> tuple[Alert, Project]:
    """The alert and its project; the same sentence whether there is none or this person may not read it here."""
    alert = await desk.records.alerts.get(str(turn.values.get("alert", "")))
    project = await desk.records.projects.get(code_key(alert.project)) if alert else None
    unknown = person.say("This alert is no longer known. Ask for the project to see how it stands.")
    if alert is None or project is None:
        raise Refused(unknown)
    if not await may_see(person, alert, project, await audience_of(turn.place, desk), desk):
        raise Refused(unknown, attempt=f"{turn.verb} {project.code}")
    return alert, project


def older_than_the_news(turn: Turn, alert: Alert) -> bool:
    """Whether the click was made on a card from before the opening or the last worsening; it does not settle those."""
    version = str(turn.values.get("version", ""))
    return version.isascii() and version.isdigit() and int(version[:9]) < alert.news_version


async def require(person: Person, project: Project, turn: Turn, desk: Desk) -> None:
    """Refuse somebody who may not act on the project's alerts."""
    if not await handles_alerts_of(person, project, desk):
        sentence = person.say(
            "This alert can be answered by the project's manager, owner and steering committee, the program's manager "
            "and the PMO. Nothing was changed."
        )
        raise Refused(sentence, attempt=f"{turn.verb} {project.code}")


async def _changed(turn: Turn, alert: Alert, project: Project, person: Person, desk: Desk) -> Reply:
    await keep(alert, project, desk, besides=clicked(turn, alert))
    await desk.note(person.mark, turn.verb, alert.key, {"state": alert.state.value})
    return await shown(turn, alert, project, person, desk)


async def shown(turn: Turn, alert: Alert, project: Project, person: Person, desk: Desk) -> Reply:
    """The alert as it stands, in the language of the place, in place of the clicked card."""
    drawn = await drawn_here(turn.place, alert, project, person, desk)
    message = clicked(turn, alert)
    return Reply(
        # What a message shows is replaced only where it is known to be a message of this alert (CONTRACT §5 "Redraw").
        form="redraw" if message or not turn.by_submit else "card",
        card=drawn.card,
        summary=drawn.summary,
        mark=alert_cards.mark_of(alert),
        redraws=(message_of(message),) if message else (),
    )


async def drawn_here(place: Place, alert: Alert, project: Project, person: Person, desk: Desk) -> Rendered:
    """The alert in the language of the place; in a personal chat with the buttons that this person may press."""
    program = await desk.records.programs.get(code_key(project.program))
    if place.is_private or program is None:
        return await alert_cards.drawn(alert, project, person.say, desk, person)
    return await alert_cards.drawn(alert, project, await desk.say_in(program), desk)


def clicked(turn: Turn, alert: Alert) -> Posted | None:
    """The message that was clicked, as we know it: a client's word for it is only compared."""
    for posted in alert.messages:
        here = posted.activity == turn.message and posted.conversation.startswith(turn.place.conversation)
        if here and bool(posted.only_for) == turn.place.targeted:
            return posted
    return None
