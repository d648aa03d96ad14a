"""Anybody proposes how the asking could go better, and so do the figures; the PMO takes it up, tries it or does not."""

from dataclasses import replace

from cards.proposal import NOTE_LENGTH, TEXT_LENGTH, ProposalsView, ProposalView, proposal_card, proposals_card
from cards.rendered import Rendered
from dialogs import proposal_keeping
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person, Refused
from dialogs.discreet import to_themselves
from dialogs.questions import reply, stranger
from dialogs.turn import Mark, Reply, Turn
from pmo.forms import written
from pmo.portfolio import code_key
from pmo.proposals import Proposal, ProposalKind, Stand
from storage.outbox import Letter, LetterKind

conversation = Conversation()
_SHOWN = 40
_MOST_OPEN = 20
"""Proposals of one person that may wait at a time."""


@conversation.command("propose")
async def propose(turn: Turn, person: Person, desk: Desk) -> Reply:
    """`propose TEXT`; without a text, the proposals: the PMO's are all, everybody else's are their own."""
    if person.member is None:
        return stranger(person)
    _, _, typed = turn.text.strip().removeprefix("/").strip().partition(" ")
    text, say = " ".join(typed.split()), person.say
    if not text:
        return await to_themselves(reply(await _list(person, desk), "proposals"), turn, person, desk)
    if len(text) > TEXT_LENGTH:
        raise Refused(say("Your proposal is too long: at most {n} characters.", n=say.number(TEXT_LENGTH)))
    mine = [one for one in await desk.records.proposals.all() if _is_theirs(one, person)]
    if sum(one.stand is Stand.OPEN for one in mine) >= _MOST_OPEN:
        raise Refused(say("So many of your proposals wait for the PMO already; please wait until it has decided."))
    await proposal_keeping.say_it(text, person, desk)
    return Reply.toast(say("Thank you. The PMO decides about your proposal, and you will hear of it."))


