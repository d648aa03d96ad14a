"""Our side of the Bot Connector: paths, bodies, tokens, and what every failure is called."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import msgspec
import pytest

from bot.teams.connector import Connector
from bot.teams.failures import SendFailed, SendTimedOut, error_code, failure
from bot.teams.messages import message_activity, text_activity
from dialogs.turn import Mark, Message
from tests.teams import ALERTS, AMINA, BIKRAM, BLOCKED, GONE, NOT_IN_ROSTER, NOT_INSTALLED, TENANT, LoopbackTeams

CARD = message_activity({"type": "AdaptiveCard", "version": "1.5"}, "a card")


@pytest.fixture
async def connector(teams: LoopbackTeams) -> AsyncIterator[Connector]:
    async with Connector.open(teams.settings()) as connector:
        yield connector


async def test_a_message_is_sent_and_its_id_returned(teams: LoopbackTeams, connector: Connector) -> None:
    sent = await connector.send(teams.service_url, AMINA.personal, CARD)
    assert [message.id for message in teams.personal_messages(AMINA)] == [sent]
    assert teams.message(AMINA).activity == CARD


async def test_a_closing_slash_of_the_service_address_does_not_matter(
    teams: LoopbackTeams, connector: Connector
) -> None:
    await connector.send(teams.service_url.rstrip("/"), AMINA.personal, CARD)
    assert len(teams.personal_messages(AMINA)) == 1


async def test_ids_are_percent_encoded_in_the_path(teams: LoopbackTeams, connector: Connector) -> None:
    await connector.send(teams.service_url, f"{ALERTS.id};messageid=17", CARD, reply_to="f:1/2?3")
    assert teams.received[0].raw_path == (
        "/emea/v3/conversations/19%3Arenewal%40thread.tacv2%3Bmessageid%3D17/activities/f%3A1%2F2%3F3"
    )
    assert teams.received[0].reply_to == "f:1/2?3"
    assert teams.channel_messages(ALERTS.name)[0].thread == "17"


async def test_a_message_is_updated_for_everybody(teams: LoopbackTeams, connector: Connector) -> None:
    sent = await connector.send(teams.service_url, AMINA.personal, CARD)
    there = Message(conversation=AMINA.personal, activity=sent, service_url=teams.service_url)
    await connector.update(there, text_activity("done"))
    message = teams.personal_messages(AMINA)[0]
    assert (message.text, len(message.history)) == ("done", 2)


async def test_a_post_in_a_channel_starts_a_thread_that_can_be_answered_and_updated(
    teams: LoopbackTeams, connector: Connector
) -> None:
    posted = await connector.post_in_channel(teams.service_url, ALERTS.id, CARD, tenant=TENANT)
    await connector.send(posted.service_url, posted.conversation, CARD)
    await connector.update(posted, text_activity("done"))
    first, second = teams.channel_messages(ALERTS.name)
    assert (first.id, first.text) == (posted.activity, "done")
    assert second.thread == first.id


async def test_a_personal_chat_is_the_same_every_time_by_either_id(teams: LoopbackTeams, connector: Connector) -> None:
    opened = {
        await connector.open_personal(teams.service_url, TENANT, member)
        for member in (AMINA.teams_id, AMINA.entra_id, AMINA.entra_id)
    }
    assert opened == {AMINA.personal}
    assert teams.received[0].activity["channelData"] == {"tenant": {"id": TENANT}}


async def test_a_roster_is_read_page_by_page(teams: LoopbackTeams, connector: Connector) -> None:
    teams.connector.team = teams.connector.people
    members, token = await connector.roster_page(teams.service_url, ALERTS.id)
    assert token
    while token:
        more, token = await connector.roster_page(teams.service_url, ALERTS.id, token)
        members += more
    assert [member.entra_id for member in members] == [person.entra_id for person in teams.connector.people]
    assert {member.tenant for member in members} == {TENANT}
    assert [received.activity["pageSize"] for received in teams.received] == ["500"] * 2


REFUSALS: list[tuple[int, dict[str, Any], str, str]] = [
    (301, {}, "", "final"),
    (400, {"error": {"code": "BadSyntax", "message": "x"}}, "BadSyntax", "final"),
    (403, NOT_IN_ROSTER, "BotNotInConversationRoster", "unreachable"),
    (403, NOT_INSTALLED, "ForbiddenOperationException", "unreachable"),
    (403, BLOCKED, "MessageWritesBlocked", "unreachable"),
    (403, {"anything": "else"}, "", "unreachable"),
    (404, GONE, "ConversationNotFound", "unreachable"),
    (412, {"error": {"code": "PreconditionFailed"}}, "PreconditionFailed", "retryable"),
    (413, {"error": {"code": "MessageSizeTooBig"}}, "MessageSizeTooBig", "final"),
    (429, {"error": {"code": "Throttled"}}, "Throttled", "retryable"),
    (500, {}, "", "final"),
    (502, {}, "", "retryable"),
    (503, {}, "", "retryable"),
    (504, {}, "", "retryable"),
]


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_every_refusal_says_what_it_is_and_is_not_repeated(
    teams: LoopbackTeams, connector: Connector, refusal: tuple[int, dict[str, Any], str, str]
) -> None:
    status, body, code, fate = refusal
    teams.limits.refused[AMINA.personal] = (status, body)
    with pytest.raises(SendFailed) as raised:
        await connector.send(teams.service_url, AMINA.personal, CARD)
    failed = raised.value
    assert (failed.status, failed.code) == (status, code)
    assert (failed.unreachable, failed.retryable) == (fate == "unreachable", fate == "retryable")
    assert failed.retry_after == (1.0 if status == 429 else None)
    assert len(teams.received) == 1


@pytest.fixture
def no_collections() -> Iterator[None]:
    """What would be collected deep inside a recursion would trip over its limit, whosever it is."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collections")
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"code": "Throttled", "message": "x"}', "Throttled"),
        (b'{"errorCode": 209, "message": "plain words"}', "209"),
        (b'{"errorCode": 209, "message": "{\\"subCode\\":\\"MessageWritesBlocked\\"}"}', "MessageWritesBlocked"),
        (b'{"error": {"code": "X", "message": "{\\"subCode\\":\\"Y\\"}"}}', "Y"),
        (b'{"error": "invalid_client"}', "invalid_client"),
        (b'{"error": {"code": {"a": 1}}}', ""),
        (b"<html>Bad Gateway</html>", ""),
        (b"", ""),
        (b"[]", ""),
        (b"null", ""),
        (b"\xff", ""),
        (b"[" * 9000, ""),
    ],
)
def test_the_code_is_found_in_every_shape_of_error(body: bytes, code: str) -> None:
    assert error_code(body) == code


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("99999999", 3600.0),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("", None),
    ],
)
def test_retry_after_is_bounded(header: str, seconds: float | None) -> None:
    assert failure(429, {"Retry-After": header}, b"").retry_after == seconds


