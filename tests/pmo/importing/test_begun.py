"""History is about periods that have begun."""

import pytest

from tests.pmo.importing.tables import INDICATOR, MILESTONE, STATUS, faults

HISTORY: list[tuple[str, dict[str, str]]] = [
    ("statuses", STATUS),
    ("measurements", {"indicator": "SPEED", "value": "1"}),
    ("forecasts", {"project": "VISA", "milestone": "LIVE", "forecast_date": "2027-01-01"}),
    ("costs", {"project": "VISA", "planned_cost": "5", "actual_cost": "4"}),
]


@pytest.mark.parametrize(("file", "row"), HISTORY, ids=[file for file, _ in HISTORY])
@pytest.mark.parametrize(
    ("period", "begins"),
    [
        ("2026-W12", True),
        ("2026-W13", False),
        ("2026-03", True),
        ("2026-04", False),
        ("2026-Q1", True),
        ("2026-Q2", False),
        ("2026", True),
        ("2027", False),
        ("2026-03-31", True),
        ("2026-04-01", False),
        ("2062-W10", False),
    ],
)
def test_history_of_a_period_that_begins_more_than_a_week_from_now_is_a_fault(
    file: str, row: dict[str, str], period: str, begins: bool
) -> None:
    found = faults(**{"indicators": [INDICATOR], "milestones": [MILESTONE], file: [{**row, "period": period}]})
    assert [(fault.file, fault.row, fault.column) for fault in found] == ([] if begins else [(file, 2, "period")])
    if not begins:
        assert (
            f"{period} has not begun, today is 2026-03-11; allowed: periods that begin within 7 d" in found[0].message
        )


@pytest.mark.parametrize("actual", ["", "0", "0.00"])
def test_a_cost_of_which_nothing_was_spent_is_a_plan_and_may_lie_ahead(actual: str) -> None:
    assert not faults(costs=[{"project": "VISA", "period": "2099-12", "planned_cost": "5", "actual_cost": actual}])


@pytest.mark.parametrize(("planned", "actual"), [("5", "0.01"), ("", "4"), ("", "0")])
def test_a_cost_that_is_no_plan_may_not(planned: str, actual: str) -> None:
    row = {"project": "VISA", "period": "2027-03", "planned_cost": planned, "actual_cost": actual}
    assert [(fault.row, fault.column) for fault in faults(costs=[row])] == [(2, "period")]
