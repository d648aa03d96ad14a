"""A digest of two hundred projects opens on a phone with what matters, and says it without colours and pictures."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from cards.digest import digest_card
from cards.rendered import LIMIT
from locales import LANGUAGES, speaker
from tests.cards.test_digest import big
from tests.cards.validation import words
from tests.playground.browser import require_renderer
from tests.playground.render import SHARPNESS, render

pytestmark = pytest.mark.browser
PHONE, SCREEN = 320, 700
"""Width of a card on a phone, and how much of it the phone shows at once, in pixels."""
STATUS_WORDS = {"en": "Red", "fr": "Rouge", "nl": "Rood", "de": "Rot"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_red_project_stands_on_the_first_screen_of_a_phone(artefacts: Path, language: str) -> None:
    require_renderer()
    shown = digest_card(big(200, "name ", "The supplier is late. "), speaker(language, ZoneInfo("Europe/Brussels")))
    assert shown.size <= LIMIT
    body = shown.card["body"]
    first = next(place for place, one in enumerate(body) if "PRJ-" in str(one) and "■" in str(one))
    (picture,) = render(
        {f"first_screen_{language}": shown.card | {"body": body[: first + 1]}},
        artefacts / "digest",
        width=PHONE,
        theme="light",
    )
    assert Image.open(picture).height <= SCREEN * SHARPNESS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_project_that_needs_attention_says_its_status_in_a_word(language: str) -> None:
    shown = digest_card(big(12, "name ", "Late."), speaker(language, ZoneInfo("Europe/Brussels")))
    rows = [one for one in shown.card["body"] if "PRJ-" in str(one) and "■" in str(one)]
    assert len(rows) == 8  # two of three are red, the others amber with a sign of their own
    for row in rows:
        assert STATUS_WORDS[language].casefold() in words({"body": [row]}).casefold()
