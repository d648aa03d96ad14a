"""Alerts on their way: drawn as they stand when they are sent, to those who may have them, and kept current."""

from dataclasses import replace

from cards.notice import notice_card
from dialogs import alert_cards
from dialogs.access import works_in
from dialogs.alert_keeping import ESCALATED, LEFT, WOKEN, announce, in_channels, tell_entitled
from dialogs.alert_people import may_see, program_of
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.replies import posted_as
from dialogs.turn import Mark, Message, is_of_several
from locales import Say
from pmo.alerts import Alert
from pmo.portfolio import Project, code_key
from pmo.rights import PRIVATE
from storage.outbox import Letter, LetterKind

conversation = Conversation()


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
        await _was_not_heard(alert, desk)
        return Withdrawn("resolved")
    if not letter.activity and letter.detail[1:2] not in ((), (str(alert.postings),)):
        return Withdrawn("worsened")
    if letter.detail[2:] in ((ESCALATED,), (LEFT,), (WOKEN,)) and not alert.is_waiting:
        return Withdrawn("acknowledged")
    if _is_private(letter):
        return await _drawn_privately(letter, alert, project, desk)
    if alert.is_private or not in_channels(project):
        return await _told_otherwise(letter, alert, project, "restricted", desk)
    if not await _is_its_channel(letter, project, desk):
        return await _told_otherwise(letter, alert, project, "moved", desk)
    say = await _say_in_channel(project, desk)
    if letter.activity:
        drawn = await alert_cards.drawn(alert, project, say, desk)
    else:
        drawn = await alert_cards.news(alert, project, say, letter.channel, desk)
    return Drawn(card=drawn.card, summary=drawn.summary, mark=alert_cards.mark_of(alert))


async def _was_not_heard(alert: Alert, desk: Desk) -> None:
    """What ended before anybody was told of it was not told: it is news when it comes back."""
    if not alert.messages:
        await desk.records.alerts.put(alert.forgotten())


async def _drawn_privately(letter: Letter, alert: Alert, project: Project, desk: Desk) -> Drawn | Withdrawn:
    """The alert in somebody's own chat, while they may read the project; afterwards what they have of it is hidden."""
    reader = await _reader(letter, desk)
    if reader is None:
        return Withdrawn("gone")
    if await may_see(reader, alert, project, PRIVATE, desk):
        drawn = await alert_cards.drawn(alert, project, reader.say, desk, reader)
        return Drawn(card=drawn.card, summary=drawn.summary, mark=alert_cards.mark_of(alert))
    if not letter.activity:
        return await _told_otherwise(letter, alert, project, "not entitled", desk)
    hidden = notice_card(reader.say("This alert is no longer shown to you."), (), reader.say)
    return Drawn(card=hidden.card, summary=hidden.summary, mark=Mark(kind="alert"))


async def _told_otherwise(letter: Letter, alert: Alert, project: Project, why: str, desk: Desk) -> Drawn | Withdrawn:
    """News that its reader must not have goes to others; a message that stands there already says no more than that."""
    if letter.activity:
        return _hidden(await _say_in_channel(project, desk))
    await announce(alert, project, desk, again=True)
    return Withdrawn(why)


def _hidden(say: Say) -> Drawn:
    hidden = notice_card(say("This alert is no longer shown here."), (), say)
    return Drawn(card=hidden.card, summary=hidden.summary, mark=Mark(kind="alert"))


async def _is_its_channel(letter: Letter, project: Project, desk: Desk) -> bool:
    """Whether the letter goes where the project's program works now."""
    program = await program_of(project, desk)
    channel = letter.channel or letter.conversation.partition(";")[0]
    return program is not None and await works_in(program, channel, desk)


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
    program = await program_of(project, desk)
    assert program is not None, "a project has a program"
    return await desk.say_in(program)


async def _posted(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    """Remember where the alert is shown, so that it can be kept current there."""
    alert = await desk.records.alerts.get(letter.subject)
    if alert is None or letter.activity:
        return
    posted = posted_as(message)
    await desk.records.alerts.put(replace(alert, messages=(*alert.messages, posted)))
    if mark.version < alert.version:
        await alert_cards.redraw(replace(alert, messages=(posted,)), desk)


async def _failed(letter: Letter, desk: Desk) -> None:
    """A channel that did not get it: those who are entitled hear of it privately instead."""
    alert = await desk.records.alerts.get(letter.subject)
    project = await desk.records.projects.get(code_key(alert.project)) if alert else None
    program = await program_of(project, desk) if project else None
    if alert is None or project is None or program is None or not letter.channel:
        return
    await tell_entitled(alert, project, program, desk)


conversation.letter(LetterKind.ALERT, Post(draw=_draw, posted=_posted, failed=_failed))
