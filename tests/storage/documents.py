"""Documents and tables that the tests of storage keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from storage.records import Index, Table


class Mood(StrEnum):
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str
    starts: time = time(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One of everything that the product's documents hold."""

    code: str
    group: str = ""
    rank: int | None = None
    text: str = ""
    mood: Mood = Mood.GOOD
    on: date | None = None
    at: datetime | None = None
    cost: Decimal | None = None
    tags: tuple[str, ...] = ()
    owner: Person | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    share: float | None = None


INDEXES: tuple[Index[Note], ...] = (
    Index("group", lambda note: (note.group, note.code)),
    Index("rank", lambda note: None if note.rank is None else (note.rank,)),
)

STATE = Table("notes", Note, lambda note: note.code, INDEXES)
HISTORY = Table("old_notes", Note, lambda note: note.code, INDEXES, "history")
CHAIN = Table("trail", Note, lambda note: "", INDEXES, "chained")
PLAIN = Table("plain", Note, lambda note: note.code)
TABLES = (STATE, HISTORY, CHAIN, PLAIN)
