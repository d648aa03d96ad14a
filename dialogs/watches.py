"""Somebody wants to be told when a project, a program or a list changes, and how soon; or not any more."""

from collections.abc import Sequence
from dataclasses import replace

from cards.perhaps import perhaps_watched_card
from cards.watch import STOP, WatchView, watch_card, watches_card, watching_card, what_words
from dialogs import watch_due, watching
from dialogs.access import audience_of, note_reading, note_refused, seen_by
from dialogs.conversation import Conversation, Post
from dialogs.desk import Desk, Person, Refused
from dialogs.discreet import to_themselves
from dialogs.filtering.finding import found_by
from dialogs.filtering.misses import missing_words
from dialogs.filtering.refusals import refusal
from dialogs.pace_words import paced
from dialogs.projects import CODE_SHOWN
from dialogs.questions import alone, question, reply, stranger
from dialogs.selecting import sight_of
from dialogs.turn import Reply, Turn
from dialogs.watch_joining import known_by_its_filters
from dialogs.watch_meant import Thing, by_code, led, nearly, others, program_of, project_of
from dialogs.words import bare, typed_by
from pmo.portfolio import code_key
from pmo.schedule import DueKind, due_key
from pmo.watches import MOST, MOST_PROJECTS, Pace, Watch, Watched, told_last
from storage.outbox import LetterKind

conversation = Conversation()
conversation.letter(LetterKind.WATCH, Post(draw=watching.draw, told=watching.told))


@conversation.command("watch")
async def watch(turn: Turn, person: Person, desk: Desk) -> Reply:
    """`watch CODE`, or filters as behind `portfolio`, and how soon; without anything, all that the person watches."""
    if person.member is None:
        return stranger(person)
    typed = typed_by(turn).rest
    if not typed:
        return await to_themselves(await _list(person, desk), turn, person, desk)
    wanted, pace = (typed, None) if await by_code(typed, person, desk) else paced(typed)
    if not wanted:
        return Reply.toast(person.say("Watch what? Type for example “watch CODE daily”."))
    return await _meant(wanted, pace, turn, person, desk)


async def _meant(wanted: str, pace: Pace | None, turn: Turn, person: Person, desk: Desk) -> Reply:
    """Watch the project or program of this code, else what these filters find; of a word spelt nearly so, ask."""
    if found := await by_code(wanted, person, desk):
        return await to_themselves(await _watch(*found[0], person, desk, pace), turn, person, desk)
    kind, rest = led(wanted)
    subject = rest if kind is Watched.PORTFOLIO else wanted
    if refused := await refusal(subject, await question(turn, person, desk), person.say):
        return Reply.toast(refused)
    if perhaps := await nearly(wanted, person, desk):
        return await to_themselves(await _offer(bare(rest), perhaps, person, desk), turn, person, desk)
    return await to_themselves(await _watch(Watched.PORTFOLIO, subject, person, desk, pace), turn, person, desk)


async def _offer(word: str, perhaps: Sequence[Thing], person: Person, desk: Desk) -> Reply:
    projects = [await desk.records.projects.get(code_key(code)) for of, code in perhaps if of is Watched.PROJECT]
    await note_reading(person, [one for one in projects if one is not None], desk)
    return reply(perhaps_watched_card(word, await _titled(perhaps, desk), person.say), "watch")


async def _titled(things: Sequence[Thing], desk: Desk) -> tuple[tuple[Watched, str, str], ...]:
    """The same with their names; filters have none."""
    return tuple([(of, subject, await _name_of(of, code_key(subject), desk)) for of, subject in things])


async def _name_of(of: Watched, key: str, desk: Desk) -> str:
    project = await desk.records.projects.get(key) if of is Watched.PROJECT else None
    program = await desk.records.programs.get(key) if of is Watched.PROGRAM else None
    return project.name if project else program.name if program else ""


