"""Projects that move between programs, close, leave and come back: their history follows under their code."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.test_alerts import alerts_in
from tests.scenarios.world import GENERAL, STATUS, World, mark_of, ministry
from tests.teams.connector import Posted
from tests.teams.reading import inputs, plain, verbs


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    people = ("nbrennan", "ldessart", "pdewael", "hvanacker", "tverbeke")
    async with ministry(tmp_path, installed=people) as made:
        for channel in (STATUS, GENERAL):
            await made.teams.mention(made["nbrennan"], channel.name, "help")
        await made.until("2026-03-12 10:00")
        yield made


async def visa(world: World, **cells: str) -> None:
    """VISA is imported with other cells."""
    await world.change_live("projects", VISA=cells)


async def archived(world: World) -> None:
    """VISA, and what names it, is in the files no more."""
    await world.change_live("projects", without=("VISA",))


async def red(world: World) -> Posted:
    await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
    await world.settled()
    return alerts_in(world)[-1]


def digests(world: World, channel: object = STATUS) -> list[Posted]:
    found = world.posts(channel)  # type: ignore[arg-type]  # a channel
    return [post for post in found if mark_of(post.history[0]).get("kind") == "digest"]


async def asked(world: World, member: str, words: str) -> str:
    """What the bot answers, in words."""
    message = await world.asks(member, words)
    return plain(message.card or {}) or message.text


async def test_a_project_that_moves_while_it_is_asked_about_is_not_asked_about_twice(world: World) -> None:
    before = len(world.told("nbrennan", "ask"))
    await visa(world, program="SECNET")
    await world.until("2026-03-12 12:00")
    assert len(world.told("nbrennan", "ask")) == before
    await world.fill("nbrennan", "VISA", rag="amber", summary="With the others now")
    await world.settled()
    assert [post.mark["projects"] for post in alerts_in(world, GENERAL)] == [["VISA"]]
    assert alerts_in(world) == []
    await world.until("2026-03-13 15:00")
    assert any("With the others now" in plain(post.card or {}) for post in digests(world, GENERAL))
    assert not any("VISA" in str(post.history) for post in digests(world))


async def test_a_digest_of_the_old_program_tells_nothing_of_what_comes_after_the_move(world: World) -> None:
    await red(world)
    await world.until("2026-03-13 14:05")
    (first, *_) = digests(world)
    assert "Supplier gone" in plain(first.card or {})
    await visa(world, program="SECNET")
    moved = "VISA · Online visa application – no longer in the program"
    assert moved in plain(first.card or {})
    assert "Supplier gone" not in plain(first.card or {})
    await world.presses("nbrennan", world.told("nbrennan", "ask")[0], "checkin.edit")
    await world.fill("nbrennan", "VISA", rag="green", summary="The future")
    await world.settled()
    assert plain(first.card or {}).count("VISA") == 1
    await world.teams.mention(world["nbrennan"], STATUS.name, "digest CONSUL 2026-W11")
    assert "VISA" not in str(world.posts(STATUS)[-1].card)
    assert "Supplier gone" in await asked(world, "pdewael", "digest CONSUL 2026-W11")
    assert "VISA" not in await asked(world, "ldessart", "digest CONSUL 2026-W11")
    assert "Supplier gone" in await asked(world, "nbrennan", "digest CONSUL 2026-W11")
    await world.until("2026-03-20 14:05")
    *before, english, french = (plain(post.card or {}) for post in digests(world))
    assert not any("Supplier gone" in words or "The future" in words for words in before)
    assert any("VISA" in plain(post.card or {}) for post in digests(world, GENERAL))
    assert (
        "VISA · Online visa application – no longer in the program" in english.partition("Changed since last time")[2]
    )
    assert (english.count("VISA"), french.count("VISA")) == (1, 1)  # and nothing of where it went
    assert "SECNET" not in english
    assert "ne fait plus partie du programme" in await asked(world, "ldessart", "digest CONSUL")


async def test_a_project_that_is_restricted_where_it_went_is_spoken_of_no_more(world: World) -> None:
    await world.until("2026-03-13 14:05")
    await visa(world, program="SECNET", classification="restricted")
    await world.until("2026-03-20 14:05")
    assert not any("VISA" in plain(post.card or {}) for post in digests(world)[2:])
    assert "VISA" not in await asked(world, "ldessart", "digest CONSUL")


async def test_what_was_said_of_a_project_is_found_in_its_new_program(world: World) -> None:
    await red(world)
    await visa(world, program="SECNET")
    assert "Supplier gone" in await asked(world, "tverbeke", "project VISA")
    assert "VISA" in await asked(world, "tverbeke", "portfolio program:SECNET")
    assert "VISA" not in await asked(world, "pdewael", "portfolio program:CONSUL")
    await world.teams.mention(world["nbrennan"], GENERAL.name, "project VISA")
    assert "Supplier gone" in plain(world.posts(GENERAL)[-1].card or {})


async def test_a_project_that_is_closed_is_not_asked_about_any_more(world: World) -> None:
    (card,) = world.told("nbrennan", "ask")
    assert "VISA/rag" in inputs(card.card or {})
    await visa(world, phase="closed")
    assert "VISA/rag" not in inputs(card.card or {})
    assert "APPT/rag" in inputs(card.card or {})
    answer = await world.fill("nbrennan", "VISA", rag="red")
    assert answer.status == 200
    assert await world.reports("VISA") == []
    for words in ("todo", "missing", "checkin"):
        assert "VISA" not in await asked(world, "nbrennan", words)


async def test_what_is_done_about_a_project_is_asked_no_more_once_it_is_closed(world: World) -> None:
    await red(world)
    assert "VISA is red: what is being done?" in plain(world.checkin("nbrennan").card or {})
    await visa(world, phase="closed")
    again = await world.asks("nbrennan", "checkin")
    for message in (world.checkin("nbrennan"), again):
        assert "what is being done?" not in plain(message.card or {})
        assert not [name for name in inputs(message.card or {}) if name.startswith("VISA/")]
    await visa(world, phase="executing")
    assert "VISA is red: what is being done?" in plain(world.checkin("nbrennan").card or {})


async def test_who_is_asked_about_a_closed_project_alone_is_reminded_of_nothing(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("jkabongo", "ldessart")) as world:
        await world.until("2026-03-12 10:30")
        assert len(world.told("jkabongo", "ask")) == 1
        await world.change_live("projects", CRISIS={"phase": "closed"})
        await world.until("2026-03-13 18:00")
        assert world.told("jkabongo", "reminder") == []
        assert not any("CRISIS" in plain(one.card or {}) for one in world.told("ldessart", "notice"))


async def test_a_project_that_is_opened_again_in_the_same_week_is_asked_about_once(world: World) -> None:
    await visa(world, phase="closed")
    await visa(world, phase="executing")
    await world.until("2026-03-12 12:00")
    assert len(world.told("nbrennan", "ask")) == 1
    assert "VISA/rag" in inputs(world.checkin("nbrennan").card or {})
    await world.fill("nbrennan", "VISA", rag="green")
    assert len(await world.reports("VISA")) == 1


async def test_a_project_that_leaves_the_portfolio_is_shown_nowhere_and_comes_back_with_its_history(
    world: World,
) -> None:
    alert = await red(world)
    await archived(world)
    assert verbs(alert.card or {}) == []
    for words in ("portfolio", "missing", "todo", "alerts", "alerts VISA", "milestones VISA"):
        assert "Supplier gone" not in await asked(world, "pdewael", words)
    await world.until("2026-03-13 14:05")
    assert not any("Supplier gone" in plain(post.card or {}) for post in digests(world))
    await visa(world)
    assert "Supplier gone" in await asked(world, "pdewael", "project VISA")
    assert "VISA" in await asked(world, "pdewael", "alerts")
    await world.until("2026-03-20 14:05")
    assert any("Supplier gone" in plain(post.card or {}) for post in digests(world))


async def test_a_watch_of_a_program_tells_who_may_not_see_it_nothing_of_where_a_project_went(world: World) -> None:
    shown = await world.asks("ldessart", "watch CONSUL")
    assert "CONSUL" in plain(shown.card or {})
    before = len(world.teams.personal_messages(world["ldessart"]))
    await visa(world, program="SECNET")
    await world.fill("nbrennan", "VISA", rag="red", summary="The future")
    await world.settled()
    await world.until("2026-03-20 12:00")
    told = world.teams.personal_messages(world["ldessart"])[before:]
    assert not any("The future" in plain(one.card or {}) for one in told)
    assert not any("SECNET" in plain(one.card or {}) for one in told)


async def test_a_program_that_leaves_gives_its_channel_free_and_its_projects_go_on_in_another(world: World) -> None:
    alert = await red(world)
    await world.until("2026-03-13 14:05")
    posted = len(world.posts())
    moved = {code: {"program": "SECNET"} for code in ("VISA", "APPT", "BIOM", "CRISIS", "EPASS")}
    await world.change_live("projects", **moved)
    await world.change_live("indicators", **{"CONSUL.NPS": {"program": "SECNET"}})
    await world.change_live("programs", without=("CONSUL",))
    assert "VISA" not in plain(alert.card or {})
    assert any("Supplier gone" in plain(post.card or {}) for post in alerts_in(world, GENERAL))
    assert "CONSUL" not in await asked(world, "pdewael", "todo")
    await world.until("2026-03-20 14:05")
    (told,) = world.posts()[posted:]
    assert "It has left the portfolio." in plain(told.card or {})
    assert "VISA" not in plain(told.card or {})
    assert any("VISA" in plain(post.card or {}) for post in digests(world, GENERAL))
    await world.teams.mention(world["pdewael"], STATUS.name, "link WORK")
    assert "WORK" in plain(world.posts()[-1].card or {})
    assert verbs(world.posts()[-1].card or {}) == []
    assert "Supplier gone" in await asked(world, "pdewael", "digest CONSUL 2026-W11")
