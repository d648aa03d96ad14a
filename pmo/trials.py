"""A rule tried on the past before it goes live: when and where it would have fired, had it been live then.

A firing opens on the first of the days in a row on which a rule holds for the same subject. So what held
on the first day of all opens on it: live from that day on, the rule would have told it at once.

What has no history is taken as it is today: phase, documents, risks, budget, baselines, and which milestone must wait
for which.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from pmo.facts import History, as_it_stood
from pmo.firing import Firing, fires
from pmo.limits import DEFAULT, Limits
from pmo.milestones import Forecast, Milestone
from pmo.portfolio import code_key
from pmo.promises import OutOfOrder, WorkingDays, out_of_order
from pmo.rules import Rule
from pmo.seen import Seen, seen_on

YEAR = timedelta(days=365)
"""So far back a rule is tried."""
WEEK = 7
"""Days from one look to the next, at most, so that no news of a weekly indicator is passed over."""
LATEST = 20
"""So many of the latest openings are kept with day, subject and figure; all are counted."""
FLOOD = Fraction(1, 10)
"""A rule that fires for a larger share of the portfolio at once asks for confirmation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A project to try rules on.

    Attributes:
        working_days: by the calendar of the project's program.
        limits: that hold of it now.
        others: milestones of other projects that its own must wait for, each with all of its forecasts.
    """

    history: History
    working_days: WorkingDays
    limits: Limits = DEFAULT
    others: Sequence[tuple[Milestone, Sequence[Forecast]]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A rule began to hold of a project.

    Attributes:
        day: the first looked-at day on which it held.
        subject, figure: as in `Firing`; the figure is that of the first day.
        held: on so many looked-at days in a row, 1 or more.
    """

    project: str
    day: date
    subject: str = ""
    figure: Decimal | None = None
    held: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a rule would have done in one project.

    Attributes:
        openings: in the order of days.
        fires_now: it holds on the last day.
    """

    project: str
    openings: tuple[Opening, ...] = ()
    fires_now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a rule would have done in the projects that were tried so far.

    Attributes:
        rule: its key.
        first, last: day that was looked at.
        portfolio: how many projects there are in all; when fewer than were tried, those count.
        tried, fired: how many projects; `fired` of those in which it opened at all.
        failed: how many projects could not be looked at.
        reached: key of the last project that was looked at, or could not be; they come in the order of keys.
        total: how many openings.
        openings: the latest 20, newest first.
        fires_now: codes of the projects of which it holds on the last day, in order.
        weekly: in how many projects it opened, by the Monday of the week; what held on the first day already is no news
            of its week and left out.
    """

    rule: str
    first: date
    last: date
    portfolio: int = 0
    tried: int = 0
    failed: int = 0
    reached: str = ""
    fired: int = 0
    total: int = 0
    openings: tuple[Opening, ...] = ()
    fires_now: tuple[str, ...] = ()
    weekly: Mapping[date, int] = field(default_factory=dict)

    @property
    def share_now(self) -> Fraction:
        """Share of the portfolio of which it holds on the last day, 0 to 1."""
        return self._share(len(self.fires_now))

    @property
    def share_at_once(self) -> Fraction:
        """The largest share of the portfolio in which it opened within one week, 0 to 1."""
        return self._share(max(self.weekly.values(), default=0))

    @property
    def needs_confirmation(self) -> bool:
        """Whether it would flood people with alerts: more than a tenth of the portfolio at once.

        There are two floods, and either is enough. On the day it goes live a rule fires wherever it holds already.
        Later it floods when it opens in many projects together, as at the end of a quarter, even if it holds of none
        today. Opening in many projects one after the other is what a rule is for.
        """
        return max(self.share_now, self.share_at_once) > FLOOD

    def passed_over(self, project: str) -> "Trial":
        """With a project, by its code, that could not be looked at."""
        return replace(self, failed=self.failed + 1, reached=code_key(project))

    def _share(self, projects: int) -> Fraction:
        return Fraction(projects, max(self.portfolio, self.tried, 1))

    def added(self, one: Tried) -> "Trial":
        """With another project, whose looks were on the days of this trial."""
        mondays = {_monday(opening.day) for opening in one.openings if opening.day > self.first}
        latest = sorted((*self.openings, *one.openings), key=_newest_first)
        now = (*self.fires_now, one.project)
        return replace(
            self,
            tried=self.tried + 1,
            reached=max(self.reached, code_key(one.project)),
            fired=self.fired + bool(one.openings),
            total=self.total + len(one.openings),
            openings=tuple(latest[:LATEST]),
            fires_now=tuple(sorted(now)) if one.fires_now else self.fires_now,
            weekly=Counter(self.weekly) + Counter(mondays),
        )


def days_to_try(as_of: date, step: int = WEEK) -> tuple[date, ...]:
    """The days of the last 365 on which to look, in order, the last of them `as_of`.

    Args:
        step: days from one look to the next, 1 or more; above 7 some news of weekly indicators is passed over.

    Raises:
        ValueError: the step is less than a day.
    """
    if step < 1:
        raise ValueError(f"{step} days are no step")
    return tuple([as_of - timedelta(days=back) for back in range(0, YEAR.days, step)][::-1])


def begun(rule: Rule, days: Sequence[date], portfolio: int = 0) -> Trial:
    """A trial of no project yet.

    Args:
        days: to look at, in order, at least one.
        portfolio: how many projects there are in all, so that a rule of one project alone is no flood when it holds
            there; 0 when all are tried.
    """
    return Trial(rule=rule.key, first=days[0], last=days[-1], portfolio=portfolio)


def looks(rule: Rule, rules: Mapping[str, Rule], past: Past, days: Sequence[date]) -> Iterator[tuple[Firing, ...]]:
    """What a rule tells of a project, one entry a day; each is judged when it is asked for, so there may be a pause.

    Args:
        rules: all of them by key, for those that an `all_of` joins.
        days: in order.
    """
    for day in days:
        seen = seen_on(past.history, day, past.working_days, past.limits)
        seen = replace(seen, out_of_order=_out_of_order(seen, past))
        yield fires(rule, rules, seen)


def _out_of_order(seen: Seen, past: Past) -> tuple[OutOfOrder, ...]:
    """Its milestones that were expected, on that day, before what had to come first."""
    own = {one.key: one for one in seen.facts.milestones}
    if not any(one.after for one in own.values()):
        return ()
    others = {one.key: as_it_stood(one, ever, seen.as_of) for one, ever in past.others}
    return tuple([found for found in out_of_order(others | own) if found.milestone.key in own])


def outcome(project: str, told: Sequence[Sequence[Firing]]) -> Tried:
    """What came of looking at a project.

    Args:
        told: by `looks`, for every day.
    """
    openings: list[Opening] = []
    open_before: dict[str, int] = {}
    for firings in told:
        open_now: dict[str, int] = {}
        for now in firings:
            place = open_before.get(now.subject)
            if place is None:
                openings.append(Opening(project=project, day=now.as_of, subject=now.subject, figure=now.figure))
                place = len(openings) - 1
            else:
                openings[place] = replace(openings[place], held=openings[place].held + 1)
            open_now[now.subject] = place
        open_before = open_now
    return Tried(project=project, openings=tuple(openings), fires_now=bool(open_before))


def _newest_first(opening: Opening) -> tuple[int, str]:
    return -opening.day.toordinal(), opening.project


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
