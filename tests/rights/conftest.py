"""The week is played once for all tests of this folder; each gets the store as it was left."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.rights.attempts import Bot, bot_on
from tests.rights.portfolio import sheets
from tests.rights.week import Week, played


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> Week:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.pacing.CONVERSATION_GAP", 0.01)
        return asyncio.run(played(tmp_path_factory.mktemp("week") / "store", sheets()))


@pytest.fixture
async def bot(week: Week) -> AsyncIterator[Bot]:
    """Nothing that is said to it is kept, so that all tests may use the same store."""
    async with bot_on(week.folder) as found:
        yield found
