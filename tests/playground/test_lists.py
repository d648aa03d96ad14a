"""The portfolio is asked for, narrowed, paged, opened and taken along, in the own chat and in a channel."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.playground.browser import require_playground
from tests.playground.ministry import Week, a_week, samples_with

pytestmark = pytest.mark.browser

MORE = 24
"""Projects that are added to one program, so that its list has two pages."""
Row = dict[str, str]


def edited(table: Path, edit: Callable[[list[Row]], list[Row]]) -> None:
    """Rewrite one table of a copy of the samples."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(edit(rows))


def large_portfolio(folder: Path) -> Path:
    """The samples with many more projects, all of which Nora Brennan may see, for she is of the management here."""
    samples = samples_with("nbrennan", "en", folder)

    def promoted(rows: list[Row]) -> list[Row]:
        return [row | ({"role": "management"} if row["id"] == "nbrennan" else {}) for row in rows]

    def more(rows: list[Row]) -> list[Row]:
        added = [rows[0] | {"code": f"DESK{n}", "name": f"Counter of post {n}", "manager": ""} for n in range(MORE)]
        return [*rows, *added]

    edited(samples / "members.csv", promoted)
    edited(samples / "projects.csv", more)
    return samples


async def test_a_list_is_narrowed_paged_opened_and_taken_along(tmp_path: Path, artefacts: Path) -> None:
    await require_playground()
    async with a_week(tmp_path, artefacts / "lists", large_portfolio(tmp_path / "samples")) as week:
        await week.client.say("portfolio")
        await it_is_narrowed_and_widened(week)
        await its_pages_are_turned(week)
        await a_project_is_opened_and_watched(week)
        await it_is_taken_along(week)
        await the_same_in_a_channel(week)
        await week.narrow_pictures()


async def it_is_narrowed_and_widened(week: Week) -> None:
    whole = await week.card("As of")
    await week.picture("1-asked")
    await whole.press("Only red")
    red = await week.client.card("Portfolio: red")
    assert "green" not in (await red.text()).split("As of")[0]
    await week.picture("2-only-red")
    await red.press("All projects")
    await week.client.see(r"Page 1 of \d")


async def its_pages_are_turned(week: Week) -> None:
    await (await week.client.card("Page 1 of")).press("Next page")
    second = await week.client.card("Page 2 of")
    assert "Previous page" in await second.buttons()
    await week.picture("3-second-page")
    await second.press("Previous page")
    await week.client.see(r"Page 1 of \d")


async def a_project_is_opened_and_watched(week: Week) -> None:
    whole = await week.client.card("Page 1 of")
    await whole.fill("project", "APPT")
    await whole.press("Open")
    opened = await week.client.card("Phase")
    assert "Appointment booking" in await opened.text()
    await week.picture("4-opened")
    await opened.press("Tell me when this changes")
    watching = await week.client.card("I tell you when this changes")
    assert "As soon as it changes" in await watching.text()
    await week.picture("5-watched")


async def it_is_taken_along(week: Week) -> None:
    await week.client.say("portfolio amber")
    amber = await week.client.card("Portfolio: amber")
    await amber.press("As a workbook")
    await week.client.see("A workbook with", within=60)
    await week.picture("6-workbook")


async def the_same_in_a_channel(week: Week) -> None:
    await week.client.channel("Status")
    await week.client.post("portfolio")
    whole = await week.client.card("Page 1 of")
    assert "CIPHER" not in await week.client.text()
    await whole.press("Next page")
    second = await week.client.card("Page 2 of")
    await week.picture("7-channel")
    await second.fill("project", "DESK9")
    await second.press("Open")
    await week.client.see("Counter of post 9.*Phase")
    await week.client.reply("portfolio amber")
    amber = await week.client.card("amber")
    await amber.press("As a workbook")
    sent = await week.client.see_sent("Your export – program:.{1,2}CONSUL.{1,2} amber", within=60)
    assert "thread" not in sent.conversation
    await week.picture("8-channel-opened")
