"""Somebody asks who has not answered yet, and why (CONTRACT §6 `missing`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.missing import MissingRow, MissingView, missing_card
from cards.notice import notice_card
from cards.rendered import Rendered
from dialogs import respondents
from dialogs.access import is_away, linked_program, note_reading, seen_by
from dialogs.asked import asked_about
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.indicator_figures import of_project
from dialogs.outcome_words import reason_words
from dialogs.questions import Question
from dialogs.scopes import drawn_about, over_words
from dialogs.turn import Reply, Turn
from locales import Say
from pmo.asks import Ask, subject_of
from pmo.cadence import Cadence, current_period
from pmo.indicators import Indicator
from pmo.periods import period
from pmo.portfolio import Phase, Program, Project, code_key
from pmo.responses import Missing, missing, tally, waited_for
from pmo.rhythms import cadence_of, cadence_of_indicator

conversation = Conversation()
OWED = (Missing.NOT_ANSWERED, Missing.OPEN, Missing.UNREACHABLE, Missing.NO_MANAGER)
"""Where somebody can still do something about it."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of the last question about one subject: the asks that were put, or that there was nobody to ask.

    Attributes:
        responsible: key of the member who is asked about it now; empty for nobody.
    """

    project: Project
    asks: tuple[Ask, ...]
    indicator: Indicator | None = None
    nobody: bool = False
    responsible: str = ""

    @property
    def is_answered(self) -> bool:
        return any(ask.answered_version for ask in self.asks)


@conversation.command("missing")
async def who_is_missing(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The missing answers of the projects the readers may see; of one program or project when its code is given."""

    async def drawn(code: str, asked: Question) -> Rendered | None:
        scope = await _scope(code, asked)
        if scope is None and (over := await _closed(code, asked)):
            await note_reading(person, (over,), desk)
            return notice_card(over_words(over, asked.say), asked.notes, asked.say)
        if scope is None:
            return None
        name, projects = scope
        await note_reading(person, projects, desk)
        return missing_card(await _view(name, projects, asked), asked.say)

    return await drawn_about(turn, person, desk, drawn)


async def _scope(code: str, asked: Question) -> tuple[str, list[Project]] | None:
    """What is meant, in words, and its projects as far as the readers may see them; None when that is nothing."""
    records = asked.desk.records
    if not code:
        here = None if asked.audience.private else await linked_program(asked.place, asked.desk)
        if not asked.audience.private and here is None:
            return None
        listed = await records.projects.find("program", code_key(here.code)) if here else await records.projects.all()
        return (here.name if here else asked.say("Portfolio")), await _seen(listed, asked)
    project = await records.projects.get(code_key(code))
    if project is not None and (seen := await _seen([project], asked)):
        return f"{project.code} · {project.name}", seen
    program = await records.programs.get(code_key(code))
    if program is None or program.archived:
        return None
    seen = await _seen(await records.projects.find("program", code_key(program.code)), asked)
    return (f"{program.code} · {program.name}", seen) if seen else None


async def _closed(code: str, asked: Question) -> Project | None:
    """The project of this code that the readers may see, where nothing is asked about it because it is closed."""
    found = await asked.desk.records.projects.get(code_key(code)) if code else None
    if found is None or found.archived or found.phase is not Phase.CLOSED:
        return None
    return found if (await seen_by(asked.person, found, asked.audience, asked.desk)).readable else None


async def _seen(projects: Sequence[Project], asked: Question) -> list[Project]:
    return [
        project
        for project in projects
        if respondents.is_asked_about(project)
        and (await seen_by(asked.person, project, asked.audience, asked.desk)).readable
    ]


async def _view(name: str, projects: Sequence[Project], asked: Question) -> MissingView:
    desk, say = asked.desk, asked.say
    found = [one for project in projects for one in await _last_questions(project, asked)]
    rows = [row for one in found if not one.is_answered for row in await _rows(one, say, desk)]
    due = [one for one in found if one.asks]
    is_pmo = asked.audience.private and asked.person.is_of_the_pmo
    return MissingView(
        scope=name,
        as_of=desk.now,
        rows=tuple(rows),
        answered=sum(one.is_answered for one in due),
        asked=len(due),
        tally=tally(ask for one in due for ask in one.asks) if is_pmo else None,
        notes=asked.notes,
    )


