"""Finds the member somebody means: by id, by name, or by a name inside a sentence."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from pmo.portfolio import Member, code_key

_ALIKE = 88
"""Of 100: how like a typed name has to be to one, and to no other, member's."""
_SUGGESTED = 75
"""Of 100: how like a typed name has to be to be suggested."""
_LONGEST = 400
"""Characters in which a name is looked for: comparing takes as long as both texts together, for every member."""


def named(text: str, members: Iterable[Member]) -> Member | None:
    """The one member with this id, e-mail address or name, small typing errors allowed; None for none or several."""
    wanted = code_key(text.strip()) if len(text) <= _LONGEST else ""
    present = [member for member in members if not member.archived]
    for member in present:
        if wanted in (code_key(member.id), code_key(member.email) or None):
            return member
    alike = [member for member in present if fuzz.ratio(wanted, code_key(member.name)) >= _ALIKE]
    exact = [member for member in alike if code_key(member.name) == wanted]
    found = exact or alike
    return found[0] if wanted and len(found) == 1 else None


def alike(text: str, members: Iterable[Member]) -> Member | None:
    """The member whose name is most like it, or contains it; None when none is."""
    wanted = code_key(text[:_LONGEST].strip())
    scores = [(fuzz.partial_token_sort_ratio(wanted, code_key(one.name)), one) for one in members if not one.archived]
    best = max(scores, key=lambda scored: scored[0], default=(0.0, None))
    return best[1] if wanted and best[0] >= _SUGGESTED else None


def mentioned(text: str, members: Iterable[Member]) -> Member | None:
    """The one member whose whole name stands in the text; None for none or several."""
    said = f" {_words(text)} "
    found = [member for member in members if not member.archived and f" {_words(member.name)} " in said]
    return found[0] if len(found) == 1 else None


def _words(text: str) -> str:
    plain = "".join(sign if sign.isalnum() else " " for sign in text.casefold())
    return " ".join(plain.split())
