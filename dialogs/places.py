"""What becomes of channels and teams: seen, renamed, archived, deleted, brought back, left by the app and found again.

What Teams tells of them may come twice, late, in another order, and of channels nobody knows.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from dialogs.desk import Desk
from dialogs.notices import CHANNEL_DELETED, REMOVED, TEAM_ARCHIVED, TEAM_DELETED, tell_pmo_of_channel
from dialogs.turn import Place, PlaceEvent, Turn
from storage.contacts import TENANT, Address

_LOST: dict[PlaceEvent, str] = {
    "channel deleted": CHANNEL_DELETED,
    "team archived": TEAM_ARCHIVED,
    "team deleted": TEAM_DELETED,
}
_FOUND: dict[PlaceEvent, str] = {
    "channel restored": CHANNEL_DELETED,
    "team unarchived": TEAM_ARCHIVED,
    "team restored": TEAM_DELETED,
}
_OF_TEAMS = (TEAM_ARCHIVED, TEAM_DELETED)
_TOLD = (CHANNEL_DELETED, *_OF_TEAMS)
"""Reasons that Teams told as such: that somebody clicks or joins says nothing against them."""


async def seen(turn: Turn, desk: Desk) -> None:
    """Note where the channel of a turn was seen and what it is called; whoever writes in it proves that it is there."""
    place = turn.place
    known = await _known(place, desk)
    now = replace(
        known,
        service_url=place.service_url,
        team=place.team or known.team,
        name=place.channel_name or known.name,
        team_name=place.team_name or known.team_name,
    )
    proves = turn.kind in ("words", "installed") or known.unreachable not in _TOLD
    if known.unreachable and proves and _is_news(turn.at, known.changed_at):
        now = replace(now, unreachable="", changed_at=turn.at)
        if known.unreachable in _OF_TEAMS:
            await _open(await _of_team(now, desk), (known.unreachable,), turn.at, desk)
    if now != known:
        await desk.records.addresses.put(now)


async def changed(turn: Turn, desk: Desk) -> None:
    """Keep what became of a channel or a whole team; the PMO hears once of a program that has lost its channel."""
    assert turn.event is not None, "the turn is of a place"
    known = await _known(turn.place, desk)
    here = replace(known, service_url=turn.place.service_url, team=turn.place.team or known.team)
    if here != known:
        await desk.records.addresses.put(here)
    concerned = []
    for address in await _of_team(here, desk) if turn.event.startswith("team") else [here]:
        named = _renamed(address, turn)
        concerned.append(named)
        if named != address:
            await desk.records.addresses.put(named)
    if turn.event in _LOST:
        await _close(concerned, _LOST[turn.event], turn.at, desk)
    elif turn.event in _FOUND:
        await _open(concerned, (_FOUND[turn.event],), turn.at, desk)


async def without_app(turn: Turn, desk: Desk) -> None:
    """No channel of the team can be reached any more."""
    here = await _known(turn.place, desk)
    if here.service_url != turn.place.service_url:
        here = replace(here, service_url=turn.place.service_url, team=turn.place.team or here.team)
        await desk.records.addresses.put(here)
    await _close(await _of_team(here, desk), REMOVED, turn.at, desk)


async def with_app(turn: Turn, desk: Desk) -> None:
    """Every channel of the team may be tried again, and every one whose team was never seen; not one that is gone."""
    here = await _known(turn.place, desk)
    homeless = [one for one in await desk.records.addresses.all() if not one.team and one.unreachable]
    for address in {one.id: one for one in (*await _of_team(here, desk), *homeless)}.values():
        if address.unreachable != CHANNEL_DELETED and _is_news(turn.at, address.changed_at):
            await desk.records.addresses.put(replace(address, unreachable="", changed_at=turn.at))


async def _known(place: Place, desk: Desk) -> Address:
    return await desk.records.addresses.get(place.channel) or Address(id=place.channel)


async def _of_team(here: Address, desk: Desk) -> list[Address]:
    """The channels of the same team that are known, this one among them."""
    known = {one.id: one for one in await desk.records.addresses.all() if one.id != TENANT}
    return [
        one for one in ({here.id: here} | known).values() if one.id == here.id or (here.team and one.team == here.team)
    ]


async def _close(addresses: Iterable[Address], reason: str, at: datetime | None, desk: Desk) -> None:
    """Nothing goes there any more; what was lost before stays so for its own reason, if that outlasts this one."""
    for address in addresses:
        outlasts = address.unreachable in (CHANNEL_DELETED, reason) or (address.unreachable and reason == REMOVED)
        if outlasts or not _is_news(at, address.changed_at):
            continue
        await desk.records.addresses.put(replace(address, unreachable=reason, changed_at=at or address.changed_at))
        if not address.unreachable:
            await desk.note("rapporteur", "channel.unreachable", address.id, {"reason": reason})
            await tell_pmo_of_channel(address.id, reason, desk)


async def _open(addresses: Iterable[Address], reasons: tuple[str, ...], at: datetime | None, desk: Desk) -> None:
    """What could not be reached for one of these reasons, or by an answer of Teams, is tried again."""
    for address in addresses:
        if not _is_news(at, address.changed_at):
            continue
        heals = address.unreachable in reasons or address.unreachable not in (*_TOLD, REMOVED)
        open_now = replace(
            address, unreachable="" if heals else address.unreachable, changed_at=at or address.changed_at
        )
        if open_now != address:
            await desk.records.addresses.put(open_now)


def _renamed(address: Address, turn: Turn) -> Address:
    """With the names that the event tells, of the channel only where it is about this one."""
    if not _is_news(turn.at, address.named_at):
        return address
    mine = address.id == turn.place.channel
    name, team_name = turn.place.channel_name if mine else "", turn.place.team_name
    if not (name or team_name):
        return address
    return replace(
        address,
        name=name or address.name,
        team_name=team_name or address.team_name,
        named_at=turn.at or address.named_at,
    )


def _is_news(at: datetime | None, known: datetime | None) -> bool:
    """Whether something that happened then is later than what is known; what has no time is taken as it comes."""
    return at is None or known is None or at > known
