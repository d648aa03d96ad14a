"""Proposals to improve how the asking goes: what is proposed and why, what became of it, and what can be decided."""

from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, facts, heading, rich, run, text
from cards.inputs import text_input
from cards.plain import clipped, joined
from cards.process import answering_words
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.rhythm import rhythm_words, window_words
from cards.status import NAME_LENGTH, as_of_words
from locales import Say
from pmo.improving import Evidence, Rhythm
from pmo.process import SAME, Answering
from pmo.proposals import Alerted, Proposal, ProposalKind, Stand
from pmo.rhythm_choices import choice_of

TEXT_LENGTH = 1_000
NOTE_LENGTH = 500
_RESERVE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal as its reader sees it.

    Attributes:
        name: of the program, project or rule it is about; empty for what somebody says.
        by, decided_by: names; `by` is empty where the figures propose it.
        goes: what became of its questions since it holds, as measured or so far; None where nothing is measured.
        decides: whether the reader decides on it.
    """

    proposal: Proposal
    as_of: datetime
    name: str = ""
    by: str = ""
    decided_by: str = ""
    goes: Answering | None = None
    decides: bool = False


def proposal_card(view: ProposalView, say: Say) -> Rendered:
    """What is proposed, why, how it stands, what it has brought, and the buttons."""
    title, stand = title_words(view, say), stand_words(view, say)
    is_said = view.proposal.kind is ProposalKind.SAID
    body = [heading(say("Proposal") if is_said else title), text(stand, weight="Bolder", spacing="Small")]
    if is_said:
        body.append(text(clipped(title, TEXT_LENGTH)))
    if why := why_words(view, say):
        body.append(text(why))
    if view.proposal.note:
        body.append(text(clipped(view.proposal.note, NOTE_LENGTH)))
    rows = [(name, value) for name, value in _facts(view, say) if value]
    if rows:
        body.append(facts(rows))
    body += [*_what_to_do(view, say), *_buttons(view, say)]
    body.append(text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(title, stand), say=say)


def title_words(view: ProposalView, say: Say) -> str:
    """What is proposed, or was changed, in a line."""
    proposal, code = view.proposal, view.proposal.subject or view.proposal.program
    weekday = say.weekday(proposal.evidence.weekday) if proposal.evidence and proposal.evidence.weekday else ""
    match proposal.kind:
        case ProposalKind.ANOTHER_DAY:
            return say("{program}: ask on {weekday}?", program=code, weekday=weekday)
        case ProposalKind.LONGER_WINDOW:
            window = window_words(proposal.after.within, say) if proposal.after else ""
            return say("{program}: {window} to answer?", program=code, window=window)
        case ProposalKind.LESS_OFTEN:
            return say("{program}: ask every two weeks?", program=code)
        case ProposalKind.UNTAKEN:
            return say("Rule {code}: look at its limit again?", code=code)
        case ProposalKind.BY_HAND:
            return say("{code}: the rhythm was changed", code=code)
        case ProposalKind.SAID:
            return proposal.text


def why_words(view: ProposalView, say: Say) -> str:
    """The evidence in a sentence or two; of what people propose, who and when."""
    proposal = view.proposal
    made = say.date(proposal.made_at)
    if proposal.kind is ProposalKind.SAID:
        return say("Proposed by {name} on {day}.", name=view.by, day=made)
    if proposal.evidence is None:
        return ""
    return joined(_seldom(proposal.evidence, say), _shown(proposal.kind, proposal.evidence, say), by=" ")


def _seldom(evidence: Evidence, say: Say) -> str:
    if not evidence.periods:
        return ""
    shares = [
        joined(say.period(name), say.percent(round(100 * (of.share or 0.0))), by=" ") for name, of in evidence.periods
    ]
    return say("Few answers came on time: {shares}.", shares=say.listing(shares))


def _shown(kind: ProposalKind, evidence: Evidence, say: Say) -> str:
    count, of = evidence.count, evidence.of
    match kind:
        case ProposalKind.ANOTHER_DAY:
            weekday = say.weekday(evidence.weekday)
            return say("{count} of {of} answers came on {weekday}.", count=count, of=of, weekday=weekday)
        case ProposalKind.LONGER_WINDOW:
            return say(
                "{count} of {of} answers that were late or missing came within a working day after the deadline.",
                count=count,
                of=of,
            )
        case ProposalKind.LESS_OFTEN:
            return say(
                "{count} of {of} projects have said the same {times} times in a row or more.",
                count=count,
                of=of,
                times=SAME,
            )
        case _:
            return say(
                "{count} of {of} alerts ended by themselves without anybody having taken them.", count=count, of=of
            )


def stand_words(view: ProposalView, say: Say) -> str:
    """How far it has come, and who decided."""
    proposal, name = view.proposal, view.decided_by
    day = say.date(proposal.decided_at) if proposal.decided_at else ""
    match proposal.stand:
        case Stand.OPEN:
            return say("Waits for the PMO.")
        case Stand.TRIED if proposal.was_tried:
            return say("Tried since {day}: keep it?", day=day)
        case Stand.TRIED if proposal.measured_at is not None:
            until = say.date(proposal.measured_at)
            return say("Being tried until {until}, by {name}.", until=until, name=name)
        case Stand.TRIED:
            return say("Being tried since {day}, by {name}.", day=day, name=name)
        case Stand.ACCEPTED if proposal.kind is ProposalKind.BY_HAND:
            return say("Changed by {name} on {day}.", name=name, day=day)
        case Stand.ACCEPTED:
            return say("Accepted by {name} on {day}.", name=name, day=day)
        case Stand.OVERTAKEN:
            return say("Tried since {day}; overtaken by a later change.", day=day)
        case Stand.DROPPED:
            return say("Not taken up: {name}, {day}.", name=name, day=day)


def _facts(view: ProposalView, say: Say) -> list[tuple[str, str]]:
    proposal, holds = view.proposal, view.proposal.decided_at is not None
    told = proposal.kind is not ProposalKind.SAID
    return [
        (say("About"), view.name if told else ""),
        (say("Until then") if holds else say("Now"), _rhythm(proposal.before, say)),
        (say("Since then") if holds else say("Proposed"), _rhythm(proposal.after, say)),
        (say("Answers before"), _went(proposal.went, say)),
        (say("Answers since"), _went(view.goes, say)),
        (say("Alerts before"), _alerted(proposal.alerted, say)),
        (say("Alerts since"), _alerted(proposal.alerts, say)),
    ]


def _alerted(of: Alerted | None, say: Say) -> str:
    if of is None:
        return ""
    return say.plural("{n} in four weeks, {taken} taken", "{n} in four weeks, {taken} taken", of.raised, taken=of.taken)


def _went(of: Answering | None, say: Say) -> str:
    if of is None:
        return ""
    return answering_words(of, say) if of.due else say("No answer was due yet.")


def _rhythm(rhythm: Rhythm | None, say: Say) -> str:
    if rhythm is None:
        return ""
    known = choice_of(rhythm.rule)
    often = rhythm_words(*known, say) if known else rhythm.rule
    return say("{often}; {window} to answer", often=often, window=window_words(rhythm.within, say))


def _what_to_do(view: ProposalView, say: Say) -> list[Strict]:
    """How a limit is looked at again, for who takes that up: nothing changes by itself."""
    proposal = view.proposal
    open_stands = (Stand.OPEN, Stand.TRIED, Stand.ACCEPTED)
    if proposal.kind is not ProposalKind.UNTAKEN or not view.decides or proposal.stand not in open_stands:
        return []
    sentence = say(
        "Nothing changes by itself: bring rule {code} in again with another limit, and it is tried on the last year "
        "before it holds; or turn it off.",
        code=proposal.subject,
    )
    there = execute(say("Open the rule"), "rule.show", {"rule": proposal.subject}, with_inputs=False)
    return [text(sentence), action_set(there)]


def _buttons(view: ProposalView, say: Say) -> list[Strict]:
    proposal = view.proposal
    if not view.decides or proposal.stand not in (Stand.OPEN, Stand.TRIED):
        return []
    ids: dict[str, str | int] = {"proposal": proposal.key, "version": proposal.version}
    note: list[Strict] = []
    if proposal.kind is ProposalKind.SAID:
        note.append(text_input("note", say("A word to {name}", name=view.by), max_length=NOTE_LENGTH))
    if proposal.stand is Stand.TRIED:
        keep = execute(say("Keep it"), "proposal.accept", ids, main=True)
        back = say("Go back") if proposal.changes_a_rhythm else say("Drop it")
        return [*note, action_set(keep, execute(back, "proposal.drop", ids))]
    accept = say("Do it") if proposal.changes_a_rhythm else say("Accept")
    return [
        *note,
        action_set(
            execute(accept, "proposal.accept", ids),
            execute(say("Try it"), "proposal.try", ids, main=True),
            execute(say("Not now"), "proposal.drop", ids),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsView:
    """Proposals: what waits longest first, then the newest.

    Attributes:
        waiting, total: of all of them, shown or not.
        own: they are the reader's only.
    """

    proposals: tuple[ProposalView, ...]
    as_of: datetime
    waiting: int = 0
    total: int = 0
    own: bool = False


def proposals_card(view: ProposalsView, say: Say) -> Rendered:
    """Each in two lines and with a button to open it."""
    title = say("Your proposals") if view.own else say("Proposals")
    sentence = _sentence(view, say)
    body = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    rows = [row for one in view.proposals for row in _row(one, say)]
    hint = text(say("Propose something: type “propose” and what you have in mind."), subtle=True, spacing="Medium")
    foot = text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True)
    ending = [hint, foot] if view.own else [foot]
    room = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in (*body, *ending)]))
    shown = room - room % _ROW
    left = view.total - shown // _ROW
    more = [text(say.plural("and {n} more", "and {n} more", left), subtle=True)] if left > 0 else []
    return rendered([*body, *rows[:shown], *more, *ending], summary=told(title, sentence), say=say)


_ROW = 3
"""Elements of a proposal in the list: they are shown together or not at all."""


def _sentence(view: ProposalsView, say: Say) -> str:
    if not view.proposals:
        return say("Nothing was proposed yet.")
    if view.own:
        return say.plural("{n} proposal.", "{n} proposals.", view.total)
    waiting = view.waiting
    if not waiting:
        return say("No proposal waits for you.")
    return say.plural("{n} proposal waits for you.", "{n} proposals wait for you.", waiting)


def _row(view: ProposalView, say: Say) -> list[Strict]:
    ids: dict[str, str | int] = {"proposal": view.proposal.key, "version": view.proposal.version}
    line = rich(run(clipped(title_words(view, say), NAME_LENGTH), bold=True), spacing="Medium")
    brought = _brought(view, say) or why_words(view, say)
    state = text(joined(stand_words(view, say), brought, by=" "), subtle=True, spacing="None")
    return [line, state, action_set(execute(say("Open"), "proposal.show", ids, with_inputs=False))]


def _brought(view: ProposalView, say: Say) -> str:
    """Its effect in a few words, where there is one to tell."""
    before, since = view.proposal.went, view.goes
    if before is None or since is None or before.share is None or since.share is None:
        return ""
    was, now = say.percent(round(100 * before.share)), say.percent(round(100 * since.share))
    return say("On time before: {was}; since: {now}.", was=was, now=now)
