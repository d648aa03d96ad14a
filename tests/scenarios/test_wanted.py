"""Digest, report, pack and answers agree on what is wanted of whom, and a posted digest follows."""

from collections.abc import AsyncIterator
from pathlib import Path

import docx
import pytest
from pptx import Presentation

from bot.reporting import write_reports
from dialogs.report_views import Wanted
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain

SINCE = "Changed since it was posted"
WANTED = "Actions and decisions that are wanted"
PROBLEM = {
    "rag": "red",
    "summary": "Supplier gone",
    "action": "New tender",
    "action_owner": "hvanacker",
    "action_by": "2026-03-20",
    "help": "Who pays the archive?",
    "help_from": "ldessart",
}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """VISA is red: its manager names an action and asks for help; an alert asks Hilde Van Acker for a decision."""
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "hvanacker")) as made:
        await made.until("2026-03-12 10:00")
        await made.fill("nbrennan", "VISA", **PROBLEM)
        await made.settled()
        (alert,) = [post for post in made.posts() if post.mark.get("key") == "visa/declared"]
        wish = {"action": "Which second supplier?", "owner": "hvanacker", "by": "2026-03-17"}
        await made.presses("nbrennan", alert, "alert.decision", wish)
        await made.until("2026-03-13 14:00")
        yield made


def digest(world: World) -> Posted:
    """The English post of the newest digest."""
    return next(post for post in world.posts(STATUS) if post.mark.get("kind") == "digest")


def wanted_in(message: Posted) -> str:
    _, _, rest = plain(message.card or {}).partition(WANTED)
    return rest.partition("Not answered")[0]


async def answers(world: World, member: str, verb: str, words: str, answer: str) -> None:
    """Somebody answers the request that holds these words."""
    message = next(
        one
        for one in reversed(world.teams.personal_messages(world[member]))
        if words in plain(one.card or {}) and verb in str(one.card)
    )
    await world.presses(member, message, verb, {"answer": answer})
    await world.settled()


async def report(world: World, folder: Path) -> str:
    """All that the project's status report says."""
    path = folder / "report.docx"
    await write_reports(world.settings, Wanted(code="VISA", member="nbrennan", language="en"), [path])
    tables = docx.Document(str(path)).tables
    return " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)


async def pack(world: World, folder: Path) -> list[tuple[str, ...]]:
    """The rows of the pack's list of what is wanted."""
    path = folder / "pack.pptx"
    await write_reports(world.settings, Wanted(code="CONSUL", member="nbrennan", language="en"), [path])
    slides = [one for one in Presentation(str(path)).slides if one.shapes.title.text_frame.text == WANTED]
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    return [tuple(cell.text for cell in row.cells) for table in tables for row in list(table.rows)[1:]]


async def test_digest_pack_and_report_agree_and_a_channel_hears_nothing_of_help(world: World, tmp_path: Path) -> None:
    posted = wanted_in(digest(world))
    for line in (
        "VISA, decision – Which second supplier? – Hilde Van Acker, by 17 Mar 2026",
        "VISA, action – New tender – Hilde Van Acker, by 20 Mar 2026",
        "APPT, action – Deliver with a manual check at the four busiest consulates first. – Nora Brennan, by 20 Mar",
    ):
        assert line in posted
    assert "archive" not in plain(digest(world).card or {})
    alone = wanted_in(await world.asks("nbrennan", "digest CONSUL"))
    assert "VISA, help needed – Who pays the archive? – Luc Dessart" in alone
    rows = await pack(world, tmp_path)
    for _, _, text, owner, _ in rows:
        assert f"{text} – {owner}" in alone
    assert len(rows) == alone.count(" – ") // 2
    told = await report(world, tmp_path)
    assert all(text in told for code, _, text, *_ in rows if code == "VISA")


async def test_help_that_was_given_is_wanted_nowhere_any_more(world: World, tmp_path: Path) -> None:
    await answers(world, "ldessart", "action.done", "archive", "Granted")
    assert "New tender" in await report(world, tmp_path)
    assert not [row for row in await pack(world, tmp_path) if "archive" in row[2]]
    assert "archive" not in plain((await world.asks("nbrennan", "actions VISA")).card or {})
    now = await world.presses("nbrennan", await world.asks("nbrennan", "digest CONSUL"), "digest.now")
    assert "archive" not in plain(now.card or {})
    # In the channel nothing of it was ever said; nor is it now.
    assert SINCE not in plain(digest(world).card or {})


async def test_a_decision_that_is_taken_amends_the_posted_digest(world: World) -> None:
    message = digest(world)
    await world.until("2026-03-13 15:00")
    await answers(world, "hvanacker", "decision.record", "second supplier", "The one of the tender")
    words = plain(message.card or {})
    told = "VISA · Online visa application – decided: The one of the tender, Friday 13 March, 15:00"
    assert f"{SINCE} {told}" in words
    assert "Which second supplier?" not in words
    assert "New tender" in wanted_in(message)
    assert "Which second supplier?" in wanted_in(await world.asks("nbrennan", "digest CONSUL"))  # as it was posted


async def test_help_does_not_move_the_instant_that_a_channel_is_told(world: World) -> None:
    await world.until("2026-03-13 15:00")
    await answers(world, "hvanacker", "decision.record", "second supplier", "The one of the tender")
    await world.until("2026-03-13 16:00")
    await answers(world, "ldessart", "action.done", "archive", "Granted")
    told = plain(digest(world).card or {})
    assert "decided: The one of the tender, Friday 13 March, 15:00" in told
    assert "help" not in told


async def test_an_action_that_is_asked_for_late_is_wanted_in_the_posted_digest(world: World) -> None:
    await world.until("2026-03-13 15:00")
    (alert,) = [post for post in world.posts() if post.mark.get("key") == "visa/declared"]
    await world.presses(
        "nbrennan", alert, "alert.action", {"action": "Call a lawyer", "owner": "ldessart", "by": "2026-03-18"}
    )
    await world.settled()
    assert "VISA, action – Call a lawyer – Luc Dessart, by 18 Mar 2026" in wanted_in(digest(world))
    assert "VISA · Online visa application – new action, Friday 13 March, 15:00" in plain(digest(world).card or {})


async def test_a_private_digest_tells_what_help_is_asked_for(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke", "kbrandt")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("tverbeke", "CIPHER", rag="red", summary="No approval", help="Who signs?")
        await world.until("2026-03-13 14:00")
        (mine,) = [post for post in world.told("kbrandt", "digest") if "CIPHER" in plain(post.card or {})]
        assert "CIPHER, Hilfe nötig – Who signs? – PMO" in plain(mine.card or {})
        assert not [post for post in world.posts() if "Who signs?" in plain(post.card or {})]
