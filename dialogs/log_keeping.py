"""Somebody adds a risk, an issue or a change to a project's log, or changes one: once, whatever is clicked twice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cards.log_entry import EntryForm, entry_form
from cards.status import title_of
from dialogs import judging, log_notices, notices
from dialogs.access import approves, logs_for
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.log_form import LogForm, state_said, states_for, typed_of
from dialogs.logs import entries_of, entry_meant, place_of, shown
from dialogs.questions import reply
from dialogs.turn import Reply, Turn
from pmo.forms import written
from pmo.logs import STATES, LogEntry, LogKind, is_decided
from pmo.portfolio import Project, code_key

conversation = Conversation()
_FORM_LENGTH = 120
_NOTHING: Mapping[str, str] = {}


@conversation.verb("log.edit")
async def edit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The form of an entry, or an empty one for a project's log."""
    if written(turn.values.get("entry")):
        entry, project = await entry_meant(turn, person, desk)
        return await (await _writer(project, turn, person, desk)).form(entry)
    kind, project, _ = await place_of(turn, person, desk)
    writer = await _writer(project, turn, person, desk)
    return await writer.form(await writer.blank(kind, turn.id[:_FORM_LENGTH]))


@conversation.verb("log.add")
async def add(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What was typed stands in the log; the same form sent again finds it there."""
    kind, project, _ = await place_of(turn, person, desk)
    writer = await _writer(project, turn, person, desk)
    form_id = (written(turn.values.get("form")) or "")[:_FORM_LENGTH]
    known = [one for one in await entries_of(project, kind, desk) if form_id and one.form == form_id]
    if known:
        return (await shown(known[0], project, person, desk)).as_redraw()
    blank, form = await writer.blank(kind, form_id), writer.reader
    entry = await form.read(writer.values, blank, project, desk)
    if form.problems:
        return await writer.form(blank, problems=form.problems)
    return await writer.keep(entry, person.say("{code} is in the log.", code=entry.code))


@conversation.verb("log.update")
async def update(turn: Turn, person: Person, desk: Desk) -> Reply:
    """An entry is changed; of two who change it the second sees what the first did, and loses nothing they typed."""
    entry, project = await entry_meant(turn, person, desk)
    writer = await _writer(project, turn, person, desk)
    form, values = writer.reader, writer.values
    after = replace(await form.read(values, entry, project, desk), state=state_said(values, entry))
    if form.problems:
        return await writer.form(entry, problems=form.problems)
    if after == entry:
        return (await shown(entry, project, person, desk, person.say("Nothing was changed."))).as_redraw()
    if values.get("version") != str(entry.version):
        return await writer.form(entry, first=await writer.meanwhile(entry))
    after = await writer.decided(entry, after)
    after = replace(after, version=entry.version + 1, changed_by=person.id, changed_at=desk.now)
    return await writer.keep(after, person.say("Saved."))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Somebody who writes in the logs of a project.

    Attributes:
        values: what they typed, by id of the field.
    """

    project: Project
    person: Person
    desk: Desk
    verb: str
    values: Mapping[str, str]

    @property
    def reader(self) -> LogForm:
        """Reads what they typed."""
        return LogForm(say=self.person.say, today=self.person.calendar.local(self.desk.now).date())

    async def blank(self, kind: LogKind, form: str) -> LogEntry:
        """The next entry of a log, of which nothing is told yet."""
        known = await entries_of(self.project, kind, self.desk)
        return LogEntry(
            project=self.project.code,
            kind=kind,
            number=1 + max((one.number for one in known), default=0),
            title="",
            state=STATES[kind][0],
            raised_by=self.person.id,
            raised_at=self.desk.now,
            form=form,
        )

    async def form(self, entry: LogEntry, *, problems: Mapping[str, str] = _NOTHING, first: str = "") -> Reply:
        """The form of an entry, with what was typed already; one without a title is new."""
        known, desk = entry.title != "", self.desk
        ids: dict[str, str | int] = {"kind": entry.kind.value, "project": entry.project}
        ids |= {"entry": entry.key, "version": entry.version} if known else {"form": entry.form}
        decides = known and await approves(self.person, self.project, desk)
        view = EntryForm(
            kind=entry.kind,
            ids=ids,
            scope=title_of(self.project.code, self.project.name),
            as_of=desk.now,
            code=f"{entry.project} {entry.code}" if known else "",
            typed=typed_of(entry, await desk.name_of(entry.owner)) | dict(self.values),
            states=states_for(entry, approves=decides) if known else (),
            problems=problems,
            first=first,
        )
        return reply(entry_form(view, self.person.say), "log").as_redraw()

    async def meanwhile(self, entry: LogEntry) -> str:
        """Somebody else was first: who, and what stands in the form now."""
        name = await self.desk.name_of(entry.changed_by)
        return self.person.say(
            "{name} has changed this meanwhile. What you typed still stands here: look, and save again.", name=name
        )

    async def decided(self, before: LogEntry, after: LogEntry) -> LogEntry:
        """With who has decided, where the state is a decision now; only those who approve may take one."""
        if after.state is before.state:
            return after
        if not is_decided(after.kind, after.state):
            return replace(after, decided_by="", decided_at=None)
        if not await approves(self.person, self.project, self.desk):
            sentence = self.person.say("This is decided by the project owner, the steering committee or the program.")
            raise Refused(sentence, attempt=self.verb)
        return replace(after, decided_by=self.person.id, decided_at=self.desk.now)

    async def keep(self, entry: LogEntry, first: str) -> Reply:
        """It stands in the log; the figures of the project are judged with it."""
        before = await self.desk.records.log.get(entry.key)
        await self.desk.records.log.put(entry)
        others = {code_key(self.person.id), code_key(before.owner if before else ""), ""}
        if entry.is_open and code_key(entry.owner) not in others:
            detail = log_notices.detail_of(entry, self.person.id)
            await notices.tell(entry.owner, log_notices.LOOKS_AFTER, detail, self.desk)
        what = {"version": str(entry.version), "state": entry.state.value}
        await self.desk.note(self.person.mark, self.verb, entry.key, what)
        if entry.kind is LogKind.RISK:
            await judging.ask_for(self.project.code, self.desk)
        return (await shown(entry, self.project, self.person, self.desk, first)).as_redraw()


async def _writer(project: Project, turn: Turn, person: Person, desk: Desk) -> _Writer:
    """Whoever has pressed, where they may write.

    Raises:
        Refused: they may only read, or the project has left the portfolio.
    """
    if project.archived or not await logs_for(person, project, desk):
        code = project.code
        sentence = person.say("The logs of {code} are kept by those who take part in it, and by the PMO.", code=code)
        raise Refused(sentence, attempt=turn.verb)
    typed = {name.casefold(): text for name, value in turn.values.items() if (text := written(value)) is not None}
    return _Writer(project=project, person=person, desk=desk, verb=turn.verb, values=typed)
