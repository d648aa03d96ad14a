"""A code as somebody typed it: in a sentence it stands in quotes, or a full stop or question mark follows it."""

from dialogs.desk import Desk
from dialogs.words import bare
from pmo.portfolio import code_key


async def code_meant(typed: str, desk: Desk) -> str:
    """What is to be looked up: what was typed where a project or program has just that code, else the bare word."""
    found = bare(typed)
    if found in ("", typed):
        return typed
    key = code_key(typed)
    exact = await desk.records.projects.get(key) or await desk.records.programs.get(key)
    return typed if exact else found
