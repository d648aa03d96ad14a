"""The projects that an answer names."""

import re

from tests.scenarios.world import World
from tests.teams.reading import plain

CODES = re.compile(r"\b([A-Z]{3,7}\d?)\b(?= ·)")


async def codes(world: World, member: str, words: str) -> list[str]:
    """The projects of the answer, in its order."""
    told = plain((await world.asks(member, words)).card or {}).replace("\u2068", "").replace("\u2069", "")
    return list(dict.fromkeys(CODES.findall(told)))
