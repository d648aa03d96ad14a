"""The door of `POST /api/messages`: who calls, from which tenant, and then one turn of the pipeline."""

import asyncio
import time
from collections.abc import Mapping, Sequence

import msgspec
import structlog
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.schema import Activity
from prometheus_client import Counter

from bot.teams.adapter import TeamsAdapter, TeamsAuthentication
from bot.teams.connector import Connector
from bot.teams.failures import SendFailed, SendTimedOut
from bot.teams.handler import LATER, TENANT, Answer, Conversations
from bot.teams.identity import Identity, Refused
from bot.teams.invokes import InvokeAnswer
from bot.teams.keys import SigningKeys
from bot.teams.model import MalformedActivity, read_activity
from bot.teams.replies import Later, Outlet, Replies
from bot.teams.settings import TeamsSettings
from bot.teams.turns import ForeignTenant, tenant_of

LOG_EVERY_SECONDS = 60.0
REFUSED = Counter("rapporteur_refused_requests", "Requests that were not let in.", ["reason"])

log = structlog.get_logger(__name__)


class HttpAnswer(msgspec.Struct, frozen=True):
    """What the HTTP server sends back.

    Attributes:
        later: what is to follow once the answer is out (`Gateway.follow`).
    """

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    later: Sequence[Later] = ()


class Gateway:
    """Lets Teams in and nobody else, and gives every verified activity to `answer` as a turn.

    Args:
        answer: what the bot says to a turn.
        outlet: the way to other messages and to personal chats.
        connector: for the replies of the turn itself; its session also fetches Microsoft's keys.
    """

    def __init__(self, settings: TeamsSettings, answer: Answer, outlet: Outlet, connector: Connector) -> None:
        self._tenant = settings.tenant_id
        self._keys = SigningKeys(connector.session, settings.openid_url)
        self._identity = Identity(settings, self._keys, connector.hosts)
        self._authentication = TeamsAuthentication(self._identity, connector)
        self._adapter = TeamsAdapter(self._authentication)
        replies = Replies(connector, outlet, simulated=settings.simulated)
        self._conversations = Conversations(self._adapter, answer, replies)
        self._refusals = _Quietly()
        self._following: set[asyncio.Task[None]] = set()

    async def receive(self, authorization: str, body: bytes) -> HttpAnswer:
        """One request of Teams.

        Args:
            authorization: the header of that name, empty when absent.
            body: at most what the HTTP server lets through.
        """
        try:
            caller = await self._identity.verify(authorization)
            activity = read_activity(body)
            authenticated = self._authentication.admit(caller, activity)
            tenant = tenant_of(activity, self._tenant)
            later: list[Later] = []

            async def turn(context: TurnContext) -> None:
                context.turn_state.update({TENANT: tenant, LATER: later})
                await self._conversations.on_turn(context)

            return _http(await self._adapter.process_activity(authenticated, activity, turn), later)
        except Refused as refused:
            self._refusals.count(refused.reason)
            return error(refused.status, *_REFUSALS[refused.status])
        except MalformedActivity as malformed:
            self._refusals.count("malformed")
            return error(400, "BadRequest", str(malformed))
        except ForeignTenant:
            self._refusals.count("foreign_tenant", turn=activity.id, conversation=_conversation_id(activity))
            return HttpAnswer(200)

    def follow(self, later: Sequence[Later]) -> None:
        """Do, one after the other and beside the requests, what follows an answer."""
        task = asyncio.create_task(self._follow(later))
        self._following.add(task)
        task.add_done_callback(self._following.discard)

    async def close(self, patience: float = 5.0) -> None:
        """Finish what follows earlier answers, at most `patience` seconds of it."""
        if self._following:
            _, unfinished = await asyncio.wait(self._following, timeout=patience)
            for task in unfinished:
                task.cancel()
        await self._keys.close()

    async def _follow(self, later: Sequence[Later]) -> None:
        for step in later:
            try:
                await step()
            except (SendFailed, SendTimedOut) as failed:
                log.warning("follow_up_not_sent", error=str(failed))


_REFUSALS = {
    401: ("Unauthorized", "The token is missing or not valid for this bot."),
    403: ("Forbidden", "The token does not fit this activity."),
}


def error(status: int, code: str, message: str) -> HttpAnswer:
    """An error in the one shape all routes use."""
    body = msgspec.json.encode({"error": {"code": code, "message": message}})
    return HttpAnswer(status, body, {"Content-Type": "application/json"})


def _http(result: InvokeResponse | None, later: Sequence[Later]) -> HttpAnswer:
    if result is None:
        return HttpAnswer(200, later=later)
    headers = dict(result.headers) if isinstance(result, InvokeAnswer) else {}
    if result.body:
        headers["Content-Type"] = "application/json"
    return HttpAnswer(result.status, result.body or b"", headers, later)


def _conversation_id(activity: Activity) -> str | None:
    return activity.conversation.id if activity.conversation else None


class _Quietly:
    """Counts refusals, and logs each reason at most once a minute: anybody can cause them."""

    def __init__(self) -> None:
        self._logged: dict[str, float] = {}
        self._since: dict[str, int] = {}

    def count(self, reason: str, **ids: str | None) -> None:
        """One more for this reason."""
        REFUSED.labels(reason).inc()
        self._since[reason] = self._since.get(reason, 0) + 1
        now = time.monotonic()
        if now - self._logged.get(reason, -LOG_EVERY_SECONDS) >= LOG_EVERY_SECONDS:
            self._logged[reason] = now
            log.warning("refused", reason=reason, times=self._since.pop(reason), **ids)
