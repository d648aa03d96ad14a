"""The sample ministry on loopback: its people in a Teams of our own, the whole bot, and a clock moved by hand."""

import csv
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot.app import Service, running
from bot.files import read_sheets
from bot.importing import import_files
from bot.settings import Settings
from dialogs.desk import Desk
from dialogs.importing import bring_in
from pmo.importing.outcome import ImportOutcome
from pmo.importing.sheets import Sheet
from pmo.reports import StatusReport
from samples import SAMPLES
from storage.outbox import Delivery
from tests.teams import LoopbackTeams
from tests.teams.connector import Posted
from tests.teams.loopback import Answer
from tests.teams.people import APP_ID, TENANT, Channel, Person

BRUSSELS = ZoneInfo("Europe/Brussels")
WEDNESDAY = datetime(2026, 3, 11, 8, tzinfo=BRUSSELS)
STATUS = Channel(name="Status", id="19:status@thread.tacv2")
GENERAL = Channel(name="General", id="19:team@thread.tacv2")
CHANNELS = (GENERAL, STATUS)


class World:
    """What a scenario works with.

    Attributes:
        people: by member id.
        service: the bot, while it runs.
    """

    service: Service

    def __init__(self, teams: LoopbackTeams, settings: Settings, people: Mapping[str, Person]) -> None:
        self.teams = teams
        self.people = people
        self._settings = settings
        self._running = AsyncExitStack()

    async def start(self, **changes: Any) -> None:
        """Start the bot; settings that are given stay changed."""
        self._settings = self._settings.model_copy(update=changes)
        self.service = await self._running.enter_async_context(running(self._settings))
        self.teams.bot = f"http://127.0.0.1:{self.service.port}/api/messages"

    @property
    def settings(self) -> Settings:
        """Those of the bot."""
        return self._settings

    async def stop(self) -> None:
        """Stop the bot; its store and Teams stay as they are."""
        await self._running.aclose()

    async def change(self, table: str, code: str, **cells: str) -> None:
        """Import a table of the sample again with other cells in the rows of this code, while the bot is stopped."""
        await self.change_rows(table, **{code: cells})

    async def change_rows(self, table: str, **rows: Mapping[str, str]) -> None:
        """The same with other cells in the rows of several codes."""
        sheet = read_sheets(SAMPLES)[table]
        changed = [
            (number, tuple(rows.get(row[0], {}).get(name, cell) for name, cell in zip(sheet.columns, row, strict=True)))
            for number, row in sheet.lines
        ]
        outcome = await import_files(self._settings, {table: Sheet(sheet.columns, changed)}, dry_run=False)
        assert not outcome.refused, list(outcome.sentences())

    async def change_live(self, table: str, *, without: Collection[str] = (), **rows: Mapping[str, str]) -> None:
        """Import a table of the sample again, as it comes to be while the bot runs: some rows gone, some changed."""
        sheet = read_sheets(SAMPLES)[table]
        changed = [
            (number, tuple(rows.get(row[0], {}).get(name, cell) for name, cell in zip(sheet.columns, row, strict=True)))
            for number, row in sheet.lines
            if row[0] not in without
        ]
        await self._bring_in_live(table, Sheet(sheet.columns, changed))

    async def add_live(self, table: str, *rows: Mapping[str, str]) -> None:
        """Import a table of the sample again with more rows, while the bot runs."""
        sheet = read_sheets(SAMPLES)[table]
        last = sheet.lines[-1][0]
        more = [
            (last + number, tuple(row.get(name, "") for name in sheet.columns)) for number, row in enumerate(rows, 1)
        ]
        await self._bring_in_live(table, Sheet(sheet.columns, [*sheet.lines, *more]))

    async def _bring_in_live(self, table: str, sheet: Sheet) -> None:
        async def at(desk: Desk) -> ImportOutcome:
            return await bring_in({table: sheet}, desk)

        await self.settled()
        outcome = await self.service.office.work(at)
        assert not outcome.refused, list(outcome.sentences())
        await self.settled()

    def __getitem__(self, member: str) -> Person:
        return self.people[member]

    async def until(self, text: str, zone: ZoneInfo = BRUSSELS) -> dict[str, Any]:
        """Move the clock to a local instant (`2026-03-12 10:00`), in Brussels unless told otherwise."""
        now = datetime.fromisoformat(text).replace(tzinfo=zone)
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"http://127.0.0.1:{self.service.port}/_clock", json={"now": now.isoformat()}) as answer,
        ):
            assert answer.status == 200, await answer.text()
            told: dict[str, Any] = await answer.json()
            return told

    async def settled(self) -> None:
        """Let the figures that have changed be judged, and what follows be sent."""
        await self.service.judge.settle()
        await self.service.delivery.settled(5)

    async def fill(self, member: str, code: str, **values: str) -> Answer:
        """Fill in one project on the newest check-in card and send it."""
        inputs = {f"{code}/{name}": value for name, value in values.items()}
        person = self[member]
        return await self.teams.execute(person, self.checkin(member), "checkin.submit", inputs)

    async def asks(self, member: str, words: str) -> Posted:
        """Type something to the bot; the message it answers with, in the person's chat."""
        before = len(self.teams.personal_messages(self[member]))
        await self.teams.say(self[member], words)
        messages = self.teams.personal_messages(self[member])
        assert len(messages) > before, f"no answer to {words!r}"
        return messages[-1]

    async def presses(self, member: str, message: Posted, verb: str, values: Mapping[str, Any] | None = None) -> Answer:
        """Press the button of this verb on a message, with inputs filled in."""
        return await self.teams.execute(self[member], message, verb, values)

    async def reports(self, project: str, period: str = "2026-W11") -> list[StatusReport]:
        """Every version that is stored of a project and period."""
        found = await self.records(lambda records: records.reports.find("project", project.casefold()))
        return [report for report in found if report.period == period]

    def checkin(self, member: str) -> Posted:
        """The newest check-in card in somebody's chat."""
        return self.teams.message(self[member], "checkin.submit")

    def told(self, member: str, kind: str) -> list[Posted]:
        """The messages of a kind in somebody's chat, by what they were when they were sent."""
        messages = self.teams.personal_messages(self[member])
        return [message for message in messages if mark_of(message.history[0]).get("kind") == kind]

    async def outcomes(self) -> list[Delivery]:
        """What became of every letter so far, in the order in which they ended."""
        found: list[Delivery] = await self.records(lambda records: records.deliveries.find("at"))
        return found

    def posts(self, channel: Channel = STATUS) -> list[Posted]:
        """What the bot posted in a channel."""
        return self.teams.channel_messages(channel.name)

    async def records(self, look: Any) -> Any:
        """Look into the store: `look` gets the records."""

        async def at(desk: Desk) -> Any:
            return await look(desk.records)

        return await self.service.office.work(at)


