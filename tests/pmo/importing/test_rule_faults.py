"""A rule that could never be evaluated is refused when it is written, with its row, its column and what is allowed."""

import pytest

from tests.pmo.importing.tables import INDICATOR, MILESTONE, PROGRAM, PROJECT, RULE, Rows, faults

FAULTS = [
    ("rules", [{"code": "R", "kind": "guess", "severity": "red", "owner_role": "pmo"}], 2, "kind", "allowed: limit"),
    ("rules", [{"code": "R", "kind": "slip", "severity": "green", "owner_role": "pmo"}], 2, "severity", "amber, red"),
    ("rules", [{"code": "R", "kind": "limit", "severity": "red", "owner_role": "pmo"}], 2, "operator", "needs it"),
    ("rules", [{"code": "R", "kind": "all_of", "severity": "red", "owner_role": "pmo"}], 2, "of", "needs the codes"),
    ("rules", [{**RULE, "kind": "limit", "indicator": "NONE"}], 2, "indicator", "NONE is not in indicators"),
    ("rules", [{**RULE, "kind": "limit", "indicator": "*.NONE"}], 2, "indicator", "no indicator ends in .NONE"),
    ("rules", [{**RULE, "kind": "limit", "indicator": "status"}], 2, "value", "is not a status"),
    ("rules", [{**RULE, "kind": "limit", "indicator": "spi", "n": "2"}], 2, "n", "as it is now only"),
    ("rules", [{**RULE, "kind": "limit", "indicator": "spi", "value": "9%"}], 2, "value", "is a share"),
    ("rules", [{**RULE, "kind": "limit", "indicator": "spi", "value": "9 days"}], 2, "value", "is not a number"),
    ("rules", [{**RULE, "kind": "limit", "indicator": "spi", "value": "nan"}], 2, "value", "is not a number"),
    ("rules", [{**RULE, "kind": "change", "indicator": "cpi"}], 2, "indicator", "no earlier values"),
    ("rules", [{**RULE, "kind": "trend", "indicator": "progress"}], 2, "indicator", "measured indicators only"),
    ("rules", [{**RULE, "kind": "run", "indicator": "progress", "value": "4"}], 2, "value", "none of Nelson's rules"),
    ("rules", [{**RULE, "kind": "stale", "value": "0"}], 2, "value", "always passed"),
    ("rules", [{**RULE, "kind": "slip", "indicator": "NONE"}], 2, "indicator", "no project has a milestone NONE"),
    ("rules", [{**RULE, "kind": "slip", "of": "NONE"}], 2, "of", "no project has a milestone NONE"),
    ("rules", [{**RULE, "kind": "past_gate", "value": "RfX"}], 2, "value", "is not a gate; allowed: RfP, RfE, RfC"),
    ("rules", [{**RULE, "kind": "conflict", "n": "3"}], 2, "n", "at most 2 steps"),
    ("rules", [{**RULE, "kind": "order", "n": "2"}], 2, "n", "counts nothing"),
    ("rules", [{**RULE, "kind": "limit", "indicator": "status", "value": "red"}], 2, "value", "would never hold"),
    ("rules", [{**RULE, "kind": "limit", "indicator": "spi", "value": "1_0"}], 2, "value", "is not a number"),
    ("rules", [{**RULE, "kind": "order", "indicator": "status"}], 2, "indicator", "looks at no indicator"),
    ("rules", [{**RULE, "kind": "order", "of": "R"}], 2, "of", "joins no others"),
    ("rules", [{**RULE, "kind": "all_of", "of": "R"}], 2, "of", "cannot join itself"),
    ("rules", [{**RULE, "kind": "all_of", "of": "NONE"}], 2, "of", "NONE is not in the rules"),
    (
        "rules",
        [
            {**RULE, "code": "A", "kind": "order"},
            {**RULE, "code": "B", "kind": "all_of", "of": "A"},
            {**RULE, "code": "C", "kind": "all_of", "of": "B"},
        ],
        4,
        "of",
        "B joins other rules itself",
    ),
    (
        "rules",
        [{"code": "R", "kind": "slip", "value": "ten", "severity": "red", "owner_role": "pmo"}],
        2,
        "value",
        "is not a number",
    ),
    (
        "rules",
        [{"code": "R", "kind": "slip", "scope": "NONE", "severity": "red", "owner_role": "pmo"}],
        2,
        "scope",
        "NONE is not in the programs or projects",
    ),
]


