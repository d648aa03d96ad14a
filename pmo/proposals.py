"""Proposals to improve how the asking goes: made by the figures or by people, decided on by the PMO, and kept.

What is accepted or tried is measured: what became of the questions before, and after it has had its periods.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pmo.improving import Evidence, Rhythm
from pmo.portfolio import code_key
from pmo.process import Answering


class ProposalKind(StrEnum):
    """What is proposed, or was changed."""

    ANOTHER_DAY = "another day"
    LONGER_WINDOW = "longer window"
    LESS_OFTEN = "less often"
    UNTAKEN = "untaken alerts"
    SAID = "said"
    BY_HAND = "by hand"


class Stand(StrEnum):
    """How far a proposal has come."""

    OPEN = "open"
    TRIED = "tried"
    ACCEPTED = "accepted"
    DROPPED = "dropped"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted:
    """How many alerts a rule raised within a while, and how many of them somebody took."""

    raised: int = 0
    taken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal, and what became of it.

    Attributes:
        key: unique for ever.
        made_at: UTC.
        program: code of the program whose rhythm it is about; empty for none.
        subject: code of the rule it is about, or of the project whose own rhythm was changed; empty for none.
        text, by: what somebody proposed, and their member id; empty where the figures did.
        evidence: why; None for what people propose or change.
        before, after: the rhythm until then and the proposed one; None where it is about no rhythm.
        decided_by, decided_at: member id of who decided last, and when (UTC).
        note: what they said about it.
        measured_at: when its effect is told, or the PMO is asked whether to keep what is tried (UTC); None for never.
        went: what became of the questions before it held; None where that was not measured.
        goes: the same since it held, as told when it was measured; None before.
        alerted, alerts: what the rule raised in as long a time before it was tried, and while it was; None for no rule.
        tried_enough: what changes no rhythm was tried for its time, and the PMO is asked.
        version: counts changes, so that cards can be told apart.
    """

    key: str
    kind: ProposalKind
    made_at: datetime
    program: str = ""
    subject: str = ""
    text: str = ""
    by: str = ""
    evidence: Evidence | None = None
    before: Rhythm | None = None
    after: Rhythm | None = None
    stand: Stand = Stand.OPEN
    decided_by: str = ""
    decided_at: datetime | None = None
    note: str = ""
    measured_at: datetime | None = None
    went: Answering | None = None
    goes: Answering | None = None
    alerted: Alerted | None = None
    alerts: Alerted | None = None
    tried_enough: bool = False
    version: int = 1

    @property
    def place(self) -> str:
        """What it is about, among those of its kind: of one place there is one open proposal."""
        return f"{code_key(self.program)}/{code_key(self.subject)}"

    @property
    def waits(self) -> bool:
        """Whether the PMO is to decide: on something new, or on what was tried long enough."""
        return self.stand is Stand.OPEN or self.was_tried

    @property
    def was_tried(self) -> bool:
        """Whether it is being tried for long enough to decide on it."""
        return self.stand is Stand.TRIED and (self.goes is not None or self.tried_enough)

    @property
    def changes_a_rhythm(self) -> bool:
        """Whether something is asked at other times when it holds."""
        return self.after is not None

    def shown_by(self, found: "Proposal") -> "Proposal":
        """The same by the figures of today; a card that showed another rhythm is an old one."""
        version = self.version if found.after == self.after else self.version + 1
        return replace(self, evidence=found.evidence, before=found.before, after=found.after, version=version)

    def held(self, stand: Stand, by: str, at: datetime, note: str = "") -> "Proposal":
        """Somebody takes it up, for good or to try it; what was tried holds since then."""
        since = self.decided_at if self.stand is Stand.TRIED else at
        note = note or self.note
        return replace(self, stand=stand, decided_by=by, decided_at=since, note=note, version=self.version + 1)

    def measuring(self, went: Answering, until: datetime) -> "Proposal":
        """With what became of the questions before, and when it is told what became of them since (UTC)."""
        return replace(self, went=went, measured_at=until)

    def dropped(self, by: str, at: datetime, note: str = "") -> "Proposal":
        """Somebody does not want it, or not any more; its effect is kept as far as it was measured."""
        return replace(
            self,
            stand=Stand.DROPPED,
            decided_by=by,
            decided_at=at,
            note=note,
            measured_at=None,
            version=self.version + 1,
        )

    def overtaken(self, goes: Answering) -> "Proposal":
        """The rhythm was changed since: what was tried has ended, what was taken up for good is measured until now."""
        stand = Stand.OVERTAKEN if self.stand is Stand.TRIED else self.stand
        return replace(self, stand=stand, goes=goes, measured_at=None, version=self.version + 1)

    def measured(self, goes: Answering) -> "Proposal":
        """What became of the questions since it holds."""
        return replace(self, goes=goes, measured_at=None, version=self.version + 1)

    def tried_until(self, until: datetime, alerted: Alerted | None) -> "Proposal":
        """It changes no rhythm and is tried: when the PMO is asked (UTC), and what its rule raised before."""
        return replace(self, measured_at=until, alerted=alerted)

    def tried_for_its_time(self, alerts: Alerted | None) -> "Proposal":
        """The PMO is asked now, with what its rule raised since."""
        return replace(self, alerts=alerts, tried_enough=True, measured_at=None, version=self.version + 1)
