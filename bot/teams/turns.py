"""From an activity to a `Turn`: who, where, and what was done. Nothing here is believed but what Teams vouches for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from botbuilder.schema import Activity, ChannelAccount

from bot.teams.invokes import MAX_VERB, Click, Query, values_of
from bot.teams.mentions import mentions_bot, spoken
from bot.teams.model import MAX_ID, MalformedActivity
from dialogs.turn import THREAD, Place, PlaceEvent, PlaceKind, Sender, SentFile, Turn, is_of_several

FILE = "application/vnd.microsoft.teams.file.download.info"
MAX_LINK = 8_192

_MAX_NAME = 200
_EVENTS: dict[str, PlaceEvent] = {
    "channelcreated": "channel created",
    "channelrenamed": "channel renamed",
    "channeldeleted": "channel deleted",
    "channelrestored": "channel restored",
    "teamrenamed": "team renamed",
    "teamarchived": "team archived",
    "teamunarchived": "team unarchived",
    "teamdeleted": "team deleted",
    "teamharddeleted": "team deleted",
    "teamrestored": "team restored",
}
"""What Teams calls them, folded: its own pages write them in two ways."""
_PLACES: dict[str, PlaceKind] = {"personal": "personal", "groupChat": "group", "channel": "channel"}


class ForeignTenant(Exception):
    """Sent from outside the tenant that is served, or two parts of the activity disagree about the tenant."""


def tenant_of(activity: Activity, served: str) -> str:
    """The activity's tenant, lower case; `served` is the one that is let in, empty lets every tenant in.

    Raises:
        ForeignTenant: another tenant, none at all although one is served, or a disagreement.
    """
    conversation = activity.conversation.tenant_id if activity.conversation else None
    sender = activity.from_property.additional_properties.get("tenantId") if activity.from_property else None
    named = {
        tenant.lower()
        for tenant in (conversation, _channel_part(activity, "tenant", "id"), sender)
        if isinstance(tenant, str) and tenant
    }
    if len(named) > 1 or (served and named != {served.lower()}):
        raise ForeignTenant
    return named.pop() if named else ""


def is_for_the_bot(activity: Activity) -> bool:
    """Whether a message was said to the bot; in a group only what mentions it or was sent to it alone."""
    sender, recipient = activity.from_property, activity.recipient
    if sender and recipient and sender.id and sender.id == recipient.id:
        return False
    return _kind(activity) == "personal" or _is_targeted(activity) or _has_verb(activity) or mentions_bot(activity)


def said(activity: Activity, tenant: str) -> Turn:
    """A message: words, or an `Action.Submit` with a verb in its value."""
    if _has_verb(activity):
        click = Click(activity.value["verb"], values_of(activity.value))
        return clicked(activity, tenant, click, by_submit=True)
    return Turn(
        kind="words",
        id=_id(activity),
        sender=sender_of(activity, tenant),
        place=_place(activity),
        text=spoken(activity),
        files=tuple(_files(activity)),
        at=_at(activity),
    )


def _files(activity: Activity) -> Iterator[SentFile]:
    """The files that somebody attached; the HTML copy of a message and cards are none.

    Source: Teams, “Send and receive files from a bot”: the address can be fetched without a token for some minutes.
    """
    for attachment in activity.attachments or ():
        content = attachment.content if isinstance(attachment.content, dict) else {}
        if attachment.content_type == FILE:
            link, name = _plain(content.get("downloadUrl"), MAX_LINK), attachment.name or ""
            kind = _plain(content.get("fileType"), MAX_ID) or name.rpartition(".")[2]
            yield SentFile(name=name, kind=kind, link=link)


def _plain(value: Any, most: int) -> str:
    return value if isinstance(value, str) and len(value) <= most else ""


def clicked(activity: Activity, tenant: str, click: Click, *, by_submit: bool = False) -> Turn:
    """A card action."""
    return Turn(
        kind="action",
        id=_id(activity),
        sender=sender_of(activity, tenant),
        place=_place(activity),
        verb=click.verb,
        values=click.values,
        message=activity.reply_to_id or "",
        by_submit=by_submit,
        at=_at(activity),
    )


def searched(activity: Activity, tenant: str, query: Query) -> Turn:
    """A field of a card wants suggestions; it changes nothing, so it needs no id under which it is remembered."""
    return Turn(
        kind="search",
        id="",
        sender=sender_of(activity, tenant),
        place=_place(activity),
        text=query.text,
        dataset=query.dataset,
        message=activity.reply_to_id or "",
    )


def came_or_went(activity: Activity, tenant: str) -> Turn | None:
    """A `conversationUpdate`: the bot or members came or went, or the place changed; None when it says neither.

    A bot that one update both removes and adds was replaced by a newer version of itself: it is there as before. Who
    leaves a private channel has not left its team.
    """
    added, removed = activity.members_added or [], activity.members_removed or []
    bot = activity.recipient.id if activity.recipient else None
    came, went = (bool(bot) and any(member.id == bot for member in members) for members in (added, removed))
    if came != went:
        return _membership("installed" if came else "removed", activity, tenant, added if came else removed)
    joined = [member for member in added if member.id != bot]
    if joined:
        return _membership("joined", activity, tenant, joined)
    left = [member for member in removed if member.id != bot]
    if left and _event_name(activity) != "channelmemberremoved":
        return _membership("left", activity, tenant, left)
    return _of_place(activity, tenant)


def _of_place(activity: Activity, tenant: str) -> Turn | None:
    """A channel or team was renamed, archived, deleted or brought back; None for an event nobody knows."""
    event, place = _EVENTS.get(_event_name(activity)), _place(activity)
    if event is None or place.kind != "channel":
        return None
    sender = sender_of(activity, tenant)
    return Turn(kind="place", id=_id(activity), sender=sender, place=place, event=event, at=_at(activity))


def _event_name(activity: Activity) -> str:
    data = activity.channel_data if isinstance(activity.channel_data, dict) else {}
    name = data.get("eventType")
    return name.casefold() if isinstance(name, str) else ""


def installed_or_removed(activity: Activity, tenant: str) -> Turn | None:
    """An `installationUpdate`; None for `add-upgrade` and `remove-upgrade` and for an action nobody knows.

    An upgrade exchanges the version of the app: nobody gets or loses it, so nobody is greeted, forgotten or told.
    """
    if activity.action == "add":
        return _membership("installed", activity, tenant, [])
    return _membership("removed", activity, tenant, []) if activity.action == "remove" else None


def _membership(kind: Any, activity: Activity, tenant: str, members: Iterable[ChannelAccount]) -> Turn:
    sender = sender_of(activity, tenant)
    bot = activity.recipient.id if activity.recipient else None
    others = tuple(_person(member, tenant) for member in members if member.id != bot)
    place, at = _place(activity), _at(activity)
    return Turn(kind=kind, id=_id(activity), sender=sender, place=place, members=others or (sender,), at=at)


def sender_of(activity: Activity, tenant: str) -> Sender:
    """The person who acted."""
    account = activity.from_property
    if account is None:
        return Sender(tenant=tenant, entra_id="", teams_id="")
    client = _client_info(activity)
    return Sender(
        tenant=tenant,
        entra_id=(account.aad_object_id or "").lower(),
        teams_id=account.id or "",
        name=account.name or "",
        locale=activity.locale or client.get("locale", ""),
        timezone=activity.local_timezone or client.get("timezone", ""),
    )


def _person(account: ChannelAccount, tenant: str) -> Sender:
    return Sender(
        tenant=tenant,
        entra_id=(account.aad_object_id or "").lower(),
        teams_id=account.id or "",
        name=account.name or "",
    )


def _place(activity: Activity) -> Place:
    if activity.conversation is None or not activity.conversation.id:
        raise MalformedActivity("The activity has no conversation.id.")
    kind = _kind(activity)
    conversation, _, thread = activity.conversation.id.partition(THREAD)
    in_channel = kind == "channel"
    return Place(
        kind=kind,
        conversation=conversation,
        service_url=activity.service_url,
        thread=thread,
        channel=(_channel_part(activity, "channel", "id") or conversation) if in_channel else "",
        team=_channel_part(activity, "team", "id") if in_channel else "",
        channel_name=_called(activity, "channel") if in_channel else "",
        team_name=_called(activity, "team") if in_channel else "",
        targeted=_is_targeted(activity),
    )


def _kind(activity: Activity) -> PlaceKind:
    """Personal, group or channel; from what else is there when the type is absent, new or contradicted.

    Personal is only what nothing speaks against: a wrong guess would show the asker's own portfolio to everybody there.
    """
    conversation = activity.conversation
    known = _PLACES.get(conversation.conversation_type or "") if conversation else None
    if known and known != "personal":
        return known
    place = (conversation.id or "") if conversation else ""
    if THREAD in place or _channel_part(activity, "channel", "id") or _channel_part(activity, "team", "id"):
        return "channel"
    if is_of_several(place) or (conversation and conversation.is_group):
        return "group"
    return "personal"


def _id(activity: Activity) -> str:
    return activity.id or ""


def _has_verb(activity: Activity) -> bool:
    verb = activity.value.get("verb") if isinstance(activity.value, dict) else None
    return isinstance(verb, str) and 0 < len(verb) <= MAX_VERB


def _is_targeted(activity: Activity) -> bool:
    return bool(activity.recipient) and activity.recipient.additional_properties.get("isTargeted") is True


def _channel_part(activity: Activity, part: str, name: str) -> str:
    """A string inside `channelData`; empty when it is not there or something else."""
    inside = activity.channel_data.get(part) if isinstance(activity.channel_data, dict) else None
    value = inside.get(name) if isinstance(inside, dict) else None
    if isinstance(value, str) and len(value) > MAX_ID:
        raise MalformedActivity(f"channelData.{part}.{name} is longer than {MAX_ID} characters.")
    return value if isinstance(value, str) else ""


def _called(activity: Activity, part: str) -> str:
    """The name of the channel or team, on one line; General has none in what Teams sends."""
    inside = activity.channel_data.get(part) if isinstance(activity.channel_data, dict) else None
    name = inside.get("name") if isinstance(inside, dict) else None
    return " ".join(name[: 2 * _MAX_NAME].split())[:_MAX_NAME] if isinstance(name, str) else ""


def _at(activity: Activity) -> datetime | None:
    """When it was done, by Teams' clock; an instant without a zone is UTC, as Teams means it."""
    at = activity.timestamp
    try:
        return (at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)) if isinstance(at, datetime) else None
    except OverflowError:  # in the year 1 or 9999, by its zone
        return None


def _client_info(activity: Activity) -> Mapping[str, str]:
    for entity in activity.entities or ():
        if (entity.type or "").lower() == "clientinfo":
            told = entity.additional_properties
            return {
                name: v for name in ("locale", "timezone") if isinstance(v := told.get(name), str) and len(v) < MAX_ID
            }
    return {}
