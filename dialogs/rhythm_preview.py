"""What another rhythm would mean for the next periods: who is asked when, and who on another day."""

from datetime import date
from itertools import islice

from cards.preferences import LANGUAGE_NAMES
from cards.rhythm import PreviewPeriod, PreviewView, rhythm_words, window_words
from dialogs import respondents, schedule
from dialogs.asked import asked_about
from dialogs.day_words import why_off
from dialogs.desk import Desk, Person
from dialogs.rhythm_form import Subject, rule_of_subject
from locales import Say
from pmo.asks import subject_of
from pmo.cadence import PlannedAsk, planned
from pmo.portfolio import Project, code_key
from pmo.recurrence import occurrences
from pmo.respondents import Respondent
from pmo.rhythm_choices import choice_of
from pmo.rhythms import cadence_of
from pmo.schedule import DueKind, due_key

PERIODS = 3
"""Periods that a preview shows."""


async def preview_of(before: Subject, after: Subject, person: Person, desk: Desk) -> PreviewView:
    """Both rhythms in words, and the next periods of the new one with everybody it asks about a status."""
    projects = await _projects(after, desk)
    asked = [(project, await _who(project, after, desk)) for project in projects]
    today = person.calendar.local(desk.now).date()
    rule = rule_of_subject(after) or after.program.checkin_rule
    days = [
        day for day in islice(occurrences(rule, today), PERIODS + 1) if not await _was_asked(day, after, asked, desk)
    ]
    return PreviewView(
        code=after.code,
        name=after.name,
        before=_words(before, person.say),
        after=_words(after, person.say),
        periods=tuple([await _period(day, asked, after, person.say, desk) for day in days[:PERIODS]]),
        lines=await _of_digest(before, after, person, desk),
        change=_change(after),
    )


async def _of_digest(before: Subject, after: Subject, person: Person, desk: Desk) -> tuple[str, ...]:
    """When the digest of a program comes, and in which languages, as far as that changes."""
    say, lines = person.say, list[str]()
    if after.project is not None:
        return ()
    if (old := _digest_words(before, say)) != (new := _digest_words(after, say)):
        lines += [say("Digest until now: {rhythm}", rhythm=old), say("Digest from now on: {rhythm}", rhythm=new)]
    planned = await desk.records.due.get(due_key(DueKind.DIGEST, before.program.code))
    coming = await schedule.digest_ahead(after.program, desk)
    if coming is not None and planned is not None and coming.at != planned.at:
        comes, was = say.moment(coming.at), say.moment(planned.at)
        lines.append(say("The next digest comes on {when}, not on {before}.", when=comes, before=was))
    elif coming is not None and lines:
        lines.append(say("The next digest comes on {when}.", when=say.moment(coming.at)))
    if before.languages != after.languages:
        names = say.listing([LANGUAGE_NAMES[one] for one in after.languages])
        lines.append(say("The digest is posted in {languages}.", languages=names))
    return tuple(lines)


def _digest_words(subject: Subject, say: Say) -> str:
    """`Every week on Friday, 14:00`."""
    program = subject.program
    known = choice_of(program.digest_rule)
    often = rhythm_words(*known, say) if known else program.digest_rule
    return say("{often}, {time}", often=often, time=f"{program.digest_at:%H:%M}")


async def _was_asked(day: date, after: Subject, asked: list[tuple[Project, Respondent | None]], desk: Desk) -> bool:
    """Whether everybody was asked about the period of this day already: a period is asked about once."""
    for project, _ in asked:
        name = cadence_of(project, after.program).period_of(day).name
        if not any(one.asked for one in await asked_about(subject_of(project.code), desk, name)):
            return False
    return bool(asked)


async def _projects(subject: Subject, desk: Desk) -> list[Project]:
    """The projects that follow this rhythm."""
    if subject.project is not None:
        return [subject.project]
    found = await desk.records.projects.find("program", code_key(subject.program.code))
    return [project for project in found if respondents.is_asked_about(project) and not project.checkin_rule]


async def _who(project: Project, subject: Subject, desk: Desk) -> Respondent | None:
    person = await respondents.asked_about_project(project, subject.program, desk)
    return await respondents.respondent(person, desk, project) if person else None


async def _period(
    day: date, asked: list[tuple[Project, Respondent | None]], subject: Subject, say: Say, desk: Desk
) -> PreviewPeriod:
    asks: dict[str, PlannedAsk] = {}
    for project, who in asked:
        if who is not None:
            ask = planned(cadence_of(project, subject.program), day, who)
            asks.setdefault(code_key(ask.member), ask)
    moved = [await _moved(ask, say, desk) for ask in asks.values() if ask.moved is not None and not ask.absent]
    absent = [await desk.name_of(ask.member) for ask in asks.values() if ask.absent]
    period = next(iter(asks.values())).period if asks else ""
    return PreviewPeriod(
        period=period, day=day, people=len(asks) - len(absent), moved=tuple(sorted(moved)), absent=tuple(sorted(absent))
    )


async def _moved(ask: PlannedAsk, say: Say, desk: Desk) -> tuple[str, str, str]:
    """Name, when on their own clock, and why."""
    person = await desk.member(ask.member)
    assert person is not None, "only members are planned for"
    assert ask.moved is not None, "only moved ones are told"
    local = person.calendar.local(ask.at)
    when = say("{day}, {time}", day=say.day(local.date()), time=f"{local:%H:%M}")
    return person.name, when, why_off(ask.moved, say)


def _words(subject: Subject, say: Say) -> str:
    """`Every week, Thursday, 10:00; 1d to answer`."""
    rule = rule_of_subject(subject)
    if subject.project is not None and not rule:
        return say("as its program")
    known = choice_of(rule)
    often = rhythm_words(*known, say) if known else rule
    if subject.project is not None:
        return often
    at, within = f"{subject.program.ask_at:%H:%M}", window_words(subject.program.answer_within, say)
    return say("{often}, {time}; {within} to answer", often=often, time=at, within=within)


def _change(subject: Subject) -> dict[str, str]:
    """What the button that makes the change sends."""
    if subject.project is not None:
        rule = subject.project.checkin_rule
        return {"project": subject.code, "rhythm": "rule" if rule else "program", "rule": rule}
    program = subject.program
    return {
        "program": subject.code,
        "rhythm": "rule",
        "rule": program.checkin_rule,
        "ask_at": f"{program.ask_at:%H:%M}",
        "within": program.answer_within,
        "costs": "true" if program.costs else "false",
        "digest": "rule",
        "digest_rule": program.digest_rule,
        "digest_at": f"{program.digest_at:%H:%M}",
        "language": subject.languages[0],
        "languages": ",".join(subject.languages),
    }
