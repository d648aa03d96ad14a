"""The PMO asks how the asking itself goes: who answers when, what tells nothing new, and which alerts nobody took."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from cards.process import ProcessView, process_card
from dialogs import respondents
from dialogs.access import note_reading
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.discreet import to_themselves
from dialogs.pauses import with_pauses
from dialogs.questions import reply, stranger
from dialogs.turn import Reply, Turn
from pmo.alerts import Alert, AlertState, Cause, What
from pmo.asks import Ask
from pmo.portfolio import Role, code_key
from pmo.process import SAME, Put, answering, by, by_period, in_a_row
from pmo.working_time import worked

conversation = Conversation()
LOOKED_AT = timedelta(weeks=6)
"""What was asked in this time is counted."""
_TAKEN = frozenset((What.ACKNOWLEDGED, What.SNOOZED, What.ACTION, What.DECISION, What.EXPLAINED, What.AGREED))


@conversation.command("process")
async def process(turn: Turn, person: Person, desk: Desk) -> Reply:
    """For the PMO alone, in their own chat."""
    if person.member is None:
        return stranger(person)
    if person.member.role is not Role.PMO:
        await desk.note(person.mark, "refused", "process")
        return Reply.toast(person.say("Only the PMO sees how the asking goes."))
    mine = reply(process_card(await _view(person, desk), person.say), "process")
    return await to_themselves(mine, turn, person, desk)


async def _view(person: Person, desk: Desk) -> ProcessView:
    puts, since = await _puts(desk), desk.now - LOOKED_AT
    programs = {one.key: f"{one.code} · {one.name}" for one in await desk.records.programs.all()}
    posts = {one.key: one.name for one in await desk.records.posts.all()}
    portfolio, home = person.say("Portfolio"), person.say("Headquarters")
    in_programs = by(lambda put: code_key(put.ask.program), puts, desk.now)
    in_posts = by(lambda put: code_key(put.post), puts, desk.now)
    return ProcessView(
        since=since,
        as_of=desk.now,
        whole=answering(puts, desk.now),
        programs=tuple((programs.get(key, portfolio), of) for key, of in in_programs.items()),
        posts=tuple((posts.get(key, home), of) for key, of in in_posts.items()),
        periods=tuple(by_period(puts, desk.now).items()),
        same=tuple(await _same(person, desk)),
        untaken=tuple(await _untaken(person, desk)),
    )


async def _puts(desk: Desk) -> list[Put]:
    """What was asked lately, with how long each answer took in the working time of who was asked."""
    asks = [one for one in await desk.records.asks.all() if one.asked and one.at > desk.now - LOOKED_AT]
    return [await _put(ask, desk) async for ask in with_pauses(asks)]


async def _put(ask: Ask, desk: Desk) -> Put:
    person = await desk.member(ask.member)
    if person is None or person.member is None:
        return Put(ask=ask)
    took = None
    if ask.answered_version and ask.answered_at is not None:
        took = worked(person.calendar, ask.at, ask.answered_at)
    return Put(ask=ask, post=person.member.post, took=took)


async def _same(person: Person, desk: Desk) -> list[tuple[str, int]]:
    """Projects whose managers have said the same again and again, the longest first."""
    found = []
    for project in await desk.records.projects.all():
        if not respondents.is_asked_about(project):
            continue
        latest = {one.period: one for one in await desk.records.reports.find("project", project.key)}
        said = [(one.rag, one.progress, one.forecast_end, one.summary, one.blockers) for one in latest.values()]
        if (times := in_a_row(said)) >= SAME:
            await note_reading(person, (project,), desk)
            found.append((f"{project.code} · {project.name}", times))
    return sorted(found, key=lambda one: (-one[1], one[0]))


async def _untaken(person: Person, desk: Desk) -> Sequence[tuple[str, int]]:
    """Alerts that ended without anybody having taken them, by what raises them, the most first."""
    counts = Counter(
        _raised_by(alert, person)
        for alert in await desk.records.alerts.all()
        if alert.state is AlertState.RESOLVED and alert.closed_itself and not _was_taken(alert)
    )
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _was_taken(alert: Alert) -> bool:
    return any(step.what in _TAKEN for step in alert.past)


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
