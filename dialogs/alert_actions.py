"""Somebody makes an action or a request for a decision of an alert, and somebody is asked for it by a day."""

from datetime import date, timedelta

from dialogs import digest_amending
from dialogs.access import may_hear_of
from dialogs.alert_keeping import keep
from dialogs.alert_people import people, program_of
from dialogs.alerts import clicked, found_alert, older_than_the_news, require, shown
from dialogs.assistance import ask
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.hearers import hearer_named, nobody_named
from dialogs.turn import Reply, Turn
from pmo.actions import Action, ActionKind
from pmo.alerts import What
from pmo.forms import TEXT_LIMIT, day_of, written
from pmo.portfolio import Project
from pmo.whom import Whom

conversation = Conversation()
LATEST = timedelta(days=5 * 365)
"""So far ahead something can be asked for."""
_WHAT = {ActionKind.ACTION: What.ACTION, ActionKind.DECISION: What.DECISION}


@conversation.verb("alert.action")
async def action(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Somebody is asked to act; whoever makes an action of the alert has taken it."""
    return await _hand_on(ActionKind.ACTION, turn, person, desk)


@conversation.verb("alert.decision")
async def decision(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The owner, who chairs the steering committee, is asked to decide."""
    return await _hand_on(ActionKind.DECISION, turn, person, desk)


async def _hand_on(kind: ActionKind, turn: Turn, person: Person, desk: Desk) -> Reply:
    alert, project = await found_alert(turn, person, desk)
    await require(person, project, turn, desk)
    if not alert.is_open or older_than_the_news(turn, alert):
        return await shown(turn, alert, project, person, desk)
    text, due = _text(turn, person), _due(turn, person, desk)
    owner = await _owner(kind, turn, person, project, desk)
    known = [one for one in await desk.records.actions.find("project", project.key) if one.alert == alert.key]
    if any(one.is_open and (one.kind, one.text, one.owner, one.due) == (kind, text, owner.id, due) for one in known):
        return await shown(turn, alert, project, person, desk)
    wanted = Action(
        project=project.code,
        period=desk.now.date().isoformat(),
        asked_by=person.id,
        asked_at=desk.now,
        text=text,
        owner=owner.id,
        kind=kind,
        origin=f"{alert.key}#{1 + len(known)}",
        due=due,
    )
    await ask(wanted, desk)
    await digest_amending.follow(project, desk)
    taken = alert.handed_on(_WHAT[kind], person.id, owner.id, desk.now)
    await keep(taken, project, desk, besides=clicked(turn, alert))
    await desk.note(person.mark, turn.verb, alert.key, {"of": owner.id, "by": due.isoformat()})
    return await shown(turn, taken, project, person, desk)


def _text(turn: Turn, person: Person) -> str:
    text = written(turn.values.get("action")) or ""
    if not text:
        raise Refused(person.say("Say what is to be done or decided."))
    if len(text) > TEXT_LIMIT:
        limit = TEXT_LIMIT
        raise Refused(person.say("The text is too long: up to {limit} characters are possible.", limit=limit))
    return text


def _due(turn: Turn, person: Person, desk: Desk) -> date:
    day = day_of(written(turn.values.get("by")) or "")
    today = person.calendar.local(desk.now).date()
    if day is None or day < today:
        raise Refused(person.say("Say by when: a day that has not passed."))
    if day > today + LATEST:
        raise Refused(person.say("Say by when: a day within the next five years."))
    return day


async def _owner(kind: ActionKind, turn: Turn, person: Person, project: Project, desk: Desk) -> Person:
    """Who is named or chosen, else the manager for an action, the owner for a decision; who may know of the project."""
    name = written(turn.values.get("owner")) or written(turn.values.get("person")) or ""
    if name:
        owner = await hearer_named(name, project, desk)
    else:
        office = Whom.OWNER if kind is ActionKind.DECISION else Whom.MANAGER
        chosen = await people(office, project, await program_of(project, desk), desk)
        owner = chosen[0] if chosen and await may_hear_of(chosen[0], project, desk) else None
    if owner is None:
        raise Refused(await nobody_named(name, project, person.say, desk))
    return owner
