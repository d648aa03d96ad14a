"""Which projects somebody may see, and what is known of them as far as a selection asks: the rest is not looked up."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from dialogs.access import reach_over_all
from dialogs.desk import Desk
from dialogs.histories import interval_of
from dialogs.lineup import Latest, Lined, Place, Values, marks_of
from dialogs.pauses import in_slices, with_pauses
from dialogs.questions import Question
from dialogs.reporting import promised_end
from locales.folding import folded
from pmo.asks import Ask
from pmo.listed import Flag, Known, Listed
from pmo.periods import period
from pmo.portfolio import Program, code_key
from pmo.reach import Reach
from pmo.reports import said_on
from pmo.rights import RESPONSIBLE, sees_everything, shows
from pmo.selection import Order, Selection, selected
from pmo.staleness import is_stale

MANY = 10_000
"""Projects beyond which selecting takes so long that it must not hold up others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The projects that the readers of an answer may see.

    Attributes:
        listed: the worst first, each as they may know it.
        money: keys of those whose money they may see.
        reach: to what the asker is tied, where that decided it.
    """

    lined: Lined
    listed: Sequence[Listed]
    money: Collection[str] = ()
    reach: Reach | None = None


async def selected_of(selection: Selection, sight: Sight, asked: Question) -> list[Listed]:
    """Those of a selection among the projects that the readers may see."""
    known = await known_for(selection, sight, asked)
    if len(sight.listed) > MANY:
        return await asyncio.to_thread(selected, selection, sight.listed, known)
    return selected(selection, sight.listed, known)


async def visible(asked: Question) -> list[Listed]:
    """The projects the readers may see, worst first; closed and archived ones are shown only when asked for."""
    return visible_of(await sight_of(asked))


def visible_of(sight: Sight) -> list[Listed]:
    """Those of them that are not closed."""
    return selected(Selection(), sight.listed)


def within(sight: Sight, program: Program) -> Sight:
    """What is seen of one program."""
    key = code_key(program.code)
    return replace(sight, listed=[one for one in sight.listed if code_key(one.project.program) == key])


async def sight_of(asked: Question) -> Sight:
    """What the readers of this question may see, closed projects too."""
    lined = await asked.desk.lineup.now(asked.desk.records)
    member, audience = asked.person.member, asked.audience
    if member is None or member.archived:
        return Sight(lined=lined, listed=())
    if not audience.private:
        here = await _near(lined, lambda place: place.program == audience.program)
        return Sight(lined=lined, listed=_worst_first([one.discreet for one in here if shows(audience, one.project)]))
    if sees_everything(member):
        return Sight(lined=lined, listed=lined.whole, money=lined.places)
    return await _by_ties(lined, asked)


async def _by_ties(lined: Lined, asked: Question) -> Sight:
    reach = await reach_over_all(asked.person, asked.desk)
    people, programs, projects = reach.people, reach.programs, reach.projects
    near = await _near(
        lined,
        lambda place: (
            place.manager in people or place.owner in people or place.program in programs or place.key in projects
        ),
    )
    listed, money = list[Listed](), set[str]()
    async for place in with_pauses(near):
        view = reach.view(place.project, asked.audience)
        if view.readable:
            listed.append(place.whole if view.money else place.discreet)
        if view.money:
            money.add(place.key)
    return Sight(lined=lined, listed=_worst_first(listed), money=money, reach=reach)


async def _near(lined: Lined, is_near: Callable[[Place], bool]) -> list[Place]:
    found = list[Place]()
    async for places in in_slices(lined.places.values()):
        found += [place for place in places if is_near(place)]
    return found


def _worst_first(listed: list[Listed]) -> list[Listed]:
    return sorted(listed, key=lambda one: one.rank)


async def known_for(selection: Selection, sight: Sight, asked: Question) -> Known:
    """What a selection asks about, of all projects: it is kept until something of it changes."""
    flags = {flag: await _flagged(flag, sight, asked) for flag in selection.asked.flags}
    return Known(
        flagged=flags,
        values=await values_of(sight, asked) if selection.asked.bounds else {},
        ends=await _ends(sight.lined, asked.desk) if selection.asks_for_ends else {},
        days=await _days(sight.lined, asked) if Order.DAY in selection.orders else {},
    )


async def _flagged(flag: Flag, sight: Sight, asked: Question) -> Collection[str]:
    lined, lineup, desk = sight.lined, asked.desk.lineup, asked.desk
    match flag:
        case Flag.MINE:
            return await responsible_for(sight, asked)
        case Flag.MANAGED | Flag.OWNED:
            return await _led(flag, sight, asked)
        case Flag.LATE:
            return await lineup.late.value(lined, lambda: _late(lined, desk))
        case Flag.ON_TIME:
            return lined.places.keys() - await _flagged(Flag.LATE, sight, asked)
        case Flag.STALE:
            today = asked.person.calendar.local(desk.now).date()
            marks = (lined, today, desk.now.date(), str(asked.say.zone))
            return await lineup.stale.value(marks, lambda: _stale(lined, today, asked))
        case Flag.MISSING:
            return await lineup.missing.value(await marks_of(desk.records.asks), lambda: _missing(desk))


async def responsible_for(sight: Sight, asked: Question) -> frozenset[str]:
    """Keys of the asker's own projects: those of somebody they stand in for are not theirs."""
    if sight.reach is not None:
        own = sight.reach.own
        return frozenset([one.key for one in sight.listed if own.to(one.project) & RESPONSIBLE])
    own = (await reach_over_all(asked.person, asked.desk)).own
    me, led = own.member, own.managed | own.owned
    near = await _near(sight.lined, lambda place: me in (place.manager, place.owner) or place.program in led)
    return frozenset([place.key for place in near if own.to(place.project) & RESPONSIBLE])


