"""`alerts` tells what is open and who has it, to those who may know, where they ask."""

import re
from pathlib import Path

from tests.scenarios.test_alerts import alerts_in
from tests.scenarios.test_conflicts import green_and_late
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import plain, verbs


async def test_the_open_alerts_with_who_has_them(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "BIOM", rag="red")
    await world.settled()
    await world.presses("ldessart", alerts_in(world)[0], "alert.acknowledge")
    words = plain((await world.asks("nbrennan", "alerts")).card or {})
    assert "BIOM · Biometric enrolment kits" in words
    assert "Luc Dessart" in words
    assert "nobody has it" in words
    assert words.index("BIOM") < words.index("As of")


async def test_one_project_with_one_alert_is_the_alert_itself(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "BIOM", rag="red")
    await world.settled()
    card = await world.asks("nbrennan", "alerts BIOM")
    assert "alert.acknowledge" in verbs(card.card or {})
    await world.presses("nbrennan", card, "alert.acknowledge")
    await world.settled()
    assert "Nora Brennan has taken it" in plain(alerts_in(world)[0].card or {})


async def test_a_channel_hears_nothing_of_what_is_private(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "tverbeke")) as world:
        await green_and_late(world)
        await world.teams.mention(world["nbrennan"], STATUS.name, "alerts")
        here = plain(world.posts(STATUS)[-1].card or {})
        assert "by the figures" in here
        assert "declared greener" not in here
        assert "CIPHER" not in here
        mine = plain((await world.asks("nbrennan", "alerts")).card or {})
        assert "declared greener than the figures" in mine
        assert "CIPHER" not in mine


async def test_the_list_is_said_to_be_what_its_readers_may_see_whether_or_not_there_is_more(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "kbrandt")) as world:
        await green_and_late(world)
        await world.asks("kbrandt", "language en")
        told = [plain((await world.asks(who, "alerts")).card or {}) for who in ("kbrandt", "nbrennan")]
        counts = [re.search(r"(\d+) open alerts? that you may see; nobody has taken", one) for one in told]
        kept = [one for one in await world.records(lambda records: records.alerts.all()) if one.is_open]
        assert counts[0] is not None
        assert counts[1] is not None
        assert int(counts[0][1]) < len(kept)
        await world.teams.mention(world["kbrandt"], STATUS.name, "alerts")
        here = plain(world.posts(STATUS)[-1].card or {})
        assert re.search(
            r"\d+ (open alerts? that everybody here may see|alertes? ouvertes? que tous peuvent voir ici)", here
        )


async def test_nothing_open_is_said(world: World) -> None:
    await world.until("2026-03-12 10:00")
    assert "No alert is open that you may see." in plain((await world.asks("nbrennan", "alerts BIOM")).card or {})


async def test_a_code_that_nobody_may_know_of_is_said_to_be_unknown(world: World) -> None:
    await world.until("2026-03-12 10:00")
    for code in ("NOTHING", "CIPHER"):
        words = (await world.asks("pthapa", f"alerts {code}")).activity["text"]
        assert words == f"There is no project or program {code} that you can see. Type “portfolio” for the list."


async def test_every_alert_of_a_project_can_be_opened_and_acted_on(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as world:
        await green_and_late(world)
        listed = await world.asks("nbrennan", "alerts BIOM")
        assert verbs(listed.card or {}) == ["alert.show", "alert.show"]
        answer = await world.presses("nbrennan", listed, "alert.show")
        assert "alert.acknowledge" in str(answer.card) or "conflict.agree" in str(answer.card)
