"""What stands of a project is its last valid report in the order of periods, however the reports came in."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pmo.periods import Span, period, period_of
from pmo.portfolio import Rag
from pmo.reports import HISTORY_SHOWN, Standing, StatusReport, advanced, standing

WEEKS = [period_of(date.fromordinal(date(2026, 1, 5).toordinal() + 7 * n), Span.WEEK).name for n in range(20)]
REPORTS = st.builds(
    StatusReport,
    project=st.just("VISA"),
    period=st.sampled_from(WEEKS),
    version=st.integers(1, 3),
    rag=st.sampled_from(Rag),
)
HISTORIES = st.lists(REPORTS, max_size=40, unique_by=lambda report: report.key)


def slowly(reports: list[StatusReport]) -> Standing | None:
    """The same, by looking at everything: the last version of each period, from the oldest period to the newest."""
    valid = [max((r for r in reports if r.period == name), key=lambda r: r.version, default=None) for name in WEEKS]
    told = [report for report in valid if report]
    if not told:
        return None
    last, before = told[-1], told[:-1]
    return Standing(
        report=last,
        since=start_of_run(told),
        previous=before[-1].rag if before else None,
        previous_since=start_of_run(before) if before else "",
        earlier=tuple((report.period, report.rag) for report in reversed(before))[:HISTORY_SHOWN],
    )


def start_of_run(told: list[StatusReport]) -> str:
    since = told[-1]
    for report in reversed(told):
        if report.rag is not told[-1].rag:
            break
        since = report
    return since.period


@given(HISTORIES, st.randoms())
def test_what_stands_does_not_depend_on_the_order_in_which_reports_came(reports: list[StatusReport], chance) -> None:  # type: ignore[no-untyped-def]
    mixed = list(reports)
    chance.shuffle(mixed)
    assert standing(mixed) == standing(reports) == slowly(reports)


@given(HISTORIES)
def test_report_by_report_gives_the_same_as_all_at_once(reports: list[StatusReport]) -> None:
    current: Standing | None = None
    for count, report in enumerate(reports, 1):
        after = advanced(current, report)
        older = current is not None and period(report.period) < period(current.report.period)
        assert not older or after is current
        current = standing(reports[:count]) if older else after
        assert current == slowly(reports[:count])


@given(REPORTS, REPORTS)
def test_an_answer_to_an_older_period_never_replaces_a_newer_one(one: StatusReport, other: StatusReport) -> None:
    older, newer = sorted((one, other), key=lambda report: (period(report.period), report.version))
    assert advanced(advanced(None, newer), older).report == newer or older.period == newer.period


def test_a_correction_of_the_latest_period_joins_the_run_before_it_however_long() -> None:
    greens = [StatusReport(project="VISA", period=name, version=1, rag=Rag.GREEN) for name in WEEKS]
    slipped = standing([*greens[:-1], replace(greens[-1], rag=Rag.RED)])
    assert slipped is not None
    assert slipped.since == WEEKS[-1]
    assert advanced(slipped, replace(greens[-1], version=2)).since == WEEKS[0]
