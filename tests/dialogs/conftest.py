"""What the tests of dialogs share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.files import read_sheets
from samples import SAMPLES
from storage.embedded import open_store
from storage.tables import TABLES
from tests.dialogs.office import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """An office with the sample portfolio."""
    store = await open_store(tmp_path, TABLES)
    office = Office(store)
    await office.bring_in(read_sheets(SAMPLES))
    yield office
    await store.close()
