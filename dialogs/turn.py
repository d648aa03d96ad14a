"""The words of a conversation: who speaks, where, what was said, and what is answered.

`bot/teams` turns a verified activity into a `Turn` and carries out the `Reply`; a dialog knows nothing else of Teams.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

Card = Mapping[str, Any]
"""A rendered Adaptive Card: plain JSON values."""

TurnKind = Literal["words", "action", "search", "installed", "removed", "joined", "left", "place"]
PlaceEvent = Literal[
    "channel created",
    "channel renamed",
    "channel deleted",
    "channel restored",
    "team renamed",
    "team archived",
    "team unarchived",
    "team deleted",
    "team restored",
]
PlaceKind = Literal["personal", "group", "channel"]
MarkKind = Literal["ask", "reminder", "receipt", "alert", "digest", "answer", "notice", "welcome"]

THREAD = ";messageid="
"""Stands between a channel's id and that of a thread's root message."""
_OF_SEVERAL = re.compile(r"19:[^;]*@thread\.", re.IGNORECASE)


def is_of_several(conversation: str) -> bool:
    """Whether this id is one of a channel or of a chat of several people, never that of a personal chat."""
    return THREAD in conversation or _OF_SEVERAL.match(conversation) is not None


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """Who acted, as the verified activity says; names are for display and give no rights.

    Attributes:
        entra_id: Entra object id, lower case; empty when Teams gave none.
        teams_id: Teams' id of this person for this bot (`29:…`).
        locale, timezone: Teams' guesses (`nl-BE`, `Europe/Brussels`); empty when absent.
    """

    tenant: str
    entra_id: str
    teams_id: str
    name: str = ""
    locale: str = ""
    timezone: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where something is said.

    Attributes:
        conversation: the conversation id without its thread part.
        thread: id of the thread's root message in a channel; empty elsewhere and for a new post.
        service_url: the connector address this conversation was seen with.
        channel, team: Teams ids, in a channel only.
        channel_name, team_name: what they are called, where Teams said so; for display only.
        targeted: what was said there, or the message that was clicked, nobody else sees (slash command).
    """

    kind: PlaceKind
    conversation: str
    service_url: str
    thread: str = ""
    channel: str = ""
    team: str = ""
    channel_name: str = ""
    team_name: str = ""
    targeted: bool = False

    @property
    def is_private(self) -> bool:
        """Whether what is answered there is read by the one who asks, and by nobody else."""
        return self.kind == "personal" or self.targeted


class SentFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was sent along with a message.

    Attributes:
        kind: its type as Teams tells it (`xlsx`).
        link: where it can be fetched for a few minutes by whoever has the address; empty when Teams gave none.
    """

    name: str
    kind: str
    link: str


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that somebody did.

    Attributes:
        id: the activity id; the same turn may arrive twice under it.
        text: what was typed, without the bot's own mention, white space collapsed; in a search what stands in the field
            so far; empty for other kinds.
        verb: of the card action (`checkin.submit`).
        values: the action's data and inputs as they came; from a client, so nothing in it is trusted.
        dataset: of what a search wants suggestions.
        message: id of the message that holds the clicked card or the field; empty when unknown.
        by_submit: the action came as `Action.Submit`, whose answer cannot be a card in the HTTP body.
        members: who joined or left a conversation that has the bot, or the installer.
        files: what was sent along with the words.
        event: what became of the place itself; only of the kind `place`.
        at: when it was done, by Teams' clock; None where Teams did not say. Tells what came late from what is new.
    """

    kind: TurnKind
    id: str
    sender: Sender
    place: Place
    text: str = ""
    verb: str = ""
    values: Mapping[str, Any] = msgspec.field(default_factory=dict)
    dataset: str = ""
    message: str = ""
    by_submit: bool = False
    members: tuple[Sender, ...] = ()
    files: tuple[SentFile, ...] = ()
    event: PlaceEvent | None = None
    at: datetime | None = None


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What a message is about; sent along while the clock is simulated (CONTRACT §2)."""

    kind: MarkKind
    key: str = ""
    period: str = ""
    projects: tuple[str, ...] = ()
    version: int = 0
    now: str = ""

    def at(self, instant: datetime) -> "Mark":
        """The same with the instant it was said at."""
        return replace(self, now=instant.isoformat())


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message of ours that Teams holds.

    Attributes:
        only_for: Entra object id of the one person who sees it where others write, too; empty for any other message.
    """

    conversation: str
    activity: str
    service_url: str
    only_for: str = ""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One suggestion: what is shown, and what is sent when it is chosen."""

    title: str
    value: str


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """The immediate answer to a turn.

    Attributes:
        form: `card` a new message with the card; `redraw` the clicked card becomes this card; `toast` one line shown to
            the person alone; `refusal` the same after something was wrong with the call itself, with `code`; `nothing`.
        text: for toast and refusal, in the person's language.
        summary: the card in one plain sentence, for notifications and screen readers.
        redraws: messages that show the same thing and become this card too, the clicked one included.
        private: for the person alone: below what they said where nobody else saw it, else in their personal chat; the
            place gets the rest of this reply.
        shows: id of the check-in card that this new message shows, so that the message is remembered.
        choices: the suggestions that a search found, the nearest first.
    """

    form: Literal["card", "redraw", "toast", "refusal", "nothing"]
    card: Card | None = None
    summary: str = ""
    text: str = ""
    code: str = ""
    mark: Mark | None = None
    redraws: tuple[Message, ...] = ()
    private: "Reply | None" = None
    shows: str = ""
    choices: tuple[Choice, ...] = ()

    @staticmethod
    def nothing() -> "Reply":
        """The turn is taken note of; nobody is answered."""
        return Reply(form="nothing")

    @staticmethod
    def toast(text: str) -> "Reply":
        """One line for the person alone."""
        return Reply(form="toast", text=text)

    @staticmethod
    def refusal(text: str, code: str = "BadRequest") -> "Reply":
        """The call itself was wrong: said to the person, nothing changed."""
        return Reply(form="refusal", text=text, code=code)

    def as_redraw(self) -> "Reply":
        """The same in the place of the card that was clicked."""
        return replace(self, form="redraw")

    def beside(self, private: "Reply | None") -> "Reply":
        """The same with this in the person's own chat."""
        return replace(self, private=private)

    def once_more(self) -> "Reply":
        """The same for the clicker alone: what messages show may be newer by now, and the private part was sent."""
        return replace(self, redraws=(), private=None)
