"""What a preview says of each row: that it is new, comes back or leaves, and what stands in its cells."""

from pmo.importing.differences import MAIN, Change, Difference
from pmo.importing.layouts import LAYOUTS
from tests.pmo.importing.tables import BASE, PROJECT, STATUS, Kept

VISA = {**PROJECT, "manager": "ana", "budget": "100", "currency": "EUR"}
OTHER = {"code": "BIOM", "program": "CONSUL", "name": "Biometrics"}


def told(lines: tuple[Difference, ...]) -> list[tuple[Change, str, str, str, str]]:
    return [(one.change, one.row, one.column, one.before, one.after) for one in lines]


def kept() -> Kept:
    store = Kept()
    assert not store.bring_in(**{**BASE, "projects": [VISA, OTHER]}).refused
    return store


def test_a_new_row_says_what_stands_in_its_main_cells() -> None:
    store = kept()
    new = {"code": "EPASS", "program": "CONSUL", "name": "E-passports", "phase": "planning", "end": "2027-01-31"}
    status = {**STATUS, "rag": "red", "summary": "The supplier is bankrupt. " * 9, "progress": "40"}
    cost = {"project": "VISA", "period": "2026-02", "planned_cost": "1200.50", "actual_cost": "0"}
    lines = store.preview(projects=[VISA, OTHER, new], statuses=[status], costs=[cost]).lines
    assert {one.row: dict(one.cells) for one in lines} == {
        "EPASS": {"program": "CONSUL", "phase": "planning", "end": "2027-01-31", "classification": "internal"},
        "VISA/2026-02": {"planned_cost": "1200.5", "actual_cost": "0"},
        "VISA/2026-W10": {
            "rag": "red",
            "summary": "The supplier is bankrupt. The supplier is bankrupt. The sup…",
            "progress": "40",
        },
    }


def test_every_file_has_main_cells_that_it_has() -> None:
    for layout in LAYOUTS.values():
        assert set(MAIN[layout.name]) <= set(layout.by_name)


def test_a_version_that_is_corrected_is_told_cell_by_cell() -> None:
    store = kept()
    first = {**STATUS, "version": "1", "summary": "Well"}
    assert not store.bring_in(statuses=[first]).refused
    lines = store.preview(statuses=[{**first, "rag": "amber"}]).lines
    assert told(lines) == [(Change.CHANGED, "VISA/2026-W10", "rag", "green", "amber")]


def test_a_row_that_comes_back_is_told_with_the_cells_that_change() -> None:
    store = kept()
    assert not store.bring_in(projects=[OTHER]).refused
    back = {**VISA, "manager": "", "classification": "restricted"}
    assert told(store.preview(projects=[back, OTHER]).lines) == [
        (Change.BACK, "VISA", "", "", ""),
        (Change.CHANGED, "VISA", "manager", "ana", ""),
        (Change.CHANGED, "VISA", "classification", "internal", "restricted"),
    ]
    assert told(store.preview(projects=[VISA, OTHER]).lines) == [(Change.BACK, "VISA", "", "", "")]