@conversation.verb("watch.set")
async def set_watch(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The button below what can be watched, and those that change how soon, or end it."""
    if "watch" in turn.values:
        known = await _known(turn, person, desk)
        answer = await _change(known, str(turn.values.get("pace", "")), person, desk)
        return answer.as_redraw() if turn.place.is_private else answer
    of, subject = await _pressed(turn, person, desk)
    answer = await _watch(of, subject, person, desk)
    if turn.place.is_private and answer.card is not None:
        # What is watched stays where it is, and how soon it is told comes below it.
        return Reply.toast(person.say("I tell you when this changes")).beside(answer)
    return await to_themselves(answer, turn, person, desk)


async def _known(turn: Turn, person: Person, desk: Desk) -> Watch:
    """The person's own watch that a button names."""
    key, mine = str(turn.values["watch"]), await desk.records.watches.find("member", code_key(person.id))
    known = next((one for one in mine if key in (one.key, one.key_as_typed)), None)
    if known is None:
        raise Refused(person.say("You do not watch this any more. Type “watch” for all that you watch."))
    return known


async def _pressed(turn: Turn, person: Person, desk: Desk) -> tuple[Watched, str]:
    """What a button names; what the person may not see is not there, like what never was."""
    of, subject = str(turn.values.get("of", "")), str(turn.values.get("subject", ""))
    if of == Watched.PORTFOLIO:
        if refused := await refusal(subject, await question(turn, person, desk), person.say):
            raise Refused(refused)
        return Watched.PORTFOLIO, subject
    project = await project_of(subject, person, desk) if of == Watched.PROJECT else None
    if project is not None:
        return Watched.PROJECT, project.code
    program = await program_of(subject, person, desk) if of == Watched.PROGRAM else None
    if program is not None:
        return Watched.PROGRAM, program.code
    is_here = await _is_shown_here(subject, turn, person, desk)
    raise Refused((_only_here if is_here else _nothing)(subject, person), attempt=turn.verb)


async def _is_shown_here(code: str, turn: Turn, person: Person, desk: Desk) -> bool:
    """Whether the place shows a project or program of this code to everybody in it."""
    audience, key = await audience_of(turn.place, desk), code_key(code)
    if audience.private or not audience.program:
        return False
    project = await desk.records.projects.get(key)
    in_sight = (
        project is not None and not project.archived and (await seen_by(person, project, audience, desk)).readable
    )
    return in_sight or audience.program == key


def _only_here(words: str, person: Person) -> str:
    return person.say(
        "You see {code} in this channel only, so I cannot tell you in your own chat when it changes. "
        "Ask for it here, for example with “portfolio”, or ask the PMO for a part in it.",
        code=words[:CODE_SHOWN],
    )


def _nothing(words: str, person: Person) -> str:
    return person.say("There is nothing {code} that you can see and watch.", code=words[:CODE_SHOWN])


@conversation.verb("watch.list")
async def show_all(turn: Turn, person: Person, desk: Desk) -> Reply:
    """All that the person watches, or what they were told last of one watch."""
    if "watch" not in turn.values:
        return await to_themselves(await _list(person, desk), turn, person, desk)
    answer = await _told_last(await _known(turn, person, desk), person, desk)
    if turn.place.is_private:
        # The button may stand among other things that were told, and those stay.
        return Reply.toast(person.say("You find it below.")).beside(answer)
    return await to_themselves(answer, turn, person, desk)


async def _told_last(watch: Watch, person: Person, desk: Desk) -> Reply:
    """The last message about a watch as it was; where there was none, how it is watched."""
    stand = await watching.stand_of(watch, person, desk)
    found = told_last(watch, {one.key for one in stand.sight.listed})
    if watch.told_at is None or not found:
        return await _shown(watch, person, desk)
    await watching.note_told(found, person, desk)
    view = WatchView(watch=watch, name=stand.name, changes=found, as_of=watch.told_at)
    return reply(watch_card(view, person.say), "watch")


async def _watch(of: Watched, subject: str, person: Person, desk: Desk, pace: Pace | None = None) -> Reply:
    """Watch it from now on; what is watched already is shown as it is, with another pace where one is wanted."""
    usual = Pace.AT_ONCE if of is Watched.PROJECT else Pace.DAILY
    wanted = known_by_its_filters(Watch(member=person.id, of=of, subject=subject, pace=pace or usual, since=desk.now))
    known = await desk.records.watches.get(wanted.key)
    if known is not None and known.subject != subject:
        known = replace(known, subject=subject)  # the same filters, as the person says them now
        await desk.records.watches.put(known)
    if known is not None:
        return await (_change(known, pace.value, person, desk) if pace else _shown(known, person, desk))
    mine = await desk.records.watches.find("member", code_key(person.id))
    if len(mine) >= MOST:
        raise Refused(
            person.say("You watch {n} things already. Type “watch”, and end one first.", n=person.say.number(MOST))
        )
    stand = await watching.stand_of(wanted, person, desk)
    if not stand.lines and of is Watched.PORTFOLIO and (missed := await _missed(subject, person, desk)):
        await note_refused(person, "watch", subject, desk)
        return Reply.toast(missed)
    if len(stand.lines) > MOST_PROJECTS:
        raise Refused(
            person.say(
                "These are {n} projects; at most {most} can be watched together. Narrow them, for example with “red”.",
                n=person.say.number(len(stand.lines)),
                most=person.say.number(MOST_PROJECTS),
            )
        )
    return await _kept(replace(wanted, told=stand.lines), person, desk)


async def _missed(filters: str, person: Person, desk: Desk) -> str:
    """What is said of filters with words or values that nothing has which the person may see; empty for others."""
    asked = alone(person, desk)
    found = await found_by(filters, await sight_of(asked), asked)
    nothing = [_nothing(filters, person)] if found.by_words else []
    return "\n".join([*nothing, *missing_words(found.misses, person.say)])


async def _change(known: Watch, pace: str, person: Person, desk: Desk) -> Reply:
    if pace == STOP:
        return await _stopped(known, person, desk)
    if pace not in [one.value for one in Pace]:
        raise Refused(person.say("I can tell you at once, once a day or once a week."))
    changed = replace(known, pace=Pace(pace))
    answer = await _kept(changed, person, desk)
    if changed.pace is Pace.AT_ONCE:
        await watch_due.look_soon(changed, desk)  # what has waited for its day
    return answer


async def _kept(watch: Watch, person: Person, desk: Desk) -> Reply:
    await desk.records.watches.put(watch)
    await watch_due.plan(watch, person, desk)
    await desk.note(person.mark, "watch.set", watch.key)
    return await _shown(watch, person, desk)


async def _stopped(known: Watch, person: Person, desk: Desk) -> Reply:
    await desk.records.watches.remove(known.key)
    await desk.records.due.remove(due_key(DueKind.WATCH, known.key))
    await desk.note(person.mark, "watch.set", known.key)
    return await _list(person, desk, ended=what_words(await _view(known, person, desk), person.say))


async def _shown(watch: Watch, person: Person, desk: Desk) -> Reply:
    view = await _view(watch, person, desk)
    also = await _titled(await others(watch.of, watch.subject, person, desk), desk)
    return reply(watching_card(replace(view, others=also), person.say), "watch")


async def _list(person: Person, desk: Desk, ended: str = "") -> Reply:
    mine = await desk.records.watches.find("member", code_key(person.id))
    views = [await _view(one, person, desk) for one in sorted(mine, key=lambda one: one.since)]
    return reply(watches_card(views, person.say, ended=ended), "watch")


async def _view(watch: Watch, person: Person, desk: Desk) -> WatchView:
    stand = await watching.stand_of(watch, person, desk)
    return WatchView(watch=watch, as_of=desk.now, name=stand.name)