@conversation.verb("proposal.list")
async def show_all(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What stands behind `propose` without a text."""
    return reply(await _list(person, desk), "proposals")


@conversation.verb("proposal.show")
async def show(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One proposal as it stands."""
    return await _shown(await _asked_for(turn, person, desk), person, desk)


@conversation.verb("proposal.accept")
async def accept(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The PMO wants it for good."""
    return await _hold(turn, Stand.ACCEPTED, person, desk)


@conversation.verb("proposal.try")
async def try_out(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The PMO wants it for a few times, and then to see what it has brought."""
    return await _hold(turn, Stand.TRIED, person, desk)


@conversation.verb("proposal.drop")
async def drop(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The PMO does not want it, or not any more."""
    proposal = await _to_decide(turn, person, desk)
    if _is_old(turn, proposal) or proposal.stand not in (Stand.OPEN, Stand.TRIED):
        return (await _shown(proposal, person, desk)).as_redraw()
    return await _decided(await proposal_keeping.drop(proposal, _note(turn), person, desk), turn, person, desk)


async def _hold(turn: Turn, stand: Stand, person: Person, desk: Desk) -> Reply:
    proposal = await _to_decide(turn, person, desk)
    may = (Stand.OPEN, Stand.TRIED) if stand is Stand.ACCEPTED else (Stand.OPEN,)
    if _is_old(turn, proposal) or proposal.stand not in may:
        return (await _shown(proposal, person, desk)).as_redraw()
    kept = await proposal_keeping.hold(proposal, stand, _note(turn), person, desk)
    return await _decided(kept, turn, person, desk)


async def _decided(kept: Proposal | None, turn: Turn, person: Person, desk: Desk) -> Reply:
    if kept is None:
        raise Refused(person.say("Somebody has changed this rhythm since. Type “process” to see how it goes now."))
    await desk.note(person.mark, turn.verb, kept.key)
    await proposal_keeping.answer(kept, person, desk)
    return (await _shown(kept, person, desk)).as_redraw()


def _note(turn: Turn) -> str:
    return (written(turn.values.get("note")) or "")[:NOTE_LENGTH]


def _is_old(turn: Turn, proposal: Proposal) -> bool:
    return str(turn.values.get("version", "")) != str(proposal.version)


def _is_theirs(proposal: Proposal, person: Person) -> bool:
    return person.id != "" and code_key(proposal.by) == code_key(person.id)


async def _asked_for(turn: Turn, person: Person, desk: Desk) -> Proposal:
    """The proposal of a button, for the PMO and whoever made it."""
    proposal = await desk.records.proposals.get(str(turn.values.get("proposal", "")))
    if proposal is None or not (person.may_decide or _is_theirs(proposal, person)):
        attempt = turn.verb if proposal is not None else ""
        raise Refused(person.say("There is no such proposal any more. Type “propose” for the list."), attempt=attempt)
    return proposal


async def _to_decide(turn: Turn, person: Person, desk: Desk) -> Proposal:
    if not person.may_decide:
        raise Refused(person.say("Proposals are decided on by the PMO."), attempt=turn.verb)
    return await _asked_for(turn, person, desk)


async def _list(person: Person, desk: Desk) -> Rendered:
    everything, decides = await desk.records.proposals.all(), person.may_decide
    mine = [one for one in everything if decides or _is_theirs(one, person)]
    waiting = sorted([one for one in mine if one.waits], key=lambda one: one.made_at)
    rest = sorted([one for one in mine if not one.waits], key=lambda one: one.decided_at or one.made_at, reverse=True)
    views = [await view_of(one, person, desk) for one in [*waiting, *rest][:_SHOWN]]
    listed = ProposalsView(proposals=tuple(views), as_of=desk.now, waiting=len(waiting), total=len(mine))
    return proposals_card(replace(listed, own=not decides), person.say)


async def view_of(proposal: Proposal, person: Person, desk: Desk) -> ProposalView:
    """The proposal as this person sees it."""
    goes = proposal.goes
    runs = proposal.changes_a_rhythm and proposal.measured_at is not None
    if goes is None and runs and proposal.stand is not Stand.DROPPED:
        goes = await proposal_keeping.since_it_holds(proposal, desk)
    return ProposalView(
        proposal=proposal,
        as_of=desk.now,
        name=await _name(proposal, desk),
        by=await desk.name_of(proposal.by),
        decided_by=await desk.name_of(proposal.decided_by),
        goes=goes,
        decides=person.may_decide,
    )


async def _name(proposal: Proposal, desk: Desk) -> str:
    if proposal.kind is ProposalKind.UNTAKEN:
        return proposal.subject
    project = await desk.records.projects.get(code_key(proposal.subject)) if proposal.subject else None
    program = await desk.records.programs.get(code_key(proposal.program)) if proposal.program else None
    about = project or program
    return f"{about.code} · {about.name}" if about else ""


async def _shown(proposal: Proposal, person: Person, desk: Desk) -> Reply:
    return reply(proposal_card(await view_of(proposal, person, desk), person.say), "proposal")


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """What waits, or one proposal, as it stands when the letter is sent."""
    person = await desk.member(letter.member)
    if person is None or person.member is None:
        return Withdrawn("gone")
    if letter.subject == proposal_keeping.ALL:
        if not person.may_decide or not any(one.waits for one in await desk.records.proposals.all()):
            return Withdrawn("decided")
        shown = await _list(person, desk)
    else:
        proposal = await desk.records.proposals.get(letter.subject)
        if proposal is None or not (person.may_decide or _is_theirs(proposal, person)):
            return Withdrawn("gone")
        if letter.detail == (proposal_keeping.SAID,) and proposal.stand is not Stand.OPEN:
            return Withdrawn("decided")
        shown = proposal_card(await view_of(proposal, person, desk), person.say)
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="notice", key=letter.key))


conversation.letter(LetterKind.PROPOSAL, Post(draw=_draw))
