"""The tables of what comes in and goes out: who is where in Teams, letters and what became of them, the audit."""

from typing import Any

from pmo.portfolio import code_key
from storage.contacts import Address, Contact, TargetedMessage
from storage.instants import instant
from storage.outbox import Delivery, Letter, LetterKind, MessageCount
from storage.records import Index, Place, Table
from storage.trail import ClockMark, Entry, Handled

CONTACTS = Table(
    "contacts",
    Contact,
    lambda contact: contact.entra_id,
    (Index("conversation", lambda contact: (contact.conversation,) if contact.conversation else None),),
)
ADDRESSES = Table("addresses", Address, lambda address: address.id)
TARGETED_MESSAGES = Table(
    "targeted_messages",
    TargetedMessage,
    lambda message: message.key,
    (Index("at", lambda message: (instant(message.at),)),),
)


def _end_while_it_waits(letter: Letter) -> Place | None:
    """When a letter ends although its next try would come later; one that tripped us waits for the try."""
    if letter.retry_at is None or letter.not_after is None or letter.mishaps:
        return None
    return (instant(letter.not_after),)


LETTERS = Table(
    "letters",
    Letter,
    lambda letter: letter.key,
    (
        # A letter stands either here, until its first try, or in the order of its next try: then it is in nobody's way.
        Index("ready", lambda letter: None if letter.retry_at else (instant(letter.not_before),)),
        Index("again", lambda letter: (instant(letter.retry_at),) if letter.retry_at else None),
        Index("ending", _end_while_it_waits),
        Index("watch", lambda letter: (letter.subject,) if letter.kind is LetterKind.WATCH else None),
        Index("held", lambda letter: (code_key(letter.member), instant(letter.written)) if letter.held else None),
    ),
    version=2,
    upgrades={1: dict},
)
DELIVERIES = Table(
    "deliveries",
    Delivery,
    lambda delivery: f"{delivery.key}@{instant(delivery.at)}",
    (
        Index("key", lambda delivery: (delivery.key, instant(delivery.at))),
        Index("at", lambda delivery: (instant(delivery.at),)),
    ),
    kind="history",
)
MESSAGE_COUNTS = Table("message_counts", MessageCount, lambda row: code_key(row.member))
HANDLED = Table(
    "handled", Handled, lambda handled: handled.key, (Index("at", lambda handled: (instant(handled.at),)),), "history"
)
CLOCKS = Table("clocks", ClockMark, lambda mark: mark.name)
AUDIT = Table(
    "audit", Entry, lambda entry: "", (Index("about", lambda entry: (entry.about, instant(entry.real))),), "chained"
)

MESSAGE_TABLES: tuple[Table[Any], ...] = tuple(value for value in list(globals().values()) if isinstance(value, Table))
