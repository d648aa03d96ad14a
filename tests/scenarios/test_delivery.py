"""Everything that waits to be sent comes to an outcome, whatever Teams does."""

import asyncio
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from bot.teams.failures import SendTimedOut
from storage.outbox import Delivery, LetterKind, Outcome
from tests.scenarios.world import World, ministry
from tests.teams import activities


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try that failed is made again soon: nobody waits for real seconds."""
    monkeypatch.setattr("bot.delivery.BACK_OFF", 0.02)
    monkeypatch.setattr("bot.ticker.RETRY_PATIENCE_SECONDS", 5.0)


async def ask_of(world: World, member: str) -> Delivery:
    """What became of the member's only check-in."""
    (found,) = [one for one in await world.outcomes() if one.kind is LetterKind.ASK and one.member == member]
    return found


async def test_a_throttled_tenant_gets_everything_once_in_the_end(tmp_path: Path) -> None:
    everybody = ("nbrennan", "pthapa", "jkabongo", "sbenali", "tverbeke", "kwouters", "jhoekstra", "lschroeder")
    async with ministry(tmp_path, installed=everybody) as world:
        world.teams.limits.retry_after = "0.2"
        world.teams.limits.throttle(tenant=3)
        await world.until("2026-03-12 12:00")
        assert any(one.status == 429 for one in world.teams.received)
        assert {member: len(world.told(member, "ask")) for member in everybody} == dict.fromkeys(everybody, 1)


def tries_at(world: World, member: str) -> list[float]:
    """When the bot tried to write to somebody, in seconds."""
    return [one.at for one in world.teams.received if one.kind == "send" and one.conversation == world[member].personal]


async def test_a_wait_that_teams_asks_for_is_kept(world: World) -> None:
    world.teams.limits.retry_after = "0.5"
    world.teams.limits.refused[world["nbrennan"].personal] = (429, {})
    before = len(tries_at(world, "nbrennan"))
    moving = asyncio.create_task(world.until("2026-03-12 10:00"))
    await world.teams.until(lambda: len(tries_at(world, "nbrennan")) > before)
    world.teams.limits.refused.clear()
    await moving
    first, second = tries_at(world, "nbrennan")[before:]
    assert second - first >= 0.5
    assert (await ask_of(world, "nbrennan")).tries == 2


async def test_what_may_have_arrived_is_tried_again_and_counted_apart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cut_off(*_: object) -> str:
        monkeypatch.undo()
        raise SendTimedOut("no answer")

    monkeypatch.setattr("bot.teams.connector.Connector.send", cut_off)
    await world.until("2026-03-12 10:00")
    asked = [one for one in await world.outcomes() if one.kind is LetterKind.ASK and one.timeouts]
    assert [(one.outcome, one.tries, one.timeouts) for one in asked] == [(Outcome.SENT, 2, 1)]


async def test_bad_gateways_are_tried_again_and_nobody_gets_a_card_twice(world: World) -> None:
    world.teams.limits.bad_gateway = 0.5
    told = await world.until("2026-03-12 12:00")
    world.teams.limits.bad_gateway = 0.0
    assert told["pending"] == 0
    sent = Counter(
        message.mark["key"] for message in world.teams.connector.all_posted() if message.mark["kind"] == "ask"
    )
    assert set(sent.values()) == {1}
    assert any(one.tries > 1 for one in await world.outcomes() if one.outcome is Outcome.SENT)


async def test_what_is_refused_for_good_fails_at_once_and_holds_up_nobody(world: World) -> None:
    world.teams.limits.refused[world["nbrennan"].personal] = (400, {"error": {"code": "BadSyntax"}})
    told = await world.until("2026-03-12 12:00")
    assert told["pending"] == 0
    failed = await ask_of(world, "nbrennan")
    assert (failed.outcome, failed.reason) == (Outcome.FAILED, "400 BadSyntax")
    assert len(world.told("jkabongo", "ask")) == 1


async def test_what_fails_again_and_again_is_given_up_and_counted(world: World) -> None:
    world.teams.limits.refused[world["nbrennan"].personal] = (503, {})
    await world.until("2026-03-12 10:00")
    failed = await ask_of(world, "nbrennan")
    assert (failed.outcome, failed.tries, failed.reason) == (Outcome.FAILED, 8, "503")


async def test_an_answer_given_while_the_card_waits_withdraws_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ticker.RETRY_PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr("bot.delivery.BACK_OFF", 0.5)
    world.teams.limits.refused[world["jkabongo"].personal] = (502, {})
    assert (await world.until("2026-03-12 10:00"))["pending"] == 1
    (card,) = await world.records(lambda records: records.cards.find("member", "jkabongo"))
    data = {"card": card.id, "version": card.version, "CRISIS/rag": "green"}
    there = world.teams.personal(world["jkabongo"], "invoke")
    answer = await world.teams.post(activities.click(there, "checkin.submit", data, ""))
    assert answer.card is not None
    world.teams.limits.refused.clear()
    assert await world.service.delivery.settled(5) == 0
    withdrawn = await ask_of(world, "jkabongo")
    assert (withdrawn.outcome, withdrawn.reason) == (Outcome.WITHDRAWN, "answered")
    assert world.told("jkabongo", "ask") == []


async def test_a_letter_whose_time_is_over_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.BACK_OFF", 0.5)
    async with ministry(tmp_path) as world:
        world.teams.limits.refused[world["nbrennan"].personal] = (502, {})
        with monkeypatch.context() as impatient:
            impatient.setattr("bot.ticker.RETRY_PATIENCE_SECONDS", 0.05)
            assert (await world.until("2026-03-12 10:00"))["pending"] == 1
        await world.stop()
        world.teams.limits.refused.clear()
        await world.start(clock=datetime.fromisoformat("2026-03-13T10:30:00+01:00"))
        await world.until("2026-03-13 10:30")
        assert (await ask_of(world, "nbrennan")).outcome is Outcome.EXPIRED
        assert world.told("nbrennan", "ask") == []
