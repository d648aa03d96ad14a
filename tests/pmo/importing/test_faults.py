"""A malformed file is refused with the file, the row, the column, and what is allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.importing.layouts import LAYOUTS
from pmo.importing.plan import check
from pmo.importing.sheets import LISTED, Sheet
from tests.pmo.importing.tables import (
    BASE,
    INDICATOR,
    MEMBER,
    MILESTONE,
    POST,
    PROGRAM,
    PROJECT,
    STATUS,
    TODAY,
    Rows,
    faults,
    sheet,
    sheets,
)

LIMITED = {**INDICATOR, "min": "0", "max": "100"}
BAND = {**INDICATOR, "direction": "band", "target": "0"}

FAULTS = [
    ("projects", [{**PROJECT, "code": ""}], 2, "code", "the cell is empty; a value is required"),
    ("projects", [{**PROJECT, "code": "VISA 1"}], 2, "code", "is not a code"),
    ("projects", [PROJECT, {**PROJECT, "code": "visa"}], 3, "code", "visa stands in row 2 already"),
    ("projects", [{**PROJECT, "program": "NONE"}], 2, "program", "NONE is not in the programs of this import"),
    ("projects", [{**PROJECT, "manager": "bob"}], 2, "manager", "bob is not in the members of this import"),
    ("projects", [{**PROJECT, "owner": "bob"}], 2, "owner", "bob is not in the members"),
    ("projects", [{**PROJECT, "phase": "doing"}], 2, "phase", "allowed: initiating, planning, executing"),
    ("projects", [{**PROJECT, "start": "1/3/2026"}], 2, "start", "allowed: YYYY-MM-DD"),
    ("projects", [{**PROJECT, "start": "2026-03-02", "end": "2026-03-01"}], 2, "end", "is before the start"),
    ("projects", [{**PROJECT, "start": "2026-03-02", "forecast_end": "2026-03-01"}], 2, "forecast_end", "is before"),
    ("projects", [{**PROJECT, "budget": "1.000,00"}], 2, "budget", "is not a number"),
    ("projects", [{**PROJECT, "budget": "-1"}], 2, "budget", "is negative; allowed: 0 or more"),
    ("projects", [{**PROJECT, "currency": "EURO"}], 2, "currency", "allowed: three letters"),
    ("projects", [{**PROJECT, "classification": "secret"}], 2, "classification", "allowed: internal, restricted"),
    ("projects", [{**PROJECT, "checkin_rule": "weekly"}], 2, "checkin_rule", "FREQ"),
    (
        "projects",
        [{**PROJECT, "description": "x" * 20_001}],
        2,
        "description",
        "20001 characters; allowed: up to 20000",
    ),
    ("projects", [{**PROJECT, "description": "a\0b"}], 2, "description", "NUL"),
    ("members", [MEMBER, {**MEMBER, "id": "ANA"}], 3, "id", "ANA stands in row 2 already"),
    ("members", [{**MEMBER, "email": "ana"}], 2, "email", "is not an e-mail address"),
    ("members", [{**MEMBER, "entra_id": "123"}], 2, "entra_id", "is not a GUID"),
    ("members", [{**MEMBER, "post": "XYZ"}], 2, "post", "XYZ is not in the posts of this import"),
    ("members", [{**MEMBER, "language": "es"}], 2, "language", "allowed: en, fr, nl, de"),
    ("members", [{**MEMBER, "role": "boss"}], 2, "role", "allowed: member, management, pmo"),
    ("members", [{**MEMBER, "external": "maybe"}], 2, "external", "allowed: yes, no"),
    ("members", [{**MEMBER, "timezone": "CET+1"}], 2, "timezone", "is not a time zone"),
    ("members", [{**MEMBER, "workweek": "mo-fr"}], 2, "workweek", "is not a working week"),
    ("posts", [{**POST, "country": "Belgium"}], 2, "country", "allowed: two letters of ISO 3166-1"),
    ("posts", [{**POST, "timezone": ""}], 2, "timezone", "the cell is empty"),
    ("posts", [{**POST, "hours": "17:00-09:00"}], 2, "hours", "end before they begin"),
    ("posts", [{**POST, "holidays": "BE;Narnia"}], 2, "holidays", "is not a country"),
    ("posts", [{**POST, "closed": "2026-01-02;soon"}], 2, "closed", "is not a date"),
    ("programs", [{**PROGRAM, "languages": "fr;es"}], 2, "languages", "allowed: en, fr, nl, de"),
    ("programs", [{**PROGRAM, "ask_at": "10h"}], 2, "ask_at", "is not a time"),
    ("programs", [{**PROGRAM, "answer_within": "soon"}], 2, "answer_within", "like 1d or 6h"),
    ("programs", [{**PROGRAM, "digest_rule": "FREQ=DAILY"}], 2, "digest_rule", "WEEKLY, MONTHLY or YEARLY"),
    ("programs", [{**PROGRAM, "channel": "general"}], 2, "channel", "is not a Teams channel id"),
    ("assignments", [{"project": "VISA", "member": "bob", "role": "steering"}], 2, "member", "bob is not in"),
    ("assignments", [{"project": "NO", "member": "ana", "role": "steering"}], 2, "project", "NO is not in"),
    ("assignments", [{"project": "VISA", "member": "ana", "role": "manager"}], 2, "role", "contributor, steering"),
    (
        "assignments",
        [{"project": "VISA", "member": "ana", "role": "steering", "deputy": "ANA"}],
        2,
        "deputy",
        "cannot stand in for themselves",
    ),
    (
        "assignments",
        [
            {"project": "VISA", "member": "ana", "role": "steering"},
            {"project": "visa", "member": "ana", "role": "steering"},
        ],
        3,
        "role",
        "stands in row 2 already",
    ),
    ("indicators", [{**INDICATOR, "direction": "up"}], 2, "direction", "allowed: higher, lower, band"),
    ("indicators", [{**INDICATOR, "amber": "80", "red": "90"}], 2, "red", "90 is above amber, 80"),
    ("indicators", [{**INDICATOR, "direction": "lower", "amber": "9", "red": "8"}], 2, "red", "8 is below amber, 9"),
    ("indicators", [{**BAND, "amber": "5", "red": "3"}], 2, "red", "must be the wider one"),
    ("indicators", [{**BAND, "amber": "-5"}], 2, "amber", "is negative"),
    ("indicators", [{**BAND, "target": "", "amber": "5"}], 2, "target", "needs a target"),
    ("indicators", [{**INDICATOR, "min": "5", "max": "1"}], 2, "max", "1 is less than min, 5"),
    ("indicators", [{**INDICATOR, "decimals": "7"}], 2, "decimals", "a whole number from 0 to 6"),
    ("indicators", [{**INDICATOR, "frequency": "daily"}], 2, "frequency", "allowed: weekly, monthly"),
    ("indicators", [{**INDICATOR, "reporter": "bob"}], 2, "reporter", "bob is not in"),
    ("milestones", [{**MILESTONE, "baseline_date": ""}], 2, "baseline_date", "the cell is empty"),
    ("milestones", [MILESTONE, {**MILESTONE, "code": "live"}], 3, "code", "VISA/live stands in row 2 already"),
    ("milestones", [{**MILESTONE, "after": "VISA/NONE"}], 2, "after", "VISA/NONE is not in the milestones"),
    ("milestones", [{**MILESTONE, "after": "visa/live"}], 2, "after", "cannot come after itself"),
    ("documents", [{"project": "VISA", "artefact": "Charter", "state": "lost"}], 2, "state", "not needed"),
    ("documents", [{"project": "VISA", "artefact": "Charter", "link": "http://e.org"}], 2, "link", "https://"),
    ("costs", [{"project": "VISA", "period": "March", "actual_cost": "1"}], 2, "period", "is not a period"),
    ("costs", [{"project": "VISA", "period": "2026-03", "actual_cost": "12 EUR"}], 2, "actual_cost", "not a number"),
    ("statuses", [{**STATUS, "rag": "blue"}], 2, "rag", "allowed: green, amber, red"),
    ("statuses", [{**STATUS, "progress": "101"}], 2, "progress", "a whole number from 0 to 100"),
    ("statuses", [{**STATUS, "project": "NONE"}], 2, "project", "NONE is not in the projects"),
    ("statuses", [{**STATUS, "reporter": "bob"}], 2, "reporter", "bob is not in"),
    ("statuses", [{**STATUS, "version": "0"}], 2, "version", "a whole number from 1 to"),
    ("statuses", [{**STATUS, "version": "1"}, {**STATUS, "version": "1"}], 3, "period", "stands in row 2 already"),
    ("statuses", [{**STATUS, "answered_at": "noon"}], 2, "answered_at", "is not an instant"),
    ("absences", [{"member": "ana", "from": "2026-03-02", "to": "2026-03-01"}], 2, "to", "before the first day"),
    ("absences", [{"member": "bob", "from": "2026-03-02", "to": "2026-03-03"}], 2, "member", "bob is not in"),
]


@pytest.mark.parametrize(("file", "rows", "row", "column", "says"), FAULTS)
def test_a_fault_is_told_by_file_row_column_and_sentence(
    file: str, rows: Rows, row: int, column: str, says: str
) -> None:
    found = faults(**{file: rows})
    assert (file, row, column) in [(fault.file, fault.row, fault.column) for fault in found]
    assert says in " ".join(fault.message for fault in found)


@pytest.mark.parametrize("file", LAYOUTS)
def test_a_required_column_that_is_missing_is_told_once_whatever_the_rows(file: str) -> None:
    required = [column.name for column in LAYOUTS[file].columns if column.required]
    empty = check({**sheets(**BASE), file: Sheet(("nothing",), [(2, ("x",)), (3, ("y",))])}, {}, TODAY)
    told = [fault.column for fault in empty.findings.errors if fault.file == file]
    assert told == required


def test_every_fault_of_every_file_is_told_at_once_in_the_order_of_the_rows() -> None:
    files = {
        **BASE,
        "members": [{**MEMBER, "email": "ana", "role": "boss"}],
        "projects": [{**PROJECT, "phase": "doing", "owner": "bob"}, {"code": "B", "program": "NONE", "name": "B"}],
    }
    found = check(sheets(**files), {}, TODAY).outcome(dry_run=False).errors
    assert [(fault.file, fault.row, fault.column) for fault in found] == [
        ("members", 2, "email"),
        ("members", 2, "role"),
        ("projects", 2, "phase"),
        ("projects", 2, "owner"),
        ("projects", 3, "program"),
    ]


def test_a_faulty_row_does_not_make_rows_that_speak_of_it_faulty() -> None:
    found = faults(projects=[{**PROJECT, "phase": "doing"}], statuses=[STATUS], milestones=[MILESTONE])
    assert [(fault.file, fault.column) for fault in found] == [("projects", "phase")]


def test_a_file_without_a_usable_header_does_not_make_rows_that_speak_of_it_faulty() -> None:
    found = faults(projects=[{"code": "VISA", "program": "CONSUL"}], statuses=[STATUS], milestones=[MILESTONE])
    assert [(fault.file, fault.row, fault.column) for fault in found] == [("projects", 1, "name")]


def test_a_column_that_stands_twice_is_a_fault() -> None:
    twice = check({"programs": Sheet(("code", "name", "name"), [(2, ("A", "B", "C"))])}, {}, TODAY)
    assert [(fault.row, fault.column) for fault in twice.findings.errors] == [(1, "name")]


def test_a_row_with_more_cells_than_the_header_is_a_fault_and_a_shorter_one_is_filled_up() -> None:
    wide = check({"programs": Sheet(("code", "name"), [(2, ("A", "B", "C")), (3, ("D", "E", " "))])}, {}, TODAY)
    assert [(fault.row, fault.message) for fault in wide.findings.errors] == [
        (2, "the row has 3 cells but the header has 2")
    ]
    assert not check({"programs": Sheet(("code", "name", "owner"), [(2, ("A", "B"))])}, {}, TODAY).refused


def test_unknown_columns_and_files_are_warned_of_once_and_ignored() -> None:
    programs = sheet([{**PROGRAM, "mood": "x"}, {"code": "B", "name": "B"}])
    plan = check({"programs": programs, "budget": Sheet(())}, {}, TODAY)
    assert [(note.file, note.column) for note in plan.findings.warnings] == [("budget", ""), ("programs", "mood")]
    assert not plan.refused


def test_a_thousand_errors_are_listed_and_the_others_counted() -> None:
    rows = [{**PROJECT, "code": f"P{number}", "phase": "doing"} for number in range(10_000)]
    outcome = check(sheets(**{**BASE, "projects": rows}), {}, TODAY).outcome(dry_run=False)
    assert len(outcome.errors) == LISTED
    assert outcome.more_errors == 9_000
    assert list(outcome.sentences())[-2:] == ["and 9,000 more errors", "Nothing was written."]
    assert outcome.as_json()["more_errors"] == 9_000


def test_one_object_id_belongs_to_one_member() -> None:
    entra = "5f0c7a52-9a3e-4d0b-8f43-0d5f6f0b7a11"
    found = faults(members=[{**MEMBER, "entra_id": entra}, {"id": "b", "name": "B", "entra_id": entra.upper()}])
    assert [(fault.row, fault.column) for fault in found] == [(3, "entra_id")]


@pytest.mark.parametrize("part", ["manager", "owner"])
def test_who_manages_or_owns_a_project_is_no_contributor(part: str) -> None:
    row = {"project": "visa", "member": "ANA", "role": "contributor"}
    found = faults(projects=[{**PROJECT, part: "ana"}], assignments=[row])
    assert [(fault.row, fault.column) for fault in found] == [(2, "role")]
    assert f"the {part} of VISA" in found[0].message


def test_the_owner_may_sit_in_the_steering_committee() -> None:
    row = {"project": "VISA", "member": "ana", "role": "steering"}
    assert not faults(projects=[{**PROJECT, "owner": "ana"}], assignments=[row])


def test_an_indicator_of_a_project_and_another_program_is_a_fault() -> None:
    programs = [PROGRAM, {"code": "OTHER", "name": "Other"}]
    scope = {"project": "VISA", "program": "OTHER"}
    found = faults(programs=programs, indicators=[{**INDICATOR, **scope}])
    assert [(fault.file, fault.column) for fault in found] == [("indicators", "program")]
    assert not faults(programs=programs, indicators=[{**INDICATOR, **scope, "program": "consul"}])


def test_a_value_lies_in_the_range_and_the_scope_of_its_indicator() -> None:
    row = {"indicator": "speed", "period": "2026-W10", "value": "101"}
    found = faults(indicators=[LIMITED], measurements=[row, {**row, "value": "-1"}, {**row, "value": "100"}])
    assert [(fault.row, fault.column) for fault in found] == [(2, "value"), (3, "value")]
    other = {"code": "B", "program": "CONSUL", "name": "B"}
    scoped = faults(
        projects=[PROJECT, other],
        indicators=[{**INDICATOR, "project": "VISA"}],
        measurements=[{**row, "project": "B"}],
    )
    assert [(fault.row, fault.column) for fault in scoped] == [(2, "project")]


def test_a_forecast_speaks_of_a_milestone_of_its_project() -> None:
    row = {"project": "VISA", "milestone": "live", "period": "2026-W10", "forecast_date": "2026-10-01"}
    assert not faults(milestones=[MILESTONE], forecasts=[row])
    found = faults(milestones=[MILESTONE], forecasts=[{**row, "milestone": "OTHER"}])
    assert [(fault.row, fault.column) for fault in found] == [(2, "milestone")]
    elsewhere = faults(milestones=[MILESTONE], forecasts=[{**row, "project": "NONE"}])
    assert [(fault.row, fault.column) for fault in elsewhere] == [(2, "project")]


def test_milestones_that_wait_for_each_other_are_a_fault() -> None:
    one, two = {**MILESTONE, "after": "VISA/B"}, {**MILESTONE, "code": "B", "after": "VISA/LIVE"}
    found = faults(milestones=[one, two])
    assert [(fault.file, fault.column) for fault in found] == [("milestones", "after")]
    assert "circle" in found[0].message


def test_without_posts_the_built_in_headquarters_can_be_named() -> None:
    plan = check(sheets(members=[{**MEMBER, "post": "hq"}]), {}, TODAY)
    assert not plan.refused
    assert check(sheets(members=[{**MEMBER, "post": "KTM"}]), {}, TODAY).refused


CELLS = st.text(max_size=12) | st.sampled_from(["VISA", "ana", "2026-03-11", "red", "1", "mon-fri", "x" * 20_001, "\0"])


@given(st.data())
def test_whatever_stands_in_the_cells_there_is_a_plan_or_a_place_for_every_fault(data: st.DataObject) -> None:
    """Hostile cells never raise."""
    files = {}
    for name, layout in LAYOUTS.items():
        columns = tuple(column.name for column in layout.columns)
        rows = data.draw(st.lists(st.tuples(*[CELLS] * len(columns)), max_size=2))
        files[name] = Sheet(columns, list(enumerate(rows, start=2)))
    plan = check(files, {}, TODAY)
    for fault in plan.findings.errors:
        assert fault.file in LAYOUTS
        assert fault.row is not None
        assert len(fault.message) < 1000
