"""After a period has closed: who may still change what was said, with a reason (DESIGN §5 "Until when")."""

from dialogs.access import ties_of
from dialogs.checkin_groups import Group
from dialogs.desk import Desk, Person
from pmo.portfolio import code_key
from pmo.rights import Tie


async def may_correct(group: Group, person: Person, desk: Desk) -> bool:
    """Whether the person is the manager of the project, of the program where it has none, or of the PMO."""
    if person.member is None:
        return False
    if person.is_of_the_pmo:
        return True
    if group.project is not None:
        tied = await ties_of(person, group.project, desk)
        return Tie.MANAGER in tied or (not group.project.manager and Tie.PROGRAM_MANAGER in tied)
    return group.program is not None and code_key(group.program.manager) == code_key(person.id)
