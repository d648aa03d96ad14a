"""An alert is for those who may read its project when it is sent, and as long as it stands in their chat."""

from pathlib import Path

from storage.outbox import Outcome
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs


async def handed_over(world: World) -> None:
    """The restricted project and its program get other managers; the old one keeps no tie to it."""
    await world.stop()
    await world.change("projects", "CIPHER", manager="mcole")
    await world.change("programs", "SECNET", manager="kwouters")
    await world.start()


def shown(message: Posted) -> str:
    """All that a message says, what it is about for a watcher included."""
    return f"{plain(message.card or {})} {message.activity['summary']} {message.mark}"


async def test_an_alert_shown_to_somebody_who_may_not_read_the_project_any_more_says_only_that(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke", "kbrandt", "mcole")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("tverbeke", "CIPHER", rag="red", summary="Approval refused")
        await world.service.delivery.settled(5)
        (old,) = world.told("tverbeke", "alert")
        await handed_over(world)
        await world.until("2026-03-19 16:00")
        await world.fill("mcole", "CIPHER", rag="red", summary="Approval refused again")
        await world.service.delivery.settled(5)
        assert len(old.history) > 1
        assert "Deze waarschuwing wordt u niet meer getoond." in plain(old.card or {})
        assert verbs(old.card or {}) == []
        for trace in ("CIPHER", "cipher", "Encrypted", "refused", "rood", "red"):
            assert trace not in shown(old), trace
        assert "Approval refused again" in plain(world.told("kbrandt", "alert")[0].card or {})


async def test_the_news_that_waits_for_the_morning_goes_to_those_who_may_read_it_then(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke", "kbrandt", "mcole", "kwouters")) as world:
        await world.until("2026-03-12 20:00")
        await world.fill("tverbeke", "CIPHER", rag="red", summary="Probe lost")
        await handed_over(world)
        await world.until("2026-03-13 16:00")
        assert world.told("tverbeke", "alert") == []
        assert [len(world.told(member, "alert")) for member in ("kbrandt", "mcole", "kwouters")] == [1, 1, 1]
        (ended,) = [one for one in await world.outcomes() if one.member == "tverbeke" and one.key.startswith("alert/")]
        assert (ended.outcome, ended.reason) == (Outcome.WITHDRAWN, "not entitled")


async def test_news_of_a_project_that_became_restricted_overnight_goes_to_those_entitled(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "hvanacker", "pdewael")) as world:
        await world.until("2026-03-12 20:00")
        await world.fill("nbrennan", "VISA", rag="red", summary="For few eyes only")
        await world.stop()
        await world.change("projects", "VISA", classification="restricted")
        await world.start()
        await world.until("2026-03-13 12:00")
        assert not any("VISA" in plain(post.card or {}) for post in world.posts(STATUS))
        told = [len(world.told(member, "alert")) for member in ("nbrennan", "ldessart", "hvanacker", "pdewael")]
        assert told == [1, 1, 1, 0]
        assert "For few eyes only" in plain(world.told("hvanacker", "alert")[0].card or {})
