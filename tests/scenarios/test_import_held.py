"""What a workbook wants and two of the PMO must want: who agrees, who refuses, and what becomes of it."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.files import read_sheets
from pmo.calendar_changes import CalendarChange
from pmo.portfolio import Role
from samples import SAMPLES
from storage.shelves import Records
from tests.scenarios.posts import post, seen, waiting
from tests.scenarios.test_roles import member
from tests.scenarios.workbooks import PMO, presses, saved, sends, shown, workbook
from tests.scenarios.world import World, ministry
from tests.teams.reading import plain

OTHER = "cmarchal"
"""The second member of the PMO."""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Both of the PMO at work, who read English."""
    async with ministry(tmp_path, installed=("nbrennan", PMO, OTHER)) as running:
        await running.until("2026-03-12 11:00")
        for member in (PMO, OTHER):
            await running.asks(member, "language en")
        yield running


def posts_in(codes: Iterable[str]) -> bytes:
    """The posts of the sample as a workbook, those of these codes first and in this order."""
    table, wanted, book = read_sheets(SAMPLES)["posts"], list(codes), Workbook()
    sheet = book.worksheets[0]
    sheet.title = "posts"
    sheet.append(table.columns)
    for _, row in sorted(table.lines, key=lambda line: wanted.index(line[1][0]) if line[1][0] in wanted else 99):
        sheet.append(row)
    return saved(book)


async def headquarters(world: World) -> list[str]:
    return [one.code for one in await world.records(lambda records: records.posts.all()) if one.headquarters]


async def without_post(world: World) -> None:
    """The program CONSUL goes by the calendar of headquarters."""

    async def change(records: Records) -> None:
        program = await records.programs.get("consul")
        assert program is not None
        await records.programs.put(replace(program, post=""))

    await world.records(change)


async def test_another_first_row_makes_another_post_headquarters_when_two_of_the_pmo_want_it(world: World) -> None:
    await without_post(world)
    message = await sends(world, posts_in(["TYO"]))
    told = shown(world, message)
    assert "1 row that waits for another of the PMO" in told
    assert "posts TYO · headquarters: HQ → TYO · waits for another of the PMO" in told
    assert "changed row" not in told
    await presses(world, message, "import.apply")
    assert await headquarters(world) == ["HQ"]
    assert (await waiting(world, "tyo")).proposed == CalendarChange(headquarters=True)
    card = await world.asks(OTHER, "calendar TYO")
    assert "Headquarters: this post, for all who have no other" in plain(card.card or {})
    await world.presses(OTHER, card, "calendar.preview")
    assert "CONSUL" in plain(card.seen_by(world[OTHER]) or {})
    await world.presses(OTHER, card, "calendar.want")
    assert await headquarters(world) == ["TYO"]
    await world.service.delivery.settled(5)
    assert "Headquarters: this post" in plain(world.told(PMO, "notice")[-1].card or {})
    again = shown(world, await sends(world, posts_in(["TYO"]), "again.xlsx"))
    assert "waits for another" not in again


async def test_headquarters_neither_leave_nor_are_taken_by_a_new_post_before_two_want_it(world: World) -> None:
    table, book = read_sheets(SAMPLES)["posts"], Workbook()
    sheet = book.worksheets[0]
    sheet.title = "posts"
    sheet.append(table.columns)
    sheet.append(["NEW", "New house", "BE", "Europe/Brussels"])
    for _, row in table.lines[1:]:
        sheet.append(row)
    message = await sends(world, saved(book))
    told = shown(world, message)
    assert "HQ is headquarters and stays as it is" in told
    assert "posts NEW · headquarters: HQ → NEW · waits for another of the PMO" in told
    await presses(world, message, "import.apply")
    assert await headquarters(world) == ["HQ"]
    assert not (await post(world, "hq")).archived
    assert not (await post(world, "new")).archived
    assert "NEW" in await seen(world, OTHER, "todo")


