"""On the real portfolios every project has a computed status with reasons, as of every snapshot."""

from collections import Counter
from datetime import date
from functools import partial

import pytest

from pmo.calendars import calendar_of_post
from pmo.colours import Colour
from pmo.computed_status import computed_status
from pmo.facts import facts_on
from pmo.periods import period
from pmo.portfolio import HEADQUARTERS
from pmo.promises import promised
from pmo.reasons import Computed, Why
from pmo.working_time import working_days
from tests.pmo.real_portfolios import histories, missing, tables

CALENDAR = calendar_of_post(HEADQUARTERS)


count = partial(working_days, CALENDAR)


def snapshots(name: str) -> list[date]:
    return sorted({period(row.period).last for row in tables(name)["statuses"]})


def computed(name: str, as_of: date) -> list[Computed]:
    return [computed_status(facts_on(history, as_of), count) for history in histories(name)]


@pytest.mark.parametrize("name", ["uk", "us"])
def test_every_project_has_a_status_with_reasons_as_of_every_snapshot(name: str) -> None:
    if missing(name):
        pytest.skip(missing(name))
    for as_of in snapshots(name):
        found = computed(name, as_of)
        assert len(found) == 60
        for one in found:
            assert any(judged.reasons for judged in one.dimensions)
            if one.colour is Colour.GREEN:
                assert not {Why.NOT_REPORTED, Why.REPORT_STALE} & {reason.why for reason in one.reasons}
            else:
                assert one.colour in {reason.colour for reason in one.reasons}


def test_what_was_not_published_yet_is_not_known() -> None:
    if missing("uk"):
        pytest.skip(missing("uk"))
    first = snapshots("uk")[0]
    for history in histories("uk"):
        facts = facts_on(history, first)
        published = {row.period for row in history.reports if period(row.period).last <= first}
        assert (facts.reported is not None) is bool(published)
        ends = [one for one in facts.milestones if one.code == "END"]
        ever = promised(next(iter([history.forecasts.get(one.key, ()) for one in ends]), ()))
        known = [promise.day for promise in ever if promise.period.last <= first]
        assert not known or ends[0].expected in (known[-1], ends[0].actual_date)


def test_the_statuses_differ_and_say_why() -> None:
    if missing("uk"):
        pytest.skip(missing("uk"))
    colours = Counter(one.colour for as_of in snapshots("uk") for one in computed("uk", as_of))
    assert set(colours) == set(Colour)
    whys = Counter(reason.why for as_of in snapshots("uk") for one in computed("uk", as_of) for reason in one.reasons)
    assert {Why.MILESTONE_SLIPS, Why.BEYOND_LIMIT, Why.REPORT_STALE, Why.NOT_REPORTED} <= set(whys)
