"""Who is meant by an id, an address, a name with a slip of the finger, or a name in a sentence."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pmo.naming import alike, mentioned, named
from pmo.portfolio import Member

NORA = Member(id="nbrennan", name="Nora Brennan", email="Nora.Brennan@example.org")
LUC = Member(id="ldessart", name="Luc Dessart")
JOSE = Member(id="jmr", name="José-María O'Reilly")
PEETERS = Member(id="jp1", name="Jan Peeters")
PETERS = Member(id="jp2", name="Jan Peters")
ALL = (NORA, LUC, JOSE, PEETERS, PETERS)


@pytest.mark.parametrize(
    "text",
    [
        "nbrennan",
        "NBrennan",
        "nora.brennan@EXAMPLE.org",
        "Nora Brennan",
        "  nora brennan ",
        "Nora Brenan",  # 11 of its letters in 11 and 12: 96 of 100
        "Nora Brennann",
    ],
)
def test_somebody_is_found_by_id_address_or_a_name_nearly_right(text: str) -> None:
    assert named(text, ALL) is NORA


@pytest.mark.parametrize("text", ["", "   ", "Nora", "Brennan", "Nora Brannin", "brennan nora", "nbrenan", "nobody"])
def test_a_name_too_far_from_any_is_nobodys(text: str) -> None:
    assert named(text, ALL) is None


def test_only_the_beginning_of_a_text_that_no_name_can_fill_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def compare(text: str, _name: str) -> float:
        compared.append(len(text))
        return 0.0

    monkeypatch.setattr(fuzz, "ratio", compare)
    monkeypatch.setattr(fuzz, "partial_token_sort_ratio", compare)
    for text in ("x" * 100_000, "Nora Brennan " * 8_000):
        assert named(text, ALL) is None
        assert alike(text, ALL) is None
    assert len(compared) == 4 * len(ALL)
    assert max(compared) <= 400


def test_an_accent_left_out_is_a_small_error() -> None:
    assert named("Jose-Maria O'Reilly", ALL) is JOSE


def test_an_exact_name_goes_before_one_that_is_like_it() -> None:
    assert named("Jan Peeters", ALL) is PEETERS
    assert named("jan peters", ALL) is PETERS


def test_a_slip_that_fits_two_people_names_neither() -> None:
    assert named("Jan Peterss", ALL) is None
    assert named("Jan Peterss", (PETERS, NORA)) is PETERS


def test_two_people_of_one_name_are_told_apart_by_id_only() -> None:
    other = replace(NORA, id="nb2", email="")
    assert named("Nora Brennan", (NORA, other)) is None
    assert named("nb2", (NORA, other)) is other


def test_who_is_archived_is_not_found_and_in_nobodys_way() -> None:
    gone = replace(NORA, id="old", archived=True)
    assert named("old", (gone, NORA)) is None
    assert named("Nora Brennan", (gone, NORA)) is NORA
    assert mentioned("Ask Nora Brennan", (gone,)) is None
    assert mentioned("Ask Nora Brennan", (gone, NORA)) is NORA


@pytest.mark.parametrize(
    "text",
    [
        "Luc Dessart",
        "Could LUC DESSART call the supplier?",
        "(luc dessart), please",
        "Ask Luc  Dessart's team",
        "Luc\nDessart",
    ],
)
def test_a_whole_name_in_a_sentence_is_found(text: str) -> None:
    assert mentioned(text, ALL) is LUC


@pytest.mark.parametrize("text", ["", "Luc", "Dessart Luc", "Lucas Dessart", "Luc Dessartine", "."])
def test_a_part_of_a_name_or_of_a_word_is_not_the_name(text: str) -> None:
    assert mentioned(text, ALL) is None


def test_signs_in_a_name_may_be_written_in_any_way() -> None:
    assert mentioned("help from josé maría o reilly!", ALL) is JOSE


def test_of_two_names_in_a_sentence_neither_is_meant() -> None:
    assert mentioned("Luc Dessart or Nora Brennan", ALL) is None
    assert mentioned("Luc Dessart and again Luc Dessart", ALL) is LUC


@given(st.sampled_from(ALL), st.text(" .,;:!?()-", max_size=5), st.sampled_from([str.upper, str.lower, str.title]))
def test_signs_around_a_name_and_its_case_do_not_matter(member: Member, signs: str, case: Callable[[str], str]) -> None:
    assert mentioned(f"{signs} {case(member.name)} {signs}", ALL) is member
    assert named(f" {case(member.name)} ", ALL) is member


def test_a_part_of_a_name_suggests_who_is_meant() -> None:
    assert alike("Nora", ALL) == NORA
    assert alike("Dessart L.", ALL) == LUC
    assert alike("Xu", ALL) is None
    assert alike("", ALL) is None
