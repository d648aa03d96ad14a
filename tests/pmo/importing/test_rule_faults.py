"""A rule that could never be evaluated is refused when it is written, with its row, its column and what is allowed."""

import pytest

from tests.pmo.importing.tables import RULE, Rows, faults

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
