"""Who is mentioned is told to Teams with the very words of the card; a name that could be markup never is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.alert import alert_card
from cards.mentions import Named, entities, mentions_of, without_mentions
from cards.plain import clean, has_markup
from pmo.alerts import AlertState
from tests.cards.samples import ARABIC, HOSTILE, NOW
from tests.cards.test_alert import RED, SAY
from tests.cards.validation import faults

NORA, LUC = Named("Nora Brennan", "29:nora"), Named("Luc Dessart")


def test_those_who_are_mentioned_are_told_to_teams_and_the_others_are_named() -> None:
    card = alert_card(replace(RED, asked=(NORA, LUC)), SAY).card
    assert mentions_of(card) == [
        {"type": "mention", "text": "<at>Nora Brennan</at>", "mentioned": {"id": "29:nora", "name": "Nora Brennan"}}
    ]
    assert "<at>Nora Brennan</at> and Luc Dessart" in str(card)
    assert faults(card) == []


def test_without_its_mentions_a_card_is_the_one_that_names_them() -> None:
    mentioned = alert_card(replace(RED, asked=(NORA, LUC)), SAY).card
    named = alert_card(replace(RED, asked=(Named(NORA.name), LUC)), SAY).card
    assert without_mentions(mentioned) == named
    assert mentions_of(named) == []


@pytest.mark.parametrize("name", [HOSTILE, "<at>Minister</at>", "A & B", "*Star*", " ", "two\nlines", '"quoted"', ""])
def test_a_name_that_could_be_markup_is_never_mentioned(name: str) -> None:
    odd = Named(name, "29:odd")
    assert not odd.is_mentioned
    assert entities([odd]) == []
    assert "<at>" not in odd.markup


@given(st.text(max_size=40) | st.sampled_from([ARABIC, "Åse Øye", "O'Neil", "李雷"]))
def test_a_mention_shows_the_name_and_nothing_else(name: str) -> None:
    person = Named(name, "29:x")
    if person.is_mentioned:
        assert person.markup == f"<at>{name}</at>"
        assert (clean(name), has_markup(name)) == (name, False)
        card = alert_card(replace(RED, asked=(person,)), SAY).card
        assert without_mentions(card) == alert_card(replace(RED, asked=(Named(name),)), SAY).card


def test_of_a_mention_that_is_not_in_the_card_teams_is_told_nothing() -> None:
    resolved = alert_card(replace(RED, asked=(NORA,), state=AlertState.RESOLVED, by="Luc", at=NOW), SAY).card
    assert "Nora" not in str(resolved)
    assert mentions_of(resolved) == []
