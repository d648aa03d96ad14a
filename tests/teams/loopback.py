"""A Teams of our own on loopback: a tenant with people, a team and channels, to which a bot can be connected.

async with LoopbackTeams([AMINA, BIKRAM], [ALERTS]) as teams:
    ...start the bot with teams.settings() or teams.environment(), then: teams.bot = "http://127.0.0.1:…/api/messages"
    await teams.install(AMINA)
    await teams.say(AMINA, "help")
    assert "help" in plain(teams.card(AMINA))
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp
import msgspec
from aiohttp import web

from bot.teams.settings import TeamsSettings
from tests.teams import activities
from tests.teams.connector import PREFIX, Connector, Posted, Received
from tests.teams.drive import Drive
from tests.teams.issuer import ISSUER, Issuer
from tests.teams.limits import Limits
from tests.teams.people import ALERTS, AMINA, APP_ID, BIKRAM, CLARA, DIETER, GENERAL, LUNCH, TENANT, Channel, Person
from tests.teams.reading import action, nodes

CARD = "application/vnd.microsoft.card.adaptive"
EVERYBODY = (AMINA, BIKRAM, CLARA, DIETER)


@dataclass(frozen=True, slots=True)
class Answer:
    """The bot's HTTP answer."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)

    @property
    def card(self) -> dict[str, Any] | None:
        """The card of an invoke answer."""
        content = self.json if self.body else {}
        return content["value"] if content.get("type") == CARD else None

    @property
    def message(self) -> str:
        """The line of an invoke answer that is a message or an error."""
        value = self.json["value"]
        return str(value["message"] if isinstance(value, dict) else value)


