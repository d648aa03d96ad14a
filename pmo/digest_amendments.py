"""What is answered or edited after a digest was posted amends the message, and never the digest as it was posted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pmo.checkins import Posted
from pmo.digest_facts import edits
from pmo.digests import Digest, DigestLine, DigestMilestone, DigestWanted, Response, in_order, told_to_all
from pmo.periods import period
from pmo.portfolio import code_key
from pmo.status_counts import counted_in
from pmo.wanted import by_day

_ANSWERED = frozenset((Response.ANSWERED, Response.LATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPost:
    """A message that shows a digest, in a channel or in somebody's chat.

    Attributes:
        digest: key of the digest.
        program: code.
        language: in which a channel reads it; empty in a chat.
        member: member id of whose chat it is; empty in a channel.
        alone: codes of the projects that it tells of; empty for all of the digest's.
        posted: where Teams shows it; None while it is on its way.
    """

    digest: str
    program: str
    language: str = ""
    member: str = ""
    alone: tuple[str, ...] = ()
    posted: Posted | None = None

    @property
    def key(self) -> str:
        """One for each reader of a digest."""
        return f"{self.digest}/member/{self.member}" if self.member else f"{self.digest}/{self.language}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What is said of one project now, in place of what a digest said.

    Attributes:
        digest: key of the digest.
        at: UTC; when it was last answered or edited.
        line, milestones, wanted: as a digest of that instant would tell them; `wanted` is None for as it was posted.
    """

    digest: str
    at: datetime
    line: DigestLine
    milestones: tuple[DigestMilestone, ...] = ()
    wanted: tuple[DigestWanted, ...] | None = None

    @property
    def key(self) -> str:
        """One for each project of a digest."""
        return f"{self.digest}/{code_key(self.line.project)}"

    @property
    def for_everybody(self) -> "Amendment":
        """What of it a channel may tell: neither what help is asked for nor that it was given."""
        return self if self.wanted is None else replace(self, wanted=told_to_all(self.wanted))


class How(StrEnum):
    """How a project was amended."""

    ANSWERED = "answered"
    STATUS = "status"
    EDITED = "edited"


def how(before: DigestLine, now: DigestLine) -> frozenset[How]:
    """What is different now; nothing when the project was neither answered nor edited since.

    What time alone changes, as an open question that was not answered in the end, amends nothing.
    """
    found = set()
    if now.response in _ANSWERED and before.response not in _ANSWERED:
        found.add(How.ANSWERED)
    if now.rag is not before.rag:
        found.add(How.STATUS)
    if not found and _is_edited(before, now):
        found.add(How.EDITED)
    return frozenset(found)


def _is_edited(before: DigestLine, now: DigestLine) -> bool:
    """Whether something else is said besides the status; what it makes of the figures counts where no more was kept.

    For time changes the figures as well, and so does what is measured for later periods.
    """
    if edits(before.facts, now.facts) or _said(before) != _said(now):
        return True
    return before.facts is None and (before.computed, before.reasons) != (now.computed, now.reasons)


def _said(line: DigestLine) -> tuple[str, ...]:
    return line.summary, line.period, line.explained


def differs(amendment: Amendment, digest: Digest) -> bool:
    """Whether the project stands otherwise now than as it was posted: what was changed and changed back does not."""
    key = code_key(amendment.line.project)
    posted = next((line for line in digest.lines if code_key(line.project) == key), None)
    if posted is None or how(posted, amendment.line):
        return True
    if tuple(one for one in digest.milestones if code_key(one.project) == key) != amendment.milestones:
        return True
    return amendment.wanted is not None and not same_wanted(wanted_of_project(digest, key), amendment.wanted)


def wanted_of_project(digest: Digest, key: str) -> tuple[DigestWanted, ...]:
    """What a digest says is wanted in the project of this key."""
    return tuple(one for one in digest.wanted if code_key(one.project) == key)


def same_wanted(before: Iterable[DigestWanted], now: Iterable[DigestWanted]) -> bool:
    """Whether the same is wanted of the same people; that a day passes is no difference."""
    return [replace(one, overdue=False) for one in before] == [replace(one, overdue=False) for one in now]


def belongs_to(line: DigestLine, digest: Digest) -> bool:
    """Whether a project's latest answer is about the digest's time, and not about a period that begins after it."""
    return not line.period or period(line.period).first <= period(digest.period).last


def amended(digest: Digest, amendments: Iterable[Amendment]) -> Digest:
    """The digest as it is shown after these amendments of its own."""
    instead = {code_key(one.line.project): one for one in amendments}
    if not instead:
        return digest
    lines = [instead[key].line if (key := code_key(line.project)) in instead else line for line in digest.lines]
    kept = [one for one in digest.milestones if code_key(one.project) not in instead]
    milestones = [*kept, *(milestone for one in instead.values() for milestone in one.milestones)]
    asked = {key: one.wanted for key, one in instead.items() if one.wanted is not None}
    new = [wanted for several in asked.values() for wanted in several]
    now = [counted_in(one.period, (line.rag for line in lines)) for one in digest.trend[-1:]]
    return replace(
        digest,
        lines=in_order(lines),
        trend=(*digest.trend[:-1], *now),
        milestones=tuple(sorted(milestones, key=lambda one: (one.day, one.project, one.name))),
        slips=tuple([one for one in digest.slips if code_key(one.project) not in instead]),
        measured=tuple([one for one in digest.measured if code_key(one.project) not in instead]),
        wanted=tuple(by_day([*(one for one in digest.wanted if code_key(one.project) not in asked), *new])),
    )
