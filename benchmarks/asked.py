"""Open a store that `benchmarks.portfolio` has filled and ask every question of it; run for the memory it takes.

python -m benchmarks.asked FOLDER
"""

import asyncio
import sys
from pathlib import Path

from benchmarks.portfolio import CASES, Asking
from storage.embedded import open_store
from storage.tables import TABLES


async def ask(folder: Path) -> None:
    """Every question once."""
    store = await open_store(folder, TABLES)
    asking = Asking(store, [])
    for case in CASES:
        await asking.ours(case)
        if not case.channel:
            await asking.turn(case)
    await store.close()


if __name__ == "__main__":
    asyncio.run(ask(Path(sys.argv[1])))
