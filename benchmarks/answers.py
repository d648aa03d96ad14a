"""A hundred managers who change their answers: every click stores a new version of each of their projects."""

from collections import deque
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.traffic import BODY_BYTES, PLACEHOLDER, Broken, Line, post
from pmo.reports import Source
from storage.embedded import open_store
from storage.tables import TABLES, Records
from tests.crash.ministry import Manager
from tests.teams import LoopbackTeams, activities


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
        self.acknowledged = 0

    async def answer(self, line: Line, number: int) -> None:
        """Answer for all projects, each with other values than before.

        Raises:
            Broken: the answer is not a receipt of the next version.
        """
        response = await line.ask(next(post(self._url, self._body(number), self._token)))
        mark = msgspec.json.decode(response.header(b"X-Rapporteur") or b"{}", type=dict[str, Any])
        if response.status != 200 or (mark.get("kind"), mark.get("version")) != ("receipt", self._version + 1):
            raise Broken(f"{response.head.decode()}{response.body.decode()}")
        self._version += 1
        self.acknowledged += len(self._manager.projects)

    def _body(self, number: int) -> bytes:
        values: dict[str, object] = {"card": self._card, "version": self._version}
        for code in self._manager.projects:
            values |= {
                f"{code}/rag": "green",
                f"{code}/progress": str(number % 101),
                f"{code}/forecast_end": "2027-06-30",
                f"{code}/summary": f"{number}. The interfaces were tested.",
                f"{code}/blockers": "",
            }
        activity = self._teams.personal(self._manager.person, "invoke") | {"id": PLACEHOLDER}
        click = activities.click(activity, "checkin.submit", values, self._message)
        missing = BODY_BYTES - len(msgspec.json.encode(click))
        first = f"{self._manager.projects[0]}/summary"
        values[first] = f"{values[first]}{' More.' * (missing // 6)}"
        return msgspec.json.encode(activities.click(activity, "checkin.submit", values, self._message))


class Crowd:
    """All of them, each doing one thing at a time."""

    def __init__(self, people: Sequence[Answering]) -> None:
        self._people = people
        self._free = deque(people)
        self._numbers = count()

    @property
    def acknowledged(self) -> int:
        """Answers of single projects that were acknowledged to anybody."""
        return sum(person.acknowledged for person in self._people)

    async def answer(self, line: Line) -> None:
        """Let the next one who is free answer."""
        person = self._free.popleft()
        await person.answer(line, next(self._numbers))
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
