"""What happened: the audit, and the answers already given to turns that wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the audit: who did what to what, with which result; ids only, never what was said.

    Attributes:
        at: UTC on the rules' clock.
        real: UTC on the real clock.
        who: member id, `entra:<object id>` of somebody who is no member, or `rapporteur` itself.
        what: verb or event, such as `checkin.submit`, `delivery.sent`, `refused`.
        about: id of what it concerns.
        detail: codes and numbers that tell the result.
    """

    at: datetime
    real: datetime
    who: str
    what: str
    about: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMark:
    """How far a simulated clock has come (UTC)."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """The answer stored for a turn, given again when the same turn comes again.

    Attributes:
        key: card, version, person and a digest of the inputs (CONTRACT §5 "Twice").
        at: UTC, real clock; kept for seven days.
        reply: the reply as JSON text.
    """

    key: str
    at: datetime
    reply: str
