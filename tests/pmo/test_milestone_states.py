"""Where a milestone stands on a day."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from pmo.calendars import calendar_of_post
from pmo.milestone_states import MilestoneState, state_of
from pmo.milestones import Milestone
from pmo.portfolio import HEADQUARTERS
from pmo.promises import memory
from pmo.working_time import working_days

PLAN = Milestone(project="VISA", code="GO", name="Go-live", baseline_date=date(2026, 3, 12))


@pytest.mark.parametrize(
    ("forecast", "actual", "as_of", "state"),
    [
        (None, None, date(2026, 3, 12), MilestoneState.ON_TIME),
        (None, None, date(2026, 3, 13), MilestoneState.MISSED),
        (date(2026, 3, 13), None, date(2026, 3, 13), MilestoneState.LATE),
        (date(2026, 3, 11), None, date(2026, 3, 1), MilestoneState.ON_TIME),
        (date(2026, 3, 14), None, date(2026, 3, 16), MilestoneState.MISSED),
        (date(2026, 3, 14), date(2026, 3, 20), date(2026, 3, 16), MilestoneState.REACHED),
    ],
)
def test_where_a_milestone_stands(
    forecast: date | None, actual: date | None, as_of: date, state: MilestoneState
) -> None:
    one = replace(PLAN, forecast_date=forecast, actual_date=actual)
    assert state_of(memory(one, (), partial(working_days, calendar_of_post(HEADQUARTERS))), as_of) is state
