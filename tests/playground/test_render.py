"""The renderer tries itself on the form of the smallest bot."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.playground.browser import require_renderer
from tests.playground.echo import form, text_block
from tests.playground.look import Theme
from tests.playground.render import SHARPNESS, render

pytestmark = pytest.mark.browser


def card(*body: dict[str, Any]) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body)}


CHART = {"type": "Chart.Donut", "data": [{"legend": "red", "value": 1}]}
WITH_FALLBACK = CHART | {"fallback": text_block("1 red")}


@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_card_becomes_a_picture_of_its_width(artefacts: Path, width: int, theme: Theme) -> None:
    require_renderer()
    table = {"type": "FactSet", "facts": [{"title": "Since", "value": "12 March"}]}
    cards = {"form": form(), "facts": card(text_block("**Late**, _by a week_"), table, WITH_FALLBACK)}
    pictures = render(cards, artefacts / "renderer", width=width, theme=theme)
    assert [picture.name for picture in pictures] == [f"form-{width}-{theme}.png", f"facts-{width}-{theme}.png"]
    assert {Image.open(picture).width for picture in pictures} == {width * SHARPNESS}


async def test_a_test_with_a_running_loop_can_render_too(tmp_path: Path) -> None:
    require_renderer()
    assert render({"one": card(text_block("Hello"))}, tmp_path, width=320, theme="light")[0].stat().st_size > 1000


@pytest.mark.parametrize(
    ("drawn", "fault"),
    [
        (card(), "draws nothing"),
        (card(CHART), r"not drawn: \['Chart.Donut'\]"),
        (
            card({"type": "ColumnSet", "columns": [{"type": "Column", "width": "900px", "items": [text_block("x")]}]}),
            "needs",
        ),
    ],
)
def test_what_a_person_would_not_see_fails_the_test(tmp_path: Path, drawn: dict[str, Any], fault: str) -> None:
    require_renderer()
    with pytest.raises(AssertionError, match=fault):
        render({"faulty": drawn}, tmp_path, width=320, theme="light")
