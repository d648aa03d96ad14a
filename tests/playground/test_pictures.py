"""The pictures of the README can be drawn again at any time."""

from pathlib import Path

import pytest
from PIL import Image

from tests.playground import pictures
from tests.playground.browser import require_renderer

pytestmark = pytest.mark.browser


def test_a_checkin_an_alert_and_a_digest_are_drawn_small_enough_for_a_page(tmp_path: Path) -> None:
    require_renderer()
    drawn = pictures.draw(tmp_path)
    assert [picture.name for picture in drawn] == ["checkin.png", "alert.png", "digest.png"]
    assert max(picture.stat().st_size for picture in drawn) < 200_000
    assert {Image.open(picture).width for picture in drawn} == {2 * pictures.WIDTH}
