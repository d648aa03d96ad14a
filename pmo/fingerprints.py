"""A number by which what was shown is told from what is there now, where nothing counts its changes."""

import zlib
from collections.abc import Iterable


def fingerprint(parts: Iterable[str]) -> int:
    """The same number for the same parts in the same order, in every process; 0 to 2³² - 1."""
    return zlib.crc32("\x1f".join(parts).encode("utf-8", "replace"))
