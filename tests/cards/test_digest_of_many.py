"""The digest of a program of two hundred projects: the worst with their reasons, the others named."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from cards.digest import digest_card
from cards.digest_view import Change, DigestLine, DigestMissing, DigestView
from cards.rendered import LIMIT
from locales import speaker
from pmo.colours import Colour
from pmo.portfolio import Rag
from pmo.status_counts import Counted
from tests.cards.samples import NOW
from tests.cards.validation import words

SAY = speaker("en", ZoneInfo("Europe/Brussels"))
WHY = "The supplier delivers the second version two weeks later than agreed; testers are idle until then."
LIMIT_PASSED = "Delivered in time: 81 % (limit 90 %)."


def two_hundred(
    red: int, amber: int, code: str = "R{n:03}", name: str = "Renewal of consular module {n}"
) -> DigestView:
    """A program of 200 projects of which so many need attention, with what usually comes with them."""
    lines = tuple(
        DigestLine(
            code=code.format(n=n),
            name=name.format(n=n),
            rag=Rag.RED if n < red else Rag.AMBER,
            previous=Rag.GREEN,
            summary=WHY,
            computed=Colour.RED if n < red else Colour.AMBER,
            reasons=(LIMIT_PASSED, "The work is behind the plan: SPI 0.82 (limit 0.9)."),
        )
        for n in reversed(range(red + amber))
    )
    missing = tuple(DigestMissing(code=f"M{n:03}", name="Renewal", person="Jan De Smet") for n in range(40))
    changes = tuple(Change(code=line.code, name=line.name, before=Rag.GREEN, after=Rag.AMBER) for line in lines)
    trend = tuple(Counted(period=f"2026-W{week:02}", green=150, amber=amber, red=red) for week in (10, 11))
    return DigestView(
        code="DIG",
        name="Digital",
        period="2026-W11",
        as_of=NOW,
        attention=lines,
        changes=changes,
        missing=missing,
        trend=trend,
        red=red,
        amber=amber,
        green=200 - red - amber,
    )


@pytest.mark.parametrize(("red", "amber"), [(1, 0), (8, 12), (16, 34), (20, 60), (30, 100), (15, 185)])
def test_of_two_hundred_projects_every_red_one_keeps_summary_and_reason_and_the_others_are_named(
    red: int, amber: int
) -> None:
    rendered = digest_card(two_hundred(red, amber), SAY)
    assert rendered.size <= LIMIT
    attention = words(rendered.card).partition("Needs attention")[2].partition("Changed since last time")[0]
    assert attention.count(WHY) >= red
    assert attention.count(LIMIT_PASSED) >= red
    assert all(f"R{n:03}" in attention for n in range(red + amber))


def test_as_many_amber_ones_as_fit_keep_theirs_after_the_red_ones() -> None:
    rendered = digest_card(two_hundred(10, 100), SAY)
    shown = words(rendered.card)
    assert shown.count(WHY) > 20
    assert rendered.size > LIMIT - 1_000
    assert shown.rindex("■\u00a0red\u2002R") < shown.index("▲\u00a0amber\u2002R")


def test_those_that_are_only_named_stand_together_with_their_declared_and_computed_status() -> None:
    shown = words(digest_card(two_hundred(20, 120), SAY).card)
    assert "▲\u00a0amber\u2002by the figures\u00a0▲\u00a0amber\u2002R1" in shown
    assert "R021, R020\n" in shown


def test_the_chart_goes_before_a_reason_does() -> None:
    for amber in range(0, 60, 4):
        shown = words(digest_card(two_hundred(8, amber), SAY).card)
        if "Declared statuses so far" in shown:
            assert shown.count(WHY) == shown.count(LIMIT_PASSED) == 8 + amber
    assert "Declared statuses so far" in words(digest_card(two_hundred(8, 4), SAY).card)


@pytest.mark.parametrize("name", ["ن" * 200, "🙂" * 200, "<at>*[x](" * 20])
def test_hostile_names_and_codes_of_forty_letters_leave_the_worst_their_reasons(name: str) -> None:
    rendered = digest_card(two_hundred(20, 180, code="R" * 37 + "{n:03}", name=name), SAY)
    assert rendered.size <= LIMIT
    assert words(rendered.card).count(LIMIT_PASSED) >= 10


def test_what_was_left_out_is_the_end_of_the_list_and_never_a_red_before_an_amber() -> None:
    view = replace(two_hundred(600, 30, code="R" * 37 + "{n:03}"), green=0)
    shown = words(digest_card(view, SAY).card)
    assert "■\u00a0red" in shown
    assert "▲\u00a0amber\u2002" not in shown
    assert "more, page by page" in shown
