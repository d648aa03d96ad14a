"""The Bot Connector on loopback: keeps what the bot posts, as Teams would, and records every request in order."""

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.teams.issuer import Issuer
from tests.teams.limits import BAD_MENTION, GONE, NO_SUCH_ACTIVITY, NOT_IN_ROSTER, NOT_INSTALLED, Body, Limits
from tests.teams.people import GENERAL, TEAM_ID, Channel, Person
from tests.teams.targeted import TargetedMessages, is_targeted

PREFIX = "/emea"
THREAD = ";messageid="


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request of the bot, with what it was answered.

    Attributes:
        kind: create, send, update, delete, members, member or team.
        conversation: as it stood in the path, decoded; for create the channel or member asked for.
        at: seconds, monotonic.
    """

    kind: str
    conversation: str
    activity: dict[str, Any]
    status: int
    at: float
    raw_path: str
    reply_to: str = ""
    activity_id: str = ""


@dataclass(slots=True)
class Posted:
    """A message of the bot.

    Attributes:
        thread: id of the thread's first message, in a channel.
        only_for: Teams id of the one person who sees it; empty for all.
        history: every content it had, the present one last.
        views: what single people see instead since they clicked.
    """

    id: str
    conversation: str
    thread: str
    only_for: str
    history: list[dict[str, Any]]
    views: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def activity(self) -> dict[str, Any]:
        return self.history[-1]

    @property
    def card(self) -> dict[str, Any] | None:
        return card_of(self.activity)

    @property
    def text(self) -> str:
        return str(self.activity.get("text", ""))

    @property
    def mark(self) -> dict[str, Any]:
        found = (self.activity.get("channelData") or {}).get("rapporteur")
        return found if isinstance(found, dict) else {}

    def seen_by(self, person: Person) -> dict[str, Any] | None:
        return self.views.get(person.teams_id, self.card)


def card_of(activity: dict[str, Any]) -> dict[str, Any] | None:
    for attachment in activity.get("attachments") or ():
        content = attachment.get("content")
        if isinstance(content, dict):
            return content
    return None


class Connector:
    """The routes under `/v3`, and what stands in every conversation."""

    def __init__(self, issuer: Issuer, people: list[Person], channels: list[Channel]) -> None:
        self.issuer = issuer
        self.people = people
        self.channels = channels
        self.limits = Limits()
        self.checks_tokens = True
        self.in_team = False
        self.team: list[Person] = []
        self.installed: set[str] = set()
        self.received: list[Received] = []
        self.posted: dict[str, list[Posted]] = {}
        self.page_size = 2
        self.targeted = TargetedMessages(people, channels)
        self.news = asyncio.Event()
        self._ids = itertools.count(1_741_770_000_001)

    def routes(self) -> list[web.RouteDef]:
        conversations = f"{PREFIX}/v3/conversations"
        one = f"{conversations}/{{conversation}}"
        return [
            web.post(conversations, self._create),
            web.post(f"{one}/activities", self._send),
            web.post(f"{one}/activities/{{activity}}", self._send),
            web.put(f"{one}/activities/{{activity}}", self._update),
            web.delete(f"{one}/activities/{{activity}}", self._delete),
            web.get(f"{one}/pagedmembers", self._members),
            web.get(f"{one}/members/{{member}}", self._member),
            web.get(f"{PREFIX}/v3/teams/{{team}}", self._team),
        ]

    def all_posted(self) -> Iterator[Posted]:
        return itertools.chain.from_iterable(self.posted.values())

    def find(self, activity_id: str) -> Posted | None:
        return next((message for message in self.all_posted() if message.id == activity_id), None)

    async def _create(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        channel = ((wanted.get("channelData") or {}).get("channel") or {}).get("id", "")
        if wanted.get("isGroup"):
            refusal = await self._refusal(request, channel) or self._not_there(channel)
            return self._post(request, "create", channel, wanted.get("activity") or {}, refusal)
        member = str((wanted.get("members") or [{}])[0].get("id", ""))
        person = next((p for p in self.people if member in (p.teams_id, p.entra_id)), None)
        refusal = await self._refusal(request, person.personal if person else "")
        if person is None or not (person.entra_id in self.installed or self._by_team(person, member)):
            refusal = refusal or (403, NOT_INSTALLED)
        self._record(request, ("create", member), wanted, refusal[0] if refusal else 201)
        if refusal or person is None:
            return self._refuse(refusal or (403, NOT_INSTALLED))
        return web.json_response({"id": person.personal}, status=201)

    def _by_team(self, person: Person, named: str) -> bool:
        """Whether the person can be written to because they are in a team that has the app: by the id of Teams only."""
        return self.in_team and person in self.team and named == person.teams_id

    async def _send(self, request: web.Request) -> web.Response:
        activity, conversation = await request.json(), request.match_info["conversation"]
        refusal = await self._refusal(request, conversation) or self._not_there(conversation)
        return self._post(request, "send", conversation, activity, refusal)

    def _post(
        self, request: web.Request, kind: str, conversation: str, activity: Body, refusal: tuple[int, Body] | None
    ) -> web.Response:
        if self.limits.no_mentions and mentions(activity):
            refusal = refusal or (400, BAD_MENTION)
        refusal = refusal or self.targeted.why_not_sent(request, conversation, activity)
        if refusal:
            self._record(request, (kind, conversation), activity, refusal[0])
            return self._refuse(refusal)
        made = str(next(self._ids))
        self._record(request, (kind, conversation), activity, 201, made)
        base, _, thread = conversation.partition(THREAD)
        in_channel = any(channel.id == base and not channel.is_chat for channel in self.channels)
        only_for = str(activity["recipient"]["id"]) if is_targeted(request) else ""
        root = (thread or made) if in_channel else ""
        self.posted.setdefault(base, []).append(Posted(made, base, root, only_for, [activity]))
        place = f"{base}{THREAD}{root}" if root else base
        created = {"id": place, "activityId": made} if kind == "create" else {"id": made}
        return web.json_response(created, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        activity, conversation = await request.json(), request.match_info["conversation"]
        message = self._message(request)
        refusal = await self._refusal(request, conversation) or (None if message else (404, NO_SUCH_ACTIVITY))
        refusal = refusal or self.targeted.why_not_changed(request, activity)
        self._record(request, ("update", conversation), activity, refusal[0] if refusal else 200)
        if refusal or message is None:
            return self._refuse(refusal or (404, NO_SUCH_ACTIVITY))
        message.history.append(activity)
        message.views.clear()
        return web.json_response({"id": message.id})

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._message(request)
        refusal = await self._refusal(request, request.match_info["conversation"])
        refusal = refusal or (None if message else (404, NO_SUCH_ACTIVITY))
        self._record(request, ("delete", request.match_info["conversation"]), {}, refusal[0] if refusal else 200)
        if refusal or message is None:
            return self._refuse(refusal or (404, NO_SUCH_ACTIVITY))
        self.posted[message.conversation].remove(message)
        return web.json_response({})

    async def _members(self, request: web.Request) -> web.Response:
        conversation = request.match_info["conversation"]
        refusal = await self._refusal(request, conversation)
        self._record(request, ("members", conversation), dict(request.query), refusal[0] if refusal else 200)
        if refusal:
            return self._refuse(refusal)
        start = int(request.query.get("continuationToken", "0"))
        page = [_account(person) for person in self.team[start : start + self.page_size]]
        following = start + self.page_size
        more = {"continuationToken": str(following)} if following < len(self.team) else {}
        return web.json_response({"members": page, **more})

    async def _member(self, request: web.Request) -> web.Response:
        refusal = await self._refusal(request, request.match_info["conversation"])
        wanted = request.match_info["member"]
        found = next((p for p in self.people if wanted in (p.teams_id, p.entra_id)), None)
        refusal = refusal or (None if found else (404, GONE))
        self._record(request, ("member", wanted), {}, refusal[0] if refusal else 200)
        return self._refuse(refusal or (404, GONE)) if refusal or not found else web.json_response(_account(found))

    async def _team(self, request: web.Request) -> web.Response:
        refusal = await self._refusal(request, "")
        self._record(request, ("team", request.match_info["team"]), {}, refusal[0] if refusal else 200)
        return self._refuse(refusal) if refusal else web.json_response({"id": TEAM_ID, "name": GENERAL.name})

    async def _refusal(self, request: web.Request, conversation: str) -> tuple[int, Body] | None:
        base = conversation.partition(THREAD)[0]
        await asyncio.sleep(self.limits.patience(base))
        if self.checks_tokens and not self.issuer.knows(request.headers.get("Authorization", "")):
            return 401, {"error": {"code": "Unauthorized", "message": "No valid token."}}
        return self.limits.verdict(base)

    def _not_there(self, conversation: str) -> tuple[int, Body] | None:
        base = conversation.partition(THREAD)[0]
        if any(channel.id == base for channel in self.channels):
            return None if self.in_team else (403, NOT_IN_ROSTER)
        person = next((p for p in self.people if p.personal == base), None)
        if person is None:
            return 404, GONE
        reached = person.entra_id in self.installed or (self.in_team and person in self.team)
        return None if reached else (403, NOT_IN_ROSTER)

    def _message(self, request: web.Request) -> Posted | None:
        base = request.match_info["conversation"].partition(THREAD)[0]
        wanted = request.match_info["activity"]
        known = (one for one in self.posted.get(base, []) if bool(one.only_for) == is_targeted(request))
        return next((message for message in known if message.id == wanted), None)

    def _record(
        self, request: web.Request, about: tuple[str, str], activity: Body, status: int, made: str = ""
    ) -> None:
        kind, conversation = about
        named = request.match_info.get("activity", "")
        self.received.append(
            Received(
                kind=kind,
                conversation=conversation,
                activity=activity,
                status=status,
                at=time.monotonic(),
                raw_path=request.raw_path,
                reply_to=named if kind == "send" else "",
                activity_id=made or named,
            )
        )
        self.news.set()

    def _refuse(self, refusal: tuple[int, Body]) -> web.Response:
        status, body = refusal
        with_wait = status == 429 and self.limits.retry_after is not None
        headers = {"Retry-After": str(self.limits.retry_after)} if with_wait else None
        return web.json_response(body, status=status, headers=headers)


def mentions(activity: Body) -> list[dict[str, Any]]:
    """Those whom a post mentions in its card."""
    return ((card_of(activity) or {}).get("msteams") or {}).get("entities") or []


def _account(person: Person) -> dict[str, Any]:
    return {
        "id": person.teams_id,
        "name": person.name,
        "aadObjectId": person.entra_id,
        "userPrincipalName": f"{person.entra_id}@ministry.example",
        "tenantId": "0A1B2C3D-1111-4222-8333-444455556666",
        "userRole": "user",
    }
