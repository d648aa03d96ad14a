"""What is news about a project, what only confirms it, and what ends it (DESIGN §6)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.alerts import Alert, AlertState, Verdict, silently, verdict
from pmo.checkins import Posted
from pmo.portfolio import Rag
from pmo.reports import Standing, StatusReport, advanced
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


@pytest.mark.parametrize(("before", "after"), [(AMBER, AMBER), (RED, RED), (RED, AMBER)])
def test_what_goes_on_or_eases_is_counted_and_no_news(project: Project, before: Rag, after: Rag) -> None:
    opened = project.reports(10, before).alert
    told = project.reports(11, after)
    assert (told.news, told.changed) == (False, True)
    assert opened is not None
    assert told.alert is not None
    assert (told.alert.rag, told.alert.count, told.alert.postings) == (after, 2, 1)
    assert (told.alert.opened, told.alert.version) == (opened.opened, opened.version + 1)


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
def test_an_alert_is_open_while_the_status_is_not_green_and_news_is_exactly_each_worsening(
    weeks: list[tuple[Rag, bool]],
) -> None:
    project, last, week = Project(), GREEN, 10
    for number, (rag, same_week) in enumerate(weeks, 1):
        week += not same_week
        told = project.reports(week, rag, version=number)
        assert told.news is (rag.severity > last.severity)
        assert (told.alert is not None and told.alert.is_open) is (rag is not GREEN)
        assert told.alert is None or rag is GREEN or told.alert.rag is rag
        last = rag


def stands(rag: Rag, week: int = 10) -> Standing:
    return Standing(report=StatusReport(project="VISA", period=f"2026-W{week}", version=1, rag=rag), since="2026-W09")


def test_an_import_opens_confirms_and_ends_an_alert_without_news() -> None:
    opened = silently(None, stands(AMBER), "CONSUL", NOW)
    assert opened is not None
    assert (opened.rag, opened.postings) == (AMBER, 0)
    assert silently(opened, stands(AMBER), "CONSUL", NOW) == opened
    worse = silently(opened, stands(RED, 11), "CONSUL", NOW)
    assert worse is not None
    assert (worse.rag, worse.postings, worse.count) == (RED, 0, 2)
    ended = silently(worse, stands(GREEN, 12), "CONSUL", NOW)
    assert ended is not None
    assert not ended.is_open
    assert silently(None, stands(GREEN), "CONSUL", NOW) is None


def test_a_worsening_after_an_import_is_news() -> None:
    project = Project()
    project.standing = stands(AMBER)
    project.alert = silently(None, project.standing, "CONSUL", NOW)
    assert project.reports(11, RED).news
