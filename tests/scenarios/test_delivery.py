"""Everything that waits to be sent comes to an outcome, whatever Teams does."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.teams.connector import Connector
from bot.teams.failures import SendTimedOut
from dialogs.turn import Message
from storage.outbox import Delivery, LetterKind, Outcome
from tests.scenarios.world import BRUSSELS, STATUS, World, ministry
from tests.teams import activities


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try that failed is made again soon: nobody waits for real seconds."""
    monkeypatch.setattr("bot.retries.BACK_OFF", 0.02)
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


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter fails a dozen times a second, and the clock is moved without waiting for it."""
    monkeypatch.setattr("bot.pacing.WINDOWS", ((10_000, 30.0),))
    monkeypatch.setattr("bot.retries.LONGEST", 0.03)
    monkeypatch.setattr("bot.ticker.RETRY_PATIENCE_SECONDS", 0.5)


@pytest.mark.usefixtures("hurried")
async def test_an_outage_longer_than_many_tries_holds_a_check_in_up_until_it_is_over(world: World) -> None:
    world.teams.limits.refused[world["nbrennan"].personal] = (503, {})
    before = len(tries_at(world, "nbrennan"))
    assert (await world.until("2026-03-12 10:00"))["pending"] == 1
    await world.teams.until(lambda: len(tries_at(world, "nbrennan")) > before + 10)
    world.teams.limits.refused.clear()
    await world.teams.until(lambda: bool(world.told("nbrennan", "ask")))
    assert await world.service.delivery.settled(5) == 0
    sent = await ask_of(world, "nbrennan")
    assert sent.outcome is Outcome.SENT
    assert sent.tries > 10


@pytest.mark.usefixtures("hurried")
async def test_a_check_in_that_never_gets_through_expires_at_its_deadline_whatever_its_next_try(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.teams.limits.refused[world["nbrennan"].personal] = (503, {})
    assert (await world.until("2026-03-12 10:00"))["pending"] == 1
    monkeypatch.setattr("bot.retries.LONGEST", 60.0)
    monkeypatch.setattr("bot.retries.BACK_OFF", 60.0)
    await asyncio.sleep(0.05)
    (card,) = await world.records(lambda records: records.cards.find("member", "nbrennan"))
    assert (await world.until(f"{card.deadline.astimezone(BRUSSELS) + timedelta(minutes=1):%Y-%m-%d %H:%M}"))[
        "pending"
    ] == 0
    assert (await ask_of(world, "nbrennan")).outcome is Outcome.EXPIRED


async def alerts_told(world: World) -> list[tuple[str, str, Outcome]]:
    """Where the news of alerts went and how it ended."""
    return [(one.channel, one.member, one.outcome) for one in await world.outcomes() if one.key.startswith("alert/")]


async def test_an_alert_the_channel_refuses_for_good_is_told_privately(world: World) -> None:
    await world.until("2026-03-12 10:00")
    world.teams.limits.refused[STATUS.id] = (400, {"error": {"code": "BadSyntax"}})
    await world.fill("nbrennan", "BIOM", rag="amber")
    assert await world.service.delivery.settled(5) == 0
    told = await alerts_told(world)
    assert (STATUS.id, "", Outcome.FAILED) in told
    assert ("", "nbrennan", Outcome.SENT) in told
    assert len(world.told("nbrennan", "alert")) == 1


@pytest.mark.usefixtures("hurried")
async def test_a_digest_that_the_channel_never_took_is_told_privately_when_the_next_one_comes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ticker.RETRY_PATIENCE_SECONDS", 0.05)
    world.teams.limits.refused[STATUS.id] = (503, {})
    await world.until("2026-03-23 11:00")
    digests = [one for one in await world.outcomes() if one.kind is LetterKind.DIGEST]
    assert {one.outcome for one in digests if one.channel == STATUS.id} == {Outcome.EXPIRED}
    await world.teams.until(lambda: bool(world.told("nbrennan", "digest")))


@pytest.mark.usefixtures("hurried")
async def test_the_news_of_an_alert_is_tried_until_it_is_resolved(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.retries.PATIENCE", timedelta(0))
    await world.until("2026-03-12 10:00")
    world.teams.limits.refused[STATUS.id] = (503, {})
    await world.fill("nbrennan", "BIOM", rag="amber")
    assert await world.service.delivery.settled(0.3) == 1
    await world.teams.execute(world["nbrennan"], world.checkin("nbrennan"), "checkin.edit")
    await world.fill("nbrennan", "BIOM", rag="green")
    assert await world.service.delivery.settled(5) == 0
    assert [outcome for _, _, outcome in await alerts_told(world)] == [Outcome.WITHDRAWN]


async def test_what_teams_has_taken_when_the_bot_stops_is_not_sent_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, orderly = asyncio.Event(), Connector.post_in_channel

    async def slow(connector: Connector, *where: Any, **tenant: Any) -> Message:
        message = await orderly(connector, *where, **tenant)
        taken.set()
        await asyncio.sleep(0.05)
        return message

    await world.until("2026-03-12 10:00")
    monkeypatch.setattr(Connector, "post_in_channel", slow)
    await world.fill("nbrennan", "VISA", rag="amber")
    await taken.wait()
    await world.stop()
    await world.start()
    await world.until("2026-03-12 10:30")
    assert len([post for post in world.posts() if post.mark["kind"] == "alert"]) == 1


async def test_a_stop_does_not_wait_for_letters_that_wait_for_their_turn(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.until("2026-03-12 10:00")
    monkeypatch.setattr("bot.pacing.CONVERSATION_GAP", 60.0)
    world.service.delivery._pacer.pause(STATUS.id, 60.0)
    await world.fill("nbrennan", "BIOM", rag="amber")
    await asyncio.sleep(0.05)
    async with asyncio.timeout(5):
        await world.stop()
    monkeypatch.undo()
    await world.start()
    assert await world.service.delivery.settled(5) == 0
    assert [outcome for _, _, outcome in await alerts_told(world)] == [Outcome.SENT]


class Held:
    """Holds the first message to a conversation on its way until it is let go."""

    def __init__(self, conversation: str) -> None:
        self.reached, self.let_go = asyncio.Event(), asyncio.Event()
        self._conversation = conversation
        self._send = Connector.send

    def patched(self) -> Callable[..., Awaitable[str]]:
        """What stands in for the connector's `send`."""

        async def send(connector: Connector, url: str, conversation: str, *rest: Any, **named: Any) -> str:
            if conversation == self._conversation and not self.reached.is_set():
                self.reached.set()
                await self.let_go.wait()
            return await self._send(connector, url, conversation, *rest, **named)

        return send


