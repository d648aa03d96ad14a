"""Who is let in: one test per fault of a token, of a tenant and of a service address."""

import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from bot.teams.settings import TeamsSettings
from tests.teams import AMINA, LoopbackTeams
from tests.teams.activities import words
from tests.teams.conftest import TestBot, running_bot
from tests.teams.issuer import Signer, private_key

FOREIGN = "ffffffff-1111-4222-8333-444455556666"

Forge = Callable[[LoopbackTeams], str]


def sign(**faults: Any) -> Forge:
    return lambda teams: teams.issuer.sign(teams.service_url, **faults)


def sign_with_time(claim: str, seconds: int) -> Forge:
    """A token with a time so many seconds from when it is signed; the table below is made long before."""

    def forge(teams: LoopbackTeams) -> str:
        claims: dict[str, Any] = {claim: time.time() + seconds}
        return teams.issuer.sign(teams.service_url, **claims)

    return forge


def unsigned(teams: LoopbackTeams) -> str:
    claims = {"iss": "https://api.botframework.com", "aud": teams.issuer.app_id, "serviceurl": teams.service_url}
    return jwt.encode(claims | {"exp": time.time() + 60, "nbf": 0}, "", algorithm="none", headers={"kid": "key-1"})


def symmetric(teams: LoopbackTeams) -> str:
    """Signed with the public key as if it were a shared secret."""
    secret = str(teams.issuer.signers[0].jwk()["n"])
    claims = {"iss": "https://api.botframework.com", "aud": teams.issuer.app_id, "serviceurl": teams.service_url}
    return jwt.encode(claims | {"exp": time.time() + 60, "nbf": 0}, secret, algorithm="HS256", headers={"kid": "key-1"})


def tampered(teams: LoopbackTeams) -> str:
    head, body, signature = teams.issuer.sign(teams.service_url).split(".")
    other = teams.issuer.sign(teams.service_url, aud=teams.issuer.app_id, extra="x").split(".")[1]
    assert other != body
    return f"{head}.{other}.{signature}"


BAD_TOKENS: dict[str, tuple[Forge, int]] = {
    "expired": (sign_with_time("exp", -301), 401),
    "not yet valid": (sign_with_time("nbf", 600), 401),
    "foreign issuer": (sign(iss="https://sts.windows.net/x/"), 401),
    "wrong audience": (sign(aud="11111111-1111-4111-8111-111111111111"), 401),
    "audience not a string": (sign(aud=[1, 2]), 401),
    "no issuer": (sign(without=("iss",)), 401),
    "no audience": (sign(without=("aud",)), 401),
    "no expiry": (sign(without=("exp",)), 401),
    "no beginning": (sign(without=("nbf",)), 401),
    "expiry out of all measure": (sign(exp=float("inf")), 401),
    "expiry not a number": (sign(exp="soon"), 401),
    "no key id": (lambda teams: _with_header(teams, {}), 401),
    "key id not a string": (lambda teams: _with_header(teams, {"kid": 7}), 401),
    "unknown key": (sign(header={"kid": "nobody"}), 401),
    "signed by somebody else": (sign(signer=Signer(9), header={"kid": "key-1"}), 401),
    "tampered": (tampered, 401),
    "alg none": (unsigned, 401),
    "symmetric": (symmetric, 401),
    "garbage": (lambda _: "garbage", 401),
    "three dots": (lambda _: "...", 401),
    "deep header": (lambda _: _encode(b'{"alg":' + b"[" * 5000) + ".e30.e30", 401),
    "not latin": (lambda _: "é.é.é", 401),
    "a novel": (lambda _: "a" * 8_000, 401),
    "other service url": (sign(serviceurl="https://smba.trafficmanager.net/emea/"), 403),
    "no service url": (sign(without=("serviceurl",)), 403),
    "service url not a string": (sign(serviceurl=["x"]), 403),
}


def _with_header(teams: LoopbackTeams, header: dict[str, Any]) -> str:
    """PyJWT refuses to write such a header, so it is written by hand; the signature does not matter any more."""
    head = _encode(json.dumps({"alg": "RS256", "typ": "JWT"} | header).encode())
    return ".".join((head, *teams.issuer.sign(teams.service_url).split(".")[1:]))


def _encode(part: bytes) -> str:
    return jwt.utils.base64url_encode(part).decode()


@pytest.mark.parametrize("fault", BAD_TOKENS)
async def test_a_bad_token_is_refused_and_nobody_is_asked(teams: LoopbackTeams, bot: TestBot, fault: str) -> None:
    forge, status = BAD_TOKENS[fault]
    answer = await teams.post(words(teams.personal(AMINA), "help"), token=forge(teams))
    assert answer.status == status
    assert set(answer.json["error"]) == {"code", "message"}
    assert bot.turns == []
    assert teams.received == []


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "bearer", "x" * 5000])
async def test_no_or_another_authorization_is_401(teams: LoopbackTeams, bot: TestBot, header: str) -> None:
    answer = await teams.post(words(teams.personal(AMINA), "help"), token="", headers={"Authorization": header})
    assert answer.status == 401
    assert bot.turns == []


async def test_a_bad_token_is_refused_before_the_body_is_read(teams: LoopbackTeams, bot: TestBot) -> None:
    assert (await teams.post(b"{not json", token="garbage")).status == 401


@pytest.mark.parametrize("endorsements", [None, (), ("webchat",)])
async def test_a_key_that_may_not_sign_for_teams_is_403(
    teams: LoopbackTeams, bot: TestBot, endorsements: tuple[str, ...] | None
) -> None:
    teams.issuer.signers = [Signer(1, endorsements)]
    assert (await teams.say(AMINA, "help")).status == 403
    assert bot.turns == []


