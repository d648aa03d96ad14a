"""Who comes back, who has left, and who was away: each finds what is theirs to answer, and nothing else."""

from pathlib import Path

import pytest

from tests.scenarios.world import World, ministry
from tests.teams.limits import BLOCKED
from tests.teams.reading import inputs, plain


async def test_who_blocked_the_app_and_returns_gets_the_open_check_in(world: World) -> None:
    world.teams.limits.refused[world["nbrennan"].personal] = (403, BLOCKED)
    await world.until("2026-03-12 10:30")
    assert world.told("nbrennan", "ask") == []
    world.teams.limits.refused.clear()
    await world.teams.say(world["nbrennan"], "help")
    await world.teams.until(lambda: len(world.told("nbrennan", "ask")) == 1)
    await world.until("2026-03-12 15:00")
    assert len(world.told("nbrennan", "reminder")) == 1


async def test_an_answer_in_words_leaves_the_check_in_as_it_is(world: World) -> None:
    await world.until("2026-03-12 10:05")
    for words in ("VISA amber 60% late", "VISA green", "VISA red the supplier is late"):
        await world.asks("nbrennan", words)
    whole = await world.asks("nbrennan", "checkin")
    assert {"VISA/rag", "APPT/rag", "BIOM/rag"} <= set(inputs(whole.card or {}))
    assert plain((await world.asks("nbrennan", "todo")).card or {}).count("VISA") == 1
    cards = await world.records(lambda records: records.cards.find("member", "nbrennan"))
    assert len(cards) == 2


async def test_words_before_the_ask_open_the_one_check_in_of_a_single_project(world: World) -> None:
    await world.asks("jkabongo", "CRISIS vert tout va bien")
    await world.until("2026-03-12 10:30")
    (asked,) = world.told("jkabongo", "ask")[1:]
    shown = await world.asks("jkabongo", "point")
    assert shown.mark["key"] == asked.mark["key"]
    assert "CRISIS/rag" in inputs(shown.card or {})


async def test_a_card_that_words_have_made_is_not_reminded_of_beside_the_check_in(world: World) -> None:
    await world.until("2026-03-12 10:05")
    await world.asks("nbrennan", "VISA amber 60% late")
    form = await world.asks("nbrennan", "settings")
    await world.presses("nbrennan", form, "preferences.save", {"reminders": "2"})
    await world.until("2026-03-12 18:00")
    assert len(world.told("nbrennan", "reminder")) == 1


async def test_a_window_that_passed_while_the_service_was_down_can_still_be_answered(world: World) -> None:
    await world.until("2026-03-12 10:00")
    everything = {f"{code}/unchanged": "true" for code in ("VISA", "APPT", "BIOM")}
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", everything)
    await world.until("2026-03-18 10:00")
    later = world.settings.clock.replace(day=20, hour=12)  # type: ignore[union-attr]  # the sample has a clock
    await world.stop()
    await world.start(clock=later)
    await world.until("2026-03-20 13:30")
    late = await world.asks("nbrennan", "checkin")
    assert "week 12" in plain(late.card or {})
    await world.presses("nbrennan", late, "checkin.submit", {"VISA/rag": "green"})
    assert [report.late for report in await world.reports("VISA", "2026-W12")] == [True]


async def test_a_former_manager_is_not_reminded_of_what_is_anothers_now(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.presses(
        "nbrennan", world.checkin("nbrennan"), "checkin.submit", {"APPT/unchanged": "true", "BIOM/unchanged": "true"}
    )
    await world.stop()
    await world.change("projects", "VISA", manager="ldessart")
    await world.start()
    await world.until("2026-03-13 10:00")
    assert world.told("nbrennan", "reminder") == []
    assert "VISA" not in plain((await world.asks("nbrennan", "todo")).card or {})


async def test_fewer_reminders_count_for_the_open_check_in_too(world: World) -> None:
    await world.until("2026-03-12 10:00")
    form = await world.asks("nbrennan", "settings")
    await world.presses("nbrennan", form, "preferences.save", {"reminders": "1"})
    await world.until("2026-03-13 10:00")
    assert len(world.told("nbrennan", "reminder")) == 1


async def test_a_time_zone_without_a_name_shows_the_present_one_and_changes_nothing(world: World) -> None:
    await world.asks("nbrennan", "timezone Auckland")
    told = await world.asks("nbrennan", "timezone")
    assert "I go by the clock of Pacific/Auckland" in told.text
    member = await world.records(lambda records: records.members.get("nbrennan"))
    assert member.timezone == "Pacific/Auckland"


async def test_a_wrong_field_in_the_settings_loses_none_of_the_others(world: World) -> None:
    form = await world.asks("nbrennan", "settings")
    typed = {"language": "fr", "reminders": "1", "timezone": "Mars"}
    again = await world.presses("nbrennan", form, "preferences.save", typed)
    shown = inputs(again.card or {})
    assert (shown["language"], str(shown["reminders"]), shown["timezone"]) == ("fr", "1", "Mars")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("away until 20 March", "until Friday 20 March: nothing is asked"),
        ("away until 20 March deputy Prabin Thapaliya", "Prabin Thapaliya answers in your place"),
    ],
)
async def test_who_is_away_is_told_so_instead_of_having_no_projects(world: World, words: str, told: str) -> None:
    await world.asks("nbrennan", words)
    await world.until("2026-03-12 12:00")
    assert told in (await world.asks("nbrennan", "checkin")).text
    (absence,) = [
        one
        for one in await world.records(lambda records: records.absences.find("member", "nbrennan"))
        if one.first.day == 11
    ]
    assert absence.last.day == 20


async def test_an_external_deputy_does_not_come_to_see_a_restricted_project(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke", "glambrechts")) as world:
        await world.asks("tverbeke", "afwezig 12/3 20/3 Geert Lambrechts")
        await world.until("2026-03-12 12:00")
        assert all("CIPHER" not in one.mark["projects"] for one in world.told("glambrechts", "ask"))
        assert "CIPHER" not in (await world.asks("glambrechts", "project CIPHER")).text.replace("CIPHER", "", 1)


async def test_an_external_is_not_asked_for_a_figure_in_money(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "glambrechts")) as world:
        await world.stop()
        await world.change("indicators", "BIOM.KITS", unit="kEUR")
        await world.start()
        await world.until("2026-03-12 12:00")
        assert "BIOM/indicator/BIOM.KITS" in inputs(world.checkin("nbrennan").card or {})
        assert all("BIOM" not in one.mark["projects"] for one in world.told("glambrechts", "ask"))
