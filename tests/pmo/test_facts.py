"""What was known on a day is rebuilt out of the history, without anything that was said later."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from pmo.costs import Cost
from pmo.earned_value import Earned
from pmo.facts import History, facts_on
from pmo.indicators import Direction, Frequency, Indicator, Measurement
from pmo.milestones import Forecast, Milestone
from pmo.portfolio import Project, Rag
from pmo.reports import StatusReport

PROJECT = Project(
    code="VISA",
    program="CONSUL",
    name="Visa",
    start=date(2026, 1, 1),
    end=date(2026, 9, 30),
    forecast_end=date(2027, 1, 1),
    budget=Decimal(100),
)


def report(period: str, version: int = 1, *, at: datetime | None = None, **said: object) -> StatusReport:
    return StatusReport(project="VISA", period=period, version=version, rag=Rag.GREEN, answered_at=at, **said)  # type: ignore[arg-type]


FIRST = report("2026-W10", at=datetime(2026, 3, 5, 9, tzinfo=UTC), forecast_end=date(2026, 10, 31), progress=40)
SECOND = report("2026-W11", at=datetime(2026, 3, 12, 9, tzinfo=UTC), forecast_end=date(2026, 11, 30), progress=50)
CORRECTED = report("2026-W11", 2, at=datetime(2026, 3, 14, 9, tzinfo=UTC), forecast_end=date(2026, 12, 31))


def test_a_report_counts_from_the_day_it_was_given_and_a_correction_from_its_own() -> None:
    history = History(project=PROJECT, reports=(CORRECTED, SECOND, FIRST))
    ends = {day: facts_on(history, date(2026, 3, day)).forecast_end for day in (4, 5, 11, 12, 13, 14)}
    assert ends == {
        4: None,
        5: date(2026, 10, 31),
        11: date(2026, 10, 31),
        12: date(2026, 11, 30),
        13: date(2026, 11, 30),
        14: date(2026, 12, 31),
    }
    assert facts_on(history, date(2026, 3, 13)).reported == date(2026, 3, 12)
    assert facts_on(history, date(2026, 3, 4)).reported is None


def test_the_day_is_that_of_the_programs_clock() -> None:
    late = report("2026-W11", at=datetime(2026, 3, 12, 23, 30, tzinfo=UTC))
    tokyo = History(project=PROJECT, reports=(late,), zone=ZoneInfo("Asia/Tokyo"))
    assert facts_on(tokyo, date(2026, 3, 12)).reported is None
    assert facts_on(tokyo, date(2026, 3, 13)).reported == date(2026, 3, 13)


def test_a_report_without_a_time_counts_from_the_end_of_its_period() -> None:
    history = History(project=PROJECT, reports=(report("2026-02"),))
    assert facts_on(history, date(2026, 2, 27)).reported is None
    assert facts_on(history, date(2026, 2, 28)).reported == date(2026, 2, 28)


def test_where_no_report_gives_an_end_the_projects_own_stands_unless_something_was_said_later() -> None:
    assert facts_on(History(project=PROJECT), date(2026, 3, 1)).forecast_end == date(2027, 1, 1)
    silent = History(project=PROJECT, reports=(report("2026-02"),))
    assert facts_on(silent, date(2026, 3, 1)).forecast_end == date(2027, 1, 1)
    assert facts_on(silent, date(2026, 2, 1)).forecast_end is None


def test_without_a_rule_the_usual_time_between_reports_is_the_interval() -> None:
    history = History(project=PROJECT, reports=(FIRST, SECOND))
    assert facts_on(history, date(2026, 3, 20)).interval == timedelta(days=7)
    ruled = History(project=PROJECT, reports=(FIRST, SECOND), interval=timedelta(days=31))
    assert facts_on(ruled, date(2026, 3, 20)).interval == timedelta(days=31)


def test_a_milestone_stands_as_it_was_promised_by_then() -> None:
    stored = Milestone(
        project="VISA",
        code="GO",
        name="Go",
        baseline_date=date(2026, 4, 1),
        forecast_date=date(2026, 6, 1),
        actual_date=date(2026, 6, 3),
    )
    promises = [
        Forecast(project="VISA", milestone="GO", period=name, version=1, forecast_date=day)
        for name, day in (("2026-02", date(2026, 5, 1)), ("2026-04", date(2026, 6, 1)))
    ]
    history = History(project=PROJECT, milestones=(stored,), forecasts={stored.key: promises})

    def expected(as_of: date) -> date:
        return facts_on(history, as_of).milestones[0].expected

    assert expected(date(2026, 1, 15)) == date(2026, 4, 1)
    assert expected(date(2026, 3, 15)) == date(2026, 5, 1)
    assert expected(date(2026, 6, 2)) == date(2026, 6, 1)
    assert expected(date(2026, 6, 3)) == date(2026, 6, 3)
    bare = History(project=PROJECT, milestones=(stored,))
    assert facts_on(bare, date(2026, 3, 1)).milestones[0].expected == date(2026, 6, 1)


def test_earned_value_is_that_of_the_day() -> None:
    costs = [
        Cost(project="VISA", period=name, version=1, planned_cost=Decimal(20), actual_cost=Decimal(25))
        for name in ("2026-01", "2026-02", "2026-03")
    ]
    january = report("2026-01", at=datetime(2026, 1, 29, tzinfo=UTC), progress=15)
    history = History(project=PROJECT, reports=(january, FIRST), costs=costs)
    found = facts_on(history, date(2026, 2, 28)).earned
    assert isinstance(found, Earned)
    assert (found.day, found.value.ev, found.value.ac) == (date(2026, 2, 28), Decimal(15), Decimal(50))


def test_progress_that_is_said_again_or_late_is_still_that_of_its_period() -> None:
    costs = [
        Cost(project="VISA", period=name, version=1, planned_cost=Decimal(20), actual_cost=Decimal(25))
        for name in ("2026-01", "2026-02", "2026-03")
    ]
    last = report("2026-W13", at=datetime(2026, 3, 26, tzinfo=UTC), progress=50)
    again = report("2026-W13", 2, at=datetime(2026, 4, 2, tzinfo=UTC), progress=52)
    corrected = report("2026-W10", 2, at=datetime(2026, 4, 3, tzinfo=UTC), progress=30)
    late = report("2026-W12", at=datetime(2026, 4, 4, tzinfo=UTC), progress=45)

    def earned(*reports: StatusReport) -> Decimal:
        found = facts_on(History(project=PROJECT, reports=reports, costs=costs), date(2026, 4, 10)).earned
        assert isinstance(found, Earned)
        assert found.day == date(2026, 3, 31)
        return found.value.ev

    assert earned(FIRST, last) == 50
    assert earned(FIRST, last, again) == 52
    assert earned(FIRST, last, corrected) == 50
    assert earned(FIRST, last, late) == 50
    assert earned(FIRST, late) == 45


def test_an_early_value_is_not_judged_by_limits_that_were_set_after_it() -> None:
    loose = Indicator(code="UP", name="Up", direction=Direction.HIGHER, red=Decimal(90), frequency=Frequency.MONTHLY)
    strict = replace(loose, red=Decimal(99))
    given = Measurement(
        indicator="UP", period="2026-03", version=1, value=Decimal(95), answered_at=datetime(2026, 3, 5, tzinfo=UTC)
    )
    history = History(
        project=PROJECT,
        indicators={"up": ((date(2025, 1, 1), loose), (date(2026, 3, 20), strict))},
        measurements={"up": (given,)},
    )
    assert facts_on(history, date(2026, 3, 25)).values[0].indicator.red == Decimal(90)


def test_a_value_is_judged_by_the_limits_that_held_for_its_period_and_grows_stale() -> None:
    loose = Indicator(code="UP", name="Up", direction=Direction.HIGHER, red=Decimal(90), frequency=Frequency.MONTHLY)
    strict = Indicator(code="UP", name="Up", direction=Direction.HIGHER, red=Decimal(99), frequency=Frequency.MONTHLY)
    history = History(
        project=PROJECT,
        indicators={"up": ((date(2025, 1, 1), loose), (date(2026, 3, 1), strict))},
        measurements={
            "up": (
                Measurement(indicator="UP", period="2026-02", version=1, value=Decimal(95)),
                Measurement(indicator="UP", period="2026-02", version=2, value=Decimal(96)),
                Measurement(indicator="UP", period="2026-03", version=1, value=Decimal(95)),
            )
        },
    )
    (february,) = facts_on(history, date(2026, 3, 15)).values
    assert (february.indicator.red, february.latest, february.stale) == (Decimal(90), Decimal(96), False)
    (march,) = facts_on(history, date(2026, 4, 2)).values
    assert march.indicator.red == Decimal(99)
    assert facts_on(history, date(2026, 6, 1)).values[0].stale
    assert facts_on(history, date(2026, 1, 1)).values == ()


def test_a_value_that_was_corrected_later_counts_as_it_was_told_by_then() -> None:
    uptime = Indicator(code="UP", name="Up", direction=Direction.HIGHER, frequency=Frequency.WEEKLY)
    told = [
        Measurement(
            indicator="UP",
            period=name,
            version=version,
            value=Decimal(value),
            answered_at=datetime(2026, 3, day, 9, tzinfo=UTC),
        )
        for name, version, value, day in (("2026-W10", 1, 90, 5), ("2026-W11", 1, 80, 12), ("2026-W10", 2, 50, 20))
    ]
    history = History(project=PROJECT, indicators={"up": ((date.min, uptime),)}, measurements={"up": told})

    def known(day: int) -> list[int]:
        return [int(value) for _, value in facts_on(history, date(2026, 3, day)).values[0].series]

    assert known(5) == [90]
    assert known(13) == [90, 80]
    assert known(21) == [50, 80]
    assert facts_on(history, date(2026, 3, 21)).values[0].since == date(2026, 3, 12)
