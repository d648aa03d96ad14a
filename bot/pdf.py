"""Turns office documents into PDF where LibreOffice is installed."""

import asyncio
import os
import shutil
import signal
import tempfile
from pathlib import Path

PATIENCE_SECONDS = 120.0
_NAMES = ("soffice", "libreoffice")


class CannotConvert(Exception):
    """There is no PDF; the message says why and what is possible."""


def libreoffice() -> str:
    """Where LibreOffice is; empty where it is not installed."""
    return next((found for name in _NAMES if (found := shutil.which(name))), "")


async def pdf_of(document: bytes, suffix: str) -> bytes:
    """The PDF of a document.

    Args:
        suffix: what kind of document it is: `.docx`, `.pptx`.

    Raises:
        CannotConvert: LibreOffice is not installed, takes too long or fails.
    """
    program = libreoffice()
    if not program:
        raise CannotConvert("There is no PDF without LibreOffice; install it, or ask for the document itself.")
    with tempfile.TemporaryDirectory(prefix="rapporteur-") as name:
        folder = Path(name)
        source = folder / f"document{suffix}"
        source.write_bytes(document)
        # A profile of its own: another LibreOffice that is open would otherwise take the work, or refuse it.
        words = (f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf")
        child = await asyncio.create_subprocess_exec(
            program,
            *(*words, "--outdir", str(folder), str(source)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await child.wait()
        except TimeoutError:
            raise CannotConvert(f"LibreOffice took more than {PATIENCE_SECONDS:.0f} seconds.") from None
        finally:
            if child.returncode is None:
                os.killpg(child.pid, signal.SIGKILL)  # the program is a script that starts the real one
                await child.wait()
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise CannotConvert("LibreOffice could not convert the document.")
        return made.read_bytes()
