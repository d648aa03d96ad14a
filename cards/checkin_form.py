"""The form of one part of a check-in: status first, details after it, each problem at its field."""

from collections.abc import Sequence

from cards.checkin_parts import IndicatorField, MilestoneField, ProjectPart
from cards.elements import Strict, columns, container, heading, rich, run, text
from cards.inputs import (
    choice_input,
    compact_input,
    date_input,
    decimal_input,
    line_input,
    number_input,
    text_input,
    toggle,
)
from cards.status import capital, remark_run, status_run, status_word, title_of, titled_status
from locales import Say
from pmo.forms import NAME_LIMIT, PMO, TEXT_LIMIT
from pmo.portfolio import Rag


def part_form(part: ProjectPart, say: Say) -> Strict:
    """Heading and fields of one part; input ids are `<code>/<field>`."""
    if part.answered is not None:
        rows = _second_step(part, say) if part.follow_up else []
    else:
        rows = [heading(title_of(part.code, part.name), size="Medium"), *_opening(part, say)]
        rows += _status_form(part, say) if part.asks_status else []
        rows += _what_is_done(part, say) if part.follow_up else []
    rows += [element for indicator in part.indicators for element in _indicator(part, indicator, say)]
    rows += _reason(part, say) if part.correcting else []
    return container(rows, separator=True, spacing="Large")


def _opening(part: ProjectPart, say: Say) -> list[Strict]:
    rows = [text(capital(say.period(part.period)), spacing="None")] if part.period else []
    rows += [_last_time(part, say)] if part.asks_status else []
    if part.stands_for:
        rows.append(text(say("In place of {name}, who is away", name=part.stands_for), subtle=True, spacing="None"))
    return [*rows, *_problem(part, "")]


def _last_time(part: ProjectPart, say: Say) -> Strict:
    if part.last_rag is None or part.last_on is None:
        return text(say("First report of this project"), subtle=True, spacing="None")
    label = say("Last time")
    return rich(
        run(f"{label}\u2002", subtle=True),
        status_run(part.last_rag, say),
        remark_run(say.date(part.last_on)),
        spacing="None",
    )


def _status_form(part: ProjectPart, say: Say) -> list[Strict]:
    rows = [
        *_status(part, say),
        columns(_progress(part, say), _date_field(part, "forecast_end", say("Expected end"), say)),
        *_long_text(part, "summary", say("Summary"), say("What happened, and what comes next"), say),
        *_long_text(part, "blockers", say("Blockers"), say("What stands in the way"), say),
    ]
    rows += [element for milestone in part.milestones for element in _milestone(part, milestone, say)]
    return rows + (_costs(part, say) if part.costs else [])


def _status(part: ProjectPart, say: Say) -> list[Strict]:
    choices = [(rag.value, titled_status(rag, say)) for rag in Rag]
    fields = [choice_input(f"{part.code}/rag", say("Status"), choices, value=part.value("rag")), *_problem(part, "rag")]
    if part.last_rag is not None:
        title = say("No change since last time")
        ticked = part.value("unchanged") == "true"
        fields += [
            toggle(f"{part.code}/unchanged", say("Nothing new?"), title, on=ticked),
            *_problem(part, "unchanged"),
        ]
    return fields


def _progress(part: ProjectPart, say: Say) -> list[Strict]:
    label = _carried(part, "progress", say("Progress in %"), say)
    field = number_input(f"{part.code}/progress", label, value=part.value("progress"), low=0, high=100)
    return [field, *_problem(part, "progress")]


def _date_field(part: ProjectPart, name: str, label: str, say: Say) -> list[Strict]:
    field = date_input(f"{part.code}/{name}", _carried(part, name, label, say), value=part.value(name))
    return [field, *_problem(part, name)]


def _long_text(part: ProjectPart, name: str, label: str, hint: str, say: Say) -> list[Strict]:
    labelled, value = _carried(part, name, label, say), part.value(name)
    longest = max(TEXT_LIMIT, len(value))  # what is too long already can be shortened
    field = text_input(f"{part.code}/{name}", labelled, value=value, max_length=longest, placeholder=hint)
    return [field, *_problem(part, name)]


def _carried(part: ProjectPart, name: str, label: str, say: Say) -> str:
    """The label, with the day the value in the field is from, when it was carried over from last time."""
    if part.typed or part.last_on is None or not part.value(name):
        return label
    return say("{field} (as of {day})", field=label, day=say.date(part.last_on))


