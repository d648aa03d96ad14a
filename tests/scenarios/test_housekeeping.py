"""What is long over leaves memory and is found again where it matters."""

from datetime import datetime, timedelta
from functools import partial

from bot.clock import SimulatedClock
from dialogs import housekeeping
from dialogs.asked import RECENT, known_ask
from dialogs.desk import Desk
from pmo.asks import Ask
from storage.contacts import TargetedMessage
from tests.scenarios.world import BRUSSELS, STATUS, WEDNESDAY, World


async def test_what_was_for_one_person_alone_is_known_as_long_as_teams_shows_it(world: World) -> None:
    office = world.service.office
    place, nora = STATUS.id, world["nbrennan"].entra_id
    sent = {age: f"activity-{age}" for age in (1, 23, 25)}

    async def keep(desk: Desk) -> None:
        for age, activity in sent.items():
            at = desk.real - timedelta(hours=age)
            old = TargetedMessage(conversation=place, activity=activity, only_for=nora, at=at)
            await desk.records.targeted_messages.put(old)

    await office.work(keep)
    assert await office.work(housekeeping.forget) == 1
    kept = await world.records(lambda records: records.targeted_messages.all())
    assert {one.activity for one in kept} == {sent[1], sent[23]}


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
