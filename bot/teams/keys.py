"""The keys Microsoft signs with: fetched once for all who wait, kept a day, learnt anew when one is unknown."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt
import msgspec
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.teams.hosts import is_loopback, plain_address
from bot.teams.wire import read_bounded

FRESH_SECONDS = 24 * 3600
USABLE_SECONDS = 72 * 3600
"""How long keys are used while no refresh succeeds: a long week-end of an outage, not for ever."""
RETRY_SECONDS = 60
FIRST_RETRY_SECONDS = 5
FETCH_TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
MAX_DOCUMENT = 1_000_000
MIN_KEY_BITS = 2048

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class SigningKey:
    """One public key and the channels it may sign for."""

    kid: str
    public: RSAPublicKey
    endorsements: frozenset[str]
    source: str


class KeysUnavailable(Exception):
    """The key set could not be fetched or holds no usable key."""


class SigningKeys:
    """The connector's key set.

    Keys older than a day are still used while one refresh runs beside the turns, and up to three days while refreshing
    fails. An unknown key id causes at most one refresh a minute, however many tokens name one.

    Args:
        url: address of the OpenID metadata.
        clock: seconds that only go forward.
    """

    def __init__(self, session: aiohttp.ClientSession, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._session = session
        self._url = url
        self._clock = clock
        self._keys: dict[str, SigningKey] = {}
        self._fetched = -float("inf")
        self._tried = -float("inf")
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> SigningKey | None:
        """The key of this id; None when Microsoft does not list it or cannot be asked."""
        key = self.present(kid)
        if key is None and self._may_fetch():
            await asyncio.shield(self._fetch())
            key = self.present(kid)
        elif key is not None and self._age() > FRESH_SECONDS and self._may_fetch():
            _ = self._fetch()
        return key

    def present(self, kid: str) -> SigningKey | None:
        """The key of this id as far as it is known and not too old, without asking anybody."""
        return self._keys.get(kid) if self._age() <= USABLE_SECONDS else None

    async def close(self) -> None:
        """Give up a fetch that is under way."""
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    def _age(self) -> float:
        return self._clock() - self._fetched

    def _may_fetch(self) -> bool:
        if self._fetching is not None:
            return True
        pause = RETRY_SECONDS if self._keys else FIRST_RETRY_SECONDS
        return self._clock() - self._tried >= pause

    def _fetch(self) -> asyncio.Task[None]:
        """The one fetch that is under way, started if there is none."""
        if self._fetching is None:
            self._tried = self._clock()
            self._fetching = asyncio.create_task(self._refresh())
            self._fetching.add_done_callback(self._fetched_or_not)
        return self._fetching

    def _fetched_or_not(self, _task: asyncio.Task[None]) -> None:
        self._fetching = None

    async def _refresh(self) -> None:
        try:
            fetched = await self._download()
        except (aiohttp.ClientError, TimeoutError, KeysUnavailable) as error:
            log.warning("signing_keys_not_refreshed", error=type(error).__name__, known=len(self._keys))
            return
        # An unchanged key stays the same object, so tokens already verified with it stay verified.
        old = self._keys
        self._keys = {
            kid: old[kid] if kid in old and old[kid].source == key.source else key for kid, key in fetched.items()
        }
        self._fetched = self._clock()
        log.info("signing_keys_refreshed", keys=len(self._keys))

    async def _download(self) -> dict[str, SigningKey]:
        metadata = await self._get(self._url)
        address = metadata.get("jwks_uri")
        if not isinstance(address, str) or not _is_safe(address):
            raise KeysUnavailable("The metadata names no safe key address.")
        keys = read_keys(await self._get(address))
        if not keys:
            raise KeysUnavailable("The key set is empty.")
        return keys

    async def _get(self, url: str) -> Mapping[str, Any]:
        async with self._session.get(url, timeout=FETCH_TIMEOUT, allow_redirects=False) as response:
            response.raise_for_status()
            body = await read_bounded(response, MAX_DOCUMENT)
        try:
            document = msgspec.json.decode(body, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise KeysUnavailable("The answer is not a JSON object.") from None
        return document


def _is_safe(url: str) -> bool:
    address = plain_address(url)
    return address is not None and (address.scheme == "https" or is_loopback(address.host))


def read_keys(document: Mapping[str, Any]) -> dict[str, SigningKey]:
    """The usable RSA keys of a JSON Web Key Set by their ids; others are passed over."""
    listed = document.get("keys")
    found = {}
    for entry in listed if isinstance(listed, list) else ():
        key = _read_key(entry) if isinstance(entry, dict) else None
        if key is not None:
            found[key.kid] = key
    return found


def _read_key(entry: dict[str, Any]) -> SigningKey | None:
    kid, endorsements = entry.get("kid"), entry.get("endorsements")
    if not isinstance(kid, str) or entry.get("kty") != "RSA" or entry.get("use", "sig") != "sig":
        return None
    try:
        public = jwt.PyJWK(entry, algorithm="RS256").key
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    if not isinstance(public, RSAPublicKey) or public.key_size < MIN_KEY_BITS:
        return None
    channels = endorsements if isinstance(endorsements, list) else ()
    return SigningKey(kid, public, frozenset(c for c in channels if isinstance(c, str)), repr(sorted(entry.items())))
