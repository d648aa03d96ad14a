"""Who has not answered and why; what became of every question; what waits for whom."""

import re
from pathlib import Path

from tests.scenarios.world import STATUS, World, ministry, sample_people
from tests.teams.reading import plain


async def missing(world: World, member: str, words: str = "missing") -> str:
    return plain((await world.asks(member, words)).card or {})


async def test_open_not_answered_skipped_absent_unreachable_and_nobody_are_told_apart(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "jkabongo", "pdewael", "kbrandt")) as world:
        await world.stop()
        await world.change("projects", "EPASS", manager="")
        await world.change("programs", "CONSUL", manager="")
        await world.start()
        await world.asks("jkabongo", "absent 12/3 13/3")
        await world.until("2026-03-12 10:00")
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", {"VISA/rag": "green"})
        told = await missing(world, "kbrandt", "fehlend")
        for words in ("Noch offen", "Nicht erreichbar", "Niemand berichtet", "hat die App nicht installiert"):
            assert words in told
        assert "EPASS" in told
        assert "Online visa application" not in told
        assert "bis Freitag, 13. März, 10:00 Uhr" in told
        await world.until("2026-03-13 10:30")
        assert "Nicht beantwortet" in await missing(world, "kbrandt", "fehlend")


async def test_the_pmo_sees_what_became_of_every_question_and_it_adds_up(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "jkabongo", "pdewael", "pthapa", "mcole")) as world:
        early = await world.asks("jkabongo", "point")
        await world.presses("jkabongo", early, "checkin.submit", {"CRISIS/rag": "green"})
        await world.asks("pdewael", "afwezig Prabin Thapaliya 9/3 13/3")
        await world.until("2026-03-12 20:00")
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.skip", {"reason": "x"})
        told = await missing(world, "pdewael", "ontbrekend")
        whole, parts = re.search(r"(\d+) vragen: ([^.]+)\.", told).groups()  # type: ignore[union-attr]  # it is there
        counts = {name: int(n) for n, name in re.findall(r"(\d+) ([^,]+)", parts)}
        assert sum(counts.values()) == int(whole)
        assert counts["afwezig"] == 1
        assert counts["overgeslagen"] == 4
        assert counts["beantwoord vóór de vraag"] == 1
        asks = await world.records(lambda records: records.asks.all())
        in_projects = [ask for ask in asks if ask.project]
        assert int(whole) == len(in_projects)


async def test_others_see_their_own_projects_and_no_accounts(world: World) -> None:
    await world.until("2026-03-12 12:00")
    told = await missing(world, "nbrennan")
    assert "CRISIS" not in told
    assert "questions:" not in told
    assert "0 of 6 have answered" in told


async def test_a_channel_sees_its_own_program(world: World) -> None:
    await world.until("2026-03-12 12:00")
    await world.teams.mention(world["nbrennan"], STATUS.name, "missing")
    shown = plain(world.posts(STATUS)[-1].card or {})
    assert "VISA" in shown
    assert "SATCOM" not in shown


async def test_a_restricted_project_is_missing_in_no_channel(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke",)) as world:
        await world.until("2026-03-12 12:00")
        assert "CIPHER" in await missing(world, "tverbeke", "ontbrekend")
        await world.teams.mention(world["tverbeke"], "General", "ontbrekend")
        assert not any("CIPHER" in plain(post.card or {}) for post in world.posts())


async def test_missing_tells_of_no_indicator_that_its_readers_may_not_see(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "iconti", "vnguyen")) as world:
        await world.stop()
        await world.change_rows(
            "indicators", **{"VISA.ONLINE": {"unit": "kEUR"}, "APPT.BLOCK": {"classification": "restricted"}}
        )
        await world.start()
        await world.until("2026-03-12 12:00")
        told = await missing(world, "nbrennan")
        assert "Applications filed online" in told
        assert "Automatic bookings stopped" in told
        assert "Applications filed online" not in await missing(world, "iconti")  # contributes, and sees no money
        await world.teams.mention(world["nbrennan"], STATUS.name, "missing")
        shown = plain(world.posts(STATUS)[-1].card or {})
        assert "Online visa application" in shown
        assert not [name for name in ("Applications filed online", "Automatic bookings stopped") if name in shown]


async def test_a_code_nobody_knows_and_one_that_may_not_be_seen_get_the_same_sentence(world: World) -> None:
    unknown = (await world.asks("nbrennan", "missing NOSUCH")).text.replace("NOSUCH", "X")
    hidden = (await world.asks("nbrennan", "missing CIPHER")).text.replace("CIPHER", "X")
    assert unknown == hidden != ""


async def test_the_pmo_finds_in_todo_what_hinders_delivery(tmp_path: Path) -> None:
    others = tuple(member for member in sample_people() if member != "jkabongo")
    async with ministry(tmp_path, installed=others) as world:
        await world.until("2026-03-12 20:00")
        told = plain((await world.asks("pdewael", "taken")).card or {})
        assert "Josué Kabongo: heeft de app niet geïnstalleerd" in told
        assert "WORK · Digital workplace" in told
        mine = plain((await world.asks("nbrennan", "todo")).card or {})
        assert "APPT, BIOM and VISA, week 11, 2026: until Friday 13 March, 10:00" in mine
        assert "Kabongo" not in mine


async def test_when_everything_is_answered_nothing_is_missing_and_nothing_is_to_do(world: World) -> None:
    await world.until("2026-03-12 12:00")
    everything = {f"{code}/unchanged": "true" for code in ("VISA", "APPT", "BIOM")}
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", everything)
    assert "Nothing waits for you." in plain((await world.asks("nbrennan", "todo")).card or {})