@pytest.mark.parametrize("channel", ["webchat", "directline", "emulator", "", None])
async def test_another_channel_is_403_because_its_clients_write_their_own_identity(
    teams: LoopbackTeams, bot: TestBot, channel: str | None
) -> None:
    teams.issuer.signers = [Signer(1, ("msteams", "webchat", "directline", "emulator"))]
    answer = await teams.post(words(teams.personal(AMINA), "help") | {"channelId": channel})
    assert answer.status == 403
    assert bot.turns == []


async def test_five_minutes_of_skew_are_allowed(teams: LoopbackTeams, bot: TestBot) -> None:
    late = teams.issuer.sign(teams.service_url, exp=int(time.time()) - 200)
    early = teams.issuer.sign(teams.service_url, nbf=int(time.time()) + 200)
    for token in (late, early):
        assert (await teams.post(words(teams.personal(AMINA), "help"), token=token)).status == 200


async def test_the_case_of_the_host_and_a_closing_slash_do_not_matter(teams: LoopbackTeams, bot: TestBot) -> None:
    claimed = teams.service_url.rstrip("/").replace("http://", "HTTP://")
    answer = await teams.post(words(teams.personal(AMINA), "help"), token=teams.issuer.sign(claimed))
    assert answer.status == 200


async def test_a_token_used_again_is_still_compared_with_each_activity(teams: LoopbackTeams, bot: TestBot) -> None:
    token = teams.issuer.sign(teams.service_url)
    assert (await teams.post(words(teams.personal(AMINA), "help"), token=token)).status == 200
    elsewhere = words(teams.personal(AMINA), "help") | {"serviceUrl": "https://smba.trafficmanager.net/emea/"}
    assert (await teams.post(elsewhere, token=token)).status == 403


async def test_a_token_used_again_is_refused_once_its_key_is_gone(teams: LoopbackTeams, bot: TestBot) -> None:
    token = teams.issuer.sign(teams.service_url)
    assert (await teams.post(words(teams.personal(AMINA), "help"), token=token)).status == 200
    bot.gateway._keys._tried = -float("inf")
    teams.issuer.rotate()
    assert (await teams.say(AMINA, "help")).status == 200
    assert (await teams.post(words(teams.personal(AMINA), "help"), token=token)).status == 401


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "https://smba.trafficmanager.net.evil.example/emea/",
        "https://evilteams.microsoft.com.example/",
        "http://127.0.0.1:1/emea/",
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
    ],
)
async def test_an_activity_that_names_another_address_is_403_and_gets_nothing(
    teams: LoopbackTeams, bot: TestBot, address: str | None
) -> None:
    token = teams.issuer.sign(address or "")
    answer = await teams.post(words(teams.personal(AMINA), "help") | {"serviceUrl": address}, token=token)
    assert answer.status == 403
    assert bot.turns == []


def _tenants(activity: dict[str, Any], conversation: Any, channel: Any, sender: Any) -> dict[str, Any]:
    conversation_part = {k: v for k, v in activity["conversation"].items() if k != "tenantId"}
    return activity | {
        "conversation": conversation_part | ({"tenantId": conversation} if conversation else {}),
        "channelData": {"tenant": {"id": channel}} if channel else {},
        "from": activity["from"] | ({"tenantId": sender} if sender else {}),
    }


OURS = "0A1B2C3D-1111-4222-8333-444455556666"


@pytest.mark.parametrize(
    ("conversation", "channel", "sender"),
    [
        (FOREIGN, FOREIGN, None),
        (FOREIGN, None, None),
        (None, FOREIGN, None),
        (OURS, FOREIGN, None),
        (FOREIGN, OURS, None),
        (OURS, OURS, FOREIGN),
        (None, None, None),
        (None, None, FOREIGN),
    ],
)
async def test_an_activity_of_another_tenant_gets_200_and_nothing_else(
    teams: LoopbackTeams, bot: TestBot, conversation: str | None, channel: str | None, sender: str | None
) -> None:
    activity = _tenants(words(teams.personal(AMINA), "help"), conversation, channel, sender)
    answer = await teams.post(activity)
    assert (answer.status, answer.body) == (200, b"")
    assert bot.turns == []
    assert teams.received == []


@pytest.mark.parametrize(
    ("conversation", "channel", "sender"), [(OURS, None, None), (None, OURS, None), (OURS, OURS, OURS)]
)
async def test_our_tenant_is_known_from_wherever_it_is_named(
    teams: LoopbackTeams, bot: TestBot, conversation: str | None, channel: str | None, sender: str | None
) -> None:
    await teams.post(_tenants(words(teams.personal(AMINA), "help"), conversation, channel, sender))
    assert [turn.sender.tenant for turn in bot.turns] == [OURS.lower()]


async def test_local_mode_asks_for_no_token_and_no_tenant(teams: LoopbackTeams) -> None:
    teams.local, teams.connector.checks_tokens = True, False
    async with running_bot(teams, TeamsSettings(local=True)) as bot:
        activity = words(teams.personal(AMINA), "help")
        assert (await teams.post(_tenants(activity, None, None, None))).status == 200
        assert (await teams.post(_tenants(activity, FOREIGN, None, None))).status == 200
        assert len(bot.turns) == 2


async def test_local_mode_keeps_to_its_tenant_if_it_has_one(teams: LoopbackTeams) -> None:
    teams.local = True
    async with running_bot(teams, TeamsSettings(local=True, tenant_id=OURS)) as bot:
        await teams.post(_tenants(words(teams.personal(AMINA), "help"), FOREIGN, None, None))
        assert bot.turns == []


def test_the_forged_key_is_not_the_real_one() -> None:
    assert private_key(9).public_key() != private_key(1).public_key()
