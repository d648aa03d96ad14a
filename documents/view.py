"""What a report as a document tells, ready to be written: figures as figures, so that files can reckon with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pmo.actions import ActionKind
from pmo.assessment import Condition
from pmo.colours import Colour, severity_of
from pmo.earned_value import Earned
from pmo.logs import LogEntry
from pmo.milestone_states import MilestoneState
from pmo.portfolio import Phase, Rag
from pmo.status_counts import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedMilestone:
    """A milestone.

    Attributes:
        project: code.
        day: reached, or expected; `slip` working days after the baseline, negative before it.
        pressing: it is overdue, late or near.
        trend: (last day of the period, working days after the baseline), report by report.
    """

    project: str
    name: str
    baseline: date
    day: date
    slip: int
    state: MilestoneState
    pressing: bool = False
    trend: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedIndicator:
    """An indicator; its value, target and limits are written out in the reader's language.

    Attributes:
        code: of the indicator.
        scope: code of the program that it is of, where it is of no project; empty for the portfolio.
        number: the value as a figure, in `unit`; None where there is none.
    """

    code: str
    name: str
    condition: Condition
    scope: str = ""
    value: str = ""
    number: Decimal | None = None
    unit: str = ""
    period: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedAction:
    """An action, a decision or help that somebody waits for; `owner` is the name of who is asked."""

    project: str
    kind: ActionKind
    text: str
    owner: str
    due: date | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedEntry:
    """An open risk, issue or change; `owner` is the name of who looks after it."""

    entry: LogEntry
    owner: str = ""
    overdue: bool = False

    @property
    def due(self) -> date | None:
        """By when something should be done about it."""
        return self.entry.due


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedMoney:
    """The money of a project, in its currency.

    Attributes:
        earned: earned value and its day; None where the costs or the progress do not give it.
    """

    currency: str
    budget: Decimal | None = None
    earned: Earned | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedProject:
    """A project as its reader may see it.

    Attributes:
        since: name of the period from which it has had the declared status.
        period: of the last report; empty before the first.
        computed: what the figures give, and `reasons` why, in the reader's language; None where they were not judged.
        explained: why it was declared greener all the same, and by whom.
        cause, action, action_owner, action_by, help: what was said about an amber or red status.
        progress: per cent.
        end: the first promised one.
        history: (period, declared status), oldest first.
        money: None where the reader may not see it.
        log: what is open in its logs, the most pressing of each first.
        contractor: its manager is a contractor's.
        archived: it has left the portfolio.
    """

    code: str
    name: str
    program: str
    phase: Phase
    manager: str = ""
    owner: str = ""
    rag: Rag | None = None
    since: str = ""
    period: str = ""
    computed: Colour | None = None
    reasons: tuple[str, ...] = ()
    explained: str = ""
    summary: str = ""
    blockers: str = ""
    cause: str = ""
    action: str = ""
    action_owner: str = ""
    action_by: date | None = None
    help: str = ""
    progress: int | None = None
    start: date | None = None
    end: date | None = None
    forecast_end: date | None = None
    history: tuple[tuple[str, Rag], ...] = ()
    milestones: tuple[ReportedMilestone, ...] = ()
    indicators: tuple[ReportedIndicator, ...] = ()
    actions: tuple[ReportedAction, ...] = ()
    log: tuple[ReportedEntry, ...] = ()
    money: ReportedMoney | None = None
    restricted: bool = False
    contractor: bool = False
    archived: bool = False

    @property
    def severity(self) -> int:
        """Of the worse of both statuses: 0 green or unknown, 1 amber, 2 red."""
        return severity_of(self.rag, self.computed)

    @property
    def is_worse_by_figures(self) -> bool:
        """Whether the declared status is greener than the computed one."""
        return self.severity > (self.rag.severity if self.rag else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """When a report was taken: the instant (UTC), and how many entries the audit had, which tells the data apart."""

    at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReportView:
    """The status report of one project."""

    project: ReportedProject
    frozen: Frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeView:
    """What a committee is shown of a program or of the portfolio.

    Attributes:
        name: of the scope, in the reader's language.
        projects: the worst first.
        trend: how many projects were declared what in each period, oldest first.
        milestones: of all projects, by day.
        indicators: of the program itself; of the portfolio those of all programs, too.
        actions: what is wanted, by day.
        partial: it tells only of what its reader may see, which may not be all.
    """

    name: str
    frozen: Frozen
    projects: tuple[ReportedProject, ...]
    trend: tuple[Counted, ...] = ()
    milestones: tuple[ReportedMilestone, ...] = ()
    indicators: tuple[ReportedIndicator, ...] = ()
    actions: tuple[ReportedAction, ...] = ()
    partial: bool = False

    @property
    def pressing(self) -> tuple[ReportedMilestone, ...]:
        """The milestones that are overdue, late or near."""
        return tuple([one for one in self.milestones if one.pressing])

    @property
    def slipping(self) -> tuple[ReportedMilestone, ...]:
        """The milestones that are later than planned and of which there is more than one report, the latest first."""
        late = [one for one in self.pressing if one.slip > 0 and len(one.trend) > 1]
        return tuple(sorted(late, key=lambda one: (-one.slip, one.project, one.name)))

    @property
    def counts(self) -> Mapping[Rag, int]:
        """How many projects are declared what."""
        return {rag: sum(one.rag is rag for one in self.projects) for rag in Rag}

    @property
    def unreported(self) -> int:
        """How many projects were never reported."""
        return sum(one.rag is None for one in self.projects)

    @property
    def attention(self) -> tuple[ReportedProject, ...]:
        """The amber and red ones, declared or by their figures."""
        return tuple([one for one in self.projects if one.severity])
