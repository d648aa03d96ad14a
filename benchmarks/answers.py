"""A hundred managers who change their answers: every click stores the next version of what was changed."""

from collections import deque
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.traffic import BODY_BYTES, PLACEHOLDER, Broken, Line, post
from pmo.reports import Source
from storage.embedded import open_store
from storage.shelves import Records
from storage.tables import TABLES
from tests.crash.ministry import Manager
from tests.teams import LoopbackTeams, activities

FIELDS = {"rag": "green", "forecast_end": "2027-06-30", "blockers": ""}
"""What stays as it is; Teams sends all fields of a card with every click."""


class Answering:
    """One manager with an open check-in.

    Attributes:
        acknowledged: answers of single projects that the bot has acknowledged with a receipt.
    """

    def __init__(self, manager: Manager, teams: LoopbackTeams, url: str, token: str) -> None:
        self._manager = manager
        self._teams = teams
        self._url, self._token = url, token
        message = teams.message(manager.person, "checkin.submit")
        self._card, self._version, self._message = message.mark["key"], message.mark["version"], message.id
        self._said = dict.fromkeys(manager.projects, 0)
        self._filler = ""
        self._filler = " " + "x" * ((BODY_BYTES - len(self._body())) // len(manager.projects) - 1)
        self.acknowledged = 0

    async def change_one(self, line: Line, number: int) -> None:
        """Change the answer of one project; the first time all of them, for all are asked."""
        projects = self._manager.projects
        await self._send(line, number, projects if not self.acknowledged else (projects[number % len(projects)],))

    async def change_all(self, line: Line, number: int) -> None:
        """Change the answers of all projects."""
        await self._send(line, number, self._manager.projects)

    async def _send(self, line: Line, number: int, changed: Sequence[str]) -> None:
        self._said |= dict.fromkeys(changed, number)
        response = await line.ask(next(post(self._url, self._body(), self._token)))
        mark = msgspec.json.decode(response.header(b"X-Rapporteur") or b"{}", type=dict[str, Any])
        if response.status != 200 or (mark.get("kind"), mark.get("version")) != ("receipt", self._version + 1):
            raise Broken(f"not a receipt of version {self._version + 1}: {response.head!r} {response.body!r}")
        self._version += 1
        self.acknowledged += len(changed)

    def _body(self) -> bytes:
        values: dict[str, object] = {"card": self._card, "version": self._version}
        for code, number in self._said.items():
            changing = {"progress": str(number % 101), "summary": f"{number:06}. Tested.{self._filler}"}
            values |= {f"{code}/{field}": value for field, value in (FIELDS | changing).items()}
        activity = self._teams.personal(self._manager.person, "invoke") | {"id": PLACEHOLDER}
        return msgspec.json.encode(activities.click(activity, "checkin.submit", values, self._message))


class Crowd:
    """All of them, each doing one thing at a time."""

    def __init__(self, people: Sequence[Answering]) -> None:
        self._people = people
        self._free = deque(people)
        self._numbers = count(1)

    @property
    def acknowledged(self) -> int:
        """Answers of single projects that were acknowledged to anybody."""
        return sum(person.acknowledged for person in self._people)

    async def change_one(self, line: Line) -> None:
        """Let the next one who is free change one answer."""
        person = self._free.popleft()
        await person.change_one(line, next(self._numbers))
        self._free.append(person)

    async def change_all(self, line: Line) -> None:
        """Let the next one who is free change all their answers."""
        person = self._free.popleft()
        await person.change_all(line, next(self._numbers))
        self._free.append(person)


async def stored_answers(store: Path) -> int:
    """Answers of single projects that stand in a store."""
    opened = await open_store(store, TABLES, readonly=True)
    try:
        async with opened.transaction() as transaction:
            reports = await Records(transaction).reports.all()
    finally:
        await opened.close()
    return sum(report.source is Source.CARD for report in reports)
