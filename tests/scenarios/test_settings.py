"""People decide in which language, by which clock and in which hours they are spoken to; the first talk asks once."""

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pmo.portfolio import Hours
from tests.scenarios.world import World, mark_of, ministry
from tests.teams.reading import inputs, nodes, plain

TOKYO = ZoneInfo("Asia/Tokyo")


def languages_offered(card: object) -> list[str]:
    return [str(node["data"]["language"]) for node in nodes(card) if node.get("verb") == "preferences.save"]


async def test_the_first_talk_asks_for_the_language_once_and_goes_on_in_it(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=()) as world:
        await world.stop()
        await world.change("members", "nbrennan", language="")
        await world.start()
        await world.teams.install(world["nbrennan"])
        greeting = world.told("nbrennan", "welcome")[0]
        assert languages_offered(greeting.card or {}) == ["en", "fr", "nl", "de"]
        assert "Your next check-in comes on Thursday 12 March, 10:00" in plain(greeting.card or {})
        answer = await world.teams.execute(world["nbrennan"], greeting, "preferences.save", None, language="nl")
        assert "Goedendag, Nora Brennan" in plain(answer.card or {})
        assert languages_offered(answer.card or {}) == []
        await world.until("2026-03-12 10:00")
        assert "Uw stand van zaken" in plain(world.checkin("nbrennan").card or {})
        await world.teams.uninstall(world["nbrennan"])
        await world.teams.install(world["nbrennan"])
        assert languages_offered(world.told("nbrennan", "welcome")[-1].card or {}) == []


async def test_who_is_known_to_speak_a_language_is_not_asked(world: World) -> None:
    assert languages_offered(world.told("jkabongo", "welcome")[0].card or {}) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("language fr", "en français"),
        ("langue néerlandais", "Nederlands"),
        ("taal Duits", "Deutsch"),
        ("sprache klingon", "Which language?"),
    ],
)
async def test_the_language_is_changed_by_a_word_of_any_language(world: World, words: str, told: str) -> None:
    assert told in (await world.asks("nbrennan", words)).text


async def test_another_clock_moves_what_is_asked(world: World) -> None:
    assert "Tokyo" in (await world.asks("nbrennan", "timezone tokyo")).text
    await world.until("2026-03-12 09:59", TOKYO)
    assert world.told("nbrennan", "ask") == []
    await world.until("2026-03-12 10:00", TOKYO)
    assert len(world.told("nbrennan", "ask")) == 1


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("fuseau Bruxelles", "Europe/Brussels"),
        ("zeitzone Wien", "Europe/Vienna"),
        ("fuseau Le Caire", "Africa/Cairo"),
        ("timezone Doha", "Asia/Qatar"),
    ],
)
async def test_a_clock_is_named_by_a_city_in_any_language_or_by_a_post(world: World, words: str, zone: str) -> None:
    await world.asks("nbrennan", "timezone Tokyo")
    assert zone in (await world.asks("nbrennan", words)).text


async def test_a_zone_nobody_knows_is_refused_with_the_nearest(world: World) -> None:
    assert "did you mean Europe/Brussels" in (await world.asks("nbrennan", "timezone Europe/Brusels")).text
    assert "write it like" in (await world.asks("nbrennan", "timezone Mars/Olympus Mons")).text
    assert "write it like" in (await world.asks("nbrennan", "timezone ../../etc/passwd")).text


