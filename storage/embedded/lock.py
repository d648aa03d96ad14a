"""One process writes: a lock file in the store's folder, released by the system when the process ends."""

import fcntl
import os
from pathlib import Path

from storage.records import StoreFailed

_NAME = "rapporteur.lock"


class Lock:
    """The right to write to the store in one folder."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            StoreFailed: another process has it.
            OSError: the lock file cannot be made.
        """
        self._file = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(self._file, 20).decode("ascii", "replace").strip()
            os.close(self._file)
            raise StoreFailed(
                f"The store in {folder} is in use by another process{f' ({owner})' if owner else ''}; "
                "only one at a time can write. Stop it first."
            ) from None
        os.truncate(self._file, 0)
        os.pwrite(self._file, f"pid {os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Let the next process write."""
        os.close(self._file)
