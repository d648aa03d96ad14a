"""HTTP traffic that costs little to make, so that the server is what is measured: keep-alive lines on bare sockets."""

import asyncio
import copy
import itertools
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec

BODY_BYTES = 1_403
"""As in the traffic that was recorded."""
ANSWER_SECONDS = 20.0
PLACEHOLDER = "1741000000001"
"""Stands for the activity id, which differs in every request and has always as many digits."""
_ids = itertools.count(1_742_000_000_001)


class Broken(Exception):
    """A server did not answer as it should: what is measured then is something else."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered; `head` is the status line and the headers."""

    head: bytes
    body: bytes

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.head[9:12])

    def header(self, name: bytes) -> bytes:
        """One header's value, empty when it is not there."""
        return _header(self.head, name)


class Line(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport
        self._heard = b""
        self._waiting: asyncio.Future[Response] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there."""
        self._transport = cast(asyncio.Transport, transport)

    async def ask(self, request: bytes) -> Response:
        """Send a request and wait for its answer.

        Raises:
            Broken: the server hung up.
            TimeoutError: no answer came.
        """
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        async with asyncio.timeout(ANSWER_SECONDS):
            return await self._waiting

    def data_received(self, data: bytes) -> None:
        """Some of the answer came."""
        self._heard += data
        end = self._heard.find(b"\r\n\r\n") + 4
        if end < 4:
            return
        head = self._heard[:end]
        length = int(_header(head, b"Content-Length") or 0)
        if len(self._heard) >= end + length and self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting.set_result(Response(head, self._heard[end : end + length]))
            self._heard = b""

    def connection_lost(self, error: Exception | None) -> None:
        """The server hung up."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Broken(f"connection lost: {error}"))

    def close(self) -> None:
        """Hang up."""
        self._transport.close()


def _header(head: bytes, name: bytes) -> bytes:
    start = head.find(b"\r\n" + name + b": ")
    return head[start + len(name) + 4 : head.find(b"\r\n", start + 2)] if start >= 0 else b""


class Sink(asyncio.Protocol):
    """The Bot Connector at its least: every message is taken.

    Attributes:
        taken: how many there were, over all connections.
    """

    taken = 0
    _ANSWER = b'{"id":"1741770000001"}'
    _CREATED = (
        b"HTTP/1.1 201 Created\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b"
        % (len(_ANSWER), _ANSWER)
    )

    def __init__(self) -> None:
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A server connected."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Some of a message came."""
        self._heard += data
        while (end := self._heard.find(b"\r\n\r\n") + 4) >= 4:
            whole = end + int(_header(self._heard[:end], b"Content-Length") or 0)
            if len(self._heard) < whole:
                return
            self._heard = self._heard[whole:]
            Sink.taken += 1
            self._transport.write(self._CREATED)


async def open_sink() -> asyncio.Server:
    """A sink on a port of its own."""
    return await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)


def service_url_of(sink: asyncio.Server) -> str:
    """The address of a sink, as activities and tokens name it."""
    return f"http://127.0.0.1:{sink.sockets[0].getsockname()[1]}/emea/"


def sized(message: dict[str, Any]) -> bytes:
    """A message of `BODY_BYTES`: its copy in HTML is as wordy as Teams' own."""
    message = copy.deepcopy(message)
    message["attachments"][0]["content"] += " "
    missing = BODY_BYTES - len(msgspec.json.encode(message))
    message["attachments"][0]["content"] += "&nbsp;" * (missing // 6) + " " * (missing % 6)
    return msgspec.json.encode(message)


def post(url: str, body: bytes, token: str) -> Iterator[bytes]:
    """The same activity for ever, under a new id each time; its own id must be `PLACEHOLDER`."""
    address = urlsplit(url)
    head = (
        f"POST {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    before, _, after = (head.encode() + body).partition(PLACEHOLDER.encode())
    for number in _ids:
        yield before + b"%d" % number + after


@dataclass(frozen=True, slots=True)
class Pace:
    """What came of a load: answers, the seconds they took together, and what the server used of its core for them."""

    answers: int
    seconds: float
    cpu_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    @property
    def milliseconds(self) -> float:
        """Of the core, for one answer."""
        return self.cpu_seconds / self.answers * 1e3

    def __str__(self) -> str:
        return f"{self.rate:.0f}/s {self.milliseconds:.2f} ms"


async def load(url: str, lines: int, seconds: float, work: Callable[[Line], Awaitable[None]]) -> Pace:
    """Keep so many lines busy with a piece of work each, over and over."""
    address, loop = urlsplit(url), asyncio.get_running_loop()
    made = [await loop.create_connection(Line, address.hostname or "", address.port or 0) for _ in range(lines)]
    start = perf_counter()
    end, done = start + seconds, itertools.count()

    async def busy(line: Line) -> None:
        while perf_counter() < end:
            await work(line)
            next(done)

    await asyncio.gather(*(busy(line) for _, line in made))
    took = perf_counter() - start
    for _, line in made:
        line.close()
    return Pace(next(done), took)
