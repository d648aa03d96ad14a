"""Somebody adds a risk, an issue or a change to a project's log, or changes one: once, whatever is clicked twice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cards.log_entry import EntryForm, entry_form
from cards.status import title_of
from dialogs import judging, log_telling
from dialogs.access import approves, logs_for
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.log_form import LogForm, state_said, states_for, typed_of
from dialogs.logs import entries_of, entry_meant, place_of, shown
from dialogs.questions import reply
from dialogs.scopes import over_words
from dialogs.turn import Reply, Turn
from pmo.forms import written
from pmo.logs import STATES, LogEntry, LogKind
from pmo.portfolio import Phase, Project

conversation = Conversation()
_FORM_LENGTH = 120
_NOTHING: Mapping[str, str] = {}


@conversation.verb("log.edit")
async def edit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The form of an entry, or an empty one for a project's log."""
    if written(turn.values.get("entry")):
        entry, project = await entry_meant(turn, person, desk)
        return await (await _writer(entry.kind, project, turn, person, desk)).form(entry)
    kind, project, _ = await place_of(turn, person, desk)
    writer = await _adder(kind, project, turn, person, desk)
    return await writer.form(await writer.blank(turn.id[:_FORM_LENGTH]))


@conversation.verb("log.add")
async def add(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What was typed stands in the log; the same form sent again finds it there, with other words it asks first."""
    kind, project, _ = await place_of(turn, person, desk)
    writer = await _adder(kind, project, turn, person, desk)
    form_id = (written(turn.values.get("form")) or f"{person.id}/{turn.id}")[:_FORM_LENGTH]
    form, values = writer.reader, writer.values
    known = next((one for one in await entries_of(project, kind, desk) if one.form == form_id), None)
    if known is not None:
        same = await form.read(values, known, project, desk) == known and not form.problems
        if same:
            return (await shown(known, project, person, desk)).as_redraw()
        first = person.say("This form has made {code} already. To add what stands here, save again.", code=known.code)
        return await writer.form(await writer.blank(turn.id[:_FORM_LENGTH]), typed=values, first=first)
    blank = await writer.blank(form_id)
    entry = await form.read(values, blank, project, desk)
    if form.problems:
        return await writer.form(blank, typed=values, problems=form.problems)
    return await writer.keep(None, entry, person.say("{code} is in the log.", code=entry.code))


@conversation.verb("log.update")
async def update(turn: Turn, person: Person, desk: Desk) -> Reply:
    """An entry is changed; of two who change it the second sees what the first did, and loses nothing they typed."""
    entry, project = await entry_meant(turn, person, desk)
    writer = await _writer(entry.kind, project, turn, person, desk)
    form, typed = writer.reader, await writer.changed(entry)
    after = replace(await form.read(typed, entry, project, desk), state=state_said(typed, entry))
    if form.problems:
        return await writer.form(entry, typed=typed, problems=form.problems)
    if after == entry:
        return (await shown(entry, project, person, desk, person.say("Nothing was changed."))).as_redraw()
    if writer.values.get("version") != str(entry.version):
        return await writer.form(entry, typed=typed, first=await writer.meanwhile(entry))
    await writer.require_approval(entry, after)
    return await writer.keep(entry, entry.becomes(after, person.id, desk.now), person.say("Saved."))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Somebody who writes in a log of a project.

    Attributes:
        values: what their client sent, by id of the field.
        approves: whether they decide on what stands there.
    """

    kind: LogKind
    project: Project
    person: Person
    desk: Desk
    verb: str
    values: Mapping[str, str]
    approves: bool

    @property
    def reader(self) -> LogForm:
        """Reads what they typed."""
        return LogForm(say=self.person.say, today=self.person.calendar.local(self.desk.now).date())

    async def changed(self, entry: LogEntry) -> dict[str, str]:
        """What they changed of what their form showed: a client sends every field, those too that were not touched."""
        base = entry
        if (version := self.values.get("version", "")) != str(entry.version):
            base = await self.desk.records.log_versions.get(f"{entry.key}/{version}") or entry
        before = typed_of(base, await self.desk.name_of(base.owner))
        return {name: text for name, text in self.values.items() if name in before and text != before[name]}

    async def blank(self, form: str) -> LogEntry:
        """The next entry of the log, of which nothing is told yet."""
        known = await entries_of(self.project, self.kind, self.desk)
        return LogEntry(
            project=self.project.code,
            kind=self.kind,
            number=1 + max((one.number for one in known), default=0),
            title="",
            state=STATES[self.kind][0],
            raised_by=self.person.id,
            raised_at=self.desk.now,
            form=form,
        )

    async def form(
        self,
        entry: LogEntry,
        *,
        typed: Mapping[str, str] = _NOTHING,
        problems: Mapping[str, str] = _NOTHING,
        first: str = "",
    ) -> Reply:
        """The form of an entry, with what was typed already; one without a title is new."""
        known, desk = entry.title != "", self.desk
        ids: dict[str, str | int] = {"kind": entry.kind.value, "project": entry.project}
        ids |= {"entry": entry.key, "version": entry.version} if known else {"form": entry.form}
        view = EntryForm(
            kind=entry.kind,
            ids=ids,
            scope=title_of(self.project.code, self.project.name),
            as_of=desk.now,
            code=f"{entry.project} {entry.code}" if known else "",
            typed=typed_of(entry, await desk.name_of(entry.owner)) | dict(typed),
            states=states_for(entry, approves=self.approves) if known else (),
            problems=problems,
            first=first,
        )
        return reply(entry_form(view, self.person.say), "log").as_redraw()

    async def meanwhile(self, entry: LogEntry) -> str:
        """Somebody was first, perhaps they themselves elsewhere: who, and what stands in the form now."""
        name = await self.desk.name_of(entry.changed_by)
        return self.person.say(
            "{name} has changed this meanwhile. What you changed still stands here: look, and save again.", name=name
        )

    async def require_approval(self, before: LogEntry, after: LogEntry) -> None:
        """Decisions, and what they are about, are for those who approve."""
        if self.approves or not before.needs_approval(after):
            return
        if self.kind is LogKind.RISK:
            sentence = self.person.say(
                "This is decided by the project’s manager or owner, the steering committee or the program."
            )
        else:
            sentence = self.person.say("This is decided by the project owner, the steering committee or the program.")
        raise Refused(sentence, attempt=self.verb)

    async def keep(self, before: LogEntry | None, after: LogEntry, first: str) -> Reply:
        """It stands in the log, with every version; the figures of the project are judged with it."""
        desk = self.desk
        await desk.records.log.put(after)
        await desk.records.log_versions.put(after)
        await desk.note(self.person.mark, self.verb, after.version_key, {"state": after.state.value})
        await log_telling.tell(before, after, self.project, self.person, desk)
        if after.kind is LogKind.RISK:
            await judging.ask_for(self.project.code, desk)
        return (await shown(after, self.project, self.person, desk, first)).as_redraw()


async def _adder(kind: LogKind, project: Project, turn: Turn, person: Person, desk: Desk) -> _Writer:
    """Whoever has pressed, where they may add an entry.

    Raises:
        Refused: they take no part in the project, or it is over.
    """
    if project.phase is Phase.CLOSED and not project.archived:
        raise Refused(over_words(project, person.say))
    if not project.archived and not await logs_for(person, project, desk):
        raise Refused(_kept_by(project, person), attempt=turn.verb)
    return await _writer(kind, project, turn, person, desk)


async def _writer(kind: LogKind, project: Project, turn: Turn, person: Person, desk: Desk) -> _Writer:
    """Whoever has pressed, where they may change an entry.

    Raises:
        Refused: they may only read, or the project has left the portfolio.
    """
    if project.archived:
        raise Refused(person.say("This project has left the portfolio."))
    decides = await approves(person, project, kind, desk)
    if not decides and not await logs_for(person, project, desk):
        raise Refused(_kept_by(project, person), attempt=turn.verb)
    typed = {name.casefold(): text for name, value in turn.values.items() if (text := written(value)) is not None}
    return _Writer(kind=kind, project=project, person=person, desk=desk, verb=turn.verb, values=typed, approves=decides)


def _kept_by(project: Project, person: Person) -> str:
    code = project.code
    return person.say("The logs of {code} are kept by those who take part in it, and by the PMO.", code=code)
