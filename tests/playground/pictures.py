"""The pictures of the README, drawn from cards that the bot sends in the sample week.

`python -m tests.playground.pictures` writes them to `docs/images`.
"""

import asyncio
import re
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from bot.demo.node import CHECKOUT
from tests.playground.render import render
from tests.scenarios.world import STATUS, World, ministry

IMAGES = CHECKOUT / "docs" / "images"
WIDTH = 560
COLOURS = 128
"""Enough for cards, and a third of the bytes."""


async def sample_cards() -> dict[str, dict[str, Any]]:
    """A check-in, an alert and a digest, by the names of their pictures."""
    with tempfile.TemporaryDirectory() as folder:
        async with ministry(Path(folder), installed=("nbrennan", "pthapa", "jkabongo", "sbenali")) as world:
            return await _a_week(world)


async def _a_week(world: World) -> dict[str, dict[str, Any]]:
    await world.until("2026-03-12 10:00")
    checkin = world.checkin("pthapa").card or {}
    await world.fill("nbrennan", "VISA", rag="red", summary="The supplier stopped work on Monday.", progress="72")
    await world.fill("nbrennan", "APPT", rag="green", summary="Booking is open in all six languages.", progress="77")
    await world.fill("sbenali", "EPASS", unchanged="true")
    await world.until("2026-03-13 14:00")
    return {"checkin": checkin, "alert": _posted(world, "alert"), "digest": _posted(world, "digest")}


def _posted(world: World, kind: str) -> dict[str, Any]:
    """The first card of this kind in the channel, in English."""
    cards = [post.card or {} for post in world.posts(STATUS) if post.mark.get("kind") == kind]
    return next(card for card in cards if card["lang"] == "en")


def keep(picture: Path, images: Path) -> Path:
    """The picture under its plain name, in few colours."""
    target = images / re.sub(r"-\d+-\w+(?=\.png$)", "", picture.name)
    Image.open(picture).convert("RGB").quantize(COLOURS).save(target, optimize=True)
    return target


def draw(images: Path = IMAGES) -> list[Path]:
    """Draw the pictures; returns them."""
    images.mkdir(parents=True, exist_ok=True)
    cards = asyncio.run(sample_cards())
    with tempfile.TemporaryDirectory() as folder:
        return [keep(picture, images) for picture in render(cards, Path(folder), width=WIDTH, theme="light")]


if __name__ == "__main__":
    draw()
