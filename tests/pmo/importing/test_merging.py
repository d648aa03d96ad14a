"""Files that are a whole table: what is new, changed and gone, and what survives of what people changed in Teams."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.absences import Absence
from pmo.portfolio import Phase, Post, Project
from tests.pmo.importing.tables import INDICATOR, MEMBER, MILESTONE, POST, PROGRAM, PROJECT, Kept

DAY = date(2026, 1, 2)


@pytest.fixture
def kept() -> Kept:
    kept = Kept()
    kept.bring_in(programs=[PROGRAM], members=[MEMBER, {"id": "bob", "name": "Bob"}], projects=[PROJECT])
    return kept


def project(kept: Kept, code: str = "visa") -> Project:
    found: Project = kept.documents["projects"][code]
    return found


def changed_in_teams(kept: Kept, **changes: Any) -> None:
    kept.documents["projects"]["visa"] = replace(project(kept), **changes)


def test_a_second_import_of_the_same_files_changes_nothing(kept: Kept) -> None:
    before = {file: dict(documents) for file, documents in kept.documents.items()}
    outcome = kept.bring_in(programs=[PROGRAM], projects=[PROJECT])
    assert outcome.unchanged
    assert not outcome.warnings
    assert kept.documents == before


def test_a_changed_cell_is_applied(kept: Kept) -> None:
    outcome = kept.bring_in(projects=[{**PROJECT, "phase": "closing"}])
    assert project(kept).phase is Phase.CLOSING
    assert outcome.changed == {"projects": ("visa",)}
    assert not outcome.warnings


def test_what_was_changed_in_teams_survives_a_file_that_says_the_same_as_before(kept: Kept) -> None:
    changed_in_teams(kept, manager="bob")
    outcome = kept.bring_in(projects=[{**PROJECT, "name": "Visa online", "manager": ""}])
    assert project(kept).manager == "bob"
    assert project(kept).name == "Visa online"
    assert not outcome.warnings


def test_what_was_entered_in_teams_and_stood_in_no_file_is_not_archived_by_one(kept: Kept) -> None:
    entered = Absence(member="ana", first=DAY, last=DAY)
    kept.documents["absences"] = {entered.key: entered}
    outcome = kept.bring_in(absences=[{"member": "bob", "from": "2026-03-09", "to": "2026-03-13"}])
    assert outcome.new == {"absences": ("bob/2026-03-09",)}
    assert not outcome.gone
    assert kept.bring_in(absences=[]).gone == {"absences": ("bob/2026-03-09",)}
    assert not kept.documents["absences"][entered.key].archived


def test_where_both_changed_the_file_wins_and_the_conflict_is_listed(kept: Kept) -> None:
    changed_in_teams(kept, manager="bob")
    outcome = kept.bring_in(projects=[{**PROJECT, "manager": "ana"}])
    assert project(kept).manager == "ana"
    assert [(note.file, note.row, note.column) for note in outcome.warnings] == [("projects", 2, "manager")]
    assert '"bob"' in outcome.warnings[0].message
    assert '"ana"' in outcome.warnings[0].message


def test_where_both_changed_to_the_same_there_is_no_conflict(kept: Kept) -> None:
    changed_in_teams(kept, manager="ana")
    outcome = kept.bring_in(projects=[{**PROJECT, "manager": "ana"}])
    assert project(kept).manager == "ana"
    assert not outcome.warnings
    assert outcome.unchanged


def test_a_conflict_is_listed_once_and_settled(kept: Kept) -> None:
    changed_in_teams(kept, manager="bob")
    kept.bring_in(projects=[{**PROJECT, "manager": "ana"}])
    again = kept.bring_in(projects=[{**PROJECT, "manager": "ana"}])
    assert again.unchanged
    assert not again.warnings


def test_a_cell_that_is_emptied_empties_what_was_imported(kept: Kept) -> None:
    kept.bring_in(projects=[{**PROJECT, "manager": "ana", "budget": "10"}])
    kept.bring_in(projects=[{**PROJECT, "manager": "", "budget": ""}])
    assert project(kept).manager == ""
    assert project(kept).budget is None


def test_a_column_that_is_not_there_decides_nothing(kept: Kept) -> None:
    kept.bring_in(projects=[{**PROJECT, "manager": "ana"}])
    assert kept.bring_in(projects=[PROJECT]).unchanged
    assert project(kept).manager == "ana"
    assert kept.bring_in(projects=[{**PROJECT, "manager": "bob"}]).changed
    assert project(kept).manager == "bob"


def test_a_missing_row_is_archived_and_its_return_brings_it_back_as_people_left_it(kept: Kept) -> None:
    changed_in_teams(kept, manager="bob")
    other = {"code": "OTHER", "program": "CONSUL", "name": "Other"}
    outcome = kept.bring_in(projects=[other])
    assert outcome.gone == {"projects": ("visa",)}
    assert project(kept).archived
    assert kept.bring_in(projects=[other]).unchanged
    back = kept.bring_in(projects=[PROJECT, other])
    assert back.changed == {"projects": ("visa",)}
    assert not project(kept).archived
    assert project(kept).manager == "bob"


def test_a_file_with_a_header_alone_archives_the_whole_table_and_an_absent_file_nothing(kept: Kept) -> None:
    outcome = kept.bring_in(members=[])
    assert outcome.gone == {"members": ("ana", "bob")}
    assert not project(kept).archived


def test_another_spelling_of_the_same_value_is_no_change(kept: Kept) -> None:
    kept.bring_in(projects=[{**PROJECT, "manager": "ana", "budget": "10.0", "phase": "executing"}])
    outcome = kept.bring_in(projects=[{**PROJECT, "manager": "ANA", "budget": "10", "phase": "Executing"}])
    assert outcome.unchanged
    assert project(kept).manager == "ana"


def test_a_code_that_speaks_of_a_row_takes_the_spelling_of_that_row(kept: Kept) -> None:
    kept.bring_in(projects=[{**PROJECT, "program": "consul", "manager": "ANA"}])
    assert project(kept).program == "CONSUL"
    assert project(kept).manager == "ana"


def test_what_goes_on_without_its_people_is_warned_of(kept: Kept) -> None:
    kept.bring_in(projects=[{**PROJECT, "manager": "bob"}])
    outcome = kept.bring_in(members=[MEMBER])
    assert [(note.file, note.column) for note in outcome.warnings] == [("projects", "manager")]
    assert outcome.warnings[0].message == "1 row still names what this import archives: VISA"


def test_rows_that_name_what_leaves_are_counted_and_named_as_they_are_written(kept: Kept) -> None:
    kept.bring_in(projects=[{**PROJECT, "code": code, "manager": "bob"} for code in ("Visa", "APPT")])
    outcome = kept.bring_in(members=[MEMBER])
    assert outcome.warnings[0].message == "2 rows still name what this import archives: Visa, APPT"


def test_a_row_may_not_speak_of_what_this_import_archives(kept: Kept) -> None:
    outcome = kept.bring_in(members=[MEMBER], projects=[{**PROJECT, "manager": "bob"}])
    assert outcome.refused
    assert outcome.errors[0].message == "bob is archived; bring it back as a row of members or leave it out"
    assert not kept.documents["members"]["bob"].archived


def test_a_row_may_speak_of_what_is_kept_already(kept: Kept) -> None:
    assert not kept.bring_in(milestones=[MILESTONE]).refused
    refused = kept.bring_in(milestones=[{**MILESTONE, "project": "NONE"}])
    assert "NONE is not in projects; it must be kept already" in refused.errors[0].message


def test_the_first_post_is_headquarters_and_another_first_post_takes_over(kept: Kept) -> None:
    wellington = {**POST, "code": "WLG", "country": "NZ", "timezone": "Pacific/Auckland"}
    kept.bring_in(posts=[POST, wellington])
    posts = kept.documents["posts"]
    assert (posts["hq1"].headquarters, posts["wlg"].headquarters) == (True, False)
    outcome = kept.bring_in(posts=[wellington, POST])
    assert (posts["hq1"].headquarters, posts["wlg"].headquarters) == (False, True)
    assert set(outcome.changed["posts"]) == {"hq1", "wlg"}
    kept.bring_in(posts=[POST])
    assert posts["wlg"].archived
    assert not posts["wlg"].headquarters
    kept.bring_in(posts=[wellington, POST])
    assert posts["wlg"].headquarters


def test_a_post_keeps_the_holidays_of_its_country_unless_it_says_otherwise(kept: Kept) -> None:
    rows = [POST, {**POST, "code": "B", "holidays": "none"}, {**POST, "code": "C", "holidays": "NL;BE"}]
    kept.bring_in(posts=rows)
    assert [kept.documents["posts"][key].holidays for key in ("hq1", "b", "c")] == [("BE",), (), ("NL", "BE")]
    kept.bring_in(posts=[{**POST, "country": "NL"}, *rows[1:]])
    assert kept.documents["posts"]["hq1"].holidays == ("NL",)


def test_what_was_made_in_teams_and_never_imported_keeps_what_the_file_does_not_say(kept: Kept) -> None:
    kept.documents["posts"] = {
        "hq1": Post(code="HQ1", name="HQ", country="NL", timezone="Europe/Amsterdam", holidays=("NL",), closed=(DAY,))
    }
    outcome = kept.bring_in(posts=[{**POST, "closed": "", "holidays": ""}])
    post = kept.documents["posts"]["hq1"]
    assert outcome.changed == {"posts": ("hq1",)}
    assert (post.name, post.country, post.closed) == ("Brussels", "BE", (DAY,))
    assert post.headquarters


def test_empty_cells_take_the_defaults(kept: Kept) -> None:
    program = kept.documents["programs"]["consul"]
    assert program.checkin_rule == "FREQ=WEEKLY;BYDAY=TH"
    assert (program.ask_at.hour, program.digest_at.hour) == (10, 14)
    assert program.answer_within == "1d"
    assert project(kept).phase is Phase.EXECUTING


COLUMNS = {
    "name": st.sampled_from(["Visa", "Visum"]),
    "manager": st.sampled_from(["", "ana", "bob"]),
    "budget": st.sampled_from(["", "10", "20"]),
}
ROWS = st.fixed_dictionaries(COLUMNS)


@given(st.lists(st.tuples(ROWS, st.sampled_from(["", "ana", "bob"]) | st.none()), min_size=1, max_size=6))
def test_after_every_import_a_cell_holds_what_changed_last(weeks: list[tuple[dict[str, str], str | None]]) -> None:
    """Imports and changes in Teams take turns; the manager is the file's where the file changed, else the people's."""
    kept = Kept()
    kept.bring_in(programs=[PROGRAM], members=[MEMBER, {"id": "bob", "name": "Bob"}])
    said, expected = "", ""
    for cells, in_teams in weeks:
        row = {**PROJECT, **cells}
        outcome = kept.bring_in(projects=[row])
        if cells["manager"] != said:
            said = expected = cells["manager"]
        assert not outcome.refused
        assert project(kept).manager == expected
        assert project(kept).name == cells["name"]
        assert kept.bring_in(projects=[row]).unchanged
        if in_teams is not None:
            changed_in_teams(kept, manager=in_teams)
            expected = in_teams


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [("EUR", "%", True), ("k€", "", True), ("EUR", "kEUR", False), ("%", "EUR", False), ("%", "days", False)],
)
def test_what_was_measured_in_money_stays_money(kept: Kept, before: str, after: str, refused: bool) -> None:
    kept.bring_in(indicators=[{**INDICATOR, "unit": before}])
    outcome = kept.bring_in(indicators=[{**INDICATOR, "unit": after}])
    assert [(error.file, error.column) for error in outcome.errors] == ([("indicators", "unit")] if refused else [])
