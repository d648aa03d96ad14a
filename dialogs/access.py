"""Puts the table of rights to the records: who is tied to what, and what a place may show."""

from collections.abc import Iterable

from dialogs.desk import Desk, Person
from dialogs.turn import Place
from pmo.portfolio import Classification, Program, Project, code_key
from pmo.rights import PRIVATE, Audience, Tie, View, may_answer, may_handle_alert, ties, view


async def ties_of(person: Person, project: Project, desk: Desk) -> frozenset[Tie]:
    """How the person is tied to the project; a stranger is not."""
    if person.member is None:
        return frozenset()
    program = await desk.records.programs.get(code_key(project.program))
    assignments = await desk.records.assignments.find("project", code_key(project.code), code_key(person.member.id))
    return ties(person.member, project, program, assignments)


async def answers_for(person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person may declare the project's status."""
    return person.member is not None and may_answer(person.member, await ties_of(person, project, desk))


async def handles_alerts_of(person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person may acknowledge and resolve the project's alerts."""
    return person.member is not None and may_handle_alert(person.member, await ties_of(person, project, desk))


async def seen_by(person: Person, project: Project, audience: Audience, desk: Desk) -> View:
    """What the person gets of the project before this audience."""
    return view(person.member, await ties_of(person, project, desk), project, audience)


async def note_reading(person: Person, projects: Iterable[Project], desk: Desk) -> None:
    """Audit that restricted projects were read (DESIGN §7)."""
    for project in projects:
        if project.classification is Classification.RESTRICTED:
            await desk.note(person.mark, "restricted.read", project.code)


async def linked_program(place: Place, desk: Desk) -> Program | None:
    """The program whose channel this is; None for other channels and chats."""
    channel = place.channel or place.conversation
    if place.kind != "channel":
        return None
    found = await desk.records.programs.find("channel", channel, limit=1)
    return found[0] if found else None


async def audience_of(place: Place, desk: Desk) -> Audience:
    """Who reads what is answered in this place. Words for the bot alone are answered to that person alone."""
    if place.kind == "personal" or place.targeted:
        return PRIVATE
    program = await linked_program(place, desk)
    return Audience(private=False, program=code_key(program.code) if program else "")


async def open_channel(program: Program, desk: Desk) -> str:
    """The program's channel, if it has one that can be reached; else empty."""
    if not program.channel:
        return ""
    address = await desk.records.addresses.get(program.channel)
    return "" if address and address.unreachable else program.channel
