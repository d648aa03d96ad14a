"""How the loopback connector misbehaves: throttling, gateways that fail, people who cannot be reached, silence."""

import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]

NOT_IN_ROSTER: Body = {"error": {"code": "BotNotInConversationRoster", "message": "The bot is not part of it."}}
NOT_INSTALLED: Body = {"error": {"code": "ForbiddenOperationException", "message": "Not installed for the person."}}
BLOCKED: Body = {"errorCode": 209, "message": '{"subCode":"MessageWritesBlocked","details":"blocked by user"}'}
GONE: Body = {"error": {"code": "ConversationNotFound", "message": "Conversation not found."}}
NO_SUCH_ACTIVITY: Body = {"error": {"code": "ActivityNotFoundInConversation", "message": "No such activity."}}
NO_RECIPIENT: Body = {"error": {"code": "BadArgument", "message": "Targeted messages have one recipient, a member."}}
TOLD_AGAIN: Body = {"error": {"code": "BadArgument", "message": "The recipient cannot be changed."}}
NO_SUCH_QUESTION: Body = {"error": {"code": "INVALID_TARGETED_MESSAGE_ID", "message": "No such targeted message."}}
BAD_MENTION: Body = {"error": {"code": "BadSyntax", "message": "A mention names nobody of this conversation."}}
THROTTLED: Body = {"error": {"code": "Throttled", "message": "API calls quota exceeded."}}


@dataclass(slots=True)
class Bucket:
    """A token bucket in real time."""

    rate: float
    level: float = field(init=False)
    at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.level = self.rate

    def take(self) -> bool:
        now = time.monotonic()
        self.level = min(self.rate, self.level + (now - self.at) * self.rate)
        self.at = now
        if self.level < 1:
            return False
        self.level -= 1
        return True


@dataclass(slots=True)
class Limits:
    """What the connector refuses; nothing unless a test says so.

    Attributes:
        retry_after: value of the header of a 429; None leaves it out.
        bad_gateway: share of the requests answered 502, 0 to 1.
        refused: status and body by conversation id, without thread.
        silent: seconds before an answer by conversation id; `""` for all.
        slow: seconds every request takes.
        no_mentions: whether a post is refused in which somebody is mentioned.
    """

    retry_after: str | None = "1"
    bad_gateway: float = 0.0
    refused: dict[str, tuple[int, Body]] = field(default_factory=dict)
    silent: dict[str, float] = field(default_factory=dict)
    slow: float = 0.0
    no_mentions: bool = False
    _tenant: Bucket | None = None
    _conversation_rate: float | None = None
    _conversations: dict[str, Bucket] = field(default_factory=dict)
    _chance: random.Random = field(default_factory=lambda: random.Random(7))

    def throttle(self, *, tenant: float | None = None, conversation: float | None = None) -> None:
        """Requests a second for all, and for each conversation."""
        self._tenant = Bucket(tenant) if tenant else None
        self._conversation_rate, self._conversations = conversation, {}

    def become(self, event: str, channels: Iterable[str]) -> None:
        """What becomes of channels decides whether anything can be posted there."""
        told = event.casefold()
        for channel in channels:
            if told.endswith("deleted"):
                self.refused[channel] = (404, GONE)
            elif told == "teamarchived":
                self.refused[channel] = (403, BLOCKED)
            elif told.endswith(("restored", "unarchived")):
                self.refused.pop(channel, None)

    def patience(self, conversation: str) -> float:
        """Seconds to wait before answering."""
        return self.silent.get(conversation, self.silent.get("", self.slow))

    def verdict(self, conversation: str) -> tuple[int, Body] | None:
        """The error this request gets; None when it is let through."""
        if conversation in self.refused:
            return self.refused[conversation]
        if self._throttled(conversation):
            return 429, THROTTLED
        if self.bad_gateway and self._chance.random() < self.bad_gateway:
            return 502, {}
        return None

    def _throttled(self, conversation: str) -> bool:
        if self._tenant is not None and not self._tenant.take():
            return True
        if not self._conversation_rate or not conversation:
            return False
        return not self._conversations.setdefault(conversation, Bucket(self._conversation_rate)).take()
