"""History only grows: versions are added and corrected, and an answer given in Teams is never replaced."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.importing.outcome import ImportOutcome
from pmo.portfolio import Rag
from pmo.reports import Source, StatusReport
from tests.pmo.importing.tables import INDICATOR, MEMBER, MILESTONE, PROGRAM, PROJECT, STATUS, Kept

KEY = "visa/2026-w10"


@pytest.fixture
def kept() -> Kept:
    return portfolio()


def portfolio() -> Kept:
    kept = Kept()
    kept.bring_in(
        programs=[PROGRAM], members=[MEMBER], projects=[PROJECT], indicators=[INDICATOR], milestones=[MILESTONE]
    )
    return kept


def statuses(kept: Kept) -> list[tuple[int, str, str]]:
    """Version, status and source of each."""
    versions = kept.versions.get("statuses", {}).get(KEY, [])
    return [(report.version, report.rag.value, report.source.value) for report in versions]


def answer_in_teams(kept: Kept, rag: str, version: int) -> None:
    report = StatusReport(project="VISA", period="2026-W10", version=version, rag=Rag(rag), summary="by card")
    kept.versions.setdefault("statuses", {}).setdefault(KEY, []).append(report)


def bring_in(kept: Kept, *rags: str, version: str = "") -> ImportOutcome:
    return kept.bring_in(statuses=[{**STATUS, "rag": rag, "version": version} for rag in rags])


def test_a_row_without_a_version_is_the_first_and_then_the_next(kept: Kept) -> None:
    bring_in(kept, "green")
    bring_in(kept, "red")
    assert statuses(kept) == [(1, "green", "import"), (2, "red", "import")]


def test_a_row_that_says_what_the_last_version_says_adds_nothing(kept: Kept) -> None:
    bring_in(kept, "green")
    assert bring_in(kept, "green").unchanged
    assert statuses(kept) == [(1, "green", "import")]


def test_several_rows_about_one_period_are_its_versions_and_come_in_once(kept: Kept) -> None:
    bring_in(kept, "green", "amber", "green")
    assert bring_in(kept, "green", "amber", "green").unchanged
    assert [rag for _, rag, _ in statuses(kept)] == ["green", "amber", "green"]
    bring_in(kept, "green", "amber", "green", "red")
    assert [rag for _, rag, _ in statuses(kept)] == ["green", "amber", "green", "red"]


def test_a_row_that_goes_back_to_what_was_said_before_is_a_version(kept: Kept) -> None:
    for rag in ("green", "red", "green"):
        bring_in(kept, rag)
    assert [rag for _, rag, _ in statuses(kept)] == ["green", "red", "green"]


def test_a_row_with_a_version_is_that_version_and_a_later_import_may_correct_it(kept: Kept) -> None:
    bring_in(kept, "green", version="1")
    bring_in(kept, "amber", version="2")
    outcome = bring_in(kept, "red", version="1")
    assert statuses(kept) == [(1, "red", "import"), (2, "amber", "import")]
    assert outcome.changed == {"statuses": ("visa/2026-W10/1",)}
    assert bring_in(kept, "red", version="1").unchanged


@pytest.mark.parametrize("version", ["", "1"])
def test_an_answer_given_in_teams_stays_and_the_row_becomes_a_version_with_the_conflict_listed(
    kept: Kept, version: str
) -> None:
    answer_in_teams(kept, "green", 1)
    outcome = bring_in(kept, "red", version=version)
    assert statuses(kept) == [(1, "green", "card"), (2, "red", "import")]
    assert [(note.file, note.row) for note in outcome.warnings] == [("statuses", 2)]
    assert "answered in Teams" in outcome.warnings[0].message
    again = bring_in(kept, "red", version=version)
    assert again.unchanged
    assert not again.warnings


def test_an_import_that_was_answered_after_in_teams_does_not_come_in_again(kept: Kept) -> None:
    bring_in(kept, "green", "amber")
    answer_in_teams(kept, "red", 3)
    assert bring_in(kept, "green", "amber").unchanged
    assert [rag for _, rag, _ in statuses(kept)] == ["green", "amber", "red"]


def test_a_row_that_says_what_was_answered_in_teams_adds_nothing(kept: Kept) -> None:
    answer_in_teams(kept, "amber", 1)
    assert bring_in(kept, "amber").unchanged


def test_all_columns_of_a_status_come_in(kept: Kept) -> None:
    row = {
        **STATUS,
        "rag": "red",
        "summary": "Line one\r\nline two",
        "reporter": "ANA",
        "progress": "40",
        "forecast_end": "2026-10-01",
        "blockers": "b",
        "cause": "c",
        "action": "a",
        "action_owner": "Bob, of the supplier",
        "action_by": "2026-03-20",
        "help": "h",
        "version": "2",
        "answered_at": "2026-03-05T10:12:00+05:45",
        "late": "yes",
    }
    kept.bring_in(statuses=[row])
    report = kept.versions["statuses"][KEY][0]
    assert report.answered_at == datetime(2026, 3, 5, 4, 27, tzinfo=UTC)
    assert (report.summary, report.reporter, report.progress) == ("Line one\nline two", "ana", 40)
    assert (report.version, report.late, report.source) == (2, True, Source.IMPORT)
    assert (report.cause, report.action, report.action_owner, report.help) == ("c", "a", "Bob, of the supplier", "h")


def test_measurements_costs_and_forecasts_grow_likewise(kept: Kept) -> None:
    first = {
        "measurements": [{"indicator": "speed", "period": "2026-w10", "value": "1.50"}],
        "costs": [{"project": "visa", "period": "2026-03", "planned_cost": "5", "actual_cost": ""}],
        "forecasts": [{"project": "VISA", "milestone": "live", "period": "2026-W10", "forecast_date": "2026-10-01"}],
    }
    assert set(kept.bring_in(**first).new) == set(first)
    assert kept.bring_in(**first).unchanged
    corrected = {**first, "measurements": [{"indicator": "SPEED", "period": "2026-W10", "value": "2"}]}
    assert kept.bring_in(**corrected).new == {"measurements": ("speed//2026-w10/2",)}
    values = [row.value for rows in kept.versions["measurements"].values() for row in rows]
    assert values == [Decimal("1.5"), Decimal(2)]
    forecast = next(iter(kept.versions["forecasts"].values()))[0]
    assert (forecast.project, forecast.milestone) == ("VISA", "LIVE")


def test_a_value_belongs_to_the_project_of_its_indicator_whether_the_row_names_it_or_not(kept: Kept) -> None:
    kept.bring_in(indicators=[{**INDICATOR, "project": "VISA"}])
    row = {"indicator": "SPEED", "period": "2026-W10", "value": "1"}
    kept.bring_in(measurements=[{**row, "project": "VISA"}])
    assert kept.bring_in(measurements=[row]).unchanged


def test_history_may_speak_of_projects_and_people_that_have_left(kept: Kept) -> None:
    kept.bring_in(projects=[{**PROJECT, "code": "NEXT"}], members=[{"id": "bob", "name": "Bob"}])
    outcome = kept.bring_in(statuses=[{**STATUS, "reporter": "ana"}])
    assert not outcome.refused
    assert outcome.new == {"statuses": ("visa/2026-W10/1",)}


RAGS = st.sampled_from(["green", "amber", "red"])
STEPS = st.lists(st.tuples(st.sampled_from(["import", "teams"]), st.lists(RAGS, min_size=1, max_size=3)), max_size=8)


@given(STEPS)
def test_whatever_happens_nothing_is_lost_and_an_import_twice_is_an_import_once(
    steps: list[tuple[str, list[str]]],
) -> None:
    kept = portfolio()
    for who, rags in steps:
        before = statuses(kept)
        if who == "teams":
            answer_in_teams(kept, rags[0], len(before) + 1)
            continue
        bring_in(kept, *rags)
        after = statuses(kept)
        assert after[: len(before)] == before
        assert [version for version, _, _ in after] == list(range(1, len(after) + 1))
        assert bring_in(kept, *rags).unchanged