def mark_of(activity: Mapping[str, Any]) -> dict[str, Any]:
    """What a message says it is about (CONTRACT §2)."""
    mark: dict[str, Any] = (activity.get("channelData") or {}).get("rapporteur") or {}
    return mark


def sample_people() -> dict[str, Person]:
    """The members of the sample portfolio as Teams knows them, by member id."""
    with (SAMPLES / "members.csv").open(encoding="utf-8-sig", newline="") as file:
        return {
            row["id"]: Person(name=row["name"], entra_id=row["entra_id"], teams_id=f"29:{row['id']}")
            for row in csv.DictReader(file)
        }


@asynccontextmanager
async def ministry(
    folder: Path, installed: tuple[str, ...] = ("nbrennan",), channels: Sequence[Channel] = CHANNELS, **changes: Any
) -> AsyncIterator[World]:
    """The sample portfolio on the Wednesday before the first asking day; these members have the app, and so has the
    team."""
    people = sample_people()
    async with LoopbackTeams(list(people.values()), channels) as teams:
        settings = settings_in(teams, folder, **changes)
        outcome = await import_files(settings, read_sheets(SAMPLES), dry_run=False)
        assert not outcome.refused, list(outcome.sentences())
        world = World(teams, settings, people)
        await world.start()
        try:
            teams.connector.in_team = True
            for member in installed:
                await teams.install(people[member])
            yield world
        finally:
            await world.stop()


def settings_in(teams: LoopbackTeams, folder: Path, **changes: Any) -> Settings:
    """The bot's settings in this Teams, identity and tokens included."""
    known = teams.settings()
    values: dict[str, Any] = {
        "app_id": APP_ID,
        "app_secret": known.app_secret,
        "tenant_id": TENANT,
        "openid_url": known.openid_url,
        "issuer": known.issuer,
        "token_url": known.token_url,
        "service_hosts": ",".join(known.service_hosts),
        "store": str(folder),
        "clock": WEDNESDAY,
        "port": 0,
    }
    return Settings.model_validate(values | changes)
