"""Looks at what people watch, when they want to be told, and tells them what has changed (CONTRACT §6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.watch import WatchView, watch_among, watch_card
from dialogs import watch_due
from dialogs.access import note_reading
from dialogs.conversation import Drawn, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.filtering.finding import found_by
from dialogs.known_programs import may_know
from dialogs.questions import Question, alone
from dialogs.selecting import Sight, expected_end, sight_of, visible_of
from dialogs.turn import Mark
from pmo.listed import Listed
from pmo.portfolio import code_key
from pmo.schedule import Due
from pmo.watches import Change, Line, Pace, Watch, Watched, changes
from storage.outbox import Letter, LetterKind


@dataclass(frozen=True, slots=True)
class Stand:
    """How what is watched stands now, as far as the person may see it.

    Attributes:
        left: how those stand that were among it when the person was told.
        name: of the project or program; empty for the portfolio, and for what the person may not know of any more.
        gone: it is not there for the person any more.
    """

    sight: Sight
    lines: tuple[Line, ...]
    name: str = ""
    gone: bool = False
    left: tuple[Line, ...] = ()

    def changes(self, watch: Watch) -> tuple[Change, ...]:
        """What has changed since the person was told."""
        return changes(watch.told, (*self.lines, *self.left), {one.key for one in self.sight.listed}, watch.member)


async def stand_of(watch: Watch, person: Person, desk: Desk) -> Stand:
    """How what the person watches stands now."""
    asked = alone(person, desk)
    sight = await sight_of(asked)
    found, name = await _watched(watch, sight, asked)
    lines = tuple([await _line(one, sight, desk) for one in found])
    away = {code_key(line.project) for line in watch.told if not line.left} - {one.key for one in found}
    left = [replace(await _line(one, sight, desk), left=True) for one in sight.listed if one.key in away]
    return Stand(sight, lines, name or "", gone=name is None, left=tuple(left))


async def _watched(watch: Watch, sight: Sight, asked: Question) -> tuple[Sequence[Listed], str | None]:
    """The projects that are watched and the name of what is; None where the person may not know of it any more."""
    wanted = code_key(watch.subject)
    match watch.of:
        case Watched.PROJECT:
            found = [one for one in sight.listed if one.key == wanted]
            return found, found[0].project.name if found else None
        case Watched.PROGRAM:
            found = [one for one in visible_of(sight) if code_key(one.project.program) == wanted]
            program = await asked.desk.records.programs.get(wanted)
            known = program is not None and not program.archived and (found or may_know(program, asked))
            return found, program.name if program and known else None
        case Watched.PORTFOLIO:
            return (await found_by(watch.subject, sight, asked)).listed, ""


async def _line(one: Listed, sight: Sight, desk: Desk) -> Line:
    return Line(
        project=one.code,
        name=one.project.name,
        phase=one.project.phase,
        rag=one.rag,
        computed=one.computed,
        by=one.report.reporter if one.report else "",
        end=await expected_end(sight.lined.places[one.key], desk),
    )


async def look(due: Due, desk: Desk) -> None:
    """Look whether something has changed, write the letter that tells it, and look ahead to the next time.

    The watch of somebody who has left rests until they are back.
    """
    await desk.records.due.remove(due.key)
    watch = await desk.records.watches.get(due.subject)
    person = await desk.member(watch.member) if watch else None
    if watch is None or person is None:
        return
    stand = await stand_of(watch, person, desk)
    if stand.gone:
        await desk.records.watches.remove(watch.key)
        return
    await watch_due.plan(watch, person, desk)
    waits = await desk.records.letters.find("watch", watch.key, limit=1)
    if waits or not stand.changes(watch):
        return  # a letter that waits tells how it stands when it goes
    letter = Letter(
        key=f"watch/{watch.key}/{due.at.isoformat()}",
        kind=LetterKind.WATCH,
        subject=watch.key,
        member=person.id,
        written=desk.now,
        not_before=person.calendar.next_working(desk.now),
    )
    await desk.write_unless_told(letter)


async def draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """What has changed by the time it is sent; how it stands in the message is kept before it goes."""
    watch = await desk.records.watches.get(letter.subject)
    person = await desk.member(letter.member)
    if watch is None or person is None:
        return Withdrawn("gone")
    stand = await stand_of(watch, person, desk)
    found = stand.changes(watch)
    if not found:
        return Withdrawn("nothing to tell")
    await desk.records.watches.put(replace(watch, shown=(*stand.lines, *stand.left)))
    view = WatchView(watch=watch, name=stand.name, changes=found, as_of=desk.now)
    shown = watch_card(view, person.say)
    mark = Mark(kind="notice", key=letter.key, projects=tuple([one.line.project for one in found if one.stands]))
    return Drawn(card=shown.card, summary=shown.summary, mark=mark, among=watch_among(view, person.say))


async def told(letter: Letter, desk: Desk) -> None:
    """What stood in the message is what the next one begins from; what has changed since it was drawn is not lost."""
    watch = await desk.records.watches.get(letter.subject)
    person = await desk.member(letter.member)
    if watch is None or person is None:
        return
    knows = replace(watch, told=watch.shown, before=watch.told, shown=(), told_at=desk.now)
    await desk.records.watches.put(knows)
    await note_told(changes(watch.told, watch.shown, {code_key(line.project) for line in watch.told}), person, desk)
    if watch.pace is Pace.AT_ONCE:
        await watch_due.look_soon(knows, desk)


async def note_told(changed: Sequence[Change], person: Person, desk: Desk) -> None:
    """Note that the person has read how these projects stand."""
    found = [await desk.records.projects.get(code_key(one.line.project)) for one in changed if one.stands]
    await note_reading(person, [one for one in found if one is not None], desk)
