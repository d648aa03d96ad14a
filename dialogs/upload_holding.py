"""What a workbook sent inside Teams wants that two of the PMO must want: it is proposed in the name of its sender."""

from dataclasses import replace

from dialogs import calendar_keeping, office_keeping
from dialogs.desk import Desk
from pmo.calendar_changes import CalendarChange, as_cells
from pmo.importing.holding import Held
from pmo.offices import Office, office_of
from storage.uploads import Upload


async def with_agreed(held: Held, by: str, desk: Desk) -> Held:
    """The same with what another of the PMO wants already: who sends the workbook, `by`, agrees to that."""
    found: list[tuple[str, str]] = []
    for key, change in held.calendars.items():
        calendar = await desk.records.calendar_states.get(key)
        if calendar is not None and calendar.is_agreed(change, by):
            found.append(("posts", key))
    for key, office in held.offices.items():
        state = await desk.records.office_states.get(key)
        if state is not None and state.is_agreed(office, by):
            found.append(("members", key))
    return replace(held, agreed=tuple(found))


async def propose(held: Held, by: str, desk: Desk) -> None:
    """Let it wait, and ask the others; what one of them wants already holds.

    Args:
        by: member id of who sent the workbook.
    """
    person = await desk.member(by)
    for key, (_, wanted) in held.posts.items():
        post = await desk.records.posts.get(key)
        if post is not None:
            await calendar_keeping.propose(post, wanted, by, desk)
    for key, office in held.offices.items():
        member = await desk.records.members.get(key)
        if member is not None and person is not None:
            await office_keeping.want_too(member, office, person, desk)


async def withdraw(upload: Upload, desk: Desk) -> Upload:
    """What still waits of a workbook that is taken back is not wanted any more; what two have agreed to stays."""
    withdrawn, agreed = list[str](), list[str]()
    for key, change in upload.calendars.items():
        state, post = await desk.records.calendar_states.get(key), await desk.records.posts.get(key)
        if state is not None and state.is_wanted_by(upload.member):
            await calendar_keeping.drop(state, upload.member, desk)
            withdrawn.append(_calendar(key, change))
        elif post is not None and not post.archived and change.left_of(post).is_empty:
            agreed.append(_calendar(post.code, change))
    for key, office in upload.offices.items():
        waits, member = await desk.records.office_states.get(key), await desk.records.members.get(key)
        if waits is not None and waits.is_wanted_by(upload.member):
            await office_keeping.drop(waits, upload.member, desk)
            withdrawn.append(_office(key, office))
        elif member is not None and not member.archived and office_of(member) == office:
            agreed.append(_office(member.id, office))
    return replace(upload, withdrawn=tuple(withdrawn), agreed=tuple(agreed))


def _calendar(post: str, change: CalendarChange) -> str:
    """`posts: KTM · workweek, close`, in the words of the files."""
    return f"posts: {post} · {', '.join(as_cells(change))}"


def _office(member: str, office: Office) -> str:
    """`members: ldessart · role: management`."""
    return f"members: {member} · role: {office.role.value}"
