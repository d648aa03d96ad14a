"""What a selection takes and in which order, against the plainest way to say it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.colours import Colour
from pmo.portfolio import Phase, Rag
from pmo.selection import Bound, Flag, Listed, Order, Selection, ordered, selected

VISA = Listed(
    code="VISA",
    rag=Rag.RED,
    text="visa online visa application consul",
    name="online visa application",
    manager="nbrennan nora brennan",
    owner="hvanacker hilde van acker",
    program="consul consular services",
    post="hq headquarters",
    values={"visa.online": Decimal("72.5")},
    late=True,
    progress=60,
    end=date(2026, 9, 30),
)
CIPHER = Listed(code="CIPHER", rag=Rag.GREEN, text="cipher encrypted voice secnet", program="secnet network", mine=True)
OLD = Listed(code="OLD", phase=Phase.CLOSED, text="old archive consul", program="consul consular services")
ALL = (VISA, CIPHER, OLD)


@pytest.mark.parametrize(
    ("selection", "codes"),
    [
        (Selection(), ["VISA", "CIPHER"]),
        (Selection(phases=frozenset({Phase.CLOSED})), ["OLD"]),
        (Selection(flags=frozenset({Flag.LATE})), ["VISA"]),
        (Selection(flags=frozenset({Flag.LATE, Flag.MINE})), []),
        (Selection(programs=("consul", "secnet")), ["VISA", "CIPHER"]),
        (Selection(programs=("consul",), rags=frozenset({Rag.GREEN})), []),
        (Selection(managers=("brennan",)), ["VISA"]),
        (Selection(owners=("van acker",)), ["VISA"]),
        (Selection(posts=("head",)), ["VISA"]),
        (Selection(bounds=(Bound("online", "<", Decimal(80)),)), ["VISA"]),
        (Selection(bounds=(Bound("visa.online", ">", Decimal(80)),)), []),
        (Selection(bounds=(Bound("line", "<", Decimal(80)),)), []),
        (Selection(words=("vis",)), ["VISA"]),
        (Selection(words=("isa",)), []),
        (Selection(words=("visaa",)), ["VISA"]),
        (Selection(words=("encryptd", "voice")), ["CIPHER"]),
        (Selection(managers=("brenan",)), ["VISA"]),
        (Selection(words=("xyzzy",)), []),
    ],
)
def test_a_selection_takes_what_satisfies_every_kind_of_filter(selection: Selection, codes: list[str]) -> None:
    assert [one.code for one in selected(selection, ALL)] == codes


def test_what_is_spelt_right_keeps_what_is_spelt_nearly_so_away() -> None:
    near = Listed(code="VISTA", text="vista renewal")
    assert [one.code for one in selected(Selection(words=("vista",)), (*ALL, near))] == ["VISTA"]


listeds = st.builds(
    Listed,
    code=st.text("ABC", min_size=1, max_size=3),
    phase=st.sampled_from(Phase),
    rag=st.none() | st.sampled_from(Rag),
    computed=st.none() | st.sampled_from(Colour),
    late=st.booleans(),
    stale=st.booleans(),
    missing=st.booleans(),
    mine=st.booleans(),
    text=st.sampled_from(("visa online", "cipher voice", "art", "start")),
    name=st.sampled_from(("", "a", "b", "c")),
    end=st.none() | st.dates(),
    progress=st.none() | st.integers(0, 100),
)
selections = st.builds(
    Selection,
    rags=st.frozensets(st.none() | st.sampled_from(Rag), max_size=2),
    flags=st.frozensets(st.sampled_from(Flag), max_size=2),
    phases=st.frozensets(st.sampled_from(Phase), max_size=2),
    words=st.lists(st.sampled_from(("vis", "art", "voice")), max_size=2).map(tuple),
    order=st.sampled_from(Order),
    backwards=st.booleans(),
)


def plainly(selection: Selection, one: Listed) -> bool:
    """The same said in words."""
    flags = {Flag.LATE: one.late, Flag.STALE: one.stale, Flag.MISSING: one.missing, Flag.MINE: one.mine}
    return (
        (not selection.rags or one.rag in selection.rags)
        and all(flags[flag] for flag in selection.flags)
        and (one.phase in selection.phases if selection.phases else one.phase is not Phase.CLOSED)
        and all(any(part.startswith(word) for part in one.text.split()) for word in selection.words)
    )


@given(selections, st.lists(listeds, max_size=12, unique_by=lambda one: one.code))
def test_selecting_is_what_the_words_say(selection: Selection, projects: list[Listed]) -> None:
    exact = {one.code for one in projects if plainly(selection, one)}
    found = [one.code for one in selected(selection, projects)]
    assert set(found) == exact or (not exact and selection.words)
    assert len(found) == len(set(found))


@given(selections, st.lists(listeds, max_size=12, unique_by=lambda one: one.code))
def test_what_has_nothing_to_be_sorted_by_comes_last_and_the_worst_first_among_equals(
    selection: Selection, projects: list[Listed]
) -> None:
    found = ordered(selection, projects)
    assert sorted(one.code for one in found) == sorted(one.code for one in projects)
    if selection.order is Order.END:
        days = [one.end for one in found if one.end]
        assert days == sorted(days, reverse=selection.backwards)
        assert all(one.end is None for one in found[len(days) :])
    if selection.order is Order.STATUS and not selection.backwards:
        assert [one.rank for one in found] == sorted(one.rank for one in projects)
