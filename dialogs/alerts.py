"""The bot tells a program what goes wrong, and its members say who has it and how it ended."""

from dataclasses import replace

from cards.alert import AlertView, alert_card
from dialogs.access import handles_alerts_of, open_channel
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person, Refused
from dialogs.turn import Mark, Message, Place, Reply, Turn
from locales import Say
from pmo.alerts import Alert, AlertState, alert_key, silently, verdict
from pmo.checkins import Posted
from pmo.portfolio import Classification, Program, Project, Rag, code_key
from pmo.reports import Standing, StatusReport
from storage.outbox import Letter, LetterKind

conversation = Conversation()
NOTE_LIMIT = 1000


async def follow(report: StatusReport, before: Standing | None, project: Project, desk: Desk) -> None:
    """Raise, confirm or settle the project's alert after a report about its newest period (DESIGN §6)."""
    known = await desk.records.alerts.get(alert_key(project.code))
    found = verdict(known, before, report, project.program, desk.now)
    if found.alert is None or not found.changed:
        return
    await desk.records.alerts.put(found.alert)
    await redraw(found.alert, desk)
    if found.news:
        await _announce(found.alert, project, desk)


async def settle_silently(project: Project, standing: Standing, desk: Desk) -> None:
    """An imported status opens or ends the project's alert without announcing it anywhere (CONTRACT §4)."""
    known = await desk.records.alerts.get(alert_key(project.code))
    settled = silently(known, standing, project.program, desk.now)
    if settled is not None and settled != known:
        await desk.records.alerts.put(settled)
        await redraw(settled, desk)


async def _announce(alert: Alert, project: Project, desk: Desk) -> None:
    """Post the news where the program works; a red also privately to its manager, unless they said it themselves."""
    program = await desk.records.programs.get(code_key(project.program))
    if program is None:
        return
    channel = "" if project.classification is Classification.RESTRICTED else await open_channel(program, desk)
    if not channel:
        await _tell_privately(alert, project, program, desk)
        return
    calendar = await desk.calendar_of_program(program)
    await desk.write(replace(_letter(alert, desk), channel=channel, not_before=calendar.next_working(desk.now)))
    if alert.rag is Rag.RED and code_key(project.manager) != code_key(alert.reporter):
        await _tell(project.manager, alert, desk)


def _letter(alert: Alert, desk: Desk) -> Letter:
    return Letter(
        key=f"alert/{alert.key}/{alert.postings}",
        kind=LetterKind.ALERT,
        subject=alert.key,
        written=desk.now,
        not_before=desk.now,
        detail=(str(alert.version), str(alert.postings)),
    )


async def _tell_privately(alert: Alert, project: Project, program: Program, desk: Desk) -> None:
    """To those who are entitled: the project's manager and owner and the program's manager (DESIGN §6)."""
    entitled = {code_key(who): who for who in (project.manager, project.owner, program.manager) if who}
    for member_id in entitled.values():
        await _tell(member_id, alert, desk)


async def _tell(member_id: str, alert: Alert, desk: Desk) -> None:
    person = await desk.member(member_id)
    if person is None or person.member is None:
        return
    letter = _letter(alert, desk)
    not_before = person.calendar.next_working(desk.now)
    await desk.write_unless_told(
        replace(letter, key=f"{letter.key}/{person.member.id}", member=person.member.id, not_before=not_before)
    )


async def redraw(alert: Alert, desk: Desk, besides: Posted | None = None) -> None:
    """Bring every message that shows the alert up to date, silently."""
    for posted in alert.messages:
        if posted == besides:
            continue
        letter = Letter(
            key=f"redraw/{posted.conversation}/{posted.activity}",
            kind=LetterKind.ALERT,
            subject=alert.key,
            written=desk.now,
            not_before=desk.now,
            conversation=posted.conversation,
            activity=posted.activity,
            service_url=posted.service_url,
            detail=(str(alert.version),),
        )
        await desk.records.letters.put(letter)


