"""Reports as documents: what is gathered for a project's status report, and for the pack of a committee."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs import declared, respondents
from dialogs.desk import Desk
from dialogs.milestones import remembered
from dialogs.report_facts import (
    Reader,
    actions_of,
    frozen_now,
    in_full,
    in_short,
    indicators_of_many,
    milestones_among,
    today_in,
    with_figures,
    zone_of,
)
from documents.view import CommitteeView, Frozen, ReportedMilestone, ReportedProject, StatusReportView
from locales import speaker
from pmo.calendars import zone_named
from pmo.digests import worst_first
from pmo.portfolio import Classification, Program, Project, code_key
from pmo.rights import knows_of
from pmo.status_counts import counted


class NothingToReport(Exception):
    """There is nothing of that code which this reader may see; the message says so."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that somebody wants: of a project, a program or, with an empty code, of the portfolio.

    Attributes:
        member: id of who is to see no more than they may; empty for everything.
        language: `en`, `fr`, `nl` or `de`; empty for the member's own.
    """

    code: str = ""
    member: str = ""
    language: str = ""


async def reader_of(wanted: Wanted, desk: Desk) -> Reader:
    """Who gets it.

    Raises:
        NothingToReport: there is no such member.
    """
    person = await desk.member(wanted.member) if wanted.member else None
    if wanted.member and (person is None or person.member is None):
        raise NothingToReport(f"There is no member {wanted.member!r}.")
    if person is not None:
        say = speaker(wanted.language, person.say.zone) if wanted.language else person.say
        return Reader(person=person, say=say, desk=desk)
    calendar = await desk.calendar_of_headquarters()
    say = speaker(wanted.language or desk.language, zone_named(calendar.zone))
    return Reader(person=None, say=say, desk=desk)


async def is_program(code: str, desk: Desk) -> bool:
    """Whether it is the code of a program that is there."""
    program = await desk.records.programs.get(code_key(code)) if code else None
    return program is not None and not program.archived


async def status_report(wanted: Wanted, desk: Desk) -> tuple[StatusReportView, Reader] | None:
    """The report of a project; None when the code is that of none.

    Raises:
        NothingToReport: this reader may not see it.
    """
    project = await desk.records.projects.get(code_key(wanted.code)) if wanted.code else None
    if project is None:
        return None
    reader = await reader_of(wanted, desk)
    readable, money = await reader.may_see(project)
    if not readable:
        raise NothingToReport(_nothing(wanted))
    program = await desk.records.programs.get(code_key(project.program))
    told = await in_full(project, program, reader, money=money)
    return StatusReportView(project=told, frozen=await frozen_now(desk)), reader


def _nothing(wanted: Wanted) -> str:
    return f"There is no project or program {wanted.code!r} to report on."


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a committee looks at.

    Attributes:
        projects: with whether their money may be seen.
        partial: there are more projects than the reader may see; of restricted ones nobody learns even that.
    """

    program: Program | None
    projects: Sequence[tuple[Project, bool]]
    reader: Reader
    frozen: Frozen
    partial: bool = False


async def scope(wanted: Wanted, desk: Desk) -> Scope:
    """The projects of a program, or of everything, that the reader may see.

    Raises:
        NothingToReport: there is no such program, or nothing in it that they may see.
    """
    program = await desk.records.programs.get(code_key(wanted.code)) if wanted.code else None
    if wanted.code and (program is None or program.archived):
        raise NothingToReport(_nothing(wanted))
    reader = await reader_of(wanted, desk)
    listed = await desk.records.projects.find("program", program.key) if program else await desk.records.projects.all()
    seen, partial = [], False
    for project in listed:
        if not respondents.is_asked_about(project):
            continue
        readable, money = await reader.may_see(project)
        if readable:
            seen.append((project, money))
        else:
            partial = partial or project.classification is Classification.INTERNAL
    member = reader.person.member if reader.person else None
    if program is not None and not seen and member is not None and not knows_of(member, program):
        raise NothingToReport(_nothing(wanted))
    return Scope(program=program, projects=seen, reader=reader, frozen=await frozen_now(desk), partial=partial)


async def committee_part(
    projects: Sequence[tuple[Project, bool]], found: Scope
) -> tuple[list[ReportedProject], list[ReportedMilestone]]:
    """Some of the projects of a scope, and their milestones."""
    reader, told, milestones = found.reader, list[ReportedProject](), list[ReportedMilestone]()
    for project, money in projects:
        program = await reader.desk.records.programs.get(code_key(project.program))
        short = await in_short(project, program, reader, money=money)
        told.append(await with_figures(short, project, reader, money=money))
        today = await today_in(program, reader.desk)
        milestones += milestones_among(project, await remembered(project, reader.desk), today)
    return told, milestones


async def committee_view(
    found: Scope, told: Sequence[ReportedProject], milestones: Sequence[ReportedMilestone]
) -> CommitteeView:
    """All of it put together, the worst first."""
    reader, program = found.reader, found.program
    today = await today_in(program, reader.desk)
    projects = [project for project, _ in found.projects]
    histories = await declared.histories(projects, await zone_of(program, reader.desk), reader.desk)
    return CommitteeView(
        name=f"{program.code} · {program.name}" if program else reader.say("Portfolio"),
        frozen=found.frozen,
        projects=tuple(sorted(told, key=lambda one: worst_first(one.rag, one.computed, one.code))),
        trend=counted(histories, [one.rag for one in told], "", today),
        milestones=tuple(sorted(milestones, key=lambda one: (one.day, one.project, one.name))),
        indicators=await indicators_of_many(program, reader),
        actions=await actions_of(projects, today, reader),
        partial=found.partial,
    )
