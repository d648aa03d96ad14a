"""What a digest tells, ready to be drawn."""

from dataclasses import dataclass
from datetime import datetime

from cards.digest_work import WantedLine
from cards.indicators import IndicatorRow
from cards.milestones import SlipLine
from pmo.colours import Colour, severity_of
from pmo.digest_amendments import How
from pmo.digests import DigestMilestone
from pmo.portfolio import Rag
from pmo.status_counts import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """A project that is amber or red, declared or by its figures.

    Attributes:
        period: name of its last answer's period where that is an older one than the digest's.
        reasons: why it has its computed status, in the reader's language, the worst first.
        explained: why it was declared greener all the same, and by whom.
    """

    code: str
    name: str
    rag: Rag | None
    previous: Rag | None = None
    summary: str = ""
    period: str = ""
    late: bool = False
    computed: Colour | None = None
    reasons: tuple[str, ...] = ()
    explained: str = ""

    @property
    def severity(self) -> int:
        """Of the worse of both statuses."""
        return severity_of(self.rag, self.computed)

    @property
    def is_worse_by_figures(self) -> bool:
        """Whether the declared status is greener than the computed one."""
        return self.severity > (self.rag.severity if self.rag else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A project whose status is another than last time, that is new, or that is over: `left` where only here."""

    code: str
    name: str
    before: Rag | None
    after: Rag | None
    new: bool = False
    closed: bool = False
    left: bool = False

    @property
    def rank(self) -> int:
        """What got worse comes first, then what got better, what is new and what is over."""
        if self.closed or self.new:
            return 3 if self.closed else 2
        worse = (self.after.severity if self.after else 0) > (self.before.severity if self.before else 0)
        return 0 if worse else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """A project that was answered or edited after the digest was posted: when (UTC), and what changed by it.

    Attributes:
        edits: what is said otherwise now, in a few words each.
    """

    code: str
    name: str
    at: datetime
    how: frozenset[How]
    before: Rag | None
    after: Rag | None
    edits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMissing:
    """A project without an answer in time, and who is asked for it; `until` is the deadline while it is open."""

    code: str
    name: str
    person: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """A digest of one program and period.

    Attributes:
        number: of those about the same period.
        green, amber, red, unreported: numbers of projects; together all of them.
        attention: the amber and red projects, in any order.
        amended: what was answered or edited since it was posted, the latest first.
        missing, open, unreachable, no_manager, absent, skipped: projects without an answer, by reason.
        late: projects that were answered after the deadline, whatever their status.
        milestones, wanted: in the order in which they are shown.
        trend: how many projects were declared what, period by period, oldest first.
        slips, measured: what is drawn besides: milestones that slip, an indicator beyond a limit.
        partial: there are more projects, which the reader may not see.
        now: it is not as posted, but as it would be now; `may_see_now` offers that.
        answered, asked: how many projects were answered of those that were asked about.
        data: the version of the data it was taken from; 0 where that is not known.
        notes: lines for the end, in the reader's language.
    """

    code: str
    name: str
    period: str
    as_of: datetime
    number: int = 1
    green: int = 0
    amber: int = 0
    red: int = 0
    unreported: int = 0
    attention: tuple[DigestLine, ...] = ()
    changes: tuple[Change, ...] = ()
    amended: tuple[Amended, ...] = ()
    missing: tuple[DigestMissing, ...] = ()
    open: tuple[DigestMissing, ...] = ()
    unreachable: tuple[DigestMissing, ...] = ()
    no_manager: tuple[DigestMissing, ...] = ()
    absent: tuple[DigestMissing, ...] = ()
    skipped: tuple[DigestMissing, ...] = ()
    late: tuple[DigestMissing, ...] = ()
    milestones: tuple[DigestMilestone, ...] = ()
    wanted: tuple[WantedLine, ...] = ()
    trend: tuple[Counted, ...] = ()
    slips: tuple[SlipLine, ...] = ()
    measured: IndicatorRow | None = None
    answered: int = 0
    data: int = 0
    asked: int = 0
    partial: bool = False
    now: bool = False
    may_see_now: bool = False
    notes: tuple[str, ...] = ()
