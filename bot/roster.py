"""Learns from the rosters of teams that have the app how their members are called in Teams.

Somebody who has not installed the app can be written to all the same when they are in such a team, but only by the id
that Teams gives them for this bot.
"""

import asyncio
import time
from collections.abc import Callable
from functools import partial

import structlog

from bot.office import Office
from bot.pacing import Pacer
from bot.teams.connector import Connector
from bot.teams.failures import SendFailed, SendTimedOut
from dialogs import onboarding
from dialogs.desk import Desk
from dialogs.turn import Sender
from storage.contacts import Address
from storage.message_tables import ADDRESSES

AGAIN_AFTER, DAILY = 600.0, 86_400.0
"""Seconds before a roster is read again: because somebody's id is not known, and to know who is in the team."""
MOST_PAGES = 100
"""Pages of 500 members; a team has 25,000 at most."""

log = structlog.get_logger(__name__)


class Rosters:
    """Reads rosters when somebody is to be written to whose id is not known, once for all who wait for it.

    Args:
        clock: monotonic seconds.
    """

    def __init__(
        self, office: Office, connector: Connector, pacer: Pacer, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._office = office
        self._connector = connector
        self._pacer = pacer
        self._clock = clock
        self._read: dict[str, float] = {}
        self._looked = -DAILY
        self._one_at_a_time = asyncio.Lock()
        office.store.on_commit(self._look_again)

    def _look_again(self, tables: frozenset[str]) -> None:
        """A new address may be one of a new team."""
        if ADDRESSES.name in tables:
            self._looked = -DAILY

    async def learn(self, every: float = AGAIN_AFTER) -> bool:
        """Read the rosters that were not read lately; tell whether there are any that may have told something.

        Args:
            every: seconds that count as lately.
        """
        async with self._one_at_a_time:
            if self._clock() - self._looked >= every:
                self._looked = self._clock()
                for team in await self._office.work(_teams):
                    if self._clock() - self._read.get(team.team, -DAILY) >= every:
                        await self._learn_from(team)
                        self._read[team.team] = self._clock()
            return bool(self._read)

    async def _learn_from(self, team: Address) -> None:
        token, found = "", list[Sender]()
        for _ in range(MOST_PAGES):
            await self._pacer.slot(team.team)
            try:
                people, token = await self._connector.roster_page(team.service_url, team.team, token)
            except (SendFailed, SendTimedOut) as error:
                log.warning("roster_not_read", team=team.team, error=str(error))
                return
            found += people
            if not token:
                break
        await self._office.work(partial(onboarding.met_in_team, team.team, found))


async def _teams(desk: Desk) -> list[Address]:
    """One address of each team that has the app."""
    known = [address for address in await desk.records.addresses.all() if address.team and address.service_url]
    return list({address.team: address for address in known if not address.unreachable}.values())
