"""A code as somebody typed it: in a sentence it stands in quotes, or a full stop or question mark follows it."""

from dialogs.desk import Desk
from dialogs.questions import Question
from dialogs.selecting import visible
from dialogs.words import bare
from locales.folding import folded, legible
from pmo.likeness import alike
from pmo.portfolio import code_key

_READ, _WORDS = 100, 8
"""Characters and words of what stands in a field that are looked for."""
_BEHIND_A_CODE = " · "
"""Stands between code and name where both are shown."""


async def code_meant(typed: str, desk: Desk) -> str:
    """What is to be looked up: what was typed where a project or program has just that code, else the bare word."""
    found = bare(typed)
    if found in ("", typed):
        return typed
    key = code_key(typed)
    exact = await desk.records.projects.get(key) or await desk.records.programs.get(key)
    return typed if exact else found


async def project_meant(typed: str, asked: Question) -> str:
    """The code of the project that is meant by what stands in a field of a card.

    It is the code itself, a suggestion as it was shown, or words that suit just one project the asker may see; what is
    none of them comes back as it is.
    """
    typed = legible(typed[:_READ])
    code = await code_meant(typed.partition(_BEHIND_A_CODE)[0], asked.desk)
    if not code or await asked.desk.records.projects.get(code_key(code)):
        return code
    words = words_in(typed)
    suiting = alike(words, await visible(asked.in_private()), lambda one: one.text) if words else []
    return suiting[0].code if len(suiting) == 1 else typed


def words_in(typed: str) -> list[str]:
    """The words, folded, that are looked for in codes and names: the mark that is shown between these is none."""
    words = [bare(word) for word in folded(legible(typed[:_READ])).split()]
    return [word for word in words if any(map(str.isalnum, word))][:_WORDS]