@pytest.mark.parametrize("by_command", [False, True], ids=["letter", "command"])
async def test_a_card_overtaken_by_an_answer_on_its_way_shows_the_answer_in_the_end(
    world: World, monkeypatch: pytest.MonkeyPatch, by_command: bool
) -> None:
    nora = world["nbrennan"]
    held = Held(nora.personal)
    sending: asyncio.Future[Any]
    if by_command:
        await world.until("2026-03-12 10:00")
        first = world.checkin("nbrennan")
        monkeypatch.setattr(Connector, "send", held.patched())
        sending = asyncio.ensure_future(world.teams.say(nora, "checkin"))
        await held.reached.wait()
    else:
        monkeypatch.setattr(Connector, "send", held.patched())
        sending = asyncio.ensure_future(world.until("2026-03-12 10:00"))
        await held.reached.wait()
        await world.teams.say(nora, "checkin")
        first = world.checkin("nbrennan")
    await world.teams.execute(nora, first, "checkin.submit", {"VISA/rag": "green"})
    held.let_go.set()
    await sending
    assert await world.service.delivery.settled(5) == 0
    await world.teams.until(lambda: len(shown_to(world)) == 2 and len(set(shown_to(world))) == 1)
    assert shown_to(world) == [("receipt", 2)] * 2


def shown_to(world: World) -> list[tuple[str, int]]:
    """Which card, under which version, the manager's messages show."""
    messages = world.teams.personal_messages(world["nbrennan"])
    return [(one.mark["kind"], one.mark["version"]) for one in messages if one.mark.get("kind") in ("ask", "receipt")]


async def test_an_answer_given_while_the_card_waits_withdraws_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ticker.RETRY_PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr("bot.retries.BACK_OFF", 0.5)
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
    monkeypatch.setattr("bot.retries.BACK_OFF", 0.5)
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
