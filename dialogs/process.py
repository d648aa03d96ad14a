"""The PMO asks how the asking itself goes: who answers when, what tells nothing new, and which alerts nobody took."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cards.process import ProcessView, process_card
from dialogs.access import note_reading
from dialogs.codes import code_meant
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.discreet import to_themselves
from dialogs.process_figures import LOOKED_AT, asked_projects, ended_alerts, puts_since, same_answers, same_values
from dialogs.projects import CODE_SHOWN
from dialogs.questions import reply, stranger
from dialogs.turn import Reply, Turn
from dialogs.words import bare, typed_by
from pmo.alerts import Alert, Cause
from pmo.improving import FEW
from pmo.periods import period
from pmo.portfolio import Program, code_key
from pmo.process import SAME, Answering, Put, Taking, answering, by, by_period, taking_part

conversation = Conversation()


@conversation.command("process")
async def process(turn: Turn, person: Person, desk: Desk) -> Reply:
    """For the PMO alone, in their own chat."""
    if person.member is None:
        return stranger(person)
    if not person.may_decide:
        await desk.note(person.mark, "refused", "process")
        return Reply.toast(person.say("Only the PMO sees how the asking goes."))
    return await to_themselves(await _told(typed_by(turn).rest, person, desk), turn, person, desk)


async def _told(typed: str, person: Person, desk: Desk) -> Reply:
    """Of everything; of a program question by question."""
    program = await desk.records.programs.get(code_key(await code_meant(typed, desk))) if typed else None
    if typed and program is None:
        return Reply.toast(person.say("There is no program {code}.", code=bare(typed)[:CODE_SHOWN]))
    view = await (_view_of(program, person, desk) if program else _view(person, desk))
    return reply(process_card(view, person.say), "process")


async def _view_of(program: Program, person: Person, desk: Desk) -> ProcessView:
    """What became of all that was asked in a program."""
    puts = [put for put in await puts_since(desk.now - LOOKED_AT, desk) if code_key(put.ask.program) == program.key]
    questions = by(lambda put: put.ask.subject, puts, desk.now)
    return replace(
        await _answered(puts, person, desk),
        scope=f"{program.code} · {program.name}",
        questions=tuple([(await _name(subject, person, desk), of) for subject, of in questions.items()]),
    )


async def _view(person: Person, desk: Desk) -> ProcessView:
    puts = await puts_since(desk.now - LOOKED_AT, desk)
    programs = {one.key: f"{one.code} · {one.name}" for one in await desk.records.programs.all()}
    portfolio = person.say("Portfolio")
    in_programs = by(lambda put: code_key(put.ask.program), puts, desk.now)
    return replace(
        await _answered(puts, person, desk),
        programs=tuple((programs.get(key, portfolio), of) for key, of in in_programs.items()),
        questions=tuple(await _late(puts, person, desk)),
        unwelcome=tuple((programs.get(key, portfolio), *counts) for key, counts in _unwelcome(puts).items()),
        same=tuple(await _same(person, desk)),
        untaken=tuple(await _untaken(person, desk)),
        proposals=sum(one.waits for one in await desk.records.proposals.all()),
    )


async def _answered(puts: Sequence[Put], person: Person, desk: Desk) -> ProcessView:
    """What became of these questions, by post and by period, and who takes part."""
    posts, home = {one.key: one.name for one in await desk.records.posts.all()}, person.say("Headquarters")
    in_posts = by(lambda put: code_key(put.post), puts, desk.now)
    return ProcessView(
        since=desk.now - LOOKED_AT,
        as_of=desk.now,
        whole=answering(puts, desk.now),
        posts=tuple((posts.get(key, home), of) for key, of in in_posts.items()),
        periods=tuple(by_period(_of_the_usual_kind(puts), desk.now).items()),
        taking=tuple(_taking(puts, desk)),
    )


async def _late(puts: Sequence[Put], person: Person, desk: Desk) -> list[tuple[str, Answering]]:
    """The questions that were due more than once and seldom answered on time, by what they ask about."""
    found = []
    for subject, of in by(lambda put: put.ask.subject, puts, desk.now).items():
        if of.due > 1 and of.share is not None and of.share < FEW:
            found.append((await _name(subject, person, desk), of))
    return found


async def _name(subject: str, person: Person, desk: Desk) -> str:
    """Code and name of the project or indicator asked about."""
    indicator = await desk.records.indicators.get(subject.removeprefix("*")) if subject.startswith("*") else None
    project = await desk.records.projects.get(subject) if indicator is None else None
    if project is not None:
        await note_reading(person, (project,), desk)
    about = indicator or project
    return f"{about.code} · {about.name}" if about else subject


def _of_the_usual_kind(puts: Sequence[Put]) -> list[Put]:
    """Those about the kind of period that most are about: weeks and months in one chart would be told twice."""
    spans = Counter(period(put.ask.period).span for put in puts)
    return [put for put in puts if period(put.ask.period).span is spans.most_common(1)[0][0]]


def _taking(puts: Sequence[Put], desk: Desk) -> list[tuple[str, Taking]]:
    """Of each week, month or quarter, how many took part; those in which nobody was to answer yet are left out."""
    periods = sorted({put.ask.period for put in puts}, key=period)
    taking = [(name, taking_part([put for put in puts if put.ask.period == name], desk.now)) for name in periods]
    return [(name, of) for name, of in taking if of.asked]


def _unwelcome(puts: Sequence[Put]) -> dict[str, tuple[int, int]]:
    """By program: how many questions were put off, and how many skipped; those without either are left out."""
    off = Counter(code_key(put.ask.program) for put in puts if put.put_off)
    skipped = Counter(code_key(put.ask.program) for put in puts if put.ask.skipped_at is not None)
    return {key: (off[key], skipped[key]) for key in sorted(off | skipped)}


async def _same(person: Person, desk: Desk) -> list[tuple[str, int]]:
    """What was answered the same again and again, of projects and indicators, the longest first."""
    found = []
    projects = await asked_projects(desk)
    for project in projects:
        if (times := await same_answers(project, desk)) >= SAME:
            await note_reading(person, (project,), desk)
            found.append((f"{project.code} · {project.name}", times))
    running = {project.key for project in projects}
    for indicator in await desk.records.indicators.all():
        asked = not indicator.archived and (not indicator.project or code_key(indicator.project) in running)
        if asked and (times := await same_values(indicator.code, desk)) >= SAME:
            found.append((f"{indicator.code} · {indicator.name}", times))
    return sorted(found, key=lambda one: (-one[1], one[0]))


async def _untaken(person: Person, desk: Desk) -> Sequence[tuple[str, int]]:
    """Alerts that ended without anybody having taken them, by what raises them, the most first."""
    ended = await ended_alerts(lambda alert: _raised_by(alert, person), desk)
    counts = [(raised, count) for raised, (count, _) in ended.items() if count]
    return sorted(counts, key=lambda one: (-one[1], one[0]))


def _raised_by(alert: Alert, person: Person) -> str:
    say = person.say
    match alert.cause:
        case Cause.RULE:
            return say("rule {code}", code=alert.subject)
        case Cause.DECLARED:
            return say("declared status")
        case Cause.MILESTONE | Cause.ORDER:
            return say("milestones")
        case _:
            return say("figures")
