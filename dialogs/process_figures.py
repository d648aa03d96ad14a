"""The figures of the asking itself: what was put to whom, when it was answered, and what tells nothing new."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from dialogs import respondents
from dialogs.asked import RECENT
from dialogs.desk import Desk, Person
from dialogs.pauses import with_pauses
from pmo.alerts import Alert, AlertState
from pmo.asks import Ask, subject_of
from pmo.portfolio import Project, code_key
from pmo.process import Put, in_a_row
from pmo.working_time import worked

LOOKED_AT = timedelta(weeks=6)
"""What was asked in this time is counted."""


async def puts_since(since: datetime, desk: Desk) -> list[Put]:
    """What was asked since an instant (UTC), with how long each answer took in the working time of who was asked.

    Args:
        since: at most `LOOKED_AT` ago.
    """
    return await _puts([one for one in await desk.records.asks.all() if one.asked and one.at > since], desk)


async def puts_about(program: str, project: str, since: datetime, desk: Desk) -> list[Put]:
    """The same of a program's questions, or of one project's, since any instant.

    Args:
        project: its code; empty for all of the program.
    """
    projects = [one.key for one in await desk.records.projects.find("program", code_key(program))]
    asked = [code_key(project)] if project else projects
    subjects = [subject_of(one) for one in asked]
    for indicator in await desk.records.indicators.all():
        of_the_program = not project and code_key(indicator.program) == code_key(program)
        if of_the_program or code_key(indicator.project) in asked:
            subjects.append(subject_of("", indicator.code))
    found: dict[str, Ask] = {}
    for subject in subjects:
        for past in await desk.records.past_asks.find("subject", subject) if since < desk.now - RECENT else ():
            found[past.key] = past
        for ask in await desk.records.asks.find("subject", subject):
            found[ask.key] = ask
    return await _puts([one for one in found.values() if one.asked and one.at > since], desk)


async def _puts(asks: Iterable[Ask], desk: Desk) -> list[Put]:
    people: dict[str, Person | None] = {}
    found = []
    async for ask in with_pauses(asks):
        if ask.member not in people:
            people[ask.member] = await desk.member(ask.member)
        found.append(await _put(ask, people[ask.member], desk))
    return found


async def _put(ask: Ask, person: Person | None, desk: Desk) -> Put:
    cards = [await desk.records.cards.get(card) for card in ask.cards]
    put_off = any(card is not None and card.snoozed_until is not None for card in cards)
    if person is None or person.member is None:
        return Put(ask=ask, put_off=put_off)
    post, clock, at = person.member.post, person.calendar, ask.first_answered_at
    if not ask.answered_version or at is None:
        return Put(ask=ask, post=post, put_off=put_off)
    return Put(
        ask=ask,
        post=post,
        took=worked(clock, ask.at, at),
        after=worked(clock, ask.deadline, at) if ask.is_late else None,
        weekday=clock.local(at).isoweekday(),
        put_off=put_off,
    )


async def same_answers(project: Project, desk: Desk) -> int:
    """How many of the latest reports of a project, period by period, say the same in every field."""
    latest = {one.period: one for one in await desk.records.reports.find("project", project.key)}
    said = [(one.rag, one.progress, one.forecast_end, one.summary, one.blockers) for one in latest.values()]
    return in_a_row(said)


async def same_values(indicator: str, desk: Desk) -> int:
    """How many of the latest measurements of an indicator, period by period, are equal."""
    latest = {one.period: one.value for one in await desk.records.measurements.find("indicator", code_key(indicator))}
    return in_a_row(list(latest.values()))


async def asked_projects(desk: Desk) -> Sequence[Project]:
    """The projects whose status is asked."""
    return [one for one in await desk.records.projects.all() if respondents.is_asked_about(one)]


async def ended_alerts(name: Callable[[Alert], str], desk: Desk) -> dict[str, tuple[int, int]]:
    """By a name of what raises them: how many alerts ended by themselves untaken, and how many ended at all."""
    untaken: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for alert in await desk.records.alerts.all():
        if alert.state is AlertState.RESOLVED:
            ended[name(alert)] += 1
            untaken[name(alert)] += alert.closed_itself and not alert.was_taken
    return {raised: (untaken[raised], count) for raised, count in ended.items()}
