"""Somebody of the PMO sends the portfolio as a workbook: they see what it would change, and agree."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.files import read_sheets
from bot.teams.files import SIZE_LIMIT
from pmo.importing.stages import Stage
from pmo.portfolio import Role
from samples import SAMPLES
from storage.shelves import Records
from tests.scenarios.workbooks import PMO, VISA_LATER, presses, project, saved, sends, settled, shown, workbook
from tests.scenarios.world import World, ministry
from tests.teams import activities
from tests.teams.reading import plain, verbs


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", PMO, "cmarchal")) as running:
        await running.asks(PMO, "language en")
        yield running


async def test_nothing_changes_before_who_sent_it_has_seen_what_changes_and_agreed(world: World) -> None:
    message = await sends(world, workbook("projects", **VISA_LATER))
    told = shown(world, message)
    assert "If you bring it in: 1 changed row. Nothing has changed yet." in told
    assert "end: 2026-09-30 → 2026-12-31" in told
    assert "name: Online visa application → Online visa application, second phase" in told
    assert (await project(world, "VISA")).name == "Online visa application"
    assert "Brought in: 1 changed row." in await presses(world, message, "import.apply")
    assert (await project(world, "VISA")).name == "Online visa application, second phase"
    assert "second phase" in plain((await world.asks("nbrennan", "project VISA")).card or {})


async def test_the_file_is_fetched_without_the_bots_token(world: World) -> None:
    await sends(world, workbook("projects", **VISA_LATER))
    (headers,) = world.teams.drive.asked
    assert "Authorization" not in headers
    (known,) = await world.records(lambda records: records.uploads.all())
    assert known.link == ""


async def test_what_leaves_and_what_is_new_is_told_before_and_archived_not_deleted(world: World) -> None:
    row = ["NEWP", "CONSUL", "A new project", "nbrennan", "", "planning", "", "", "", "", "", "internal", "", ""]
    message = await sends(world, workbook("projects", new={"projects": row}, APPT=None))
    told = shown(world, message)
    assert "1 new row" in told
    assert "projects NEWP · new · A new project · program: CONSUL · manager: nbrennan · phase: planning" in told
    assert "1 archived row" in told
    assert "projects APPT · archived · Appointment booking for consulates" in told
    assert "Its history stays" in told
    await presses(world, message, "import.apply")
    assert (await project(world, "APPT")).archived
    assert not (await project(world, "NEWP")).archived


async def test_a_sheet_without_rows_empties_a_table_only_when_who_sent_it_says_that_they_know(world: World) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "projects"
    sheet.append(read_sheets(SAMPLES)["projects"].columns)
    message = await sends(world, saved(book))
    assert "Many rows leave the portfolio: 21 of 21 in projects. If you bring it in: 21 archived rows." in shown(
        world, message
    )
    answer = await world.presses(PMO, message, "import.apply")
    assert "Tick that you know it." in answer.message
    assert (await settled(world)).stage is Stage.SHOWN
    assert not (await project(world, "VISA")).archived
    await presses(world, message, "import.apply", sure="true")
    assert (await project(world, "VISA")).archived


async def test_who_does_not_agree_changes_nothing_and_an_old_button_changes_nothing_more(world: World) -> None:
    message = await sends(world, workbook("projects", **VISA_LATER))
    old = dict(world.teams.card(world[PMO]))
    assert "Not brought in. Nothing was changed." in await presses(world, message, "import.drop")
    message.views[world[PMO].teams_id] = old
    assert "Not brought in" in await presses(world, message, "import.apply")
    assert (await project(world, "VISA")).name == "Online visa application"


async def test_a_workbook_with_errors_is_refused_with_every_place(world: World) -> None:
    message = await sends(world, workbook("projects", VISA={"end": "soon", "manager": "nobody"}))
    told = shown(world, message)
    assert "It has 2 errors. Nothing was changed." in told
    assert "projects · row 2 · end" in told
    assert "projects · row 2 · manager" in told
    assert "import.apply" not in verbs(message.card or {})


async def test_what_was_shown_is_what_is_written_or_it_is_shown_again(world: World) -> None:
    message = await sends(world, workbook("projects", **VISA_LATER))
    other = await sends(world, workbook("projects", APPT={"name": "Appointments"}), member="cmarchal")
    await presses(world, other, "import.apply", "cmarchal")
    told = await presses(world, message, "import.apply")
    assert "Le portefeuille" not in told
    assert "The portfolio has changed meanwhile." in told
    assert (await project(world, "VISA")).name == "Online visa application"
    assert "Brought in" in await presses(world, message, "import.apply")
    assert (await project(world, "APPT")).name == "Appointment booking for consulates"


async def test_what_a_colleague_changed_meanwhile_is_shown_before_the_file_wins_over_it(world: World) -> None:
    message = await sends(world, workbook("programs", CONSUL={"checkin_rule": "FREQ=WEEKLY;BYDAY=MO"}))

    async def to_tuesdays(records: Records) -> None:
        program = await records.programs.get("consul")
        assert program is not None
        await records.programs.put(replace(program, checkin_rule="FREQ=WEEKLY;BYDAY=TU"))

    await world.records(to_tuesdays)
    told = await presses(world, message, "import.apply")
    assert "The portfolio has changed meanwhile." in told
    assert "Different from what you saw programs CONSUL · checkin_rule: FREQ=WEEKLY;BYDAY=TU → " in told
    assert "since the last import; the file wins with" in told
    assert "Brought in: 1 changed row." in await presses(world, message, "import.apply")
    assert (await world.records(lambda records: records.programs.get("consul"))).checkin_rule.endswith("=MO")


async def test_of_two_workbooks_about_one_cell_the_second_is_shown_again(world: World) -> None:
    first = await sends(world, workbook("projects", VISA={"name": "Name A"}))
    second = await sends(world, workbook("projects", VISA={"name": "Name B"}), member="cmarchal")
    await world.asks("cmarchal", "language en")
    await presses(world, first, "import.apply")
    told = await presses(world, second, "import.apply", "cmarchal")
    assert "name: Name A → Name B" in told
    assert (await project(world, "VISA")).name == "Name A"
    assert "Brought in" in await presses(world, second, "import.apply", "cmarchal")
    assert (await project(world, "VISA")).name == "Name B"


async def test_what_stands_since_somebody_changed_it_in_teams_is_told_where_a_workbook_says_nothing_new(
    world: World,
) -> None:
    content = workbook("projects", **VISA_LATER)
    await presses(world, await sends(world, content), "import.apply")
    assert "It says nothing new: the portfolio is as it says." in shown(world, await sends(world, content, "b.xlsx"))

    async def renamed(records: Records) -> None:
        found = await records.projects.get("visa")
        assert found is not None
        await records.projects.put(replace(found, name="Visas online"))

    await world.records(renamed)
    told = shown(world, await sends(world, content, "c.xlsx"))
    assert "It says nothing new since the last import. 1 cell was changed in Teams since, and that stays." in told
    assert "projects VISA · name: Visas online in Teams, Online visa application, second phase in the workbook" in told


@pytest.mark.parametrize("status", [302, 403, 404, 500])
async def test_a_file_that_cannot_be_fetched_is_told(world: World, status: int) -> None:
    world.teams.drive.status = status
    message = await sends(world, workbook("projects"))
    assert "I could not fetch it" in shown(world, message)


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/portfolio.xlsx",
        "https://sharepoint.com.evil.example/x",
        "https://user:secret@contoso.sharepoint.com/x",
        "http://contoso.sharepoint.com/x",
        "https://contoso.sharepoint.com:8443/x",
        "http://127.0.0.1:9/x",
        "file:///etc/passwd",
        "",
        "nonsense",
    ],
)
async def test_a_file_from_elsewhere_is_not_fetched(world: World, link: str) -> None:
    await world.teams.send_file(world[PMO], "portfolio.xlsx", b"", downloadUrl=link)
    upload = await settled(world)
    assert upload.stage is Stage.FAILED
    assert "It lies where I may not fetch it" in shown(world, world.teams.message(world[PMO]))
    assert not world.teams.drive.asked


async def test_more_than_ten_megabytes_are_refused(world: World) -> None:
    message = await sends(world, bytes(SIZE_LIMIT + 1))
    assert "It is too large: up to 10 MB" in shown(world, message)


async def test_what_is_no_workbook_is_refused(world: World) -> None:
    told = shown(world, await sends(world, b"PK nonsense", "Planning 2026.xlsx"))
    assert "Nothing was changed. Planning 2026.xlsx is not an .xlsx workbook" in told
    assert "holds no sheet of an import" in shown(world, await sends(world, saved(Workbook())))


async def test_only_the_pmo_brings_in_and_only_who_sent_it_decides(world: World) -> None:
    await world.teams.send_file(world["nbrennan"], "portfolio.xlsx", workbook("projects", **VISA_LATER))
    assert "brought in by the PMO" in world.teams.personal_messages(world["nbrennan"])[-1].text
    message = await sends(world, workbook("projects", **VISA_LATER))
    await world.presses("cmarchal", message, "import.apply")
    await world.presses("nbrennan", message, "import.apply")
    assert (await settled(world)).stage is Stage.SHOWN
    said = await world.records(lambda records: records.audit.all())
    assert {entry.who for entry in said if entry.what == "refused"} == {"nbrennan", "cmarchal"}


async def test_other_files_several_files_and_files_in_a_channel_are_told_what_to_do(world: World) -> None:
    await world.teams.send_file(world[PMO], "portfolio.docx", b"")
    assert "I read workbooks (.xlsx)" in world.teams.personal_messages(world[PMO])[-1].text
    two = activities.words(world.teams.personal(world[PMO]), "")
    files = [world.teams.drive.attach(f"{name}.xlsx", b"") for name in "ab"]
    await world.teams.post(two | {"attachments": files})
    assert "one workbook at a time" in world.teams.personal_messages(world[PMO])[-1].text
    there = activities.with_mention(world.teams.in_channel(world[PMO], "Status"), "here")
    await world.teams.post(there | {"attachments": files[:1]})
    assert "in our personal chat" in world.posts()[-1].text
    assert not await world.records(lambda records: records.uploads.all())


async def test_it_goes_on_where_the_bot_stopped(world: World) -> None:
    message = await sends(world, workbook("projects", **VISA_LATER))
    await world.stop()
    await world.start()
    assert "Brought in" in await presses(world, message, "import.apply")
    await world.stop()
    await world.start()
    assert "Taken back: 1 row is as it was." in await presses(world, message, "import.undo")


async def test_what_follows_from_it_is_made_up_for_where_the_bot_stopped_before(world: World) -> None:
    await world.settled()
    message = await sends(world, workbook("projects", **VISA_LATER))
    await presses(world, message, "import.apply")
    await world.settled()
    judged = await world.records(lambda records: records.judgements.get("visa"))
    assert judged is not None

    async def as_if_it_had_stopped(records: Records) -> None:
        (upload,) = await records.uploads.all()
        assert not upload.to_follow
        await records.uploads.put(replace(upload, to_follow=True))
        await records.judgements.remove("visa")

    await world.records(as_if_it_had_stopped)
    await world.stop()
    await world.start()
    await settled(world)
    await world.settled()
    assert await world.records(lambda records: records.judgements.get("visa")) == judged


async def test_the_command_tells_how_and_what_was_brought_in_last(world: World) -> None:
    card = (await world.asks(PMO, "import")).card or {}
    assert "Send it to me here as a file" in plain(card)
    message = await sends(world, workbook("projects", **VISA_LATER))
    await presses(world, message, "import.apply")
    assert "portfolio.xlsx · Pieter De Wael · 1 changed row" in plain((await world.asks(PMO, "import")).card or {})


async def test_a_calendar_or_a_role_that_opens_everything_waits_for_another_of_the_pmo(world: World) -> None:
    content = workbook("posts", "members", KTM={"workweek": "sun-thu"}, nbrennan={"role": "pmo", "language": "fr"})
    message = await sends(world, content)
    told = shown(world, message)
    assert "1 changed row and 2 rows that wait for another of the PMO" in told
    assert "posts KTM · workweek: mon-fri → sun-thu · waits for another of the PMO" in told
    assert "members nbrennan · role: member → pmo · waits for another of the PMO" in told
    await presses(world, message, "import.apply")
    member = await world.records(lambda records: records.members.get("nbrennan"))
    assert (member.role, member.language) == (Role.MEMBER, "fr")
    assert (await world.records(lambda records: records.posts.get("ktm"))).workweek == (1, 2, 3, 4, 5)
    await world.until("2026-03-12 09:00")  # on Wednesdays she does not work
    asked = str([message.card for message in world.teams.personal_messages(world["cmarchal"])])
    assert "KTM" in asked
    assert "Nora Brennan" in asked
    office = await world.records(lambda records: records.office_states.get("nbrennan"))
    assert (office.proposed.role, office.asked_by) == (Role.PMO, PMO)


async def test_nobody_of_the_pmo_leaves_or_becomes_somebody_else_by_a_workbook(world: World) -> None:
    other = "00000000-0000-0000-0000-000000000001"
    message = await sends(world, workbook("members", cmarchal={"entra_id": other}, ldessart=None))
    told = shown(world, message)
    assert "cmarchal holds a role that opens everything and stays as it is" in told
    await presses(world, message, "import.apply")
    member = await world.records(lambda records: records.members.get("cmarchal"))
    assert member.entra_id == world["cmarchal"].entra_id
    assert (await world.records(lambda records: records.members.get("ldessart"))).archived
    message = await sends(world, workbook("members", cmarchal=None))
    assert "stays as it is" in shown(world, message)
