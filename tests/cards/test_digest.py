"""The digest card: complete when short, counted when long."""

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from cards.digest import digest_card, digest_page
from cards.digest_view import Amended, Change, DigestLine, DigestMissing, DigestView
from cards.rendered import LIMIT
from locales import speaker
from pmo.digest_amendments import How
from pmo.portfolio import Rag
from tests.cards.digest_views import digest
from tests.cards.samples import ARABIC, NOW
from tests.cards.validation import actions, faults, words

SAY = speaker("en", ZoneInfo("Europe/Brussels"))


def big(projects: int, letters: str, summary: str) -> DigestView:
    """A digest in which every project has something to tell."""
    lines = tuple(
        DigestLine(
            code=f"PRJ-{n}",
            name=letters * 20,
            rag=Rag.RED if n % 3 else Rag.AMBER,
            previous=Rag.GREEN,
            summary=summary,
            late=True,
        )
        for n in range(projects)
    )
    absent = tuple(
        DigestMissing(code=f"ABS-{n}", name=letters * 20, person=letters * 10, until=NOW) for n in range(projects)
    )
    return DigestView(
        code="DIG",
        name=letters * 20,
        period="2026-W11",
        as_of=NOW,
        red=projects,
        attention=lines,
        changes=tuple(Change(code=line.code, name=line.name, before=Rag.GREEN, after=Rag.RED) for line in lines),
        amended=tuple(answered_since(line) for line in lines),
        missing=absent,
        open=absent,
        unreachable=absent,
        no_manager=absent,
        absent=absent,
        skipped=absent,
        late=absent,
        answered=1,
        asked=projects,
    )


def answered_since(line: DigestLine) -> Amended:
    both = frozenset((How.ANSWERED, How.STATUS))
    return Amended(code=line.code, name=line.name, at=NOW, how=both, before=Rag.GREEN, after=Rag.RED)


def test_the_counts_come_in_one_sentence_at_the_top() -> None:
    assert words(digest(SAY).card).splitlines()[:4] == [
        "Digital consulate",
        "Digest of week 11, 2026",
        "14 projects: 1 red, 2 amber, 6 green, 5 not reported.",
        "9 of 13 have answered.",
    ]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            ("0 of 5 have answered.", "1 of 5 has answered.", "2 of 5 have answered.", "5 of 5 have answered."),
        ),
        ("fr", ("0 réponse sur 5.", "1 réponse sur 5.", "2 réponses sur 5.", "5 réponses sur 5.")),
        (
            "nl",
            (
                "0 van de 5 hebben geantwoord.",
                "1 van de 5 heeft geantwoord.",
                "2 van de 5 hebben geantwoord.",
                "5 van de 5 hebben geantwoord.",
            ),
        ),
        (
            "de",
            (
                "0 von 5 haben geantwortet.",
                "1 von 5 hat geantwortet.",
                "2 von 5 haben geantwortet.",
                "5 von 5 haben geantwortet.",
            ),
        ),
    ],
)
def test_how_many_have_answered_is_said_in_the_right_number(language: str, sentences: tuple[str, ...]) -> None:
    say = speaker(language, ZoneInfo("Europe/Brussels"))
    view = DigestView(code="DIG", name="Digital", period="2026-W11", as_of=NOW, asked=5)
    for answered, sentence in zip((0, 1, 2, 5), sentences, strict=True):
        assert sentence in words(digest_card(replace(view, answered=answered), say).card).splitlines()


def test_red_comes_before_amber_with_what_it_was_and_the_reporters_words() -> None:
    shown = words(digest(SAY).card)
    assert shown.index("■\u00a0red\u2002CON-7") < shown.index("▲\u00a0amber\u2002VIS-3")
    assert "was amber · late" in shown
    assert "The supplier cannot deliver the archive module before the summer." in shown


def test_a_status_of_another_period_says_which() -> None:
    assert "▲\u00a0amber\u2002ARC-2 · Archive\u2002February 2026" in words(digest(SAY).card)


def test_changes_and_those_without_an_answer_are_told_apart() -> None:
    shown = words(digest(SAY).card)
    for told in (
        "CON-7 · Consular portal – from amber to red",
        "PAS-1 · Passports by post – first report",
        "Not answered\nSEC-12 · New badges for all posts – Jan De Smet",
        "Still open\nNET-4 · Network Kinshasa – Marie Ilunga, until Sunday 15 March, 10:12",
        "Without a project manager\nOLD-9 · Old intranet",
        "As of Thursday 12 March, 10:12 (Brussels)",
    ):
        assert told in shown
    assert "Cannot be reached" not in shown


def test_an_empty_program_is_told_in_a_sentence() -> None:
    rendered = digest_card(DigestView(code="DIG", name="Digital", period="2026-W11", as_of=NOW), SAY)
    assert "No projects." in words(rendered.card)
    assert faults(rendered.card) == []


def test_a_digest_has_no_buttons() -> None:
    assert actions(digest(SAY).card) == []


@pytest.mark.parametrize("projects", [20, 60, 200, 1000])
@pytest.mark.parametrize("letters", ["abc", ARABIC, "🙂🙂🙂", "*[x]("])
def test_a_long_digest_fits_and_counts_what_it_leaves_out(projects: int, letters: str) -> None:
    rendered = digest_card(big(projects, letters, letters * 100), SAY)
    assert rendered.size <= LIMIT
    shown = words(rendered.card)
    attention = shown.partition("Needs attention")[2].partition("Changed since last time")[0]
    left_out = projects - len(set(re.findall(r"PRJ-\d+", attention)))
    assert left_out == 0 or f"and {left_out:,} more, page by page" in attention


