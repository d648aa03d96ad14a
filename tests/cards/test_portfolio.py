"""The portfolio, a program and a project."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from cards.portfolio import PortfolioRow, PortfolioView, ProgramView, portfolio_card, program_card
from cards.project import ProjectView, project_card
from dialogs.filtering.understanding import FILTER_LIMIT
from locales import speaker
from pmo.portfolio import Phase, Rag
from pmo.watches import Watched
from tests.cards.samples import ARABIC, HOSTILE, NOW
from tests.cards.validation import actions, faults, inputs, words
from tests.cards.views import PROJECTS, empty_portfolio, portfolio, program, project

SAY = speaker("en", ZoneInfo("Europe/Brussels"))
BARE = ProjectView(code="ALG-1", name="Algiers", program="Net", phase=Phase.CLOSED, as_of=NOW)


def test_the_portfolio_answers_in_one_sentence_first() -> None:
    rendered = portfolio(SAY)
    assert rendered.summary == "Portfolio – 15 projects: 1 red, 1 amber, 12 green, 1 not reported."
    assert words(rendered.card).splitlines()[1] == "15 projects: 1 red, 1 amber, 12 green, 1 not reported."


def test_a_row_tells_status_code_name_program_and_day() -> None:
    shown = words(portfolio(SAY).card)
    assert "▲\u00a0amber\u2002VIS-3 · Visa appointments online\u2002DIG · 12\u00a0Mar\u00a02026" in shown
    assert "○\u00a0not\u00a0reported\u2002SEC-12 · New badges for all posts\u2002SEC" in shown


def test_what_the_figures_say_stands_beside_what_was_declared() -> None:
    shown = words(portfolio(SAY).card)
    assert "●\u00a0green\u2002PAS-1 · Passports by post\u2002by the figures\u00a0■\u00a0red" in shown
    assert "●\u00a0green\u2002NET-4 · Network Kinshasa\u2002by the figures\u00a0○\u00a0not known" in shown


def test_the_program_is_not_repeated_where_all_rows_are_of_one() -> None:
    shown = words(portfolio_card(replace(PROJECTS, rows=PROJECTS.rows[:3]), SAY).card)
    assert "VIS-3 · Visa appointments online\u200212\u00a0Mar\u00a02026" in shown
    assert "DIG" not in shown


@pytest.mark.parametrize(("page", "asked"), [(1, [2]), (2, [3, 1]), (3, [2])])
def test_pages_are_turned_with_what_was_asked_for(page: int, asked: list[int]) -> None:
    card = portfolio_card(replace(PROJECTS, page=page), SAY).card
    turned = [action["data"] for action in actions(card) if action["title"].endswith(" page")]
    assert turned == [{"page": to, "filters": "mine"} for to in asked]
    assert f"Page {page} of 3" in words(card)


def test_the_pages_of_a_program_stay_with_it() -> None:
    view = replace(PROJECTS, page=2, filters="", program="IT")
    card = program_card(ProgramView(code="IT", name="Infrastructure", projects=view), SAY).card
    turned = [action["data"] for action in actions(card) if action["verb"] in ("portfolio.page", "portfolio.open")]
    narrowed = [{"page": 1, "filters": f"mine only:{rag}", "program": "IT"} for rag in ("red", "amber")]
    pages = [{"page": to, "filters": "", "program": "IT"} for to in (3, 1, 2)]
    assert sorted(map(str, turned)) == sorted(map(str, [*narrowed, *pages]))
    red = portfolio_card(replace(view, filters="red"), SAY).card
    (whole,) = [action for action in actions(red) if action["title"] == "All projects"]
    assert whole["data"] == {"page": 1, "filters": "", "program": "IT"}


def test_a_page_that_is_not_there_any_more_is_said_to_be_replaced() -> None:
    shown = words(portfolio_card(replace(PROJECTS, pages=1, missed=2), SAY).card)
    assert "Page 2 is not there any more: there is less to list now. This is page 1." in shown
    assert "not there any more" not in words(portfolio_card(PROJECTS, SAY).card)


def test_a_single_page_is_not_numbered() -> None:
    card = portfolio_card(replace(PROJECTS, pages=1), SAY).card
    assert not [action for action in actions(card) if action["title"].endswith(" page")]
    assert "Page" not in words(card)


def test_a_long_list_can_be_narrowed_and_widened_and_its_projects_opened() -> None:
    watch = (Watched.PORTFOLIO, "mine")
    card = portfolio_card(replace(PROJECTS, pages=1, anywhere="mine program:CONSUL", watch=watch), SAY).card
    found = {action["title"]: (action["verb"], action["data"]) for action in actions(card)}
    assert found == {
        "Only red": ("portfolio.page", {"page": 1, "filters": "mine only:red"}),
        "Only amber": ("portfolio.page", {"page": 1, "filters": "mine only:amber"}),
        "All projects": ("portfolio.page", {"page": 1, "filters": ""}),
        "As a workbook": ("export.make", {"filters": "mine program:CONSUL"}),
        "Tell me when this changes": ("watch.set", {"of": "portfolio", "subject": "mine"}),
        "Open": ("portfolio.open", {"page": 1, "filters": "mine"}),
    }
    choice, typed = inputs(card).values()
    assert (choice["choices.data"]["dataset"], typed["type"]) == ("projects", "Input.Text")
    assert [one["value"] for one in choice["choices"]][:2] == [row.code for row in PROJECTS.rows[:2]]


def test_a_short_list_and_one_of_a_single_colour_have_nothing_to_narrow() -> None:
    few = replace(PROJECTS, rows=PROJECTS.rows[:2], counts={Rag.RED: 1, Rag.GREEN: 1}, unreported=0, pages=1)
    assert [action["title"] for action in actions(portfolio_card(few, SAY).card)] == [
        "All projects",
        "As a workbook",
        "Open",
    ]
    red = replace(PROJECTS, counts={Rag.RED: 15}, unreported=0, pages=1, filters="")
    assert [action["title"] for action in actions(portfolio_card(red, SAY).card)] == ["As a workbook", "Open"]


def test_nothing_to_show_is_said() -> None:
    assert "No projects." in words(empty_portfolio(SAY).card)


@pytest.mark.parametrize("letters", ["x", "é", ARABIC, "🙂", '"', HOSTILE])
def test_a_long_page_fits_and_counts_what_it_leaves_out(letters: str) -> None:
    rows = tuple(
        PortfolioRow(code=f"P-{n}", name=letters * 200, rag=Rag.RED, program=letters * 200) for n in range(200)
    )
    filters = (letters * FILTER_LIMIT)[:FILTER_LIMIT]
    view = PortfolioView(rows=rows, as_of=NOW, counts={Rag.RED: 200}, notes=(letters * 300,), filters=filters, pages=2)
    rendered = portfolio_card(view, SAY)
    assert faults(rendered.card) == []
    assert "more" in words(rendered.card)


def test_a_program_tells_its_people_and_its_projects() -> None:
    shown = words(program(SAY).card)
    for told in ("DIG · Digital consulate", "Program manager", "Ana Peeters", "CON-7 · Consular portal"):
        assert told in shown


def test_a_project_tells_where_it_stands() -> None:
    shown = words(project(SAY).card)
    for told in (
        "■\u00a0red\u2002since week 9, 2026 · last report: week 11, 2026",
        "65%",
        "15 Nov 2026 (first promised: 30 Sept 2026)",
        "Executing",
        "€ 1,200,000",
        "From week 7, 2026 on\u2002●\u00a0green\u00a0×\u00a02\u2002▲\u00a0amber\u00a0×\u00a02\u2002■\u00a0red\u00a0×",
    ):
        assert told in shown


def test_money_is_shown_only_where_it_was_given() -> None:
    assert "Budget" not in words(project_card(BARE, SAY).card)


def test_a_project_without_a_manager_says_nobody() -> None:
    assert "Nobody" in words(project_card(BARE, SAY).card)


def test_an_end_that_moved_keeps_the_promise_beside_it() -> None:
    promised = replace(BARE, end=NOW.date(), forecast_end=NOW.date())
    assert "first promised" not in words(project_card(promised, SAY).card)
    assert "12 Mar 2026" in words(project_card(promised, SAY).card)
    only_forecast = replace(BARE, forecast_end=NOW.date())
    assert "12 Mar 2026" in words(project_card(only_forecast, SAY).card)


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_a_word(phase: Phase) -> None:
    assert phase.value.capitalize() in words(project_card(replace(BARE, phase=phase), SAY).card)


@pytest.mark.parametrize("letters", ["🙂", HOSTILE, "\\", ARABIC])
def test_long_and_hostile_words_fit(letters: str) -> None:
    view = replace(BARE, name=letters * 200, summary=letters * 1000, blockers=letters * 1000, alert=letters * 50)
    assert faults(project_card(view, SAY).card) == []
