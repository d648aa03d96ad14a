"""Actions: what somebody was asked to do or decide, followed until it is done; help asked for in a check-in is one."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from pmo.checkins import Posted
from pmo.portfolio import code_key


class ActionKind(StrEnum):
    """What is wanted."""

    HELP = "help"
    ACTION = "action"
    DECISION = "decision"


class ActionState(StrEnum):
    """Where an action is on its way."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Help that was asked for with a status report, or what an alert led to, and who is to see to it.

    Attributes:
        kind: help, an action or a decision.
        origin: key of the alert it came of, and its number there (`visa/declared#2`); empty for help.
        project: code.
        period: of the report it was asked in.
        asked_by: member id.
        asked_at: UTC.
        text: what is needed.
        owner: member id of who is to answer; empty for the PMO, any of whom may.
        due: the day by which it is wanted; None for help.
        reminded: its owner was told that this day has passed.
        escalated: somebody above was told that nobody has answered.
        answer, answered_by, answered_at: how it ended.
        messages: where Teams shows it.
    """

    project: str
    period: str
    asked_by: str
    asked_at: datetime
    text: str
    owner: str = ""
    kind: ActionKind = ActionKind.HELP
    origin: str = ""
    due: date | None = None
    reminded: bool = False
    version: int = 1
    state: ActionState = ActionState.OPEN
    escalated: bool = False
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    messages: tuple[Posted, ...] = ()

    @property
    def key(self) -> str:
        """Of help one a project and period: asked again, it is asked for something else or of somebody else."""
        return self.origin or action_key(self.project, self.period)

    @property
    def alert(self) -> str:
        """Key of the alert it came of; empty for help."""
        return self.origin.rpartition("#")[0]

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for the answer."""
        return self.state is ActionState.OPEN

    def done(self, by: str, at: datetime, answer: str) -> "Action":
        """Answered."""
        return replace(
            self, state=ActionState.DONE, answer=answer, answered_by=by, answered_at=at, version=self.version + 1
        )

    def withdrawn(self, at: datetime) -> "Action":
        """Not needed any more, says the report it was asked with."""
        return replace(self, state=ActionState.WITHDRAWN, answered_at=at, version=self.version + 1)

    def asked_again(self, text: str, owner: str, at: datetime) -> "Action":
        """With other words or for somebody else; it is open again."""
        return replace(
            self,
            text=text,
            owner=owner,
            asked_at=at,
            state=ActionState.OPEN,
            escalated=False,
            answer="",
            answered_by="",
            answered_at=None,
            version=self.version + 1,
        )


def action_key(project: str, period: str) -> str:
    """The key of the help asked for with a project's report about a period."""
    return f"{code_key(project)}/{period}"
