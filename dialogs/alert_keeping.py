"""Keeping an alert: what is stored, shown and told of it, and when it is looked at again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs import alert_cards, notices
from dialogs.access import may_hear_of, open_channel
from dialogs.alert_people import clock_of, may_see, people, program_of, to_act, who_acts, with_deputies
from dialogs.desk import Desk, Person
from pmo.alerts import Alert, AlertState, Cause
from pmo.checkins import Posted
from pmo.ladder import climbs_at, next_rung
from pmo.portfolio import Classification, Program, Project, Rag, code_key
from pmo.rights import PRIVATE
from pmo.schedule import Due, DueKind, due_key
from pmo.whom import Whom
from storage.outbox import Letter, LetterKind

_GRACE = timedelta(minutes=5)
"""So long nobody is asked about an answer that they are perhaps still filling in or about to correct."""
ESCALATED = "escalated"
"""Why a letter was written: nobody has taken the alert."""
LEFT = "left"
"""Why a letter was written: whoever had the alert has left."""
WOKEN = "woken"
"""Why a letter was written: the time for which somebody had put the alert off has passed."""


async def keep(alert: Alert, project: Project, desk: Desk, *, besides: Posted | None = None) -> None:
    """Store the alert, bring what shows it up to date, and plan when it is looked at again."""
    await desk.records.alerts.put(alert)
    await plan(alert, project, desk)
    await alert_cards.redraw(alert, desk, besides)


async def plan(alert: Alert, project: Project, desk: Desk) -> datetime | None:
    """Put the next step of the alert into the due instants, and give it; None when nothing is to come."""
    at = await _next_instant(alert, project, desk)
    known = await desk.records.due.get(due_key(DueKind.ALERT, alert.key))
    if at is None:
        if known is not None:
            await desk.records.due.remove(known.key)
    elif known is None or known.at != at:
        await desk.records.due.put(Due(kind=DueKind.ALERT, subject=alert.key, at=at))
    return at


async def _next_instant(alert: Alert, project: Project, desk: Desk) -> datetime | None:
    """The end of a snooze, or the next rung of the ladder, by the calendar of the person it waits for."""
    if alert.state is AlertState.SNOOZED:
        return alert.until
    rung = next_rung(alert)
    if rung is None:
        return None
    waited_for = await people(rung.waits_for, project, await program_of(project, desk), desk)
    calendar = clock_of(waited_for[0]) if waited_for else await desk.calendar_of_headquarters()
    return climbs_at(rung, alert, calendar)


async def announce(alert: Alert, project: Project, desk: Desk, *, again: bool = False) -> None:
    """Tell the news where the program works; what is not for a channel to those who are to act.

    Args:
        again: it was told before; those alone hear of it who should now and were not told.
    """
    program = await program_of(project, desk)
    if program is None:
        return
    if alert.cause is Cause.ORDER and not again:
        await _tell_the_other(alert, project, desk)
    if alert.is_private:
        await tell_all(await who_acts(alert, project, program, desk), alert, project, desk)
        return
    channel = await open_channel(program, desk) if in_channels(project) else ""
    if not channel:
        await tell_entitled(alert, project, program, desk)
        return
    calendar = await desk.calendar_of_program(program)
    letter = _letter(alert, desk)
    not_before = calendar.next_working(desk.now)
    news = replace(letter, key=f"{letter.key}/{channel}", channel=channel, not_before=not_before)
    await desk.write_unless_told(news)
    await _tell_who_acts(alert, project, program, desk)


async def _tell_who_acts(alert: Alert, project: Project, program: Program, desk: Desk) -> None:
    """A private word beside what the channel hears: of the worst to the manager, of a rule to whom it names."""
    worst = alert.rag is Rag.RED or alert.cause is Cause.ORDER
    if not (worst or alert.cause is Cause.RULE):
        return
    if alert.cause is Cause.COMPUTED and await desk.records.standings.get(code_key(project.code)) is not None:
        return  # of figures that say otherwise than was declared they hear by the conflict
    know_it = {code_key(alert.reporter)} | (set() if worst else {code_key(project.manager)})
    found = await to_act(alert, project, program, desk)
    await tell_all([one for one in found if code_key(one.id) not in know_it], alert, project, desk)


async def _tell_the_other(alert: Alert, project: Project, desk: Desk) -> None:
    """The manager of what must come first hears that somebody else's milestone waits for it."""
    before = await desk.records.milestones.get(alert.about) if alert.about else None
    if before is None or code_key(before.project) == code_key(project.code) or not in_channels(project):
        return
    other = await desk.records.projects.get(code_key(before.project))
    managers = await people(Whom.MANAGER, other, await program_of(other, desk), desk) if other else []
    for manager in await with_deputies(managers, desk):
        if code_key(manager.id) != code_key(project.manager) and await may_hear_of(manager, project, desk):
            await notices.tell(manager.id, notices.OUT_OF_ORDER, (alert.project, alert.subject, alert.about), desk)


async def tell_entitled(alert: Alert, project: Project, program: Program, desk: Desk) -> None:
    """To the project's manager and owner, the program's manager (DESIGN §6), and whoever else is asked to act."""
    ids = {code_key(who): who for who in (project.manager, project.owner, program.manager) if who}
    found = [await desk.member(member_id) for member_id in ids.values()]
    known = await with_deputies([person for person in found if person is not None], desk)
    await tell_all([*known, *await to_act(alert, project, program, desk)], alert, project, desk)


async def tell_all(whom: Iterable[Person], alert: Alert, project: Project, desk: Desk, why: str = "") -> None:
    """Privately, each in their working time and only if they may see it."""
    for person in {one.id: one for one in whom}.values():
        if person.member is None or not await may_see(person, alert, project, PRIVATE, desk):
            continue
        letter = _letter(alert, desk, why)
        step = f"/{why}/{alert.version}" if why else ""
        grace = _GRACE if alert.cause is Cause.CONFLICT and not why else timedelta(0)
        not_before = person.calendar.next_working(desk.now + grace)
        key = f"{letter.key}{step}/{person.member.id}"
        await desk.write_unless_told(replace(letter, key=key, member=person.member.id, not_before=not_before))


async def is_about_to_hear(person: Person, alert: Alert, desk: Desk) -> bool:
    """Whether news of the alert is on its way to the person's own chat."""
    return await desk.records.letters.get(f"{_letter(alert, desk).key}/{person.id}") is not None


def _letter(alert: Alert, desk: Desk, why: str = "") -> Letter:
    return Letter(
        key=f"alert/{alert.key}/{alert.postings}",
        kind=LetterKind.ALERT,
        subject=alert.key,
        written=desk.now,
        not_before=desk.now,
        detail=(str(alert.version), str(alert.postings), why),
    )


def in_channels(project: Project) -> bool:
    """Whether channels may hear of the project; one that was not restricted before may have messages there."""
    return project.classification is not Classification.RESTRICTED
