"""The least a bot in Python can do: verify the token, read the activity, send one reply, answer 200.

    python -m benchmarks.peers.bare METADATA_URL APP_ID REPLY_FILE

Everything that may be made once is made once, the reply among it; the token is verified anew in every request.
"""

import asyncio
import json
import sys
from pathlib import Path

import aiohttp
import jwt
import msgspec
import uvloop
from aiohttp import web

ISSUER = "https://api.botframework.com"


class Bare:
    """The one handler.

    Args:
        keys: public keys by their ids.
        reply: the activity to send, as JSON.
    """

    def __init__(self, app_id: str, keys: dict[str, jwt.PyJWK], reply: bytes, session: aiohttp.ClientSession) -> None:
        self._app_id = app_id
        self._keys = keys
        self._reply = msgspec.json.decode(reply)
        self._session = session

    async def messages(self, request: web.Request) -> web.Response:
        """One turn."""
        token = request.headers["Authorization"].removeprefix("Bearer ")
        body = await request.read()
        try:
            key = self._keys[jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(token, key.key, algorithms=["RS256"], audience=self._app_id, issuer=ISSUER)
        except (jwt.PyJWTError, KeyError):
            return web.Response(status=401)
        activity = msgspec.json.decode(body)
        if claims["serviceurl"] != activity["serviceUrl"]:
            return web.Response(status=403)
        address = f"{activity['serviceUrl']}v3/conversations/{activity['conversation']['id']}/activities"
        reply = msgspec.json.encode(self._reply | {"replyToId": activity["id"]})
        async with self._session.post(address, data=reply, headers=HEADERS) as answer:
            await answer.read()
        return web.Response(status=200)


HEADERS = {"Content-Type": "application/json", "Authorization": "Bearer a-token"}


async def serve(metadata_url: str, app_id: str, reply: bytes) -> None:
    """Listen until killed."""
    async with aiohttp.ClientSession() as session:
        async with session.get(metadata_url) as answer:
            address = (await answer.json())["jwks_uri"]
        async with session.get(address) as answer:
            keys = {entry["kid"]: jwt.PyJWK(entry, algorithm="RS256") for entry in (await answer.json())["keys"]}
        application = web.Application()
        application.router.add_post("/api/messages", Bare(app_id, keys, reply, session).messages)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(json.dumps({"event": "listening", "port": runner.addresses[0][1]}), file=sys.stderr)
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(sys.argv[1], sys.argv[2], Path(sys.argv[3]).read_bytes()))
