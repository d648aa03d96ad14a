"""People in words: how they are reached, what they are, what they have to do with a project."""

from collections.abc import Iterable

from locales import Say
from pmo.app_states import AppState
from pmo.people import Which
from pmo.portfolio import Assigned, Role
from pmo.rights import Tie

_TIES = tuple(Tie)


def state_words(state: AppState, say: Say) -> str:
    """How somebody is reached."""
    match state:
        case AppState.INSTALLED:
            return say("has the app")
        case AppState.TEAM:
            return say("reached through a team")
        case AppState.NOT_INSTALLED:
            return say("has not installed the app")
        case AppState.REMOVED:
            return say("has removed the app")
        case AppState.BLOCKED:
            return say("has blocked the app")
        case AppState.UNKNOWN:
            return say("is not known in Teams")
        case AppState.NEVER_SEEN:
            return say("never seen in Teams")
        case AppState.NO_ENTRA_ID:
            return say("has no Entra id in the portfolio")


def which_words(which: Which, say: Say) -> str:
    """Whom a list is narrowed to, as a button or title."""
    match which:
        case Which.WITHOUT_APP:
            return say("Without the app")
        case Which.WITH_APP:
            return say("With the app")
        case Which.UNREACHABLE:
            return say("Not reached")
        case Which.REACHED:
            return say("Reached")
        case Which.EXTERNAL:
            return say("External")
        case Which.MANAGEMENT:
            return say("Management")
        case Which.PMO:
            return say("PMO")


def role_words(role: Role, say: Say) -> str:
    """What somebody is in the portfolio as a whole."""
    match role:
        case Role.MEMBER:
            return say("Member")
        case Role.MANAGEMENT:
            return say("Management")
        case Role.PMO:
            return say("PMO")


def office_words(role: Role, external: bool, say: Say) -> str:
    """The same, with whether it is somebody external."""
    words = role_words(role, say)
    return say("{role}, external", role=words) if external else words


def tie_words(ties: Iterable[Tie], say: Say) -> str:
    """What somebody has to do with a project, their first part in it."""
    match min(ties, key=_TIES.index):
        case Tie.MANAGER:
            return say("Project manager")
        case Tie.OWNER:
            return say("Project owner")
        case Tie.STEERING:
            return say("Steering committee")
        case Tie.CONTRIBUTOR:
            return say("Contributor")
        case Tie.PROGRAM_MANAGER:
            return say("Program manager")
        case Tie.PROGRAM_OWNER:
            return say("Program owner")


def assigned_words(role: Assigned, say: Say) -> str:
    """What somebody is assigned as."""
    return tie_words((Tie.STEERING if role is Assigned.STEERING else Tie.CONTRIBUTOR,), say)
