"""A digest names the worst first and says what changed since its readers last heard."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.calendars import calendar_of_post
from pmo.colours import Colour
from pmo.digests import (
    Digest,
    DigestLine,
    DigestMilestone,
    Response,
    digest_key,
    in_order,
    last_time,
    latest,
    milestone_of,
)
from pmo.milestone_states import MilestoneState
from pmo.milestones import Forecast, Milestone
from pmo.portfolio import HEADQUARTERS, Rag
from pmo.promises import memory
from pmo.reports import Standing, StatusReport
from pmo.working_time import working_days
from tests.pmo.places import utc

NOW = utc("2026-03-13T13:00")
LINES = st.lists(
    st.builds(
        DigestLine,
        project=st.text("ABCabc", min_size=1, max_size=3),
        name=st.just("A project"),
        rag=st.none() | st.sampled_from(Rag),
        before=st.none() | st.sampled_from(Rag),
        period=st.just("2026-W11"),
        summary=st.just(""),
        response=st.sampled_from(Response),
    )
)


def line(project: str, rag: Rag | None, before: Rag | None = None) -> DigestLine:
    return DigestLine(
        project=project, name="", rag=rag, before=before, period="", summary="", response=Response.ANSWERED
    )


def posted(*lines: DigestLine) -> Digest:
    return Digest(program="CONSUL", period="2026-W11", at=NOW, lines=lines)


def standing(rag: Rag, period: str, previous: Rag | None = None) -> Standing:
    report = StatusReport(project="VISA", period=period, version=1, rag=rag, summary="All is well")
    return Standing(report=report, since=period, previous=previous)


@given(LINES)
def test_red_comes_first_then_amber_green_and_what_was_never_reported(lines: list[DigestLine]) -> None:
    ranks = [[Rag.RED, Rag.AMBER, Rag.GREEN, None].index(one.rag) for one in in_order(lines)]
    assert ranks == sorted(ranks)
    assert sorted(in_order(lines), key=repr) == sorted(lines, key=repr)


def test_a_green_whose_figures_are_red_comes_before_what_is_green_by_both() -> None:
    lies = replace(line("B", Rag.GREEN), computed=Colour.RED)
    told = [
        line("A", Rag.GREEN),
        lies,
        line("C", Rag.RED),
        line("D", None),
        replace(line("E", None), computed=Colour.GREY),
    ]
    assert [one.project for one in in_order(told)] == ["C", "B", "A", "D", "E"]


@given(LINES)
def test_the_counts_of_a_digest_add_up_to_its_lines(lines: list[DigestLine]) -> None:
    digest = posted(*lines)
    assert sum(digest.count(rag) for rag in (*Rag, None)) == len(lines)
    assert digest.answered <= digest.asked <= len(lines)


def test_a_line_has_changed_when_its_readers_knew_another_status() -> None:
    assert line("VISA", Rag.RED, Rag.GREEN).changed
    assert line("VISA", Rag.RED, None).changed
    assert not line("VISA", Rag.RED, Rag.RED).changed
    assert not line("VISA", None, None).changed


def test_what_readers_knew_is_the_previous_digest_however_its_code_is_written() -> None:
    before = posted(line("Visa", Rag.AMBER))
    assert last_time("VISA", "2026-W12", before, standing(Rag.RED, "2026-W12", Rag.GREEN), UTC) is Rag.AMBER


def test_of_a_project_that_was_not_in_the_previous_digest_readers_knew_the_report_before_this_period() -> None:
    before = posted(line("Visa", Rag.AMBER))
    assert last_time("APPT", "2026-W12", before, standing(Rag.RED, "2026-W12", Rag.GREEN), UTC) is Rag.GREEN
    assert last_time("APPT", "2026-W12", before, standing(Rag.RED, "2026-W11", Rag.GREEN), UTC) is Rag.RED
    assert last_time("APPT", "2026-W12", before, standing(Rag.RED, "2026-W12"), UTC) is None
    assert last_time("APPT", "2026-W12", posted(line("Appt", None)), standing(Rag.RED, "2026-W11"), UTC) is None


def test_before_the_first_digest_readers_knew_the_report_before_this_period() -> None:
    assert last_time("VISA", "2026-W12", None, standing(Rag.RED, "2026-W12", Rag.GREEN), UTC) is Rag.GREEN
    assert last_time("VISA", "2026-W12", None, standing(Rag.RED, "2026-W11", Rag.GREEN), UTC) is Rag.RED
    assert last_time("VISA", "2026-W12", None, None, UTC) is None


def test_what_a_month_was_declared_in_this_week_is_news_of_the_week() -> None:
    green = standing(Rag.AMBER, "2026-03", Rag.GREEN)
    for day, known in (("2026-03-12T11:00", Rag.GREEN), ("2026-03-08T11:00", Rag.AMBER)):
        said = replace(green, report=replace(green.report, answered_at=utc(day)))
        assert last_time("VISA", "2026-W11", None, said, UTC) is known


def test_a_project_shows_its_last_valid_answer_and_the_period_of_it() -> None:
    assert latest(standing(Rag.GREEN, "2026-02")) == (Rag.GREEN, "2026-02", "All is well")
    assert latest(None) == (None, "", "")


def test_the_part_for_the_entitled_has_a_key_of_its_own() -> None:
    restricted = Digest(program="Consul", period="2026-W11", at=NOW + timedelta(hours=1), lines=(), restricted=True)
    assert restricted.key != posted().key == digest_key("CONSUL", "2026-W11")


def test_each_digest_about_a_period_has_a_key_of_its_own_and_the_first_that_of_before_they_were_numbered() -> None:
    keys = [digest_key("Consul", "2026-W11", part, number) for number in (1, 2, 3) for part in (False, True)]
    assert len(set(keys)) == len(keys)
    assert keys[:2] == ["consul/2026-W11", "consul/2026-W11/restricted"]
    assert replace(posted(), number=2).key == keys[2]


GO_LIVE = Milestone(project="VISA", code="GO", name="Go-live", baseline_date=date(2026, 3, 2))


LAST = utc("2026-03-06T13:00")
"""When the digest before was posted."""


def told(expected: date, *promised: Forecast, reached: date | None = None) -> DigestMilestone | None:
    one = replace(GO_LIVE, forecast_date=expected, actual_date=reached)
    remembered = memory(one, promised, partial(working_days, calendar_of_post(HEADQUARTERS)))
    return milestone_of(remembered, "VISA", LAST, date(2026, 3, 13))


def promise(period: str, day: date, said: str = "", *, version: int = 1, instead_of: date | None = None) -> Forecast:
    return Forecast(
        project="VISA",
        milestone="GO",
        period=period,
        version=version,
        forecast_date=day,
        said_at=utc(said) if said else None,
        instead_of=instead_of,
    )


def test_a_milestone_of_the_next_four_weeks_is_told_and_a_later_one_is_not() -> None:
    soon = told(date(2026, 4, 10))
    assert soon is not None
    assert (soon.state, soon.slip, soon.moved_from) == (MilestoneState.LATE, 28, None)
    assert told(date(2026, 4, 11)) is None


EARLY, LATE = date(2026, 11, 2), date(2026, 12, 1)


@pytest.mark.parametrize(
    "promised",
    [
        [promise("2026-W10", EARLY), promise("2026-W11", LATE)],
        [promise("2026-02", EARLY, "2026-02-26T10:00"), promise("2026-03", LATE, "2026-03-12T10:00")],
        [promise("2026-W10", EARLY, "2026-03-05T10:00"), promise("2026-W10", LATE, "2026-03-06T14:00", version=2)],
        [promise("2026-W08", EARLY), promise("2026-W11", date(2026, 11, 20)), promise("2026-W12", LATE)],
        [promise("2026-W11", LATE, "2026-03-12T10:00", instead_of=EARLY)],
    ],
)
def test_a_milestone_that_moved_since_the_last_digest_is_told_however_far_it_is(promised: list[Forecast]) -> None:
    moved = told(LATE, *promised)
    assert moved is not None
    assert moved.moved_from == EARLY


@pytest.mark.parametrize(
    "promised",
    [
        [promise("2026-W09", EARLY), promise("2026-W10", LATE)],
        [promise("2026-W10", date(2026, 12, 24)), promise("2026-W11", LATE)],
        [promise("2026-W09", EARLY), promise("2026-W11", LATE, "2026-03-06T12:00")],
        [promise("2026-W10", LATE), promise("2026-W11", EARLY), promise("2026-W12", LATE)],
        [promise("2026-W11", LATE, "2026-03-12T10:00")],
    ],
)
def test_what_moved_before_and_what_comes_earlier_now_is_not(promised: list[Forecast]) -> None:
    assert told(LATE, *promised) is None


def test_a_milestone_that_has_passed_is_told_until_it_is_reached() -> None:
    missed = told(date(2026, 3, 2))
    assert missed is not None
    assert missed.state is MilestoneState.MISSED
    assert told(date(2026, 3, 2), reached=date(2026, 3, 2)) is None
