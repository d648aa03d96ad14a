"""Asks for a message of ours to be brought up to date; the newest request for a message replaces the one before."""

from typing import Protocol

from dialogs.desk import Desk
from storage.outbox import Letter, LetterKind


class Shown(Protocol):
    """Where a message stands."""

    @property
    def conversation(self) -> str:
        """The chat or thread."""

    @property
    def activity(self) -> str:
        """The message."""

    @property
    def service_url(self) -> str:
        """Where it was posted."""

    @property
    def only_for(self) -> str:
        """The one person who sees it there; empty for any other message."""


async def ask_for(kind: LetterKind, subject: str, message: Shown, desk: Desk, *, member: str = "") -> None:
    """Have a message drawn anew, silently, by what belongs to this kind of letter."""
    letter = Letter(
        key=f"redraw/{message.conversation}/{message.activity}",
        kind=kind,
        subject=subject,
        member=member,
        written=desk.now,
        not_before=desk.now,
        asked_at=desk.real,
        conversation=message.conversation,
        activity=message.activity,
        service_url=message.service_url,
        only_for=message.only_for,
    )
    await desk.records.letters.put(letter)
