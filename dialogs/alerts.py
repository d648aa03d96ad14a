"""The bot tells a program what goes wrong, and its members say who has it and how it ended."""

from dataclasses import replace

from cards.notice import notice_card
from dialogs import alert_cards
from dialogs.access import audience_of, handles_alerts_of, open_channel, seen_by
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person, Refused
from dialogs.replies import message_of
from dialogs.turn import Mark, Message, Place, Reply, Turn, is_of_several
from locales import Say
from pmo.alerts import Alert, AlertState, Run, alert_key, silently, verdict
from pmo.checkins import Posted
from pmo.portfolio import Classification, Program, Project, Rag, code_key
from pmo.reports import Standing, StatusReport
from pmo.rights import PRIVATE
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
    await alert_cards.redraw(found.alert, desk)
    if found.news:
        await _announce(found.alert, project, desk)


async def settle_silently(project: Project, standing: Standing, run: Run, desk: Desk) -> None:
    """An imported status opens or ends the project's alert without announcing it anywhere (CONTRACT §4)."""
    known = await desk.records.alerts.get(alert_key(project.code))
    settled = silently(known, standing, run, project.program, desk.now)
    if settled is not None and settled != known:
        await desk.records.alerts.put(settled)
        await alert_cards.redraw(settled, desk)


async def _announce(alert: Alert, project: Project, desk: Desk) -> None:
    """Post the news where the program works; a red also privately to its manager, unless they said it themselves.

    Done again, it tells only those who should hear of it now and were not told.
    """
    program = await desk.records.programs.get(code_key(project.program))
    if program is None:
        return
    channel = await open_channel(program, desk) if _in_channels(project) else ""
    if not channel:
        await _tell_privately(alert, project, program, desk)
        return
    calendar = await desk.calendar_of_program(program)
    news = replace(_letter(alert, desk), channel=channel, not_before=calendar.next_working(desk.now))
    await desk.write_unless_told(news)
    if alert.rag is Rag.RED and code_key(project.manager) != code_key(alert.reporter):
        await _tell(project.manager, alert, project, desk)


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
        await _tell(member_id, alert, project, desk)


async def _tell(member_id: str, alert: Alert, project: Project, desk: Desk) -> None:
    person = await desk.member(member_id)
    if person is None or person.member is None or not (await seen_by(person, project, PRIVATE, desk)).readable:
        return
    letter = _letter(alert, desk)
    not_before = person.calendar.next_working(desk.now)
    await desk.write_unless_told(
        replace(letter, key=f"{letter.key}/{person.member.id}", member=person.member.id, not_before=not_before)
    )


