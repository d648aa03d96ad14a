"""Somebody asks for the risks, issues or changes of a project, of a program or of all that they may see."""

from collections.abc import Iterable, Sequence
from functools import partial

from cards.log_entry import EntryView, entry_card
from cards.log_list import LogRow, LogView, log_card
from cards.rendered import Rendered
from cards.status import title_of
from dialogs.access import logs_for, note_reading, seen_by
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.pauses import with_pauses
from dialogs.projects import CODE_SHOWN
from dialogs.questions import Question, question, reply
from dialogs.scopes import about, several
from dialogs.turn import Reply, Turn
from pmo.logs import LogEntry, LogKind, ended_last, pressing_first
from pmo.portfolio import Program, Project, code_key

conversation = Conversation()
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
    return await about(turn, person, desk, partial(of_one, kind), partial(_of_many, kind))


async def of_one(kind: LogKind, project: Project, asked: Question) -> Rendered | None:
    """A log of one project, with what ended last; None where its readers may not see the project."""
    view = await seen_by(asked.person, project, asked.audience, asked.desk)
    if not view.readable:
        return None
    await note_reading(asked.person, (project,), asked.desk)
    found = await entries_of(project, kind, asked.desk)
    alone = asked.audience.private
    shown = LogView(
        kind=kind,
        scope=title_of(project.code, project.name),
        rows=await _rows([*_pressing(found, asked), *ended_last(found)[:ENDED]], asked, named=False),
        today=asked.desk.now.astimezone(asked.say.zone).date(),
        as_of=asked.desk.now,
        project=project.code,
        opens=alone,
        adds=alone and not project.archived and await logs_for(asked.person, project, asked.desk),
        notes=asked.notes,
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
    listed = _pressing(entries, asked)
    named = {code_key(one.project) for one in listed}
    await note_reading(asked.person, [one for one in projects if one.key in named], asked.desk)
    shown = LogView(
        kind=kind,
        scope=title_of(meant.code, meant.name) if meant else asked.say("Portfolio"),
        rows=await _rows(listed, asked, named=True),
        today=asked.desk.now.astimezone(asked.say.zone).date(),
        as_of=asked.desk.now,
        opens=asked.audience.private,
        notes=asked.notes,
    )
    return log_card(shown, asked.say)


async def entries_of(project: Project, kind: LogKind, desk: Desk) -> Sequence[LogEntry]:
    """Every entry of a project's log, by number."""
    return await desk.records.log.find("project", project.key, kind.value)


def _pressing(entries: Iterable[LogEntry], asked: Question) -> list[LogEntry]:
    return pressing_first(entries, asked.desk.now.astimezone(asked.say.zone).date())


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
    view = EntryView(
        entry=entry,
        project=project.name,
        as_of=desk.now,
        owner=await desk.name_of(entry.owner),
        raised_by=await desk.name_of(entry.raised_by),
        decided_by=await desk.name_of(entry.decided_by),
        overdue=entry.is_overdue(person.calendar.local(desk.now).date()),
        changes=not project.archived and await logs_for(person, project, desk),
        first=first,
    )
    return reply(entry_card(view, person.say), "log")


async def entry_meant(turn: Turn, person: Person, desk: Desk) -> tuple[LogEntry, Project]:
    """The entry that the button names, and its project; one that the person may not see is not there.

    Raises:
        Refused: with a sentence that says so.
    """
    entry = await desk.records.log.get(str(turn.values.get("entry", "")).casefold()[:200])
    project = await desk.records.projects.get(code_key(entry.project)) if entry else None
    if entry is None or project is None:
        await _question(turn, person, desk)
        raise Refused(person.say("There is no such entry that you can see. Ask for the log again."))
    return entry, await _readable(project, turn, person, desk)


async def place_of(turn: Turn, person: Person, desk: Desk) -> tuple[LogKind, Project, Question]:
    """Of which log the button is, and who asks.

    Raises:
        Refused: there is no such log, or no such project that the person may see.
    """
    asked, kind = await _question(turn, person, desk), str(turn.values.get("kind", ""))
    code = str(turn.values.get("project", ""))
    project = await desk.records.projects.get(code_key(code)) if code else None
    if kind not in set(LogKind) or project is None:
        sentence = person.say(
            "There is no project {code} that you can see. Type “portfolio” for the list.", code=code[:CODE_SHOWN]
        )
        raise Refused(sentence)
    return LogKind(kind), await _readable(project, turn, person, desk), asked


async def _question(turn: Turn, person: Person, desk: Desk) -> Question:
    """Entries are opened and written in the person's own chat only."""
    asked = await question(turn, person, desk)
    if not asked.audience.private:
        raise Refused(person.say("Logs are opened and written in our personal chat: type the same there."))
    return asked


async def _readable(project: Project, turn: Turn, person: Person, desk: Desk) -> Project:
    asked = await _question(turn, person, desk)
    if not (await seen_by(person, project, asked.audience, desk)).readable:
        raise Refused(person.say("There is no such entry that you can see. Ask for the log again."), attempt=turn.verb)
    await note_reading(person, (project,), desk)
    return project
