"""How people are reached, and who comes first in a list of them."""

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from pmo.app_states import AppState, app_state
from pmo.people import Listed, Wanted, Which, found, only_one_named
from pmo.portfolio import Member, Role

SOON, LATER = datetime(2026, 3, 12, 9, tzinfo=UTC), datetime(2026, 3, 19, 9, tzinfo=UTC)


def listed(name: str, state: AppState, asked_at: datetime | None = None, **more: Any) -> Listed:
    """Somebody at no post."""
    member = Member(id=name.split(maxsplit=1)[0].lower(), name=name, **more)
    text = f"{member.id} {name.lower()}"
    return Listed(member=member, state=state, asked_at=asked_at, name=text, text=text)


@pytest.mark.parametrize(
    ("entra_id", "unreachable", "known", "state"),
    [
        ("", "blocked", (True, True, True), AppState.NO_ENTRA_ID),
        ("x", "blocked", (True, True, True), AppState.BLOCKED),
        ("x", "removed", (False, True, True), AppState.REMOVED),
        ("x", "not installed", (False, False, False), AppState.NOT_INSTALLED),
        ("x", "some new code of Teams", (True, True, True), AppState.UNKNOWN),
        ("x", "", (True, True, True), AppState.INSTALLED),
        ("x", "", (False, True, True), AppState.TEAM),
        ("x", "", (False, False, True), AppState.NOT_INSTALLED),
        ("x", "", (False, False, False), AppState.NEVER_SEEN),
    ],
)
def test_the_worst_that_is_known_is_how_somebody_is_reached(
    entra_id: str, unreachable: str, known: tuple[bool, bool, bool], state: AppState
) -> None:
    has_app, in_team, seen = known
    assert app_state(entra_id, unreachable, has_app=has_app, in_team=in_team, seen=seen) is state


def test_an_administrator_can_help_whoever_has_an_entra_id_and_not_the_app() -> None:
    helped = {state for state in AppState if state.may_be_given_the_app}
    assert helped == set(AppState) - {AppState.INSTALLED, AppState.NO_ENTRA_ID}


def test_who_is_asked_soonest_and_cannot_be_reached_comes_first_whatever_the_order() -> None:
    right = (
        listed("Zoe Asked", AppState.BLOCKED, SOON),
        listed("Ann Asked", AppState.NO_ENTRA_ID, LATER),
        listed("Bea Unseen", AppState.NEVER_SEEN, SOON),
        listed("Cas Refused", AppState.REMOVED),
        listed("Dan Unseen", AppState.NEVER_SEEN),
        listed("Eva Team", AppState.TEAM, SOON),
        listed("Abe App", AppState.INSTALLED, LATER),
        listed("Fay App", AppState.INSTALLED, SOON),
    )
    for several in permutations(right[::2] + right[1::2], 8):
        if several[0] is right[3]:
            assert found(Wanted(), several) == list(right)


def test_only_a_name_and_not_a_post_means_one_person() -> None:
    one = Listed(
        member=Member(id="jk", name="Josué"), state=AppState.INSTALLED, name="jk josue", text="jk josue kinshasa"
    )
    assert only_one_named(Wanted(words=("kinshasa",)), [one]) is None
    assert only_one_named(Wanted(words=("josue",)), [one]) is one.member
    assert only_one_named(Wanted(words=("josue",), which=frozenset((Which.PMO,))), [one]) is None
    assert only_one_named(Wanted(words=("josue",)), [one, one]) is None


def test_what_somebody_is_narrows_a_list() -> None:
    pmo = listed("Ann", AppState.INSTALLED, role=Role.PMO)
    outside = listed("Bea", AppState.TEAM, external=True)
    for which, only in (
        (Which.PMO, pmo),
        (Which.EXTERNAL, outside),
        (Which.WITHOUT_APP, outside),
        (Which.WITH_APP, pmo),
    ):
        assert found(Wanted(which=frozenset((which,))), [pmo, outside]) == [only]
