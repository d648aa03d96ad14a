"""A large ministry all of whose project managers are asked at the same instant, with texts as long as people write."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.files import read_sheets
from bot.importing import import_files
from bot.settings import Settings
from storage.contacts import TENANT, Address, Contact
from storage.embedded import open_store
from storage.shelves import Records
from storage.tables import TABLES
from tests.crash.ministry import ASKED, LAST_PERIOD
from tests.teams.people import Person, person

Row = Mapping[str, str]
"""One row of a file of an import, by column."""
EVE = ASKED - timedelta(minutes=1)
"""Where the clock stands at first; nothing is due between it and the asking instant."""
_POSTS = {"HQ": "BE", "AMS": "NL", "BER": "DE", "LUX": "LU", "PAR": "FR"}
"""Posts with their countries: one time zone, each its own public holidays."""
_LANGUAGES = ("en", "fr", "nl", "de")
_A_PROGRAM = 50
_SUMMARY = (
    "The posts of the second wave have moved to the new network and work with it. Acceptance by the users is planned "
    "for the week after the holidays; the training material is with the translators. The remaining posts follow from "
    "May on, two a week, in the order that was agreed with the directorate."
)
_BLOCKERS = (
    "Customs clearance of the second delivery of routers takes longer than the supplier had announced; the embassy has "
    "been asked to write."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked.

    Attributes:
        known: the app is installed, so their chat with the bot is known.
    """

    number: int
    person: Person
    known: bool

    @property
    def member(self) -> str:
        """Their id in the portfolio."""
        return f"m{self.number}"

    @property
    def projects(self) -> tuple[str, ...]:
        """Codes of their projects, two or three."""
        return tuple(f"P{self.number}-{one}" for one in range(1, 3 + self.number % 2))

    @property
    def indicator(self) -> str:
        """Code of what they measure in their first project every week."""
        return f"I{self.number}"


def roster(count: int) -> list[Asked]:
    """So many members; every second pair has the app."""
    return [Asked(n, person(f"Manager {n}", n), known=n % 4 < 2) for n in range(1, count + 1)]


def questions_to(members: Iterable[Asked]) -> int:
    """How many questions they are asked together."""
    return sum(len(asked.projects) + 1 for asked in members)


async def brought_in(folder: Path, members: Sequence[Asked], connector: str) -> Path:
    """A store with their portfolio and the chats that are known; `connector` is the service address of all."""
    for file, rows in _files(members).items():
        _write(folder / "files" / f"{file}.csv", rows)
    settings = Settings(local=True, store=str(folder / "store"), clock=EVE)
    outcome = await import_files(settings, read_sheets(folder / "files"), dry_run=False)
    assert not outcome.refused, list(outcome.sentences())
    store = await open_store(settings.folder, TABLES)
    async with store.transaction() as transaction:
        records = Records(transaction)
        await records.addresses.put(Address(id=TENANT, service_url=connector))
        for asked in members:
            if asked.known:
                await records.contacts.put(_contact(asked.person, connector))
    await store.close()
    return settings.folder


def _contact(known: Person, connector: str) -> Contact:
    return Contact(
        entra_id=known.entra_id,
        teams_id=known.teams_id,
        conversation=known.personal,
        service_url=connector,
        locale=known.locale,
        timezone=known.timezone,
        greeted=True,
    )


def _files(members: Sequence[Asked]) -> Mapping[str, Iterable[Row]]:
    projects = [(asked, number, code) for asked in members for number, code in enumerate(asked.projects)]
    programs = dict.fromkeys(_program(asked, number) for asked, number, _ in projects)
    return {
        "posts": (_post(code, country) for code, country in _POSTS.items()),
        "members": (_member(asked) for asked in members),
        "programs": ({"code": code, "name": f"Program {code}"} for code in programs),
        "projects": (_project(asked, _program(asked, number), code) for asked, number, code in projects),
        "indicators": (_indicator(asked) for asked in members),
        "milestones": (row for _, _, code in projects for row in _milestones(code)),
        "statuses": (_status(asked, code) for asked, _, code in projects),
    }


def _post(code: str, country: str) -> Row:
    return {"code": code, "name": f"Post {code}", "country": country, "timezone": "Europe/Brussels"}


def _member(asked: Asked) -> Row:
    return {
        "id": asked.member,
        "name": asked.person.name,
        "entra_id": asked.person.entra_id,
        "post": list(_POSTS)[asked.number % len(_POSTS)],
        "language": _LANGUAGES[asked.number % len(_LANGUAGES)],
    }


def _program(asked: Asked, number: int) -> str:
    """The first project of somebody is in one program, the others in the next."""
    return f"PRG-{asked.number // _A_PROGRAM + min(number, 1)}"


def _project(asked: Asked, program: str, code: str) -> Row:
    return {
        "code": code,
        "program": program,
        "name": f"Renewal of the network of the posts, part {code}",
        "manager": asked.member,
        "phase": "executing",
        "end": "2027-06-30",
    }


def _indicator(asked: Asked) -> Row:
    return {
        "code": asked.indicator,
        "name": "Availability of the service",
        "unit": "%",
        "direction": "higher",
        "target": "99",
        "amber": "98",
        "red": "95",
        "frequency": "weekly",
        "project": asked.projects[0],
        "reporter": asked.member,
    }


def _status(asked: Asked, code: str) -> Row:
    return {
        "project": code,
        "period": LAST_PERIOD,
        "rag": "green",
        "summary": _SUMMARY,
        "blockers": _BLOCKERS,
        "reporter": asked.member,
        "progress": "40",
    }


def _milestones(code: str) -> Iterator[Row]:
    """One is late, one is due before the next ask."""
    for number, day in enumerate(("2026-03-06", "2026-03-18"), 1):
        yield {
            "project": code,
            "code": f"M{number}",
            "name": f"Acceptance of stage {number} by the users",
            "baseline_date": day,
        }


def _write(file: Path, rows: Iterable[Row]) -> None:
    listed = list(rows)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)
