"""A ministry on a Friday afternoon, made once: questions are open, digests posted, alerts and rules wait."""

import shutil
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio

from tests.fuzz.answers import Judge
from tests.fuzz.hall import ROLES, Hall, hall_in
from tests.scenarios.world import BRUSSELS, ministry

NOW = datetime(2026, 3, 13, 14, 30, tzinfo=BRUSSELS)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def friday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of that Friday, closed."""
    folder = tmp_path_factory.mktemp("friday")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.pacing.CONVERSATION_GAP", 0.001)
        async with ministry(folder, installed=tuple(ROLES.values())) as world:
            await world.until("2026-03-13 14:20")
    return folder


@pytest.fixture(scope="session")
def judge() -> Judge:
    """Judges the answers of all tests."""
    return Judge()


@pytest.fixture
async def hall(friday: Path, tmp_path: Path) -> AsyncIterator[Hall]:
    """People of every role before the router, over a copy of that store."""
    shutil.copytree(friday, tmp_path / "store")
    async with hall_in(tmp_path / "store", NOW) as opened:
        yield opened