def test_every_red_and_amber_of_two_hundred_projects_is_named_when_names_are_ordinary() -> None:
    lines = tuple(
        DigestLine(code=f"PRJ-{n}", name="Visa appointments", rag=Rag.RED, summary="Late again.") for n in range(60)
    )
    view = DigestView(code="DIG", name="D", period="2026-W11", as_of=NOW, red=60, green=140, attention=lines)
    shown = words(digest_card(view, SAY).card)
    assert all(f"PRJ-{n} ·" in shown for n in range(60))
    assert shown.count("Late again.") == 60


def test_long_summaries_are_shortened_before_they_are_dropped() -> None:
    told = "The supplier cannot deliver the archive module before the summer. " * 5
    lines = tuple(
        DigestLine(code=f"PRJ-{n}", name="Visa appointments online", rag=Rag.RED, previous=Rag.GREEN, summary=told)
        for n in range(60)
    )
    view = DigestView(code="DIG", name="D", period="2026-W11", as_of=NOW, red=60, attention=lines)
    assert words(digest_card(view, SAY).card).count("The supplier cannot deliver") == 60


def test_more_than_five_amendments_are_told_page_by_page() -> None:
    line = DigestLine(code="PRJ-1", name="Portal", rag=Rag.RED)
    view = DigestView(code="DIG", name="D", period="2026-W11", as_of=NOW, red=1, attention=(line,))
    (button,) = actions(digest_card(replace(view, amended=(answered_since(line),) * 6), SAY).card)
    assert button["verb"] == "digest.page"


def test_a_deadline_is_told_only_of_what_is_still_open() -> None:
    late = DigestMissing(code="SEC-12", name="New badges", person="Jan De Smet", until=NOW)
    view = DigestView(code="DIG", name="Digital consulate", period="2026-W11", as_of=NOW)
    open_card = digest_card(replace(view, open=(late,)), SAY).card
    unreachable = digest_card(replace(view, unreachable=(late,)), SAY).card
    assert "Jan De Smet, until Thursday 12 March, 10:12" in words(open_card)
    assert "until" not in words(unreachable)


def test_late_answers_are_listed_whatever_the_status() -> None:
    late = DigestMissing(code="SEC-12", name="New badges", person="Jan De Smet")
    view = DigestView(code="DIG", name="Digital consulate", period="2026-W11", as_of=NOW, green=1, late=(late,))
    shown = words(digest_card(view, SAY).card).splitlines()
    assert shown[shown.index("Answered late") + 1] == "SEC-12 · New badges – Jan De Smet"


def test_a_green_with_red_figures_needs_attention_with_its_reasons() -> None:
    shown = words(digest(SAY).card)
    assert "The figures of 1 project are worse than declared." in shown
    assert "●\u00a0green\u2002PAS-1 · Passports by post\u2002by the figures\u00a0■\u00a0red" in shown
    assert "Delivered in time: 81 % (limit 90 %)." in shown


def test_a_digest_that_tells_everything_offers_no_pages_and_one_that_does_not_offers_them() -> None:
    assert "digest.page" not in {action["verb"] for action in actions(digest(SAY).card)}
    (button,) = actions(digest_card(big(200, "a", "word " * 60), SAY).card)
    assert (button["verb"], button["data"]) == ("digest.page", {"program": "DIG", "period": "2026-W11", "page": 1})


@pytest.mark.parametrize("letters", ["a", ARABIC])
def test_page_by_page_everything_is_told_once_and_each_page_fits(letters: str) -> None:
    view, found, number = big(200, letters, "word " * 60), list[str](), 1
    while True:
        page = digest_page(view, number, SAY)
        assert page.size <= LIMIT
        assert not faults(page.card)
        told = words(page.card)
        found += told.splitlines()
        verbs = [action["data"]["page"] for action in actions(page.card)]
        assert f"Page {number} of " in told
        if number + 1 not in verbs:
            break
        number += 1
    assert number > 5
    for code in ("PRJ-0 ", "PRJ-199 ", "ABS-0 ", "ABS-199 "):
        assert any(code in line for line in found)
    assert sum(line.startswith("word word") for line in found) == 200


def test_a_project_and_its_summary_are_never_on_two_pages() -> None:
    view = big(200, "a", "word " * 60)
    found = 0
    for number in range(1, 40):
        shown = [one for one in digest_page(view, number, SAY).card["body"] if one.get("style") != "heading"]
        summaries = [place for place, one in enumerate(shown) if str(one.get("text", "")).startswith("word word")]
        projects = [place for place, one in enumerate(shown) if "PRJ-" in str(one)]
        assert all(place - 1 in projects for place in summaries)
        found += len(summaries)
    assert found >= 200


def test_a_digest_as_it_would_be_now_has_pages_of_its_own() -> None:
    (button,) = actions(digest_card(replace(big(200, "a", "word " * 60), now=True), SAY).card)
    assert button["data"] == {"program": "DIG", "period": "2026-W11", "page": 1, "now": "true"}


def test_a_page_that_does_not_exist_is_the_nearest_one() -> None:
    view = big(30, "a", "word " * 60)
    assert "Page 1 of" in words(digest_page(view, 0, SAY).card)
    last = digest_page(view, 999_999, SAY)
    assert [action["title"] for action in actions(last.card)] == ["Previous page"]


def test_what_goes_on_over_a_page_bears_its_heading_again() -> None:
    page = digest_page(big(200, "a", "word " * 60), 3, SAY)
    titles = [one["text"] for one in page.card["body"] if one.get("style") == "heading"]
    assert titles[1:] == ["Needs attention"]
