"""Looks for what could be asked better, carries out what the PMO takes up, and measures what became of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from dialogs import proposal_trials, schedule
from dialogs.alert_people import deciders
from dialogs.desk import Desk, Person
from dialogs.process_figures import LOOKED_AT, asked_projects, ended_alerts, puts_about, puts_since, same_answers
from pmo.alerts import Alert, Cause
from pmo.cadence import asking_instant
from pmo.improving import Better, Rhythm, another_day, less_often, longer_window, rhythm_of, untaken
from pmo.portfolio import Program, code_key
from pmo.process import SAME, Answering, Put, answering
from pmo.proposals import Proposal, ProposalKind, Stand
from pmo.recurrence import occurrences
from pmo.schedule import Due, DueKind
from storage.outbox import Letter, LetterKind

FOUND, SAID, DECIDED, MEASURED = "found", "said", "decided", "measured"
"""Why a letter about proposals is written."""
ALL = "all"
"""Subject of a letter about all proposals that wait."""
NOT_AGAIN = timedelta(days=90)
"""So long what was dropped is not proposed again."""
_TRIED_FOR = 4
"""Times that a changed rhythm asks before its effect is told."""


async def look(due: Due, desk: Desk) -> None:
    """Once a week: propose what the figures show, take back what they do not show any more, and tell the PMO."""
    await desk.records.due.remove(due.key)
    await schedule.plan_look(desk)
    known = list(await desk.records.proposals.all())
    for one in filter(proposal_trials.has_no_end, known):
        await _keep(await proposal_trials.begun(one, desk), desk)
    found = [*await _about_rhythms(known, desk), *await _about_rules(desk)]
    wanted = {(one.kind, one.place): one for one in found}
    for one in known:
        mine = (one.kind, one.place)
        if one.stand is Stand.OPEN and one.evidence is not None:
            if mine not in wanted:
                await desk.records.proposals.remove(one.key)
            else:
                await desk.records.proposals.put(one.shown_by(wanted.pop(mine)))
        elif one.decided_at is not None and one.decided_at > desk.now - NOT_AGAIN:
            wanted.pop(mine, None)
    for one in wanted.values():
        await desk.records.proposals.put(one)
    if wanted:
        await _tell(await deciders(desk), ALL, FOUND, desk)


async def _about_rhythms(known: Iterable[Proposal], desk: Desk) -> list[Proposal]:
    """At most one for each program, and none while the effect of an earlier change is being measured."""
    measured = {code_key(one.program) for one in known if one.changes_a_rhythm and one.measured_at is not None}
    puts = await puts_since(desk.now - LOOKED_AT, desk)
    found = []
    for program in await desk.records.programs.all():
        if program.archived or program.key in measured:
            continue
        mine = [put for put in puts if code_key(put.ask.program) == program.key]
        proposed = await _better(program, mine, desk)
        if proposed is not None:
            kind, better = proposed
            found.append(_made(kind, desk.now, program=program.code, before=rhythm_of(program), better=better))
    return found


async def _better(program: Program, puts: list[Put], desk: Desk) -> tuple[ProposalKind, Better] | None:
    rhythm = rhythm_of(program)
    if longer := longer_window(puts, rhythm, desk.now):
        return ProposalKind.LONGER_WINDOW, longer
    if day := another_day(puts, rhythm, desk.now):
        return ProposalKind.ANOTHER_DAY, day
    mine = [one for one in await asked_projects(desk) if code_key(one.program) == program.key and not one.checkin_rule]
    same = sum([await same_answers(project, desk) >= SAME for project in mine])
    if fewer := less_often(same, len(mine), rhythm):
        return ProposalKind.LESS_OFTEN, fewer
    return None


async def _about_rules(desk: Desk) -> list[Proposal]:
    """Rules that still run and whose alerts nobody takes."""
    live = {one.key: one.code for one in await desk.records.rule_states.all() if one.live is not None}
    found = untaken(await ended_alerts(_rule, desk))
    return [
        Proposal(
            key=_key(ProposalKind.UNTAKEN, code, desk.now),
            kind=ProposalKind.UNTAKEN,
            made_at=desk.now,
            subject=live[code],
            evidence=evidence,
        )
        for code, evidence in found.items()
        if code in live
    ]


def _rule(alert: Alert) -> str:
    return alert.subject.casefold() if alert.cause is Cause.RULE else ""


def _made(kind: ProposalKind, at: datetime, *, program: str, before: Rhythm, better: Better) -> Proposal:
    return Proposal(
        key=_key(kind, program, at),
        kind=kind,
        made_at=at,
        program=program,
        evidence=better.evidence,
        before=before,
        after=better.rhythm,
    )


def _key(kind: ProposalKind, about: str, at: datetime) -> str:
    return f"{kind.value}/{code_key(about)}/{at.isoformat()}"


async def _free_key(kind: ProposalKind, about: str, desk: Desk) -> str:
    """A key of its own for what may come twice at one instant."""
    first = key = _key(kind, about, desk.now)
    number = 1
    while await desk.records.proposals.get(key) is not None:
        number += 1
        key = f"{first}#{number}"
    return key


async def say_it(text: str, person: Person, desk: Desk) -> Proposal:
    """Keep what somebody proposes, and tell the PMO of it."""
    key = await _free_key(ProposalKind.SAID, person.id, desk)
    proposal = Proposal(key=key, kind=ProposalKind.SAID, made_at=desk.now, text=text, by=person.id)
    await desk.records.proposals.put(proposal)
    await _tell([one for one in await deciders(desk) if one.id != person.id], key, SAID, desk)
    return proposal


async def hold(proposal: Proposal, stand: Stand, note: str, person: Person, desk: Desk) -> Proposal | None:
    """Take it up, for good or to try it; None when the rhythm it would change has been changed since."""
    kept = proposal.held(stand, person.id, desk.now, note)
    if proposal.after is not None and proposal.stand is Stand.TRIED:
        if await _program_asking(proposal.after, proposal, desk) is None:
            return await _overtaken(proposal, desk)
    elif proposal.after is not None:
        program = await _program_asking(proposal.before, proposal, desk)
        if program is None:
            return None
        kept = await _measured_from_now(kept, proposal.after, desk)
        await _set(program, proposal.after, desk)
    else:
        kept = await proposal_trials.begun(kept, desk)
    await _keep(kept, desk)
    return kept


async def drop(proposal: Proposal, note: str, person: Person, desk: Desk) -> Proposal:
    """Do not take it up, or go back to what was before, unless the rhythm is another one by now."""
    if proposal.stand is Stand.TRIED and proposal.before is not None:
        program = await _program_asking(proposal.after, proposal, desk)
        if program is None:
            return await _overtaken(proposal, desk)
        await _set(program, proposal.before, desk)
    kept = proposal.dropped(person.id, desk.now, note)
    await _keep(kept, desk)
    return kept


async def _program_asking(rhythm: Rhythm | None, proposal: Proposal, desk: Desk) -> Program | None:
    """The program that it is about, while it asks in this rhythm; None when that was changed or it is over."""
    program = await desk.records.programs.get(code_key(proposal.program))
    return program if program and not program.archived and rhythm_of(program) == rhythm else None


async def _measured_from_now(held: Proposal, rhythm: Rhythm, desk: Desk) -> Proposal:
    """With what went before; what was measured of an earlier change ends here."""
    await _end_others(held, desk)
    went = await _went(held, desk.now - LOOKED_AT, desk)
    return held.measuring(went, await _measured_at(rhythm, desk))


async def answer(proposal: Proposal, person: Person, desk: Desk) -> None:
    """Tell who proposed it what was decided."""
    proposer = await desk.member(proposal.by)
    if proposer is not None and proposer.id != person.id:
        await _tell([proposer], proposal.key, f"{DECIDED}/{proposal.version}", desk)


async def changed_by_hand(code: str, program: Program, rhythms: tuple[Rhythm, Rhythm], by: str, desk: Desk) -> None:
    """Keep that somebody changed when a program or project is asked, so that its effect is told like any other's.

    Args:
        code: of the project whose own rhythm was changed; empty for the program's.
        rhythms: before and after.
        by: member id.
    """
    before, after = rhythms
    if before == after:
        return
    proposal = Proposal(
        key=await _free_key(ProposalKind.BY_HAND, code or program.code, desk),
        kind=ProposalKind.BY_HAND,
        made_at=desk.now,
        program=program.code,
        subject=code,
        before=before,
        after=after,
    )
    held = proposal.held(Stand.ACCEPTED, by, desk.now)
    await _keep(await _measured_from_now(held, after, desk), desk)


async def _overtaken(proposal: Proposal, desk: Desk) -> Proposal:
    """It holds no longer: its effect is what it was until now."""
    goes = proposal.goes or await since_it_holds(proposal, desk)
    kept = proposal.overtaken(goes)
    await _keep(kept, desk)
    return kept


async def _end_others(changed: Proposal, desk: Desk) -> None:
    """A rhythm is changed: what was tried or measured of the one before ends here, else nobody knows what did what.

    A project's own rhythm leaves its program's alone.
    """
    for one in await desk.records.proposals.all():
        runs = one.measured_at is not None or one.stand is Stand.TRIED
        if runs and one.changes_a_rhythm and one.key != changed.key and one.place == changed.place:
            await _overtaken(one, desk)


async def measure(due: Due, desk: Desk) -> None:
    """It has had its periods, or its time: keep what became of the questions or alerts since, and tell the PMO."""
    await desk.records.due.remove(due.key)
    proposal = await desk.records.proposals.get(due.subject)
    if proposal is None or proposal.decided_at is None or proposal.measured_at is None:
        return
    if proposal.changes_a_rhythm:
        proposal = proposal.measured(await since_it_holds(proposal, desk))
    else:
        proposal = await proposal_trials.ended(proposal, desk)
    await desk.records.proposals.put(proposal)
    await _tell(await deciders(desk), proposal.key, MEASURED, desk)


async def since_it_holds(proposal: Proposal, desk: Desk) -> Answering:
    """What became of its questions since it was decided on."""
    assert proposal.decided_at is not None, "it holds since then"
    return await _went(proposal, proposal.decided_at, desk)


async def _went(proposal: Proposal, since: datetime, desk: Desk) -> Answering:
    """What became of the questions of its program, or of its project, since an instant."""
    return answering(await puts_about(proposal.program, proposal.subject, since, desk), desk.now)


async def _measured_at(rhythm: Rhythm, desk: Desk) -> datetime:
    """A week after the last of the times that it is to ask, when headquarters works."""
    calendar = await desk.calendar_of_headquarters()
    asking = islice(occurrences(rhythm.rule, calendar.local(desk.now).date() + timedelta(days=1)), _TRIED_FOR)
    *_, last = asking
    return calendar.next_working(asking_instant(last + timedelta(weeks=1), schedule.LOOKS_AT, calendar))


async def _set(program: Program, rhythm: Rhythm, desk: Desk) -> None:
    changed = replace(program, checkin_rule=rhythm.rule, answer_within=rhythm.within)
    await desk.records.programs.put(changed)
    await schedule.replan_program(changed, desk)


async def _keep(proposal: Proposal, desk: Desk) -> None:
    """Store it, and plan when its effect is told."""
    await desk.records.proposals.put(proposal)
    due = Due(kind=DueKind.PROPOSAL, subject=proposal.key, at=proposal.measured_at or desk.now)
    if proposal.measured_at is not None:
        await desk.records.due.put(due)
    elif await desk.records.due.get(due.key) is not None:
        await desk.records.due.remove(due.key)


async def _tell(whom: Iterable[Person], subject: str, why: str, desk: Desk) -> None:
    for person in whom:
        letter = Letter(
            key=f"proposal/{subject}/{why}/{code_key(person.id)}/{desk.now.date().isoformat()}",
            kind=LetterKind.PROPOSAL,
            subject=subject,
            member=person.id,
            written=desk.now,
            not_before=person.calendar.next_working(desk.now),
            detail=(why.partition("/")[0],),
        )
        await desk.write_unless_told(letter)
