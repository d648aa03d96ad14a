"""A request for help as it is shown: what its cards say, and the messages that are kept up to date."""

from dataclasses import replace

from cards.help_request import HelpRequest, help_answer_card, help_request_card
from cards.notice import notice_card
from cards.rendered import Rendered
from dialogs import redraws
from dialogs.access import may_hear_of
from dialogs.conversation import Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.replies import posted_as
from dialogs.turn import Mark, Message
from pmo.actions import Action, ActionState
from pmo.checkins import Posted
from pmo.portfolio import code_key
from pmo.schedule import Due, DueKind
from storage.outbox import Letter, LetterKind

ANSWER = "answer"
"""Says of a letter that it brings the answer to the one who asked."""


async def redraw(action: Action, desk: Desk, besides: Posted | None = None) -> None:
    """Bring every message that shows the action up to date, silently."""
    for posted in action.messages:
        if posted == besides:
            continue
        await redraws.ask_for(LetterKind.HELP, action.key, posted, desk)


async def view_of(action: Action, desk: Desk) -> HelpRequest:
    """What its card says now."""
    project = await desk.records.projects.get(code_key(action.project))
    standing = await desk.records.standings.get(code_key(action.project))
    return HelpRequest(
        action=action.key,
        version=action.version,
        project=project.code if project else action.project,
        name=project.name if project else "",
        rag=standing.report.rag if standing else None,
        text=action.text,
        asked_by=await desk.name_of(action.asked_by),
        asked_at=action.asked_at,
        asked_of=await desk.name_of(action.owner),
        kind=action.kind,
        due=action.due,
        overdue=action.escalated or action.reminded,
        answer=action.answer,
        answered_by=await desk.name_of(action.answered_by),
        answered_at=action.answered_at if action.state is ActionState.DONE else None,
        withdrawn=action.state is ActionState.WITHDRAWN,
    )


def mark_of(action: Action) -> Mark:
    """What a message with this request is about."""
    return Mark(kind="notice", key=action.key, period=action.period, projects=(action.project,), version=action.version)


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The request as it stands, to those who may know of its project; who may not any more sees nothing of it."""
    action = await desk.records.actions.get(letter.subject)
    reader = await _reader(letter, desk)
    if action is None or reader is None:
        return Withdrawn("gone")
    if not letter.activity and not letter.detail and not action.is_open:
        return Withdrawn("answered")
    project = await desk.records.projects.get(code_key(action.project))
    if project is None or not await may_hear_of(reader, project, desk):
        return await _kept_from(reader, letter, desk)
    view = await view_of(action, desk)
    shown: Rendered = (help_answer_card if letter.detail else help_request_card)(view, reader.say)
    return Drawn(card=shown.card, summary=shown.summary, mark=mark_of(action))


async def _kept_from(reader: Person, letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """What stands there is hidden; a request that cannot be put is looked at again at once, for somebody else."""
    if letter.activity:
        hidden = notice_card(reader.say("This request is no longer shown to you."), (), reader.say)
        return Drawn(card=hidden.card, summary=hidden.summary, mark=Mark(kind="notice"))
    if not letter.detail:
        await desk.records.due.put(Due(kind=DueKind.HELP, subject=letter.subject, at=desk.now))
    return Withdrawn("not entitled")


async def _reader(letter: Letter, desk: Desk) -> Person | None:
    """Who reads the letter."""
    if letter.member:
        return await desk.member(letter.member)
    seen = await desk.records.contacts.find("conversation", letter.conversation, limit=1)
    return await desk.person(seen[0].entra_id) if seen else None


async def _posted(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    """Remember where the request stands, so that it is kept up to date there."""
    action = await desk.records.actions.get(letter.subject)
    if action is None or letter.activity or letter.detail:
        return
    where = posted_as(message)
    await desk.records.actions.put(replace(action, messages=(*action.messages, where)))
    if mark.version < action.version:
        await redraw(replace(action, messages=(where,)), desk)


POST = Post(draw=_draw, posted=_posted)
