"""Pictures of cards: npm `adaptivecards` in a headless Chromium.

It draws what Teams draws of version 1.5; of Teams' own elements (charts, badges, …) it draws the fallback.
"""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from playwright.async_api import Page, ViewportSize

from tests.playground.browser import NODE_MODULES, chromium, keep_local
from tests.playground.look import Theme, host_config, style_sheet

ADAPTIVE_CARDS = NODE_MODULES / "adaptivecards" / "dist" / "adaptivecards.min.js"
MARKDOWN = NODE_MODULES / "markdown-it" / "dist" / "browser" / "markdown-it.umd.min.js"
DRAW = Path(__file__).with_name("draw.js").read_text("utf-8")
SHARPNESS = 2
"""Pixels of the picture for one of the card."""


def render(cards: Mapping[str, dict[str, Any]], out: Path, *, width: int, theme: Theme) -> list[Path]:
    """Draw each card into `out/<name>-<width>-<theme>.png`; returns the pictures in the order of the cards.

    Works in tests with and without a running loop.

    Args:
        cards: by the name of the picture.
        width: of the card, in pixels; 320 is a phone or a narrow pane, 640 a wide chat.

    Raises:
        AssertionError: a card draws nothing, is wider than it may be, or holds an element without a fallback that is
            not drawn.
    """
    out.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, _render(cards, out, width, theme)).result()


async def _render(cards: Mapping[str, dict[str, Any]], out: Path, width: int, theme: Theme) -> list[Path]:
    async with chromium() as browser:
        viewport = ViewportSize(width=width + 32, height=800)
        page = await browser.new_page(viewport=viewport, device_scale_factor=SHARPNESS)
        await keep_local(page)
        await page.set_content(f"<!doctype html><style>{style_sheet(theme, width)}</style><div id=card></div>")
        for script in (ADAPTIVE_CARDS, MARKDOWN):
            await page.add_script_tag(path=script)
        look = host_config(theme)
        return [await _draw(page, card, look, out / f"{name}-{width}-{theme}.png") for name, card in cards.items()]


async def _draw(page: Page, card: dict[str, Any], look: dict[str, Any], picture: Path) -> Path:
    name, seen = picture.stem, await page.evaluate(DRAW, [card, look])
    assert not seen["unknown"], f"the card {name} has elements that are not drawn: {seen['unknown']}"
    assert seen["drawn"], f"the card {name} draws nothing: {seen['events']}"
    assert seen["needs"] <= seen["has"], f"the card {name} needs {seen['needs']} pixels and has {seen['has']}"
    await page.locator("#card").screenshot(path=picture)
    return picture
