"""The digests of a program that were posted, found again: the one before, those about a period, those of a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from dialogs.desk import Desk
from pmo.calendars import zone_named
from pmo.digests import Digest, digest_key
from pmo.periods import BadPeriod, Span, period
from pmo.portfolio import Program, code_key
from pmo.rhythms import digest_before
from storage.instants import instant

_EARLIEST, _LATEST = date.min + timedelta(days=1), date.max - timedelta(days=1)
"""Of days before and after these, the beginning in some zone is none that can be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """On what a digest is posted.

    Attributes:
        period: the name of what it is about; `number` tells it apart from others about the same, from 1.
        restricted: it is the part for those entitled to the restricted projects.
        at: UTC; what was posted earlier is before it.
    """

    period: str
    at: datetime
    number: int = 1
    restricted: bool = False


async def before(program: Program, occasion: Occasion, desk: Desk) -> Digest | None:
    """What the readers of this part were told last, whatever it was about."""
    found = await desk.records.digests.find("program", *_part(program, occasion.restricted), limit=2, backwards=True)
    return next((one for one in found if one.at < occasion.at), None)


async def last(program: Program, desk: Desk) -> Digest | None:
    """The last digest of a program, whichever of its parts was posted."""
    parts = [
        await before(program, Occasion(period="", at=datetime.max.replace(tzinfo=UTC), restricted=one), desk)
        for one in (False, True)
    ]
    return max((part for part in parts if part), key=lambda part: part.at, default=None)


async def since_of(program: Program, at: datetime, parts: Iterable[Digest | None], desk: Desk) -> datetime:
    """When the readers of a digest were told last, by the later of the parts before it; without any by the rule.

    Args:
        at: when the digest was posted.
    """
    told = [part.at for part in parts if part]
    if told:
        return max(told)
    calendar = await desk.calendar_of_program(program)
    own = digest_before(program, calendar, at + timedelta(microseconds=1))
    return digest_before(program, calendar, own)


async def _begin_of(day: date, program: Program, desk: Desk) -> datetime:
    """The first instant of a day where the program works, in UTC."""
    zone = zone_named((await desk.calendar_of_program(program)).zone)
    return datetime.combine(day, time.min, zone).astimezone(UTC)


async def next_number(program: Program, period_name: str, desk: Desk) -> int:
    """The number of the next digest about a period; both of its parts have the same."""
    return 1 + len(await about(program, period_name, (False, True), desk))


async def about(
    program: Program, period_name: str, restricted: Sequence[bool], desk: Desk
) -> Sequence[Sequence[Digest]]:
    """Every digest about a period, in its parts, the newest first; none of those that are not asked for."""
    found: list[Sequence[Digest]] = []
    while any(parts := await _numbered(program, period_name, len(found) + 1, desk)):
        found.append([one for one in parts if one and one.restricted in restricted])
    return found[::-1]


async def _numbered(program: Program, period_name: str, number: int, desk: Desk) -> Sequence[Digest | None]:
    keys = [digest_key(program.code, period_name, part, number) for part in (False, True)]
    return [await desk.records.digests.get(key) for key in keys]


async def named(program: Program, name: str, restricted: Sequence[bool], desk: Desk) -> Sequence[Sequence[Digest]]:
    """The digests that a name means, in their parts, the newest first.

    Args:
        name: of a period, or a day on which they were posted; the newest of each part without one.
    """
    if not name:
        newest = [
            await desk.records.digests.find("program", *_part(program, part), limit=1, backwards=True)
            for part in restricted
        ]
        return _together(one for found in newest for one in found)
    try:
        meant = period(name)
    except BadPeriod:
        return []
    if meant.span is Span.DAY:
        return await _of_day(program, meant.first, restricted, desk)
    return await about(program, meant.name, restricted, desk)


async def _of_day(program: Program, day: date, restricted: Sequence[bool], desk: Desk) -> Sequence[Sequence[Digest]]:
    """What was posted on a day of the program's calendar; nothing on one that no clock of some place reaches."""
    if not _EARLIEST < day < _LATEST:
        return []
    first = await _begin_of(day, program, desk)
    found = [
        await desk.records.digests.range(
            "program",
            low=(*_part(program, part), instant(first)),
            high=(*_part(program, part), instant(await _begin_of(day + timedelta(days=1), program, desk))),
        )
        for part in restricted
    ]
    return _together(one for some in found for one in some)


def _together(digests: Iterable[Digest]) -> Sequence[Sequence[Digest]]:
    """The parts of each digest, which are frozen at the same instant, the newest first."""
    ordered = sorted(digests, key=_at, reverse=True)
    return [list(parts) for _, parts in groupby(ordered, key=_at)]


def _at(digest: Digest) -> datetime:
    return digest.at


def _part(program: Program, restricted: bool) -> tuple[str, int]:
    """Where a part of a program's digests stands in the index."""
    return code_key(program.code), int(restricted)
