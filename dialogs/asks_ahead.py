"""What one person is asked about one subject: the next question for the due instants, and those that will follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dialogs.asked import asked_about
from dialogs.desk import Desk
from pmo.asks import Ask
from pmo.cadence import Cadence, PlannedAsk, next_ask
from pmo.periods import period
from pmo.portfolio import code_key
from pmo.respondents import Respondent
from pmo.schedule import Due, DueKind, due_key


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about, and in which rhythm.

    Attributes:
        code: of the project or indicator.
        key: its key among asks.
    """

    kind: DueKind
    code: str
    key: str
    cadence: Cadence


class Plan:
    """What one person is asked about one subject.

    Args:
        after: name of a period that has had its turn; empty for none.
    """

    def __init__(self, subject: Subject, who: Respondent, after: str) -> None:
        self._subject, self._who = subject, who
        self._done = period(after) if after else None

    async def put(self, desk: Desk) -> bool:
        """Put its next ask into the due instants."""
        kind, code, had = self._subject.kind, self._subject.code, await self._had(desk)
        if await self._come(had, desk) is not None:
            return (
                False  # its instant has come: the tick that missed it is still to ask, or to note that it is too late
            )
        ask = self._next(had, desk.now)
        return await put_due(kind, code, None if ask is None else self._due(ask), desk)

    async def ahead(self, until: datetime, desk: Desk) -> list[PlannedAsk]:
        """Its asks before an instant that are not due yet, as `put` would find them one by one."""
        found, had, now = list[PlannedAsk](), await self._had(desk), desk.now
        come = await self._come(had, desk)
        self._done = period(come.period) if come else self._done
        while (ask := self._next(had, now)) is not None and ask.at < until:
            found.append(ask)
            self._done, now = period(ask.period), max(now, ask.at)
        return found

    async def _had(self, desk: Desk) -> Sequence[Ask]:
        return await asked_about(self._subject.key, desk)

    async def _come(self, had: Sequence[Ask], desk: Desk) -> Due | None:
        """The due instant that has come and not been taken up; None when there is none."""
        known = await desk.records.due.get(due_key(self._subject.kind, self._subject.code))
        if known is None or known.at > desk.now or known.absent or not _is_still_due(known, self._who.member, had):
            return None
        return known

    def _next(self, had: Sequence[Ask], now: datetime) -> PlannedAsk | None:
        by_person = {(ask.period, code_key(ask.member)): ask for ask in had if ask.asked}
        answered = {ask.period for ask in had if ask.answered_version or ask.skipped_at}

        def asked(ask: PlannedAsk) -> bool:
            before = by_person.get((ask.period, code_key(ask.member)))
            done = self._done is not None and period(ask.period) <= self._done
            return done or ask.period in answered or (before is not None and (ask.absent or not before.absent))

        return next_ask(self._subject.cadence, self._who, now, asked)

    def _due(self, ask: PlannedAsk) -> Due:
        return Due(
            kind=self._subject.kind,
            subject=self._subject.code,
            at=ask.at,
            period=ask.period,
            member=ask.member,
            deadline=ask.deadline,
            stands_for=ask.stands_for,
            moved=ask.moved,
            absent=ask.absent,
            made_up=ask.made_up,
        )


def _is_still_due(known: Due, member: str, had: Sequence[Ask]) -> bool:
    """Whether the instant that has come still belongs to this person, who has not been asked."""
    mine = code_key(member) in (code_key(known.member), code_key(known.stands_for))
    put = any(
        ask.asked and ask.period == known.period and code_key(ask.member) == code_key(known.member) for ask in had
    )
    return mine and not put


async def put_due(kind: DueKind, subject: str, due: Due | None, desk: Desk) -> bool:
    """Write the due instant only where it differs, so that planning twice writes nothing."""
    known = await desk.records.due.get(due_key(kind, subject))
    if known == due:
        return False
    if due is None:
        await desk.records.due.remove(due_key(kind, subject))
    else:
        await desk.records.due.put(due)
    return True
