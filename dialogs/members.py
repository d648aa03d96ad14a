"""A member changes: what their clock, post, role or tie decides is planned anew at once."""

from dialogs import escalating, reminding, schedule, watch_due
from dialogs.asked import asks_on, cards_of
from dialogs.checkin_views import waiting_for
from dialogs.desk import Desk, Person
from pmo.portfolio import Member, code_key
from pmo.rights import program_ties


async def keep(member: Member, desk: Desk) -> Person:
    """Keep the member, and plan anew what their clock decides."""
    await desk.records.members.put(member)
    changed = await desk.member(member.id)
    assert changed is not None, "somebody who has left is not changed"
    await schedule.replan_for(changed, desk)
    await escalating.replan_for(changed, desk)
    for card in await cards_of(changed.id, desk):
        if await waiting_for(card, changed, desk):
            await reminding.plan_next(card, await asks_on(card, desk), changed, desk)
    return changed


async def keep_office(member: Member, desk: Desk) -> Person:
    """The same where their role is another, or they are external or not any more: others hear and answer then."""
    changed = await keep(member, desk)
    for program in await desk.records.programs.all():
        if program_ties(member, program):
            await schedule.replan_program(program, desk)
    me = code_key(member.id)
    absences = [one for one in await desk.records.absences.find("deputy", me) if not one.archived]
    rows = [one for one in await desk.records.assignments.find("deputy", me) if not one.archived]
    for absent_id in {code_key(one.member) for one in absences} | {code_key(one.member) for one in rows}:
        absent = await desk.member(absent_id)
        if absent is not None:
            await schedule.replan_for(absent, desk)
    for watch in await desk.records.watches.find("member", me):
        await watch_due.look_soon(watch, desk)  # what they may not see any more is not watched any more
    return changed
