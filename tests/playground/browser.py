"""A headless Chromium for the tests that look at pictures; nothing it opens reaches beyond this machine."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Route, async_playwright

from bot.demo.node import CHECKOUT, PlaygroundUnavailable, find_node, find_package

NODE_MODULES = CHECKOUT / "playground" / "node_modules"
LOCAL = {"localhost", "127.0.0.1", None}
PATIENCE = 30_000
"""Milliseconds that the page may take for one step."""

ARGUMENTS = (
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox does not start
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)


def find_chromium() -> str | None:
    """CHROMIUM if set, else the system's; None where there is none."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if Path(given).is_file() else None
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


async def require_playground() -> None:
    """Skip the test where the Playground cannot be run or looked at."""
    require_renderer()
    try:
        await find_node()
        find_package()
    except PlaygroundUnavailable as missing:
        pytest.skip(str(missing))


def require_renderer() -> None:
    """Skip the test where cards cannot be drawn."""
    if find_chromium() is None:
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    if not (NODE_MODULES / "adaptivecards").is_dir():
        pytest.skip(f"no card renderer in {NODE_MODULES} (make test installs it)")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser with nothing remembered."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


async def keep_local(page: Page) -> None:
    """Refuse at once what the page asks of other machines (fonts, scripts of a CDN), so that nothing waits for them."""
    page.set_default_timeout(PATIENCE)
    await page.route(lambda url: urlsplit(url).hostname not in LOCAL, _refuse)


async def _refuse(route: Route) -> None:
    await route.abort()
