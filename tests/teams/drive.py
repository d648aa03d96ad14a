"""The sender's OneDrive on loopback: keeps what people attach, and hands it to whoever has the address."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

FILE = "application/vnd.microsoft.teams.file.download.info"


@dataclass(slots=True)
class Drive:
    """Files by their id.

    Attributes:
        asked: the headers of every request.
        status: what requests are answered with.
        slow: seconds before an answer.
    """

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[Mapping[str, str]] = field(default_factory=list)
    status: int = 200
    slow: float = 0

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/drive/{id}", self._fetch)]

    def attach(self, name: str, content: bytes, **changes: Any) -> dict[str, Any]:
        """The attachment that Teams tells the bot of a file that somebody sends."""
        number = str(len(self.files) + 1)
        self.files[number] = content
        link = f"{self.address}/drive/{number}?tempauth=secret"
        told = {"downloadUrl": link, "uniqueId": number, "fileType": name.rpartition(".")[2]}
        return {"contentType": FILE, "contentUrl": link, "name": name, "content": told | changes}

    async def _fetch(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.headers))
        if self.slow:
            await asyncio.sleep(self.slow)
        if self.status != 200:
            return web.Response(status=self.status, headers={"Location": f"{self.address}/drive/1"})
        return web.Response(body=self.files[request.match_info["id"]])