def _milestone(part: ProjectPart, milestone: MilestoneField, say: Say) -> list[Strict]:
    day = say.date(milestone.expected)
    name = f"milestone/{milestone.code}"
    label = (
        say("Milestone {name}: was expected on {day}", name=milestone.name, day=day)
        if milestone.late
        else say("Milestone {name}: expected on {day}", name=milestone.name, day=day)
    )
    reached = f"reached/{milestone.code}"
    ticked = part.value(reached) == "true"
    return [
        date_input(f"{part.code}/{name}", label, value=part.value(name)),
        *_problem(part, name),
        toggle(f"{part.code}/{reached}", say("Reached?"), say("Reached on this date"), on=ticked),
    ]


def _costs(part: ProjectPart, say: Say) -> list[Strict]:
    assert part.costs is not None, "asked for by the caller"
    period, currency = say.period(part.costs.period), part.costs.currency
    planned = say("Planned costs, {period} ({currency})", period=period, currency=currency or say("amount"))
    actual = say("Actual costs, {period} ({currency})", period=period, currency=currency or say("amount"))
    return [columns(_amount(part, "planned_cost", planned), _amount(part, "actual_cost", actual))]


def _amount(part: ProjectPart, name: str, label: str) -> list[Strict]:
    return [decimal_input(f"{part.code}/{name}", label, value=part.value(name)), *_problem(part, name)]


def _indicator(part: ProjectPart, indicator: IndicatorField, say: Say) -> list[Strict]:
    name = f"indicator/{indicator.code}"
    label = say("{name} in {unit}", name=indicator.name, unit=indicator.unit) if indicator.unit else indicator.name
    if indicator.period:
        label = say("{name}, {period}", name=label, period=say.period(indicator.period))
    if indicator.carried and not part.typed and part.value(name):
        label = say("{field} (from {period})", field=label, period=say.period(indicator.carried))
    field = decimal_input(f"{part.code}/{name}", label, value=part.value(name), low=indicator.low, high=indicator.high)
    told = " · ".join(words for words in (indicator.last, indicator.limits) if words)
    return [field, *([text(told, subtle=True, size="Small", spacing="None")] if told else []), *_problem(part, name)]


def _second_step(part: ProjectPart, say: Say) -> list[Strict]:
    """What is done about an amber or red status, and who can help."""
    assert part.answered is not None, "the first step was answered"
    status = status_word(part.answered.rag, say)
    question = say("{project} is {status}: what is being done?", project=part.code, status=status)
    return [heading(question, size="Medium"), *_what_is_done(part, say)]


def _what_is_done(part: ProjectPart, say: Say) -> list[Strict]:
    return [
        *_long_text(part, "cause", say("Cause"), say("Why it is so"), say),
        *_long_text(part, "action", say("Action"), say("What is done about it"), say),
        columns(_who(part, say), _date_field(part, "action_by", say("By when"), say)),
        *_long_text(part, "help", say("Help needed"), say("What you need, if anything"), say),
        *_help_from(part, say),
    ]


def _who(part: ProjectPart, say: Say) -> list[Strict]:
    label = _carried(part, "action_owner", say("Who does it"), say)
    value = part.value("action_owner")
    field = line_input(f"{part.code}/action_owner", label, value=value, max_length=NAME_LIMIT)
    return [field, *_problem(part, "action_owner")]


def _help_from(part: ProjectPart, say: Say) -> list[Strict]:
    choices: Sequence[tuple[str, str]] = ((PMO, say("The PMO")), *part.people)
    chosen = part.value("help_from")
    value = chosen if chosen in dict(choices) else PMO
    return [
        compact_input(f"{part.code}/help_from", say("Help from"), choices, value=value),
        *_problem(part, "help_from"),
    ]


def _reason(part: ProjectPart, say: Say) -> list[Strict]:
    hint = say("The period is closed; what you change is kept as a correction.")
    value = part.value("reason")
    return [
        text_input(
            f"{part.code}/reason", say("Why is it corrected?"), value=value, max_length=TEXT_LIMIT, placeholder=hint
        ),
        *_problem(part, "reason"),
    ]


def _problem(part: ProjectPart, name: str) -> list[Strict]:
    """What is wrong with a field, under it; the problem of no field stands on top."""
    sentence = part.problem(name)
    return [text(f"⚠ {sentence}", color="Attention", spacing="Small")] if sentence else []
