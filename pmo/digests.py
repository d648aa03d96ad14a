"""The program digest: what is said of each project, what changed, and who is missing (DESIGN §5, CONTRACT §7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from pmo.actions import ActionKind
from pmo.colours import Colour, severity_of
from pmo.digest_drawn import DrawnIndicator, DrawnMilestone
from pmo.digest_facts import Facts
from pmo.milestone_states import MilestoneState, state_of
from pmo.periods import period
from pmo.portfolio import Project, Rag, code_key
from pmo.promises import Memory
from pmo.reasons import Reason
from pmo.reports import Standing, said_on
from pmo.status_counts import Counted

SOON = timedelta(weeks=4)
"""Milestones of this time ahead are told."""


class Response(StrEnum):
    """What became of a question by the time of the digest."""

    ANSWERED = "answered"
    LATE = "late"
    OPEN = "open"
    MISSING = "missing"
    ABSENT = "absent"
    SKIPPED = "skipped"
    UNREACHABLE = "unreachable"
    NO_MANAGER = "no manager"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One project in a digest, frozen as it was posted.

    Attributes:
        rag: the declared status; None when never reported.
        before: the status in the previous digest, else that of the period before; None when it was not reported.
        period: of the status, which may be older than the digest's.
        member: who was asked.
        until: while open, when the window ends (UTC).
        computed: what the figures give; None where they were not judged; `reasons` are the worst of why.
        explained: why it was declared greener all the same, and by whom.
        facts: what else was said of it; None where that was not kept.
    """

    project: str
    name: str
    rag: Rag | None
    before: Rag | None
    period: str
    summary: str
    response: Response
    member: str = ""
    until: datetime | None = None
    computed: Colour | None = None
    reasons: tuple[Reason, ...] = ()
    explained: str = ""
    facts: Facts | None = None

    @property
    def severity(self) -> int:
        """Of the worse of both statuses: 0 green or unknown, 1 amber, 2 red."""
        return severity_of(self.rag, self.computed)

    @property
    def changed(self) -> bool:
        """Whether the status differs from the previous digest's."""
        return self.rag is not None and self.before is not self.rag


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMilestone:
    """A milestone that moved since the last digest, has passed without being reached, or comes soon.

    Attributes:
        day: expected; `slip` working days after its baseline, negative before it.
        moved_from: what was promised at the last digest, where a later day has been promised since.
    """

    project: str
    name: str
    state: MilestoneState
    day: date
    slip: int
    moved_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestWanted:
    """An action, a decision or help that somebody waits for.

    Attributes:
        owner: member id of who is asked, or a name that a report gives; empty for the PMO, in an action for nobody.
        due: by when; `overdue` when that has passed.
    """

    project: str
    kind: ActionKind
    text: str
    owner: str = ""
    due: date | None = None
    overdue: bool = False

    def as_of(self, day: date) -> "DigestWanted":
        """As it stands on a day."""
        return replace(self, overdue=self.due is not None and self.due < day)


