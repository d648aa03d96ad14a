"""Which programs the readers of an answer may know of."""

from dialogs.access import linked_program
from dialogs.questions import Question
from dialogs.selecting import visible
from pmo.portfolio import Program, code_key
from pmo.rights import knows_of


def may_know(found: Program, asked: Question) -> bool:
    """Whether a program without visible projects may be named to these readers."""
    member = asked.person.member
    if not asked.audience.private:
        return asked.audience.program == code_key(found.code)
    return member is not None and knows_of(member, found)


async def programs_known(asked: Question) -> list[Program]:
    """The programs that may be named to the readers: those of the projects that they may see, and their own."""
    if not asked.audience.private:
        here = await linked_program(asked.place, asked.desk)
        return [here] if here else []
    of_projects = {code_key(one.project.program) for one in await visible(asked)}
    known = [one for one in await asked.desk.records.programs.all() if not one.archived]
    return [one for one in known if code_key(one.code) in of_projects or may_know(one, asked)]
