"""What is long over leaves memory and is found again where it matters."""

from datetime import datetime, timedelta
from functools import partial

from bot.clock import SimulatedClock
from dialogs import housekeeping
from dialogs.asked import RECENT, known_ask
from dialogs.desk import Desk
from pmo.asks import Ask
from tests.scenarios.world import BRUSSELS, WEDNESDAY, World


async def test_a_question_about_a_year_stays_at_hand_until_the_year_is_over(world: World) -> None:
    begun = WEDNESDAY - timedelta(days=60)
    yearly = Ask(project="VISA", period="2026", member="nbrennan", at=begun, deadline=begun + timedelta(days=1))
    weekly = Ask(project="VISA", period="2026-W02", member="nbrennan", at=begun, deadline=begun + timedelta(days=1))

    async def keep(desk: Desk) -> None:
        await desk.records.asks.put(yearly)
        await desk.records.asks.put(weekly)

    office = world.service.office
    await office.work(keep)
    assert await office.work(housekeeping.retire) == 1
    assert await world.records(lambda records: records.asks.get(yearly.key)) is not None
    assert await world.records(lambda records: records.asks.get(weekly.key)) is None
    assert [await office.work(partial(known_ask, one)) for one in (yearly, weekly)] == [yearly, weekly]
    assert isinstance(office.clock, SimulatedClock)
    office.clock.move(datetime(2027, 1, 1, tzinfo=BRUSSELS) + RECENT + timedelta(days=1))
    assert await office.work(housekeeping.retire) == 1
    assert await office.work(partial(known_ask, yearly)) == yearly
