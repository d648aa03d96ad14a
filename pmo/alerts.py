"""Alerts: one matter of concern about one project each, from its opening to a decision (DESIGN §6)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from pmo.checkins import Posted
from pmo.portfolio import Rag, code_key
from pmo.reasons import Reason

COOL_DOWN = timedelta(days=7)
"""What comes back within this time of being told, and is no worse, is shown where it was told and is no news."""
FLAPS = timedelta(days=8)
"""What figures bring back within this time of its going has not gone: a week, and a day for those who answer late."""
REMEMBERED = 20
"""So many of the latest happenings of an alert are kept with it."""


class AlertState(StrEnum):
    """Where an alert is on its way to an end."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Cause(StrEnum):
    """What raised an alert; a project has one alert for each, with rules and milestones one for each of them.

    A rule that finds something of one indicator and later of another has found two matters.
    """

    DECLARED = "declared"
    COMPUTED = "computed"
    CONFLICT = "conflict"
    BUDGET = "budget"
    MILESTONE = "milestone"
    ORDER = "order"
    RULE = "rule"


BY_MONEY = "money"
"""Subject of the conflict that rests on money alone; what is said about it is for those who may see that."""
PRIVATE_CAUSES = frozenset((Cause.CONFLICT, Cause.BUDGET))
"""What never goes into a channel."""


