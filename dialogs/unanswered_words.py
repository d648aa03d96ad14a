"""What is said of questions that have no answer, to those who hear of it; drawn when it is sent."""

from dialogs import respondents
from dialogs.access import seen_by
from dialogs.asked import asked_about
from dialogs.desk import Desk, Person
from dialogs.outcome_words import reason_words
from locales import Say
from pmo.asks import Ask, subject_of
from pmo.portfolio import Project, code_key
from pmo.responses import waited_for
from pmo.rights import PRIVATE

WINDOW, PERIOD, TWICE = "unanswered", "missed", "missed twice"
"""The windows of a period have closed; the period has; two in a row have."""

Told = tuple[str, tuple[str, ...]]


async def of_the_windows(detail: tuple[str, ...], say: Say, desk: Desk) -> Told | None:
    """For the program's manager; None when everybody has answered meanwhile."""
    reader, program_code, period_name = detail
    program = await desk.records.programs.get(code_key(program_code))
    found = await desk.records.projects.find("program", code_key(program_code))
    wanted = [(project, period_name) for project in found if respondents.is_asked_about(project)]
    lines = await _lines(wanted, reader, say, desk)
    name = program.name if program else program_code
    title = say("{program}: no answer for {period}", program=name, period=say.period(period_name))
    return (title, lines) if lines else None


async def of_the_period(detail: tuple[str, ...], say: Say, desk: Desk) -> Told | None:
    """For the PMO; None when everything came late, but came."""
    reader, program_code, _, codes = detail
    wanted = []
    for code, _, period_name in (one.partition("/") for one in codes.split(";")):
        project = await desk.records.projects.get(code_key(code))
        if project is not None:
            wanted.append((project, period_name))
    lines = await _lines(wanted, reader, say, desk)
    title = say("{program}: the period has closed without these answers", program=program_code)
    return (title, lines) if lines else None


async def of_two_periods(detail: tuple[str, ...], say: Say, desk: Desk) -> Told | None:
    """For the owner; None when an answer came meanwhile."""
    reader, code, period_name = detail
    project = await desk.records.projects.get(code_key(code))
    lines = await _lines([(project, period_name)], reader, say, desk) if project else ()
    title = say("{project}: no report for two periods in a row", project=code)
    return (title, lines) if lines else None


async def _lines(wanted: list[tuple[Project, str]], reader: str, say: Say, desk: Desk) -> tuple[str, ...]:
    """A line for each project that has no answer yet and that the reader may know of."""
    person = await desk.member(reader)
    lines = []
    for project, period_name in wanted:
        asks = await asked_about(subject_of(project.code), desk, period_name)
        missing = not any(ask.answered_version or ask.skipped_at for ask in asks) and any(ask.asked for ask in asks)
        if person is not None and missing and await _may_know(person, project, desk):
            program = await desk.records.programs.get(code_key(project.program))
            asked = await respondents.asked_about_project(project, program, desk)
            waiting = waited_for(asks, code_key(asked.id) if asked else "")
            lines.append(await _line(project, waiting[-1], say, desk))
    return tuple(lines)


async def _may_know(person: Person, project: Project, desk: Desk) -> bool:
    return (await seen_by(person, project, PRIVATE, desk)).readable


async def _line(project: Project, ask: Ask, say: Say, desk: Desk) -> str:
    name, period = await desk.name_of(ask.member), say.period(ask.period)
    asked = say("{project}, {period}: {name} was asked", project=project.code, period=period, name=name)
    if ask.undelivered and ask.sent_at is None:
        return f"{asked} ({reason_words(ask.undelivered, say)})"
    return asked