async def _led(flag: Flag, sight: Sight, asked: Question) -> frozenset[str]:
    """Keys of those that the asker manages, or owns."""
    me = asked.person.member

    def is_mine(place: Place) -> bool:
        leads = place.documents.manager if flag is Flag.MANAGED else place.documents.owner
        return me is not None and leads is not None and me.key == leads.key

    return frozenset([place.key for place in await _near(sight.lined, is_mine)])


async def _ends(lined: Lined, desk: Desk) -> Mapping[str, date]:
    """When each project is expected to end."""
    found = dict[str, date]()

    async def look() -> Mapping[str, date]:
        async for place in with_pauses(lined.places.values()):
            if (end := await expected_end(place, desk)) is not None:
                found[place.key] = end
        return found

    return await desk.lineup.ends.value(lined, look)


async def expected_end(place: Place, desk: Desk) -> date | None:
    """When a project is expected to end: by its reports, else by the portfolio."""
    known = desk.lineup.end_of_each.get(place.key)
    if known is None or known[0] is not place:
        standing, project = place.documents.standing, place.project
        told = await promised_end(standing.report, desk) if standing else None
        known = desk.lineup.end_of_each[place.key] = (place, told or project.forecast_end or project.end)
    return known[1]


async def _late(lined: Lined, desk: Desk) -> frozenset[str]:
    ends = await _ends(lined, desk)
    found = set[str]()
    async for places in in_slices(lined.places.values()):
        promised = [(place.key, place.project.end) for place in places]
        found.update([key for key, end in promised if end is not None and key in ends and ends[key] > end])
    return frozenset(found)


async def _stale(lined: Lined, today: date, asked: Question) -> frozenset[str]:
    """Those whose last report is older than their rhythm allows, or that never had one."""
    found, intervals = set[str](), dict[tuple[str, str], timedelta | None]()
    async for place in with_pauses(lined.places.values()):
        standing, program = place.documents.standing, place.documents.program
        said = said_on(standing.report, asked.say.zone) if standing else None
        rule = (place.program, place.project.checkin_rule)
        if rule not in intervals:  # a few rules ask about all of them
            intervals[rule] = interval_of(place.project, program, asked.desk) if program else None
        if is_stale(said, intervals[rule], today):
            found.add(place.key)
    return frozenset(found)


async def _days(lined: Lined, asked: Question) -> Mapping[str, date]:
    """On which day the status of each was said, where the asker is."""
    zone = asked.say.zone

    async def look() -> Mapping[str, date]:
        reports = [(one.key, one.report) for one in lined.discreet if one.report]
        return {key: said_on(report, zone) async for key, report in with_pauses(reports)}

    return await asked.desk.lineup.days.value((lined, str(zone)), look)


async def _missing(desk: Desk) -> frozenset[str]:
    """Those whose last question about their status is due and unanswered."""
    last: dict[str, tuple[str, list[Ask]]] = {}
    async for ask in with_pauses(await desk.records.asks.all()):
        if ask.indicator or not ask.asked:
            continue
        order, key = period(ask.period).order, code_key(ask.project)
        known = last.get(key)
        if known is None or order > known[0]:
            last[key] = (order, [ask])
        elif order == known[0]:
            known[1].append(ask)
    found = set[str]()
    async for several in in_slices(last.items()):
        found.update([key for key, (_, asks) in several if not any(ask.is_settled for ask in asks)])
    return frozenset(found)


async def values_of(sight: Sight, asked: Question) -> Values:
    """The latest values of indicators that these readers may see: a selection tells what it was made by."""
    records = asked.desk.records
    marks = await marks_of(records.indicators, records.latest)
    latest = await asked.desk.lineup.values.value(marks, lambda: _latest(asked.desk))
    if not asked.audience.private:
        return latest.public
    if sight.money is sight.lined.places:
        return latest.whole
    nothing: Mapping[str, Decimal] = {}
    return {
        one.key: (latest.whole if one.key in sight.money else latest.discreet).get(one.key, nothing)
        for one in sight.listed
    }


async def _latest(desk: Desk) -> Latest:
    latest = Latest()
    async for indicator in with_pauses(await desk.records.indicators.all()):
        last = None if indicator.archived else await desk.records.latest.get(indicator.key)
        if last is not None and indicator.project:
            key, code = code_key(indicator.project), folded(indicator.code)
            for values, tells in (
                (latest.whole, True),
                (latest.discreet, not indicator.is_money),
                (latest.public, indicator.is_public),
            ):
                if tells:
                    values.setdefault(key, {})[code] = last.value
    return latest