async def unanswered(project: Project, say: Say, desk: Desk) -> list[MissingRow]:
    """Who still owes the project's status, and why nobody else does; nothing where it was skipped or excused."""
    program = await desk.records.programs.get(code_key(project.program))
    if program is None:
        return []
    found = await _status(project, program, desk)
    is_due = found.nobody or (found.asks and not found.is_answered)
    return [row for row in await _rows(found, say, desk) if row.why in OWED] if is_due else []


async def _last_questions(project: Project, asked: Question) -> list[_Found]:
    """The last question about the project's status and its indicators, as far as any was due and may be told here."""
    desk = asked.desk
    program = await desk.records.programs.get(code_key(project.program))
    if program is None:
        return []
    found = [await _status(project, program, desk)]
    view = await seen_by(asked.person, project, asked.audience, desk)
    for indicator in await of_project(project, asked, money=view.money):
        cadence = cadence_of_indicator(indicator, project, program)
        asks = await _asks(subject_of("", indicator.code), cadence, program, desk)
        is_clear = len(asks) == 1 and await desk.member(asks[0].member) is not None
        person = None if is_clear or not asks else await respondents.asked_about_indicator(indicator, desk)
        found.append(_Found(project, asks, indicator, responsible=code_key(person.id) if person else ""))
    return [one for one in found if one.asks or one.nobody]


async def _status(project: Project, program: Program, desk: Desk) -> _Found:
    asks = await _asks(subject_of(project.code), cadence_of(project, program), program, desk)
    person = await respondents.asked_about_project(project, program, desk)
    responsible = code_key(person.id) if person else ""
    return _Found(project, asks, nobody=not asks and person is None, responsible=responsible)


async def _asks(subject: str, cadence: Cadence, program: Program, desk: Desk) -> tuple[Ask, ...]:
    """The asks about the newest period that was asked about, unless that is over and the next has not come yet."""
    put = [ask for ask in await asked_about(subject, desk) if ask.asked]
    current = current_period(cadence, desk.now, await desk.calendar_of_program(program))
    if not put or (current is not None and period(put[-1].period) < current):
        return ()
    return tuple(ask for ask in put if ask.period == put[-1].period)


async def _rows(one: _Found, say: Say, desk: Desk) -> list[MissingRow]:
    about = one.indicator.name_in(say.language) if one.indicator else one.project.name
    if one.nobody:
        return [MissingRow(code=one.project.code, about=about, why=Missing.NO_MANAGER)]
    asks = waited_for(one.asks, one.responsible)
    rows = [await _row(ask, one, about, say, desk) for ask in asks]
    found = [row for row in rows if row is not None]
    return found if len(found) < 2 else [_together(found, say)]


def _together(rows: Sequence[MissingRow], say: Say) -> MissingRow:
    """One question put to several, such as somebody and their deputy: the most urgent reason, and who it is."""
    why = min((row.why for row in rows), key=list(Missing).index)
    of_it = [row for row in rows if row.why is why]
    return replace(of_it[-1], person=say.listing([row.person for row in of_it]))


async def _row(ask: Ask, one: _Found, about: str, say: Say, desk: Desk) -> MissingRow | None:
    """A question as it waits; that of somebody who has left is their successor’s, or nobody’s."""
    member = await desk.records.members.get(code_key(ask.member))
    away = member is not None and await is_away(member, desk) is not None
    why = missing(ask, desk.now, away=away)
    if why is None:
        return None
    row, has_left = MissingRow(code=one.project.code, about=about, why=why), member is None or member.archived
    if has_left and why in OWED and not one.responsible:
        left = await desk.name_of(ask.member)
        return replace(row, why=Missing.NO_MANAGER, person=left, detail=say("has left the portfolio"))
    who = one.responsible if has_left and why in OWED else ask.member
    return replace(row, person=await desk.name_of(who), detail=_detail(ask, why, say))


def _detail(ask: Ask, why: Missing, say: Say) -> str:
    match why:
        case Missing.OPEN:
            return say("until {deadline}", deadline=say.moment(ask.deadline))
        case Missing.NOT_ANSWERED:
            return say("since {deadline}", deadline=say.moment(ask.deadline))
        case Missing.SKIPPED:
            return ask.skip_reason
        case Missing.UNREACHABLE:
            return reason_words(ask.undelivered, say)
        case _:
            return ""
