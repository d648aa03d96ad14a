"""Messages that one person alone sees where several write: what Teams takes, by its page on targeted messages."""

from collections.abc import Sequence

from aiohttp import web

from tests.teams.limits import NO_RECIPIENT, NO_SUCH_QUESTION, TOLD_AGAIN, Body
from tests.teams.people import Channel, Person


def is_targeted(request: web.Request) -> bool:
    """Whether a message is sent, changed or deleted as one for a single person."""
    return request.query.get("isTargetedActivity") == "true"


class TargetedMessages:
    """The rules.

    Attributes:
        asked: ids of what people said to the bot alone, which an answer may name.
    """

    def __init__(self, people: Sequence[Person], channels: Sequence[Channel]) -> None:
        self._people, self._channels = people, channels
        self.asked: set[str] = set()

    def why_not_sent(self, request: web.Request, conversation: str, activity: Body) -> tuple[int, Body] | None:
        """It has a recipient, a member of a place where several write; a question it names was asked."""
        named = [one for one in activity.get("entities") or () if one.get("type") == "targetedMessageInfo"]
        if any(one.get("messageId") not in self.asked for one in named):
            return 400, NO_SUCH_QUESTION
        if not is_targeted(request):
            return None
        recipient = (activity.get("recipient") or {}).get("id")
        place = conversation.partition(";")[0]
        here = any(channel.id == place for channel in self._channels)
        known = any(person.teams_id == recipient for person in self._people)
        return None if here and known else (400, NO_RECIPIENT)

    def why_not_changed(self, request: web.Request, activity: Body) -> tuple[int, Body] | None:
        """Whom it is for stays as it was, and is not said again."""
        return (400, TOLD_AGAIN) if is_targeted(request) and "recipient" in activity else None
