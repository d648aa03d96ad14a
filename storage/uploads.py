"""Workbooks that somebody of the PMO sent, on their way into the portfolio."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pmo.calendar_changes import CalendarChange
from pmo.checkins import Posted
from pmo.importing.preview import Preview
from pmo.importing.stages import WORK, Stage, Trouble
from pmo.offices import Office


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
        preview: what it would change, or what is wrong with it.
        sign: tells what it would write and replace, so that nothing else is done than was shown.
        again: the portfolio has changed since it was shown first.
        to_follow: it has changed the portfolio, and what follows from that is still to be planned and judged.
        is_last: nothing was brought in since, so that it can be taken back for a while.
        restored: how many rows were put back when it was taken back, and `left` names the first of those
            that somebody has changed since; `more_left` are counted.
        offices, calendars: what it wants and two of the PMO must want, by member and by post, once it was brought in.
        withdrawn: what of that still waited when it was taken back; `agreed` is what two had agreed to, which stays.
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
    preview: Preview = field(default_factory=Preview)
    sign: str = ""
    again: bool = False
    done_at: datetime | None = None
    to_follow: bool = False
    is_last: bool = False
    restored: int = 0
    left: tuple[str, ...] = ()
    more_left: int = 0
    offices: Mapping[str, Office] = field(default_factory=dict)
    calendars: Mapping[str, CalendarChange] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    posted: Posted | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether something is to be done with it."""
        return self.stage in WORK or self.to_follow
