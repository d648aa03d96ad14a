"""Somebody asks for the risks, issues or changes of a project, of a program or of all that they may see."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from cards.log_entry import EntryView, entry_card
from cards.log_list import LogRow, LogView, log_card
from cards.rendered import Rendered
from cards.status import title_of
from dialogs.access import approves, logs_for, note_reading, seen_by
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.pauses import with_pauses
from dialogs.projects import CODE_SHOWN
from dialogs.questions import Question, question, reply
from dialogs.respondents import is_asked_about
from dialogs.scopes import about, over_words, several
from dialogs.turn import Reply, Turn
from dialogs.words import bare, typed_by
from pmo.logs import LogEntry, LogKind, ended_last, entry_named, pressing_first
from pmo.portfolio import Program, Project, code_key

conversation = Conversation()
_KEY_LENGTH = 200
ENDED = 10
"""Entries of which nothing is to come that a project's list names, what ended last first."""


@conversation.command("risks")
async def risks(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The risk log, the highest level first."""
    return await _asked(LogKind.RISK, turn, person, desk)


@conversation.command("issues")
async def issues(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The issue log, what is overdue first."""
    return await _asked(LogKind.ISSUE, turn, person, desk)


@conversation.command("changes")
async def changes(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The change log, what presses most first."""
    return await _asked(LogKind.CHANGE, turn, person, desk)


async def _asked(kind: LogKind, turn: Turn, person: Person, desk: Desk) -> Reply:
    """The log, or the one entry that is named behind it."""
    named = await named_entry(typed_by(turn).rest, turn, person, desk)
    return named or await about(turn, person, desk, partial(of_one, kind), partial(_of_many, kind))


async def named_entry(words: str, turn: Turn, person: Person, desk: Desk) -> Reply | None:
    """The entry that somebody names in their own chat, `VISA R3`; None where there is none that they may see."""
    key = entry_named(bare(words))
    entry = await desk.records.log.get(key) if key else None
    project = await desk.records.projects.get(code_key(entry.project)) if entry else None
    asked = await question(turn, person, desk)
    if entry is None or project is None or not asked.audience.private:
        return None
    if not (await seen_by(person, project, asked.audience, desk)).readable:
        return None
    await note_reading(person, (project,), desk)
    return await shown(entry, project, person, desk)


async def of_one(kind: LogKind, project: Project, asked: Question) -> Rendered | None:
    """A log of one project, with what ended last; None where its readers may not see the project."""
    view = await seen_by(asked.person, project, asked.audience, asked.desk)
    if not view.readable:
        return None
    await note_reading(asked.person, (project,), asked.desk)
    found, goes_on = await entries_of(project, kind, asked.desk), is_asked_about(project)
    today = _today(asked) if goes_on else date.min
    alone = asked.audience.private
    shown = LogView(
        kind=kind,
        scope=title_of(project.code, project.name),
        rows=await _rows([*pressing_first(found, today), *ended_last(found)[:ENDED]], asked, named=False),
        today=today,
        as_of=asked.desk.now,
        project=project.code,
        opens=alone,
        adds=alone and goes_on and await logs_for(asked.person, project, asked.desk),
        notes=(*_over(project, asked), *asked.notes),
    )
    return log_card(shown, asked.say)


async def _of_many(kind: LogKind, program: Program | None, asked: Question) -> Rendered | None:
    """What is open; a channel's everything is its program."""
    found = await several(program, asked)
    if found is None:
        return None
    meant, projects = found
    entries: list[LogEntry] = []
    async for project in with_pauses(projects):
        entries += await entries_of(project, kind, asked.desk)
    listed = pressing_first(entries, _today(asked))
    named = {code_key(one.project) for one in listed}
    await note_reading(asked.person, [one for one in projects if one.key in named], asked.desk)
    shown = LogView(
        kind=kind,
        scope=title_of(meant.code, meant.name) if meant else asked.say("Portfolio"),
        rows=await _rows(listed, asked, named=True),
        today=_today(asked),
        as_of=asked.desk.now,
        opens=asked.audience.private,
        notes=asked.notes,
    )
    return log_card(shown, asked.say)


async def entries_of(project: Project, kind: LogKind, desk: Desk) -> Sequence[LogEntry]:
    """Every entry of a project's log, by number."""
    return await desk.records.log.find("project", project.key, kind.value)


def _today(asked: Question) -> date:
    return asked.desk.now.astimezone(asked.say.zone).date()


def _over(project: Project, asked: Question) -> tuple[str, ...]:
    """What is said of a project that is over: nothing of it is overdue, and nothing is added."""
    if project.archived:
        return (asked.say("This project has left the portfolio."),)
    return () if is_asked_about(project) else (over_words(project, asked.say),)


async def _rows(entries: Iterable[LogEntry], asked: Question, *, named: bool) -> tuple[LogRow, ...]:
    return tuple([LogRow(entry=one, owner=await asked.desk.name_of(one.owner), named=named) for one in entries])


@conversation.verb("log.list")
async def listed(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The log of a project, in the place of one of its entries or of a form."""
    kind, project, asked = await place_of(turn, person, desk)
    shown = await of_one(kind, project, asked)
    assert shown is not None, "looked at by place_of"
    return reply(shown, "log").as_redraw()


@conversation.verb("log.show")
async def show(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One entry, in the place of the list it was chosen from, or of its form."""
    entry, project = await entry_meant(turn, person, desk)
    return (await shown(entry, project, person, desk)).as_redraw()


async def shown(entry: LogEntry, project: Project, person: Person, desk: Desk, first: str = "") -> Reply:
    """An entry; `first` says what has just happened."""
    today = person.calendar.local(desk.now).date()
    writes = await logs_for(person, project, desk) or await approves(person, project, entry.kind, desk)
    view = EntryView(
        entry=entry,
        project=project.name,
        as_of=desk.now,
        owner=await desk.name_of(entry.owner),
        raised_by=await desk.name_of(entry.raised_by),
        decided_by=await desk.name_of(entry.decided_by),
        overdue=is_asked_about(project) and entry.is_overdue(today),
        changes=not project.archived and writes,
        first=first,
    )
    return reply(entry_card(view, person.say), "log")


async def entry_meant(turn: Turn, person: Person, desk: Desk) -> tuple[LogEntry, Project]:
    """The entry that the button names, or that was typed beside, and its project; what one may not see is not there.

    Raises:
        Refused: with a sentence that says so.
    """
    asked = await _question(turn, person, desk)
    typed, code = (str(turn.values.get(name) or "")[:_KEY_LENGTH] for name in ("code", "project"))
    key = entry_named(f"{code} {typed}" if code else typed) or entry_named(typed) if typed else ""
    entry = await desk.records.log.get(key or str(turn.values.get("entry", "")).casefold()[:_KEY_LENGTH])
    project = await desk.records.projects.get(code_key(entry.project)) if entry else None
    nothing = person.say("There is no such entry that you can see. Ask for the log again.")
    if entry is None or project is None:
        raise Refused(nothing)
    await _require(project, nothing, asked, turn)
    return entry, project


async def place_of(turn: Turn, person: Person, desk: Desk) -> tuple[LogKind, Project, Question]:
    """Of which log the button is, and who asks.

    Raises:
        Refused: there is no such log, or no such project that the person may see.
    """
    asked, kind = await _question(turn, person, desk), str(turn.values.get("kind", ""))
    code = str(turn.values.get("project", ""))
    project = await desk.records.projects.get(code_key(code)) if code else None
    nothing = person.say(
        "There is no project {code} that you can see. Type “portfolio” for the list.", code=code[:CODE_SHOWN]
    )
    if kind not in set(LogKind) or project is None:
        raise Refused(nothing)
    await _require(project, nothing, asked, turn)
    return LogKind(kind), project, asked


async def _question(turn: Turn, person: Person, desk: Desk) -> Question:
    """Entries are opened and written in the person's own chat only."""
    asked = await question(turn, person, desk)
    if not asked.audience.private:
        raise Refused(person.say("Logs are opened and written in our personal chat: type the same there."))
    return asked


async def _require(project: Project, nothing: str, asked: Question, turn: Turn) -> None:
    """Refuse what they may not see as what is not there."""
    if not (await seen_by(asked.person, project, asked.audience, asked.desk)).readable:
        raise Refused(nothing, attempt=turn.verb)
    await note_reading(asked.person, (project,), asked.desk)
