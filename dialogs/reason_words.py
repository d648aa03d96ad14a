"""Why a computed status has its colour, in words and figures."""

from decimal import Decimal

from dialogs.indicator_words import value_words
from locales import Say
from pmo.computed_status import Facts
from pmo.reasons import Reason, Why


def reason_words(reason: Reason, facts: Facts, say: Say) -> str:
    """One sentence of a reason."""
    match reason.why:
        case Why.END_SLIPS:
            return _slips(reason, say("The end of the project"), say)
        case Why.MILESTONE_SLIPS:
            return _slips(reason, _milestone(reason, facts), say)
        case Why.MILESTONE_MISSED:
            name, day = _milestone(reason, facts), say.date(reason.day) if reason.day else ""
            return say("{milestone} was due on {day} and has no new date.", milestone=name, day=day)
        case Why.BEYOND_LIMIT | Why.VALUE_STALE:
            return _value(reason, facts, say)
        case Why.OVER_BUDGET:
            over, most = _share(reason.figure, say), _share(reason.limit, say)
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
        case Why.REPORT_STALE:
            day = say.date(reason.day) if reason.day else ""
            return say("The last report, of {day}, is too old.", day=day)
        case Why.NOT_REPORTED:
            return say("Nothing was reported yet.")
        case Why.NO_FIGURES:
            return say("There are no figures to judge by.")
    return say("In order.")


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


def _value(reason: Reason, facts: Facts, say: Say) -> str:
    found = next(value for value in facts.values if value.indicator.code == reason.subject)
    indicator, name = found.indicator, found.indicator.name_in(say.language)
    value = value_words(found.latest, indicator, say)
    if reason.why is Why.VALUE_STALE or reason.limit is None:
        return say("{name}: the last value, {value}, is too old.", name=name, value=value)
    limit = value_words(reason.limit, indicator, say)
    return say("{name}: {value} (limit {limit}).", name=name, value=value, limit=limit)


def _milestone(reason: Reason, facts: Facts) -> str:
    return next((one.name for one in facts.milestones if one.code == reason.subject), reason.subject)


def _share(figure: Decimal | None, say: Say) -> str:
    return say.percent(round((figure or Decimal(0)) * 100))


def _figure(figure: Decimal | None, say: Say) -> str:
    return "" if figure is None else say.number(round(figure, 2))
