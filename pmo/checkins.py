"""Check-in cards: which asks a card shows, under which version, and what stood in its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Fields = Mapping[str, str]
"""What stands in the fields of a part, as text, by their names: `rag`, `summary`, `indicator/uptime`, …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a card showed of one part: a project, or a program's or the portfolio's own indicators.

    Attributes:
        fields: exactly the fields that were shown.
        answered: version of the report it showed as given for the period; 0 when it showed none.
        measured: the same for each indicator it asked for, by its key.
    """

    fields: Fields = field(default_factory=dict)
    answered: int = 0
    measured: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message of ours that shows a card.

    Attributes:
        only_for: Entra object id of the one person who sees it where others write, too; empty for any other message.
    """

    conversation: str
    activity: str
    service_url: str
    only_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinCard:
    """One card instance: the asks of one member that were due at the same instant, or that somebody opened.

    Attributes:
        id: unguessable, fixed when the card is made.
        member: member id of whose card it is; the asks may have been put to others.
        asks: keys of the asks it shows, in the order shown.
        version: counts the card; raised by every stored answer.
        shown: what it shows under this version, by the key of the part.
        messages: where Teams shows it.
        snoozed_until: UTC; no reminder comes before.
        side: made beside the card on which its asks were put, for one project that somebody named.
    """

    id: str
    member: str
    asks: tuple[str, ...]
    made_at: datetime
    deadline: datetime
    version: int = 1
    shown: Mapping[str, Shown] = field(default_factory=dict)
    messages: tuple[Posted, ...] = ()
    snoozed_until: datetime | None = None
    side: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """What a card showed under a version; kept so that an answer to an older version can be judged."""

    card: str
    version: int
    shown: Mapping[str, Shown]

    @property
    def key(self) -> str:
        """Unique among all versions of all cards."""
        return f"{self.card}/{self.version}"
