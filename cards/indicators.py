"""The indicators of a project: one sentence that answers, then a line each, the worst first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cards.charts import COLOURS, Line, lines
from cards.elements import Strict, rich, run, text
from cards.listing import SCOPE_LENGTH, Listing, listed
from cards.plain import clipped, joined
from cards.rendered import Rendered
from cards.status import NAME_LENGTH, counts_words, remark_run, status_run, unknown_run
from locales import Say
from pmo.assessment import Condition
from pmo.portfolio import Rag
from pmo.trends import Course

_FEWEST = 3
"""Values of which a line can be drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator.

    Attributes:
        value: the latest with its unit, in the reader's language; empty before the first.
        period: its name.
        target: the target and how far the value is from it, in the reader's language; empty without one.
        course: where the values go; None where that cannot be told.
        unusual: the latest value is a signal, not noise.
        series: the last day of each period and its value, oldest first; `told` the same in the reader's language.
        unit: of the values; `amber` and `red` are limits on the same scale, None where there is none.
    """

    name: str
    condition: Condition
    value: str = ""
    period: str = ""
    target: str = ""
    course: Course | None = None
    unusual: bool = False
    series: tuple[tuple[date, Decimal], ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    amber: Decimal | None = None
    red: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsView:
    """The indicators of a project, in the order in which they are shown.

    Attributes:
        scope: code and name of the project.
        notes: lines for the end, in the reader's language.
    """

    scope: str
    rows: tuple[IndicatorRow, ...]
    as_of: datetime
    notes: tuple[str, ...] = ()


def indicators_card(view: IndicatorsView, say: Say) -> Rendered:
    """How many there are and how they stand; then a line each."""
    sentence = indicators_sentence(Counter(row.condition for row in view.rows), say)
    rows = [_row(row, say) for row in view.rows]
    measured = next((row for row in view.rows if len(row.series) >= _FEWEST), None)
    title = joined(say("Indicators"), clipped(view.scope, SCOPE_LENGTH), by=" – ")
    listing = Listing(
        title=title,
        sentence=sentence,
        rows=rows,
        as_of=view.as_of,
        notes=view.notes,
        drawn=indicator_chart(measured, say) if measured else (),
    )
    return listed(listing, say)


def indicator_chart(row: IndicatorRow, say: Say) -> tuple[Strict, Strict]:
    """The values of an indicator with its limits; in their place, where no charts are drawn, the values as a list."""
    days = [day for day, _ in row.series]
    limits = ((say("amber limit"), row.amber, Rag.AMBER), (say("red limit"), row.red, Rag.RED))
    drawn = [Line(name=row.name, points=row.series)]
    drawn += [
        Line(name=name, points=[(days[0], limit), (days[-1], limit)], colour=COLOURS[rag])
        for name, limit, rag in limits
        if limit is not None
    ]
    told = [(name, say.number(limit)) for name, limit, _ in limits if limit is not None]
    first, last = row.told[0], row.told[-1]
    sentence = say(
        "{name}, from {first} to {last}: {before} → {after}",
        name=clipped(row.name, NAME_LENGTH),
        first=first[0],
        last=last[0],
        before=first[1],
        after=last[1],
    )
    return text(sentence, subtle=True, size="Small"), lines(drawn, row.unit, [*row.told, *told])


def indicators_sentence(counts: Mapping[Condition, int], say: Say) -> str:
    """How many there are, and how they stand: `7 indicators: 1 red, 3 green, 1 too old`."""
    total = sum(counts.values())
    if not total:
        return say("No indicator is measured here.")
    indicators = say.plural("{n} indicator", "{n} indicators", total)
    colours = {rag: counts.get(Condition(rag.value), 0) for rag in Rag}
    words = [counts_words(colours, 0, say)]
    if old := counts.get(Condition.TOO_OLD):
        words.append(say.plural("{n} too old", "{n} too old", old))
    if unmeasured := counts.get(Condition.NO_VALUE):
        words.append(say.plural("{n} without a value", "{n} without a value", unmeasured))
    if unjudged := counts.get(Condition.NOT_JUDGED):
        words.append(say.plural("{n} without limits", "{n} without limits", unjudged))
    return say("{indicators}: {counts}.", indicators=indicators, counts=", ".join(word for word in words if word))


def condition_run(condition: Condition, unknown: str, say: Say) -> Strict:
    """Sign and word in the colour of a status; else the empty sign with the words for what is not known."""
    return unknown_run(unknown) if condition.rag is None else status_run(condition.rag, say)


def figure_run(name: str, value: str, say: Say) -> Strict:
    """Name and value behind a status; an en space is kept where clients fold ordinary ones."""
    short = clipped(name, NAME_LENGTH)
    words = say("{name}: {value}", name=short, value=value) if value else short
    return run(f"\u2002{words}", bold=True)


def _row(row: IndicatorRow, say: Say) -> Strict:
    runs = [condition_run(row.condition, unknown_word(row.condition, say), say), figure_run(row.name, row.value, say)]
    period = say.period(row.period) if row.period else ""
    unusual = say("unusual for this indicator") if row.unusual else ""
    remarks = joined(period, row.target, _course(row.course, say), unusual)
    return rich(*runs, remark_run(remarks), spacing="Small") if remarks else rich(*runs, spacing="Small")


def unknown_word(condition: Condition, say: Say) -> str:
    """What is said of an indicator that has no colour."""
    match condition:
        case Condition.TOO_OLD:
            return say("too old")
        case Condition.NO_VALUE:
            return say("no value yet")
        case _:
            return say("no limits")


def _course(course: Course | None, say: Say) -> str:
    match course:
        case Course.BETTER:
            return say("getting better")
        case Course.WORSE:
            return say("getting worse")
        case Course.UNCLEAR:
            return say("no clear change")
        case None:
            return ""
