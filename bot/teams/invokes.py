"""`adaptiveCard/action` and `application/search`: reading the click or what was typed, and the shapes of the answers.

Source: Universal Action Model (request and response format), Teams' page on typeahead search. The HTTP status is 200
whatever the body says.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import msgspec
from botbuilder.core import InvokeResponse

from bot.teams.messages import CARD_TYPE, MARK_HEADER, mark_header
from bot.teams.model import MAX_TEXT
from dialogs.turn import Card, Choice, Mark

CARD_ACTION = "adaptiveCard/action"
SEARCH = "application/search"
SEARCH_TYPE = "application/vnd.microsoft.search.searchResponse"
MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
ERROR_TYPE = "application/vnd.microsoft.error"
MAX_VERB = 128
FAULT = "InternalError"
"""Code of an error that is ours and not the caller's."""

_encode = msgspec.json.Encoder().encode


class MalformedAction(Exception):
    """The click is not one that can be carried out.

    Attributes:
        code: as the SDKs call it.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Click(msgspec.Struct, frozen=True):
    """One `Action.Execute`: its verb, and its data with the inputs merged in."""

    verb: str
    values: Mapping[str, Any]


class Query(msgspec.Struct, frozen=True):
    """What stands so far in a field that suggests, and of what it wants suggestions."""

    dataset: str
    text: str


class InvokeAnswer(InvokeResponse):
    """The answer of an invoke with its body already written, and the headers that go with it."""

    def __init__(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status=status, body=body)
        self.headers = headers or {}


def read_click(value: Any) -> Click:
    """The click in an invoke's value.

    Raises:
        MalformedAction: in the words of Microsoft's SDKs.
    """
    if value is None:
        raise MalformedAction("BadRequest", "Missing value property")
    if not isinstance(value, dict):
        raise MalformedAction("BadRequest", "Value property is not properly formed")
    action = value.get("action")
    if action is None:
        raise MalformedAction("BadRequest", "Missing action property")
    data = action.get("data") if isinstance(action, dict) else None
    if not isinstance(action, dict) or not isinstance(data, dict | None):
        raise MalformedAction("BadRequest", "Value property is not properly formed")
    if action.get("type") != "Action.Execute":
        raise MalformedAction("NotSupported", f"The action '{str(action.get('type'))[:64]}' is not supported.")
    if value.get("trigger") == "automatic":
        # A refresh must not change anything, and no card of ours asks for one.
        raise MalformedAction("NotSupported", "Automatic refresh is not supported.")
    return Click(_verb(action.get("verb")), values_of(data or {}))


def read_query(value: Any) -> Query:
    """The query in an invoke's value; what is not there or of another type is empty."""
    told = value if isinstance(value, dict) else {}
    dataset, text = (one if isinstance(one := told.get(name), str) else "" for name in ("dataset", "queryText"))
    return Query(dataset[:MAX_VERB], text[:MAX_TEXT])


def values_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a card sent, without what only told Teams or us where it goes; the same for Execute and Submit."""
    return {name: value for name, value in data.items() if name not in ("verb", "msteams")}


def _verb(verb: Any) -> str:
    if not isinstance(verb, str) or not 0 < len(verb) <= MAX_VERB:
        raise MalformedAction("BadRequest", "Missing verb property")
    return verb


def card_answer(card: Card, mark: Mark | None) -> InvokeAnswer:
    """The clicked card becomes this card, for the one who clicked."""
    return _answer(HTTPStatus.OK, CARD_TYPE, card, {MARK_HEADER: mark_header(mark)} if mark else None)


def message_answer(text: str) -> InvokeAnswer:
    """One line for the one who clicked; the card stays."""
    return _answer(HTTPStatus.OK, MESSAGE_TYPE, text)


def error_answer(code: str, message: str) -> InvokeAnswer:
    """The call was wrong (400), or we were (500), as the code says."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR if code == FAULT else HTTPStatus.BAD_REQUEST
    return _answer(status, ERROR_TYPE, {"code": code, "message": message})


def search_answer(choices: Sequence[Choice]) -> InvokeAnswer:
    """The suggestions below the field; none where nothing suits."""
    return InvokeAnswer(200, _encode({"type": SEARCH_TYPE, "value": {"results": choices}}))


def not_implemented() -> InvokeAnswer:
    """An invoke nobody here knows."""
    return InvokeAnswer(int(HTTPStatus.NOT_IMPLEMENTED))


def _answer(status: HTTPStatus, kind: str, value: Any, headers: Mapping[str, str] | None = None) -> InvokeAnswer:
    return InvokeAnswer(200, _encode({"statusCode": int(status), "type": kind, "value": value}), headers)
