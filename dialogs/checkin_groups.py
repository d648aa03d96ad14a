"""The parts of a check-in card: the asks about one project, or about a program's or the portfolio's own indicators.

What a part shows is read from the records here, and so is what may be answered to it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from dialogs.access import answers_for, measures, reads, sees_money_of
from dialogs.asked import ask_named, asks_on, indicator_of, subject_of_ask
from dialogs.desk import Desk, Person
from dialogs.measuring import latest_cost, latest_measurement, measurement_before
from dialogs.reporting import latest_report, report_before
from pmo.actions import ActionState
from pmo.answers import INDICATOR, MILESTONE, REACHED, Part
from pmo.asks import Ask
from pmo.checkins import CheckinCard, Shown
from pmo.forms import COST_FIELDS, FOLLOW_UP_FIELDS, STATUS_FIELDS, Field, Kind, written
from pmo.indicators import Indicator
from pmo.milestones import Milestone
from pmo.periods import period
from pmo.portfolio import Program, Project, Rag, code_key
from pmo.reports import StatusReport
from pmo.rhythms import cadence_of, costs_asked
from pmo.rights import may_stand_in

PORTFOLIO = "portfolio"
"""What the input ids of the portfolio's own indicators begin with."""
_MILESTONES = 5
"""Milestones that one form asks for, the earliest first."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a card with what is known of it.

    Attributes:
        key: see `asks.group_of`.
        project: None for a program's or the portfolio's own indicators, and for a project that has left.
        program: None for indicators of the portfolio.
        status_ask: the ask for the status, when that is asked.
        indicator_asks: the asks for indicators.
    """

    key: str
    asks: tuple[Ask, ...]
    status_ask: Ask | None
    indicator_asks: tuple[Ask, ...]
    project: Project | None
    program: Program | None

    @property
    def prefix(self) -> str:
        """What its input ids begin with, in the form of a key."""
        return self.key.removeprefix("@") or PORTFOLIO

    @property
    def code(self) -> str:
        """As people write it."""
        if self.project is not None:
            return self.project.code
        return self.asks[0].project or (self.program.code if self.program else self.asks[0].program) or PORTFOLIO


class Laid(msgspec.Struct, frozen=True):
    """A card with its parts as they are now, in its order."""

    card: CheckinCard
    groups: tuple[Group, ...]

    @property
    def asks(self) -> tuple[Ask, ...]:
        """The asks of all parts."""
        return tuple([ask for group in self.groups for ask in group.asks])


async def laid(card: CheckinCard, desk: Desk) -> Laid:
    """The card with its parts."""
    return Laid(card, tuple(await groups_on(card, desk)))


async def groups_on(card: CheckinCard, desk: Desk) -> list[Group]:
    """The parts of a card, in its order."""
    return [await grouped(asks, desk) for asks in _by_group(await asks_on(card, desk))]


async def grouped(asks: Sequence[Ask], desk: Desk) -> Group:
    """The part of a card that these asks make."""
    project, program = await subject_of_ask(asks[0], desk)
    return Group(
        key=asks[0].group,
        asks=tuple(asks),
        status_ask=next((ask for ask in asks if not ask.indicator), None),
        indicator_asks=tuple([ask for ask in asks if ask.indicator]),
        project=project,
        program=program,
    )


def _by_group(asks: Iterable[Ask]) -> list[list[Ask]]:
    found: dict[str, list[Ask]] = {}
    for ask in asks:
        found.setdefault(ask.group, []).append(ask)
    return list(found.values())


async def refreshed(group: Group, desk: Desk) -> Group:
    """The same part after its asks may have changed."""
    found = [await ask_named(ask.key, desk) for ask in group.asks]
    return await grouped([ask for ask in found if ask is not None], desk)


async def may_answer(group: Group, person: Person, desk: Desk) -> bool:
    """Whether the person may answer at least something of the part."""
    for ask in group.asks:
        if await answers_ask(ask, group, person, desk):
            return True
    return False


async def answers_ask(ask: Ask, group: Group, person: Person, desk: Desk) -> bool:
    """Whether the person may answer this question of the part."""
    if ask.indicator:
        indicator = await indicator_of(ask, desk)
        if indicator is None:
            return False
        return await measures(person, indicator, desk) or _stood_in(ask, group, person)
    if group.project is None:
        return False
    return await answers_for(person, group.project, desk) or _stood_in(ask, group, person)


def _stood_in(ask: Ask, group: Group, person: Person) -> bool:
    """Whether it was put to this person as a deputy: they may answer it even when the absence is over."""
    if not ask.stands_for or person.member is None or code_key(ask.member) != code_key(person.id):
        return False
    return group.project is None or may_stand_in(person.member, group.project)


async def may_see(group: Group, person: Person, desk: Desk) -> bool:
    """Whether the person may see the part: they may read the project, or answer something of it."""
    if group.project is not None and await reads(person, group.project, desk):
        return True
    return await may_answer(group, person, desk)


async def shown_of(group: Group, card: CheckinCard, desk: Desk) -> Shown:
    """What the card shows of the part: the answers of the period where there are any, else the last valid ones."""
    fields: dict[str, str] = {}
    measured: dict[str, int] = {}
    status = group.status_ask
    if status is not None:
        fields |= await _status_shown(status, group, card.member, desk)
    for ask in group.indicator_asks:
        fields[INDICATOR + code_key(ask.indicator)] = await _value_shown(ask, desk)
        measured[code_key(ask.indicator)] = ask.answered_version
    return Shown(fields=fields, answered=status.answered_version if status else 0, measured=measured)


