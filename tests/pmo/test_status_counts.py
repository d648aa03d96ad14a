"""The chart of declared statuses and the counts beside it tell the same."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pmo.portfolio import Rag
from pmo.status_counts import PERIODS, Counted, Declared, counted

TODAY = date(2026, 3, 13)
NAMES = [f"2026-W{week:02}" for week in range(1, 14)] + ["2025-12", "2026-01", "2026-02", "2026-03", "2026-Q1"]
HISTORIES = st.lists(
    st.lists(
        st.builds(
            Declared,
            period=st.sampled_from(NAMES),
            rag=st.sampled_from(Rag),
            said=st.none() | st.dates(date(2025, 12, 1), TODAY),
        )
    )
)


def told(counts: tuple[Counted, ...]) -> list[tuple[str, int, int, int]]:
    return [(one.period, one.green, one.amber, one.red) for one in counts]


@given(HISTORIES, st.lists(st.none() | st.sampled_from(Rag)), st.sampled_from(["", *NAMES]))
def test_the_last_point_is_what_is_told_of_now_and_no_period_is_left_out(
    histories: list[list[Declared]], now: list[Rag | None], about: str
) -> None:
    counts = counted(histories, now, about, TODAY)
    assert bool(counts) is any(histories)
    assert len(counts) <= PERIODS
    if counts:
        assert all(counts[-1].of(rag) == now.count(rag) for rag in Rag)
        assert len({one.period for one in counts}) == len(counts)


@given(HISTORIES)
def test_a_project_is_counted_from_when_it_was_first_reported_and_never_lost_again(
    histories: list[list[Declared]],
) -> None:
    totals = [one.green + one.amber + one.red for one in counted(histories, [Rag.RED] * len(histories), "", TODAY)]
    assert totals == sorted(totals)


def test_who_is_not_reported_in_a_period_is_counted_as_before_and_weeks_without_reports_are_drawn() -> None:
    weekly = [Declared(period=f"2026-W{week}", rag=rag) for week, rag in (("07", Rag.GREEN), ("08", Rag.RED))]
    other = [Declared(period="2026-W08", rag=Rag.GREEN)]
    assert told(counted([weekly, other, []], [Rag.AMBER, Rag.GREEN, None], "2026-W10", TODAY)) == [
        ("2026-W07", 1, 0, 0),
        ("2026-W08", 1, 0, 1),
        ("2026-W09", 1, 0, 1),
        ("2026-W10", 1, 1, 0),
    ]
    assert counted([], [], "2026-W10", TODAY) == ()


def test_a_monthly_status_stands_from_the_week_in_which_it_was_declared() -> None:
    monthly = [
        Declared(period="2026-02", rag=Rag.GREEN, said=date(2026, 2, 26)),
        Declared(period="2026-03", rag=Rag.AMBER, said=date(2026, 3, 5)),
        Declared(period="2026-03", rag=Rag.RED, said=date(2026, 3, 12)),
    ]
    weekly = [Declared(period=f"2026-W{week:02}", rag=Rag.GREEN) for week in range(8, 12)]
    assert told(counted([weekly, monthly], [Rag.GREEN, Rag.RED], "2026-W11", TODAY)) == [
        ("2026-W08", 1, 0, 0),
        ("2026-W09", 2, 0, 0),
        ("2026-W10", 1, 1, 0),
        ("2026-W11", 1, 0, 1),
    ]


def test_of_days_those_are_drawn_that_were_reported() -> None:
    days = ("2024-03-31", "2025-03-31")
    yearly = [Declared(period=day, rag=rag) for day, rag in zip(days, (Rag.GREEN, Rag.RED), strict=True)]
    assert told(counted([yearly], [Rag.RED], "", TODAY)) == [("2024-03-31", 1, 0, 0), ("2025-03-31", 0, 0, 1)]


def test_where_nothing_else_is_told_of_the_last_point_is_of_today_if_something_has_changed() -> None:
    weekly = [Declared(period="2026-W10", rag=Rag.GREEN)]
    assert told(counted([weekly], [Rag.RED], "2026-03", TODAY)) == [("2026-W10", 1, 0, 0), ("2026-W11", 0, 0, 1)]
    assert told(counted([weekly], [Rag.RED], "", TODAY)) == [("2026-W10", 1, 0, 0), ("2026-W11", 0, 0, 1)]
    assert told(counted([weekly], [Rag.GREEN, None], "", TODAY)) == [("2026-W10", 1, 0, 0)]
