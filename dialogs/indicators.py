"""Somebody asks what the indicators of a project, a program or the portfolio say, where they may know it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cards.indicators import IndicatorRow, IndicatorsView, indicators_card
from cards.paging import nearest_page
from cards.rendered import Rendered
from cards.rollups import PAGE, RollupRow, RollupsView, SingleRow, rollups_card
from cards.status import title_of
from dialogs.access import note_reading, note_refused, seen_by
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.indicator_figures import in_projects, latest_of, of_project, series_seen
from dialogs.indicator_words import figure_words, target_words, value_words
from dialogs.paging import page_number
from dialogs.projects import CODE_SHOWN
from dialogs.questions import Question, question, reply
from dialogs.scopes import about, several, unknown_scope
from dialogs.turn import Reply, Turn
from locales import Say
from pmo.assessment import Condition, Reading, condition, condition_of, reading
from pmo.computed_status import Value
from pmo.indicators import Direction, Indicator
from pmo.portfolio import Program, Project, code_key
from pmo.rollups import Rollup, rollups
from pmo.trends import FEWEST_POINTS, Course

conversation = Conversation()
_WORSE = (Condition.RED, Condition.AMBER)
_DRAWN = 24
"""So many of the latest values of an indicator are drawn."""


@conversation.command("indicators")
async def indicators(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The indicators of a project one by one; those of a program or of all that the readers may see put together."""
    return await about(turn, person, desk, _of_one, _together)


async def _of_one(project: Project, asked: Question) -> Rendered | None:
    view = await seen_by(asked.person, project, asked.audience, asked.desk)
    if not view.readable:
        return None
    await note_reading(asked.person, (project,), asked.desk)
    found = await of_project(project, asked, money=view.money)
    known = await series_seen(found, asked.desk, money=view.money)
    rows = [_row(one, known.get(one.key), asked) for one in found]
    shown = IndicatorsView(
        scope=title_of(project.code, project.name),
        rows=tuple(sorted(rows, key=lambda row: (row.condition.rank, row.name.casefold()))),
        as_of=asked.desk.now,
        notes=asked.notes,
    )
    return indicators_card(shown, asked.say)


def _row(indicator: Indicator, value: Value | None, asked: Question) -> IndicatorRow:
    say = asked.say
    row = IndicatorRow(name=indicator.name_in(say.language), condition=condition(value))
    if value is None:
        return row
    found = reading(value)
    row = replace(row, value=value_words(found.value, found.indicator, say), period=found.period.name)
    row = _with_series(row, value, say)
    if found.stale:
        return row
    target = target_words(found.variance, found.indicator, say)
    return replace(row, target=target, course=_course(found), unusual=bool(found.signals))


def _with_series(row: IndicatorRow, value: Value, say: Say) -> IndicatorRow:
    """The latest values, and the limits where they stand on the same scale: those of a band are distances."""
    indicator, latest = value.indicator, value.series[-_DRAWN:]
    on_scale = indicator.direction is not Direction.BAND
    return replace(
        row,
        series=tuple([(when.last, figure) for when, figure in latest]),
        told=tuple([(say.period(when.name), value_words(figure, indicator, say)) for when, figure in latest]),
        unit=indicator.unit,
        amber=indicator.amber if on_scale else None,
        red=indicator.red if on_scale else None,
    )


def _course(found: Reading) -> Course | None:
    """Where the values go; None where they could not tell."""
    lacks_target = found.indicator.direction is Direction.BAND and found.indicator.target is None
    return None if lacks_target or found.trend.points < FEWEST_POINTS else found.trend.course