@pytest.mark.parametrize(("file", "rows", "row", "column", "says"), FAULTS)
def test_a_rule_that_cannot_be_evaluated_is_told_by_row_column_and_sentence(
    file: str, rows: Rows, row: int, column: str, says: str
) -> None:
    found = faults(**{file: rows})
    assert (file, row, column) in [(fault.file, fault.row, fault.column) for fault in found]
    assert says in " ".join(fault.message for fault in found)


def test_a_rule_that_can_be_evaluated_is_taken() -> None:
    rows: Rows = [
        {**RULE, "code": "A", "kind": "limit", "indicator": "status", "value": "amber"},
        {**RULE, "code": "B", "kind": "change", "indicator": "progress", "value": "-10%"},
        {**RULE, "code": "C", "kind": "all_of", "of": "A;B"},
        {**RULE, "code": "D", "kind": "past_gate", "value": "RfE"},
        {**RULE, "code": "E", "kind": "slip", "value": "10%", "n": "1"},
    ]
    assert faults(rules=rows) == []


ELSEWHERE = {
    "programs": [PROGRAM, {"code": "NET", "name": "Network"}],
    "projects": [PROJECT, {"code": "LINE", "program": "NET", "name": "Lines"}],
    "milestones": [MILESTONE, {**MILESTONE, "project": "LINE", "code": "UP"}],
    "indicators": [
        {**INDICATOR, "code": "VISA.UP", "project": "VISA", "min": "0", "max": "100"},
        {**INDICATOR, "code": "LINE.DOWN", "project": "LINE", "min": "0", "max": "100"},
    ],
}
UP = {**RULE, "kind": "limit", "indicator": "VISA.UP"}
NEVER = [
    ({**UP, "scope": "LINE"}, "indicator", "VISA.UP is an indicator of VISA, not of LINE"),
    ({**UP, "scope": "NET"}, "indicator", "VISA.UP is an indicator of VISA, not of NET"),
    ({**UP, "scope": "VISA", "indicator": "*.DOWN"}, "indicator", "no indicator of VISA ends in .DOWN"),
    ({**UP, "value": "100"}, "value", "no value of VISA.UP is > 100: it is 100 at most"),
    ({**UP, "operator": ">=", "value": "101"}, "value", "it is 100 at most"),
    ({**UP, "operator": "<", "value": "0"}, "value", "no value of VISA.UP is < 0: it is 0 at least"),
    ({**UP, "operator": "=", "value": "-1"}, "value", "it is 0 at least"),
    ({**RULE, "kind": "slip", "scope": "VISA", "indicator": "UP"}, "indicator", "VISA has no milestone UP"),
    ({**UP, "kind": "trend", "n": "4"}, "n", "of fewer than 5 values"),
]


@pytest.mark.parametrize(("row", "column", "says"), NEVER)
def test_a_rule_that_could_never_hold_where_it_looks_is_refused(row: dict[str, str], column: str, says: str) -> None:
    assert [(fault.column, says in fault.message) for fault in faults(**ELSEWHERE, rules=[row])] == [(column, True)]


def test_a_rule_that_joins_one_of_another_project_is_refused() -> None:
    rows: Rows = [
        {**RULE, "code": "A", "kind": "order", "scope": "LINE"},
        {**RULE, "code": "B", "kind": "all_of", "scope": "VISA", "of": "A"},
        {**RULE, "code": "C", "kind": "all_of", "scope": "NET", "of": "A"},
    ]
    (fault,) = faults(**ELSEWHERE, rules=rows)
    assert (fault.row, fault.column, fault.message) == (3, "of", "A looks at LINE alone, not at VISA")


def test_a_rule_that_could_hold_is_taken_at_the_edges_of_its_range_and_in_the_program_of_its_indicator() -> None:
    rows: Rows = [
        {**UP, "code": "A", "scope": "CONSUL", "operator": ">=", "value": "100"},
        {**UP, "code": "B", "scope": "visa", "operator": "<=", "value": "0"},
        {**UP, "code": "C", "indicator": "*.UP", "scope": "CONSUL", "value": "99.9"},
        {**UP, "code": "D", "kind": "trend", "n": "5"},
        {**RULE, "code": "E", "kind": "slip", "scope": "NET", "indicator": "UP"},
    ]
    assert faults(**ELSEWHERE, rules=rows) == []
