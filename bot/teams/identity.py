"""Who calls: the connector's signed token, checked by itself and then against the activity it came with.

Rules: Azure Bot Service, "Authentication with the Bot Connector API".
"""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import jwt
from botbuilder.schema import Activity

from bot.teams.hosts import ServiceHosts, same_address
from bot.teams.keys import SigningKey, SigningKeys
from bot.teams.settings import TeamsSettings

SKEW_SECONDS = 300
CHANNEL = "msteams"
MAX_TOKEN = 8_192
REMEMBERED_TOKENS = 4_096


class Refused(Exception):
    """The caller is not let in.

    Attributes:
        status: 401 for the token itself, 403 for a token that does not fit the activity.
        reason: a word for the log and the counter; never shown to the caller.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Caller:
    """A verified token; without a key in local mode.

    Attributes:
        expires: seconds since 1970.
    """

    claims: Mapping[str, Any]
    key: SigningKey | None
    expires: int = 0


class Identity:
    """Lets the connector in, and nobody else."""

    def __init__(self, settings: TeamsSettings, keys: SigningKeys, hosts: ServiceHosts) -> None:
        self._settings = settings
        self._keys = keys
        self._hosts = hosts
        self._verified: OrderedDict[bytes, Caller] = OrderedDict()

    async def verify(self, authorization: str) -> Caller:
        """The token of an `Authorization` header.

        Raises:
            Refused: 401 for every fault of the token.
        """
        if self._settings.local:
            return Caller({}, None)
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token or len(token) > MAX_TOKEN:
            raise Refused(401, "no_token")
        digest = sha256(token.encode("utf-8", "surrogateescape")).digest()
        caller = self._remembered(digest)
        if caller is None:
            caller = await self._check(token)
            self._remember(digest, caller)
        return caller

    def admit(self, caller: Caller, activity: Activity) -> None:
        """Compare the token with the activity it came with.

        Raises:
            Refused: 403 when the service address is missing, not allowed or not the token's, or the key may not sign
                for this channel.
        """
        if not activity.service_url or not self._hosts.allow(activity.service_url):
            raise Refused(403, "service_host")
        if caller.key is None:
            return
        claimed = caller.claims.get("serviceurl")
        if not isinstance(claimed, str) or not same_address(claimed, activity.service_url):
            raise Refused(403, "service_url")
        # Other channels let their clients write the sender's identity themselves.
        if activity.channel_id != CHANNEL or CHANNEL not in caller.key.endorsements:
            raise Refused(403, "endorsement")

    async def _check(self, token: str) -> Caller:
        key = await self._keys.find(_key_id(token))
        if key is None:
            raise Refused(401, "unknown_key")
        try:
            claims = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self._settings.app_id,
                issuer=self._settings.issuer,
                leeway=SKEW_SECONDS,
                options={"require": ["iss", "aud", "exp", "nbf"]},
            )
            return Caller(claims, key, int(claims["exp"]))
        except jwt.PyJWTError as error:
            raise Refused(401, type(error).__name__) from None
        except (ValueError, TypeError, OverflowError, RecursionError):
            raise Refused(401, "malformed_token") from None

    def _remembered(self, digest: bytes) -> Caller | None:
        """A token verified before, while its key is in the set and its time has not come."""
        caller = self._verified.get(digest)
        if caller is None or caller.key is None:
            return None
        if self._keys.present(caller.key.kid) is caller.key and time.time() < caller.expires + SKEW_SECONDS:
            return caller
        del self._verified[digest]
        return None

    def _remember(self, digest: bytes, caller: Caller) -> None:
        self._verified[digest] = caller
        if len(self._verified) > REMEMBERED_TOKENS:
            self._verified.popitem(last=False)


def _key_id(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise Refused(401, "malformed_token") from None
    kid = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(kid, str):
        raise Refused(401, "algorithm")
    return kid
