"""The bot's HTTP routes (CONTRACT §2); what they answer is decided elsewhere."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler

from bot.clock import YEARS, Backwards, is_in_range
from bot.teams.gateway import Gateway, HttpAnswer, error

MAX_BODY = 256 * 1024
BODY_SECONDS = 10.0
SHUTDOWN_SECONDS = 10.0
LINGER_SECONDS = 0.5
"""How long the rest of a refused body is taken in, so that its sender gets to read the refusal."""

MoveClock = Callable[[datetime], Awaitable[Mapping[str, Any]]]


class Door:
    """The routes of the bot.

    Args:
        ready: the reasons why the bot is not ready; empty when it is.
        move_clock: moves the simulated clock; None when the clock is real, then there is no such route.
    """

    def __init__(self, gateway: Gateway, ready: Callable[[], list[str]], move_clock: MoveClock | None = None) -> None:
        self._gateway = gateway
        self._ready = ready
        self._move_clock = move_clock

    def application(self) -> web.Application:
        """The aiohttp application with all routes."""
        application = web.Application(client_max_size=MAX_BODY, middlewares=[_errors_in_one_shape])
        application.router.add_post("/api/messages", self._messages)
        application.router.add_get("/healthz", self._healthz)
        application.router.add_get("/readyz", self._readyz)
        if self._move_clock is not None:
            application.router.add_post("/_clock", partial(_move, self._move_clock))
        return application

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        body = await _json_body(request)
        answer = await self._gateway.receive(request.headers.get("Authorization", ""), body)
        response = _response(answer)
        if answer.later:
            # The clicker's answer is out before anybody else's view of the card is touched.
            await response.prepare(request)
            await response.write_eof()
            self._gateway.follow(answer.later)
        return response

    async def _healthz(self, _request: web.Request) -> web.Response:
        return _json(200, {"status": "running"})

    async def _readyz(self, _request: web.Request) -> web.Response:
        reasons = self._ready()
        return _json(503, {"status": "not ready", "reasons": reasons}) if reasons else _json(200, {"status": "ready"})


async def _move(move_clock: MoveClock, request: web.Request) -> web.Response:
    instant = _instant(await _json_body(request))
    if instant is None:
        return _response(error(400, "BadRequest", 'The body must be {"now": "<ISO instant with its offset>"}.'))
    if not is_in_range(instant):
        return _response(error(400, "BadRequest", f"The clock shows instants from {YEARS[0]} to {YEARS[-1]} only."))
    try:
        return _json(200, await move_clock(instant))
    except Backwards as backwards:
        return _response(error(409, "Conflict", str(backwards)))


async def serve(application: web.Application, host: str, port: int) -> web.AppRunner:
    """Start listening; `cleanup()` of what is returned stops it and lets requests under way finish.

    Raises:
        OSError: the address is taken or not this machine's.
    """
    quiet = logging.getLogger(__name__)
    quiet.addFilter(_own_faults_only)
    runner = web.AppRunner(
        application,
        access_log=None,
        logger=quiet,
        lingering_time=LINGER_SECONDS,
        shutdown_timeout=SHUTDOWN_SECONDS,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


def _own_faults_only(record: logging.LogRecord) -> bool:
    """Whether a line of the HTTP server is worth keeping: anybody can send what is no HTTP, with a traceback each."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


async def _json_body(request: web.Request) -> bytes:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    if (request.content_length or 0) > MAX_BODY:
        raise web.HTTPRequestEntityTooLarge(max_size=MAX_BODY, actual_size=request.content_length or 0)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None


def _instant(body: bytes) -> datetime | None:
    try:
        now = msgspec.json.decode(body, type=dict[str, Any]).get("now")
        instant = datetime.fromisoformat(now) if isinstance(now, str) else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return instant if instant is not None and instant.utcoffset() is not None else None


_SENTENCES = {
    404: ("NotFound", "There is nothing here."),
    405: ("MethodNotAllowed", "This route does not take that method."),
    408: ("RequestTimeout", "The body did not arrive in time."),
    413: ("RequestTooLarge", f"The body is larger than {MAX_BODY} bytes."),
    415: ("UnsupportedMediaType", "The body must be application/json."),
}


@web.middleware
async def _errors_in_one_shape(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as raised:
        code, message = _SENTENCES.get(raised.status, ("Error", raised.reason))
        response = _response(error(raised.status, code, message))
        if "Allow" in raised.headers:
            response.headers["Allow"] = raised.headers["Allow"]
        return response


def _json(status: int, content: Mapping[str, Any]) -> web.Response:
    return web.Response(status=status, body=msgspec.json.encode(content), content_type="application/json")


def _response(answer: HttpAnswer) -> web.Response:
    return web.Response(status=answer.status, body=answer.body, headers=answer.headers)
