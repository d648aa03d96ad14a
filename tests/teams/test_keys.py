"""Microsoft's keys: fetched once for all who wait, beside the turns, rarely, and learnt anew when they change."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest

from bot.teams.keys import FRESH_SECONDS, RETRY_SECONDS, USABLE_SECONDS, SigningKeys, read_keys
from bot.teams.wire import open_session
from tests.teams import AMINA, BIKRAM, LoopbackTeams
from tests.teams.conftest import TestBot
from tests.teams.issuer import Signer


class Clock:
    """Seconds that go on when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def keys(teams: LoopbackTeams, clock: Clock) -> AsyncIterator[SigningKeys]:
    async with open_session() as session:
        keys = SigningKeys(session, f"{teams.address}/openid", clock)
        yield keys
        await keys.close()


@contextmanager
def longest_stall() -> Iterator[list[float]]:
    """The longest time, in seconds, for which the loop did not come round."""
    longest = [0.0]

    async def beat() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.01)
            now = time.perf_counter()
            longest[0] = max(longest[0], now - last - 0.01)
            last = now

    task = asyncio.create_task(beat())
    try:
        yield longest
    finally:
        task.cancel()


async def test_slow_key_metadata_holds_up_those_who_wait_and_not_the_loop(teams: LoopbackTeams, bot: TestBot) -> None:
    teams.issuer.delay = 0.3
    with longest_stall() as longest:
        answers = await asyncio.gather(*(teams.say(person, "help") for person in (AMINA, BIKRAM) * 4))
    assert {answer.status for answer in answers} == {200}
    assert longest[0] < 0.25
    assert (teams.issuer.metadata_requests, teams.issuer.key_requests) == (1, 1)


async def test_a_rotated_key_is_learnt_at_its_first_token(
    teams: LoopbackTeams, keys: SigningKeys, clock: Clock
) -> None:
    assert await keys.find("key-1") is not None
    teams.issuer.rotate()
    clock.now += RETRY_SECONDS
    assert await keys.find("key-2") is not None
    assert keys.present("key-1") is None


async def test_unknown_key_ids_cause_one_refresh_a_minute(
    teams: LoopbackTeams, keys: SigningKeys, clock: Clock
) -> None:
    await keys.find("key-1")
    for number in range(50):
        clock.now += 1
        assert await keys.find(f"made-up-{number}") is None
    assert teams.issuer.key_requests == 1
    clock.now += RETRY_SECONDS
    await asyncio.gather(*(keys.find(f"made-up-{number}") for number in range(50)))
    assert teams.issuer.key_requests == 2


async def test_a_day_old_key_is_used_while_one_refresh_runs_beside(
    teams: LoopbackTeams, keys: SigningKeys, clock: Clock
) -> None:
    first = await keys.find("key-1")
    clock.now = FRESH_SECONDS + 1
    teams.issuer.delay = 0.05
    assert await keys.find("key-1") is first
    assert await keys.find("key-1") is first
    assert keys._fetching is not None
    await keys._fetching
    assert teams.issuer.key_requests == 2


async def test_an_unchanged_key_stays_the_same_object_so_verified_tokens_stay_verified(
    keys: SigningKeys, clock: Clock
) -> None:
    first = await keys.find("key-1")
    clock.now = RETRY_SECONDS
    await keys.find("other")
    assert keys.present("key-1") is first


async def test_a_key_whose_endorsements_change_is_another_key(
    teams: LoopbackTeams, keys: SigningKeys, clock: Clock
) -> None:
    first = await keys.find("key-1")
    teams.issuer.signers = [Signer(1, ("webchat",))]
    clock.now = RETRY_SECONDS
    await keys.find("other")
    assert keys.present("key-1") is not first


async def test_known_keys_outlive_an_outage_of_three_days_and_no_longer(
    teams: LoopbackTeams, keys: SigningKeys, clock: Clock
) -> None:
    await keys.find("key-1")
    teams.issuer.broken = True
    clock.now = USABLE_SECONDS - 1
    assert await keys.find("key-1") is not None
    assert keys._fetching is not None
    await keys._fetching
    clock.now = USABLE_SECONDS + RETRY_SECONDS
    assert await keys.find("key-1") is None


async def test_a_waiter_that_gives_up_does_not_take_the_fetch_along(teams: LoopbackTeams, keys: SigningKeys) -> None:
    teams.issuer.delay = 0.05
    impatient = asyncio.create_task(keys.find("key-1"))
    patient = asyncio.create_task(keys.find("key-1"))
    await asyncio.sleep(0.01)
    impatient.cancel()
    assert await patient is not None
    assert teams.issuer.key_requests == 1


async def test_without_keys_a_caller_is_refused_and_the_next_one_after_a_moment_let_in(
    teams: LoopbackTeams, bot: TestBot
) -> None:
    teams.issuer.broken = True
    assert (await teams.say(AMINA, "help")).status == 401
    teams.issuer.broken = False
    bot.gateway._keys._tried = -float("inf")
    assert (await teams.say(AMINA, "help")).status == 200


async def test_keys_are_not_fetched_from_an_address_in_the_clear_on_another_machine(
    teams: LoopbackTeams, keys: SigningKeys
) -> None:
    teams.issuer.address = "http://192.0.2.1"
    assert await keys.find("key-1") is None
    assert teams.issuer.metadata_requests == 1


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"kid": 1, "kty": "RSA"},
        {"kid": "a", "kty": "EC"},
        {"kid": "a", "kty": "RSA"},
        {"kid": "a", "kty": "RSA", "n": "AQAB", "e": "AQAB"},
        {"kid": "a", "kty": "RSA", "n": 5, "e": []},
        Signer(1).jwk() | {"use": "enc"},
        "text",
        None,
    ],
)
def test_an_unusable_key_is_passed_over(entry: object) -> None:
    assert set(read_keys({"keys": [entry, Signer(2).jwk()]})) == {"key-2"}


@pytest.mark.parametrize("document", [{}, {"keys": None}, {"keys": {"a": 1}}])
def test_a_document_without_a_list_of_keys_has_none(document: dict[str, object]) -> None:
    assert read_keys(document) == {}
