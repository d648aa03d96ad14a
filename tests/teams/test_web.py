"""The other routes, and the HTTP server itself."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.clock import Backwards
from bot.web import Door, MoveClock, serve
from dialogs.turn import Turn
from tests.teams import AMINA, LoopbackTeams
from tests.teams.conftest import TestBot


@asynccontextmanager
async def door(bot: TestBot, reasons: list[str] | None = None, clock: MoveClock | None = None) -> AsyncIterator[Any]:
    runner = await serve(Door(bot.gateway, lambda: reasons or [], clock).application(), "127.0.0.1", 0)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as session:
        yield session
    await runner.cleanup()


async def test_healthz_is_200_while_the_process_runs(bot: TestBot) -> None:
    async with door(bot, ["the store is closed"]) as http, http.get("/healthz") as answer:
        assert answer.status == 200


@pytest.mark.parametrize(("reasons", "status"), [([], 200), (["the store is closed"], 503)])
async def test_readyz_tells_the_reasons(bot: TestBot, reasons: list[str], status: int) -> None:
    async with door(bot, reasons) as http, http.get("/readyz") as answer:
        assert answer.status == status
        assert (await answer.json()).get("reasons", []) == reasons


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/messages", 405),
        ("PUT", "/api/messages", 405),
        ("DELETE", "/api/messages", 405),
        ("POST", "/healthz", 405),
        ("GET", "/", 404),
        ("GET", "/metrics", 404),
        ("POST", "/_clock", 404),
    ],
)
async def test_another_method_or_path_is_refused_in_the_one_shape(
    bot: TestBot, method: str, path: str, status: int
) -> None:
    async with door(bot) as http, http.request(method, path) as answer:
        assert answer.status == status
        assert set((await answer.json())["error"]) == {"code", "message"}
        assert ("Allow" in answer.headers) == (status == 405)


NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


async def move(instant: datetime) -> Mapping[str, Any]:
    if instant < NOON:
        raise Backwards("The clock already shows noon.")
    return {"now": instant.isoformat(), "sent": 3, "pending": 0}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"now": "2026-03-12T13:00:00+01:00"}', 200),
        (b'{"now": "2026-03-12T12:00:00Z"}', 200),
        (b'{"now": "2026-03-12T11:59:00Z"}', 409),
        (b'{"now": "2026-03-12T12:00:00"}', 400),
        (b'{"now": "noon"}', 400),
        (b'{"now": 5}', 400),
        (b"{}", 400),
        (b"[]", 400),
        (b"", 400),
        (b"\xff", 400),
        (b"[" * 90_000, 400),
    ],
)
async def test_the_simulated_clock_moves_forward_only(bot: TestBot, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    async with door(bot, clock=move) as http, http.post("/_clock", data=body, headers=headers) as answer:
        assert answer.status == status
        told = await answer.json()
    assert told["sent"] == 3 if status == 200 else told["error"]["message"].endswith(".")


async def test_a_body_announced_too_large_is_413_before_it_comes(bot: TestBot) -> None:
    async with door(bot) as http:
        url = http._base_url
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(
            b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: 900000000\r\n\r\n{"
        )
        assert (await reader.readline()).startswith(b"HTTP/1.1 413")
        writer.close()


async def test_what_is_no_http_leaves_no_traceback(bot: TestBot, caplog: pytest.LogCaptureFixture) -> None:
    async with door(bot) as http:
        url = http._base_url
        for noise in (
            b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"x" * 9000 + b"\r\n\r\n",
        ):
            reader, writer = await asyncio.open_connection(url.host, url.port)
            writer.write(noise)
            assert b"400" in await reader.readline()
            writer.close()
    assert caplog.records == []


async def test_a_turn_under_way_is_finished_at_shutdown(teams: LoopbackTeams, bot: TestBot) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(_turn: Turn) -> None:
        begun.set()
        await go_on.wait()

    bot.before = slowly
    runner = await serve(Door(bot.gateway, list).application(), "127.0.0.1", 0)
    teams.bot = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    saying = asyncio.create_task(teams.say(AMINA, "help"))
    await begun.wait()
    stopping = asyncio.create_task(runner.cleanup())
    await asyncio.sleep(0.01)
    go_on.set()
    assert (await saying).status == 200
    await stopping


async def test_a_taken_port_is_an_os_error(bot: TestBot, teams: LoopbackTeams) -> None:
    port = int(teams.address.rpartition(":")[2])
    with pytest.raises(OSError, match="address already in use"):
        await serve(Door(bot.gateway, list).application(), "127.0.0.1", port)
