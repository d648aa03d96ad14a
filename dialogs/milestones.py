"""Somebody asks for milestones: of a project all, with every date that was promised; else what is overdue or comes."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial

from cards.milestones import MilestoneRow, MilestonesView, milestones_card
from cards.rendered import Rendered
from cards.status import title_of
from dialogs.access import note_reading, seen_by
from dialogs.conversation import Conversation
from dialogs.days_asked import Days, days_asked
from dialogs.desk import Desk, Person
from dialogs.histories import counter_of
from dialogs.questions import Question
from dialogs.scopes import about, over_words, several
from dialogs.turn import Reply, Turn
from pmo.milestone_states import state_of
from pmo.milestones import Forecast, Milestone
from pmo.portfolio import Phase, Program, Project
from pmo.promises import Memory, memory

conversation = Conversation()
WEEKS = 4
"""So far ahead the milestones of several projects are shown."""


@conversation.command("milestones")
async def milestones(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Every milestone of a project; of a program or of all that the readers may see those overdue or of four weeks.

    With days, those of these days.
    """
    turn, days = await days_asked(turn, person, desk)
    return await about(turn, person, desk, partial(_of_one, days), partial(_of_many, days))


async def _of_one(days: Days | None, project: Project, asked: Question) -> Rendered | None:
    view = await seen_by(asked.person, project, asked.audience, asked.desk)
    if not view.readable:
        return None
    await note_reading(asked.person, (project,), asked.desk)
    found = [*await remembered(project, asked.desk), *await _end(project, asked)]
    found = [one for one in found if days is None or days.hold(one.milestone.expected)]
    rows = sorted(found, key=lambda one: (one.milestone.expected, one.milestone.name))
    shown = MilestonesView(
        scope=title_of(project.code, project.name),
        days=days.words(asked.say) if days else "",
        rows=tuple(_rows(rows, asked, project, named=False)),
        as_of=asked.desk.now,
        notes=((over_words(project, asked.say),) if project.phase is Phase.CLOSED else ()) + asked.notes,
    )
    return milestones_card(shown, asked.say)


Which = Callable[[Milestone], bool]
"""Which milestones are asked for."""


def every(_: Milestone) -> bool:
    """All of them."""
    return True


def open_by(until: date) -> Which:
    """Those that are not reached and expected by then."""
    return lambda one: one.actual_date is None and one.expected <= until


async def remembered(project: Project, desk: Desk, which: Which = every) -> list[Memory]:
    """What is remembered of each milestone that is asked for."""
    count = await counter_of(project, desk)
    known = await desk.records.milestones.find("project", project.key)
    found = [one for one in known if not one.archived and which(one)]
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
            said_at=one.answered_at,
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


def _rows(found: Iterable[Memory], asked: Question, project: Project, *, named: bool) -> list[MilestoneRow]:
    # What a closed project has not reached is late at most: nobody waits for it any more.
    is_over = project.phase is Phase.CLOSED
    today = date.min if is_over else asked.desk.now.astimezone(asked.say.zone).date()
    return [
        MilestoneRow(
            name=title_of(project.code, one.milestone.name) if named else one.milestone.name,
            state=state_of(one, today),
            day=one.milestone.expected,
            slip=one.slip,
            promised=tuple([promise.day for promise in one.promises]),
            consecutive=one.consecutive,
            never_arrives=one.never_arrives,
            trend=one.trend,
        )
        for one in found
    ]


async def _of_many(days: Days | None, program: Program | None, asked: Question) -> Rendered | None:
    """What is overdue and what comes, of a program or of everything; a channel's everything is its program."""
    found = await several(program, asked)
    if found is None:
        return None
    desk, (meant, projects) = asked.desk, found
    until = desk.now.astimezone(asked.say.zone).date() + timedelta(weeks=WEEKS)
    which = open_by(until) if days is None else lambda one: days.hold(one.expected)
    rows: list[MilestoneRow] = []
    read = []
    for project in projects:
        coming = _rows(await remembered(project, desk, which), asked, project, named=True)
        rows += coming
        read += [project] if coming else []
    await note_reading(asked.person, read, desk)
    shown = MilestonesView(
        scope=title_of(meant.code, meant.name) if meant else asked.say("Portfolio"),
        rows=tuple(sorted(rows, key=lambda row: (row.day, row.name))),
        as_of=desk.now,
        weeks=None if days else WEEKS,
        days=days.words(asked.say) if days else "",
        of_several=True,
        example=read[0].code if read else "",
        notes=asked.notes,
    )
    return milestones_card(shown, asked.say)
