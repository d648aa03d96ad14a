"""What a card shows of a workbook that was sent."""

from cards.upload import UploadView
from dialogs.desk import Desk
from dialogs.upload_work import REMEMBERED, can_be_undone
from storage.uploads import Upload


async def view_of(upload: Upload, desk: Desk) -> UploadView:
    """The workbook as it stands."""
    undoable = can_be_undone(upload, desk.now)
    return UploadView(
        id=upload.id,
        version=upload.version,
        name=upload.name,
        stage=upload.stage,
        trouble=upload.trouble,
        by=await desk.name_of(upload.member),
        preview=upload.preview,
        again=upload.again,
        done_at=upload.done_at,
        until=upload.done_at + REMEMBERED if undoable and upload.done_at else None,
        restored=upload.restored,
        left=upload.left,
        more_left=upload.more_left,
        withdrawn=upload.withdrawn,
        agreed=upload.agreed,
    )
