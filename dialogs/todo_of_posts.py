"""Posts that have left the portfolio while people and programs still go by their clocks."""

from collections import defaultdict
from collections.abc import Iterable

from cards.plain import joined
from dialogs.desk import Desk
from locales import Say
from pmo.portfolio import code_key

_NAMED = 5
"""People and programs of a post that are named; the rest is counted."""


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
    named, codes = _listed(people, say), _listed(programs, say)
    return joined(named, say("programs {codes}", codes=codes) if codes else "")


def _listed(names: Iterable[str], say: Say) -> str:
    found = sorted(names, key=str.casefold)
    more = len(found) - _NAMED
    return say.listing([*found[:_NAMED], *([say.plural("{n} more", "{n} more", more)] if more > 0 else [])])
