"""A generated ministry of any size: managers with one to three projects each, who are asked on Thursday at ten."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.teams.people import Channel, Person, person

BRUSSELS = ZoneInfo("Europe/Brussels")
BEFORE = datetime(2026, 3, 11, 8, tzinfo=BRUSSELS)
ASKED = datetime(2026, 3, 12, 10, tzinfo=BRUSSELS)
LAST_PERIOD, PERIOD = "2026-W10", "2026-W11"
A_PROGRAM = 20
"""Managers in one program."""


@dataclass(frozen=True, slots=True)
class Manager:
    """A project manager, as Teams and as the portfolio know them."""

    person: Person
    member: str
    program: str
    projects: tuple[str, ...]


def managers(count: int) -> list[Manager]:
    """So many managers; the first has one project, the second two, the third three, the fourth one again."""
    return [
        Manager(
            person=person(f"Manager {number}", number),
            member=f"m{number}",
            program=f"PRG-{number // A_PROGRAM}",
            projects=tuple(f"P{number}-{project}" for project in range(1, 2 + (number - 1) % 3)),
        )
        for number in range(1, count + 1)
    ]


def write_portfolio(folder: Path, staff: Sequence[Manager], channel: Channel) -> None:
    """The files of an import; every project was green last week, and the first program has the channel."""
    programs = dict.fromkeys(manager.program for manager in staff)
    projects = [(manager, code) for manager in staff for code in manager.projects]
    headquarters = ("HQ", "Headquarters", "BE", "Europe/Brussels", "none")
    _write(folder / "posts.csv", ("code", "name", "country", "timezone", "holidays"), [headquarters])
    _write(
        folder / "members.csv",
        ("id", "name", "entra_id", "language"),
        ((manager.member, manager.person.name, manager.person.entra_id, "en") for manager in staff),
    )
    _write(
        folder / "programs.csv",
        ("code", "name", "manager", "channel"),
        (
            (code, f"Program {code}", staff[0].member, "" if number else channel.id)
            for number, code in enumerate(programs)
        ),
    )
    _write(
        folder / "projects.csv",
        ("code", "program", "name", "manager", "phase", "end"),
        ((code, who.program, f"Project {code}", who.member, "executing", "2027-06-30") for who, code in projects),
    )
    _write(
        folder / "statuses.csv",
        ("project", "period", "rag", "summary", "reporter", "progress"),
        ((code, LAST_PERIOD, "green", "As planned.", who.member, "40") for who, code in projects),
    )


def _write(file: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([columns, *rows])
