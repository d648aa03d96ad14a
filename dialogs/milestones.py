"""Somebody asks for milestones: of a project all, with every date that was promised; else what is overdue or comes."""

from collections.abc import Iterable
from datetime import date, timedelta

from cards.milestones import MilestoneRow, MilestonesView, milestones_card
from cards.rendered import Rendered
from cards.status import title_of
from dialogs.access import linked_program, note_reading, seen_by
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.histories import counter_of
from dialogs.portfolio import visible
from dialogs.programs import may_know
from dialogs.projects import CODE_SHOWN
from dialogs.questions import Question, answered, question, stranger
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from pmo.milestone_states import state_of
from pmo.milestones import Forecast, Milestone
from pmo.portfolio import Program, Project, code_key
from pmo.promises import Memory, memory

conversation = Conversation()
WEEKS = 4
"""So far ahead the milestones of several projects are shown."""


@conversation.command("milestones")
async def milestones(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Every milestone of a project; of a program or of all that the readers may see those overdue or of four weeks."""
    if person.member is None:
        return stranger(person)
    code = typed_by(turn).rest
    project = await desk.records.projects.get(code_key(code)) if code else None
    program = await desk.records.programs.get(code_key(code)) if code and project is None else None

    async def drawn(asked: Question) -> Rendered | None:
        if project is not None:
            shown = await _of_one(project, asked)
        else:
            shown = await _of_many(program, asked) if program or not code else None
        if shown is None and (project or program) and asked.audience.private:
            await desk.note(person.mark, "refused", f"milestones {code}"[: CODE_SHOWN * 2])
        return shown

    # The same sentence for a code that does not exist and for one this person may not see.
    nothing = person.say(
        "There is no project or program {code} that you can see. Type “portfolio” for the list.", code=code[:CODE_SHOWN]
    )
    return await answered(await question(turn, person, desk), drawn, "milestones", nothing)


async def _of_one(project: Project, asked: Question) -> Rendered | None:
    view = await seen_by(asked.person, project, asked.audience, asked.desk)
    if not view.readable:
        return None
    await note_reading(asked.person, (project,), asked.desk)
    found = [*await remembered(project, asked.desk), *await _end(project, asked)]
    rows = sorted(found, key=lambda one: (one.milestone.expected, one.milestone.name))
    shown = MilestonesView(
        scope=title_of(project.code, project.name),
        rows=tuple(_rows(rows, asked, project.code, named=False)),
        as_of=asked.desk.now,
        notes=asked.notes,
    )
    return milestones_card(shown, asked.say)


async def remembered(project: Project, desk: Desk, until: date | None = None) -> list[Memory]:
    """What is remembered of each milestone; with a day, of those only that are open and expected by then."""
    count = await counter_of(project, desk)
    found = [one for one in await desk.records.milestones.find("project", project.key) if not one.archived]
    if until is not None:
        found = [one for one in found if one.actual_date is None and one.expected <= until]
    return [memory(one, await desk.records.forecasts.find("milestone", one.key), count) for one in found]


async def _end(project: Project, asked: Question) -> list[Memory]:
    """The end of the project is a milestone too, promised in every report that names it."""
    if project.end is None:
        return []
    reports = await asked.desk.records.reports.find("project", project.key)
    told = [
        Forecast(
            project=project.code,
            milestone="",
            period=one.period,
            version=one.version,
            forecast_date=one.forecast_end,
            source=one.source,
        )
        for one in reports
        if one.forecast_end is not None
    ]
    end = Milestone(
        project=project.code,
        code="",
        name=asked.say("The end of the project"),
        baseline_date=project.end,
        forecast_date=project.forecast_end,
    )
    return [memory(end, told, await counter_of(project, asked.desk))]


def _rows(found: Iterable[Memory], asked: Question, code: str, *, named: bool) -> list[MilestoneRow]:
    today = asked.desk.now.astimezone(asked.say.zone).date()
    return [
        MilestoneRow(
            name=title_of(code, one.milestone.name) if named else one.milestone.name,
            state=state_of(one, today),
            day=one.milestone.expected,
            slip=one.slip,
            promised=tuple([promise.day for promise in one.promises]),
            consecutive=one.consecutive,
            never_arrives=one.never_arrives,
        )
        for one in found
    ]


async def _of_many(program: Program | None, asked: Question) -> Rendered | None:
    """What is overdue and what comes, of a program or of everything; a channel's everything is its program."""
    desk, here = asked.desk, await linked_program(asked.place, asked.desk)
    if not asked.audience.private:
        if here is None or (program is not None and program.code != here.code):
            return None
        program = here
    projects = [row.project for row in await visible(asked)]
    if program is not None:
        projects = [one for one in projects if code_key(one.program) == code_key(program.code)]
        if program.archived or not (projects or may_know(program, asked)):
            return None
    until = desk.now.astimezone(asked.say.zone).date() + timedelta(weeks=WEEKS)
    rows: list[MilestoneRow] = []
    read = []
    for project in projects:
        coming = _rows(await remembered(project, desk, until), asked, project.code, named=True)
        rows += coming
        read += [project] if coming else []
    await note_reading(asked.person, read, desk)
    shown = MilestonesView(
        scope=title_of(program.code, program.name) if program else asked.say("Portfolio"),
        rows=tuple(sorted(rows, key=lambda row: (row.day, row.name))),
        as_of=desk.now,
        weeks=WEEKS,
        example=read[0].code if read else "",
        notes=asked.notes,
    )
    return milestones_card(shown, asked.say)