@conversation.verb("alert.acknowledge")
async def acknowledge(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person takes the alert; everybody sees who has it."""
    alert, project = await _found(turn, person, desk)
    await _require(person, project, turn, desk)
    assert person.member is not None
    if not alert.is_open or _is_older_than_the_news(turn, alert):
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
    if not alert.is_open or _is_older_than_the_news(turn, alert):
        return await _shown(turn, alert, project, person, desk)
    note = str(turn.values.get("note") or "").strip()
    if len(note) > NOTE_LIMIT:
        limit = NOTE_LIMIT
        raise Refused(person.say("The note is too long: up to {limit} characters are possible.", limit=limit))
    return await _changed(turn, alert.resolved(person.member.id, desk.now, note), project, person, desk)


async def _found(turn: Turn, person: Person, desk: Desk) -> tuple[Alert, Project]:
    """The alert and its project; the same sentence whether there is none or this person may not read it here."""
    alert = await desk.records.alerts.get(str(turn.values.get("alert", "")))
    project = await desk.records.projects.get(code_key(alert.project)) if alert else None
    unknown = person.say("This alert is no longer known. Ask for the project to see how it stands.")
    if alert is None or project is None:
        raise Refused(unknown)
    if not (await seen_by(person, project, await audience_of(turn.place, desk), desk)).readable:
        raise Refused(unknown, attempt=f"{turn.verb} {project.code}")
    return alert, project


def _is_older_than_the_news(turn: Turn, alert: Alert) -> bool:
    """Whether the click was made on a card from before the opening or the last worsening; it does not settle those."""
    version = str(turn.values.get("version", ""))
    return version.isascii() and version.isdigit() and int(version[:9]) < alert.news_version


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
    await alert_cards.redraw(alert, desk, besides=_clicked(turn, alert))
    return await _shown(turn, alert, project, person, desk)


async def _shown(turn: Turn, alert: Alert, project: Project, person: Person, desk: Desk) -> Reply:
    """The alert as it stands, in the language of the place, in place of the clicked card."""
    say = await _say_here(turn.place, project, person, desk)
    drawn = await alert_cards.drawn(alert, project, say, desk)
    clicked = _clicked(turn, alert)
    return Reply(
        # What a message shows is replaced only where it is known to be a message of this alert (CONTRACT §5 "Redraw").
        form="redraw" if clicked or not turn.by_submit else "card",
        card=drawn.card,
        summary=drawn.summary,
        mark=alert_cards.mark_of(alert),
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


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The alert as it stands when it is sent; one that has ended or worsened meanwhile is not posted as news any more.

    What worsened while it waited is told once, by the letter of the last worsening. News that its readers may not have
    any more goes to those who may.
    """
    alert = await desk.records.alerts.get(letter.subject)
    project = await desk.records.projects.get(code_key(alert.project)) if alert else None
    if alert is None or project is None:
        return Withdrawn("gone")
    if not letter.activity and not alert.is_open:
        return Withdrawn("resolved")
    if not letter.activity and letter.detail != () and letter.detail[-1] != str(alert.postings):
        return Withdrawn("worsened")
    if _is_private(letter):
        return await _drawn_privately(letter, alert, project, desk)
    if not _in_channels(project):
        return await _told_otherwise(letter, alert, project, "restricted", desk)
    drawn = await alert_cards.drawn(alert, project, await _say_in_channel(project, desk), desk)
    return Drawn(card=drawn.card, summary=drawn.summary, mark=alert_cards.mark_of(alert))


async def _drawn_privately(letter: Letter, alert: Alert, project: Project, desk: Desk) -> Drawn | Withdrawn:
    """The alert in somebody's own chat, while they may read the project; afterwards what they have of it is hidden."""
    reader = await _reader(letter, desk)
    if reader is None:
        return Withdrawn("gone")
    if (await seen_by(reader, project, PRIVATE, desk)).readable:
        drawn = await alert_cards.drawn(alert, project, reader.say, desk)
        return Drawn(card=drawn.card, summary=drawn.summary, mark=alert_cards.mark_of(alert))
    if not letter.activity:
        return await _told_otherwise(letter, alert, project, "not entitled", desk)
    hidden = notice_card(reader.say("This alert is no longer shown to you."), (), reader.say)
    return Drawn(card=hidden.card, summary=hidden.summary, mark=Mark(kind="alert"))


async def _told_otherwise(letter: Letter, alert: Alert, project: Project, why: str, desk: Desk) -> Withdrawn:
    """News that its reader must not have; a message that stands already is no news."""
    if not letter.activity:
        await _announce(alert, project, desk)
    return Withdrawn(why)


def _in_channels(project: Project) -> bool:
    """Whether channels may hear of the project; one that was not restricted before may have messages there."""
    return project.classification is not Classification.RESTRICTED


def _is_private(letter: Letter) -> bool:
    """Whether the letter goes to somebody's personal chat."""
    return bool(letter.member) or bool(letter.conversation and not is_of_several(letter.conversation))


async def _reader(letter: Letter, desk: Desk) -> Person | None:
    """Whose personal chat the letter goes to; None when that is not known any more."""
    if letter.member:
        return await desk.member(letter.member)
    seen = await desk.records.contacts.find("conversation", letter.conversation, limit=1)
    return await desk.person(seen[0].entra_id) if seen else None


async def _say_in_channel(project: Project, desk: Desk) -> Say:
    program = await desk.records.programs.get(code_key(project.program))
    assert program is not None, "a project has a program"
    return await desk.say_in(program)


async def _posted(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    """Remember where the alert is shown, so that it can be kept current there."""
    alert = await desk.records.alerts.get(letter.subject)
    if alert is None or letter.activity:
        return
    posted = Posted(conversation=message.conversation, activity=message.activity, service_url=message.service_url)
    await desk.records.alerts.put(replace(alert, messages=(*alert.messages, posted)))
    if mark.version < alert.version:
        await alert_cards.redraw(replace(alert, messages=(posted,)), desk)


async def _failed(letter: Letter, desk: Desk) -> None:
    """A channel that did not get it: those who are entitled hear of it privately instead."""
    alert = await desk.records.alerts.get(letter.subject)
    project = await desk.records.projects.get(code_key(alert.project)) if alert else None
    program = await desk.records.programs.get(code_key(project.program)) if project else None
    if alert is None or project is None or program is None or not letter.channel:
        return
    await _tell_privately(alert, project, program, desk)


conversation.letter(LetterKind.ALERT, Post(draw=_draw, posted=_posted, failed=_failed))
