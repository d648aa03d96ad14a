"""How members are reached in Teams, by what was seen of them and of the teams that have the app."""

from collections import defaultdict
from collections.abc import Collection

from dialogs.desk import Desk, Person
from pmo.app_states import AppState, app_state
from pmo.portfolio import Member
from storage.contacts import Contact


async def lost_teams(desk: Desk) -> Collection[str]:
    """The teams that the app was taken away from: who is in one of them is not reached by it."""
    reached: defaultdict[str, list[bool]] = defaultdict(list)
    for address in await desk.records.addresses.all():
        if address.team:
            reached[address.team].append(not address.unreachable)
    return frozenset([team for team, several in reached.items() if not any(several)])


def state_of(member: Member, contact: Contact | None, lost: Collection[str]) -> AppState:
    """How a member is reached; a chat that could be opened for somebody in no team is one with the app.

    Args:
        lost: see `lost_teams`.
    """
    known = contact or Contact(entra_id=member.entra_id)
    in_team = any(team not in lost for team in known.teams)
    return app_state(
        member.entra_id,
        known.unreachable,
        has_app=known.conversation != "" and (known.greeted or not known.teams),
        in_team=in_team,
        seen=contact is not None,
    )


def why_unreached(person: Person) -> str:
    """Why a member could not be written to today, as delivery records it; empty for who could be."""
    if not person.entra_id:
        return "no Entra id"
    if person.contact is None:
        return "never seen"
    return person.contact.unreachable
