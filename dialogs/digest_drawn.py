"""What a digest draws: how its slipping milestones moved, and the indicator that stands worst against its limits."""

from collections.abc import Collection, Sequence

from cards.charts import SEVERAL
from cards.indicators import IndicatorRow
from cards.milestones import SlipLine
from dialogs.desk import Desk
from dialogs.indicator_figures import latest_of, series_of
from dialogs.indicator_words import value_words
from dialogs.milestones import remembered
from locales import Say
from pmo.assessment import Condition, condition
from pmo.digest_drawn import DrawnIndicator, DrawnMilestone
from pmo.digests import Digest, DigestMilestone
from pmo.indicators import Direction, Indicator
from pmo.periods import period
from pmo.portfolio import Project, code_key

_VALUES = 12
"""So many of the latest values are drawn."""
_KEPT = 3
"""So many indicators are kept: of the first one that all readers may see the chart is drawn."""
_FEWEST = 2
_BEYOND = (Condition.RED, Condition.AMBER)


async def slips_of(told: Sequence[DigestMilestone], projects: Sequence[Project], desk: Desk) -> list[DrawnMilestone]:
    """Of the milestones that are told those that are latest, with what was promised of them report by report."""
    late = sorted((one for one in told if one.slip > 0), key=lambda one: (-one.slip, one.project, one.name))
    by_key = {project.key: project for project in projects}
    found = []
    for one in late[: len(SEVERAL)]:
        known = await remembered(by_key[code_key(one.project)], desk)
        trend = next(same.trend for same in known if (same.milestone.name, same.slip) == (one.name, one.slip))
        found.append(DrawnMilestone(project=one.project, name=one.name, slips=trend))
    return [one for one in found if len(one.slips) >= _FEWEST]


async def measured_of(projects: Sequence[Project], desk: Desk) -> list[DrawnIndicator]:
    """The indicators of the projects that stand worst against their limits; none of money, and none restricted."""
    measured: list[Indicator] = []
    for project in projects:
        measured += await desk.records.indicators.find("project", project.key)
    public = [one for one in measured if one.is_public and not one.archived]
    latest = await latest_of(public, desk)
    beyond = [one for one in public if condition(latest.get(one.key)) in _BEYOND]
    worst = sorted(beyond, key=lambda one: (condition(latest[one.key]).rank, one.key))
    found = [await _drawn(one, desk) for one in worst[:_KEPT]]
    return [one for one in found if len(one.values) >= _FEWEST]


async def _drawn(indicator: Indicator, desk: Desk) -> DrawnIndicator:
    value = (await series_of([indicator], desk))[indicator.key]
    defined = value.indicator
    on_scale = defined.direction is not Direction.BAND  # the limits of a band are distances
    return DrawnIndicator(
        project=indicator.project,
        indicator=indicator.code,
        values=tuple([(when.name, figure) for when, figure in value.series[-_VALUES:]]),
        amber=defined.amber if on_scale else None,
        red=defined.red if on_scale else None,
    )


def slip_lines(frozen: Digest, shown: Collection[str]) -> tuple[SlipLine, ...]:
    """The lines of the milestones whose projects are shown."""
    return tuple(
        [SlipLine(name=f"{one.project} · {one.name}", slips=one.slips) for one in frozen.slips if one.project in shown]
    )


async def measured_row(frozen: Digest, shown: Collection[str], say: Say, desk: Desk) -> IndicatorRow | None:
    """The first indicator that these readers may see, in their language; None where it is no longer for everybody."""
    for one in frozen.measured:
        indicator = await desk.records.indicators.get(code_key(one.indicator))
        if indicator is None or not indicator.is_public or one.project not in shown:
            continue
        name = indicator.name_in(say.language)
        return IndicatorRow(
            name=f"{one.project} · {name}",
            condition=Condition.NOT_JUDGED,
            series=tuple([(period(when).last, figure) for when, figure in one.values]),
            told=tuple([(say.period(when), value_words(figure, indicator, say)) for when, figure in one.values]),
            unit=indicator.unit,
            amber=one.amber,
            red=one.red,
        )
    return None
