"""People who leave the portfolio and come back: what waits for them goes to others, and nothing is asked twice."""

from pathlib import Path

import pytest

from tests.scenarios.test_alert_actions import ACT, requests
from tests.scenarios.test_alerts import alerts_in
from tests.scenarios.world import World, ministry, sample_people
from tests.teams.reading import inputs, plain

PEOPLE = ("nbrennan", "ldessart", "pdewael", "hvanacker", "tverbeke", "jkabongo")
NORA = ("VISA", "APPT", "BIOM")


async def todo(world: World, member: str = "pdewael") -> str:
    return plain((await world.asks(member, "todo")).card or {})


async def leaves(world: World, *members: str) -> None:
    await world.change_live("members", without=members)


async def comes_back(world: World) -> None:
    await world.change_live("members")


async def test_an_open_check_in_goes_to_the_manager_of_the_program_when_the_manager_leaves(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 10:30")
        asked = len(world.told("ldessart", "ask"))
        await leaves(world, "nbrennan")
        await world.until("2026-03-12 11:00")
        assert len(world.told("ldessart", "ask")) == asked + 1
        assert {f"{code}/rag" for code in NORA} <= set(inputs(world.checkin("ldessart").card or {}))
        answer = await world.fill("nbrennan", "VISA", rag="red", summary="Not mine any more")
        assert answer.card is None
        assert await world.reports("VISA") == []
        await world.fill("ldessart", "VISA", rag="amber", summary="I took over")
        assert [one.reporter for one in await world.reports("VISA")] == ["ldessart"]
        missing = plain((await world.asks("pdewael", "missing VISA")).card or {})
        assert "Nora" not in missing


async def test_who_has_left_hears_so_and_who_never_was_there_does_not(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.asks("nbrennan", "language en")
        await leaves(world, "nbrennan")
        for words in ("portfolio", "checkin", "project VISA"):
            assert (
                "You have left the portfolio. The PMO can add you again." in (await world.asks("nbrennan", words)).text
            )
        assert "You have left the portfolio." in plain((await world.asks("nbrennan", "help")).card or {})
        await comes_back(world)
        assert "VISA" in plain((await world.asks("nbrennan", "portfolio")).card or {})


async def test_who_comes_back_is_not_asked_twice_and_finds_what_is_open(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 10:30")
        await leaves(world, "nbrennan")
        await world.until("2026-03-12 11:00")
        await world.fill("ldessart", "VISA", rag="green")
        await comes_back(world)
        await world.until("2026-03-12 15:00")
        assert len(world.told("nbrennan", "ask")) == 1
        await world.until("2026-03-12 16:00")
        whole = inputs((await world.asks("nbrennan", "checkin")).card or {})
        known = len(world.told("nbrennan", "ask"))
        assert "APPT/rag" in whole
        assert "VISA/rag" not in whole
        await world.until("2026-03-19 10:30")
        assert len(world.told("nbrennan", "ask")) == known + 1


async def test_what_was_asked_of_who_has_left_stands_in_the_todo_of_the_pmo(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="red", summary="Stuck")
        await world.settled()
        (alert,) = alerts_in(world)
        await world.presses("nbrennan", alert, "alert.action", ACT | {"owner": "Tom Verbeke"})
        await world.settled()
        assert len(requests(world, "tverbeke")) == 1
        await leaves(world, "tverbeke")
        told = await todo(world)
        assert "VISA" in told
        assert "Tom Verbeke" in told
        await comes_back(world)
        assert "VISA" in await todo(world, "tverbeke")


async def test_a_deputy_who_has_left_is_told_to_the_pmo_and_nobody_is_asked_in_vain(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.teams.say(world["nbrennan"], "away 12/3 13/3 Luc Dessart")
        await leaves(world, "ldessart")
        await world.until("2026-03-12 11:00")
        told = await todo(world)
        assert "Luc Dessart" in told
        assert world.told("ldessart", "ask") == []


async def test_whose_app_was_removed_is_told_to_the_pmo_and_gets_the_open_check_in_when_back(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=tuple(sample_people())) as world:
        await world.teams.uninstall(world["nbrennan"])
        await world.until("2026-03-12 10:30")
        assert world.told("nbrennan", "ask") == []
        assert "Nora Brennan" in await todo(world)
        await world.teams.install(world["nbrennan"])
        await world.settled()
        assert len(world.told("nbrennan", "ask")) == 1
        assert "Nora Brennan" not in await todo(world)


async def test_who_comes_back_with_a_new_account_finds_the_open_check_in_there(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 10:30")
        new = world["cmarchal"]  # an account that Teams knows
        await world.change_live("members", without=("cmarchal",), nbrennan={"entra_id": new.entra_id})
        await world.teams.install(new)
        await world.teams.until(lambda: len(world.told("cmarchal", "ask")) == 1)
        assert {f"{code}/rag" for code in NORA} <= set(inputs(world.checkin("cmarchal").card or {}))
        answer = await world.fill("nbrennan", "VISA", rag="red")
        assert answer.card is None


@pytest.mark.parametrize("pace", ["at once", "daily", "weekly"])
async def test_a_watch_of_who_has_left_rests_and_goes_on_when_they_are_back(tmp_path: Path, pace: str) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 10:00")
        shown = await world.asks("hvanacker", "watch VISA")
        await world.presses("hvanacker", shown, "watch.set", {"pace": pace})
        await leaves(world, "hvanacker")
        before = len(world.teams.personal_messages(world["hvanacker"]))
        await world.fill("nbrennan", "VISA", rag="red", summary="Stuck")
        await world.until("2026-03-17 10:00")
        assert len(world.teams.personal_messages(world["hvanacker"])) == before
        await comes_back(world)
        await world.until("2026-03-24 12:00")
        told = [plain(one.card or {}) for one in world.told("hvanacker", "notice")]
        assert len([one for one in told if "VISA" in one and "Stuck" not in one]) >= 1


async def test_who_is_back_within_the_window_is_reminded_and_not_asked_again(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 10:00")
        (asked,) = world.told("nbrennan", "ask")
        await leaves(world, "nbrennan")
        await comes_back(world)
        await world.until("2026-03-12 16:00")
        assert world.told("nbrennan", "ask") == [asked]
        assert len(world.told("nbrennan", "reminder")) == 1


async def test_who_left_with_many_parts_is_one_line_and_closed_projects_are_no_part(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pdewael", "ldessart")) as world:
        assert "Nora Brennan" not in await leads_of(world)
        await world.change_live("projects", BIOM={"phase": "closed"})
        await leaves(world, "nbrennan", "hvanacker")
        told = await leads_of(world)
        assert "Nora Brennan: leidt APPT en VISA" in told
        assert told.count("Nora Brennan") == 1
        assert told.count("Hilde Van Acker") == 1
        await comes_back(world)
        assert "Nora Brennan" not in await leads_of(world)


async def leads_of(world: World) -> str:
    """What `todo` tells the PMO before it comes to people who cannot be reached."""
    return (await todo(world)).split("Wie ik niet kan bereiken")[0].split("Personen die")[0]


async def test_a_project_that_nobody_reports_about_says_whether_an_alert_waits_there(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="red", summary="Stuck")
        await world.settled()
        await leaves(world, "nbrennan", "ldessart")
        told = await todo(world)
        assert "VISA · Online visa application: een waarschuwing wacht" in told
        assert "APPT" in told
        assert len(world.told("hvanacker", "alert")) <= 1


async def test_missing_says_who_has_left_and_that_nobody_reports(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.asks("pdewael", "language en")
        await world.until("2026-03-12 10:30")
        await leaves(world, "nbrennan", "ldessart")
        told = plain((await world.asks("pdewael", "missing CONSUL")).card or {})
        assert "Nobody reports (" in told
        assert "Nora Brennan · has left the portfolio" in told
        assert "Nora Brennan · until" not in told
        await comes_back(world)
        assert "Nora Brennan · until" in plain((await world.asks("pdewael", "missing VISA")).card or {})


async def test_nobody_waits_for_who_has_left_or_handed_over(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 10:30")
        await world.change_live("projects", BIOM={"manager": "ldessart"})
        await leaves(world, "nbrennan")
        assert "Luc Dessart" in plain((await world.asks("pdewael", "missing VISA")).card or {}), "who is asked next"
        await world.until("2026-03-12 11:00")
        for code in ("VISA", "BIOM"):
            missing = plain((await world.asks("pdewael", f"missing {code}")).card or {})
            assert "Luc Dessart" in missing
            assert "Nora Brennan" not in missing
        await world.until("2026-03-13 10:30")
        told = [plain(one.card or {}) for one in world.told("pdewael", "notice")]
        assert not any("Nora Brennan" in one for one in told)
        await world.until("2026-03-13 14:05")
        digest = plain(world.posts()[-1].card or {})
        assert "Nora Brennan" not in digest
        # What she was to do by her last report is up to whoever manages the project now.
        assert (
            "APPT, action – Deliver with a manual check at the four busiest consulates first. – Luc Dessart" in digest
        )


async def test_what_who_has_left_measured_is_asked_of_the_manager(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=(*PEOPLE, "vnguyen")) as world:
        await world.until("2026-03-12 10:30")
        assert "VISA/indicator/VISA.ONLINE" in inputs(world.checkin("vnguyen").card or {})
        await leaves(world, "vnguyen")
        await world.until("2026-03-12 11:00")
        assert "VISA/indicator/VISA.ONLINE" in inputs(world.checkin("nbrennan").card or {})
        assert "Vy Nguyen-Peeters: meet TEAMS.POSTS en VISA.ONLINE" in await todo(world)
        answer = await world.fill("nbrennan", "VISA", **{"indicator/VISA.ONLINE": "55"})
        assert answer.card is not None
        latest = await world.records(lambda records: records.latest.get("visa.online"))
        assert (str(latest.value), latest.reporter) == ("55", "nbrennan")


async def test_an_alert_that_somebody_had_taken_or_put_off_waits_again_when_they_leave(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.until("2026-03-12 10:00")
        for code, verb in (("VISA", "alert.acknowledge"), ("APPT", "alert.snooze")):
            await world.fill("nbrennan", code, rag="red", summary="Stuck")
            await world.settled()
            await world.presses("nbrennan", alerts_in(world)[-1], verb, {"for": "5d"} if verb.endswith("e") else {})
        await leaves(world, "nbrennan")
        alerts = await world.records(lambda records: records.alerts.all())
        mine = {alert.project: alert for alert in alerts if alert.project in ("VISA", "APPT") and alert.is_open}
        assert all(alert.is_waiting for alert in mine.values())
        assert len(world.told("ldessart", "alert")) == 2


async def test_todo_says_that_it_cannot_be_narrowed(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.asks("pdewael", "language en")
        narrowed = plain((await world.asks("pdewael", "todo VISA")).card or {})
        assert "This list cannot be narrowed: it shows all that waits for you." in narrowed
        assert "cannot be narrowed" not in plain((await world.asks("pdewael", "todo")).card or {})
