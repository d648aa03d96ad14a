"""Where a letter goes: the message to redraw, the program's channel, or somebody's personal chat."""

from dataclasses import dataclass, replace

from bot.teams.settings import MICROSOFT_SERVICE_URL
from dialogs.desk import Desk
from dialogs.notices import NOT_INSTALLED, REMOVED
from dialogs.turn import THREAD
from storage.contacts import TENANT, Address, Contact
from storage.outbox import Letter

_BLOCKED = frozenset(("MessageWritesBlocked", "ConversationBlockedByUser", "BotDisabledByUser", "BotDisabledByAdmin"))
_NEVER_THERE = "ForbiddenOperationException"
_NOT_THERE = "BotNotInConversationRoster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where to send, as far as it is known.

    Attributes:
        conversation: empty when a personal chat has to be created first, or for a new channel post.
        only_for: the one person who sees the message to redraw; empty for any other.
        member: Teams' or Entra id to create the personal chat with.
    """

    service_url: str
    conversation: str = ""
    activity: str = ""
    only_for: str = ""
    channel: str = ""
    member: str = ""
    entra_id: str = ""

    @property
    def needs_chat(self) -> bool:
        """Whether the personal chat has to be created before anything can be sent to it."""
        return bool(self.member) and not self.conversation

    @property
    def is_nameless(self) -> bool:
        """Whether Teams' own id of the person is not known: only who has the app is reached by the Entra id."""
        return self.needs_chat and self.member == self.entra_id

    @property
    def lane(self) -> str:
        """What is paced together."""
        return self.conversation or self.channel or self.entra_id


async def destination(letter: Letter, desk: Desk) -> Destination | str:
    """Where the letter goes, or why it cannot be sent."""
    if letter.activity:
        message = Destination(
            service_url=letter.service_url,
            conversation=letter.conversation,
            activity=letter.activity,
            only_for=letter.only_for,
        )
        return await _why_not_redrawn(letter, desk) or message
    if letter.channel:
        return await _channel(letter.channel, desk)
    person = await desk.member(letter.member)
    if person is None:
        return "unknown"
    if not person.entra_id:
        return "no Entra id"
    contact = person.contact or Contact(entra_id=person.entra_id)
    if contact.unreachable:
        return contact.unreachable
    return Destination(
        service_url=contact.service_url or await _tenant_url(desk),
        conversation=contact.conversation,
        member=contact.teams_id or person.entra_id,
        entra_id=person.entra_id,
    )


async def _why_not_redrawn(letter: Letter, desk: Desk) -> str:
    """Why a message where it stands cannot be reached; empty when nothing is known against it."""
    if letter.member:
        person = await desk.member(letter.member)
        contact = person.contact if person else None
    else:
        found = await desk.records.contacts.find("conversation", letter.conversation, limit=1)
        contact = found[0] if found else None
    if contact is not None:
        return contact.unreachable
    address = await desk.records.addresses.get(letter.conversation.partition(THREAD)[0])
    return address.unreachable if address else ""


def why_unreachable(where: Destination, code: str) -> str:
    """Why a person cannot be reached, in a word, as far as Teams' code tells: `unknown` when it does not."""
    if code in _BLOCKED:
        return "blocked"
    if code == _NOT_THERE and where.conversation:
        return REMOVED
    return NOT_INSTALLED if code in (_NOT_THERE, _NEVER_THERE) else "unknown"


async def _channel(channel: str, desk: Desk) -> Destination | str:
    """A channel is reached where it was last seen, else where the tenant was, else at Microsoft's address."""
    address = await desk.records.addresses.get(channel)
    if address is not None and address.unreachable:
        return address.unreachable
    url = address.service_url if address else ""
    return Destination(service_url=url or await _tenant_url(desk), channel=channel)


async def _tenant_url(desk: Desk) -> str:
    tenant = await desk.records.addresses.get(TENANT)
    return (tenant.service_url if tenant else "") or MICROSOFT_SERVICE_URL


async def opened(entra_id: str, conversation: str, service_url: str, desk: Desk) -> None:
    """A personal chat was created: keep its id, it is stable."""
    contact = await desk.records.contacts.get(entra_id) or Contact(entra_id=entra_id)
    await desk.records.contacts.put(
        replace(contact, conversation=conversation, service_url=contact.service_url or service_url)
    )


async def lost(where: Destination, reason: str, desk: Desk) -> bool:
    """A destination refused for good: nothing more goes there until a sign of life. Tell whether that is news.

    Who cannot be reached has perhaps removed the app, and the word of it was lost: the next installation greets again.
    """
    if where.channel:
        known = await desk.records.addresses.get(where.channel) or Address(id=where.channel)
        await desk.records.addresses.put(replace(known, unreachable=reason))
        return not known.unreachable
    if where.entra_id:
        contact = await desk.records.contacts.get(where.entra_id) or Contact(entra_id=where.entra_id)
        await desk.records.contacts.put(replace(contact, unreachable=reason, greeted=False))
        return not contact.unreachable
    return False
