"""The PMO asks how the asking itself goes; nobody else is told."""

from pathlib import Path

from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import plain


async def test_the_pmo_sees_what_came_on_time_late_and_never(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "cmarchal")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="green", summary="Well")
        await world.until("2026-03-13 12:00")
        await world.asks("nbrennan", "checkin")
        await world.fill("nbrennan", "APPT", rag="amber", summary="Late")
        told = plain((await world.asks("cmarchal", "processus")).card or {})
        words = told.replace("\u202f", " ").replace("\u00a0", " ")
        assert "4 réponses étaient attendues : 25 % à temps, 50 % en retard, 25 % jamais" in words
        one = plain((await world.asks("cmarchal", "processus CONSUL")).card or {})
        by_question = one.replace("\u202f", " ").replace("\u00a0", " ").partition("Par question")[2]
        assert "VISA · Online visa application" in by_question
        assert "APPT · Appointment booking for consulates" in by_question
        assert "CABLE" not in one
        assert "NOWHERE" in (await world.asks("cmarchal", "processus NOWHERE")).text


async def test_nobody_else_is_told_and_a_channel_hears_nothing(world: World) -> None:
    assert "Only the PMO" in (await world.asks("nbrennan", "process")).text
    await world.teams.mention(world["nbrennan"], STATUS.name, "process")
    assert "How the asking goes" not in str([post.card for post in world.posts(STATUS)])


async def test_who_mends_an_answer_in_time_later_on_has_not_answered_late(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "cmarchal")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="green", summary="Wel")
        await world.until("2026-03-13 15:00")
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.edit")
        await world.fill("nbrennan", "VISA", rag="green", summary="Well")
        assert len(await world.reports("VISA")) == 2
        asks = await world.records(lambda records: records.asks.all())
        (ask,) = [one for one in asks if one.project == "VISA" and not one.indicator]
        assert (ask.answered_version, ask.is_late) == (2, False)
        digest = plain((await world.asks("nbrennan", "digest CONSUL")).card or {})
        assert "Answered late" not in digest


async def test_an_external_of_the_pmo_does_not_see_it(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pdewael",)) as world:
        await world.stop()
        await world.change("members", "pdewael", external="yes")
        await world.start()
        assert (await world.asks("pdewael", "proces")).card is None
