"""Posts that have left the portfolio while people and programs still go by their clocks."""

from collections import defaultdict
from collections.abc import Iterable

from cards.listing import first_of
from cards.plain import joined
from dialogs.desk import Desk
from locales import Say
from pmo.portfolio import code_key


async def lines(say: Say, desk: Desk) -> list[str]:
    """One line for each of these posts: who works by it, and which programs do."""
    left = {one.key: one for one in await desk.records.posts.all() if one.archived}
    people, programs = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for member in await desk.records.members.all() if left else ():
        if not member.archived:
            people[code_key(member.post)].append(member.name)
    for program in await desk.records.programs.all() if left else ():
        if not program.archived:
            programs[code_key(program.post)].append(program.code)
    return [
        say("{name}: {parts}", name=f"{left[key].code} · {left[key].name}", parts=parts)
        for key in sorted(left)
        if (parts := _parts(people[key], programs[key], say))
    ]


def _parts(people: Iterable[str], programs: Iterable[str], say: Say) -> str:
    named, codes = first_of(sorted(people, key=str.casefold), say), first_of(sorted(programs, key=str.casefold), say)
    return joined(named, say("programs {codes}", codes=codes) if codes else "")
