"""The week of the small portfolio, played through the whole bot: what it leaves in the store and in every chat."""

import asyncio
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from bot.importing import import_files
from dialogs.person_views import version_of
from pmo.alerts import Cause
from pmo.importing.sheets import Sheets
from pmo.logs import LogKind
from pmo.offices import OfficeState
from tests.rights.portfolio import CHANNELS, PEOPLE, members, sheet
from tests.scenarios.world import BRUSSELS, WEDNESDAY, World, settings_in
from tests.teams import LoopbackTeams, activities
from tests.teams.activities import Activity

NOW = datetime(2026, 3, 13, 15, tzinfo=BRUSSELS)
"""Friday afternoon: the week was asked about, answered in part, and told in digests."""
ANSWERED = {
    "mana": {"ALTAIR": ("red", "sima")},
    "sima": {"CAPELLA": ("amber", "petra"), "DENEB": ("red", "pmo")},
    "fama": {"ELECTRA": ("red", "pmo"), "FOMALHAUT": ("green", "")},
    "dede": {"GACRUX": ("red", "pmo"), "HADAR": ("green", "")},
    "exma": {"IZAR": ("amber", "pmo")},
    "mixa": {"KRAZ": ("amber", "olga")},
}
"""Who answers what for which project, and whom they ask for help; the others are missing."""
WATCHED = {"mixa": "KRAZ", "cora": "NORTHWIND", "moira": "phase:executing", "exma": "red", "dede": "program:NORTHWIND"}
"""Who wants to be told when what changes."""


@dataclass(frozen=True, slots=True)
class Week:
    """What there is at the end of the week.

    Attributes:
        folder: of the store.
        heard: everything the bot ever sent, by the conversation it stands in.
    """

    folder: Path
    heard: dict[str, list[Activity]]


async def played(folder: Path, brought: Sheets) -> Week:
    """Import, ask, answer, judge, alert and tell in digests."""
    people = list(PEOPLE.values())
    async with LoopbackTeams(people, CHANNELS) as teams:
        settings = settings_in(teams, folder, clock=WEDNESDAY)
        teams.connector.in_team = True
        teams.connector.team = people
        for found in (brought, {"members": sheet(*members(left=True))}):
            outcome = await import_files(settings, found, dry_run=False)
            assert not outcome.refused, list(outcome.sentences())
        world = World(teams, settings, PEOPLE)
        await world.start()
        try:
            await _lived(world, brought)
        finally:
            await world.stop()
        sent = {
            base: [one for posted in found for one in posted.history] for base, found in teams.connector.posted.items()
        }
    return Week(folder, sent)


async def _lived(world: World, brought: Sheets) -> None:
    known = {line[1][0] for line in brought["projects"].lines}
    for one in PEOPLE.values():
        await world.teams.install(one)
    await world.settled()
    for member, words in WATCHED.items():
        await world.asks(member, f"watch {words}")
    await world.until("2026-03-12 10:00")
    for member, said in ANSWERED.items():
        for code, (rag, helper) in said.items():
            if code in known:
                await _answered(world, member, code, rag, helper)
    await world.settled()
    await _rules_go_live(world)
    await _workbook_sent(world)
    await _decisions_asked(world)
    await _logs_written(world, known)
    await world.until("2026-03-13 14:00")
    await world.asks("mana", "propose Askquill less of us")
    await world.until("2026-03-13 15:00")
    await world.settled()


async def _rules_go_live(world: World) -> None:
    """Two of the PMO want them, after a trial; some rules and limits still wait for the second."""
    known = await world.records(lambda records: records.rule_states.all())
    for state in known:
        await _pressed(world, "petra", "rule.try", rule=state.code)
    while await world.service.judge.try_one():
        pass
    for state in known:
        if "HADAR" in state.code:
            continue  # still waits for anybody
        for member in ("piet", "petra") if "GACRUX" not in state.code else ("piet",):
            now = await world.records(lambda records, key=state.key: records.rule_states.get(key))
            await _pressed(world, member, "rule.want", rule=now.code, version=now.version, sure="true")
    await _pressed(world, "piet", "limits.save", scope="BELLATRIX", version="1", slip_amber="7")
    nemo = await world.records(lambda records: records.members.get("nemo"))
    version = version_of(nemo, OfficeState(member="nemo"))
    await _pressed(world, "piet", "person.save", member="nemo", version=version, role="management")


async def _decisions_asked(world: World) -> None:
    """Of somebody of the PMO, who may decide on everything."""
    for alert in await world.records(lambda records: records.alerts.all()):
        if alert.cause is Cause.DECLARED and alert.is_open and alert.project != "KRAZ":
            said = {"action": f"What {alert.project.title()} shall do", "by": "2026-03-20", "owner": "petra"}
            await _pressed(world, "piet", "alert.decision", alert=alert.key, version=alert.version, **said)
    await world.settled()


async def _logs_written(world: World, known: Collection[str]) -> None:
    """Of some projects there are a risk, an issue and a change."""
    for code in ("ALTAIR", "BELLATRIX", "CAPELLA", "DENEB", "ELECTRA", "FOMALHAUT"):
        for kind in LogKind if code in known else ():
            said = {"title": f"What may become of {code.title()}", "likelihood": "4", "impact": "5", "owner": "petra"}
            await _pressed(world, "piet", "log.add", kind=kind.value, project=code, form=f"{code}/{kind}", **said)


async def _workbook_sent(world: World) -> None:
    """It waits for the word of who sent it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "projects"
    sheet.append(("code", "program", "name"))
    sheet.append(("ALTAIR", "NORTHWIND", "Altair goes on"))
    content = BytesIO()
    book.save(content)
    await world.teams.send_file(PEOPLE["petra"], "portfolio.xlsx", content.getvalue())
    while any(one.is_at_work for one in await world.records(lambda records: records.uploads.all())):
        await asyncio.sleep(0.05)


async def _pressed(world: World, who: str, verb: str, /, **data: Any) -> None:
    """A button whose message nobody has looked for."""
    await world.teams.post(activities.click(world.teams.personal(PEOPLE[who], "invoke"), verb, data, ""))


async def _answered(world: World, member: str, code: str, rag: str, helper: str) -> None:
    name = code.title()
    said: dict[str, Any] = {"rag": rag, "summary": f"What {name} says", "blockers": f"What holds {name} up"}
    if helper:
        said |= {"cause": f"Why {name} is so", "action": f"What {name} does", "action_owner": member}
        said |= {"help": f"What {name} needs", "help_from": helper}
    answer = await world.fill(member, code, **said)
    assert answer.status == 200


def copied(week: Week, to: Path) -> Path:
    """The store once more."""
    shutil.copytree(week.folder, to)
    return to
