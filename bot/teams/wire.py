"""The shared HTTP session: bounded in connections, in time and in what is read."""

import aiohttp

POOL = 64
SEND_TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10, sock_connect=5, sock_read=20)


def open_session() -> aiohttp.ClientSession:
    """One session for everything the bot asks of Microsoft; call it inside the running loop."""
    connector = aiohttp.TCPConnector(limit=POOL, ttl_dns_cache=300, keepalive_timeout=60)
    return aiohttp.ClientSession(
        connector=connector,
        timeout=SEND_TIMEOUT,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": "rapporteur"},
    )


async def read_bounded(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """At most `limit` bytes of a body; what follows is never read."""
    body = b""
    while len(body) < limit:
        piece = await response.content.read(limit - len(body))
        if not piece:
            return body
        body += piece
    response.close()
    return body
