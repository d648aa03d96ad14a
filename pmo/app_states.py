"""Whether somebody can be written to in Teams, and why not."""

from enum import StrEnum


class AppState(StrEnum):
    """How somebody is reached, as far as it is known.

    They have the app; are only in a team that has it; were seen or written to and have neither; have taken it away;
    have blocked it; Teams does not know them; have never been seen nor written to; have no Entra id in the portfolio.
    """

    INSTALLED = "installed"
    TEAM = "team"
    NOT_INSTALLED = "not installed"
    REMOVED = "removed"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    NEVER_SEEN = "never seen"
    NO_ENTRA_ID = "no Entra id"

    @property
    def is_reached(self) -> bool:
        """Whether what is written to them arrives."""
        return self in (AppState.INSTALLED, AppState.TEAM)

    @property
    def may_be_given_the_app(self) -> bool:
        """Whether an administrator can help: Teams knows them by their Entra id."""
        return self not in (AppState.INSTALLED, AppState.NO_ENTRA_ID)


def app_state(entra_id: str, unreachable: str, *, has_app: bool, in_team: bool, seen: bool) -> AppState:
    """How somebody is reached.

    Args:
        unreachable: why the last message was refused for good; empty for none.
        has_app: they have installed it, or a personal chat could be opened although no team has them.
        in_team: a team that has the app has them.
        seen: they were seen anywhere.
    """
    if not entra_id:
        return AppState.NO_ENTRA_ID
    if unreachable:
        refused = (AppState.NOT_INSTALLED, AppState.REMOVED, AppState.BLOCKED)
        return next((state for state in refused if unreachable == state.value), AppState.UNKNOWN)
    if has_app:
        return AppState.INSTALLED
    if in_team:
        return AppState.TEAM
    return AppState.NOT_INSTALLED if seen else AppState.NEVER_SEEN
