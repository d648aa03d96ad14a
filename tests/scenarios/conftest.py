"""A ministry for each scenario."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.world import World, ministry


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The sample ministry with a few people who have the app."""
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "pdewael", "pthapa", "jkabongo")) as running:
        yield running
