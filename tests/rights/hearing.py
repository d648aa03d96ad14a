"""Who may hear what: the tables, for everything that goes out to somebody in whatever way."""

from collections.abc import Iterable, Iterator

from tests.rights.attempts import CLICKER, HERE, Heard
from tests.rights.marks import amounts_in, is_of_money, programs_in, stars_in
from tests.rights.portfolio import NORTH_CHANNEL, SOUTH, SOUTH_CHANNEL, STARS, WHO, Star
from tests.rights.table import MONEY, NO, PLAIN, leads, may, shown_in

BY_ID = {member: who for who, member in WHO.items()}
CHANNELS = {NORTH_CHANNEL.id: "North's channel", SOUTH_CHANNEL.id: "South's channel"}
HELPERS = {("sima", "ALTAIR"), ("olga", "KRAZ")}
"""Who was asked for help with a project that is none of theirs: they hear of it by that request."""
OTHERS_MONEY = {"piet": tuple(STARS), "sudo": tuple(code for code, star in STARS.items() if star.program == SOUTH)}
"""What those read who are not in the table and neither manage nor own it."""


def told_too_much(heard: Iterable[Heard], who: str = "", where: str = "") -> Iterator[str]:
    """What is heard that must not be; a place is told what it may show, and whoever clicks there that too.

    Args:
        who, where: of a turn; empty for what nobody asked for.
    """
    for one in heard:
        allowed = {code: heard_by(one.to, star, who, where) for code, star in STARS.items()}
        for code in stars_in(one.plain):
            if allowed[code] == NO and (member_of(one.to, who), code) not in HELPERS:
                yield f"tells {one.to} of {code}"
        for code in amounts_in(one.plain):
            if allowed[code] != MONEY:
                yield f"tells {one.to} an amount of {code}"
        if is_of_money(one.plain) and MONEY not in allowed.values():
            yield f"tells {one.to} of money"
        yield from _programs(one, allowed, who)


def member_of(to: str, who: str) -> str:
    """The member id of a listener."""
    return WHO[who] if to == CLICKER else to


def _programs(one: Heard, allowed: dict[str, str], who: str) -> Iterator[str]:
    known = {star.program for star in STARS.values() if allowed[star.code] != NO}
    known |= {STARS[code].program for member, code in HELPERS if member == member_of(one.to, who)}
    name = who if one.to == CLICKER else BY_ID.get(one.to, "")
    for program in programs_in(one.plain) - known:
        if one.to not in ("petra", "piet") and not (name and leads(name, program)):
            yield f"tells {one.to} of {program}"


def heard_by(to: str, star: Star, who: str, where: str) -> str:
    """What this listener may hear of a project."""
    if to == HERE or to.startswith("19:"):
        return shown_in(CHANNELS.get(to, where or "group chat"), "pmo", star)
    if to == CLICKER:
        own, there = may("reads", who, star), shown_in(where, who, star)
        return own if own != NO else there
    if to in BY_ID:
        return may("reads", BY_ID[to], star)
    if to in (star.manager, star.owner) or star.code in OTHERS_MONEY.get(to, ()):
        return MONEY
    return PLAIN if to in ("cleo", "cyra") and star.code in ("GACRUX", "HADAR", "ALTAIR", "BELLATRIX") else NO
