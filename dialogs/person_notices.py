"""What people are told of a change that somebody else made of them: their role, their post, for whom they stand in."""

from cards.people_words import office_words
from dialogs.access import reads
from dialogs.desk import Desk
from locales import Say
from pmo.portfolio import Role, code_key

OFFICE = "office"
POST = "post"
DEPUTY = "deputy"
DEPUTY_ENDS = "deputy ends"
HAS_DEPUTY = "has deputy"

_Told = tuple[str, tuple[str, ...]]


async def of_the_office(detail: tuple[str, ...], say: Say, desk: Desk) -> _Told:
    """`(by, role, external)`: somebody's role is another."""
    by, role, external = detail
    title = say("Your role is now: {role}", role=office_words(Role(role), external == "yes", say))
    lines = (
        say("{name} changed it. What you see and are asked follows from it at once.", name=await desk.name_of(by)),
        say("Type “help” to see what you can ask now."),
    )
    return title, lines


async def of_the_post(detail: tuple[str, ...], say: Say, desk: Desk) -> _Told:
    """`(by, post)`: somebody works elsewhere."""
    by, code = detail
    post = await desk.post(code)
    title = say("Your post is now: {post}", post=post.name if post else code)
    lines = (
        say("{name} changed it. You are asked by its clock, week and holidays.", name=await desk.name_of(by)),
        say("Type “settings” if your own hours are others."),
    )
    return title, lines


async def of_a_deputy(detail: tuple[str, ...], say: Say, desk: Desk) -> _Told:
    """`(by, absent, project, deputy)`: somebody is named to stand in."""
    by, absent, code, deputy = detail
    name = await desk.name_of(absent)
    if await _may_be_named(code, deputy, desk):
        title = say("You stand in for {name} in {project}", name=name, project=code)
    else:
        title = say("You stand in for {name} in a project", name=name)
    sentence = say(
        "{name} named you. While they are away and have named nobody else, you read and answer in their place.",
        name=await desk.name_of(by),
    )
    return title, (sentence,)


async def of_no_deputy(detail: tuple[str, ...], say: Say, desk: Desk) -> _Told:
    """`(by, absent, project, deputy)`: somebody does not stand in any more."""
    by, absent, code, deputy = detail
    name = await desk.name_of(absent)
    if await _may_be_named(code, deputy, desk):
        title = say("You do not stand in for {name} in {project} any more", name=name, project=code)
    else:
        title = say("You do not stand in for {name} in a project any more", name=name)
    return title, (say("{name} changed it.", name=await desk.name_of(by)),)


async def _may_be_named(code: str, deputy: str, desk: Desk) -> bool:
    """Whether the deputy may know of the project already, and not only once the other is away (CONTRACT §8)."""
    person, project = await desk.member(deputy), await desk.records.projects.get(code_key(code))
    return person is not None and project is not None and await reads(person, project, desk)


async def of_whose_deputy(detail: tuple[str, ...], say: Say, desk: Desk) -> _Told:
    """`(by, deputy, project)`: somebody else stands in for the reader; nobody where `deputy` is empty."""
    by, deputy, code = detail
    if not deputy:
        title = say("Nobody stands in for you in {project} any more", project=code)
    else:
        title = say("{name} stands in for you in {project}", name=await desk.name_of(deputy), project=code)
    return title, (say("{name} changed it. It holds while you are away.", name=await desk.name_of(by)),)
