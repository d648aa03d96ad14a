"""An Adaptive Card as the Playground draws it: read it, fill its inputs, press its buttons."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page

INPUT_BOX = ".ac-input-container"
LABEL = "label.ac-richTextBlock"
MONTHS = tuple(date(2001, month, 1).strftime("%B") for month in range(1, 13))
NOT_DRAWN = {"actions", "inlineAction", "refresh", "fallback", "selectAction", "data", "msteams"}


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a card: as it was sent, and the box it is drawn in."""

    sent: dict[str, Any]
    box: Locator

    def shown(self, value: str) -> str:
        """The text of a choice, by its value; other values stay as they are."""
        titles = {choice["value"]: choice["title"] for choice in self.sent.get("choices", [])}
        return str(titles.get(value, value))


def inputs_of(node: Any, *, revealed: bool = True) -> Iterator[dict[str, Any]]:
    """The `Input.*` elements of a card in the order in which they are drawn; hidden ones only when revealed."""
    if isinstance(node, list):
        for item in node:
            yield from inputs_of(item, revealed=revealed)
    elif isinstance(node, dict) and (revealed or node.get("isVisible", True)):
        if str(node.get("type", "")).startswith("Input."):
            yield node
        for name, child in node.items():
            if name not in NOT_DRAWN:
                yield from inputs_of(child, revealed=revealed)


class DrawnCard:
    """One card on the page.

    Args:
        drawn: the card's element.
        sent: the cards that the bot has sent so far; ids of inputs are in none of the page's elements.
    """

    def __init__(self, page: Page, drawn: Locator, sent: Sequence[dict[str, Any]]) -> None:
        self._page = page
        self._drawn = drawn
        self._sent = sent

    async def text(self) -> str:
        """Everything written on the card."""
        return await self._drawn.inner_text()

    async def buttons(self) -> list[str]:
        """The titles of the buttons that are drawn."""
        buttons = await self._drawn.locator(".ac-actionSet button").all()
        return [await button.get_attribute("aria-label") or await button.inner_text() for button in buttons]

    async def labels(self) -> list[str]:
        """The labels of the inputs, without the mark of the required ones."""
        return [_plain(label) for label in await self._drawn.locator(LABEL).all_inner_texts()]

    async def inputs(self) -> list[Input]:
        """The inputs in order.

        The card that was sent is the newest one with these labels: ids are not drawn and labels may come twice.
        """
        labels = await self.labels()
        boxes = await self._drawn.locator(INPUT_BOX).all()
        for card, revealed in product(reversed(self._sent), (True, False)):
            sent = list(inputs_of(card, revealed=revealed))
            if len(sent) == len(boxes) and [_plain(str(item.get("label", ""))) for item in sent] == labels:
                return [Input(item, box) for item, box in zip(sent, boxes, strict=True)]
        raise AssertionError(f"no card was sent that has the inputs {labels}")

    async def input(self, name: str) -> Input:
        """The input with this id, or with this label."""
        inputs = await self.inputs()
        for found in inputs:
            if name in (found.sent.get("id"), found.sent.get("label")):
                return found
        raise AssertionError(f"no input {name!r} among {[item.sent.get('id') for item in inputs]}")

    async def value(self, name: str) -> str:
        """What an input of text, number, date or a drop-down holds now."""
        box = (await self.input(name)).box
        field = box.locator("textarea, input, button.fui-Dropdown__button").first
        if await field.evaluate("element => element.tagName") == "BUTTON":
            return await field.inner_text()
        return await field.input_value()

    async def fill(self, name: str, value: str | float | bool) -> None:
        """Put a value into an input as a person would; choices by their value, dates as ISO dates."""
        found = await self.input(name)
        await found.box.scroll_into_view_if_needed()
        await _fill(self._page, found, value)

    async def press(self, title: str) -> None:
        """Click a button, out of the overflow menu if it is there."""
        button = self._drawn.get_by_role("button", name=title, exact=True)
        if await button.count():
            await button.first.click()
            return
        await self._drawn.locator(".ac-actionSet button").last.click()
        await self._page.get_by_role("menuitem", name=title, exact=True).click()

    async def errors(self) -> list[str]:
        """The messages of inputs that stopped a submit."""
        texts: list[str] = await self._drawn.locator(f"{INPUT_BOX} + .ac-textBlock").all_inner_texts()
        return [text.strip() for text in texts if text.strip()]

    async def screenshot(self, path: Path) -> None:
        """A picture of the card alone."""
        await self._drawn.screenshot(path=path)


async def _fill(page: Page, found: Input, value: str | float | bool) -> None:
    kind, box = found.sent["type"], found.box
    if kind == "Input.Toggle":
        await box.locator("input[type=checkbox]").set_checked(value in (True, found.sent.get("valueOn", "true")))
    elif kind == "Input.Date":
        await _pick_date(page, box, date.fromisoformat(str(value)))
    elif kind == "Input.ChoiceSet":
        await _choose(page, found, str(value))
    else:
        field = box.locator("textarea, input").first
        await field.fill(str(value))
        await field.press("Tab")


async def _choose(page: Page, found: Input, value: str) -> None:
    title = found.shown(value)
    if await found.box.locator("[role=radiogroup]").count():
        await found.box.get_by_text(title, exact=True).click()
        return
    field = found.box.locator("input, button").first
    await field.click()
    if "choices.data" in found.sent:  # nothing is offered before something is typed
        await field.fill(value)
    await page.get_by_role("option", name=title, exact=True).click()


async def _pick_date(page: Page, box: Locator, day: date) -> None:
    """Through the calendar: the field cannot be typed into."""
    await box.locator("input").click()
    calendar = page.locator(".fui-DatePicker__popupSurface")
    heading = calendar.locator(".fui-CalendarDay__monthAndYear")
    while months := _months_between(await heading.inner_text(), day):
        before = await heading.inner_text()
        arrow = calendar.locator(f"button[title^='{'Next' if months > 0 else 'Previous'} month']")
        await arrow.click()
        await heading.filter(has_not_text=before).wait_for()
    title = f"{day.day}, {MONTHS[day.month - 1]}, {day.year}"
    await calendar.locator(f"tr:not([aria-hidden]) button[aria-label='{title}']").click()
    await calendar.wait_for(state="hidden")


def _months_between(shown: str, day: date) -> int:
    month, year = shown.split(" ")
    return (day.year - int(year)) * 12 + day.month - 1 - MONTHS.index(month)


def _plain(label: str) -> str:
    return re.sub(r"\s*\*$", "", label).strip()
