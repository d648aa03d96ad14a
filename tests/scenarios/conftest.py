"""A ministry for each scenario."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.world import World, ministry


@pytest.fixture(autouse=True)
def brisk_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two messages to one chat need not be a real second apart here; how far they are is tested where it is decided."""
    monkeypatch.setattr("bot.pacing.CONVERSATION_GAP", 0.01)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The sample ministry with a few people who have the app."""
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "pdewael", "pthapa", "jkabongo")) as running:
        yield running
