"""The bot's own token: what it shows to the connector."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import structlog
from msal.oauth2cli import Client

from bot.teams.settings import TeamsSettings

SCOPE = "https://api.botframework.com/.default"
SPARE_SECONDS = 300
RETRY_SECONDS = 2
CONNECT_READ_SECONDS = (5, 10)

log = structlog.get_logger(__name__)


class TokenUnavailable(Exception):
    """No token was given; the message says why in one word."""


class OwnToken(Protocol):
    """Where the connector takes the bot's token from; a certificate or a managed identity is another of these."""

    async def bearer(self) -> str:
        """A valid token; empty when none is needed.

        Raises:
            TokenUnavailable: none could be had.
        """
        ...

    def forget(self) -> None:
        """The token was refused: the next one must be new."""
        ...


class NoToken:
    """Local mode: nobody asks for a token."""

    async def bearer(self) -> str:
        """Always empty."""
        return ""

    def forget(self) -> None:
        """Nothing to forget."""


class SecretToken:
    """A token for the application's secret, kept until five minutes before it expires, fetched once for all who wait.

    MSAL's OAuth client does the asking, in a thread, because it blocks.
    """

    def __init__(self, settings: TeamsSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = Client(
            {"token_endpoint": settings.token_endpoint},
            settings.app_id,
            default_body={"client_secret": settings.app_secret},
        )
        self._clock = clock
        self._token = ""
        self._until = -float("inf")
        self._failed = -float("inf")
        self._asking: asyncio.Task[str] | None = None

    async def bearer(self) -> str:
        """The token at hand, or a new one."""
        if self._clock() < self._until:
            return self._token
        return await asyncio.shield(self._ask())

    def forget(self) -> None:
        """Ask anew next time."""
        self._until = -float("inf")

    def _ask(self) -> asyncio.Task[str]:
        if self._asking is None:
            self._asking = asyncio.create_task(self._fetch())
            self._asking.add_done_callback(self._asked)
        return self._asking

    def _asked(self, task: asyncio.Task[str]) -> None:
        self._asking = None
        # Nobody may be waiting any more; an exception that was never looked at is noise.
        if not task.cancelled():
            task.exception()

    async def _fetch(self) -> str:
        if self._clock() - self._failed < RETRY_SECONDS:
            raise TokenUnavailable("just_failed")
        try:
            answer = await asyncio.to_thread(self._request)
            self._token, lifetime = _read_token(answer)
        except TokenUnavailable as error:
            self._failed = self._clock()
            log.warning("own_token_unavailable", error=str(error))
            raise
        self._until = self._clock() + max(lifetime - SPARE_SECONDS, lifetime / 2)
        return self._token

    def _request(self) -> Mapping[str, Any]:
        try:
            answer = self._client.obtain_token_for_client(
                scope=[SCOPE],
                timeout=CONNECT_READ_SECONDS,
                allow_redirects=False,
                # Like the bot's other connections: no proxy is taken from the environment.
                proxies={"http": "", "https": ""},
            )
        except (OSError, ValueError) as error:
            raise TokenUnavailable(type(error).__name__) from None
        if not isinstance(answer, dict):
            raise TokenUnavailable("no_object")
        return answer


def _read_token(answer: Mapping[str, Any]) -> tuple[str, float]:
    token, lifetime = answer.get("access_token"), answer.get("expires_in", 3600)
    if not isinstance(token, str) or not token:
        raise TokenUnavailable(str(answer.get("error", "no_token"))[:80])
    try:
        return token, max(float(lifetime), 0.0)
    except (TypeError, ValueError):
        return token, 3600.0


def own_token(settings: TeamsSettings) -> OwnToken:
    """The source of the bot's token that fits the settings."""
    return NoToken() if settings.local else SecretToken(settings)
