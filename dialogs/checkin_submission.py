"""One press of "Send": each part of the card is taken by itself, all or nothing (CONTRACT §5 "Submitting")."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from cards.plain import clipped, joined
from cards.status import status_word
from dialogs import assistance, digest_amending, judging, measuring, reporting
from dialogs.access import stands_in_for
from dialogs.checkin_cards import Said, follow_up_taken, still_taken
from dialogs.checkin_groups import Group, answers_ask, costs_period, may_answer, part_of
from dialogs.corrections import may_correct
from dialogs.desk import Desk, Person
from dialogs.problem_words import in_words
from pmo.answers import Declared, Filled, Invalid, Open, SaidStatus, filled_in, judge, only_follows_up
from pmo.asks import Ask
from pmo.checkins import CheckinCard, Fields, Shown, ShownCard
from pmo.forms import FOLLOW_UP_FIELDS, STATUS_FIELDS, TEXT_LIMIT
from pmo.portfolio import Rag, code_key

_SUMMARY_SHOWN = 80
_ROOM_FOR_TYPED = 12_000
"""Bytes of what was typed into one part that still have room on a card."""


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """What one click sent, what was before the person's eyes, and what the card shows after it.

    Attributes:
        values: inputs by id, in the form of keys.
        touched: the asks whose cards show something else now, whoever they were put to.
    """

    values: Mapping[str, Any]
    person: Person
    desk: Desk
    seen: ShownCard
    said: Said = msgspec.field(default_factory=Said)
    touched: list[Ask] = msgspec.field(default_factory=list)

    async def take(self, group: Group) -> bool:
        """Take one part's answer, all or nothing; tell whether it was stored. What was wrong is added to `said`."""
        shown = self.seen.shown.get(group.key, Shown())
        part = await part_of(group, shown, self.desk)
        filled = filled_in(part, self.values, shown)
        if self._says_nothing_new(group, filled):
            return False
        closed = not await self._is_taken(group, filled)
        corrects = closed and await may_correct(group, self.person, self.desk)
        if corrects:
            filled = filled_in(part.for_correction(), self.values, shown)
        judged = judge(filled, self._today, self.person.say.read_number)
        if isinstance(judged, Open):
            if filled.changed:
                self._keep(group, filled.typed)
            return False
        obstacle = await self._obstacle(group, shown, closed=closed and not corrects)
        if obstacle:
            self.said.notes.append(obstacle)
            self._keep(group, filled.typed)
            return False
        if isinstance(judged, Invalid):
            self._keep(group, filled.typed)
            self.said.problems[group.key] = in_words(judged.problems, self.person.say)
            return False
        return await self._store(group, judged)

    async def _is_taken(self, group: Group, filled: Filled) -> bool:
        """Whether the period takes this as it is; a closed one takes corrections."""
        about = (group.project, group.program, self.desk)
        if await still_taken(group.asks[0], *about):
            return True
        status = group.status_ask
        if status is None or not only_follows_up(filled.typed, filled.shown.fields):
            return False
        return filled.tells_what_is_done and await follow_up_taken(status, *about)

    def _says_nothing_new(self, group: Group, filled: Filled) -> bool:
        """Whether everything was answered and the fields say what was said before."""
        if filled.changed or filled.tells_what_is_done or not all(ask.answered_version for ask in group.asks):
            return False
        return not self._answered_since(group, filled.shown)

    def _answered_since(self, group: Group, shown: Shown) -> Ask | None:
        """The ask of the part that somebody has answered since the person looked."""
        for ask in group.asks:
            seen = shown.measured.get(code_key(ask.indicator), 0) if ask.indicator else shown.answered
            if ask.answered_version > seen:
                return ask
        return None

    def _keep(self, group: Group, typed: Fields) -> None:
        """Give back what was typed: all of it while a card can hold it, else as far as the fields can."""
        if sum(len(text.encode(errors="replace")) for text in typed.values()) <= _ROOM_FOR_TYPED:
            self.said.typed[group.key] = typed
            return
        longest = {name: known.longest for name, known in (STATUS_FIELDS | FOLLOW_UP_FIELDS).items()}
        self.said.typed[group.key] = {name: text[: longest.get(name, TEXT_LIMIT)] for name, text in typed.items()}

    @property
    def _today(self) -> date:
        return self.person.calendar.local(self.desk.now).date()

    async def _obstacle(self, group: Group, shown: Shown, *, closed: bool) -> str:
        """Why this part's answer cannot be taken from this person now; empty when it can."""
        say, code, desk = self.person.say, group.code, self.desk
        if group.project is None and group.asks[0].project:
            return say("{project} has left the portfolio and is not reported any more.", project=code)
        if not await may_answer(group, self.person, desk):
            await desk.note(self.person.mark, "refused", f"checkin.submit {code}")
            return say("{project} is reported by somebody else now; your answer was not stored.", project=code)
        since = self._answered_since(group, shown)
        if since is not None and since.answered_at is not None:
            return await self._answer_of(since, since.answered_at, code)
        if closed:
            period = say.period(group.asks[0].period)
            return say("{project}: {period} is closed. The PMO can correct it.", project=code, period=period)
        return ""

    async def _answer_of(self, since: Ask, at: datetime, code: str) -> str:
        """Who was faster, when, and with what."""
        say, desk = self.person.say, self.desk
        name, time = await desk.name_of(since.answered_by), say.moment(at)
        report = None if since.indicator else await reporting.latest_report(since.project, since.period, desk)
        if report is None:
            return say(
                "{name} answered {project} on {time}. Send again to replace it.", name=name, project=code, time=time
            )
        said = joined(status_word(report.rag, say), clipped(report.summary, _SUMMARY_SHOWN), by=" – ")
        return say(
            "{name} answered {project} on {time}: {answer}. Send again to replace it.",
            name=name,
            project=code,
            time=time,
            answer=said,
        )

    async def _store(self, group: Group, declared: Declared) -> bool:
        """Store what was declared; tell whether any of it was new."""
        stored = False
        absent = await self._stands_for(group)
        if group.status_ask is not None and declared.status is not None:
            stored = await self._report(group, group.status_ask, declared, absent)
        for ask in group.indicator_asks:
            value = declared.values.get(code_key(ask.indicator))
            if value is None or not await answers_ask(ask, group, self.person, self.desk):
                continue
            said = measuring.measurement_of(ask, self.person, self.desk, stands_for=absent, correction=declared.reason)
            open_before = not ask.answered_version
            measured, touched = await measuring.measure(ask, value, said, self.desk)
            self.touched.extend(touched)
            stored = stored or open_before or measured is not None
        if stored and group.project is not None:
            await judging.ask_for(group.project.code, self.desk)
            await digest_amending.follow(group.project, self.desk)
        return stored

    async def _report(self, group: Group, ask: Ask, declared: Declared, absent: str) -> bool:
        """Store the status with the milestones, costs and help that came with it."""
        status, project, desk = declared.status, group.project, self.desk
        assert status is not None
        assert project is not None, "both looked at by the caller"
        report = reporting.report_of(ask, declared, self.person, desk, stands_for=absent)
        follow_up = await self._follows_up(ask, declared)
        stored, touched = await reporting.declare(report, project, desk, follow_up=follow_up)
        self.touched.extend(touched)
        for code, date_said in declared.milestones.items():
            await measuring.forecast(project, code, date_said, ask.period, desk)
            await judging.ask_for_those_after(project.code, code, desk)
        spent = await self._spend(group, ask, status)
        if stored is not None:
            await assistance.follow(stored, project, ask.at, desk)
        return stored is not None or spent or bool(declared.milestones) or ask.follow_up != follow_up

    async def _spend(self, group: Group, ask: Ask, status: SaidStatus) -> bool:
        period, amounts = costs_period(ask, group), (status.planned_cost, status.actual_cost)
        if not period or amounts == (None, None):
            return False
        return await measuring.spend(ask.project, period, *amounts, self.desk)

    async def _follows_up(self, ask: Ask, declared: Declared) -> bool:
        """Whether what is done about the answer is still to be told: not asked after "no change", and asked once."""
        assert declared.status is not None, "looked at by the caller"
        if declared.status.rag is Rag.GREEN or declared.unchanged or declared.followed_up:
            return False
        last = await reporting.latest_report(ask.project, ask.period, self.desk)
        return ask.follow_up or last is None or last.rag is Rag.GREEN

    async def _stands_for(self, group: Group) -> str:
        """In whose place the person answers; empty when they were asked themselves or answer in their own right."""
        for ask in group.asks:
            if ask.stands_for and code_key(ask.member) == code_key(self.person.id):
                return ask.stands_for
        asked = {code_key(ask.member) for ask in group.asks}
        if code_key(self.person.id) in asked:
            return ""
        absent = await stands_in_for(self.person, self.desk, group.project)
        return next((one.id for one in absent if code_key(one.id) in asked), "")


def by_id(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, by the ids of inputs in the spelling of keys."""
    return {name.casefold(): value for name, value in values.items()}


async def typed_into(
    card: CheckinCard, groups: Sequence[Group], values: Mapping[str, Any], desk: Desk
) -> dict[str, Fields]:
    """What came along for these parts that differs from what the card shows, by the key of the part."""
    sent, typed = by_id(values), {}
    for group in groups:
        shown = card.shown.get(group.key, Shown())
        filled = filled_in(await part_of(group, shown, desk), sent, shown)
        if filled.changed:
            typed[group.key] = filled.typed
    return typed
