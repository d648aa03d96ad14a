"""One part of a check-in as its reader sees it: the receipt of what was answered, the form of what was not."""

from collections.abc import Mapping

from msgspec.structs import replace

from cards.checkin_parts import Answered, Costs, IndicatorField, MilestoneField, ProjectPart, Skipped
from dialogs.access import sees_money_of
from dialogs.asked import indicator_of
from dialogs.checkin_cards import Said, follow_up_taken, is_open
from dialogs.checkin_groups import Group, Laid, costs_period, milestones_due
from dialogs.corrections import may_correct
from dialogs.desk import Desk, Person
from dialogs.indicator_words import last_words, limit_words, value_words
from dialogs.measuring import latest_cost, latest_measurement, measurement_before
from dialogs.reporting import latest_report, report_before
from dialogs.respondents import is_asked_about
from locales import Say
from pmo.alerts import alert_key
from pmo.answers import MILESTONE, only_follows_up
from pmo.asks import Ask
from pmo.checkins import Shown
from pmo.portfolio import Assigned, Rag, code_key
from pmo.reports import said_on

_PEOPLE = 25
"""People that help can be asked of by a choice."""


async def part_view(group: Group, now: Laid, person: Person, said: Said, desk: Desk) -> ProjectPart:
    """The part with what was answered or skipped, or the form with what stands in its fields."""
    shown = now.card.shown.get(group.key, Shown())
    values = said.typed.get(group.key, shown.fields)
    as_form = said.forms or (group.key in said.typed and not _amends(group, values, shown))
    main = now.groups[0].asks[0].period
    status = group.status_ask
    waiting = [ask for ask in group.indicator_asks if as_form or not ask.is_settled]
    fields = [await _indicator(ask, main, person.say, desk) for ask in waiting]
    part = ProjectPart(
        code=group.code,
        name=_name(group, person.say),
        asks_status=status is not None,
        period=status.period if status is not None and status.period != main else "",
        values=values,
        typed=values != shown.fields,
        problems=said.problems.get(group.key, {}),
        answered=None if as_form else await _answered(group, person, desk),
        skipped=None if as_form else await _skipped(group, person, desk),
        indicators=tuple(field for field in fields if field is not None),
    )
    if part.answered is not None:
        return await _with_second_step(part, group, person, desk)
    return await _with_form(part, group, person, shown.fields, desk)


def _amends(group: Group, typed: Mapping[str, str], shown: Shown) -> bool:
    """Whether what was typed, and could not be taken, is of the second step alone: the first one stands."""
    status = group.status_ask
    if status is None or not status.answered_version or not status.follow_up:
        return False
    return only_follows_up(typed, shown.fields)


def _name(group: Group, say: Say) -> str:
    if group.project is not None:
        return group.project.name
    if group.asks[0].project:
        return ""
    return group.program.name if group.program else say("Portfolio")


async def _with_form(
    part: ProjectPart, group: Group, person: Person, shown: Mapping[str, str], desk: Desk
) -> ProjectPart:
    """Only a form tells how it was before."""
    status = group.status_ask
    before = await report_before(status.project, status.period, desk) if status else None
    closed = not await is_open(group.asks[0], desk)
    troubled = status is not None and bool(status.answered_version) and shown.get("rag") in (Rag.AMBER, Rag.RED)
    return replace(
        part,
        follow_up=troubled,
        people=await _people(group, person, desk) if troubled else (),
        last_rag=before.rag if before else None,
        last_on=said_on(before, person.say.zone) if before else None,
        stands_for=await _stands_for(group, person, desk),
        milestones=await _milestones(group, shown, desk),
        costs=_costs(group, shown),
        correcting=closed and await may_correct(group, person, desk),
    )


async def _stands_for(group: Group, person: Person, desk: Desk) -> str:
    absent = next((ask.stands_for for ask in group.asks if ask.stands_for and _is(ask.member, person)), "")
    return await desk.name_of(absent)


def _is(member_id: str, person: Person) -> bool:
    return code_key(member_id) == code_key(person.id)


async def _with_second_step(part: ProjectPart, group: Group, person: Person, desk: Desk) -> ProjectPart:
    """After an amber or red answer, what is done about it may be told."""
    status = group.status_ask
    if status is None or not status.follow_up or not await _may_follow_up(status, group, desk):
        return part
    before = await report_before(status.project, status.period, desk)
    troubled = before is not None and before.rag is not Rag.GREEN
    last_on = said_on(before, person.say.zone) if before is not None and troubled else None
    return replace(part, follow_up=True, last_on=last_on, people=await _people(group, person, desk))


async def _may_follow_up(status: Ask, group: Group, desk: Desk) -> bool:
    if group.project is None or not is_asked_about(group.project):
        return False  # what is done about a project that is over is asked no more
    return await is_open(status, desk) or await follow_up_taken(status, group.project, group.program, desk)


