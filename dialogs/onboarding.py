"""The bot meets people and channels: it notes how they are reached, greets once, and forgets nobody who left."""

from collections.abc import Sequence
from dataclasses import replace

from cards.notice import welcome_card
from dialogs import asking_letters, places
from dialogs.checkin_command import upcoming
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.notices import NOT_INSTALLED, REMOVED
from dialogs.pauses import with_pauses
from dialogs.questions import outside
from dialogs.turn import Mark, Place, Reply, Sender, Turn
from pmo.preferences import Preferences
from storage.contacts import TENANT, Address, Contact
from storage.trail import Handled

conversation = Conversation()


async def meet(turn: Turn, desk: Desk) -> None:
    """Note where the sender and the place were seen, where that is new: any sign of life heals."""
    if turn.kind in ("words", "action", "installed") and turn.sender.entra_id:
        await _see_person(turn.sender, turn.place, desk)
    for somebody in turn.members if turn.kind == "joined" else ():
        if somebody.entra_id:
            await _see_person(somebody, None, desk, turn.place.team)
    for somebody in turn.members if turn.kind == "left" else ():
        await _left_team(somebody.entra_id, turn.place.team, desk)
    if turn.place.channel and turn.kind not in ("removed", "place"):
        await places.seen(turn, desk)
    tenant = await desk.records.addresses.get(TENANT)
    if turn.place.service_url and (tenant is None or tenant.service_url != turn.place.service_url):
        await desk.records.addresses.put(Address(id=TENANT, service_url=turn.place.service_url))


async def _see_person(who: Sender, place: Place | None, desk: Desk, team: str = "") -> None:
    known = await desk.records.contacts.get(who.entra_id) or Contact(entra_id=who.entra_id, seen_since=desk.now)
    personal = place is not None and place.kind == "personal"
    team = place.team if place else team
    seen = Contact(
        entra_id=known.entra_id,
        teams_id=who.teams_id or known.teams_id,
        conversation=place.conversation if place and personal else known.conversation,
        service_url=place.service_url if place else known.service_url,
        locale=who.locale or known.locale,
        timezone=who.timezone or known.timezone,
        greeted=known.greeted,
        teams=known.teams if not team or team in known.teams else (*known.teams, team),
        unreachable="" if personal or known.unreachable == NOT_INSTALLED else known.unreachable,
        seen_since=known.seen_since,
    )
    if seen != known:
        await desk.records.contacts.put(seen)
    if known.unreachable and not seen.unreachable:
        await _bring_open(who.entra_id, desk)


async def _bring_open(entra_id: str, desk: Desk) -> None:
    """Somebody can be reached again: what they may still answer comes to them."""
    person = await desk.person(entra_id)
    if person.member is not None:
        await asking_letters.bring_open(person, desk)


async def met_in_team(team: str, people: Sequence[Sender], desk: Desk) -> None:
    """Note how the members of a team that has the app are called in Teams, as far as they are in the portfolio.

    Args:
        people: all of them; who was in the team and is not among them has left it.
    """
    async for somebody in with_pauses(people):
        if somebody.entra_id and await desk.records.members.find("entra", somebody.entra_id, limit=1):
            await _see_person(somebody, None, desk, team)
    there = {somebody.entra_id for somebody in people}
    for contact in await desk.records.contacts.all():
        if contact.entra_id not in there:
            await _left_team(contact.entra_id, team, desk)


async def _left_team(entra_id: str, team: str, desk: Desk) -> None:
    known = await desk.records.contacts.get(entra_id) if entra_id else None
    if known is not None and team in known.teams:
        await desk.records.contacts.put(replace(known, teams=tuple(one for one in known.teams if one != team)))


async def installed(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Greet once, whatever number of events an installation sends; an open check-in follows the greeting."""
    if turn.place.channel:
        await places.with_app(turn, desk)
        await _open_chats(desk)
    if turn.place.kind != "personal" or not person.entra_id:
        return Reply.nothing()
    contact = await desk.records.contacts.get(person.entra_id) or Contact(entra_id=person.entra_id)
    installed_at = turn.at or contact.installed_at
    if contact.greeted:
        if installed_at != contact.installed_at:
            await desk.records.contacts.put(replace(contact, installed_at=installed_at))
        return Reply.nothing()
    await desk.records.contacts.put(replace(contact, greeted=True, installed_at=installed_at))
    await desk.note(person.mark, "installed")
    if person.member is not None:
        await asking_letters.bring_open(person, desk)
    return await greeting(person, desk)


async def greeting(person: Person, desk: Desk) -> Reply:
    """Good day, what will happen when and, once, in which language it shall."""
    preferences = person.preferences or Preferences(member=person.id)
    asks = person.member is not None and not person.member.language and not preferences.language_asked
    if asks:
        await desk.records.preferences.put(replace(preferences, language_asked=True))
    shown = welcome_card(person.name, await _what_comes(person, desk), person.say, asks_language=asks)
    return Reply(form="card", card=shown.card, summary=shown.summary, mark=Mark(kind="welcome"))


async def _what_comes(person: Person, desk: Desk) -> tuple[str, ...]:
    """What will happen when, for this person."""
    say = person.say
    if person.member is None:
        return (outside(person),)
    mine = await upcoming(person, desk)
    lines = [
        say("Type “portfolio” to see the projects, “help” for everything else."),
        say("Type “settings” for language, hours and reminders, “away” before you leave."),
    ]
    if mine:
        when = say.moment(min(due.at for due in mine))
        lines.insert(0, say("Your next check-in comes on {when}: one card for all your projects.", when=when))
    return tuple(lines)


async def removed(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The app was taken away here: nothing is sent to this place until the next sign of life."""
    key = f"{turn.place.conversation}/removed/{turn.id}"
    if turn.id and await desk.records.handled.get(key) is not None:
        return Reply.nothing()  # told again, perhaps after the app has come back
    await desk.records.handled.put(Handled(key=key, at=desk.real, reply=""))
    if turn.place.kind == "personal" and person.entra_id:
        known = await desk.records.contacts.get(person.entra_id)
        came_back = known and known.installed_at and turn.at and turn.at < known.installed_at
        if known is not None and not came_back:
            await desk.records.contacts.put(replace(known, unreachable=REMOVED, conversation="", greeted=False))
    if turn.place.channel:
        await places.without_app(turn, desk)
    await desk.note(person.mark, "removed", turn.place.channel or turn.place.kind)
    return Reply.nothing()


async def place_changed(turn: Turn, desk: Desk) -> None:
    """Keep what became of a channel or team; with a team that is back its members can be reached again."""
    await places.changed(turn, desk)
    if turn.event == "team restored":
        await _open_chats(desk)


async def _open_chats(desk: Desk) -> None:
    """Whoever may be in the team that has the app again may be tried again."""
    for contact in await desk.records.contacts.all():
        if contact.unreachable == NOT_INSTALLED:
            await desk.records.contacts.put(replace(contact, unreachable=""))
            await _bring_open(contact.entra_id, desk)
