"""Workbooks that somebody of the PMO sent, on their way into the portfolio."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pmo.checkins import Posted
from pmo.importing.differences import Difference
from pmo.importing.sheets import Remark
from pmo.importing.stages import Stage, Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A workbook that was sent to be brought in.

    Attributes:
        member: member id of who sent it, and who alone decides on it.
        name: of the file.
        link: where it is fetched, until it has been.
        sent_at, done_at: UTC on the rules' clock; `done_at` when it was brought in or taken back.
        version: counts what is shown of it, so that clicks on older cards can be told.
        trouble: why it failed.
        new, changed, gone, waits: how many rows of each file; what waits must be wanted by another of the PMO.
        lines: the first of the differences; `more` are counted.
        remarks: the first errors where it was refused, else warnings; `more_remarks` are counted.
        sign: tells what it would write, so that nothing else is written than was shown.
        again: the portfolio has changed since it was shown first.
        is_last: nothing was brought in since, so that it can be taken back for a while.
        restored: how many rows were put back when it was taken back, and `left` those that somebody has changed since.
        posted: the message that tells of it.
    """

    id: str
    member: str
    name: str
    sent_at: datetime
    link: str = ""
    stage: Stage = Stage.SENT
    version: int = 1
    trouble: Trouble | None = None
    new: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
    waits: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[Difference, ...] = ()
    more: int = 0
    remarks: tuple[Remark, ...] = ()
    more_remarks: int = 0
    sign: str = ""
    again: bool = False
    done_at: datetime | None = None
    is_last: bool = False
    restored: int = 0
    left: tuple[str, ...] = ()
    posted: Posted | None = None

    @property
    def changes_nothing(self) -> bool:
        """Whether it says nothing new."""
        return not (self.new or self.changed or self.gone or self.waits)
