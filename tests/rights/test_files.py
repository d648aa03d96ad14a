"""Exports and reports: what stands in the files that somebody gets, and who gets the link (CONTRACT §2, §8)."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pytest

from bot.exporting import export_files
from bot.reporting import write_reports
from bot.settings import Settings
from dialogs import downloads
from dialogs.desk import Desk
from dialogs.exporting import Extract
from dialogs.report_views import NothingToReport, Wanted
from pmo.files import FileKind
from tests.rights.attempts import Bot
from tests.rights.marks import amounts_in, is_of_money, programs_in, stars_in
from tests.rights.portfolio import EAST, SOUTH, STARS, WHO
from tests.rights.table import MONEY, NO, OWN, STRANGERS, everybody, leads, may
from tests.rights.week import NOW, Week

MEMBERS = [who for who in everybody() if who not in STRANGERS]
READERS = [
    "contributor",
    "project manager",
    "external contributor",
    "external manager",
    "program manager",
    "management",
    "external deputy",
]


def settings(week: Week) -> Settings:
    return Settings(local=True, store=str(week.folder), clock=NOW)


def faults(text: str, who: str) -> Iterator[str]:
    """What stands in a file for somebody that must not."""
    allowed = {code: may("reads", who, star) for code, star in STARS.items()}
    yield from (f"tells of {code}" for code in stars_in(text) if allowed[code] == NO)
    yield from (f"tells an amount of {code}" for code in amounts_in(text) if allowed[code] != MONEY)
    if is_of_money(text) and MONEY not in allowed.values():
        yield "tells of money"
    known = {star.program for star in STARS.values() if allowed[star.code] != NO}
    yield from (f"tells of {code}" for code in programs_in(text) - known if not leads(who, code))


@pytest.mark.parametrize("who", MEMBERS)
async def test_an_export_holds_what_its_reader_may_see(week: Week, tmp_path: Path, who: str) -> None:
    await export_files(settings(week), tmp_path / "csv", Extract(member=WHO[who]))
    files = {file.stem: file.read_text("utf-8") for file in (tmp_path / "csv").iterdir()}
    whole = "\n".join(files.values())
    assert not list(faults(whole, who))
    projects = {row["code"] for row in csv.DictReader(files["projects"].splitlines())}
    assert projects == {code for code, star in STARS.items() if may("reads", who, star) != NO}
    assert amounts_in(whole) == {code for code, star in STARS.items() if may("reads", who, star) == MONEY}
    people = {"members", "assignments", "absences", "posts", "rules"} & set(files)
    assert bool(people) is (who == "pmo")


@pytest.mark.parametrize("who", READERS)
async def test_an_export_of_filters_holds_of_what_they_find_what_its_reader_may_see(
    week: Week, tmp_path: Path, who: str
) -> None:
    asked = {
        f"program:{SOUTH}": {code for code, star in STARS.items() if star.program == SOUTH},
        "bellatrix": {"BELLATRIX"},
        "manager:fama": {code for code, star in STARS.items() if star.manager == "fama"},
        "UP>0": set(STARS),
    }
    for number, (filters, found) in enumerate(asked.items()):
        to = tmp_path / str(number)
        await export_files(settings(week), to, Extract(member=WHO[who], filters=filters))
        files = {file.stem: file.read_text("utf-8") for file in to.iterdir()}
        assert not list(faults("\n".join(files.values()), who)), filters
        projects = {row["code"] for row in csv.DictReader(files["projects"].splitlines())}
        assert projects == {code for code in found if may("reads", who, STARS[code]) != NO}, filters
        assert amounts_in("\n".join(files.values())) <= {
            code for code in found if may("reads", who, STARS[code]) == MONEY
        }


def texts_of(content: bytes) -> str:
    """Everything in a document, what is embedded in it included."""
    try:
        archive = ZipFile(io.BytesIO(content))
    except BadZipFile:
        return content.decode("utf-8", "ignore")
    return "\n".join(texts_of(archive.read(name)) for name in archive.namelist() if not name.endswith(".png"))


@pytest.mark.parametrize("who", READERS)
async def test_a_report_holds_what_its_reader_may_see(week: Week, tmp_path: Path, who: str) -> None:
    pack = (".pptx", ".xlsx")
    readable = {star.program for star in STARS.values() if may("reads", who, star) != NO}
    written = dict.fromkeys(("", *sorted(readable)), pack) | {OWN.get(who, ("ALTAIR",))[0]: (".docx",)}
    for code, forms in written.items():
        paths = [tmp_path / f"{code or 'all'}{form}" for form in forms]
        await write_reports(settings(week), Wanted(code, member=WHO[who], language="en"), paths)
        for path in paths:
            text = texts_of(path.read_bytes())
            assert not list(faults(text, who)), path.name
            mine = {
                one for one, star in STARS.items() if may("reads", who, star) != NO and code in ("", star.program, one)
            }
            assert mine <= stars_in(text) or path.suffix == ".pptx", path.name
            rich = {one for one in mine if may("reads", who, STARS[one]) == MONEY}
            if path.suffix != ".pptx":
                assert rich <= amounts_in(text), path.name


@pytest.mark.parametrize("who", READERS)
async def test_there_is_no_report_of_what_is_hidden_as_there_is_none_of_nothing(
    week: Week, tmp_path: Path, who: str
) -> None:
    hidden = [code for code, star in STARS.items() if may("reads", who, star) == NO]
    hidden += [code for code in (SOUTH, EAST) if not leads(who, code)]
    for code in hidden:
        said = set()
        for wanted in (code, "QUUXOLITH"):
            with pytest.raises(NothingToReport) as refused:
                await write_reports(settings(week), Wanted(wanted, member=WHO[who]), [tmp_path / "x.docx"])
            said.add(str(refused.value).replace(wanted, "…"))
        assert len(said) == 1, said


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize("kind", FileKind)
async def test_the_link_to_a_file_goes_to_who_asked_for_it_and_to_nobody_else(
    bot: Bot, who: str, kind: FileKind
) -> None:
    attempt = await bot.works(partial(_made, kind, WHO[who]))
    assert [one.to for one in attempt.heard if "https://files.example/" in one.plain] == [WHO[who]]
    assert {one.to for one in attempt.heard} == {WHO[who]}


async def _made(kind: FileKind, member: str, desk: Desk) -> None:
    """A file is asked for and made."""
    person = await desk.member(member)
    assert person is not None
    await downloads.ask_for(kind, person, desk)
    (asked,) = await downloads.waiting(desk)
    await downloads.ready(asked.id, downloads.Made(kind.forms, 3), "https://files.example/", desk)
