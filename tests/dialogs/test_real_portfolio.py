"""A real portfolio in the product: rules tried on its past, and every end that was ever promised."""

from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.files import read_sheets
from dialogs import milestones, rule_keeping
from dialogs.desk import Desk, Person
from dialogs.turn import Place, Sender, Turn
from locales import speaker
from pmo.importing.sheets import Sheet
from pmo.rule_changes import RuleState
from storage.embedded import open_store
from storage.shelves import Records
from storage.tables import TABLES
from tests.dialogs.office import Office
from tests.pmo.real_portfolios import REAL, missing
from tests.pmo.test_conflicts_of_the_past import UK_1, told_by_the_files
from tests.teams.reading import plain

SNAPSHOT = datetime(2026, 3, 31, 12, tzinfo=UTC)
"""The last one that was published."""
PMO = Sheet(("id", "name", "role"), [(2, ("pmo", "Ana Peeters", "pmo"))])


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    if missing("uk"):
        pytest.skip(missing("uk"))
    store = await open_store(tmp_path, TABLES)
    office = Office(store)
    outcome = await office.bring_in({**read_sheets(REAL / "uk"), **read_sheets(UK_1), "members": PMO})
    assert not outcome.refused, list(outcome.sentences())
    yield office
    await store.close()


async def tried(code: str, office: Office) -> RuleState:
    """The rule, tried on the year before the snapshot, a project a transaction."""
    async with office.store.transaction() as transaction:
        desk = Desk(records=Records(transaction), now=SNAPSHOT, real=SNAPSHOT)
        await rule_keeping.begin_trial(await desk.records.rule_states.get(code), "pmo", desk)  # type: ignore[arg-type]
    while True:
        async with office.store.transaction() as transaction:
            desk = Desk(records=Records(transaction), now=SNAPSHOT, real=SNAPSHOT)
            if not await rule_keeping.try_next(desk):
                break
    state: RuleState = await office.get("rule_states", code)
    return state


async def test_a_rule_that_was_imported_and_tried_finds_what_a_straightforward_computation_finds(
    office: Office,
) -> None:
    active = {project.code for project in await office.all("projects") if project.phase.value != "closed"}
    expected = told_by_the_files()[SNAPSHOT.date().isoformat()] & active
    found = set()
    for code in ("uk-1-end", "uk-1-cost"):
        state = await tried(code, office)
        assert state.tried
        assert state.trial is not None
        assert state.trial.failed == 0
        found |= set(state.trial.fires_now)
    assert found == expected
    assert found


async def test_every_end_that_was_ever_promised_is_shown(office: Office) -> None:
    sheet = read_sheets(REAL / "uk")["forecasts"]
    ever = defaultdict(set)
    for _, (project, milestone, _, day) in sheet.lines:
        if milestone == "END":
            ever[project].add(datetime.fromisoformat(day).date())
    assert len(ever) > 50
    say = speaker("en", SNAPSHOT.tzinfo)
    for project, days in ever.items():
        words = await asked(f"milestones {project}", office)
        assert not [day for day in days if say.date(day) not in words], project


async def asked(text: str, office: Office) -> str:
    """What the PMO is answered in private."""
    place = Place(kind="personal", conversation="a:1", service_url="https://smba.example")
    turn = Turn(kind="words", id="1", sender=Sender(tenant="t", entra_id="e", teams_id="29:1"), place=place, text=text)
    async with office.store.transaction() as transaction:
        desk = Desk(records=Records(transaction), now=SNAPSHOT, real=SNAPSHOT)
        person: Person | None = await desk.member("pmo")
        assert person is not None
        reply = await milestones.milestones(turn, person, desk)
    return plain(reply.card or {})
