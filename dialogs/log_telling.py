"""Whom the next version of a risk, an issue or a change concerns, and who is asked to approve one."""

from dialogs import notices
from dialogs.alert_people import people, program_of
from dialogs.desk import Desk, Person
from dialogs.log_notices import LOOKS_AFTER, WAITS
from pmo.logs import LogEntry, LogState
from pmo.portfolio import Project, code_key
from pmo.whom import Whom

_DECIDING = (Whom.OWNER, Whom.PROGRAM_MANAGER, Whom.PROGRAM_OWNER)
"""Of these the first office that somebody has hears that something waits for approval."""


async def tell(before: LogEntry | None, after: LogEntry, project: Project, by: Person, desk: Desk) -> None:
    """Tell whom the next version of an entry concerns, but for whoever has written it."""
    old_owner = code_key(before.owner) if before else ""
    if after.is_open and code_key(after.owner) not in (old_owner, code_key(by.id), ""):
        await notices.tell(after.owner, LOOKS_AFTER, (by.id, after.key, after.owner), desk)
    if after.state is LogState.WAITING and (before is None or before.state is not LogState.WAITING):
        for person in await who_decides(project, desk):
            if code_key(person.id) != code_key(by.id):
                await notices.tell(person.id, WAITS, (by.id, after.key, person.id), desk)


async def who_decides(project: Project, desk: Desk) -> list[Person]:
    """Who is asked to approve: the project's owner, else who manages or owns the program."""
    program = await program_of(project, desk)
    for office in _DECIDING:
        if found := await people(office, project, program, desk):
            return found
    return []