@conversation.verb("indicators.page")
async def page(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Another page of the worst; in a channel it is for the clicker alone (CONTRACT §5 "Redraw")."""
    number = page_number(turn, person.say("This page does not exist. Ask for the indicators again."))
    code = str(turn.values.get("program", ""))[:CODE_SHOWN]
    asked = await question(turn, person, desk)
    program = await desk.records.programs.get(code_key(code)) if code else None
    shown = await _together(program, asked, number) if program or not code else None
    if shown is None:
        await note_refused(person, turn.verb, code, desk)
        return Reply.toast(unknown_scope(code, person))
    answer = reply(shown, "indicators")
    return answer.as_redraw() if turn.place.is_private else answer


async def _together(program: Program | None, asked: Question, number: int = 1) -> Rendered | None:
    """What belongs together as one figure, of a program or of everything; a channel's everything is its program."""
    seen = await several(program, asked)
    if seen is None:
        return None
    desk, (meant, rows) = asked.desk, seen
    found, measured = await in_projects(rows, asked, meant)
    await note_reading(asked.person, measured, desk)
    known = await latest_of(found, desk)
    counts = Counter(condition(known.get(one.key)) for one in found)
    shown = [_rolled_up(one, known, asked) for one in rollups(found, known.values()) if _is_put_together(one)]
    shown = [row for row in shown if not (row.of and row.condition in _WORSE)]  # a single one is named above
    worst = [_single(one, known[one.key], asked.say) for one in found if one.key in known]
    worst = sorted([row for row in worst if row.condition in _WORSE], key=lambda row: (row.condition.rank, row.of))
    pages = max(1, -(-len(worst) // PAGE))
    number, missed = nearest_page(number, pages)
    on_page = worst[(number - 1) * PAGE : number * PAGE]
    view = RollupsView(
        scope=title_of(meant.code, meant.name) if meant else asked.say("Portfolio"),
        rows=tuple(sorted(shown, key=lambda row: (row.condition.rank, row.name.casefold()))) if number == 1 else (),
        counts=counts,
        as_of=desk.now,
        worst=tuple(on_page),
        page=number,
        pages=pages,
        missed=missed,
        program=meant.code if meant else "",
        example=_example(on_page, measured),
        notes=asked.notes,
    )
    return rollups_card(view, asked.say)


def _single(indicator: Indicator, value: Value, say: Say) -> SingleRow:
    """How one indicator stands; a value from when it was measured in money is for those who may see that."""
    row = SingleRow(name=indicator.name_in(say.language), condition=condition(value), of=_scope(indicator))
    if value.indicator.is_money and not indicator.is_money:
        return row
    found = reading(value)
    return replace(row, value=value_words(found.value, found.indicator, say), period=found.period.name)


def _example(worst: Sequence[SingleRow], measured: Sequence[Project]) -> str:
    """A project whose indicators are worth asking for; empty for none."""
    codes = [one.code for one in measured]
    return next((row.of for row in worst if row.of in codes), codes[0] if codes else "")


def _is_put_together(rollup: Rollup) -> bool:
    """Whether there is anything to tell: a single indicator without a rule is not meant to be put together."""
    return len(rollup.members) > 1 or rollup.members[0].aggregate is not None


def _rolled_up(rollup: Rollup, known: Mapping[str, Value], asked: Question) -> RollupRow:
    say, members = asked.say, rollup.members
    row = RollupRow(
        name=rollup.name_in(say.language),
        condition=Condition.NO_VALUE if rollup.figure is None else condition_of(rollup.colour),
        of=_scope(members[0]) if len(members) == 1 else "",
        why=rollup.why,
        rule=members[0].aggregate,
        values=len(rollup.made_of),
        too_old=len(rollup.stale),
        unmeasured=len(rollup.unmeasured),
    )
    if rollup.figure is None or rollup.period is None or rollup.oldest is None:
        return row
    chosen = known.get(rollup.chosen.casefold())
    return replace(
        row,
        figure=figure_words(rollup.figure, rollup.decimals, rollup.unit, say),
        period=rollup.period.name,
        oldest=rollup.oldest.name,
        chosen=_scope(chosen.indicator) if chosen and len(members) > 1 else "",
    )


def _scope(indicator: Indicator) -> str:
    """The code of the project or program whose it is; empty for the portfolio's own."""
    return indicator.project or indicator.program