async def test_who_has_left_comes_back_with_a_role_only_when_two_of_the_pmo_want_it(world: World) -> None:
    await world.change_live("members", without=("jrenard",))
    message = await sends(world, workbook("members"))
    told = shown(world, message)
    assert "members jrenard · comes back" in told
    assert "members jrenard · role: member → management · waits for another of the PMO" in told
    await presses(world, message, "import.apply")
    back = await member(world, "jrenard")
    assert (back.archived, back.role) == (False, Role.MEMBER)
    card = await world.asks(OTHER, "people Joëlle Renard")
    await world.presses(OTHER, card, "person.agree")
    assert (await member(world, "jrenard")).role is Role.MANAGEMENT


async def test_a_workbook_that_wants_what_a_colleague_wants_agrees_to_it_and_its_preview_says_so(world: World) -> None:
    card = await world.asks(OTHER, "people Nora Brennan")
    await world.presses(OTHER, card, "person.edit")
    await world.presses(OTHER, card, "person.save", {"role": "pmo"})
    theirs = await world.asks(OTHER, "calendar ALG closed 16 March")
    await world.presses(OTHER, theirs, "calendar.want")
    changes = {"nbrennan": {"role": "pmo", "language": "fr"}, "ALG": {"closed": "2026-03-16"}}
    message = await sends(world, workbook("posts", "members", **changes))
    told = shown(world, message)
    assert "members nbrennan · role: member → pmo · another of the PMO wants it too: it holds with this" in told
    assert "posts ALG · closed: empty → 2026-03-16 · another of the PMO wants it too" in told
    await presses(world, message, "import.apply")
    assert (await member(world, "nbrennan")).role is Role.PMO
    assert [day.isoformat() for day in (await post(world, "alg")).closed] == ["2026-03-16"]
    live = [entry for entry in await world.records(lambda records: records.audit.all()) if entry.what == "person.live"]
    assert [entry.who for entry in live] == [f"{OTHER};{PMO}"]
    await presses(world, message, "import.undo")
    assert (await member(world, "nbrennan")).role is Role.PMO


async def test_an_import_that_is_taken_back_names_what_two_agreed_to_and_what_it_withdraws(world: World) -> None:
    changes = {"nbrennan": {"role": "pmo"}, "KTM": {"workweek": "sun-thu"}}
    message = await sends(world, workbook("posts", "members", **changes))
    await presses(world, message, "import.apply")
    await world.presses(OTHER, await world.asks(OTHER, "people Nora Brennan"), "person.agree")
    told = await presses(world, message, "import.undo")
    assert "Taken back. Two of the PMO want this, so it stays; two of them can change it:" in told
    assert "members: nbrennan · role: pmo" in told
    assert "This waited for another of the PMO and is not wanted any more: posts: ktm · workweek" in told
    assert (await member(world, "nbrennan")).role is Role.PMO
    assert (await waiting(world, "ktm")).proposed is None


async def test_what_another_has_refused_is_asked_again_by_the_same_workbook(world: World) -> None:
    content = workbook("posts", "members", nbrennan={"role": "pmo"}, KTM={"workweek": "sun-thu"})
    await presses(world, await sends(world, content), "import.apply")
    await world.presses(OTHER, await world.asks(OTHER, "people Nora Brennan"), "person.drop")
    await world.presses(OTHER, await world.asks(OTHER, "calendar KTM"), "calendar.drop")
    again = await sends(world, content, "again.xlsx")
    told = shown(world, again)
    assert "members nbrennan · role: member → pmo · waits for another of the PMO" in told
    assert "posts KTM · workweek: mon-fri → sun-thu · waits for another of the PMO" in told
    assert "since the last import" not in told
    await presses(world, again, "import.apply")
    await world.presses(OTHER, await world.asks(OTHER, "people Nora Brennan"), "person.agree")
    card = await world.asks(OTHER, "calendar KTM")
    await world.presses(OTHER, card, "calendar.preview")
    await world.presses(OTHER, card, "calendar.want")
    third = shown(world, await sends(world, content, "third.xlsx"))
    assert "It says nothing new" in third
