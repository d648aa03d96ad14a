"""How a status is named on cards, in counts and in what people say instead is understood as it is typed."""

import re
from zoneinfo import ZoneInfo

import pytest

from cards.status import computed_word, counts_words, judged_word, status_word
from dialogs.filtering.understanding import understood
from dialogs.filtering.words import KEYS
from dialogs.words import ORDER
from locales import LANGUAGES, Say, speaker
from pmo.colours import Colour
from pmo.portfolio import Rag
from pmo.selection import Selection

EVERY = (*Rag, None)
NEVER = Selection(rags=frozenset({None}))
GREY = Selection(computed=frozenset({Colour.GREY}))


def speakers() -> list[Say]:
    return [speaker(language, ZoneInfo("Europe/Brussels")) for language in LANGUAGES]


def counted(rag: Rag | None, say: Say) -> set[str]:
    """A status as it stands behind one, and behind several."""
    told = [counts_words({rag: number} if rag else {}, 0 if rag else number, say) for number in (1, 2, 5)]
    return {re.sub(r"[\d\u2068\u2069]", "", one).strip() for one in told}


@pytest.mark.parametrize("say", speakers(), ids=LANGUAGES)
@pytest.mark.parametrize("rag", EVERY)
def test_a_status_is_understood_as_cards_and_counts_name_it(rag: Rag | None, say: Say) -> None:
    for word in {status_word(rag, say), *counted(rag, say)}:
        for typed in (
            word,
            word.upper(),
            word.replace(" ", "\u00a0"),
            f"○ {word}",
            f"status:{word}",
            f"statut: {word}",
        ):
            found = understood(typed)
            assert (found.selection, found.problems) == (Selection(rags=frozenset({rag})), ()), typed


@pytest.mark.parametrize("say", speakers(), ids=LANGUAGES)
def test_a_computed_status_is_understood_as_cards_name_it(say: Say) -> None:
    key = KEYS["computed"][ORDER.index(say.language)]
    for colour in Colour:
        for word in {computed_word(colour, say), *([judged_word(None, say)] if colour is Colour.GREY else [])}:
            found = understood(f"{key}:{word}")
            assert (found.selection, found.problems) == (Selection(computed=frozenset({colour})), ()), word
    for word in (computed_word(Colour.GREY, say), judged_word(None, say)):
        assert understood(word).selection == GREY


@pytest.mark.parametrize(
    "typed",
    [
        *("without report", "no report", "without a report", "not yet reported", "unreported"),
        *("sans rapport", "sans statut", "aucun rapport", "pas encore communiqués", "non-communiqué", "pas de rapport"),
        *("zonder rapport", "geen melding", "zonder status", "nog niet gemeld", "niet gemelde projecten"),
        *("ohne Meldung", "ohne Status", "keine Meldung", "noch nicht gemeldet", "Projekte ohne Bericht"),
    ],
)
def test_what_has_no_report_was_never_reported(typed: str) -> None:
    found = understood(typed)
    assert (found.selection, found.problems) == (NEVER, ())


@pytest.mark.parametrize("typed", ["no status red", "kein Status rot", "not status:red"])
def test_a_status_that_is_denied_is_not_no_status(typed: str) -> None:
    assert understood(typed).selection.rags == {Rag.GREEN, Rag.AMBER, None}
