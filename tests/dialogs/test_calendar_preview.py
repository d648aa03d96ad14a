"""What a preview of another calendar says is what is really asked: played tick by tick, without and with the change."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs import due, post_schedule
from dialogs.calendar_preview import WEEKS, preview
from dialogs.desk import Desk
from pmo.calendar_changes import CalendarChange
from pmo.calendar_moves import Asked, Move
from pmo.portfolio import Hours
from storage.embedded import EmbeddedStore, open_store
from storage.shelves import Records
from storage.tables import TABLES
from tests.dialogs.office import Office
from tests.pmo.importing.tables import sheets

NOW = datetime(2026, 3, 11, 7, 30, tzinfo=UTC)
DAYS = [date(2026, 3, 11) + timedelta(days=n) for n in range(30)]
ZONES = ("Africa/Kinshasa", "Europe/Brussels", "Asia/Tokyo", "America/New_York", "Pacific/Apia")
HOURS = st.builds(
    lambda start, long: Hours(start=time(start), end=time(start + long)), st.integers(6, 11), st.integers(2, 9)
)
WEEK = st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days)))
SOME_DAYS = st.sets(st.sampled_from(DAYS), max_size=4).map(lambda days: tuple(sorted(days)))
CHANGES = st.builds(
    CalendarChange,
    timezone=st.sampled_from(("", "", *ZONES)),
    workweek=st.one_of(st.just(()), WEEK),
    hours=st.one_of(st.none(), HOURS),
    holidays=st.sampled_from((None, (), ("BE",), ("CD", "JP"))),
    close=SOME_DAYS,
    reopen=st.sampled_from(((), (date(2026, 3, 19),))),
    open=SOME_DAYS,
    unopen=st.sampled_from(((), (date(2026, 3, 20),))),
)
POST: Mapping[str, str] = {"code": "KIN", "name": "Kinshasa", "country": "CD", "timezone": "Africa/Kinshasa"}


def portfolio() -> dict[str, list[dict[str, str]]]:
    """Headquarters and a post; a manager at each, a deputy, a project a rhythm, and indicators of their own."""
    program = {"name": "Consular", "manager": "an", "post": "KIN"}
    project = {"program": "WEEK", "name": "Visas", "phase": "executing"}
    return {
        "posts": [
            {"code": "HQ", "name": "Headquarters", "country": "BE", "timezone": "Europe/Brussels"},
            {**POST, "closed": "2026-03-19", "open": "2026-03-20"},
        ],
        "members": [
            {"id": "an", "name": "An", "post": "HQ"},
            {"id": "koko", "name": "Koko", "post": "KIN"},
            {"id": "lena", "name": "Lena", "post": "KIN", "timezone": "Europe/Brussels"},
        ],
        "programs": [
            program | {"code": "WEEK", "answer_within": "2d"},
            program | {"code": "MONTH", "checkin_rule": "FREQ=MONTHLY;BYDAY=-1FR", "ask_at": "16:00"},
        ],
        "projects": [
            project | {"code": "P1", "manager": "koko"},
            project | {"code": "P2", "manager": "lena"},
            project | {"code": "P3", "manager": "an"},
            project | {"code": "P4", "manager": "koko", "program": "MONTH"},
            project | {"code": "P5", "manager": "koko", "checkin_rule": "FREQ=WEEKLY;BYDAY=MO"},
        ],
        "indicators": [
            {"code": "I1", "name": "One", "direction": "higher", "project": "P1", "frequency": "monthly"},
            {"code": "I2", "name": "Two", "direction": "higher", "project": "P3", "reporter": "koko"},
        ],
        "absences": [
            {"member": "an", "from": "2026-03-12", "to": "2026-03-20", "deputy": "lena"},
            {"member": "koko", "from": "2026-04-01", "to": "2026-04-03", "deputy": "an"},
        ],
    }


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[EmbeddedStore]:
    opened = await open_store(tmp_path, TABLES)
    await Office(opened).bring_in(sheets(**portfolio()))
    yield opened
    await opened.close()


@pytest.fixture
def known() -> list["Asks"]:
    """What is asked without a change, once it was played."""
    return []


class Undone(Exception):
    """Ends a transaction whose writes are to be forgotten."""


Told = tuple[str, datetime]
Asks = dict[tuple[str, str], Told]
"""What was really asked: by project or indicator and period, whom and when."""
Pairs = dict[tuple[str, str], tuple[Told | None, Told | None]]
"""What is asked otherwise."""
T = TypeVar("T")


async def played(records: Records, until: datetime) -> Asks:
    """Every tick from now on, the way the bot does it."""
    now = NOW
    while True:
        await due.tick(Desk(records=records, now=now, real=now))
        waiting = await records.due.range("at", limit=1)
        if not waiting or waiting[0].at >= until:
            break
        now = max(now, waiting[0].at)
    asks = [one for one in await records.asks.all() if one.asked and not one.absent]
    return {(one.indicator or one.project, one.period): (one.member, one.at) for one in asks if one.at < until}


async def undone(store: EmbeddedStore, work: Callable[[Records], Awaitable[T]]) -> T:
    """What comes of this work, of which nothing is kept."""
    found: list[T] = []
    with suppress(Undone):
        async with store.transaction() as transaction:
            found.append(await work(Records(transaction)))
            raise Undone
    return found[0]


def told(side: Asked | None) -> Told | None:
    return (side.member, side.at) if side else None


def different(before: Asks, after: Asks) -> Pairs:
    """What was asked otherwise, where one side is within the weeks that a preview looks at."""
    pairs = {key: (before.get(key), after.get(key)) for key in {*before, *after}}
    until = NOW + WEEKS
    return {
        key: pair
        for key, pair in pairs.items()
        if pair[0] != pair[1] and any(side and side[1] < until for side in pair)
    }


def listed(found: tuple[Move, ...]) -> Pairs:
    return {(code, one.period): (told(one.before), told(one.after)) for one in found for code in one.codes}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(change=CHANGES, code=st.sampled_from(("KIN", "HQ")))
async def test_a_preview_tells_exactly_what_is_asked_otherwise(
    store: EmbeddedStore, known: list[Asks], change: CalendarChange, code: str
) -> None:
    async def looked(records: Records) -> tuple[Move, ...]:
        desk = Desk(records=records, now=NOW, real=NOW)
        post = await desk.post(code)
        assert post is not None
        return (await preview(change, post, desk)).moves.moved

    async def really(records: Records, made: CalendarChange | None) -> Asks:
        desk = Desk(records=records, now=NOW, real=NOW)
        post = await desk.post(code)
        assert post is not None
        if made is not None:
            await records.posts.put(made.of(post))
            await post_schedule.replan(made.of(post), Desk(records=records, now=NOW, real=NOW))
        return await played(records, NOW + WEEKS + timedelta(days=31))

    found = await undone(store, looked)
    if not known:
        known.append(await undone(store, lambda records: really(records, None)))
    after = await undone(store, lambda records: really(records, change))
    assert listed(found) == different(known[0], after)
