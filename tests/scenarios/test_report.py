"""Somebody asks for a report in Teams: the link to the documents comes to them alone."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import docx
import pytest

from bot import downloads as making
from pmo.files import FileKind
from storage.shelves import Records
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain

PUBLIC = "https://bot.example"


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr(making, "libreoffice", lambda: "")
    async with ministry(tmp_path, installed=("nbrennan", "vnguyen"), public_url=PUBLIC) as made:
        yield made


async def made(world: World, member: str, words: str) -> Posted:
    """The message with the link, once the files are there."""
    await world.asks(member, words)
    for _ in range(300):
        known = await world.records(lambda records: records.downloads.all())
        if known and not any(one.is_under_way for one in known):
            break
        await asyncio.sleep(0.1)
    await world.service.delivery.settled(5)
    return next(one for one in reversed(world.teams.personal_messages(world[member])) if "/files/" in str(one.card))


def link_in(world: World, message: Posted) -> str:
    (link,) = [one for one in str(message.card).split("'") if one.startswith(f"{PUBLIC}/files/")]
    return link.replace(PUBLIC, f"http://127.0.0.1:{world.service.port}")


async def fetch(link: str, form: str) -> tuple[int, bytes, Any]:
    async with aiohttp.ClientSession() as session, session.post(link, data={"form": form}) as answer:
        return answer.status, await answer.read(), answer.headers


async def test_a_project_manager_gets_the_status_report_in_the_language_they_name(world: World) -> None:
    message = await made(world, "nbrennan", "report visa français")
    assert "As Word document." in plain(message.card or {})
    status, content, headers = await fetch(link_in(world, message), ".docx")
    assert status == 200
    assert headers["Content-Disposition"] == 'attachment; filename="VISA-2026-03-11.docx"'
    assert docx.Document(BytesIO(content)).paragraphs[0].text == "Rapport d’avancement du projet"


async def test_a_programs_pack_is_slides_and_a_workbook_behind_one_link(world: World) -> None:
    message = await made(world, "nbrennan", "report CONSUL")
    assert "As slides and workbook." in plain(message.card or {})
    link = link_in(world, message)
    async with aiohttp.ClientSession() as session, session.get(link) as page:
        shown = await page.text()
    assert 'value=".pptx">Download the slides' in shown
    assert 'value=".xlsx">Download the workbook' in shown
    for form in (".pptx", ".xlsx"):
        status, content, headers = await fetch(link, form)
        assert (status, content[:2]) == (200, b"PK")
        assert headers["Content-Disposition"].endswith(f'{form}"')
    assert (await fetch(link, "../../etc/passwd"))[2]["Content-Disposition"].endswith('.pptx"')


async def test_what_somebody_may_not_see_is_refused_as_what_does_not_exist(world: World) -> None:
    hidden = (await world.asks("nbrennan", "report CIPHER")).text.replace("CIPHER", "X")
    unknown = (await world.asks("nbrennan", "report NOPE")).text.replace("NOPE", "X")
    assert hidden == unknown
    assert not await world.records(lambda records: records.downloads.all())


async def test_a_channel_hears_the_same_whatever_is_asked_for(world: World) -> None:
    heard = set()
    for words in ("report VISA", "report CIPHER", "report NOPE", "report"):
        await world.teams.mention(world["nbrennan"], STATUS.name, words)
        heard.add(world.posts(STATUS)[-1].text)
    assert heard == {"The answer comes into your personal chat with me."}
    told = [one.text for one in world.teams.personal_messages(world["nbrennan"]) if one.text]
    assert any("CIPHER" in text for text in told)


async def test_who_asks_twice_gets_one_and_who_asks_for_another_gets_that_too(world: World) -> None:
    for words in ("report VISA", "report VISA", "report APPT", "report VISA nl"):
        await world.asks("nbrennan", words)
    known = await world.records(lambda records: records.downloads.all())
    assert sorted((one.code, one.language) for one in known) == [("APPT", "en"), ("VISA", "en"), ("VISA", "nl")]
    assert {one.kind for one in known} == {FileKind.STATUS_REPORT}


async def test_each_file_can_be_fetched_three_times_whatever_becomes_of_the_other(world: World) -> None:
    link = link_in(world, await made(world, "nbrennan", "report CONSUL"))
    assert [(await fetch(link, ".xlsx"))[0] for _ in range(4)] == [200, 200, 200, 404]
    assert (await fetch(link, ".pptx"))[0] == 200


async def test_a_report_on_a_restricted_project_is_noted_as_its_reading(world: World) -> None:
    await world.teams.install(world["tverbeke"])
    await world.asks("tverbeke", "report CIPHER")
    audit = await world.records(lambda records: records.audit.all())
    assert [one.about for one in audit if one.what == "restricted.read"] == ["CIPHER"]


async def test_a_language_alone_is_that_of_the_whole_pack(world: World) -> None:
    await world.asks("nbrennan", "report fr")
    await world.asks("nbrennan", "rapport VISA en français")
    known = await world.records(lambda records: records.downloads.all())
    assert sorted((one.code, one.language) for one in known) == [("", "fr"), ("VISA", "fr")]


async def test_who_has_no_chat_is_told_how_to_open_one(world: World) -> None:
    await world.teams.mention(world["jrenard"], STATUS.name, "report VISA")
    assert "personal chat" in world.posts(STATUS)[-1].text or "conversation" in world.posts(STATUS)[-1].text


async def test_where_a_project_and_a_program_have_one_code_it_is_asked_which(world: World) -> None:
    async def rename(records: Records) -> None:
        project = await records.projects.get("visa")
        assert project is not None
        await records.projects.put(replace(project, code="CONSUL"))

    await world.records(rename)
    assert "There are a project and a program CONSUL" in (await world.asks("nbrennan", "report consul")).text
    assert "As slides and workbook." in plain((await made(world, "nbrennan", "report program CONSUL")).card or {})
    assert "As Word document." in plain((await made(world, "nbrennan", "report project CONSUL")).card or {})
