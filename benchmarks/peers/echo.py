"""Microsoft's echo bot on botbuilder 4.17.1, unmodified: its adapter, its authentication, its connector client.

    python -m benchmarks.peers.echo METADATA_URL APP_ID

Only the bot's own token is made up, because Entra ID is not on loopback; the real one would cost a request a turn.
"""

import asyncio
import json
import sys
from typing import Any

from aiohttp import web
from botbuilder.core import ActivityHandler, MessageFactory, TurnContext
from botbuilder.core.integration import aiohttp_error_middleware
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botframework.connector.auth import ServiceClientCredentialsFactory
from msrest.authentication import BasicTokenAuthentication


class EchoBot(ActivityHandler):  # type: ignore[misc]  # the SDK has no types
    """Says again what was said."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """One turn."""
        await turn_context.send_activity(MessageFactory.text(f"Echo: {turn_context.activity.text}"))


class OneToken(ServiceClientCredentialsFactory):  # type: ignore[misc]  # the SDK has no types
    """A token that never changes."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id

    async def is_valid_app_id(self, app_id: str) -> bool:
        """Whether tokens may be for this application."""
        return app_id == self._app_id

    async def is_authentication_disabled(self) -> bool:
        """It is not."""
        return False

    async def create_credentials(self, *_: Any, **__: Any) -> BasicTokenAuthentication:
        """The token as the connector client takes it."""
        return BasicTokenAuthentication({"access_token": "a-token"})


async def serve(metadata_url: str, app_id: str) -> None:
    """Listen until killed."""

    class Configuration:
        APP_ID = app_id
        TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL = metadata_url
        TO_BOT_FROM_CHANNEL_TOKEN_ISSUER = "https://api.botframework.com"
        TO_CHANNEL_FROM_BOT_OAUTH_SCOPE = "https://api.botframework.com"
        TO_CHANNEL_FROM_BOT_LOGIN_URL = "https://login.microsoftonline.com/botframework.com"
        OAUTH_URL = "https://token.botframework.com"
        TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL = metadata_url
        CALLER_ID = "urn:botframework:azure"

    authentication = ConfigurationBotFrameworkAuthentication(Configuration(), credentials_factory=OneToken(app_id))
    adapter, bot = CloudAdapter(authentication), EchoBot()

    async def messages(request: web.Request) -> web.Response:
        answer: web.Response = await adapter.process(request, bot)
        return answer

    application = web.Application(middlewares=[aiohttp_error_middleware])
    application.router.add_post("/api/messages", messages)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(json.dumps({"event": "listening", "port": runner.addresses[0][1]}), file=sys.stderr)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], sys.argv[2]))