def test_retry_after_may_be_a_date() -> None:
    header = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    found = failure(429, {"Retry-After": header}, b"").retry_after
    assert found is not None
    assert 50 < found <= 60


async def test_no_answer_in_time_leaves_the_outcome_open(teams: LoopbackTeams, connector: Connector) -> None:
    connector.session._timeout = connector.session.timeout.__class__(total=0.05)
    teams.limits.silent[AMINA.personal] = 2.0
    with pytest.raises(SendTimedOut):
        await connector.send(teams.service_url, AMINA.personal, CARD)


async def test_nobody_listening_is_not_delivered_and_worth_another_try(teams: LoopbackTeams) -> None:
    async with Connector.open(teams.settings(local=True)) as connector:
        with pytest.raises(SendFailed) as raised:
            await connector.send("http://127.0.0.1:9/", AMINA.personal, CARD)
    assert (raised.value.code, raised.value.retryable, raised.value.unreachable) == ("NoConnection", True, False)


@pytest.mark.parametrize("address", ["https://evil.example/", "http://127.0.0.1:9/", "", "http://a@b/"])
async def test_no_token_goes_to_an_address_that_is_not_allowed(
    teams: LoopbackTeams, connector: Connector, address: str
) -> None:
    with pytest.raises(SendFailed) as raised:
        await connector.send(address, AMINA.personal, CARD)
    assert raised.value.code == "AddressNotAllowed"
    assert not raised.value.retryable
    assert teams.issuer.token_requests == []


