"""What a preview says of each row: that it is new, comes back or leaves, and what stands in its cells."""

from pmo.importing.differences import Change, Difference
from tests.pmo.importing.tables import BASE, PROJECT, Kept

VISA = {**PROJECT, "manager": "ana", "budget": "100", "currency": "EUR"}
OTHER = {"code": "BIOM", "program": "CONSUL", "name": "Biometrics"}


def told(lines: tuple[Difference, ...]) -> list[tuple[Change, str, str, str, str]]:
    return [(one.change, one.row, one.column, one.before, one.after) for one in lines]


def kept() -> Kept:
    store = Kept()
    assert not store.bring_in(**{**BASE, "projects": [VISA, OTHER]}).refused
    return store


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