async def _status_shown(ask: Ask, group: Group, reader: str, desk: Desk) -> dict[str, str]:
    report = await (latest_report if ask.answered_version else report_before)(ask.project, ask.period, desk)
    fields = _reported(report, group.project)
    if fields["help"] and not ask.answered_version and await _was_helped(ask.project, desk):
        fields |= {"help": "", "help_from": ""}
    if group.project is None or group.program is None:
        return fields
    for milestone in await milestones_due(group, desk):
        code = code_key(milestone.code)
        fields |= {MILESTONE + code: milestone.expected.isoformat(), REACHED + code: "false"}
    if not costs_period(ask, group):
        return fields
    person = await desk.member(reader)
    if person is not None and await sees_money_of(person, group.project, desk):
        fields |= await _costs_shown(group.project.code, costs_period(ask, group), desk)
    return fields


async def _was_helped(project: str, desk: Desk) -> bool:
    """Whether the last request for help was answered: then it is not put once more by carrying over the form."""
    found = await desk.records.actions.find("project", code_key(project), limit=1, backwards=True)
    return bool(found) and found[0].state is ActionState.DONE


def _reported(report: StatusReport | None, project: Project | None) -> dict[str, str]:
    """The fields of a report; what was done about a problem is shown while there is one.

    Texts are cut to what a field can hold: an import may bring longer ones.
    """
    forecast = (report.forecast_end if report else None) or (project.forecast_end if project else None)
    if report is None:
        return dict.fromkeys((*STATUS_FIELDS, *FOLLOW_UP_FIELDS), "") | {"forecast_end": _iso(forecast)}
    follows = report.rag is not Rag.GREEN
    values = {
        "rag": report.rag.value,
        "progress": "" if report.progress is None else str(report.progress),
        "forecast_end": _iso(forecast),
        "summary": report.summary,
        "blockers": report.blockers,
        "cause": report.cause if follows else "",
        "action": report.action if follows else "",
        "action_owner": report.action_owner if follows else "",
        "action_by": _iso(report.action_by) if follows else "",
        "help": report.help if follows else "",
        "help_from": report.help_from if follows else "",
    }
    known = STATUS_FIELDS | FOLLOW_UP_FIELDS
    return {name: (written(text) or "")[: known[name].longest] for name, text in values.items()}


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


async def milestones_due(group: Group, desk: Desk) -> list[Milestone]:
    """Milestones that are late, or due before the status is asked again, the earliest first."""
    status = group.status_ask
    if status is None or group.project is None or group.program is None:
        return []
    found = await desk.records.milestones.find("project", code_key(group.project.code))
    to_come = [one for one in found if not one.archived and one.actual_date is None]
    if not to_come:
        return []
    cadence = cadence_of(group.project, group.program)
    until = next(cadence.days(period(status.period).last + timedelta(days=1)))
    due = [one for one in to_come if one.expected <= until]
    return sorted(due, key=lambda one: (one.expected, one.code))[:_MILESTONES]


def costs_period(ask: Ask, group: Group) -> str:
    """The period whose costs are asked with this status, where the program wants them; empty for none."""
    if group.project is None or group.program is None or not group.program.costs:
        return ""
    return costs_asked(cadence_of(group.project, group.program), ask.period)


async def _costs_shown(project: str, period_name: str, desk: Desk) -> dict[str, str]:
    cost = await latest_cost(project, period_name, desk)
    amounts = (cost.planned_cost, cost.actual_cost) if cost else (None, None)
    return {name: "" if amount is None else f"{amount:f}" for name, amount in zip(COST_FIELDS, amounts, strict=True)}


async def _value_shown(ask: Ask, desk: Desk) -> str:
    found = await (latest_measurement if ask.answered_version else measurement_before)(ask.indicator, ask.period, desk)
    return f"{found.value:f}" if found else ""


async def part_of(group: Group, shown: Shown, desk: Desk) -> Part:
    """What is taken as an answer to the part, as it was shown."""
    fields: dict[str, Field] = {}
    if group.status_ask is not None:
        fields |= STATUS_FIELDS | FOLLOW_UP_FIELDS
        fields |= {name: _kind_of(name) for name in shown.fields if name not in fields and INDICATOR not in name}
    for ask in group.indicator_asks:
        indicator = await indicator_of(ask, desk)
        if indicator is not None:
            fields[INDICATOR + code_key(ask.indicator)] = number_field(indicator)
    return Part(prefix=group.prefix, fields=fields, asks_status=group.status_ask is not None)


def _kind_of(name: str) -> Field:
    """The field of a milestone's date, of its tick, or of costs."""
    if name in COST_FIELDS:
        return COST_FIELDS[name]
    return Field(kind=Kind.TICK if name.startswith(REACHED) else Kind.DATE)


def number_field(indicator: Indicator) -> Field:
    """What the field of an indicator may hold."""
    return Field(kind=Kind.NUMBER, low=indicator.min, high=indicator.max, decimals=indicator.decimals)
