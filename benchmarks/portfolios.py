"""A portfolio of any size in a store, the same for the same number."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from pmo.asks import Ask
from pmo.colours import Colour
from pmo.indicators import Direction, Indicator, Measurement
from pmo.judgements import Finding, Judgement
from pmo.periods import Span, period_of
from pmo.portfolio import Assigned, Assignment, Classification, Member, Phase, Program, Project, Rag, Role
from pmo.reports import Standing, StatusReport
from storage.contacts import Contact
from storage.embedded import EmbeddedStore, open_store
from storage.shelves import Records
from storage.tables import TABLES

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
A_PROGRAM, A_MANAGER, A_COMMIT = 50, 10, 100
WORDS = ("visa", "passport", "archive", "network", "cable", "residence", "consular", "payroll", "telephony", "identity")
WEEKS = tuple([period_of(TODAY - timedelta(weeks=n), Span.WEEK).name for n in range(104, 0, -1)])
"""The last two years, the oldest first."""


def people(projects: int) -> Iterator[Member]:
    """One of the PMO, one of the management, and a manager for every ten projects."""
    yield Member(id="pmo", name="Ana Peeters", role=Role.PMO, entra_id="e-pmo", language="en")
    yield Member(id="dir", name="Hilde De Smet", role=Role.MANAGEMENT, entra_id="e-dir", language="fr")
    for number in range(projects // A_MANAGER):
        yield Member(id=f"m{number}", name=f"Manager {number}", entra_id=f"e-m{number}", language="nl")


def programs(projects: int) -> Iterator[Program]:
    """One for every fifty projects, each led by another manager and with a channel."""
    for number in range(projects // A_PROGRAM):
        yield Program(code=f"PRG-{number}", name=f"Program {number}", manager=f"m{number}", channel=f"19:{number}")


def project(number: int, projects: int) -> Project:
    """A project in its program; every twentieth is closed, every thirtieth restricted."""
    dice = random.Random(number)
    end = date(2026, 6, 1) + timedelta(days=dice.randrange(600))
    name = f"{' '.join(dice.sample(WORDS, 3))} {number}".capitalize()
    return Project(
        code=f"PRJ-{number:05}",
        program=f"PRG-{number // A_PROGRAM}",
        name=name,
        manager=f"m{number // A_MANAGER}",
        owner=f"m{dice.randrange(projects // A_MANAGER)}",
        phase=Phase.CLOSED if number % 20 == 7 else Phase.EXECUTING,
        classification=Classification.RESTRICTED if number % 30 == 3 else Classification.INTERNAL,
        end=end,
        forecast_end=end + timedelta(days=dice.randrange(60)) if dice.random() < 0.4 else end,
    )


def status(number: int, week: str, place: int) -> StatusReport:
    """What was declared of a project in a week."""
    dice = random.Random(number * 1_000 + place)
    rag = dice.choices(tuple(Rag), (7, 2, 1))[0]
    end = date(2027, 1, 1) + timedelta(days=dice.randrange(90))
    answered = NOW - timedelta(weeks=len(WEEKS) - place)
    return StatusReport(
        project=f"PRJ-{number:05}",
        period=week,
        version=1,
        rag=rag,
        progress=min(100, place),
        forecast_end=end,
        summary=f"The {WORDS[place % 10]} has been delivered to {dice.randrange(120)} posts.",
        reporter=f"m{number // A_MANAGER}",
        answered_at=answered - timedelta(days=90) if dice.random() < 0.1 else answered,
    )


def documents(number: int, projects: int, weeks: tuple[str, ...]) -> dict[str, list[Any]]:
    """Everything of a project by the table it stands in, with what was said in these weeks."""
    one = project(number, projects)
    dice = random.Random(number + 10_000_000)
    reports = [status(number, week, place) for place, week in enumerate(WEEKS) if week in weeks]
    colour = dice.choice((Colour.GREEN, Colour.AMBER, Colour.RED))
    finding, indicator = Finding(colour=colour), f"{one.code}.I0"
    values = [measured(indicator, one.code, week, Decimal(dice.randrange(10_000)) / 100) for week in weeks]
    last = reports[-1]
    ask = Ask(
        project=one.code,
        program=one.program,
        period=WEEKS[-1],
        member=one.manager,
        at=NOW - timedelta(days=3),
        deadline=NOW - timedelta(days=2),
        answered_version=int(dice.random() < 0.8),
    )
    return {
        "projects": [one],
        "assignments": [
            Assignment(project=one.code, member=f"m{(number * 7 + n) % (projects // A_MANAGER)}", role=role)
            for n, role in enumerate((Assigned.CONTRIBUTOR, Assigned.CONTRIBUTOR, Assigned.STEERING))
        ],
        "standings": [Standing(report=last, since=last.period)],
        "judgements": [Judgement(project=one.code, as_of=TODAY, whole=finding, discreet=finding)],
        "indicators": [Indicator(code=indicator, name="On time", direction=Direction.HIGHER, project=one.code)],
        "latest": values[-1:],
        "reports": reports,
        "measurements": values,
        "asks": [ask],
    }


def measured(indicator: str, code: str, week: str, value: Decimal) -> Measurement:
    """A value of a week."""
    return Measurement(indicator=indicator, project=code, period=week, version=1, value=value, answered_at=NOW)


async def filled(folder: Path, projects: int, weeks: tuple[str, ...] = WEEKS[-1:]) -> EmbeddedStore:
    """A store with so many projects and what was said of them in these weeks, opened as a bot finds it."""
    store = await open_store(folder, TABLES)
    async with store.transaction() as transaction:
        records = Records(transaction)
        for member in people(projects):
            await records.members.put(member)
            contact = Contact(entra_id=member.entra_id, conversation=f"a:{member.id}", greeted=True)
            await records.contacts.put(contact)
        for program in programs(projects):
            await records.programs.put(program)
    for numbers in chunks(projects):
        async with store.transaction() as transaction:
            records = Records(transaction)
            for number in numbers:
                for table, rows in documents(number, projects, weeks).items():
                    for row in rows:
                        await getattr(records, table).put(row)
    await store.close()
    return await open_store(folder, TABLES)


def chunks(projects: int) -> Iterator[range]:
    """The numbers of so many projects, a commit at a time."""
    for first in range(0, projects, A_COMMIT):
        yield range(first, min(first + A_COMMIT, projects))
