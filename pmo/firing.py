"""Whether a rule holds of a project as it was known on a day: the same today as when it is tried on the past."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pmo.computed_status import Value
from pmo.control_charts import Signal, latest_signals
from pmo.gates import Gate, is_past, left_behind
from pmo.indicators import LONGEST, SHORTEST
from pmo.periods import period
from pmo.rule_terms import Threshold, threshold
from pmo.rules import Rule, RuleKind
from pmo.seen import Dated, Seen, indicators, series, unmeasured, was_there
from pmo.staleness import PATIENCE
from pmo.trends import LATEST_POINTS, Course, trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """A rule holds of a project.

    Attributes:
        subject: code of the indicator, milestone or artefact that made it; empty for the project as a whole.
        figure: what was compared, a share where the rule names one; None where nothing is.
    """

    rule: str
    project: str
    as_of: date
    subject: str = ""
    figure: Decimal | None = None


def fires(rule: Rule, rules: Mapping[str, Rule], seen: Seen) -> tuple[Firing, ...]:
    """The firings of a rule, one for each subject of which it holds; a figure that does not exist makes none hold.

    Args:
        rules: all of them by key, for those that an `all_of` joins.
    """
    if not was_there(seen):
        return ()
    found = _all_of(rule, rules, seen) if rule.kind is RuleKind.ALL_OF else _WAYS[rule.kind](rule, seen)
    project, as_of = seen.facts.project, seen.as_of
    return tuple(
        [
            Firing(rule=rule.code, project=project, as_of=as_of, subject=subject, figure=figure)
            for subject, figure in found
        ]
    )


def _all_of(rule: Rule, rules: Mapping[str, Rule], seen: Seen) -> "Found":
    """The last of the joined rules tells the subjects: a condition goes before what it is a condition of."""
    joined = [rules.get(code.casefold()) for code in rule.of]
    if not joined or any(one is None or one.kind is RuleKind.ALL_OF for one in joined):
        return
    found = [fires(one, rules, seen) for one in joined if one is not None]
    if all(found):
        yield from ((last.subject, last.figure) for last in found[-1])


Found = Iterator[tuple[str, Decimal | None]]
"""Subjects of which a rule holds, each with its figure."""


def _limit(rule: Rule, seen: Seen) -> Found:
    """The last `n` values are all beyond it; a stale value is not known any more."""
    limit, n = threshold(rule.value), rule.n or 1
    stale = {value.indicator.code for value in indicators(rule.indicator, seen) if value.stale}
    for code, values in series(rule.indicator, seen):
        if code in stale:
            continue
        last = [value for _, value in values[-n:]]
        if limit is not None and len(last) == n and all(limit.is_met(rule.operator, value) for value in last):
            yield code, last[-1]


def _change(rule: Rule, seen: Seen) -> Found:
    """From `n` values ago to the last one, while that is news; a share of a value that is not above zero is none."""
    limit, n = threshold(rule.value), rule.n or 1
    old = {value.indicator.code for value in indicators(rule.indicator, seen) if not _is_news(value, seen)}
    for code, values in series(rule.indicator, seen):
        if limit is None or len(values) <= n or code in old:
            continue
        before, now = values[-1 - n][1], values[-1][1]
        if limit.share and (before <= 0 or now <= 0):
            continue
        moved = now / before - 1 if limit.share else now - before
        if limit.is_met(rule.operator, moved):
            yield code, moved


def _is_news(value: Value, seen: Seen) -> bool:
    """Whether the latest value was given since the one before could have been expected."""
    return seen.as_of - value.since < SHORTEST[value.indicator.frequency]


def _trend(rule: Rule, seen: Seen) -> Found:
    """It gets worse over the last `n` values, and that is no chance; with a value, also by so much in thirty days."""
    limit = threshold(rule.value) if rule.value else None
    for known in indicators(rule.indicator, seen):
        indicator = known.indicator
        points = [(when.last, value) for when, value in known.series[-(rule.n or LATEST_POINTS) :]]
        found = trend(points, indicator.direction, indicator.target)
        if found.course is not Course.WORSE or found.slope is None:
            continue
        monthly = Decimal(repr(found.slope)) * 30
        if limit is None or limit.is_met(rule.operator, monthly):
            yield indicator.code, monthly


def _run(rule: Rule, seen: Seen) -> Found:
    """The last value is a signal by Nelson's rules 1 to 3, or by the one that is named."""
    wanted = {Signal(int(rule.value))} if rule.value else set(Signal)
    for known in indicators(rule.indicator, seen):
        if latest_signals([value for _, value in known.series]) & wanted:
            yield known.indicator.code, known.latest