@conversation.verb("alert.acknowledge")
async def acknowledge(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person takes the alert; everybody sees who has it."""
    alert, project = await _found(turn, person, desk)
    await _require(person, project, turn, desk)
    assert person.member is not None
    if not alert.is_open or _is_of_an_earlier_opening(turn, alert):
        return await _shown(turn, alert, project, person, desk)
    if alert.state is AlertState.ACKNOWLEDGED and alert.by == person.member.id:
        return await _shown(turn, alert, project, person, desk)
    return await _changed(turn, alert.acknowledged(person.member.id, desk.now), project, person, desk)


@conversation.verb("alert.resolve")
async def resolve(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person ends the alert, with a note on how."""
    alert, project = await _found(turn, person, desk)
    await _require(person, project, turn, desk)
    assert person.member is not None
    if not alert.is_open or _is_of_an_earlier_opening(turn, alert):
        return await _shown(turn, alert, project, person, desk)
    note = str(turn.values.get("note") or "").strip()
    if len(note) > NOTE_LIMIT:
        limit = NOTE_LIMIT
        raise Refused(person.say("The note is too long: up to {limit} characters are possible.", limit=limit))
    return await _changed(turn, alert.resolved(person.member.id, desk.now, note), project, person, desk)


async def _found(turn: Turn, person: Person, desk: Desk) -> tuple[Alert, Project]:
    alert = await desk.records.alerts.get(str(turn.values.get("alert", "")))
    project = await desk.records.projects.get(code_key(alert.project)) if alert else None
    if alert is None or project is None:
        raise Refused(person.say("This alert is no longer known. Ask for the project to see how it stands."))
    return alert, project


def _is_of_an_earlier_opening(turn: Turn, alert: Alert) -> bool:
    """Whether the click was made on a card of an opening that has ended; a new one is not settled by it."""
    version = str(turn.values.get("version", ""))
    return version.isascii() and version.isdigit() and int(version[:9]) < alert.opened_version


async def _require(person: Person, project: Project, turn: Turn, desk: Desk) -> None:
    if not await handles_alerts_of(person, project, desk):
        sentence = person.say(
            "This alert can be answered by the project's manager, owner and steering committee, the program's manager "
            "and the PMO. Nothing was changed."
        )
        raise Refused(sentence, attempt=f"{turn.verb} {project.code}")


async def _changed(turn: Turn, alert: Alert, project: Project, person: Person, desk: Desk) -> Reply:
    await desk.records.alerts.put(alert)
    await desk.note(person.mark, turn.verb, alert.key, {"state": alert.state.value})
    await redraw(alert, desk, besides=_clicked(turn, alert))
    return await _shown(turn, alert, project, person, desk)


async def _shown(turn: Turn, alert: Alert, project: Project, person: Person, desk: Desk) -> Reply:
    """The alert as it stands, in the language of the place, in place of the clicked card."""
    say = await _say_here(turn.place, project, person, desk)
    drawn = alert_card(await _view(alert, project, say, desk), say)
    clicked = _clicked(turn, alert)
    return Reply(
        # What a message shows is replaced only where it is known to be a message of this alert (CONTRACT §5 "Redraw").
        form="redraw" if clicked or not turn.by_submit else "card",
        card=drawn.card,
        summary=drawn.summary,
        mark=_mark(alert),
        redraws=(message_of(clicked),) if clicked else (),
    )


async def _say_here(place: Place, project: Project, person: Person, desk: Desk) -> Say:
    program = await desk.records.programs.get(code_key(project.program))
    if place.kind == "personal" or program is None:
        return person.say
    return await desk.say_in(program)


def _clicked(turn: Turn, alert: Alert) -> Posted | None:
    """The message that was clicked, as we know it: a client's word for it is only compared."""
    for posted in alert.messages:
        if posted.activity == turn.message and posted.conversation.startswith(turn.place.conversation):
            return posted
    return None


def message_of(posted: Posted) -> Message:
    """The message of ours that shows something."""
    return Message(conversation=posted.conversation, activity=posted.activity, service_url=posted.service_url)


def _mark(alert: Alert) -> Mark:
    return Mark(kind="alert", key=alert.key, period=alert.period, projects=(alert.project,), version=alert.version)


async def _view(alert: Alert, project: Project, say: Say, desk: Desk) -> AlertView:
    program = await desk.records.programs.get(code_key(project.program))
    reporter = await desk.name_of(alert.reporter)
    return AlertView(
        id=alert.key,
        version=alert.version,
        project=project.code,
        name=project.name,
        program=program.name if program else project.program,
        rag=alert.rag,
        since=alert.opened,
        period=alert.period,
        count=alert.count,
        summary=alert.summary,
        blockers=alert.blockers,
        reasons=(_reason(alert, reporter, say),),
        asked=await desk.name_of(project.manager or (program.manager if program else "")),
        state=alert.state,
        by=await desk.name_of(alert.by),
        at=alert.at,
        note=alert.note,
        closed_itself=alert.closed_itself,
    )


def _reason(alert: Alert, reporter: str, say: Say) -> str:
    """Why there is an alert, with its figures."""
    status = say.meaning("status", alert.rag.value)
    period = say.period(alert.period)
    if alert.previous is None or (alert.previous is Rag.GREEN and alert.count > 1):
        return say("Declared {status} for {period} by {name}.", status=status, period=period, name=reporter)
    before = say.meaning("status", alert.previous.value)
    return say(
        "Declared {status} for {period} by {name}; it was {before} before.",
        status=status,
        period=period,
        name=reporter,
        before=before,
    )


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The alert as it stands when it is sent; one that has ended or worsened meanwhile is not posted as news any more.

    What worsened while it waited is told once, by the letter of the last worsening.
    """
    alert = await desk.records.alerts.get(letter.subject)
    project = await desk.records.projects.get(code_key(alert.project)) if alert else None
    if alert is None or project is None:
        return Withdrawn("gone")
    if not letter.activity and not alert.is_open:
        return Withdrawn("resolved")
    if not letter.activity and letter.detail != () and letter.detail[-1] != str(alert.postings):
        return Withdrawn("worsened")
    say = await _say_for(letter, project, desk)
    drawn = alert_card(await _view(alert, project, say, desk), say)
    return Drawn(card=drawn.card, summary=drawn.summary, mark=_mark(alert))


async def _say_for(letter: Letter, project: Project, desk: Desk) -> Say:
    """The reader's language: the person's in a personal chat, the program's in its channel."""
    if letter.member:
        person = await desk.member(letter.member)
    elif letter.conversation:
        seen = await desk.records.contacts.find("conversation", letter.conversation, limit=1)
        person = await desk.person(seen[0].entra_id) if seen else None
    else:
        person = None
    if person is not None:
        return person.say
    program = await desk.records.programs.get(code_key(project.program))
    assert program is not None, "a project has a program"
    return await desk.say_in(program)


async def _posted(letter: Letter, message: Message, desk: Desk) -> None:
    """Remember where the alert is shown, so that it can be kept current there."""
    alert = await desk.records.alerts.get(letter.subject)
    if alert is None or letter.activity:
        return
    posted = Posted(conversation=message.conversation, activity=message.activity, service_url=message.service_url)
    await desk.records.alerts.put(replace(alert, messages=(*alert.messages, posted)))
    if letter.detail[:1] != (str(alert.version),):
        await redraw(replace(alert, messages=(posted,)), desk)


async def _failed(letter: Letter, desk: Desk) -> None:
    """A channel that cannot be reached: those who are entitled hear of it privately instead."""
    alert = await desk.records.alerts.get(letter.subject)
    project = await desk.records.projects.get(code_key(alert.project)) if alert else None
    program = await desk.records.programs.get(code_key(project.program)) if project else None
    if alert is None or project is None or program is None or not letter.channel:
        return
    await _tell_privately(alert, project, program, desk)


conversation.letter(LetterKind.ALERT, Post(draw=_draw, posted=_posted, failed=_failed))
