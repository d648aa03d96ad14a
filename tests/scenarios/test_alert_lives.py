"""An alert is told once and to the end: taken back unheard, come again, left by who had it, or with another reason."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.files import read_sheets
from bot.importing import import_files
from pmo.alerts import Alert, AlertState, Cause, What, alert_key
from pmo.importing.sheets import Sheet
from samples import SAMPLES
from tests.scenarios.test_alerts import alerts_in, alerts_of, the_alert
from tests.scenarios.test_conflicts import asked, green_and_late, kept
from tests.scenarios.test_discreet import imported
from tests.scenarios.test_rules import live
from tests.scenarios.world import BRUSSELS, World, ministry
from tests.teams.reading import facts, plain

PEOPLE = ("nbrennan", "ldessart", "hvanacker", "pdewael", "cmarchal")


async def red(world: World, code: str = "BIOM", day: str = "2026-03-12") -> None:
    await world.until(f"{day} 10:00")
    await world.asks("nbrennan", "checkin")
    await world.fill("nbrennan", code, rag="red", summary="Kits burnt")
    await world.settled()


def told(world: World, key: str) -> list[str]:
    return [plain(post.card or {}) for post in alerts_in(world) if post.mark["key"] == key]


async def changed(world: World, **cells: str) -> None:
    await world.stop()
    await world.change("projects", "BIOM", **cells)
    await world.start()
    await world.settled()


async def due(world: World, day: str) -> None:
    """The training of BIOM is due on this day."""
    await world.stop()
    sheet = read_sheets(SAMPLES)["milestones"]
    names, dates = sheet.columns, ("baseline_date", "forecast_date")
    rows = [
        tuple(day if cells[1] == "TRAIN" and name in dates else cell for name, cell in zip(names, cells, strict=True))
        for _, cells in sheet.lines
    ]
    await imported(world, "milestones", sheet.columns, rows)
    await world.start()


def climbed(alert: Alert) -> bool:
    return any(step.what is What.ESCALATED for step in alert.past)


async def test_what_was_taken_back_before_it_was_heard_is_told_when_it_comes_back(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 18:00")
        await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
        for rag in ("green", "red"):
            await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.edit")
            if rag == "red":
                await world.until("2026-03-13 09:30")
            await world.fill("nbrennan", "VISA", rag=rag, summary=f"It is {rag}")
            await world.settled()
        await world.until("2026-03-13 12:00")
        assert told(world, "visa/declared")


async def test_an_alert_of_a_project_that_was_closed_by_mistake_goes_on_as_it_was(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await red(world)
        before = await the_alert(world, "biom")
        await changed(world, phase="closed")
        await changed(world, phase="executing")
        assert (await the_alert(world, "biom")).told_at == before.told_at
        await world.until("2026-03-27 12:00")
        assert climbed(await the_alert(world, "biom"))


async def test_a_red_that_an_import_opened_is_told_when_somebody_says_it_in_a_card(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.stop()
        await imported(world, "statuses", ("project", "period", "rag"), [("BIOM", "2026-W10", "red")])
        await world.start()
        await world.until("2026-03-11 12:00")
        assert told(world, "biom/declared") == []
        await red(world)
        assert len(told(world, "biom/declared")) == 1
        await red(world, day="2026-03-19")
        assert len(told(world, "biom/declared")) == 1


async def test_what_somebody_had_who_has_left_waits_for_those_who_are_to_act(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await red(world)
        (posted,) = [post for post in alerts_in(world) if post.mark["key"] == "biom/declared"]
        await world.presses("pdewael", posted, "alert.acknowledge")
        before = len(alerts_of(world, "nbrennan"))
        await world.stop()
        sheet = read_sheets(SAMPLES)["members"]
        rest = [cells for _, cells in sheet.lines if cells[0] != "pdewael"]
        await imported(world, "members", sheet.columns, rest)
        await world.start()
        await world.settled()
        assert (await the_alert(world, "biom")).state is AlertState.OPEN
        assert "Pieter De Wael, who had it, had left." in plain(posted.card or {})
        assert len(alerts_of(world, "nbrennan")) == before + 1
        await world.until("2026-03-17 12:00")
        assert climbed(await the_alert(world, "biom"))


async def test_a_date_that_is_missed_in_a_red_project_that_somebody_has_is_told(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await due(world, "2026-03-13")
        await red(world)
        (posted,) = [post for post in alerts_in(world) if post.mark["key"] == "biom/declared"]
        await world.presses("ldessart", posted, "alert.resolve", {"note": "New kits are ordered"})
        await world.until("2026-03-16 12:00")
        key = alert_key("BIOM", Cause.MILESTONE, "TRAIN")
        (words,) = told(world, key)
        assert "■ Red – date missed" in words
        assert "Staff trained in six regions was due on 13 Mar 2026 and has no new date." in words
        assert [post for post in alerts_of(world, "nbrennan") if post.mark["key"] == key]
        await world.until("2026-03-19 12:00")
        alert = await world.records(lambda records: records.alerts.get(key))
        assert climbed(alert)
        await world.asks("nbrennan", "checkin")
        inputs = {"BIOM/rag": "red", "BIOM/milestone/TRAIN": "2026-07-31"}
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", inputs)
        await world.settled()
        assert (await world.records(lambda records: records.alerts.get(key))).closed_itself


async def test_an_explanation_does_not_hold_for_another_reason(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await due(world, "2026-03-20")
        await green_and_late(world)
        await world.presses("nbrennan", asked(world), "conflict.explain", {"reason": "It is that of the guarantee."})
        for day, end in (("2026-03-19", "2028-03-31"), ("2026-03-26", "2026-11-30")):
            await world.until(f"{day} 10:00")
            await world.asks("nbrennan", "checkin")
            inputs = {"BIOM/rag": "green", "BIOM/forecast_end": end}
            await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", inputs)
            await world.settled()
        await world.until("2026-03-27 15:00")
        alert = await kept(world, Cause.CONFLICT)
        assert (alert.is_waiting, alert.note) == (True, "")
        assert "guarantee" not in plain((await world.asks("nbrennan", "project BIOM")).card or {})


async def test_a_posted_card_tells_the_computed_status_as_it_is(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await due(world, "2026-03-13")
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "BIOM", rag="amber", summary="Kits late")
        await world.settled()
        for instant in ("2026-03-12 10:01", "2026-03-18 12:00"):
            await world.until(instant)
            await world.settled()
            (posted,) = [post for post in alerts_in(world) if post.mark["key"] == "biom/declared"]
            judged = await world.records(lambda records: records.judgements.get("biom"))
            shown = facts(posted.card or {})["By the figures"]
            assert shown.endswith("not known" if judged.discreet.colour == "grey" else judged.discreet.colour.value)


@pytest.mark.parametrize("brought", [False, True], ids=["nothing", "an import"])
async def test_a_date_that_is_missed_while_the_bot_is_down_is_told(tmp_path: Path, brought: bool) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await due(world, "2026-03-13")
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "BIOM", rag="green")
        await world.settled()
        await world.until("2026-03-13 18:00")
        await world.stop()
        monday = datetime(2026, 3, 16, 8, tzinfo=BRUSSELS)
        if brought:
            later = world.settings.model_copy(update={"clock": monday})
            members = read_sheets(SAMPLES)["members"]
            renamed = [(n, tuple(c.replace("Silvestre", "Dubois") for c in cells)) for n, cells in members.lines]
            outcome = await import_files(later, {"members": Sheet(members.columns, renamed)}, dry_run=False)
            assert not outcome.refused
        await world.start(clock=monday)
        await world.settled()
        await world.until("2026-03-16 12:00")
        assert told(world, "biom/computed")


async def test_a_rule_names_each_milestone_by_itself_and_none_that_was_reached(tmp_path: Path) -> None:
    rule = {"kind": "slip", "indicator": "", "operator": ">", "value": "0", "n": ""}
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.stop()
        await world.change("rules", "FALLBACK-DOWN", **rule, scope="SATCOM", severity="red", owner_role="pmo")
        await world.start()
        await world.until("2026-03-12 10:00")
        await live(world, "FALLBACK-DOWN")
        await world.settled()
        found = await world.records(lambda records: records.alerts.find("project", "satcom"))
        assert {one.about for one in found if one.cause is Cause.RULE} == {"LICENCE", "FIRST", "LIVE", ""}
        await world.stop()
        await world.change_rows("milestones", SATCOM={"actual_date": "2026-03-11"})
        await world.start()
        await world.settled()
        found = await world.records(lambda records: records.alerts.find("project", "satcom"))
        assert {one.about for one in found if one.cause is Cause.RULE and one.is_open} == {""}


async def test_a_rule_that_holds_before_a_project_begins_raises_nothing(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.stop()
        sheet = read_sheets(SAMPLES)["projects"]
        new = {"code": "NEW", "program": "CONSUL", "name": "New", "phase": "initiating", "start": "2026-09-01"}
        row = tuple(new.get(name, "") for name in sheet.columns)
        await imported(world, "projects", sheet.columns, [*(cells for _, cells in sheet.lines), row])
        rule = {"kind": "missing", "indicator": "", "operator": "", "value": "", "n": ""}
        await world.change("rules", "FALLBACK-DOWN", **rule, scope="NEW", severity="red", owner_role="manager")
        await world.start()
        await world.until("2026-03-12 10:00")
        await live(world, "FALLBACK-DOWN")
        await world.settled()
        assert await world.records(lambda records: records.alerts.find("project", "new")) == []
