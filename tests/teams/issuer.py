"""Microsoft's side of identity on loopback: OpenID metadata, key set, the connector's tokens, the bot's own tokens."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"


@cache
def private_key(number: int) -> RSAPrivateKey:
    """A key of the test run; making one takes time, so each is made once."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with what the key set says of it."""

    number: int
    endorsements: tuple[str, ...] | None = ("msteams", "webchat")

    @property
    def kid(self) -> str:
        return f"key-{self.number}"

    def jwk(self) -> dict[str, Any]:
        public = RSAAlgorithm.to_jwk(private_key(self.number).public_key(), as_dict=True)
        entry: dict[str, Any] = dict(public) | {"kid": self.kid, "use": "sig", "alg": "RS256", "x5t": self.kid}
        return entry if self.endorsements is None else entry | {"endorsements": list(self.endorsements)}


@dataclass(slots=True)
class Issuer:
    """Serves metadata, keys and tokens, as slowly and as wrongly as a test wants.

    Attributes:
        delay: seconds every metadata and key request takes.
        token_delay: seconds a request for the bot's own token takes.
        broken: metadata and keys answer 503.
        lifetime: seconds for which the bot's own tokens are given.
    """

    app_id: str
    signers: list[Signer] = field(default_factory=lambda: [Signer(1)])
    delay: float = 0.0
    token_delay: float = 0.0
    broken: bool = False
    token_broken: bool = False
    lifetime: int = 3600
    metadata_requests: int = 0
    key_requests: int = 0
    token_requests: list[Mapping[str, str]] = field(default_factory=list)
    given: dict[str, float] = field(default_factory=dict)
    address: str = ""

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/openid", self._metadata),
            web.get("/keys", self._keys),
            web.post("/oauth2/v2.0/token", self._token),
        ]

    def rotate(self) -> None:
        """A new key in the place of all others."""
        self.signers = [Signer(max(signer.number for signer in self.signers) + 1)]

    def sign(
        self,
        service_url: str,
        *,
        signer: Signer | None = None,
        without: tuple[str, ...] = (),
        header: Mapping[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        """A connector's token; every claim can be changed or left out."""
        now = int(time.time())
        wanted: dict[str, Any] = {
            "iss": ISSUER,
            "aud": self.app_id,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": service_url,
        } | claims
        used = signer or self.signers[0]
        kept = {name: value for name, value in wanted.items() if name not in without}
        return jwt.encode(
            kept, private_key(used.number), algorithm="RS256", headers={"kid": used.kid, **(header or {})}
        )

    def knows(self, authorization: str) -> bool:
        """Whether this is a token of the bot's own that is still good."""
        return time.monotonic() < self.given.get(authorization.removeprefix("Bearer "), 0.0)

    async def _metadata(self, _request: web.Request) -> web.Response:
        self.metadata_requests += 1
        await asyncio.sleep(self.delay)
        if self.broken:
            raise web.HTTPServiceUnavailable
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.address}/keys"})

    async def _keys(self, _request: web.Request) -> web.Response:
        self.key_requests += 1
        await asyncio.sleep(self.delay)
        if self.broken:
            raise web.HTTPServiceUnavailable
        return web.json_response({"keys": [signer.jwk() for signer in self.signers]})

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.token_requests.append(form)
        await asyncio.sleep(self.token_delay)
        if self.token_broken:
            raise web.HTTPServiceUnavailable
        if form.get("grant_type") != "client_credentials" or form.get("client_id") != self.app_id:
            return web.json_response({"error": "invalid_client"}, status=401)
        token = f"bot-token-{len(self.token_requests)}"
        self.given[token] = time.monotonic() + self.lifetime
        return web.json_response({"token_type": "Bearer", "expires_in": self.lifetime, "access_token": token})
