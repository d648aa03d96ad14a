"""Who hears of an alert when those who should are away, have gone, or may not know what it says."""

from pathlib import Path

from bot.files import read_sheets
from pmo.alerts import AlertState, Cause, What, alert_key
from samples import SAMPLES
from tests.scenarios.test_alerts import alerts_in, alerts_of
from tests.scenarios.test_discreet import imported
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import plain, verbs

MONTHS = ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02")
COSTS = ("project", "period", "planned_cost", "actual_cost")
LATE = {"BIOM/rag": "green", "BIOM/forecast_end": "2028-03-31"}


def told(world: World, member: str, key: str = "biom/declared") -> list[str]:
    return [plain(post.card or {}) for post in alerts_of(world, member) if post.mark.get("key") == key]


async def red(world: World, member: str = "nbrennan") -> None:
    await world.until("2026-03-12 10:00")
    if member != "nbrennan":
        await world.asks(member, "checkin")
    await world.fill(member, "BIOM", rag="red", summary="Kits burnt")
    await world.settled()


async def test_who_stands_in_hears_of_it_and_the_time_runs_while_they_do(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "rsilvestre", "hvanacker", "ldessart")) as world:
        await world.until("2026-03-12 09:30")
        await world.asks("nbrennan", "away 12/3/2026 3/4/2026 deputy Raphaël Silvestre")
        await world.until("2026-03-12 10:00")
        await world.asks("ldessart", "checkin BIOM")
        await red(world, "ldessart")
        assert told(world, "rsilvestre")
        await world.until("2026-03-16 09:59")
        assert told(world, "hvanacker") == []
        await world.until("2026-03-16 10:01")
        assert told(world, "hvanacker")


async def test_a_new_owner_hears_of_what_the_one_before_was_told(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker", "agoossens")) as world:
        await red(world)
        await world.until("2026-03-16 11:00")
        assert told(world, "hvanacker")
        for _ in range(2):
            await world.stop()
            await world.change("projects", "BIOM", owner="agoossens")
            await world.start()
            await world.settled()
        assert len(told(world, "agoossens")) == 1
        alert = await world.records(lambda records: records.alerts.get("biom/declared"))
        assert [step.by for step in alert.past if step.what is What.ESCALATED] == ["hvanacker", "agoossens"]
        assert alert.climbed == 1


async def test_what_was_put_off_by_somebody_who_has_gone_wakes_those_who_are_to_act(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "rsilvestre")) as world:
        await red(world)
        await world.presses("ldessart", alerts_in(world)[0], "alert.snooze", {"for": "1d"})
        await world.stop()
        await world.change("programs", "CONSUL", manager="rsilvestre")
        await world.start()
        before = len(told(world, "nbrennan"))
        await world.until("2026-03-13 16:00")
        assert len(told(world, "nbrennan")) == before + 1
        assert told(world, "ldessart") == []


async def test_an_order_names_the_other_project_only_to_those_who_may_know_of_it(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "pdewael")) as world:
        await world.stop()
        await world.change_rows("milestones", VISA={"after": "DCMOVE/EMPTY"}, DCMOVE={"forecast_date": "2026-03-12"})
        await world.change("projects", "DCMOVE", manager="ldessart")
        await world.start()
        await world.until("2026-03-12 10:00")
        inputs = {"DCMOVE/rag": "amber", "DCMOVE/milestone/EMPTY": "2026-12-31"}
        await world.presses("ldessart", world.checkin("ldessart"), "checkin.submit", inputs)
        await world.settled()
        key = alert_key("VISA", Cause.ORDER, "LIVE", "dcmove/empty")
        (posted,) = [post for post in alerts_in(world, STATUS) if post.mark.get("key") == key]
        asked = [post for post in alerts_of(world, "nbrennan") if post.mark.get("key") == key]
        for words in (plain(posted.card or {}), plain(asked[0].card or {})):
            assert "before something that must come first" in words
            assert "Old machine room" not in words
        listed = await world.asks("pdewael", "alerts VISA")
        shown = await world.teams.execute(world["pdewael"], listed, "alert.show", alert=key)
        assert "Old machine room" in plain(shown.card or {})


async def over_cost(world: World) -> None:
    """EPASS has spent half of its budget and done two fifths; nothing but money tells that."""
    await world.stop()
    await imported(world, "costs", COSTS, [("EPASS", month, "40000", "40000") for month in MONTHS])
    said = [("EPASS", "2026-W08", "green", "40")]
    await imported(world, "statuses", ("project", "period", "rag", "progress"), said)
    await world.start()
    await world.settled()