async def test_everything_is_set_on_one_card_all_of_it_or_nothing(world: World) -> None:
    form = await world.asks("nbrennan", "settings")
    shown = inputs(form.card or {})
    assert (shown["timezone"], shown["hours"], shown["workweek"]) == ("Europe/Brussels", "09:00-17:00", "1,2,3,4,5")
    wrong = {"timezone": "Europe/Rome", "hours": "9 to 5", "workweek": ""}
    answer = await world.presses("nbrennan", form, "preferences.save", wrong)
    assert "Write hours like 09:00-17:00." in plain(answer.card or {})
    assert "at least one working day" in plain(answer.card or {})
    assert inputs(answer.card or {})["hours"] == "9 to 5"
    member = await world.records(lambda records: records.members.get("nbrennan"))
    assert member.timezone == ""
    right = {"timezone": "Europe/Rome", "hours": "10:30-16:00", "workweek": "1,2,3"}
    saved = await world.presses("nbrennan", form, "preferences.save", right)
    assert "Saved." in plain(saved.card or {})
    member = await world.records(lambda records: records.members.get("nbrennan"))
    kept = await world.records(lambda records: records.preferences.get("nbrennan"))
    assert (member.timezone, member.workweek) == ("Europe/Rome", (1, 2, 3))
    assert kept.hours == Hours(start=time(10, 30), end=time(16))
    await world.until("2026-03-11 10:29")
    assert world.told("nbrennan", "ask") == []
    await world.until("2026-03-11 10:30")
    assert mark_of(world.told("nbrennan", "ask")[0].history[0])["period"] == "2026-W11"


async def test_what_is_the_posts_stays_the_posts_when_it_is_saved_again(world: World) -> None:
    form = await world.asks("nbrennan", "settings")
    await world.presses("nbrennan", form, "preferences.save", {str(k): v for k, v in inputs(form.card or {}).items()})
    member = await world.records(lambda records: records.members.get("nbrennan"))
    assert (member.timezone, member.workweek) == ("", ())


async def test_the_limits_for_everybody_are_the_pmos(world: World) -> None:
    mine = await world.asks("nbrennan", "settings")
    assert "message_budget" not in inputs(mine.card or {})
    await world.presses("nbrennan", mine, "preferences.save", {"message_budget": "20"})
    assert await world.records(lambda records: records.policies.get("policy")) is None
    theirs = await world.asks("pdewael", "instellingen")
    wrong = await world.presses("pdewael", theirs, "preferences.save", {"message_budget": "0"})
    assert "Een getal van 1 tot 20" in plain(wrong.card or {})
    await world.presses("pdewael", theirs, "preferences.save", {"message_budget": "5"})
    assert (await world.records(lambda records: records.policies.get("policy"))).message_budget == 5


async def test_what_is_kept_about_somebody_is_told_to_them(world: World) -> None:
    assert "ask the PMO" in plain((await world.asks("nbrennan", "privacy")).card or {})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9-17", "09:00-17:00"),
        ("9h-17h", "09:00-17:00"),
        ("8h30 - 16h", "08:30-16:00"),
        ("9.30–18.00", "09:30-18:00"),
        ("9u-17u", "09:00-17:00"),
        ("8u30 - 16u30", "08:30-16:30"),
        ("08:00 à 16:00", "08:00-16:00"),
        ("de 8h à 16h", "08:00-16:00"),
        ("van 9 tot 17 uur", "09:00-17:00"),
        ("von 8 bis 16 Uhr", "08:00-16:00"),
        ("07:30-15:30", "07:30-15:30"),
    ],
)
async def test_hours_are_understood_as_people_write_them(world: World, typed: str, kept: str) -> None:
    form = await world.asks("nbrennan", "settings")
    saved = await world.presses("nbrennan", form, "preferences.save", {"hours": typed})
    assert inputs(saved.card or {})["hours"] == kept


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12:00-12:01", "at least one hour"),
        ("9-5", "Write hours like"),
        ("9:5-17", "Write hours like"),
        ("25-26", "Write hours like"),
        ("9-12-17", "Write hours like"),
    ],
)
async def test_hours_that_cannot_be_are_refused_with_what_was_typed(world: World, typed: str, told: str) -> None:
    form = await world.asks("nbrennan", "settings")
    answer = await world.presses("nbrennan", form, "preferences.save", {"hours": typed})
    assert told in plain(answer.card or {})
    assert inputs(answer.card or {})["hours"] == typed


async def test_fewer_reminders_than_the_pmo_allows_are_refused_and_not_changed_in_silence(world: World) -> None:
    form = await world.asks("nbrennan", "settings")
    answer = await world.presses("nbrennan", form, "preferences.save", {"reminders": "0"})
    assert "A number from 1 to 2 is expected." in plain(answer.card or {})
    assert await world.records(lambda records: records.preferences.get("nbrennan")) is None
