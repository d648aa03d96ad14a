"""Somebody is told that they look after a risk, an issue or a change from now on."""

from cards.log_words import weight_words
from cards.plain import joined
from dialogs.access import may_hear_of
from dialogs.desk import Desk
from locales import Say
from pmo.logs import LogEntry
from pmo.portfolio import code_key

LOOKS_AFTER = "looks after"


def detail_of(entry: LogEntry, by: str) -> tuple[str, ...]:
    """What the notice about an entry needs, which `by` has given to its owner."""
    return (by, entry.key, entry.owner)


async def of_an_entry(detail: tuple[str, ...], say: Say, desk: Desk) -> tuple[str, tuple[str, ...]] | None:
    """`(by, key, owner)`: nothing when it is over, somebody else's, or not for them to know of any more."""
    by, key, owner = detail
    entry, person = await desk.records.log.get(key), await desk.member(owner)
    project = await desk.records.projects.get(code_key(entry.project)) if entry else None
    if entry is None or person is None or project is None or not await may_hear_of(person, project, desk):
        return None
    if not entry.is_open or code_key(entry.owner) != code_key(owner):
        return None
    title = say("You look after {code} of {project}", code=entry.code, project=entry.project)
    due = say("by {day}", day=say.date(entry.due)) if entry.due else ""
    told = (entry.title, entry.action, joined(weight_words(entry, say), due))
    named = say("{name} named you. What you look after is in “todo”.", name=await desk.name_of(by))
    return title, (*[line for line in told if line], named)
