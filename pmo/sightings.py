"""What the figures of a project show that somebody should know: a worse status, a conflict, a budget (DESIGN §6)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pmo.alerts import BY_MONEY, Alert, Cause, alert_key
from pmo.firing import Firing, fires
from pmo.judgements import Judgement
from pmo.portfolio import Rag
from pmo.reasons import Reason, Why
from pmo.reports import Source, Standing, said_on
from pmo.rule_changes import RuleVersion, applies
from pmo.rules import Rule
from pmo.seen import Seen


@dataclass(frozen=True, slots=True)
class Shown:
    """What the figures of a project show: as they were judged, and to whom; `discreet` is without money."""

    judged: Judgement
    whole: Seen
    discreet: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A cause of concern as the figures show it now; what it shares with `Alert` means the same.

    Attributes:
        grounds: what it rests on, each in a word, see `Reason.ground`; `misses` are the missed dates among them.
        period: of the report that stands; empty before the first.
        declared_at: UTC; when somebody declared otherwise in a card. What was opened silently before is told then.
    """

    cause: Cause
    rag: Rag
    subject: str = ""
    reasons: tuple[Reason, ...] = ()
    grounds: frozenset[str] = frozenset()
    misses: frozenset[str] = frozenset()
    about: str = ""
    figure: Decimal | None = None
    money: bool = False
    period: str = ""
    declared_at: datetime | None = None

    @property
    def key(self) -> tuple[Cause, str, str]:
        """Unique among what one project shows."""
        return self.cause, self.subject.casefold(), self.about.casefold()


def sightings(
    shown: Shown, standing: Standing | None, rules: Iterable[RuleVersion], known: Mapping[str, Alert]
) -> list[Sighting]:
    """Every cause of concern that the figures of a project show.

    Args:
        standing: what is declared of it; None before the first report.
        rules: those that run, of which some may not be about this project.
        known: its alerts by key, open or not.
    """
    return [
        *_worse_than_declared(shown, standing),
        *_conflict(shown, standing),
        *_over_budget(shown.whole, standing),
        *_missed(shown.discreet, standing, known),
        *_too_early(shown.whole),
        *_by_rules(shown, rules),
    ]


def _worse_than_declared(shown: Shown, standing: Standing | None) -> Iterator[Sighting]:
    """A status that the declared one does not tell already, by figures that a channel may be told."""
    finding = shown.judged.discreet
    rag = finding.colour.rag
    if rag is not None and rag.severity > _declared(standing):
        yield Sighting(
            cause=Cause.COMPUTED,
            rag=rag,
            reasons=finding.reasons,
            grounds=_grounds(shown.discreet.computed.reasons, rag),
            misses=_misses(shown.discreet.computed.reasons),
            period=standing.report.period if standing else "",
        )


def _conflict(shown: Shown, standing: Standing | None) -> Iterator[Sighting]:
    """Somebody has declared the project greener than its figures; whoever declares it again is asked about it.

    Where money alone tells otherwise, those are asked who may know that.
    """
    by_all = ((shown.judged.discreet, shown.discreet, False), (shown.judged.whole, shown.whole, True))
    for finding, seen, money in by_all:
        rag = finding.colour.rag
        if standing is not None and rag is not None and rag.severity > standing.report.rag.severity:
            yield Sighting(
                cause=Cause.CONFLICT,
                rag=rag,
                reasons=finding.reasons,
                grounds=_grounds(seen.computed.reasons, rag),
                misses=_misses(seen.computed.reasons),
                subject=BY_MONEY if money else "",
                money=money,
                period=standing.report.period,
                declared_at=_said_in_a_card(standing),
            )
            return


def _missed(seen: Seen, standing: Standing | None, known: Mapping[str, Alert]) -> Iterator[Sighting]:
    """A date that was missed since a project was last declared red: its status does not tell that any more.

    Once it was raised it stays until there is a new date.
    """
    if standing is None:
        return
    told = said_on(standing.report, seen.history.zone)
    for reason in seen.computed.reasons:
        if not reason.why.is_miss or reason.day is None:
            continue
        before = known.get(alert_key(seen.history.project.code, Cause.MILESTONE, reason.subject))
        is_new = standing.report.rag is Rag.RED and reason.day >= told
        if is_new or (before is not None and before.is_open):
            yield Sighting(
                cause=Cause.MILESTONE,
                subject=reason.subject,
                rag=Rag.RED,
                reasons=(reason,),
                grounds=_grounds([reason], Rag.RED),
                misses=_misses([reason]),
                period=standing.report.period,
            )


def _said_in_a_card(standing: Standing | None) -> datetime | None:
    report = standing.report if standing else None
    return report.answered_at if report and report.source is Source.CARD else None


def _over_budget(seen: Seen, standing: Standing | None) -> Iterator[Sighting]:
    """By all reasons, of which a judgement keeps the worst few only."""
    reasons = tuple(reason for reason in seen.computed.reasons if reason.why is Why.OVER_BUDGET)
    rag = reasons[0].colour.rag if reasons else None
    if rag is not None:
        told = _said_in_a_card(standing)
        yield Sighting(cause=Cause.BUDGET, rag=rag, reasons=reasons, money=True, declared_at=told)


def _too_early(seen: Seen) -> Iterator[Sighting]:
    """Milestones that are expected before what must come first."""
    for one in seen.out_of_order:
        yield Sighting(cause=Cause.ORDER, subject=one.milestone.code, rag=Rag.AMBER, about=one.before.key)


def _by_rules(shown: Shown, rules: Iterable[RuleVersion]) -> Iterator[Sighting]:
    """Rules that hold of the project; what holds by money alone is for those who may see that."""
    project = shown.whole.history.project
    for version in rules:
        if not applies(version.rule, project.code, project.program):
            continue
        public = fires(version.rule, version.rules, shown.discreet)
        told = {firing.subject for firing in public}
        private = [one for one in fires(version.rule, version.rules, shown.whole) if one.subject not in told]
        yield from (_fired(version.rule, firing, shown.whole, money=False) for firing in public)
        yield from (_fired(version.rule, firing, shown.whole, money=True) for firing in private)


def _fired(rule: Rule, firing: Firing, seen: Seen, *, money: bool) -> Sighting:
    return Sighting(
        cause=Cause.RULE,
        subject=rule.code,
        rag=rule.severity,
        about=firing.subject,
        figure=firing.figure,
        money=money,
        period=seen.facts.reports[-1].period if seen.facts.reports else "",
    )


def _declared(standing: Standing | None) -> int:
    return standing.report.rag.severity if standing else 0


def _grounds(reasons: Iterable[Reason], rag: Rag) -> frozenset[str]:
    """What a status rests on: each reason of its colour."""
    return frozenset(reason.ground for reason in reasons if reason.colour.rag is rag)


def _misses(reasons: Iterable[Reason]) -> frozenset[str]:
    return frozenset(reason.ground for reason in reasons if reason.why.is_miss)
