"""A project is judged whole: its computed status, and what each of its indicators does."""

from datetime import date
from decimal import Decimal
from functools import partial

from pmo.assessment import Condition, assessment, condition, condition_of
from pmo.calendars import calendar_of_post
from pmo.colours import Colour
from pmo.control_charts import Signal
from pmo.facts import History
from pmo.indicators import Direction, Frequency, Indicator, Measurement
from pmo.portfolio import HEADQUARTERS, Project
from pmo.trends import Course
from pmo.working_time import working_days

BRUSSELS = calendar_of_post(HEADQUARTERS)
UPTIME = Indicator(
    code="UP",
    name="Up",
    direction=Direction.HIGHER,
    target=Decimal(99),
    amber=Decimal(98),
    red=Decimal(95),
    frequency=Frequency.MONTHLY,
)


def history(*values: str) -> History:
    rows = [
        Measurement(indicator="UP", period=f"2026-{n:02}", version=1, value=Decimal(value))
        for n, value in enumerate(values, 1)
    ]
    return History(
        project=Project(code="VISA", program="CONSUL", name="Visa"),
        indicators={"up": ((date.min, UPTIME),)},
        measurements={"up": rows},
    )


def test_an_indicator_has_a_colour_a_distance_a_trend_and_signals() -> None:
    found = assessment(
        history("99.5", "99.4", "99.6", "99.5", "99.4", "99.6", "99.5", "90"),
        date(2026, 9, 3),
        partial(working_days, BRUSSELS),
    )
    (reading,) = found.readings
    assert (reading.period.name, reading.value, reading.colour) == ("2026-08", Decimal(90), Colour.RED)
    assert reading.variance == Decimal(-9)
    assert reading.trend.course is Course.UNCLEAR
    assert reading.signals == {Signal.BEYOND_LIMITS}
    assert found.seen.computed.colour is Colour.RED


def test_a_stale_value_has_no_colour_and_what_came_later_is_not_looked_at() -> None:
    known = history("99.5", "99", "98", "97", "96", "90")
    (early,) = assessment(known, date(2026, 5, 31), partial(working_days, BRUSSELS)).readings
    assert (early.value, early.colour, early.trend.course) == (Decimal(96), Colour.AMBER, Course.WORSE)
    (late,) = assessment(known, date(2026, 12, 1), partial(working_days, BRUSSELS)).readings
    assert (late.stale, late.colour) == (True, Colour.GREY)


def test_what_is_not_known_stands_between_amber_and_green() -> None:
    in_order = sorted(Condition, key=lambda one: one.rank)
    assert in_order.index(Condition.AMBER) < in_order.index(Condition.TOO_OLD) < in_order.index(Condition.GREEN)
    assert condition(None) is Condition.NO_VALUE
    assert condition_of(Colour.GREY) is Condition.NOT_JUDGED
    assert [condition_of(colour).rank for colour in (Colour.RED, Colour.AMBER)] == [0, 1]
