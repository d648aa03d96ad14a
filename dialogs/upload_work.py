"""What is done with a workbook once it was fetched and read: compared, brought in, taken back, forgotten."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs import redraws, upload_holding
from dialogs.desk import Desk
from dialogs.importing import Planned, carry_out, planned
from dialogs.undoing import TABLES_KEPT, take_back
from pmo.importing.differences import sign_of
from pmo.importing.holding import Held, hold_back
from pmo.importing.preview import Preview, preview_of
from pmo.importing.sheets import Sheets, Unreadable
from pmo.importing.stages import WORK, Stage, Trouble
from storage.outbox import LetterKind
from storage.recording import Recording
from storage.shelves import Records
from storage.uploads import Upload

REMEMBERED = timedelta(days=7)
"""So long an import can be taken back, and it is known what became of a workbook."""
WAITS = timedelta(days=1)
"""So long a workbook waits for whoever sent it to agree."""
_BATCH = 500


async def waiting(desk: Desk) -> Sequence[Upload]:
    """The workbooks with which something is to be done, in the order in which they were sent."""
    return await desk.records.uploads.find("work")


async def keep(upload: Upload, desk: Desk) -> Upload:
    """Store it as another version, which is given back, and bring the message up to date that tells of it."""
    changed = replace(upload, version=upload.version + 1)
    await desk.records.uploads.put(changed)
    if changed.posted is not None:
        await redraws.ask_for(LetterKind.IMPORT, changed.id, changed.posted, desk)
    return changed


async def fail(upload_id: str, why: Trouble, desk: Desk) -> None:
    """Nothing can come of it."""
    known = await desk.records.uploads.get(upload_id)
    if known is not None and known.stage in WORK:
        await keep(replace(known, stage=Stage.FAILED, trouble=why, link=""), desk)
        await desk.note(known.member, "import.failed", known.id, {"why": why.value})


async def refuse(upload_id: str, unread: Unreadable, desk: Desk) -> None:
    """It is no workbook that could be read."""
    known = await desk.records.uploads.get(upload_id)
    if known is not None and known.stage in WORK:
        wrong = replace(known, stage=Stage.REFUSED, preview=Preview(remarks=(unread.about(known.name),)))
        await keep(replace(wrong, link=""), desk)
        await desk.note(known.member, "import.refused", known.id)


async def go_on(upload_id: str, sheets: Sheets, desk: Desk) -> None:
    """Compare what was just sent, or bring in what is wanted."""
    known = await desk.records.uploads.get(upload_id)
    if known is None or known.stage not in (Stage.SENT, Stage.WANTED):
        return
    wanted = known.stage is Stage.WANTED
    recording = Recording(desk.records.transaction, TABLES_KEPT)
    at_work = replace(desk, records=Records(recording)) if wanted else desk
    found = await planned(sheets, at_work)
    held = Held() if found.plan.refused else await asyncio.to_thread(hold_back, found.plan)
    held = await upload_holding.with_agreed(held, known.member, desk)
    shown = await asyncio.to_thread(_shown, known, found, held)
    if not wanted or shown.sign != known.sign or found.plan.refused:
        preview = shown.preview.since(known.preview) if wanted else shown.preview
        await keep(replace(shown, again=wanted, preview=preview), desk)
        await desk.note(known.member, f"import.{shown.stage.value}", known.id, _counts(shown))
        return
    await carry_out(found, at_work, known.member)
    async for change in recording.changes(known.id):
        await desk.records.kept_changes.put(change)
    # What two have agreed to is no part of what one of them can take back.
    await upload_holding.propose(held, known.member, desk)
    await _end_undoing(await desk.records.uploads.all(), desk)
    brought_in = replace(known, stage=Stage.HELD, done_at=desk.now, offices=held.offices, calendars=held.calendars)
    await keep(replace(brought_in, again=False, is_last=True, to_follow=True), desk)


async def _end_undoing(uploads: Iterable[Upload], desk: Desk) -> None:
    """These cannot be taken back any more."""
    for one in uploads:
        if one.is_last:
            await keep(replace(one, is_last=False), desk)


def _shown(upload: Upload, found: Planned, held: Held) -> Upload:
    """The workbook with what it would change, or with what is wrong with it."""
    preview = preview_of(found.plan, held)
    if found.plan.refused:
        return replace(upload, stage=Stage.REFUSED, link="", preview=preview, sign="")
    return replace(upload, stage=Stage.SHOWN, link="", preview=preview, sign=sign_of(found.plan, held))


def _counts(upload: Upload) -> dict[str, str]:
    preview = upload.preview
    found = {f"{part}.{file}": str(count) for part, files in preview.parts.items() for file, count in files.items()}
    return found | ({"errors": str(preview.all_remarks)} if upload.stage is Stage.REFUSED else {})


async def undo(upload_id: str, desk: Desk) -> None:
    """Take back what was brought in, as somebody wants."""
    known = await desk.records.uploads.get(upload_id)
    if known is None or known.stage is not Stage.UNWANTED:
        return
    undone = await take_back(known.id, known.member, desk)
    told = await upload_holding.withdraw(known, desk)
    back = replace(told, restored=undone.restored, left=undone.left, more_left=undone.more, is_last=False)
    await keep(replace(back, stage=Stage.UNDONE, done_at=desk.now, to_follow=True), desk)
    await desk.note(known.member, "import.undone", known.id, {"rows": str(undone.restored)})


async def followed(upload_id: str, desk: Desk) -> None:
    """What follows from it has been planned and asked for; the message tells nothing of that."""
    known = await desk.records.uploads.get(upload_id)
    if known is not None:
        await desk.records.uploads.put(replace(known, to_follow=False))


def can_be_undone(upload: Upload, at: datetime) -> bool:
    """Whether it is the last import that was brought in, and not long ago at this instant (UTC)."""
    recent = upload.done_at is not None and at < upload.done_at + REMEMBERED
    return upload.stage is Stage.HELD and upload.is_last and recent


async def over(desk: Desk) -> list[str]:
    """Let go of what nobody agreed to for a day; give the ids of all whose files can go."""
    known = await desk.records.uploads.all()
    for one in known:
        if one.stage is Stage.SHOWN and one.sent_at + WAITS <= desk.now:
            await keep(replace(one, stage=Stage.DROPPED), desk)
    await _end_undoing([one for one in known if not can_be_undone(one, desk.now)], desk)
    return [one.id for one in await desk.records.uploads.all() if one.stage is not Stage.SHOWN and not one.is_at_work]


async def forget(desk: Desk) -> bool:
    """Forget a batch of how things were before imports that cannot be taken back any more; whether there is more."""
    for one in await desk.records.uploads.all():
        if one.stage is Stage.SHOWN or one.is_at_work or can_be_undone(one, desk.now):
            continue
        changes = await desk.records.kept_changes.find("of", one.id, limit=_BATCH)
        for change in changes:
            await desk.records.kept_changes.remove(change.key)
        if changes:
            return True
        if one.sent_at + 2 * REMEMBERED <= desk.now:
            await desk.records.uploads.remove(one.id)
    return False