def told_to_all(wanted: Iterable[DigestWanted]) -> tuple[DigestWanted, ...]:
    """What of it a channel may tell: all but help, which is asked for in confidence."""
    return tuple(one for one in wanted if one.kind is not ActionKind.HELP)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestClosed:
    """A project of the last digest that was closed, or has left the portfolio, since; `left` when only the program."""

    project: str
    name: str
    left: bool = False

    def as_known(self, project: Project, program: str) -> Project:
        """The project as the readers of a program knew it: that one has left is for those who were told of it there."""
        return replace(project, program=program) if self.left else project


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A program's digest as posted.

    Attributes:
        number: from 1 among those about the same period: where digests are more frequent than questions are several.
        restricted: the part for those entitled to the restricted projects, sent privately.
        since: UTC; of the digest before, else when one was due before it; None where that was not kept.
        at: UTC; `data` is how many entries the audit had then, which tells the data apart; 0 where that was not kept.
        lines: red first, then amber, green and never reported, by the worse of both statuses; by code inside each.
        milestones, wanted: by day.
        new: codes of the projects that were not in the digest before; none in a first digest.
        closed: those of the digest before that are over.
        trend: how many were declared what, period by period, oldest first.
        slips, measured: what is drawn besides, the worst first.
    """

    program: str
    period: str
    at: datetime
    lines: tuple[DigestLine, ...]
    restricted: bool = False
    milestones: tuple[DigestMilestone, ...] = ()
    wanted: tuple[DigestWanted, ...] = ()
    new: tuple[str, ...] = ()
    closed: tuple[DigestClosed, ...] = ()
    trend: tuple[Counted, ...] = ()
    slips: tuple[DrawnMilestone, ...] = ()
    measured: tuple[DrawnIndicator, ...] = ()
    data: int = 0
    number: int = 1
    since: datetime | None = None

    @property
    def key(self) -> str:
        """Unique among all digests."""
        return digest_key(self.program, self.period, self.restricted, self.number)

    @property
    def for_everybody(self) -> "Digest":
        """What of it a channel may tell: not what help is asked for."""
        return replace(self, wanted=told_to_all(self.wanted))

    def count(self, rag: Rag | None) -> int:
        """How many projects have this status (None: were never reported)."""
        return sum(line.rag is rag for line in self.lines)

    @property
    def asked(self) -> int:
        """Projects somebody was asked about in the digest's period."""
        return sum(line.response not in (Response.NOT_ASKED, Response.NO_MANAGER) for line in self.lines)

    @property
    def answered(self) -> int:
        """Of those, the answered ones, late ones included."""
        return sum(line.response in (Response.ANSWERED, Response.LATE) for line in self.lines)


def milestone_of(memory: Memory, project: str, since: datetime, as_of: date) -> DigestMilestone | None:
    """What a digest says of a milestone; None where there is nothing to say of it now.

    Args:
        since: UTC; of the last digest: a later date than stood then is a slip to tell.
    """
    state, day = state_of(memory, as_of), memory.milestone.expected
    before = memory.stood(since)
    moved = before is not None and memory.promises[-1].day > before
    if state is MilestoneState.REACHED or not (moved or day <= as_of + SOON):
        return None
    return DigestMilestone(
        project=project,
        name=memory.milestone.name,
        state=state,
        day=day,
        slip=memory.slip,
        moved_from=before if moved else None,
    )


def digest_key(program: str, period: str, restricted: bool = False, number: int = 1) -> str:
    """The key of a program's digest about a period; the first about it has the key from before they were numbered."""
    parts = [code_key(program), period, str(number) if number > 1 else "", "restricted" if restricted else ""]
    return "/".join(part for part in parts if part)


def new_in(lines: Iterable[DigestLine], before: Sequence[Digest]) -> tuple[str, ...]:
    """Codes of the projects that were in no part of the digest before; none when there was none."""
    known = {code_key(line.project) for part in before for line in part.lines}
    return tuple([line.project for line in lines if before and code_key(line.project) not in known])


def in_order(lines: Iterable[DigestLine]) -> tuple[DigestLine, ...]:
    """Red first, then amber, green and never reported, by the worse of both statuses; by code inside each."""
    return tuple(sorted(lines, key=lambda line: worst_first(line.rag, line.computed, line.project)))


def worst_first(rag: Rag | None, computed: Colour | None, project: str) -> tuple[bool, int, int, str]:
    """Where a project stands in a list that begins with what needs attention."""
    severity, declared = severity_of(rag, computed), rag.severity if rag else 0
    return rag is None and not severity, -severity, -declared, code_key(project)


def last_time(
    project: str, period_name: str, before: Digest | None, standing: Standing | None, zone: tzinfo
) -> Rag | None:
    """The status the readers knew: that of the previous digest, else that of before this period.

    A project that was not in that digest, because it was restricted, closed or elsewhere, was not unreported for that.

    Args:
        zone: of the program: a report about a longer period is news of the one in which it was made.
    """
    for line in before.lines if before else ():
        if code_key(line.project) == code_key(project):
            return line.rag
    if standing is None:
        return None
    report = standing.report
    is_news = report.period == period_name or said_on(report, zone) >= period(period_name).first
    return standing.previous if is_news else report.rag


def latest(standing: Standing | None) -> tuple[Rag | None, str, str]:
    """Status, its period and summary, as a digest line wants them."""
    if standing is None:
        return None, "", ""
    return standing.report.rag, standing.report.period, standing.report.summary
