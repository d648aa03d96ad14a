"""Somebody asks for an export in Teams: it is made beside the bot, and its link serves them alone, for a while."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from openpyxl import load_workbook

from bot import downloads as making
from dialogs import downloads
from dialogs.desk import Desk
from storage.downloads import Download, Making
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain

PUBLIC = "https://bot.example"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "vnguyen"), public_url=PUBLIC) as made:
        yield made


async def kept(world: World) -> Download:
    (found,) = await world.records(lambda records: records.downloads.all())
    assert isinstance(found, Download)
    return found


async def made(world: World, member: str = "nbrennan", words: str = "export") -> Posted:
    """The message with the link, once the file is there."""
    await world.asks(member, words)
    return await there(world, member)


async def there(world: World, member: str = "nbrennan") -> Posted:
    """The message with the link to what was asked for, once it is there."""
    for _ in range(300):
        known = await world.records(lambda records: records.downloads.all())
        if known and not any(one.is_under_way for one in known):
            break
        await asyncio.sleep(0.1)
    await world.service.delivery.settled(30)
    return next(
        message
        for message in reversed(world.teams.personal_messages(world[member]))
        if "xport" in plain(message.card or {})
    )


async def ask(world: World, method: str, link: str) -> tuple[int, bytes, Any]:
    """Open or fetch what is behind a link, as a browser does through the proxy of the ministry."""
    address = link.replace(PUBLIC, f"http://127.0.0.1:{world.service.port}")
    async with aiohttp.ClientSession() as session, session.request(method, address) as answer:
        return answer.status, await answer.read(), answer.headers


def link_in(message: Posted) -> str:
    (button,) = [one for one in str(message.card).split("'") if one.startswith(f"{PUBLIC}/files/")]
    return button


async def test_the_link_opens_a_page_whose_button_delivers_what_the_person_may_see(world: World) -> None:
    message = await made(world)
    assert "A workbook with" in plain(message.card or {})
    assert "It can be fetched 3 more times, until" in plain(message.card or {})
    status, page, headers = await ask(world, "GET", link_in(message))
    assert status == 200
    assert b"Download the workbook" in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    status, content, headers = await ask(world, "POST", link_in(message))
    assert status == 200
    assert headers["Content-Disposition"] == 'attachment; filename="rapporteur-2026-03-11.xlsx"'
    book = load_workbook(BytesIO(content), read_only=True)
    codes = {row[0].value for row in book["projects"].iter_rows(min_row=2)}
    assert codes == {"VISA", "APPT", "BIOM"}
    assert "members" not in book.sheetnames
    assert not [post for post in world.posts() if PUBLIC in str(post.card)]


async def projects_in(world: World, message: Posted) -> set[str]:
    """The projects of the workbook behind the link of a message."""
    _, content, _ = await ask(world, "POST", link_in(message))
    book = load_workbook(BytesIO(content), read_only=True)
    return {str(row[0].value) for row in book["projects"].iter_rows(min_row=2)}


async def test_a_list_goes_into_a_workbook_by_its_button(world: World) -> None:
    card = await world.asks("nbrennan", "portfolio amber")
    await world.presses("nbrennan", card, "export.make")
    message = await there(world)
    assert "amber" in plain(message.card or {})
    assert await projects_in(world, message) == {"APPT"}


async def test_the_list_of_a_channel_goes_to_the_clicker_alone_with_what_they_may_see(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "portfolio")
    posts = len(world.posts(STATUS))
    await world.presses("nbrennan", world.posts(STATUS)[-1], "export.make")
    assert await projects_in(world, await there(world)) == {"VISA", "APPT", "BIOM"}
    assert len(world.posts(STATUS)) == posts


async def test_filters_that_cannot_be_used_are_told_and_nothing_is_made(world: World) -> None:
    answer = await world.asks("nbrennan", "export phase:nosuch")
    assert "nosuch" in answer.text
    assert not await world.records(lambda records: records.downloads.all())


async def test_filters_that_find_nothing_are_told_and_a_place_hears_the_same_as_ever(world: World) -> None:
    nothing = "You may see no project that this finds, so there is nothing to export."
    told = (await world.asks("nbrennan", "export program:SECNET")).text
    assert told == f"{nothing}\nNo project here belongs to a program “SECNET”. Possible for example: CONSUL."
    assert told == (await world.asks("nbrennan", "export program:NOSUCH")).text.replace("NOSUCH", "SECNET")
    await world.teams.mention(world["nbrennan"], STATUS.name, "export program:SECNET")
    assert "your personal chat" in world.posts(STATUS)[-1].text
    assert world.teams.personal_messages(world["nbrennan"])[-1].text == told
    assert not await world.records(lambda records: records.downloads.all())


async def test_three_times_and_not_once_more_and_every_time_is_audited(world: World) -> None:
    link = link_in(message := await made(world))
    for _ in range(5):
        await ask(world, "GET", link)  # looking at a link fetches nothing
    assert [(await ask(world, "POST", link))[0] for _ in range(4)] == [200, 200, 200, 404]
    assert (await ask(world, "GET", link))[0] == 404
    await world.service.delivery.settled(30)
    entries = await world.records(lambda records: records.audit.all())
    told = [entry.what for entry in entries if entry.what.startswith("export")]
    assert told == ["export.asked", "export.made", *3 * ["export.fetched"], *2 * ["export.refused"]]
    asked = await kept(world)
    assert {entry.about for entry in entries if entry.what == "export.refused"} == {asked.id}
    assert "It can no longer be fetched" in plain(message.card or {})
    assert link not in str(message.card)


async def test_a_file_goes_when_its_time_is_over_and_not_while_somebody_fetches_it(world: World) -> None:
    link = link_in(message := await made(world))
    for _ in range(3):
        await ask(world, "POST", link)
    file = world.settings.folder / making.FOLDER / f"{(await kept(world)).id}.xlsx"
    await asyncio.sleep(0.2)
    assert file.exists()

    async def ten_minutes_later(desk: Desk) -> list[Download]:
        later = Desk(records=desk.records, now=desk.now, real=desk.real + downloads.SERVES)
        return await downloads.over(later)

    assert [one.id for one in await world.service.office.work(ten_minutes_later)] == [(await kept(world)).id]
    await world.service.delivery.settled(30)
    assert "It can no longer be fetched" in plain(message.card or {})


async def test_a_link_that_is_late_or_forged_or_of_somebody_who_has_left_serves_nobody(world: World) -> None:
    link = link_in(await made(world))
    assert (await ask(world, "POST", f"{PUBLIC}/files/forged"))[0] == 404
    assert b"Nothing here" in (await ask(world, "GET", f"{PUBLIC}/files/x%22%3E%3Cscript%3E"))[1]
    token = link.rpartition("/")[2]

    async def much_later(desk: Desk) -> bool:
        later = Desk(records=desk.records, now=desk.now, real=desk.real + timedelta(minutes=10))
        return await downloads.offered(token, later) is None

    assert await world.service.office.work(much_later)
    member = await world.records(lambda records: records.members.get("nbrennan"))

    async def leave(desk: Desk) -> None:
        await desk.records.members.put(replace(member, archived=True))

    await world.service.office.work(leave)
    assert (await ask(world, "POST", link))[0] == 404


async def test_guesses_are_audited_and_cannot_fill_the_store(world: World) -> None:
    await made(world)
    for number in range(downloads._GUESSES + 5):
        assert (await ask(world, "GET", f"{PUBLIC}/files/guess-{number}"))[0] == 404
    entries = await world.records(lambda records: records.audit.all())
    assert sum(entry.about == "forged link" for entry in entries) == downloads._GUESSES


async def test_a_form_that_cannot_be_read_is_refused_or_means_the_first_file(world: World) -> None:
    link, here = link_in(await made(world)), f"http://127.0.0.1:{world.service.port}"
    for address, status in ((link, 200), (f"{PUBLIC}/files/forged", 404)):
        headers = {"Content-Type": "multipart/form-data"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(address.replace(PUBLIC, here), data=b"broken", headers=headers) as answer,
        ):
            assert answer.status == status


async def test_who_asks_in_a_channel_or_twice_gets_one_in_their_own_chat(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "export")
    assert "your personal chat" in world.posts(STATUS)[-1].text
    await made(world)
    assert len(await world.records(lambda records: records.downloads.all())) == 1


async def test_without_an_address_it_is_said_and_a_stranger_gets_nothing(tmp_path: Path) -> None:
    async with ministry(tmp_path) as world:
        message = await made(world)
        assert "I have no address of my own" in plain(message.card or {})


async def test_what_cannot_be_made_is_said(world: World) -> None:
    (world.settings.folder / making.FOLDER).write_text("in the way")
    message = await made(world)
    assert "It could not be made" in plain(message.card or {})


async def test_what_was_begun_when_the_bot_stopped_is_made_anew(world: World) -> None:
    await world.asks("nbrennan", "export")
    await world.stop()
    await world.start()
    for _ in range(300):
        if not (await kept(world)).is_under_way:
            break
        await asyncio.sleep(0.1)
    assert (await kept(world)).state is Making.READY


async def test_what_one_asks_for_on_a_day_off_comes_at_once(world: World) -> None:
    await world.until("2026-03-14 10:00")
    assert "A workbook with" in plain((await made(world)).card or {})
