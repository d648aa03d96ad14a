"""Files that people send to the bot: fetched from the addresses Teams gives them, and from nowhere else.

Such an address lets in whoever has it, for some minutes. The bot's own token is never sent there.
"""

import asyncio
from pathlib import Path

import aiohttp
from yarl import URL

from bot.teams.hosts import is_loopback
from bot.teams.settings import TeamsSettings
from pmo.importing.stages import Trouble

SIZE_LIMIT = 10 * 2**20
"""Bytes of a file."""
HOSTS = (".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us")
"""Where Teams keeps the files of a chat: the sender's OneDrive, in the clouds whose service hosts are known."""
_TIMEOUT = aiohttp.ClientTimeout(total=60, connect=10, sock_connect=5, sock_read=20)
_PIECE = 2**16


class NotFetched(Exception):
    """The file could not be had; `why` says it."""

    def __init__(self, why: Trouble) -> None:
        super().__init__(why.value)
        self.why = why


class SentFiles:
    """Fetches what people send.

    Args:
        session: without credentials or cookies of its own.
    """

    def __init__(self, settings: TeamsSettings, session: aiohttp.ClientSession) -> None:
        self._listed = {host.strip().lower() for host in settings.service_hosts}
        self._local = settings.local
        self._session = session

    async def fetch(self, link: str, path: Path) -> None:
        """Fetch the file of this address, at most `SIZE_LIMIT` bytes of it, into this path.

        Raises:
            NotFetched: the address is none of Teams', or nothing, or too much, came from it.
            OSError: the file cannot be written.
        """
        address = self.address(link)
        try:
            async with self._session.get(address, allow_redirects=False, timeout=_TIMEOUT) as answer:
                if answer.status != 200:
                    raise NotFetched(Trouble.FETCH)
                content = await _content(answer)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotFetched(Trouble.FETCH) from error
        await asyncio.to_thread(path.write_bytes, content)

    def address(self, link: str) -> URL:
        """The address, as it will be asked.

        Raises:
            NotFetched: it is none that Teams gives.
        """
        try:
            address = URL(link)
            host, port = (address.host or "").lower(), address.port
        except ValueError:
            raise NotFetched(Trouble.ADDRESS) from None
        if address.user or address.password or not host:
            raise NotFetched(Trouble.ADDRESS)
        if is_loopback(host):
            allowed = self._local or not self._listed.isdisjoint((host, f"{host}:{port}"))
        else:
            allowed = address.scheme == "https" and port == 443 and host.endswith(HOSTS)
        if not allowed or address.scheme not in ("http", "https"):
            raise NotFetched(Trouble.ADDRESS)
        return address


async def _content(answer: aiohttp.ClientResponse) -> bytes:
    if (answer.content_length or 0) > SIZE_LIMIT:
        raise NotFetched(Trouble.SIZE)
    content = bytearray()
    async for piece in answer.content.iter_chunked(_PIECE):
        content += piece
        if len(content) > SIZE_LIMIT:
            raise NotFetched(Trouble.SIZE)
    return bytes(content)
