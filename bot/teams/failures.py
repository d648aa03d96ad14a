"""What can become of a request to the connector, and what its error bodies say."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

RETRYABLE = frozenset((412, 429, 502, 503, 504))
NEVER_SENT = 0
"""Status of a request that did not leave: no connection, no token, an address that is not allowed."""
RETRYABLE_CODES = frozenset(("NoConnection", "NoToken"))
UNKNOWN_PERSON_CODES = frozenset(("UserNotFound",))
"""Said with other statuses, too: the Agents Playground answers 500 for a person it does not have."""
LONGEST_WAIT = 3600.0


class SendFailed(Exception):
    """The connector said no, or was never reached: the message was not delivered.

    Attributes:
        status: HTTP status; `NEVER_SENT` when the request did not leave.
        code: Teams' error code (`BotNotInConversationRoster`), empty when it gave none.
        retry_after: seconds Teams asks to wait, 0 to 3600; None when it did not.
        body: the beginning of the answer, for the log of an administrator.
    """

    def __init__(self, status: int, code: str, retry_after: float | None = None, body: str = "") -> None:
        super().__init__(f"{status} {code}".strip())
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.body = body

    @property
    def unreachable(self) -> bool:
        """Blocked, not installed or gone: Microsoft's real 403 bodies differ from its pages, so any counts."""
        return self.status in (403, 404) or self.code in UNKNOWN_PERSON_CODES

    @property
    def retryable(self) -> bool:
        """Whether the same request may succeed later."""
        return self.status in RETRYABLE or (self.status == NEVER_SENT and self.code in RETRYABLE_CODES)


class SendTimedOut(Exception):
    """No answer came: the message may have been delivered or not."""


def failure(status: int, headers: Mapping[str, str], body: bytes) -> SendFailed:
    """What an error answer of the connector says."""
    return SendFailed(status, error_code(body), _retry_after(headers), body[:1000].decode("utf-8", "replace"))


def error_code(body: bytes) -> str:
    r"""The most telling code of an error body: `subCode`, else `code`, else `errorCode`; empty when there is none.

    Shapes: `{"error": {"code", "message"}}`, `{"code", "message"}`, `{"errorCode", "message": "{\"subCode\": …}"}`.
    """
    document = _object(body)
    inner = document.get("error")
    if isinstance(inner, dict):
        document = inner
    message = document.get("message")
    nested = _object(message.encode("utf-8", "replace")) if isinstance(message, str) else {}
    codes = (nested.get("subCode"), document.get("subCode"), document.get("code"), nested.get("code"))
    code = next((c for c in (*codes, document.get("errorCode")) if c), inner if isinstance(inner, str) else "")
    return str(code)[:100] if isinstance(code, str | int) else ""


def _object(text: bytes) -> dict[str, Any]:
    try:
        document = msgspec.json.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds of a `Retry-After` header, given as seconds or as a date."""
    text = headers.get("Retry-After", "").strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = _seconds_until(text)
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else None


def _seconds_until(text: str) -> float:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return math.nan
    return (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds()
