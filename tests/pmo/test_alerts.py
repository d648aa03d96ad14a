"""What is news about a project, what only confirms it, and what ends it (DESIGN §6)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.alerts import Alert, AlertState
from pmo.checkins import Posted
from pmo.declared_alerts import Run, Verdict, run_of, silently, verdict
from pmo.portfolio import Rag
from pmo.reports import Standing, StatusReport, advanced, standing
from tests.pmo.places import utc

NOW = utc("2026-03-12T09:00")
GREEN, AMBER, RED = Rag.GREEN, Rag.AMBER, Rag.RED
MESSAGE = Posted(conversation="19:a", activity="1", service_url="https://smba.example")


class Project:
    """A project whose reports come in one after the other."""

    def __init__(self) -> None:
        self.standing: Standing | None = None
        self.alert: Alert | None = None

    def reports(self, week: int, rag: Rag, version: int = 1) -> Verdict:
        report = StatusReport(project="VISA", period=f"2026-W{week:02}", version=version, rag=rag, summary=f"{rag}")
        told = verdict(self.alert, self.standing, report, "CONSUL", NOW + timedelta(weeks=week))
        self.standing, self.alert = advanced(self.standing, report), told.alert
        return told


@pytest.fixture
def project() -> Project:
    return Project()


@pytest.mark.parametrize("rag", [AMBER, RED])
def test_a_first_report_of_amber_or_red_is_news(project: Project, rag: Rag) -> None:
    told = project.reports(11, rag)
    assert told.news
    assert told.alert is not None
    assert (told.alert.rag, told.alert.previous, told.alert.count, told.alert.postings) == (rag, None, 1, 1)


def test_a_green_is_no_matter(project: Project) -> None:
    assert project.reports(11, GREEN) == Verdict(alert=None)


@pytest.mark.parametrize(("before", "after"), [(GREEN, AMBER), (GREEN, RED), (AMBER, RED)])
def test_every_worsening_is_news(project: Project, before: Rag, after: Rag) -> None:
    project.reports(10, before)
    told = project.reports(11, after)
    assert told.news
    assert told.alert is not None
    assert told.alert.previous is before


@pytest.mark.parametrize("rag", [AMBER, RED])
def test_what_goes_on_is_counted_and_no_news(project: Project, rag: Rag) -> None:
    opened = project.reports(10, rag).alert
    told = project.reports(11, rag)
    assert (told.news, told.changed) == (False, True)
    assert opened is not None
    assert told.alert is not None
    assert (told.alert.rag, told.alert.count, told.alert.postings) == (rag, 2, 1)
    assert (told.alert.opened, told.alert.since) == (opened.opened, opened.since)
    assert told.alert.version == opened.version + 1


def test_what_eases_is_no_news_and_a_status_of_its_own(project: Project) -> None:
    project.reports(9, RED)
    opened = project.reports(10, RED).alert
    told = project.reports(11, AMBER)
    assert (told.news, told.changed) == (False, True)
    assert opened is not None
    assert told.alert is not None
    assert (told.alert.previous, told.alert.count, told.alert.postings) == (RED, 1, 1)
    assert (told.alert.opened, told.alert.since) == (opened.opened, NOW + timedelta(weeks=11))


def test_a_worsening_counts_and_dates_the_status_it_speaks_of(project: Project) -> None:
    project.reports(8, AMBER)
    amber = project.reports(9, AMBER).alert
    red = project.reports(10, RED).alert
    again = project.reports(11, RED).alert
    assert amber is not None
    assert red is not None
    assert again is not None
    assert (red.previous, red.count, red.since) == (AMBER, 1, NOW + timedelta(weeks=10))
    assert (again.previous, again.count, again.since) == (AMBER, 2, red.since)
    assert again.opened == amber.opened


def test_saying_it_again_for_the_same_period_counts_once(project: Project) -> None:
    project.reports(11, AMBER)
    again = project.reports(11, AMBER, version=2).alert
    worse = project.reports(11, RED, version=3).alert
    assert again is not None
    assert worse is not None
    assert (again.count, worse.count, worse.postings) == (1, 1, 2)


def test_a_green_ends_an_open_alert_by_itself(project: Project) -> None:
    project.reports(10, RED)
    told = project.reports(11, GREEN)
    assert (told.news, told.changed) == (False, True)
    assert told.alert is not None
    assert told.alert.closed_itself
    assert not told.alert.is_open


def test_an_alert_that_somebody_resolved_is_not_raised_again_by_the_same_status(project: Project) -> None:
    raised = project.reports(10, RED).alert
    assert raised is not None
    project.alert = raised.resolved("ldessart", NOW, "Supplier is back")
    told = project.reports(11, RED)
    assert (told.news, told.changed) == (False, False)
    assert told.alert == project.alert


def test_a_new_opening_is_a_new_matter_with_its_own_messages(project: Project) -> None:
    raised = project.reports(9, RED).alert
    assert raised is not None
    project.alert = replace(raised, messages=(MESSAGE,))
    project.reports(10, GREEN)
    again = project.reports(11, AMBER).alert
    assert again is not None
    assert (again.messages, again.count, again.closed_itself, again.state) == ((), 1, False, AlertState.OPEN)
    assert again.news_version == again.version > raised.version
    assert again.postings == 2


def test_a_worsening_keeps_the_messages_of_the_open_alert_and_needs_to_be_taken_anew(project: Project) -> None:
    raised = project.reports(10, AMBER).alert
    assert raised is not None
    project.alert = replace(raised, messages=(MESSAGE,)).acknowledged("ldessart", NOW)
    worse = project.reports(11, RED).alert
    assert worse is not None
    assert (worse.messages, worse.state, worse.opened) == ((MESSAGE,), AlertState.OPEN, raised.opened)
    assert worse.news_version == worse.version > raised.version


@given(st.lists(st.tuples(st.sampled_from(Rag), st.booleans()), min_size=1, max_size=12))
def test_an_alert_is_open_while_the_status_is_not_green_and_news_is_each_worsening_that_was_not_told_that_week(
    weeks: list[tuple[Rag, bool]],
) -> None:
    project, last, week = Project(), GREEN, 10
    told_this_week = 0
    for number, (rag, same_week) in enumerate(weeks, 1):
        week += not same_week
        told_this_week = told_this_week if same_week else 0
        told = project.reports(week, rag, version=number)
        assert told.news is (rag.severity > max(last.severity, told_this_week))
        told_this_week = max(told_this_week, rag.severity if told.news else 0)
        assert (told.alert is not None and told.alert.is_open) is (rag is not GREEN)
        assert told.alert is None or rag is GREEN or told.alert.rag is rag
        last = rag


def said(*rags: Rag) -> list[StatusReport]:
    """Reports of the weeks from 9 on, one a week, each answered on its day."""
    return [
        StatusReport(
            project="VISA",
            period=f"2026-W{week:02}",
            version=1,
            rag=rag,
            answered_at=utc("2026-02-26T09:00") + timedelta(weeks=week - 9),
        )
        for week, rag in enumerate(rags, 9)
    ]


def imported(alert: Alert | None, *rags: Rag) -> Alert | None:
    """The alert after an import, after which these reports are known."""
    reports = said(*rags)
    stands = standing(reports)
    assert stands is not None
    return silently(alert, stands, run_of(stands, reports, NOW), "CONSUL", NOW)


def test_an_import_opens_confirms_and_ends_an_alert_without_news() -> None:
    opened = imported(None, AMBER)
    assert opened is not None
    assert (opened.rag, opened.postings) == (AMBER, 0)
    assert imported(opened, AMBER) == opened
    worse = imported(opened, AMBER, RED)
    assert worse is not None
    assert (worse.rag, worse.previous, worse.postings, worse.count) == (RED, AMBER, 0, 1)
    ended = imported(worse, AMBER, RED, GREEN)
    assert ended is not None
    assert not ended.is_open
    assert imported(None, GREEN) is None


def test_an_import_tells_since_when_a_status_stands_and_how_often_it_was_reported() -> None:
    alert = imported(None, GREEN, RED, AMBER, AMBER, AMBER)
    assert alert is not None
    assert (alert.previous, alert.count) == (RED, 3)
    assert alert.opened == alert.since == utc("2026-03-12T09:00")


def test_a_status_that_was_imported_without_a_time_stands_from_the_end_of_its_period_but_never_from_tomorrow() -> None:
    reports = [replace(report, answered_at=None) for report in said(AMBER, AMBER, AMBER)]
    stands = standing(reports)
    assert stands is not None
    assert run_of(stands, reports, NOW) == Run(since=utc("2026-03-01T12:00"), count=3)
    assert run_of(stands, reports, utc("2026-02-28T00:00")).since == utc("2026-02-28T00:00")


def test_a_worsening_after_an_import_is_news() -> None:
    project = Project()
    project.standing = standing(said(GREEN, AMBER))
    project.alert = imported(None, GREEN, AMBER)
    assert project.reports(11, RED).news


def test_an_import_does_not_open_again_what_somebody_has_dealt_with() -> None:
    reports = said(AMBER, RED, RED)
    stands = standing(reports)
    assert stands is not None
    run = run_of(stands, reports, NOW)
    opened = silently(None, stands, run, "CONSUL", NOW)
    assert opened is not None
    dealt_with = opened.resolved("ana", NOW, "Plan B")
    assert silently(dealt_with, stands, run, "CONSUL", NOW + timedelta(days=1)) == dealt_with
    later = Run(since=NOW + timedelta(days=1), count=1)
    again = silently(dealt_with, stands, later, "CONSUL", NOW + timedelta(days=2))
    assert again is not None
    assert again.is_open


def test_an_import_that_makes_an_alert_worse_sends_it_up_to_nobody() -> None:
    project = Project()
    project.reports(9, AMBER)
    reports = said(AMBER, RED)
    stands = standing(reports)
    assert stands is not None
    found = silently(project.alert, stands, run_of(stands, reports, NOW), "CONSUL", NOW)
    assert found is not None
    assert (found.rag, found.waiting_since, found.climbed) == (RED, None, 0)


def test_red_again_within_days_stays_with_who_has_it(project: Project) -> None:
    project.reports(9, RED)
    project.reports(9, AMBER, version=2)
    assert project.alert is not None
    project.alert = project.alert.acknowledged("ana", NOW)
    assert not project.reports(9, RED, version=3).news
    assert (project.alert.state, project.alert.by) == (AlertState.ACKNOWLEDGED, "ana")
