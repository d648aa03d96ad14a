"""The digest on its day: red first, what changed, who is missing, in each of the program's languages."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from bot.files import read_sheets
from bot.importing import import_files
from dialogs.desk import Desk
from pmo.importing.sheets import Sheet
from pmo.portfolio import Classification
from samples import SAMPLES
from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.people import Channel
from tests.teams.reading import plain


def digests(world: World, channel: Channel = STATUS) -> list[Posted]:
    return [post for post in world.posts(channel) if post.mark.get("kind") == "digest"]


def told_privately(world: World, member: str) -> list[Posted]:
    return [post for post in world.teams.personal_messages(world[member]) if post.mark.get("kind") == "digest"]


async def test_friday_at_two_one_post_for_each_language_red_first(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
    await world.until("2026-03-13 13:59")
    assert digests(world) == []
    await world.until("2026-03-13 14:00")
    english, french = (plain(post.card or {}) for post in digests(world))
    assert "5 projects: 1 red, 1 amber, 3 green." in english
    assert "5 projets" in french
    assert english.index("VISA") < english.index("APPT")
    assert "Supplier gone" in english


async def test_it_says_what_changed_and_only_that(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
    await world.until("2026-03-13 14:00")
    words = plain(digests(world)[0].card or {})
    changed = words.split("Changed since last time")[1].split("Not answered")[0]
    assert "VISA" in changed
    assert "BIOM" not in changed
    await world.until("2026-03-20 14:00")
    words = plain(digests(world)[2].card or {})
    assert "Changed since last time" not in words


async def test_it_tells_apart_missing_still_open_and_unreachable(world: World) -> None:
    await world.until("2026-03-13 14:00")
    words = plain(digests(world)[0].card or {})
    for code, person in (("VISA", "Nora Brennan"), ("EPASS", "Samia Benali"), ("CRISIS", "Josué Kabongo")):
        assert code in words
        assert person in words
    digest = await world.records(lambda records: records.digests.get("consul/2026-W11"))
    told = {line.project: line.response.value for line in digest.lines}
    assert told == {
        "VISA": "missing",
        "APPT": "missing",
        "BIOM": "missing",
        "CRISIS": "missing",
        "EPASS": "unreachable",
    }


async def test_it_tells_apart_who_was_absent_and_what_was_skipped(world: World) -> None:
    await world.asks("jkabongo", "absent 9/3 13/3")
    await world.until("2026-03-12 10:00")
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.skip", {"reason": "On hold"})
    await world.until("2026-03-13 14:00")
    words = plain(digests(world)[0].card or {})
    assert "CRISIS" in words.split("Absent")[1].split("Skipped")[0]
    assert all(code in words.split("Skipped")[1] for code in ("VISA", "APPT", "BIOM"))
    assert "Not answered" not in words
    assert "0 of 5 have answered." in words


async def test_a_late_green_is_told_apart_too(world: World) -> None:
    await world.until("2026-03-13 12:00")  # two hours after the deadline
    await world.fill("nbrennan", "BIOM", rag="green")
    await world.until("2026-03-13 14:00")
    words = plain(digests(world)[0].card or {})
    late = words.split("Answered late")[1].split("As of")[0]
    assert "BIOM" in late
    assert "Nora Brennan" in late
    assert "VISA" not in late


async def test_a_digest_is_posted_once_however_often_the_tick_comes(world: World) -> None:
    await world.until("2026-03-13 14:00")
    await world.service.ticker.tick()
    await world.until("2026-03-13 16:00")
    assert len(digests(world)) == 2


async def test_restricted_lines_go_privately_and_the_channel_does_not_count_them(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke", "kbrandt", "mcole")) as world:
        await world.until("2026-03-13 14:00")
        for post in digests(world, GENERAL):
            assert "CIPHER" not in plain(post.card or {})
            assert "3 proj" in plain(post.card or {})
        assert any("CIPHER" in plain(message.card or {}) for message in told_privately(world, "kbrandt"))
        assert told_privately(world, "mcole") == []


async def test_projects_that_were_told_in_a_channel_before_are_no_first_reports_when_they_are_told_privately(
    tmp_path: Path,
) -> None:
    async with ministry(tmp_path, installed=("tverbeke",)) as world:
        await world.until("2026-03-13 14:00")
        await world.teams.remove_from_team(world["pdewael"])
        await world.until("2026-03-20 14:00")
        last = told_privately(world, "tverbeke")[-1]
        assert set(last.mark["projects"]) > {"CIPHER"}
        assert "eerste rapport" not in plain(last.card or {}).lower()
        assert "Gewijzigd" not in plain(last.card or {})


async def test_a_program_without_a_channel_is_told_to_its_managers_and_owners(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("mfontaine", "emaes", "dwhitfield")) as world:
        await world.until("2026-03-13 10:00")
        (whole,) = told_privately(world, "mfontaine")
        assert {"CABLE", "RECORD", "POSTING", "TREATY"} <= set(whole.mark["projects"])
        assert told_privately(world, "dwhitfield") == []  # five in the morning in Washington
        await world.until("2026-03-13 14:00")
        (part,) = told_privately(world, "dwhitfield")
        assert set(part.mark["projects"]) == {"CABLE"}
        assert told_privately(world, "emaes") == []  # does not work on Fridays
        await world.until("2026-03-16 09:00")
        assert len(told_privately(world, "emaes")) == 1


async def test_a_project_of_another_rhythm_shows_its_last_valid_answer(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("mfontaine",)) as world:
        await world.until("2026-03-13 10:00")
        digest = await world.records(lambda records: records.digests.get("apps/2026-W11/restricted"))
        treaty = next(line for line in digest.lines if line.project == "TREATY")
        assert treaty.rag is not None
        assert treaty.period == "2026-02"
        assert treaty.response.value == "answered"


async def _restrict_visa(desk: Desk) -> None:
    project = await desk.records.projects.get("visa")
    assert project is not None
    await desk.records.projects.put(replace(project, classification=Classification.RESTRICTED))


async def _restrict_all(desk: Desk) -> None:
    for project in await desk.records.projects.find("program", "consul"):
        await desk.records.projects.put(replace(project, classification=Classification.RESTRICTED))


async def while_the_digest_is_held_up(world: World, restrict: Callable[[Desk], Awaitable[None]]) -> None:
    """Teams refuses the digest for a moment, in which projects become restricted."""
    world.teams.limits.refused[STATUS.id] = (502, {})
    moving = asyncio.create_task(world.until("2026-03-13 14:00"))
    await world.teams.until(lambda: any(one.status == 502 for one in world.teams.received))
    await world.service.office.work(restrict)
    world.teams.limits.refused.clear()
    await moving
    assert await world.service.delivery.settled(5) == 0


async def test_a_project_that_became_restricted_since_is_not_posted(world: World) -> None:
    await while_the_digest_is_held_up(world, _restrict_visa)
    for post in digests(world):
        assert "VISA" not in plain(post.card or {})
        assert "4 proj" in plain(post.card or {})


async def test_what_became_restricted_since_is_told_privately_once_and_alone(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "hvanacker", "jkabongo", "pdewael")) as world:
        await while_the_digest_is_held_up(world, _restrict_visa)
        assert len(digests(world)) == 2
        for member in ("nbrennan", "ldessart", "hvanacker"):
            (part,) = told_privately(world, member)
            assert part.mark["projects"] == ["VISA"]
        assert told_privately(world, "jkabongo") == told_privately(world, "pdewael") == []


async def test_a_digest_of_which_the_channel_may_show_nothing_any_more_is_told_privately(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as world:
        await world.until("2026-03-13 13:59")
        await while_the_digest_is_held_up(world, _restrict_all)
        assert digests(world) == []
        (whole,) = told_privately(world, "ldessart")
        assert len(whole.mark["projects"]) == 5


async def test_it_tells_what_is_wanted_of_whom_and_which_milestones_come(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
        await world.settled()
        (alert,) = [post for post in world.posts() if post.mark.get("key") == "visa/declared"]
        wanted = {"action": "Sign with the second supplier", "owner": "Luc Dessart", "by": "2026-03-18"}
        await world.presses("nbrennan", alert, "alert.action", wanted)
        await world.until("2026-03-13 14:00")
        words = plain(digests(world)[0].card or {})
        work = words.split("Actions and decisions that are wanted")[1].split("Not answered")[0]
        assert "VISA, action – Sign with the second supplier – Luc Dessart, by 18 Mar 2026" in work
        assert "late CRISIS · Pilot in Kinshasa 3 Apr 2026 · 3 working days later than planned" in " ".join(
            work.split()
        )


async def test_what_is_new_and_what_is_over_is_told_after_what_changed(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        await world.stop()
        sheet = read_sheets(SAMPLES)["projects"]
        new = {"code": "NEW", "program": "CONSUL", "name": "Brand new", "manager": "ldessart", "phase": "initiating"}
        phase = sheet.columns.index("phase")
        rows = [
            (number, (*cells[:phase], "closed", *cells[phase + 1 :]) if cells[0] == "CRISIS" else cells)
            for number, cells in sheet.lines
        ]
        rows.append((900, tuple(new.get(name, "") for name in sheet.columns)))
        outcome = await import_files(world.settings, {"projects": Sheet(sheet.columns, rows)}, dry_run=False)
        assert not outcome.refused
        await world.start()
        await world.until("2026-03-19 10:00")
        await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
        await world.until("2026-03-20 14:00")
        newest = [post for post in world.posts(STATUS) if post.mark.get("kind") == "digest"][2]
        changes = plain(newest.card or {}).partition("Changed since last time")[2]
        order = [changes.index(words) for words in ("from green to red", "new in the program", "– closed")]
        assert order == sorted(order)
        assert "NEW · Brand new – new in the program" in changes
        assert "CRISIS · Crisis register for citizens abroad – closed" in changes
