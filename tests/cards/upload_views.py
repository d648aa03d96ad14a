"""Workbooks on their way as the tests show them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from cards.rendered import Rendered
from cards.upload import UploadView, upload_card, uploads_card
from locales import Say
from pmo.importing.differences import CELL_SHOWN, MOST, Change, Difference
from pmo.importing.layouts import LAYOUTS
from pmo.importing.preview import Preview
from pmo.importing.sheets import Remark
from pmo.importing.stages import Stage, Trouble
from tests.cards.samples import ARABIC, HOSTILE, NOW

_LINES = (
    Difference(file="projects", change=Change.GONE, row="APPT", name="Appointment booking for consulates"),
    Difference(
        file="projects",
        change=Change.CHANGED,
        row="VISA",
        column="end",
        before="2026-09-30",
        after="2026-12-31",
    ),
    Difference(file="projects", change=Change.CHANGED, row="BIOM", column="manager", before="", after="nbrennan"),
    Difference(file="projects", change=Change.BACK, row="DESK", name="One service desk"),
    Difference(
        file="members", change=Change.AGREED, row="ldessart", column="role", before="member", after="management"
    ),
    Difference(file="members", change=Change.NEW, row="ahaddad", name=ARABIC[:40], cells=(("role", "member"),)),
)
_PREVIEW = Preview(
    new={"members": 1},
    changed={"projects": 2},
    gone={"projects": 1},
    lines=_LINES,
    remarks=(Remark("projects", None, "owner", "2 rows still name what this import archives: VISA, BIOM"),),
)
_SHOWN = UploadView(id="a1", version=2, name="portfolio.xlsx", stage=Stage.SHOWN, preview=_PREVIEW)
_HELD = replace(_SHOWN, stage=Stage.HELD, by="Pieter De Wael", done_at=NOW, until=NOW + timedelta(days=7))
_REFUSED = UploadView(
    id="a1",
    version=2,
    name="portfolio.xlsx",
    stage=Stage.REFUSED,
    preview=Preview(
        remarks=(
            Remark("projects", 3, "end", 'holds "soon"; allowed: a date such as 2026-03-31'),
            Remark("projects", 4, "", HOSTILE),
        ),
        more_remarks=3,
    ),
)
_WIDE = Difference(
    file="measurements",
    change=Change.CHANGED,
    row="A" * 80,
    column="definition",
    before=ARABIC[:CELL_SHOWN],
    after="é" * CELL_SHOWN,
)
_NEW = replace(_WIDE, change=Change.NEW, name=ARABIC[:CELL_SHOWN], cells=(("summary", ARABIC[:60]),) * 8)
_LONG = replace(_PREVIEW, lines=(_WIDE,) * MOST, more=7)


def _of(view: UploadView, page: int = 1) -> Callable[[Say], Rendered]:
    return lambda say: upload_card(view, say, page=page)


UPLOAD_VIEWS: dict[str, Callable[[Say], Rendered]] = {
    "import_shown": _of(_SHOWN),
    "import_again": _of(replace(_SHOWN, again=True, preview=replace(_PREVIEW, gone={}, fresh=1, remarks=()))),
    "import_page": _of(replace(_SHOWN, preview=_LONG), page=2),
    "import_last_page": _of(replace(_SHOWN, preview=replace(_LONG, remarks=())), page=99),
    "import_page_of_new": _of(replace(_SHOWN, preview=replace(_LONG, lines=(_NEW,) * MOST)), page=2),
    "import_nothing": _of(UploadView(id="a1", version=2, name=HOSTILE, stage=Stage.SHOWN)),
    "import_held": _of(_HELD),
    "import_undone": _of(
        replace(_HELD, stage=Stage.UNDONE, until=None, restored=3, left=("projects: visa",), more_left=2)
    ),
    "import_stands": _of(
        replace(_SHOWN, preview=Preview(stands=(*_LINES[1:3], *(_WIDE,) * 60), more_stands=40)),
    ),
    "import_losing": _of(
        replace(_SHOWN, preview=replace(_PREVIEW, gone={"projects": 21, "posts": 2}, had={"projects": 21, "posts": 9}))
    ),
    "import_losing_everything": _of(
        replace(_SHOWN, again=True, preview=replace(_PREVIEW, gone=dict.fromkeys(LAYOUTS, 999)))
    ),
    "import_undone_of_two": _of(
        replace(
            _HELD,
            stage=Stage.UNDONE,
            until=None,
            withdrawn=("posts: ktm · workweek",) * 30,
            agreed=("members: nbrennan · role: pmo",),
        )
    ),
    "import_refused": _of(_REFUSED),
    "imports": lambda say: uploads_card([_HELD, replace(_HELD, stage=Stage.UNDONE)], say),
    **{
        f"import_{stage}": _of(UploadView(id="a1", version=2, name="portfolio.xlsx", stage=stage))
        for stage in (Stage.SENT, Stage.WANTED, Stage.UNWANTED, Stage.DROPPED)
    },
    **{
        f"import_failed_{trouble}": _of(
            UploadView(id="a1", version=2, name="portfolio.xlsx", stage=Stage.FAILED, trouble=trouble)
        )
        for trouble in Trouble
    },
}
