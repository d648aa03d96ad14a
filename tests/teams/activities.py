"""Activities as Teams sends them, field by field as in recorded traffic."""

import html
import itertools
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.teams.people import APP_ID, BOT_NAME, TEAM_ID, TENANT, Channel, Person

Activity = dict[str, Any]

BOT = {"id": f"28:{APP_ID}", "name": BOT_NAME}
_ids = itertools.count(1_741_000_000_001)


def next_id() -> str:
    """An activity id as Teams makes them: milliseconds."""
    return str(next(_ids))


def envelope(kind: str, person: Person, service_url: str) -> Activity:
    """What all activities of a person have."""
    now = datetime.now(UTC)
    return {
        "type": kind,
        "id": next_id(),
        "timestamp": now.isoformat().replace("+00:00", "Z"),
        "localTimestamp": now.astimezone(ZoneInfo(person.timezone)).isoformat(),
        "localTimezone": person.timezone,
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {"id": person.teams_id, "name": person.name, "aadObjectId": person.entra_id},
        "recipient": dict(BOT),
        "locale": person.locale,
        "entities": [client_info(person)],
    }


def client_info(person: Person) -> dict[str, Any]:
    return {
        "type": "clientInfo",
        "locale": person.locale,
        "country": person.locale[-2:],
        "platform": "Windows",
        "timezone": person.timezone,
    }


def in_personal(activity: Activity, person: Person) -> Activity:
    """The same in the person's chat with the bot."""
    return activity | {
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": person.personal},
        "channelData": {"tenant": {"id": TENANT}},
    }


def in_channel(activity: Activity, channel: Channel, thread: str = "") -> Activity:
    """The same in a channel, where it starts a thread without one, or in a chat of several."""
    root = thread or activity["id"]
    if channel.is_chat:
        place = {"isGroup": True, "conversationType": "groupChat", "tenantId": TENANT, "id": channel.id}
        return activity | {"conversation": place, "channelData": {"tenant": {"id": TENANT}}}
    return activity | {
        "conversation": {
            "isGroup": True,
            "conversationType": "channel",
            "tenantId": TENANT,
            "id": f"{channel.id};messageid={root}",
        },
        "channelData": {
            "teamsChannelId": channel.id,
            "teamsTeamId": TEAM_ID,
            "channel": {"id": channel.id},
            "team": {"id": TEAM_ID},
            "tenant": {"id": TENANT},
        },
    }


def words(activity: Activity, text: str) -> Activity:
    """A message typed in the box; Teams sends the text twice, the second time as HTML."""
    copy = {"contentType": "text/html", "content": f"<p>{html.escape(text)}</p>"}
    return activity | {"text": text, "textFormat": "plain", "attachments": [copy]}


def targeted(activity: Activity) -> Activity:
    """The same for the bot alone: a slash command, and perhaps what follows it."""
    return activity | {"recipient": activity["recipient"] | {"isTargeted": True}}


def with_mention(activity: Activity, text: str) -> Activity:
    """A message that mentions the bot first."""
    span = f"<at>{BOT_NAME}</at>"
    mention = {"type": "mention", "mentioned": dict(BOT), "text": span}
    return words(activity, f"{span} {text}") | {"entities": [mention, *activity["entities"]]}


def click(activity: Activity, verb: str, data: Mapping[str, Any], message_id: str) -> Activity:
    """`Action.Execute` of a card."""
    action = {"type": "Action.Execute", "title": "a button", "verb": verb, "data": dict(data)}
    return activity | {
        "name": "adaptiveCard/action",
        "value": {"action": action, "trigger": "manual"},
        "replyToId": message_id,
    }


def search(activity: Activity, dataset: Any, text: Any) -> Activity:
    """What Teams sends while somebody types into a field that suggests."""
    query = {"queryText": text, "queryOptions": {"skip": 0, "top": 15}, "dataset": dataset}
    return activity | {"name": "application/search", "value": query}


def submission(activity: Activity, data: Mapping[str, Any], message_id: str) -> Activity:
    """`Action.Submit` of a card: a message without text whose values are strings."""
    flat = {name: value if isinstance(value, dict | list) else _as_string(value) for name, value in data.items()}
    return activity | {"value": flat, "replyToId": message_id}


def _as_string(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def place_change(activity: Activity, event: str, channel: str = "", team: str = "") -> Activity:
    """A `conversationUpdate` about a channel or, without a name of one, about the whole team; as Teams sends it, that
    of a channel comes from General, too."""
    data = activity["channelData"]
    named = {"channel": data["channel"] | {"name": channel}} if channel else {}
    kept = {key: value for key, value in data.items() if channel or key != "channel"}
    told = kept | named | {"team": data["team"] | ({"name": team} if team else {}), "eventType": event}
    return activity | {"channelData": told, "conversation": activity["conversation"] | {"id": TEAM_ID}}


def roster_change(activity: Activity, field: str, members: list[Person], *, bot: bool = False) -> Activity:
    """A `conversationUpdate` for members, the bot perhaps among them."""
    accounts: list[dict[str, str]] = [{"id": p.teams_id, "aadObjectId": p.entra_id} for p in members]
    event = "teamMemberAdded" if field == "membersAdded" else "teamMemberRemoved"
    data = activity["channelData"] | ({"eventType": event} if "team" in activity["channelData"] else {})
    return activity | {field: ([{"id": BOT["id"]}] if bot else []) + accounts, "channelData": data}