def _stale(rule: Rule, seen: Seen) -> Found:
    """The last value, or without an indicator the last report, is older than so many intervals, or there is none."""
    limit = threshold(rule.value) if rule.value else Threshold(Decimal(PATIENCE.numerator) / PATIENCE.denominator)
    if limit is None:
        return
    if not rule.indicator:
        last, interval = seen.facts.reported, seen.facts.interval
        age = None if last is None or not interval else Decimal((seen.as_of - last) / interval)
        if last is None or (age is not None and age > limit.number):
            yield "", age
        return
    for known in indicators(rule.indicator, seen):
        last = period(known.measurements[-1].period).last
        age = Decimal((seen.as_of - last) / LONGEST[known.indicator.frequency])
        if age > limit.number:
            yield known.indicator.code, age
    yield from ((indicator.code, None) for indicator in unmeasured(rule.indicator, seen))


def _missing(rule: Rule, seen: Seen) -> Found:
    """No report for `n` periods in a row."""
    last, interval, n = seen.facts.reported, seen.facts.interval, rule.n or 1
    if last is None:
        yield "", None
    elif interval and (passed := Decimal((seen.as_of - last) // interval)) > n:
        yield "", passed - 1


def _slip(rule: Rule, seen: Seen) -> Found:
    """A date moved, since its baseline or, when the last report promised anew, since `n` promises ago.

    In working days; as a share, in days against those from the milestone in `of`, or the project's start, to the
    earlier date. Without a name it may be any milestone, or the end of the project. What was reached has slipped for
    good and is told by the last move alone.
    """
    limit = threshold(rule.value)
    for dated in seen.dated:
        if limit is None or (rule.indicator and rule.indicator.casefold() != dated.code.casefold()):
            continue
        if dated.reached and rule.n is None:
            continue
        before, now = _moved(dated, rule.n, seen)
        if before is None or now is None:
            continue
        if limit.share:
            span = _span(rule, before, dated, seen)
            moved = Decimal((now - before).days) / span if span else None
        else:
            moved = Decimal(seen.working_days(before, now))
        if moved is not None and limit.is_met(rule.operator, moved):
            yield dated.code, moved


def _moved(dated: Dated, n: int | None, seen: Seen) -> tuple[date | None, date | None]:
    """The earlier date and the later one; None where there is none, or where the move is no news any more."""
    promises = dated.promises
    if n is None:
        return dated.baseline, dated.expected
    if len(promises) <= n or (seen.facts.reports and promises[-1].period < period(seen.facts.reports[-1].period)):
        return None, None
    return promises[-1 - n].day, promises[-1].day


def _span(rule: Rule, until: date, dated: Dated, seen: Seen) -> int:
    """Days up to the earlier date from where the rule begins to count; 0 when there are none."""
    begin = seen.history.project.start
    if rule.of:
        before = dated.promises[-1 - (rule.n or 0)].period if dated.promises else None
        first = next((one for one in seen.dated if one.code.casefold() == rule.of[0].casefold()), None)
        told = [one for one in (first.promises if first else ()) if before is None or one.period <= before]
        begin = told[-1].day if told else begin
    return max((until - begin).days, 0) if begin is not None else 0


def _order(_rule: Rule, seen: Seen) -> Found:
    """A milestone is expected before one that must come first."""
    for found in seen.out_of_order:
        yield found.milestone.code, None


def _past_gate(rule: Rule, seen: Seen) -> Found:
    """The project is past a gate, and an artefact that it asks for is not approved."""
    gate = Gate(rule.value)
    if is_past(seen.history.project.phase, gate):
        for document in left_behind(seen.history.documents, gate):
            yield document.artefact, None


def _conflict(rule: Rule, seen: Seen) -> Found:
    """The declared status is greener than the computed one, by one step or as many as are named."""
    if not seen.facts.reports or not seen.computed.colour.is_known:
        return
    steps = seen.computed.colour.severity - seen.facts.reports[-1].rag.severity
    if steps >= (rule.n or 1):
        yield "", Decimal(steps)


_WAYS: dict[RuleKind, Callable[[Rule, Seen], Found]] = {
    RuleKind.LIMIT: _limit,
    RuleKind.CHANGE: _change,
    RuleKind.TREND: _trend,
    RuleKind.RUN: _run,
    RuleKind.STALE: _stale,
    RuleKind.MISSING: _missing,
    RuleKind.SLIP: _slip,
    RuleKind.ORDER: _order,
    RuleKind.PAST_GATE: _past_gate,
    RuleKind.CONFLICT: _conflict,
}
