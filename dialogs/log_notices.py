"""What is said to who looks after a risk, an issue or a change from now on, and to who is to approve one."""

from cards.log_words import weight_words
from cards.plain import joined
from dialogs.access import reads
from dialogs.desk import Desk
from locales import Say
from pmo.logs import LogEntry, LogState
from pmo.portfolio import code_key

LOOKS_AFTER = "looks after"
WAITS = "waits for approval"


async def of_an_entry(detail: tuple[str, ...], say: Say, desk: Desk) -> tuple[str, tuple[str, ...]] | None:
    """`(by, key, owner)`: nothing when it is over, somebody else's, or not for them to know of any more."""
    by, _, owner = detail
    entry = await _entry(detail, desk)
    if entry is None or not entry.is_open or code_key(entry.owner) != code_key(owner):
        return None
    title = say("You look after {code} of {project}", code=entry.code, project=entry.project)
    named = say("{name} named you. What you look after is in “todo”.", name=await desk.name_of(by))
    return title, (*_told(entry, say), named)


async def of_what_waits(detail: tuple[str, ...], say: Say, desk: Desk) -> tuple[str, tuple[str, ...]] | None:
    """`(by, key, member)`: nothing when it does not wait any more."""
    entry = await _entry(detail, desk)
    if entry is None or entry.state is not LogState.WAITING:
        return None
    title = say("{code} of {project} waits for your approval", code=entry.code, project=entry.project)
    name = await desk.name_of(detail[0])
    how = say("{name} asks for it. To decide, type “{words}”.", name=name, words=f"{entry.project} {entry.code}")
    return title, (*_told(entry, say), how)


async def _entry(detail: tuple[str, ...], desk: Desk) -> LogEntry | None:
    """The entry, for a member who may read its project, while it is one of the portfolio."""
    _, key, member_id = detail
    entry, person = await desk.records.log.get(key), await desk.member(member_id)
    project = await desk.records.projects.get(code_key(entry.project)) if entry else None
    if person is None or project is None or project.archived or not await reads(person, project, desk):
        return None
    return entry


def _told(entry: LogEntry, say: Say) -> tuple[str, ...]:
    due = say("by {day}", day=say.date(entry.due)) if entry.due else ""
    return tuple([line for line in (entry.title, entry.action, joined(weight_words(entry, say), due)) if line])
