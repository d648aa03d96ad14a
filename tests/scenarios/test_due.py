"""What is due is done once, whatever happens between putting the questions and planning the next ones."""

from datetime import datetime
from functools import partial

import pytest

from bot.clock import SimulatedClock
from dialogs import due
from dialogs.asked import known_ask
from dialogs.desk import Desk
from pmo.asks import Ask
from storage.records import Place
from tests.scenarios.world import BRUSSELS, World

ASKED = datetime(2026, 3, 12, 10, tzinfo=BRUSSELS)
EVERYBODY = ("nbrennan", "ldessart", "pdewael", "pthapa", "jkabongo")


def clock_of(world: World) -> SimulatedClock:
    clock = world.service.office.clock
    assert isinstance(clock, SimulatedClock)
    return clock


async def test_questions_put_just_before_a_crash_are_not_put_again_and_the_next_ones_are_planned(world: World) -> None:
    clock_of(world).move(ASKED)
    put = await world.service.office.work(due.put)
    assert put.tally.asked > 3
    assert (await world.records(lambda records: records.due.get("ask/visa"))).period == "2026-W11"
    await world.stop()
    await world.start()
    await world.until("2026-03-12 12:00")
    assert {member: len(world.told(member, "ask")) <= 1 for member in EVERYBODY} == dict.fromkeys(EVERYBODY, True)
    assert len(world.told("nbrennan", "ask")) == 1
    assert (await world.records(lambda records: records.due.get("ask/visa"))).period == "2026-W12"
    await world.until("2026-03-19 12:00")
    assert len(world.told("nbrennan", "ask")) == 2


async def test_a_batch_goes_on_after_the_last_one_and_parts_nobodys_questions(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogs.due.QUESTIONS", 4)
    clock_of(world).move(ASKED)
    batches: list[int] = []
    after: Place | None = None
    while (put := await world.service.office.work(partial(due.put, after=after))).last:
        after = put.last
        batches.append(put.tally.asked)
    asked = await world.records(lambda records: records.asks.all())
    assert len(batches) > 1
    assert sum(batches) == len(asked)
    cards = await world.records(lambda records: records.cards.all())
    assert len({(ask.member, ask.at) for ask in asked}) == len(cards)


async def test_a_question_that_fails_is_put_off_and_the_others_are_put(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails_for_one(question: Ask, desk: Desk) -> Ask | None:
        if question.subject == "visa":
            raise RuntimeError("a bug")
        return await known_ask(question, desk)

    monkeypatch.setattr("dialogs.asking.known_ask", fails_for_one)
    await world.until("2026-03-12 10:00")
    asked = {ask.subject for ask in await world.records(lambda records: records.asks.all())}
    assert "visa" not in asked
    assert {"appt", "biom"} <= asked
    monkeypatch.undo()
    await world.until("2026-03-12 11:00")
    assert await world.records(lambda records: records.asks.find("subject", "visa"))