async def test_a_throttled_connector_is_told_apart_by_conversation(teams: LoopbackTeams, connector: Connector) -> None:
    teams.limits.throttle(conversation=1)
    await connector.send(teams.service_url, AMINA.personal, CARD)
    await connector.send(teams.service_url, BIKRAM.personal, CARD)
    with pytest.raises(SendFailed):
        await connector.send(teams.service_url, AMINA.personal, CARD)


async def test_one_connection_serves_one_message_after_the_other(teams: LoopbackTeams, connector: Connector) -> None:
    await asyncio.gather(*(connector.send(teams.service_url, AMINA.personal, CARD) for _ in range(200)))
    assert len(teams.personal_messages(AMINA)) == 200
    assert connector.session.connector is not None
    assert connector.session.connector.limit == 64


# The bot's own token


async def test_the_token_is_fetched_once_for_all_who_wait_and_kept(teams: LoopbackTeams, connector: Connector) -> None:
    teams.issuer.token_delay = 0.05
    await asyncio.gather(*(connector.send(teams.service_url, AMINA.personal, CARD) for _ in range(20)))
    await connector.send(teams.service_url, AMINA.personal, CARD)
    assert teams.issuer.token_requests == [
        {
            "grant_type": "client_credentials",
            "client_id": teams.issuer.app_id,
            "client_secret": "a secret",
            "scope": "https://api.botframework.com/.default",
        }
    ]


async def test_a_refused_token_is_fetched_anew_the_next_time(teams: LoopbackTeams, connector: Connector) -> None:
    await connector.send(teams.service_url, AMINA.personal, CARD)
    teams.issuer.given.clear()
    with pytest.raises(SendFailed) as raised:
        await connector.send(teams.service_url, AMINA.personal, CARD)
    assert raised.value.status == 401
    await connector.send(teams.service_url, AMINA.personal, CARD)
    assert len(teams.issuer.token_requests) == 2


async def test_a_token_is_renewed_before_it_expires(teams: LoopbackTeams, connector: Connector) -> None:
    await connector.send(teams.service_url, AMINA.personal, CARD)
    connector._token._clock = lambda: float("inf")  # type: ignore[attr-defined] # long after
    await connector.send(teams.service_url, AMINA.personal, CARD)
    assert len(teams.issuer.token_requests) == 2


async def test_without_a_token_nothing_is_sent_and_the_endpoint_is_left_in_peace(
    teams: LoopbackTeams, connector: Connector
) -> None:
    teams.issuer.token_broken = True
    for _ in range(5):
        with pytest.raises(SendFailed) as raised:
            await connector.send(teams.service_url, AMINA.personal, CARD)
        assert (raised.value.code, raised.value.retryable) == ("NoToken", True)
    assert teams.received == []
    assert len(teams.issuer.token_requests) == 1


async def test_a_wrong_secret_is_named_and_not_shown(teams: LoopbackTeams) -> None:
    async with Connector.open(teams.settings(app_id="somebody-else")) as connector:
        with pytest.raises(SendFailed) as raised:
            await connector.send(teams.service_url, AMINA.personal, CARD)
    assert raised.value.body == "invalid_client"
    assert "secret" not in repr(teams.settings())


async def test_a_slow_token_does_not_stall_the_loop(teams: LoopbackTeams, connector: Connector) -> None:
    teams.issuer.token_delay = 0.2
    sending = asyncio.create_task(connector.send(teams.service_url, AMINA.personal, CARD))
    rounds = 0
    while not sending.done():
        await asyncio.sleep(0.01)
        rounds += 1
    assert rounds >= 5


def test_a_message_says_what_it_is_about_only_when_told() -> None:
    assert "channelData" not in CARD
    marked = message_activity({}, "s", Mark(kind="ask", key="k", projects=("A", "B")))
    told = msgspec.json.decode(msgspec.json.encode(marked))
    assert told["channelData"]["rapporteur"]["projects"] == ["A", "B"]
