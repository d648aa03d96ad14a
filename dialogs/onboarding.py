"""The bot meets people and channels: it notes how they are reached, greets once, and forgets nobody who left."""

from dataclasses import replace

from cards.notice import welcome_card
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.turn import Mark, Place, Reply, Sender, Turn
from pmo.portfolio import code_key
from storage.contacts import TENANT, Address, Contact

conversation = Conversation()


async def meet(turn: Turn, desk: Desk) -> None:
    """Note where the sender and the place were seen, where that is new: any sign of life heals."""
    if turn.kind in ("words", "action", "installed") and turn.sender.entra_id:
        await _see_person(turn.sender, turn.place, desk)
    for somebody in turn.members if turn.kind == "joined" else ():
        if somebody.entra_id:
            await _see_person(somebody, None, desk)
    if turn.place.channel:
        address = Address(id=turn.place.channel, service_url=turn.place.service_url, team=turn.place.team)
        await _see_place(address, desk)
    if turn.place.service_url:
        await _see_place(Address(id=TENANT, service_url=turn.place.service_url), desk)


async def _see_person(who: Sender, place: Place | None, desk: Desk) -> None:
    known = await desk.records.contacts.get(who.entra_id) or Contact(entra_id=who.entra_id)
    personal = place is not None and place.kind == "personal"
    seen = replace(
        known,
        teams_id=who.teams_id or known.teams_id,
        conversation=place.conversation if place and personal else known.conversation,
        service_url=place.service_url if place else known.service_url,
        locale=who.locale or known.locale,
        timezone=who.timezone or known.timezone,
        unreachable="" if personal else known.unreachable,
    )
    if seen != known:
        await desk.records.contacts.put(seen)


async def _see_place(address: Address, desk: Desk) -> None:
    known = await desk.records.addresses.get(address.id)
    seen = replace(address, team=address.team or (known.team if known else ""))
    if seen != known:
        await desk.records.addresses.put(seen)


async def installed(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Greet once, whatever number of events an installation sends."""
    if turn.place.kind != "personal" or not person.entra_id:
        return Reply.nothing()
    contact = await desk.records.contacts.get(person.entra_id) or Contact(entra_id=person.entra_id)
    if contact.greeted:
        return Reply.nothing()
    await desk.records.contacts.put(replace(contact, greeted=True))
    await desk.note(person.mark, "installed")
    shown = welcome_card(person.name, await _what_comes(person, desk), person.say)
    return Reply(form="card", card=shown.card, summary=shown.summary, mark=Mark(kind="welcome"))


async def _what_comes(person: Person, desk: Desk) -> tuple[str, ...]:
    """What will happen when, for this person."""
    say = person.say
    if person.member is None:
        return (say("You are not in the portfolio yet. The PMO can add you."),)
    mine = [due for due in await desk.records.due.all() if code_key(due.member) == code_key(person.member.id)]
    lines = [say("Type “portfolio” to see the projects, “help” for everything else.")]
    if mine:
        when = say.moment(min(due.at for due in mine))
        lines.insert(0, say("Your next check-in comes on {when}: one card for all your projects.", when=when))
    return tuple(lines)


async def removed(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The app was taken away here: nothing is sent to this place until the next sign of life."""
    if turn.place.kind == "personal" and person.entra_id:
        known = await desk.records.contacts.get(person.entra_id)
        if known is not None:
            await desk.records.contacts.put(replace(known, unreachable="removed", conversation="", greeted=False))
    for place in {turn.place.channel, turn.place.team} - {""}:
        address = await desk.records.addresses.get(place)
        if address is not None:
            await desk.records.addresses.put(replace(address, unreachable="removed"))
    await desk.note(person.mark, "removed", turn.place.channel or turn.place.kind)
    return Reply.nothing()