class LoopbackTeams:
    """The whole of Teams that the bot can see; see `connector` and `issuer` for what can be made to fail."""

    def __init__(
        self, people: Sequence[Person] = EVERYBODY, channels: Sequence[Channel] = (GENERAL, ALERTS, LUNCH)
    ) -> None:
        self.issuer = Issuer(APP_ID)
        self.connector = Connector(self.issuer, list(people), list(channels))
        self.drive = Drive()
        self.bot = ""
        self.local = False
        self.says_targeted_of_clicks = False
        self.address = ""

    @property
    def service_url(self) -> str:
        return f"{self.address}{PREFIX}/"

    @property
    def limits(self) -> Limits:
        return self.connector.limits

    @property
    def received(self) -> list[Received]:
        """Every request the bot made to the connector, in order."""
        return self.connector.received

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=4 * 1024 * 1024)
        application.add_routes([*self.issuer.routes(), *self.connector.routes(), *self.drive.routes()])
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.issuer.address = self.drive.address = self.address
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, _: TracebackType | None
    ) -> None:
        await self._session.close()
        await self._runner.cleanup()

    def settings(self, **changes: Any) -> TeamsSettings:
        """What `bot/teams` needs to know to live in this Teams."""
        known: dict[str, Any] = {
            "app_id": APP_ID,
            "app_secret": "a secret",
            "tenant_id": TENANT,
            "openid_url": f"{self.address}/openid",
            "issuer": ISSUER,
            "token_url": f"{self.address}/oauth2/v2.0/token",
            "service_hosts": (self.address.removeprefix("http://"),),
        }
        return TeamsSettings(**(known | changes))

    def environment(self) -> dict[str, str]:
        """The same as environment variables of a bot in its own process (CONTRACT §1)."""
        settings = self.settings()
        return {
            "RAPPORTEUR_APP_ID": settings.app_id,
            "RAPPORTEUR_APP_SECRET": settings.app_secret,
            "RAPPORTEUR_TENANT_ID": settings.tenant_id,
            "RAPPORTEUR_OPENID_URL": settings.openid_url,
            "RAPPORTEUR_ISSUER": settings.issuer,
            "RAPPORTEUR_TOKEN_URL": settings.token_url,
            "RAPPORTEUR_SERVICE_HOSTS": ",".join(settings.service_hosts),
        }

    # What people do

    async def say(self, person: Person, text: str) -> Answer:
        """Type something in the chat with the bot."""
        return await self.post(activities.words(self.personal(person), text))

    async def send_file(self, person: Person, name: str, content: bytes, text: str = "", **changes: Any) -> Answer:
        """Attach a file in the chat with the bot; `changes` are of what Teams tells of it."""
        activity = activities.words(self.personal(person), text)
        files = [*activity["attachments"], self.drive.attach(name, content, **changes)]
        return await self.post(activity | {"attachments": files})

    async def mention(self, person: Person, channel: str, text: str, thread: str = "") -> Answer:
        """Mention the bot in a channel and type something."""
        return await self.post(activities.with_mention(self.in_channel(person, channel, thread), text))

    async def ask_targeted(self, person: Person, channel: str, text: str) -> Answer:
        """Choose a slash command in a channel or chat: only the bot hears it."""
        activity = activities.targeted(activities.words(self.in_channel(person, channel), text))
        self.connector.targeted.asked.add(activity["id"])
        return await self.post(activity)

    async def execute(
        self, person: Person, message: Posted, verb: str, values: Mapping[str, Any] | None = None, **ids: Any
    ) -> Answer:
        """Click the button of this verb, with inputs filled in; the answer's card is what the person then sees.

        Args:
            ids: tell apart buttons of one verb by what their data holds.
        """
        button = action(message.seen_by(person) or {}, verb, **ids)
        data = dict(button.get("data") or {}) | dict(values or {})
        before = len(message.history)
        answer = await self.post(activities.click(self.beside(person, message), verb, data, message.id))
        if answer.status == 200 and answer.card is not None and len(message.history) == before:
            message.views[person.teams_id] = answer.card
        return answer

    async def submit(
        self, person: Person, message: Posted, verb: str, values: Mapping[str, Any] | None = None, **ids: Any
    ) -> Answer:
        """The same in a client that knows only the `Action.Submit` fallback."""
        button = action(message.seen_by(person) or {}, verb, **ids)
        data = dict((button.get("fallback") or {}).get("data") or {}) | dict(values or {})
        return await self.post(activities.submission(self.beside(person, message, "message"), data, message.id))

    async def search(self, person: Person, message: Posted, field: str, text: str) -> list[dict[str, str]]:
        """Type into a field of a card that suggests; what is suggested, the titles by what they would send."""
        known = next(node for node in nodes(message.seen_by(person) or {}) if node.get("id") == field)
        there = self.beside(person, message) | {"replyToId": message.id}
        answer = await self.post(activities.search(there, known["choices.data"]["dataset"], text))
        assert answer.json["type"] == "application/vnd.microsoft.search.searchResponse", answer.body
        results: list[dict[str, str]] = answer.json["value"]["results"]
        return results

    async def install(self, person: Person) -> Answer:
        """Install the app for a person: Teams sends both events."""
        self.connector.installed.add(person.entra_id)
        added = activities.roster_change(self.personal(person, "conversationUpdate"), "membersAdded", [], bot=True)
        await self.post(added)
        return await self.post(self.personal(person, "installationUpdate") | {"action": "add"})

    async def uninstall(self, person: Person) -> Answer:
        """Remove the app for a person."""
        self.connector.installed.discard(person.entra_id)
        return await self.post(self.personal(person, "installationUpdate") | {"action": "remove"})

    async def add_to_team(self, person: Person, channel: str = GENERAL.name) -> Answer:
        """Add the app to the team, with this channel chosen."""
        self.connector.in_team = True
        update = self.in_channel(person, channel, kind="conversationUpdate")
        await self.post(activities.roster_change(update, "membersAdded", [], bot=True))
        return await self.post(self.in_channel(person, channel, kind="installationUpdate") | {"action": "add"})

    async def remove_from_team(self, person: Person, channel: str = GENERAL.name) -> Answer:
        """Take the app out of the team."""
        self.connector.in_team = False
        return await self.post(self.in_channel(person, channel, kind="installationUpdate") | {"action": "remove"})

    async def join(self, person: Person, channel: str = GENERAL.name) -> Answer:
        """A person becomes a member of the team."""
        update = self.in_channel(person, channel, kind="conversationUpdate")
        return await self.post(activities.roster_change(update, "membersAdded", [person]))

    async def leave(self, person: Person, channel: str = GENERAL.name) -> Answer:
        """A person leaves the team."""
        update = self.in_channel(person, channel, kind="conversationUpdate")
        return await self.post(activities.roster_change(update, "membersRemoved", [person]))

    async def channel_event(self, person: Person, event: str, channel: str, name: str = "") -> Answer:
        """Something becomes of a channel (`channelRenamed` …); it is called `name` from then on."""
        self.limits.become(event, [self.channel(channel).id])
        update = self.in_channel(person, channel, kind="conversationUpdate")
        return await self.post(activities.place_change(update, event, channel=name or channel))

    async def team_event(self, person: Person, event: str, name: str = "The team") -> Answer:
        """Something becomes of the whole team (`teamArchived` …)."""
        self.limits.become(event, [channel.id for channel in self.connector.channels])
        update = self.in_channel(person, self.connector.channels[0].name, kind="conversationUpdate")
        return await self.post(activities.place_change(update, event, team=name))

    async def post(
        self, activity: Any, *, token: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send the bot anything; a good token unless another is given, none with an empty one."""
        body = activity if isinstance(activity, bytes) else msgspec.json.encode(activity)
        sent = {"Content-Type": "application/json", **(headers or {})}
        if token is None:
            token = "" if self.local else self.issuer.sign(self.service_url)
        if token:
            sent["Authorization"] = f"Bearer {token}"
        async with self._session.post(self.bot, data=body, headers=sent) as response:
            return Answer(response.status, await response.read(), dict(response.headers))

    # Their activities, to be changed and posted by a test

    def personal(self, person: Person, kind: str = "message") -> activities.Activity:
        return activities.in_personal(activities.envelope(kind, person, self.service_url), person)

    def in_channel(self, person: Person, channel: str, thread: str = "", kind: str = "message") -> activities.Activity:
        there = self.channel(channel)
        if kind != "message" and not there.is_chat:
            activity = activities.in_channel(activities.envelope(kind, person, self.service_url), there, "0")
            return activity | {"conversation": activity["conversation"] | {"id": there.id}}
        return activities.in_channel(activities.envelope(kind, person, self.service_url), there, thread)

    def beside(self, person: Person, message: Posted, kind: str = "invoke") -> activities.Activity:
        """An activity of this person where the message stands, by somebody who sees it."""
        assert message.only_for in ("", person.teams_id), f"{person.name} does not see this message"
        envelope = activities.envelope(kind, person, self.service_url)
        if message.only_for and self.says_targeted_of_clicks:
            envelope = activities.targeted(envelope)
        found = next((c for c in self.connector.channels if c.id == message.conversation), None)
        if found is None:
            return activities.in_personal(envelope, person)
        return activities.in_channel(envelope, found, message.thread)

    def channel(self, name: str) -> Channel:
        return next(channel for channel in self.connector.channels if name in (channel.name, channel.id))

    # What people see

    def personal_messages(self, person: Person) -> list[Posted]:
        """What the bot posted into the person's chat, oldest first."""
        return self.connector.posted.get(person.personal, [])

    def channel_messages(self, channel: str) -> list[Posted]:
        """What the bot posted into a channel, threads included, oldest first."""
        return self.connector.posted.get(self.channel(channel).id, [])

    def message(self, person: Person, verb: str = "") -> Posted:
        """The last card in the person's chat, or the last with a button of this verb."""
        for message in reversed(self.personal_messages(person)):
            card = message.seen_by(person)
            if card is not None and (not verb or any(node.get("verb") == verb for node in nodes(card))):
                return message
        raise LookupError(f"no card {verb} for {person.name}")

    def card(self, person: Person) -> dict[str, Any]:
        """The last card in the person's chat as this person sees it."""
        return self.message(person).seen_by(person) or {}

    async def until(self, condition: Callable[[], bool], seconds: float = 5.0) -> None:
        """Wait for what the bot does beside the requests.

        Raises:
            TimeoutError: it did not happen.
        """
        async with asyncio.timeout(seconds):
            while not condition():
                self.connector.news.clear()
                await self.connector.news.wait()