async def test_figures_in_money_ask_who_may_see_them_and_what_is_said_is_read_by_them_alone(tmp_path: Path) -> None:
    people = ("sbenali", "ldessart", "othiry")
    key = alert_key("EPASS", Cause.CONFLICT, "money")
    async with ministry(tmp_path, installed=people) as world:
        await over_cost(world)
        await world.until("2026-03-12 10:00")
        inputs = {"EPASS/rag": "green", "EPASS/progress": "41"}
        await world.presses("sbenali", world.checkin("sbenali"), "checkin.submit", inputs)
        await world.settled()
        await world.until("2026-03-12 10:10")
        (question,) = [post for post in alerts_of(world, "sbenali") if post.mark.get("key") == key]
        assert "conflict.agree" in verbs(question.card or {})
        await world.presses("sbenali", question, "conflict.explain", {"reason": "The licences were paid in advance."})
        await world.settled()
        shown = plain((await world.asks("ldessart", "project EPASS")).card or {})
        assert "The licences were paid in advance." in shown
        await world.until("2026-03-13 15:00")
        posts = [plain(post.card or {}) for post in world.posts(STATUS)]
        assert any("EPASS" in words for words in posts)
        assert not [words for words in posts if "licences" in words]


async def test_where_the_manager_may_not_see_money_the_owner_is_asked(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("sbenali", "ldessart", "iconti")) as world:
        await world.stop()
        await world.change("projects", "EPASS", manager="iconti")
        await world.start()
        await over_cost(world)
        await world.until("2026-03-12 10:00")
        await world.presses("iconti", world.checkin("iconti"), "checkin.submit", {"EPASS/rag": "green"})
        await world.settled()
        await world.until("2026-03-12 10:10")
        key = alert_key("EPASS", Cause.CONFLICT, "money")
        assert told(world, "iconti", key) == []
        assert len(told(world, "ldessart", key)) == 1


async def with_row(world: World, table: str, **cells: str) -> None:
    """Import a table of the sample with one more row."""
    sheet = read_sheets(SAMPLES)[table]
    row = tuple(cells.get(name, "") for name in sheet.columns)
    await imported(world, table, sheet.columns, [*(known for _, known in sheet.lines), row])


async def test_of_a_red_before_anything_was_declared_the_manager_hears_in_private(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as world:
        await world.stop()
        await with_row(
            world, "projects", code="NEW", program="CONSUL", name="New", manager="nbrennan", phase="executing"
        )
        await with_row(world, "milestones", project="NEW", code="ONE", name="First step", baseline_date="2026-03-11")
        await world.start()
        await world.settled()
        assert told(world, "nbrennan", "new/computed") == []
        await world.until("2026-03-12 09:30")
        await world.settled()
        assert len(told(world, "nbrennan", "new/computed")) == 1


async def test_who_declares_as_the_figures_do_and_green_again_is_asked_again(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker")) as world:
        await world.until("2026-03-12 10:00")
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", LATE)
        await world.settled()
        await world.until("2026-03-12 10:06")
        assert len(told(world, "nbrennan", "biom/conflict")) == 1
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.edit")
        await world.fill("nbrennan", "BIOM", rag="red")
        await world.settled()
        await world.until("2026-03-19 10:00")
        await world.fill("nbrennan", "BIOM", rag="green")
        await world.settled()
        await world.until("2026-03-19 10:06")
        assert len(told(world, "nbrennan", "biom/conflict")) == 2
        await world.until("2026-03-23 09:59")
        assert told(world, "hvanacker", "biom/conflict") == []
        await world.until("2026-03-23 10:06")
        assert len(told(world, "hvanacker", "biom/conflict")) == 1


async def test_an_alert_that_was_put_off_stays_so_while_its_cause_comes_and_goes(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", LATE)
    await world.settled()
    (posted,) = alerts_in(world)
    await world.presses("ldessart", posted, "alert.snooze", {"for": "5d"})
    for end in ("2026-11-30", "2028-03-31"):
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.edit")
        await world.fill("nbrennan", "BIOM", rag="green", forecast_end=end)
        await world.settled()
    alert = await world.records(lambda records: records.alerts.get("biom/computed"))
    assert (alert.state, alert.by) == (AlertState.SNOOZED, "ldessart")
