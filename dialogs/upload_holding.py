"""What a workbook sent inside Teams wants that two of the PMO must want: it is proposed in the name of its sender."""

from dataclasses import replace

from dialogs import calendar_keeping, office_keeping
from dialogs.desk import Desk
from pmo.calendar_changes import difference
from pmo.importing.holding import Held
from pmo.offices import office_of
from storage.uploads import Upload


async def with_agreed(held: Held, by: str, desk: Desk) -> Held:
    """The same with what another of the PMO wants already: who sends the workbook, `by`, agrees to that."""
    found: list[tuple[str, str]] = []
    for key, (written, wanted) in held.posts.items():
        calendar = await desk.records.calendar_states.get(key)
        if calendar is not None and calendar.is_agreed(difference(written, wanted), by):
            found.append(("posts", key))
    for key, (_, meant) in held.members.items():
        office = await desk.records.office_states.get(key)
        if office is not None and office.is_agreed(office_of(meant), by):
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
    for key, (_, meant) in held.members.items():
        member = await desk.records.members.get(key)
        if member is not None and person is not None:
            await office_keeping.want_too(member, office_of(meant), person, desk)


async def withdraw(upload: Upload, desk: Desk) -> None:
    """What still waits of a workbook that is taken back is not wanted any more."""
    for file, key in upload.proposed:
        if file == "posts":
            calendar = await desk.records.calendar_states.get(key)
            if calendar is not None and calendar.is_wanted_by(upload.member):
                await calendar_keeping.drop(calendar, upload.member, desk)
        else:
            office = await desk.records.office_states.get(key)
            if office is not None and office.is_wanted_by(upload.member):
                await office_keeping.drop(office, upload.member, desk)
