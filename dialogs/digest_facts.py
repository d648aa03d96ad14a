"""What a digest keeps of a project, and what is told of it when it was edited."""

from collections.abc import Sequence

from cards.plain import joined
from dialogs.desk import Desk
from dialogs.indicator_words import value_words
from locales import Say
from pmo.digest_facts import Edit, Expected, Facts, Figure, What
from pmo.indicators import Indicator
from pmo.periods import period
from pmo.portfolio import Project, code_key
from pmo.reports import Standing

_LOOKED_BACK = 24
"""So many of the latest values are looked at for one that is not of a later period than the digest."""


async def facts_of(project: Project, standing: Standing | None, period_name: str, desk: Desk) -> Facts:
    """What is said of a project by now, without figures about a time after the period."""
    measured = [one for one in await desk.records.indicators.find("project", project.key) if _is_told(one)]
    figures = [await _figure(one, period_name, desk) for one in sorted(measured, key=lambda one: one.key)]
    milestones = [one for one in await desk.records.milestones.find("project", project.key) if not one.archived]
    report = standing.report if standing else None
    return Facts(
        summary=report.summary if report else "",
        blockers=report.blockers if report else "",
        progress=report.progress if report else None,
        end=report.forecast_end if report else None,
        figures=tuple(one for one in figures if one),
        milestones=tuple(Expected(milestone=one.key, name=one.name, day=one.expected) for one in milestones),
    )


def _is_told(indicator: Indicator) -> bool:
    return indicator.is_public and not indicator.archived


async def _figure(indicator: Indicator, period_name: str, desk: Desk) -> Figure | None:
    """Its last value of no later period; one that was measured for several projects is told as it came last."""
    last = await desk.records.latest.get(indicator.key)
    end = period(period_name).last
    if last is not None and period(last.period).first > end:
        known = await desk.records.measurements.find("indicator", indicator.key, limit=_LOOKED_BACK, backwards=True)
        last = next((one for one in known if period(one.period).first <= end), None)
    return Figure(indicator=indicator.code, value=last.value, period=last.period) if last else None


async def edit_words(edits: Sequence[Edit], say: Say, desk: Desk) -> tuple[str, ...]:
    """Each in a few words: a figure by the name of its indicator, a date by that of its milestone."""
    return tuple([words for one in edits if (words := await _words(one, say, desk))])


async def _words(edit: Edit, say: Say, desk: Desk) -> str:
    match edit.what:
        case What.FIGURE:
            indicator = await desk.records.indicators.get(code_key(edit.of))
            if indicator is None or edit.value is None or not _is_told(indicator):
                return ""
            value = value_words(edit.value, indicator, say)
            return joined(indicator.name_in(say.language), value, by=" ")
        case What.PROGRESS if edit.value is not None:
            return say("progress {percent}", percent=say.percent(edit.value))
        case What.END if edit.day is not None:
            return say("end {day}", day=say.date(edit.day))
        case What.MILESTONE if edit.day is not None:
            return joined(edit.of, say.date(edit.day), by=" ")
        case What.SUMMARY:
            return say("new summary")
        case What.BLOCKERS:
            return say("new blockers")
    return ""
