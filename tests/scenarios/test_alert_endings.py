"""A project that is closed, restricted or handed over takes its alerts along."""

from pathlib import Path

from pmo.alerts import AlertState, Cause, What
from tests.scenarios.test_alerts import alerts_in, alerts_of
from tests.scenarios.test_conflicts import asked, green_and_late, kept
from tests.scenarios.world import ministry
from tests.teams.reading import plain, verbs


async def test_a_closed_project_has_no_alerts_and_goes_up_no_ladder(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker", "ldessart")) as world:
        await green_and_late(world)
        await world.fill("nbrennan", "VISA", rag="red")
        await world.settled()
        await world.stop()
        await world.change_rows("projects", BIOM={"phase": "closed"}, VISA={"phase": "closed"})
        await world.start()
        await world.until("2026-03-25 12:00")
        found = await world.records(lambda records: records.alerts.all())
        assert not [alert for alert in found if alert.project in ("BIOM", "VISA") and alert.is_open]
        assert alerts_of(world, "hvanacker") == []
        assert all("The project is closed." in plain(post.card or {}) for post in alerts_in(world))
        words = plain((await world.asks("nbrennan", "alerts")).card or {})
        assert "BIOM" not in words


async def test_an_alert_of_a_project_that_has_left_the_portfolio_says_so(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="red")
        await world.settled()
        await world.change_live("projects", without=("VISA",))
        await world.settled()
        (post,) = alerts_in(world)
        assert "The project has left the portfolio." in plain(post.card or {})
        assert "closed" not in plain(post.card or {})


async def test_an_alert_leaves_the_channel_when_its_project_becomes_restricted(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker", "ldessart")) as world:
        await green_and_late(world)
        (posted,) = alerts_in(world)
        assert "BIOM" in plain(posted.card or {})
        await world.stop()
        await world.change("projects", "BIOM", classification="restricted")
        await world.start()
        await world.settled()
        shown = f"{plain(posted.card or {})} {posted.activity['summary']}"
        assert "This alert is no longer shown here." in shown
        assert "BIOM" not in shown
        assert verbs(posted.card or {}) == []


async def test_who_does_not_report_any_more_cannot_answer_for_those_who_do(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker", "ldessart")) as world:
        await green_and_late(world)
        card = asked(world)
        await world.stop()
        await world.change("projects", "BIOM", manager="ldessart")
        await world.start()
        refused = await world.presses("nbrennan", card, "conflict.agree")
        assert "no longer known" in refused.message
        assert (await kept(world, Cause.CONFLICT)).is_open


async def test_an_owner_who_is_the_manager_is_not_told_of_their_own_silence(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "cmarchal", "jrenard")) as world:
        await world.stop()
        await world.change("projects", "VISA", owner="nbrennan")
        await world.start()
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="red")
        await world.until("2026-03-25 12:00")
        alert = await world.records(lambda records: records.alerts.get("visa/declared"))
        told = [(step.at.isoformat(), step.by) for step in alert.past if step.what is What.ESCALATED]
        assert told == [("2026-03-19T09:00:00+00:00", "cmarchal;jrenard")]
        assert alert.state is AlertState.OPEN


async def test_a_restart_and_a_jump_of_two_months_climb_at_the_same_instants(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker", "jrenard")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "BIOM", rag="red")
        await world.settled()
        await world.stop()
        await world.start()
        await world.until("2026-05-12 10:00")
        alert = await world.records(lambda records: records.alerts.get("biom/declared"))
        told = [(step.at.isoformat(), step.by) for step in alert.past]
        assert told == [("2026-03-16T09:00:00+00:00", "hvanacker"), ("2026-03-19T09:00:00+00:00", "jrenard")]
        assert len([post for post in alerts_of(world, "hvanacker") if post.mark.get("key") == "biom/declared"]) == 1
