"""Somebody is named to act in a project: only who may know of it."""

from collections.abc import Awaitable, Callable

from dialogs.access import may_hear_of
from dialogs.desk import Desk, Person
from locales import Say
from pmo.naming import alike, named
from pmo.portfolio import Project

NAME_SHOWN = 80
May = Callable[[Person, Project, Desk], Awaitable[bool]]


async def hearer_named(name: str, project: Project, desk: Desk, may: May = may_hear_of) -> Person | None:
    """Who is meant; None for nobody, for several and for somebody who may not know of the project."""
    found = named(name, await desk.records.members.all())
    person = await desk.member(found.id) if found else None
    return person if person is not None and await may(person, project, desk) else None


async def nobody_named(name: str, project: Project, say: Say, desk: Desk, may: May = may_hear_of) -> str:
    """There is nobody of this name, and who is perhaps meant."""
    shown = name[:NAME_SHOWN]
    other = alike(shown, await desk.records.members.all())
    meant = await desk.member(other.id) if other else None
    if meant is None or not await may(meant, project, desk):
        return say("I know nobody of this name who may see the project: {name}", name=shown or "–")
    return say(
        "I know nobody of this name who may see the project: {name}. Perhaps {other}?", name=shown, other=meant.name
    )
