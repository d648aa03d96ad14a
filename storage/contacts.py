"""How people and places are reached in Teams, as last seen."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person as Teams knows them for this bot.

    Attributes:
        entra_id: Entra object id, lower case.
        teams_id: `29:…`; empty until seen.
        conversation: id of the personal chat; empty until there is one.
        service_url: connector address this person was last seen with.
        locale, timezone: Teams' guesses when last seen.
        greeted: the installation was answered once.
        teams: ids of the teams with the app in which they were seen.
        unreachable: why the last send failed for good (`not installed`, `blocked`, `removed`, `unknown`); empty when
            reachable.
        seen_since: when they were seen first (UTC); None for somebody who was only written to, or seen long ago.
        installed_at: when the app was last installed for them, by Teams' clock; None before.
    """

    entra_id: str
    teams_id: str = ""
    conversation: str = ""
    service_url: str = ""
    locale: str = ""
    timezone: str = ""
    greeted: bool = False
    unreachable: str = ""
    teams: tuple[str, ...] = ()
    seen_since: datetime | None = None
    installed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a channel or the tenant was last seen.

    Attributes:
        id: Teams channel id, or `tenant` for the newest address of all.
        team: id of the team of the channel; empty until seen.
        name, team_name: what they are called, as last heard.
        unreachable: why nothing can be posted: what became of the place, or why the last post failed for good; empty
            when reachable.
        changed_at, named_at: when that and the names were last told, by Teams' clock: older news is no news.
    """

    id: str
    service_url: str = ""
    team: str = ""
    name: str = ""
    team_name: str = ""
    unreachable: str = ""
    changed_at: datetime | None = None
    named_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetedMessage:
    """A message of ours that one person alone sees where others write, too.

    Attributes:
        conversation: without its thread.
        only_for: Entra object id of that person.
        at: UTC, real clock.
    """

    conversation: str
    activity: str
    only_for: str
    at: datetime

    @property
    def key(self) -> str:
        """Unique among all messages."""
        return f"{self.conversation}/{self.activity}"


TENANT = "tenant"
