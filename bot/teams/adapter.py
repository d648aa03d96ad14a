"""The SDK's turn pipeline with its unsound parts replaced at the seams it offers: identity, connector, turn results."""

from http import HTTPStatus
from typing import Any

import msgspec
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity, ActivityTypes, DeliveryModes, ResourceResponse
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory

from bot.teams.connector import Connector
from bot.teams.identity import Caller, Identity
from bot.teams.model import write_model


class Outgoing(Activity):
    """A message made for one send. The pipeline copies what it sends, deeply; this one needs no more than its frame."""

    def __deepcopy__(self, _memo: Any) -> "Outgoing":
        copy = object.__new__(Outgoing)
        copy.__dict__ = self.__dict__.copy()
        return copy


class TeamsAuthentication(BotFrameworkAuthentication):
    """Our checks in the place of the SDK's, which answer 500 to bad tokens and block the loop."""

    def __init__(self, identity: Identity, connector: Connector) -> None:
        self._identity = identity
        self._connectors = ConnectorClients(connector)

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        """Check a token and the activity it came with; raises `Refused`."""
        return self.admit(await self._identity.verify(auth_header), activity)

    def admit(self, caller: Caller, activity: Activity) -> AuthenticateRequestResult:
        """Check a verified token against its activity; raises `Refused`."""
        self._identity.admit(caller, activity)
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity(dict(caller.claims), caller.key is not None)
        result.connector_factory = self._connectors
        return result

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> Any:
        """Teams does not stream; there is no such route."""
        raise NotImplementedError("Streaming connections are not offered.")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        """Clients over the one shared session."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Nobody signs in through the bot."""


class ConnectorClients(ConnectorFactory):
    """Hands the turn a client over the shared connector instead of a new session and connection each time."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, service_url: str, audience: str) -> "ConnectorClient":
        """The client of one turn."""
        return ConnectorClient(self._connector, service_url)


class ConnectorClient:
    """What the SDK's adapter asks of a connector client: to post a message into the turn's conversation."""

    __slots__ = ("_connector", "_service_url")

    def __init__(self, connector: Connector, service_url: str) -> None:
        self._connector = connector
        self._service_url = service_url

    @property
    def conversations(self) -> "ConnectorClient":
        """The SDK keeps these operations one level down."""
        return self

    async def send_to_conversation(self, conversation_id: str, activity: Activity) -> ResourceResponse:
        """Post a message."""
        sent = await self._connector.send(self._service_url, conversation_id, write_model(activity))
        return ResourceResponse(id=sent)

    async def reply_to_activity(self, conversation_id: str, activity_id: str, activity: Activity) -> ResourceResponse:
        """Post a message as an answer to another."""
        content = write_model(activity)
        sent = await self._connector.send(self._service_url, conversation_id, content, reply_to=activity_id)
        return ResourceResponse(id=sent)


class TeamsAdapter(CloudAdapterBase):
    """The pipeline itself; only how a turn's result becomes an HTTP body is ours."""

    async def answer_invoke(self, context: TurnContext, answer: InvokeResponse) -> None:
        """Leave the answer of an invoke for the end of the turn."""
        # Past the context, which copies what is sent, deeply, card included.
        await self.send_activities(context, [Activity(type=ActivityTypes.invoke_response, value=answer)])

    def _process_turn_results(self, context: TurnContext) -> InvokeResponse | None:
        """The HTTP answer of a turn: the invoke's own, the buffered replies, or nothing."""
        activity = context.activity
        if activity.type == ActivityTypes.invoke:
            answer = context.turn_state.get(self._INVOKE_RESPONSE_KEY)
            return answer.value if answer else InvokeResponse(status=int(HTTPStatus.NOT_IMPLEMENTED))
        if activity.delivery_mode == DeliveryModes.expect_replies:
            replies = [write_model(reply) for reply in context.buffered_reply_activities]
            return InvokeResponse(status=int(HTTPStatus.OK), body=msgspec.json.encode({"activities": replies}))
        return None
