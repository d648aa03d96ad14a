"""Who does not answer is reminded; then the program manager hears of it, the PMO, and after two periods the owner."""

from pathlib import Path

from tests.scenarios.world import World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain

INSTALLED = ("nbrennan", "ldessart", "pdewael", "cmarchal", "hvanacker", "jkabongo", "sbenali")


def notices(world: World, member: str, word: str) -> list[Posted]:
    return [post for post in world.told(member, "notice") if word in plain(post.card or {})]


async def test_the_program_manager_hears_once_who_is_missing_when_the_last_window_has_closed(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=INSTALLED) as world:
        await world.until("2026-03-12 12:00")
        await world.fill("nbrennan", "VISA", rag="green")
        await world.until("2026-03-13 08:59")
        assert notices(world, "ldessart", "BIOM") == []
        await world.until("2026-03-18 16:00")
        (told,) = notices(world, "ldessart", "BIOM")
        words = plain(told.card or {})
        assert "pas de réponse" in words
        assert "Nora Brennan" in words
        assert "VISA" not in words


async def test_what_was_answered_before_it_was_sent_is_not_on_it(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=INSTALLED) as world:
        await world.until("2026-03-12 12:00")
        answering = {"nbrennan": ("VISA", "BIOM", "APPT"), "jkabongo": ("CRISIS",), "sbenali": ("EPASS",)}
        for member, codes in answering.items():
            await world.asks(member, "checkin")
            for code in codes:
                await world.fill(member, code, rag="green")
        await world.until("2026-03-18 16:00")
        assert notices(world, "ldessart", "pas de réponse") == []


async def test_the_pmo_hears_when_the_period_has_closed_and_the_owner_when_two_have(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=INSTALLED) as world:
        await world.until("2026-03-18 16:00")
        assert notices(world, "pdewael", "BIOM") == []
        await world.until("2026-03-19 16:00")
        (told,) = notices(world, "pdewael", "BIOM")
        assert "week 11" in plain(told.card or {})
        assert notices(world, "hvanacker", "BIOM") == []
        await world.until("2026-03-26 16:00")
        assert len(notices(world, "pdewael", "BIOM")) == 2
        (owner,) = notices(world, "hvanacker", "BIOM")
        assert "twee periodes na elkaar" in plain(owner.card or {})
        await world.until("2026-04-02 16:00")
        assert len(notices(world, "hvanacker", "BIOM")) == 1


async def test_a_late_answer_ends_the_row(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=INSTALLED) as world:
        await world.until("2026-03-24 12:00")
        await world.fill("nbrennan", "BIOM", rag="green")
        await world.until("2026-03-26 16:00")
        assert notices(world, "hvanacker", "BIOM") == []


async def test_who_skips_with_a_reason_or_is_away_is_not_missing(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=INSTALLED) as world:
        await world.until("2026-03-12 12:00")
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.skip", {"reason": "Nothing moved"})
        await world.asks("jkabongo", "away 12/3/2026 20/3/2026")
        await world.until("2026-03-19 16:00")
        for reader, word in (("ldessart", "BIOM"), ("pdewael", "BIOM"), ("ldessart", "CRISIS"), ("pdewael", "CRISIS")):
            assert notices(world, reader, word) == [], (reader, word)
