"""A milestone that is expected before what must come first: both managers are told, whoever moved a date."""

from pathlib import Path

from pmo.alerts import Cause, alert_key
from tests.scenarios.test_alerts import alerts_in, alerts_of
from tests.scenarios.world import World, ministry
from tests.teams.reading import plain

EARLY = alert_key("VISA", Cause.ORDER, "LIVE", "appt/bots")


async def bots_are_late(world: World) -> None:
    """VISA goes live on 30 September, after the bots of APPT, which Luc Dessart now expects at the end of the year."""
    await world.stop()
    await world.change("projects", "APPT", manager="ldessart")
    await world.change_rows("milestones", VISA={"after": "APPT/BOTS"}, APPT={"forecast_date": "2026-03-12"})
    await world.start()
    await world.until("2026-03-12 10:00")
    await moved(world, "2026-12-31")


async def moved(world: World, day: str) -> None:
    inputs = {"APPT/rag": "amber", "APPT/milestone/BOTS": day}
    await world.presses("ldessart", world.checkin("ldessart"), "checkin.submit", inputs)
    await world.settled()


async def test_both_managers_are_told_when_a_date_of_one_moves_past_that_of_the_other(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as world:
        await bots_are_late(world)
        (posted,) = [post for post in alerts_in(world) if post.mark.get("key") == EARLY]
        words = plain(posted.card or {})
        for told in ("is expected on 30 Sept 2026", "Protection against resellers accepted", "31 Dec 2026"):
            assert told in words
        assert [post for post in alerts_of(world, "nbrennan") if post.mark.get("key") == EARLY]
        (notice,) = [post for post in world.told("ldessart", "notice") if "Open to all" in plain(post.card or {})]
        assert "Un jalon de VISA dépend du vôtre" in plain(notice.card or {})


async def test_it_ends_when_nothing_must_come_first_any_more(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as world:
        await bots_are_late(world)
        await world.stop()
        await world.change_rows("milestones", VISA={"after": ""})
        await world.start()
        await world.settled()
        alert = await world.records(lambda records: records.alerts.get(EARLY))
        assert alert.closed_itself
