"""How the projects somebody may see stand, as far as a selection asks: what is not asked for is not looked up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dialogs.access import ties_of
from dialogs.asked import asked_about
from dialogs.histories import interval_of
from dialogs.questions import Question
from dialogs.reporting import promised_end
from locales.folding import folded
from pmo.asks import subject_of
from pmo.judgements import Judgement
from pmo.portfolio import Member, Post, Program, Project, code_key
from pmo.reports import Standing, said_on
from pmo.rights import RESPONSIBLE
from pmo.selection import Flag, Listed, Order, Selection
from pmo.staleness import is_stale


@dataclass(frozen=True, slots=True)
class Seen:
    """A project that the readers may see, and what is kept of it; `money` says whether they may see that."""

    project: Project
    standing: Standing | None
    judged: Judgement | None
    money: bool


class Looker:
    """Looks up what a selection asks about each project.

    Args:
        asked: who asks, and where.
    """

    def __init__(self, selection: Selection, asked: Question) -> None:
        self._wanted, self._asked, self._desk = selection, asked, asked.desk
        self._members: dict[str, Member | None] = {}
        self._programs: dict[str, Program | None] = {}
        self._posts: dict[str, Post | None] = {}

    async def listed(self, seen: Seen) -> Listed:
        """The project with all that is asked about it."""
        project, wanted = seen.project, self._wanted
        report = seen.standing.report if seen.standing else None
        program = await self._program(project.program)
        manager = await self._manager(project, program)
        owner = await self._member(project.owner) if wanted.owners else None
        return Listed(
            code=project.code,
            phase=project.phase,
            rag=report.rag if report else None,
            computed=seen.judged.seen_with(money=seen.money).colour if seen.judged else None,
            late=Flag.LATE in wanted.flags and await self._is_late(seen),
            stale=Flag.STALE in wanted.flags and self._is_stale(seen, program),
            missing=Flag.MISSING in wanted.flags and await self._is_missing(project),
            mine=Flag.MINE in wanted.flags
            and bool(await ties_of(self._asked.person, project, self._desk) & RESPONSIBLE),
            text=folded(f"{project.code} {project.name} {project.program}") if wanted.words else "",
            name=folded(project.name) if wanted.order is Order.NAME else "",
            manager=_text(manager),
            owner=_text(owner),
            program=folded(f"{project.program} {program.name if program else ''}"),
            post=await self._post(manager) if wanted.posts else "",
            values=await self._values(seen) if wanted.bounds else {},
            end=await self._end(seen) if wanted.order is Order.END else None,
            progress=report.progress if report else None,
            day=said_on(report, self._asked.say.zone) if report else None,
        )

    async def _end(self, seen: Seen) -> date | None:
        """When it is expected to end: by its reports, else by the portfolio."""
        told = await promised_end(seen.standing.report, self._desk) if seen.standing else None
        return told or seen.project.forecast_end or seen.project.end

    async def _is_late(self, seen: Seen) -> bool:
        expected, promised = await self._end(seen), seen.project.end
        return expected is not None and promised is not None and expected > promised

    def _is_stale(self, seen: Seen, program: Program | None) -> bool:
        """Whether its last report is older than its rhythm allows, or there never was one."""
        said = said_on(seen.standing.report, self._asked.say.zone) if seen.standing else None
        interval = interval_of(seen.project, program, self._desk) if program else None
        return is_stale(said, interval, self._asked.person.calendar.local(self._desk.now).date())

    async def _is_missing(self, project: Project) -> bool:
        """Whether the last question about its status is due and unanswered."""
        put = [ask for ask in await asked_about(subject_of(project.code), self._desk) if ask.asked]
        last = [ask for ask in put if ask.period == put[-1].period]
        return bool(last) and not any(ask.is_settled for ask in last)

    async def _values(self, seen: Seen) -> dict[str, Decimal]:
        """The latest values of its indicators that these readers may see."""
        found = {}
        for indicator in await self._desk.records.indicators.find("project", seen.project.key):
            if indicator.archived or (indicator.is_money and not seen.money):
                continue
            latest = await self._desk.records.latest.get(indicator.key)
            if latest is not None:
                found[folded(indicator.code)] = latest.value
        return found

    async def _post(self, manager: Member | None) -> str:
        """Where its manager works."""
        if manager is None:
            return ""
        if manager.post not in self._posts:
            self._posts[manager.post] = await self._desk.post(manager.post)
        post = self._posts[manager.post]
        return folded(f"{post.code} {post.name}") if post else ""

    async def _manager(self, project: Project, program: Program | None) -> Member | None:
        """Who manages it, where that is asked about."""
        if not (self._wanted.managers or self._wanted.posts or self._wanted.order is Order.MANAGER):
            return None
        return await self._member(project.manager or (program.manager if program else ""))

    async def _member(self, member_id: str) -> Member | None:
        if member_id not in self._members:
            self._members[member_id] = await self._desk.records.members.get(code_key(member_id)) if member_id else None
        return self._members[member_id]

    async def _program(self, code: str) -> Program | None:
        if code not in self._programs:
            self._programs[code] = await self._desk.records.programs.get(code_key(code))
        return self._programs[code]


def _text(member: Member | None) -> str:
    return folded(f"{member.id} {member.name}") if member else ""