async def _people(group: Group, person: Person, desk: Desk) -> tuple[tuple[str, str], ...]:
    """Whom help is likely to come from: owners, managers, steering committee and contributors of the project."""
    if group.project is None:
        return ()
    program = group.program
    ids = [group.project.owner, *((program.manager, program.owner) if program else ()), group.project.manager]
    rows = await desk.records.assignments.find("project", code_key(group.project.code))
    ordered = sorted((row for row in rows if not row.archived), key=lambda row: row.role is not Assigned.STEERING)
    ids += [row.member for row in ordered]
    known = {code_key(member_id): member_id for member_id in ids if member_id and not _is(member_id, person)}
    members = [await desk.member(member_id) for member_id in list(known.values())[:_PEOPLE]]
    return tuple((member.id, member.name) for member in members if member is not None)


async def _indicator(ask: Ask, main: str, say: Say, desk: Desk) -> IndicatorField | None:
    """The field of an indicator on a card whose main period has this name."""
    indicator = await indicator_of(ask, desk)
    if indicator is None:
        return None
    before = await measurement_before(ask.indicator, ask.period, desk)
    return IndicatorField(
        code=indicator.code,
        name=indicator.name_in(say.language),
        unit=indicator.unit,
        low=indicator.min,
        high=indicator.max,
        decimals=indicator.decimals,
        last=last_words(before, indicator, say),
        limits=limit_words(indicator, say),
        period=ask.period if ask.period != main else "",
        carried=before.period if before and not ask.answered_version else "",
    )


async def _milestones(group: Group, shown: Mapping[str, str], desk: Desk) -> tuple[MilestoneField, ...]:
    today = desk.now.date()
    return tuple(
        MilestoneField(code=one.code, name=one.name, expected=one.expected, late=one.expected < today)
        for one in await milestones_due(group, desk)
        if MILESTONE + code_key(one.code) in shown
    )


def _costs(group: Group, shown: Mapping[str, str]) -> Costs | None:
    if group.status_ask is None or group.project is None or "planned_cost" not in shown:
        return None
    period = costs_period(group.status_ask, group)
    return Costs(period=period, currency=group.project.currency) if period else None


async def _answered(group: Group, person: Person, desk: Desk) -> Answered | None:
    """The receipt of the status, or of the indicators where no status is asked; None while it is open."""
    status = group.status_ask
    measured = tuple([words for ask in group.indicator_asks if (words := await _measured(ask, person.say, desk))])
    if status is not None:
        measured += await _spent(group, status, person, desk)
        answered = await _reported(status, person, desk) if status.answered_version else None
        return replace(answered, measured=measured) if answered and measured else answered
    done = [ask for ask in group.indicator_asks if ask.answered_version]
    if not done:
        return None
    last = max(done, key=lambda ask: ask.answered_at or desk.now)
    return Answered(
        rag=None,
        version=last.answered_version,
        at=last.answered_at or desk.now,
        by="" if _is(last.answered_by, person) else await desk.name_of(last.answered_by),
        late=last.is_late,
        measured=measured,
    )


async def _spent(group: Group, status: Ask, person: Person, desk: Desk) -> tuple[str, ...]:
    """`Costs for March: planned 12.00 EUR, actual 9.50 EUR`, for those who see money; nothing while none is known."""
    period = costs_period(status, group)
    if not period or group.project is None or not await sees_money_of(person, group.project, desk):
        return ()
    cost, say, currency = await latest_cost(status.project, period, desk), person.say, group.project.currency
    if cost is None:
        return ()
    planned, actual = (
        "–" if amount is None else say.money(amount, currency) for amount in (cost.planned_cost, cost.actual_cost)
    )
    month = say.period(period)
    return (say("Costs, {period}: planned {planned}, actual {actual}", period=month, planned=planned, actual=actual),)


async def _reported(ask: Ask, person: Person, desk: Desk) -> Answered | None:
    report = await latest_report(ask.project, ask.period, desk)
    if report is None:
        return None
    alert = await desk.records.alerts.get(alert_key(ask.project))
    alerted = alert is not None and alert.is_open and alert.period == ask.period and alert.postings > 0
    return Answered(
        rag=report.rag,
        version=report.version,
        at=report.answered_at or desk.now,
        by="" if _is(report.reporter, person) else await desk.name_of(report.reporter),
        stands_for="" if _is(report.stands_for, person) else await desk.name_of(report.stands_for),
        unchanged=report.unchanged,
        late=report.late,
        alerted=alerted and report.rag is not Rag.GREEN,
        corrected=bool(report.correction),
    )


async def _measured(ask: Ask, say: Say, desk: Desk) -> str:
    """`Availability: 99.2 %`; empty while there is no value."""
    indicator = await indicator_of(ask, desk)
    found = await latest_measurement(ask.indicator, ask.period, desk) if ask.answered_version else None
    if indicator is None or found is None:
        return ""
    return say("{name}: {value}", name=indicator.name_in(say.language), value=value_words(found.value, indicator, say))


async def _skipped(group: Group, person: Person, desk: Desk) -> Skipped | None:
    ask = next((ask for ask in group.asks if ask.skipped_at is not None), None)
    if ask is None or any(one.answered_version for one in group.asks):
        return None
    return Skipped(reason=ask.skip_reason, by="" if _is(ask.skipped_by, person) else await desk.name_of(ask.skipped_by))
