"""Why a computed status has its colour, in words and figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cards.plain import clipped
from dialogs.desk import Desk
from dialogs.indicator_words import value_words
from locales import Say
from pmo.indicators import Indicator
from pmo.milestones import milestone_key
from pmo.reasons import Reason, Why

_NAMED = 70
"""Characters of a milestone's name; what is said of it stands behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What reasons speak of, by code: milestones by their names."""

    milestones: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)


async def names_in(reasons: Iterable[Reason], project: str, desk: Desk) -> Names:
    """What these reasons of a project speak of."""
    subjects = dict.fromkeys(reason.subject for reason in reasons if reason.subject)
    milestones = [await desk.records.milestones.get(milestone_key(project, subject)) for subject in subjects]
    indicators = [await desk.records.indicators.get(subject.casefold()) for subject in subjects]
    return Names(
        milestones={one.code: clipped(one.name, _NAMED) for one in milestones if one},
        indicators={one.code: one for one in indicators if one},
    )


async def why(reasons: Iterable[Reason], project: str, say: Say, desk: Desk) -> tuple[str, ...]:
    """A sentence for each of these reasons of a project."""
    told = tuple(reasons)
    names = await names_in(told, project, desk)
    return tuple([reason_words(reason, names, say) for reason in told])


def reason_words(reason: Reason, names: Names, say: Say) -> str:
    """One sentence of a reason."""
    match reason.why:
        case Why.END_SLIPS:
            return _slips(reason, say("The end of the project"), say)
        case Why.MILESTONE_SLIPS:
            return _slips(reason, _milestone(reason, names), say)
        case Why.MILESTONE_MISSED:
            name, day = _milestone(reason, names), say.date(reason.day) if reason.day else ""
            return say("{milestone} was due on {day} and has no new date.", milestone=name, day=day)
        case Why.BEYOND_LIMIT | Why.VALUE_STALE:
            return _value(reason, names, say)
        case Why.OVER_BUDGET:
            over, most = _share(reason.figure, say), say.percent(((reason.limit or Decimal(0)) * 100).normalize())
            return say(
                "At this pace it will cost {share} more than the budget (limit {limit}).", share=over, limit=most
            )
    return _plain(reason, say)


def _plain(reason: Reason, say: Say) -> str:
    figure, limit = _figure(reason.figure, say), _figure(reason.limit, say)
    match reason.why:
        case Why.BEHIND_PLAN:
            return say("The work is behind the plan: SPI {figure} (limit {limit}).", figure=figure, limit=limit)
        case Why.OVER_COST:
            return say("The work costs more than planned: CPI {figure} (limit {limit}).", figure=figure, limit=limit)
        case Why.RISK_LEVEL:
            code = reason.subject
            return say("Risk {code} has level {figure} (limit {limit}).", code=code, figure=figure, limit=limit)
        case Why.REPORT_STALE | Why.COSTS_STALE | Why.END_PASSED:
            return _dated(reason, say)
        case Why.NOT_REPORTED:
            return say("Nothing was reported yet.")
        case Why.NO_FIGURES:
            return say("There are no figures to judge by.")
        case Why.NOT_LEFT:
            return say("It stays red until two periods in a row are better.")
    return say("In order.")


def _dated(reason: Reason, say: Say) -> str:
    """What a date alone tells."""
    day = say.date(reason.day) if reason.day else ""
    match reason.why:
        case Why.COSTS_STALE:
            return say("The costs are known up to {day} only.", day=day)
        case Why.END_PASSED:
            return say("The project was to end on {day} and has no new date.", day=day)
    return say("The last report, of {day}, is too old.", day=day)


def _slips(reason: Reason, what: str, say: Say) -> str:
    days, share = reason.days or 0, _share(reason.figure, say)
    if reason.figure is None:
        return say.plural(
            "{what} is {n} working day late; the promised day has passed.",
            "{what} is {n} working days late; the promised day has passed.",
            days,
            what=what,
        )
    if reason.figure > 1:
        return say.plural(
            "{what} is {n} working day late: more than all the time that was left.",
            "{what} is {n} working days late: more than all the time that was left.",
            days,
            what=what,
        )
    return say.plural(
        "{what} is {n} working day late: {share} of the time that was left.",
        "{what} is {n} working days late: {share} of the time that was left.",
        days,
        what=what,
        share=share,
    )


def _value(reason: Reason, names: Names, say: Say) -> str:
    indicator = names.indicators.get(reason.subject)
    if indicator is None or reason.figure is None:
        return say("{name}: the last value is beyond its limits.", name=reason.subject)
    name, value = indicator.name_in(say.language), value_words(reason.figure, indicator, say)
    if reason.why is Why.VALUE_STALE or reason.limit is None:
        return say("{name}: the last value, {value}, is too old.", name=name, value=value)
    limit = value_words(reason.limit, indicator, say)
    return say("{name}: {value} (limit {limit}).", name=name, value=value, limit=limit)


def _milestone(reason: Reason, names: Names) -> str:
    return names.milestones.get(reason.subject, reason.subject)


def _share(figure: Decimal | None, say: Say) -> str:
    return say.percent(round((figure or Decimal(0)) * 100))


def _figure(figure: Decimal | None, say: Say) -> str:
    return "" if figure is None else say.number(round(figure, 2))
