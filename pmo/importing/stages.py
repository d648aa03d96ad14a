"""How far a workbook has come on its way into the portfolio."""

from enum import StrEnum


class Stage(StrEnum):
    """Where it is; in those of `WORK` something is to be done with it."""

    SENT = "sent"
    SHOWN = "shown"
    WANTED = "wanted"
    HELD = "held"
    UNWANTED = "unwanted"
    UNDONE = "undone"
    DROPPED = "dropped"
    REFUSED = "refused"
    FAILED = "failed"


WORK = (Stage.SENT, Stage.WANTED, Stage.UNWANTED)
"""Just sent; to be brought in; to be taken back."""


class Trouble(StrEnum):
    """Why nothing came of a workbook.

    Its address is none of Teams’, it could not be fetched, is too large or no workbook, took too long to read, or is
    not there any more.
    """

    ADDRESS = "address"
    FETCH = "fetch"
    SIZE = "size"
    KIND = "kind"
    TIME = "time"
    LOST = "lost"
