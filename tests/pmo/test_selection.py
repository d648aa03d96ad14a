"""What a selection takes and in which order, against the plainest way to say it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.colours import Colour
from pmo.criteria import Bound, Criteria, Limit
from pmo.listed import Flag, Known, Listed
from pmo.portfolio import Phase, Project, Rag
from pmo.reports import StatusReport
from pmo.selection import Order, Selection, ordered, selected


def listed(code: str, rag: Rag | None = None, *, phase: Phase = Phase.EXECUTING, **words: Any) -> Listed:
    """A project with a status and the words it is found by."""
    progress = words.pop("progress", None)
    report = StatusReport(project=code, period="2026-W10", version=1, rag=rag, progress=progress) if rag else None
    project = Project(code=code, program="P", name=code, phase=phase)
    return Listed(project=project, report=report, **words)


VISA = listed(
    "VISA",
    Rag.RED,
    text="visa online visa application consul",
    name="online visa application",
    manager="nbrennan nora brennan",
    owner="hvanacker hilde van acker",
    program="consul\nconsular services",
    post="hq headquarters",
)
CIPHER = listed("CIPHER", Rag.GREEN, text="cipher encrypted voice secnet", program="secnet\nnetwork")
OLD = listed("OLD", phase=Phase.CLOSED, text="old archive consul", program="consul\nconsular services")
ALL = (VISA, OLD, CIPHER)
KNOWN = Known(
    flagged={Flag.LATE: {"visa"}, Flag.MINE: {"cipher"}},
    values={"visa": {"visa.online": Decimal("72.5")}},
    ends={"visa": date(2026, 6, 29)},
)


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
        (Selection(without=Criteria(flags=frozenset({Flag.LATE}))), ["CIPHER"]),
        (Selection(without=Criteria(programs=("consul",))), ["CIPHER"]),
        (Selection(without=Criteria(words=("visaa",))), ["VISA", "CIPHER"]),  # as it is typed
        (Selection(mixed=(Criteria(flags=frozenset({Flag.LATE}), words=("cipher",)),)), ["VISA", "CIPHER"]),
        (Selection(mixed=(Criteria(frozenset({Rag.RED}), phases=frozenset({Phase.CLOSED})),)), ["VISA", "OLD"]),
        (Selection(mixed=(Criteria(programs=("consul",), phases=frozenset({Phase.CLOSING})),)), ["VISA"]),
        (Selection(computed=frozenset({Colour.GREY})), ["VISA", "CIPHER"]),  # not judged yet
        (Selection(limits=(Limit("end", "<", date(2026, 6, 30)),)), ["VISA"]),
        (Selection(limits=(Limit("end", ">", date(2026, 6, 30)),)), []),  # nothing is known of the other
        (Selection(limits=(Limit("end", "!=", date(2026, 6, 30)),)), ["VISA"]),
        (Selection(limits=(Limit("end", "!=", date(2026, 6, 29)),)), []),
        (Selection(limits=(Limit("progress", "<", Decimal(50)),)), []),
        (Selection(either=(("visa", "encrypted"),)), ["VISA", "CIPHER"]),
        (Selection(either=(("visa", "xyzzy"),), words=("online",)), ["VISA"]),
        (Selection(words=("visa", "cipher")), ["VISA", "CIPHER"]),  # codes: either
        (Selection(words=("visa", "cipher", "encrypted")), ["CIPHER"]),
        (Selection(words=("visa", "encrypted")), []),
    ],
)
def test_a_selection_takes_what_satisfies_every_kind_of_filter(selection: Selection, codes: list[str]) -> None:
    assert [one.code for one in selected(selection, ALL, KNOWN)] == codes


def test_equals_are_sorted_by_what_is_asked_next() -> None:
    projects = [
        listed(code, rag, name=name)
        for code, rag, name in (
            ("A", Rag.RED, "x"),
            ("B", Rag.RED, "y"),
            ("C", Rag.AMBER, "x"),
            ("D", Rag.GREEN, "y"),
        )
    ]
    for order, then, codes in (
        (Order.NAME, ((Order.CODE, True),), "CADB"),
        (Order.NAME, (), "ACBD"),
        (Order.NAME, ((Order.STATUS, True),), "CADB"),
        (Order.STATUS, ((Order.NAME, True),), "BACD"),
        (Order.PROGRAM, ((Order.NAME, True), (Order.CODE, True)), "DBCA"),
    ):
        asked = Selection(order=order, then=then)
        assert "".join(one.code for one in ordered(asked, projects)) == codes, (order, then)


def test_what_is_spelt_right_keeps_what_is_spelt_nearly_so_away() -> None:
    near = listed("VISTA", text="vista renewal")
    assert [one.code for one in selected(Selection(words=("vista",)), (near, *ALL))] == ["VISTA"]


listeds = st.builds(
    listed,
    st.text("ABC", min_size=1, max_size=3),
    st.none() | st.sampled_from(Rag),
    phase=st.sampled_from(Phase),
    computed=st.none() | st.sampled_from(Colour),
    text=st.sampled_from(("visa online", "cipher voice", "art", "start")),
    name=st.sampled_from(("", "a", "b", "c")),
    progress=st.none() | st.integers(0, 100),
)
keys = st.frozensets(st.text("abc", min_size=1, max_size=3), max_size=20)
knowns = st.builds(
    Known,
    flagged=st.fixed_dictionaries(dict.fromkeys(Flag, keys)),
    ends=st.dictionaries(st.text("abc", min_size=1, max_size=3), st.dates(), max_size=20),
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


def plainly(selection: Selection, one: Listed, known: Known) -> bool:
    """The same said in words."""
    phase = one.project.phase
    return (
        (not selection.rags or one.rag in selection.rags)
        and all(one.code.casefold() in known.flagged[flag] for flag in selection.flags)
        and (phase in selection.phases if selection.phases else phase is not Phase.CLOSED)
        and all(any(part.startswith(word) for part in one.text.split()) for word in selection.words)
    )


@given(selections, st.lists(listeds, max_size=12, unique_by=lambda one: one.code), knowns)
def test_selecting_is_what_the_words_say(selection: Selection, projects: list[Listed], known: Known) -> None:
    projects.sort(key=lambda one: one.rank)
    exact = {one.code for one in projects if plainly(selection, one, known)}
    found = [one.code for one in selected(selection, projects, known)]
    assert set(found) == exact or (not exact and selection.words)
    assert len(found) == len(set(found))


@given(selections, st.lists(listeds, max_size=12, unique_by=lambda one: one.code), knowns)
def test_what_has_nothing_to_be_sorted_by_comes_last_and_the_worst_first_among_equals(
    selection: Selection, projects: list[Listed], known: Known
) -> None:
    projects.sort(key=lambda one: one.rank)
    found = ordered(selection, projects, known)
    assert sorted(one.code for one in found) == sorted(one.code for one in projects)
    if selection.order is Order.END:
        days = [known.ends[one.key] for one in found if one.key in known.ends]
        assert days == sorted(days, reverse=selection.backwards)
        assert not [one for one in found[len(days) :] if one.key in known.ends]
    if selection.order is Order.STATUS and not selection.backwards:
        assert [one.rank for one in found] == sorted(one.rank for one in projects)


def test_the_code_of_a_program_is_no_beginning_of_another() -> None:
    green = listed("LIGHT", text="light green", program="green\ngreening")
    greener = listed("SUN", text="sun green2", program="green2\nmore green")
    both = [green, greener]
    assert selected(Selection(programs=("green",)), both) == [green]
    assert selected(Selection(programs=("gree",)), both) == both
    assert selected(Selection(without=Criteria(programs=("green",))), both) == [greener]
    assert selected(Selection(mixed=(Criteria(programs=("green", "green2")),)), both) == both
    assert selected(Selection(programs=("green",)), [greener]) == [greener]