class What(StrEnum):
    """What happened to an alert."""

    WORSENED = "worsened"
    REOPENED = "reopened"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    RESOLVED = "resolved"
    CLOSED = "closed"
    OVER = "over"
    GONE = "gone"
    LEFT = "left"
    ESCALATED = "escalated"
    EXPLAINED = "explained"
    AGREED = "agreed"
    ACTION = "action"
    DECISION = "decision"
    DONE = "done"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One step of an alert.

    Attributes:
        at: UTC.
        by: member id of who did it; of who was told, for an escalation; empty for nobody.
        note: their words.
    """

    what: What
    at: datetime
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One matter of concern about one project; a cause has one alert, with a counter.

    Attributes:
        project: code.
        program: code.
        cause: what raised it; `subject` is the code of its rule or milestone.
        rag: the status it speaks of, red or amber.
        previous: the status before the one it speaks of; None for a first report.
        opened: UTC; of this opening.
        since: UTC; when the project got the status it speaks of, by a report that no other status followed.
        period: of the latest report it counts.
        reasons: the figures it rests on, the worst first.
        about, figure: what a rule found, and how much; of a milestone what must come first, by its key.
        grounds: everything it has rested on since it was told last, each in a word.
        money: it rests on money, and is for those alone who may see that.
        count: periods reported with this status since then, the first included; of figures, how often they came back.
        postings: how often it was posted as news: on opening and on each worsening.
        version: counts changes, so that cards can be told apart; `news_version` is that of the latest news:
            the opening or the last worsening.
        told_rag, told_at: the worst status it was posted with lately, and when (UTC).
        by: member id of who acknowledged, put off or resolved it; `at` when (UTC).
        until: UTC; until when it is put off; kept when its cause goes meanwhile.
        holder: member id of who took it last since it was told; empty for nobody.
        closed_itself: resolved because its cause had gone, or with its project; `gone`: since somebody resolved it.
        waiting_since: UTC; from when on nobody has taken it; None for one that was opened silently.
        climbed: how many rungs of its ladder it has climbed since then.
        past: the latest of what happened to it, in order.
        messages: where Teams shows it.
    """

    project: str
    program: str
    rag: Rag
    previous: Rag | None
    opened: datetime
    since: datetime
    period: str
    cause: Cause = Cause.DECLARED
    subject: str = ""
    reasons: tuple[Reason, ...] = ()
    grounds: tuple[str, ...] = ()
    about: str = ""
    figure: Decimal | None = None
    money: bool = False
    summary: str = ""
    blockers: str = ""
    reporter: str = ""
    count: int = 1
    postings: int = 1
    version: int = 1
    news_version: int = 1
    told_rag: Rag | None = None
    told_at: datetime | None = None
    state: AlertState = AlertState.OPEN
    by: str = ""
    at: datetime | None = None
    until: datetime | None = None
    note: str = ""
    holder: str = ""
    closed_itself: bool = False
    gone: bool = False
    waiting_since: datetime | None = None
    climbed: int = 0
    past: tuple[Happened, ...] = ()
    messages: tuple[Posted, ...] = ()

    @property
    def key(self) -> str:
        """One alert per project and cause."""
        return alert_key(self.project, self.cause, self.subject, self.about)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state is not AlertState.RESOLVED

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has taken it."""
        return self.state is AlertState.OPEN

    @property
    def is_private(self) -> bool:
        """Whether it is for those alone who are to act, and never for a channel."""
        return self.money or self.cause in PRIVATE_CAUSES

    def told(self, what: What, at: datetime, by: str = "", note: str = "") -> "Alert":
        """The same with one more step in its past."""
        step = Happened(what=what, at=at, by=by, note=note)
        return replace(self, past=(*self.past, step)[-REMEMBERED:], version=self.version + 1)

    @property
    def is_over(self) -> bool:
        """Whether it ended with its project, which was closed or has left the portfolio."""
        return self.closed_itself and any(step.what in (What.OVER, What.GONE) for step in self.past[-1:])

    @property
    def has_left(self) -> bool:
        """Whether it ended because its project has left the portfolio."""
        return self.is_over and self.past[-1].what is What.GONE

    def posted_at(self, now: datetime) -> "Alert":
        """It is told as news, and waits for somebody from now on."""
        return replace(self._waiting(now), postings=self.postings + 1, told_rag=self.rag, told_at=now)

    def untold(self) -> "Alert":
        """What it says now was told to nobody: it waits for nobody either."""
        return replace(self, waiting_since=None, climbed=0)

    def going_on(self, before: "Alert | None", now: datetime) -> "Alert":
        """What it says now is no news: it waits as long as it did, whoever had it still has it, and it is shown there.

        While its cause was gone it waited for nobody; what was put off meanwhile and is due waits from now on.
        """
        if before is None or before.told_at is None:
            return self
        told = replace(self, told_rag=before.told_rag, told_at=before.told_at, messages=before.messages)
        told = replace(told, waiting_since=before.waiting_since, climbed=before.climbed, holder=before.holder)
        if before.is_open:
            held = replace(told, state=before.state, by=before.by, at=before.at, until=before.until)
            return replace(held, note=before.note)
        if before.waiting_since is not None and before.at is not None:
            told = replace(told, waiting_since=before.waiting_since + (now - before.at))
        if before.until is not None and before.until <= now:
            return replace(told, waiting_since=now, climbed=0, holder="")
        if not before.holder:
            return told
        taken = [step.at for step in before.past if step.what in _TAKEN]
        held = replace(told, by=before.holder, at=taken[-1] if taken else before.at, until=before.until)
        note = before.note if before.closed_itself else ""
        return replace(held, state=AlertState.SNOOZED if before.until else AlertState.ACKNOWLEDGED, note=note)

    @property
    def was_taken(self) -> bool:
        """Whether anybody ever did something about it."""
        return any(step.what in _TAKEN or step.what is What.AGREED for step in self.past)

    def acknowledged(self, by: str, at: datetime) -> "Alert":
        """Somebody has it; said again by the same or another person, the newest word counts."""
        taken = replace(self, state=AlertState.ACKNOWLEDGED, by=by, at=at, until=None, note="", holder=by)
        return taken.told(What.ACKNOWLEDGED, at, by)

    def explained(self, by: str, at: datetime, reason: str) -> "Alert":
        """Somebody has said why the figures do not tell the truth; both stand beside each other from now on."""
        taken = replace(self, state=AlertState.ACKNOWLEDGED, by=by, at=at, until=None, note=reason, holder=by)
        return taken.told(What.EXPLAINED, at, by, reason)

    def handed_on(self, what: What, by: str, to: str, at: datetime) -> "Alert":
        """Somebody has made an action or a decision of it, and asked somebody for that."""
        taken = replace(self, state=AlertState.ACKNOWLEDGED, by=by, at=at, until=None, note="", holder=by)
        return taken.told(what, at, to)

    def snoozed(self, by: str, at: datetime, until: datetime) -> "Alert":
        """Somebody has seen it and wants to hear of it later."""
        put_off = replace(self, state=AlertState.SNOOZED, by=by, at=at, until=until, note="", holder=by)
        return put_off.told(What.SNOOZED, at, by)

    def woken(self, at: datetime) -> "Alert":
        """The time it was put off has passed: it waits for somebody again, from now on."""
        return self._waiting(at).told(What.WOKEN, at, self.by)

    def abandoned(self, at: datetime) -> "Alert":
        """Whoever had it has left: it waits for somebody again, from now on."""
        return self._waiting(at).told(What.LEFT, at, self.by)

    def _waiting(self, since: datetime) -> "Alert":
        """Nobody has it, and it has climbed nothing since then."""
        waiting = replace(self, state=AlertState.OPEN, by="", at=None, until=None, note="", holder="")
        return replace(waiting, waiting_since=since, climbed=0)

    def resolved(self, by: str, at: datetime, note: str) -> "Alert":
        """Somebody ended it."""
        ended = replace(self, state=AlertState.RESOLVED, by=by, at=at, until=None, note=note, holder=by, gone=False)
        return ended.told(What.RESOLVED, at, by, note)

    def agreed(self, by: str, at: datetime) -> "Alert":
        """Somebody took over what the figures say; whoever declares otherwise again is asked again."""
        return self.told(What.AGREED, at, by).resolved(by, at, "").forgotten()

    def forgotten(self) -> "Alert":
        """Nobody remembers that it was told: it is news when it comes back."""
        return replace(self, told_rag=None, told_at=None, waiting_since=None, holder="")

    def closed_itself_at(self, at: datetime, why: What = What.CLOSED) -> "Alert":
        """Its cause has gone, or its project is over."""
        return replace(self, state=AlertState.RESOLVED, by="", at=at, closed_itself=True, gone=True).told(why, at)

    def escalated(self, to: str, at: datetime) -> "Alert":
        """Nobody has taken it, and somebody above was told; `to` names several by `;`, nobody when there was none."""
        higher = replace(self, climbed=self.climbed + 1)
        return higher.told(What.ESCALATED, at, to) if to else replace(higher, version=self.version + 1)


_TAKEN = frozenset((What.ACKNOWLEDGED, What.SNOOZED, What.EXPLAINED, What.RESOLVED, What.ACTION, What.DECISION))


def is_news(before: Alert | None, rag: Rag, now: datetime) -> bool:
    """Whether raising an alert now is worth a message: it was not told lately, or it is worse than what was told."""
    if before is None or before.told_at is None or before.told_rag is None:
        return True
    return now - before.told_at >= COOL_DOWN or rag.severity > before.told_rag.severity


def alert_key(project: str, cause: Cause = Cause.DECLARED, subject: str = "", about: str = "") -> str:
    """The key of the alert on a project for a cause.

    It goes into cards and so says nothing of what it is about, which may be another project's.
    """
    hidden = sha256(code_key(about).encode()).hexdigest()[:8] if about else ""
    return "/".join([code_key(project), cause.value, *(part for part in (code_key(subject), hidden) if part)])
