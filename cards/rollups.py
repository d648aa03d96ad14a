"""What the indicators of a program or of the portfolio say together: a figure a line, and why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, rich
from cards.indicators import condition_run, figure_run, indicators_sentence
from cards.listing import SCOPE_LENGTH, Listing, listed, section
from cards.paging import shorter
from cards.plain import clipped, joined
from cards.rendered import Rendered
from cards.status import NAME_LENGTH, remark_run
from locales import Say
from pmo.assessment import Condition
from pmo.indicators import Aggregate
from pmo.rollups import NoFigure

PAGE = 20
"""Single indicators on a page, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollupRow:
    """A group of indicators as one figure.

    Attributes:
        of: code of the project or program, where the group is a single indicator.
        figure: with its unit, in the reader's language; empty where there is none, see `why`.
        rule: by which they are put together; None where none is declared.
        values: how many the figure is of; `too_old` and `unmeasured` are left out.
        chosen: code of the project or program whose value the figure is; empty for a sum or a mean.
        period, oldest: names of the newest and the oldest period it speaks of.
    """

    name: str
    condition: Condition
    of: str = ""
    figure: str = ""
    why: NoFigure | None = None
    rule: Aggregate | None = None
    values: int = 0
    too_old: int = 0
    unmeasured: int = 0
    chosen: str = ""
    period: str = ""
    oldest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleRow:
    """A single indicator that is not as it should be.

    Attributes:
        of: code of the project or program; empty for the portfolio's own.
        value: the latest with its unit, in the reader's language.
        period: its name.
    """

    name: str
    condition: Condition
    of: str = ""
    value: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollupsView:
    """The figures, in the order in which they are shown.

    Attributes:
        worst: the red and amber indicators of this page, one by one, the worst first.
        page, pages: counted from 1; the figures stand on the first.
        missed: the page that was asked for and is not there any more; 0 for none.
        program: code of the program they are of, which a button sends back; empty for all.
        counts: of the single indicators, by how they stand.
        example: code of a project whose indicators can be asked for; empty for none.
        notes: lines for the end, in the reader's language.
    """

    scope: str
    rows: tuple[RollupRow, ...]
    counts: Mapping[Condition, int]
    as_of: datetime
    worst: tuple[SingleRow, ...] = ()
    page: int = 1
    pages: int = 1
    missed: int = 0
    program: str = ""
    example: str = ""
    notes: tuple[str, ...] = ()


def rollups_card(view: RollupsView, say: Say) -> Rendered:
    """How the single indicators stand in a sentence; the worst of them; then what they say together."""
    sentence = indicators_sentence(view.counts, say)
    together = [_row(row, say) for row in view.rows]
    rows = shorter(view.missed, view.page, say)
    rows += section(say("Red and amber"), [_single(row, say) for row in view.worst], say, len(view.worst))
    rows += _paging(view, say)
    rows += section(say("Put together"), together, say, len(together)) if rows else together
    foot = say("For one project: indicators {code}", code=view.example) if view.example else ""
    title = joined(say("Indicators"), clipped(view.scope, SCOPE_LENGTH), by=" – ")
    listing = Listing(title=title, sentence=sentence, rows=rows, as_of=view.as_of, notes=view.notes, foot=foot)
    return listed(listing, say)


def _paging(view: RollupsView, say: Say) -> list[Strict]:
    wanted = [(view.page - 1, say("Previous page")), (view.page + 1, say("Next page"))]
    buttons = [
        execute(title, "indicators.page", {"program": view.program, "page": number}, with_inputs=False)
        for number, title in wanted
        if 1 <= number <= view.pages
    ]
    return [action_set(*buttons)] if buttons else []


def _single(row: SingleRow, say: Say) -> Strict:
    """`■ Red  Failed moves: 12 % · DCMOVE · week 10`."""
    runs = [condition_run(row.condition, "", say), figure_run(row.name, row.value, say)]
    remarks = joined(clipped(row.of, NAME_LENGTH), say.period(row.period) if row.period else "")
    return rich(*runs, remark_run(remarks), spacing="Small") if remarks else rich(*runs, spacing="Small")


def _row(row: RollupRow, say: Say) -> Strict:
    unknown = say("not judged") if row.figure else say("no figure")
    runs = [condition_run(row.condition, unknown, say), figure_run(row.name, row.figure, say)]
    reason = _why(row.why, say) if row.why else _made_of(row, say)
    left_out = [
        say.plural("{n} too old", "{n} too old", row.too_old) if row.too_old else "",
        say.plural("{n} without a value", "{n} without a value", row.unmeasured) if row.unmeasured else "",
    ]
    remarks = joined(clipped(row.of, NAME_LENGTH), reason, _periods(row, say), *left_out)
    return rich(*runs, remark_run(remarks), spacing="Small")


def _periods(row: RollupRow, say: Say) -> str:
    if not row.period:
        return ""
    if row.oldest == row.period:
        return say.period(row.period)
    return say("{first} to {last}", first=say.period(row.oldest), last=say.period(row.period))


def _made_of(row: RollupRow, say: Say) -> str:
    """`mean of 3 values`; of a single one nothing, for it is itself."""
    if row.values < 2:
        return "" if row.of else say.plural("{n} value", "{n} values", row.values)
    match row.rule:
        case Aggregate.SUM:
            return say.plural("sum of {n} value", "sum of {n} values", row.values)
        case Aggregate.MEAN:
            return say.plural("mean of {n} value", "mean of {n} values", row.values)
        case Aggregate.WEIGHTED:
            return say.plural("weighted mean of {n} value", "weighted mean of {n} values", row.values)
        case Aggregate.WORST:
            worst = say.plural("the worst of {n} value", "the worst of {n} values", row.values)
            return joined(worst, clipped(row.chosen, NAME_LENGTH), by=", ")
        case _:
            latest = say.plural("the newest of {n} value", "the newest of {n} values", row.values)
            return joined(latest, clipped(row.chosen, NAME_LENGTH), by=", ")


def _why(why: NoFigure, say: Say) -> str:
    match why:
        case NoFigure.NO_RULE:
            return say("no rule says how to put them together")
        case NoFigure.DIFFERENT_RULES:
            return say("their rules differ")
        case NoFigure.DIFFERENT_UNITS:
            return say("their units differ")
        case NoFigure.DIFFERENT_SCOPES:
            return say("projects and programs cannot be added up")
        case NoFigure.DIFFERENT_FREQUENCIES:
            return say("they are not measured equally often")
        case NoFigure.DIFFERENT_DIRECTIONS:
            return say("what is better differs")
        case _:
            return _why_of_values(why, say)


def _why_of_values(why: NoFigure, say: Say) -> str:
    match why:
        case NoFigure.NO_TARGET:
            return say("a target is missing")
        case NoFigure.NO_WEIGHT:
            return say("a weight is missing")
        case NoFigure.ZERO_WEIGHT:
            return say("all weights are 0")
        case _:
            return say("there is no value that is new enough")
