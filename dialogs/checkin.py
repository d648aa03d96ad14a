"""A project manager answers for all their projects on one card: status, progress, forecast, summary, blockers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import msgspec

from dialogs import asking, checkin_cards, reporting
from dialogs.access import answers_for
from dialogs.checkin_cards import Said
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.questions import elsewhere, has_chat, question, stranger
from dialogs.replies import from_text, message_of, to_text
from dialogs.turn import Message, Reply, Turn
from locales import Say
from pmo.checkins import (
    TEXT_LIMIT,
    Ask,
    CheckinCard,
    Invalid,
    Open,
    Problem,
    Shown,
    ShownCard,
    held,
    judge,
    typed_of,
)
from pmo.portfolio import Project, code_key
from storage.trail import Handled

conversation = Conversation()


@conversation.verb("checkin.submit")
async def submit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Store what was answered, project by project, and show the card as it stands then (CONTRACT §5 "Submitting")."""
    card = await _card(turn, person, desk)
    seen = await _seen(card, turn, person, desk)
    key = _turn_key(card, seen.version, turn)
    if seen.version < card.version:
        handled = await desk.records.handled.get(key)
        if handled is not None:
            return await _once_more(from_text(handled.reply), card, turn, desk)
    answer = _Submission(values=_by_id(turn.values), person=person, desk=desk, seen=seen)
    stored = [ask for ask in await checkin_cards.asks_of(card, desk) if await answer.take(ask)]
    said = answer.said
    if not stored:
        if not said.notes and not said.problems:
            said.notes.append(await _nothing_stored(card, person, desk))
        return await _redrawn(turn, card, person, said, desk)
    card = await checkin_cards.raised(card, desk)
    await checkin_cards.redraw_others(stored, card, desk)
    if not _is_at_home(turn, card, person):
        await checkin_cards.redraw(card, desk)
    reply = await _redrawn(turn, card, person, said, desk)
    await desk.records.handled.put(Handled(key=key, at=desk.real, reply=to_text(reply)))
    return reply


async def _once_more(reply: Reply, card: CheckinCard, turn: Turn, desk: Desk) -> Reply:
    """The stored reply for the one who sent twice; messages keep showing what stands now, which may be newer."""
    if reply.mark is not None and reply.mark.version < card.version:
        await checkin_cards.redraw(card, desk)
    return Reply.nothing() if turn.by_submit else replace(reply, redraws=())


async def _nothing_stored(card: CheckinCard, person: Person, desk: Desk) -> str:
    if all(ask.answered_version for ask in await checkin_cards.asks_of(card, desk)):
        return person.say("Nothing was changed.")
    return person.say("Nothing was sent yet: choose a status for at least one project.")


@conversation.verb("checkin.edit")
async def edit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The form again, with the card's current version and what stands."""
    card = await _card(turn, person, desk)
    allowed = [ask for ask in await checkin_cards.asks_of(card, desk) if await _may_answer(ask, person, desk)]
    if not allowed:
        raise Refused(_not_yours(person.say), attempt=f"checkin.edit {card.id}")
    if not [ask for ask in allowed if await checkin_cards.is_open(ask, desk)]:
        raise Refused(person.say("This period is closed. The PMO can correct what was reported."))
    return await _redrawn(turn, card, person, Said(forms=True), desk)


@conversation.command("checkin")
async def current(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person's open check-in, the same card instance again; when nothing is open, when the next one comes.

    It is theirs alone: asked for among others, it goes to their own chat.
    """
    if person.member is None:
        return stranger(person)
    asked, mine = await question(turn, person, desk), await _current(person, desk)
    if asked.audience.private:
        return mine
    return Reply(form="toast", text=elsewhere(asked), private=mine if has_chat(person) else None)


async def _current(person: Person, desk: Desk) -> Reply:
    card = await _open_card(person, desk)
    if card is None:
        return Reply.toast(await _nothing_open(person, desk))
    card = await checkin_cards.prepared(card, desk)
    shown, summary = await checkin_cards.drawn(card, person, Said(), desk)
    asks = await checkin_cards.asks_of(card, desk)
    mark = checkin_cards.mark_of(card, asks, "ask")
    return Reply(form="card", card=shown, summary=summary, mark=mark, shows=card.id)


async def noted(reply: Reply, message: Message, desk: Desk) -> None:
    """The answer to the command was sent: that message shows the card too."""
    card = await desk.records.cards.get(reply.shows)
    if card is not None and reply.mark is not None:
        await asking.shown_in(card, message, reply.mark, desk)


async def _card(turn: Turn, person: Person, desk: Desk) -> CheckinCard:
    card = await desk.records.cards.get(str(turn.values.get("card", "")))
    if card is None:
        raise Refused(person.say("This check-in is no longer known. Type “checkin” to get the current one."))
    if not _is_of(card, person) and not [
        ask for ask in await checkin_cards.asks_of(card, desk) if await _may_answer(ask, person, desk)
    ]:
        raise Refused(_not_yours(person.say), attempt=f"{turn.verb} {card.id}")
    return card


def _is_of(card: CheckinCard, person: Person) -> bool:
    """Whether the card was put to this person."""
    return person.member is not None and code_key(card.member) == code_key(person.member.id)


def _is_at_home(turn: Turn, card: CheckinCard, person: Person) -> bool:
    """Whether it was clicked by the person it was put to, in their own chat."""
    return turn.place.kind == "personal" and _is_of(card, person)


def _not_yours(say: Say) -> str:
    return say("This check-in was put to somebody else. Nothing was changed. Type “checkin” to get your own.")


async def _seen(card: CheckinCard, turn: Turn, person: Person, desk: Desk) -> ShownCard:
    """What the person had before their eyes: the card under the version the click names."""
    text = str(turn.values.get("version", ""))
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if version == card.version:
        return ShownCard(card=card.id, version=version, shown=card.shown)
    seen = await desk.records.shown.get(f"{card.id}/{version}") if version else None
    if seen is None:
        raise Refused(person.say("This card is out of date. Type “checkin” to get the current one."))
    return seen


def _turn_key(card: CheckinCard, version: int, turn: Turn) -> str:
    """Same card, version, person and inputs (CONTRACT §5 "Twice"); numbers and words of a value count alike."""
    inputs = sorted((name, str(value)) for name, value in turn.values.items())
    return hashlib.sha256(msgspec.json.encode((card.id, version, turn.sender.entra_id, inputs))).hexdigest()


async def _may_answer(ask: Ask, person: Person, desk: Desk) -> bool:
    project = await checkin_cards.project_of(ask, desk)
    return project is not None and await answers_for(person, project, desk)


def _by_id(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, by the ids of inputs in the spelling of keys."""
    return {name.casefold(): value for name, value in values.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Submission:
    """One click on “Send”: what was before the person's eyes, and what the card shows after it."""

    values: Mapping[str, Any]
    person: Person
    desk: Desk
    seen: ShownCard
    said: Said = field(default_factory=Said)

    async def take(self, ask: Ask) -> bool:
        """Take one project's answer, all or nothing; tell whether it was stored. What was wrong is added to `said`."""
        key, project = code_key(ask.project), await checkin_cards.project_of(ask, self.desk)
        shown = self.seen.shown.get(key, Shown.nothing())
        typed = typed_of(self.values, key, shown.fields)
        if ask.answered_version and typed == shown.fields and shown.answered == ask.answered_version:
            return False  # the fields say what was said before
        judged = judge(self.values, key, shown.fields, self._today)
        if isinstance(judged, Open):
            if not ask.answered_version and typed != shown.fields:
                self.said.typed[key] = held(typed)
            return False
        obstacle = await self._obstacle(ask, project, shown)
        if obstacle or project is None:
            self.said.notes.append(obstacle)
            self.said.typed[key] = held(typed)
            return False
        if isinstance(judged, Invalid):
            self.said.typed[key] = held(typed)
            self.said.problems[key] = _in_words(judged.problems, self.person.say)
            return False
        await reporting.declare(ask, judged, project, self.person, self.desk)
        return True

    @property
    def _today(self) -> date:
        return self.person.calendar.local(self.desk.now).date()

    async def _obstacle(self, ask: Ask, project: Project | None, shown: Shown) -> str:
        """Why this project's answer cannot be taken from this person now; empty when it can."""
        say, code, desk = self.person.say, ask.project, self.desk
        if project is None:
            return say("{project} has left the portfolio and is not reported any more.", project=code)
        if not await answers_for(self.person, project, desk):
            await desk.note(self.person.mark, "refused", f"checkin.submit {code}")
            return say("{project} is reported by somebody else now; your answer was not stored.", project=code)
        if ask.answered_version > shown.answered and ask.answered_at is not None:
            name, time = await desk.name_of(ask.answered_by), say.moment(ask.answered_at)
            return say(
                "{name} answered {project} on {time}. Send again to replace it.", name=name, project=code, time=time
            )
        if not await checkin_cards.is_open(ask, desk):
            period = say.period(ask.period)
            return say("{project}: {period} is closed. The PMO can correct it.", project=code, period=period)
        return ""


def _in_words(problems: Mapping[str, Problem], say: Say) -> dict[str, str]:
    sentences = {
        Problem.NO_SUCH_STATUS: say("Choose green, amber or red."),
        Problem.NOTHING_TO_KEEP: say("There is no earlier status to keep: choose one."),
        Problem.NOT_A_PERCENTAGE: say("Progress is a whole number from 0 to 100."),
        Problem.NOT_A_DATE: say("This is not a date; write it as 2026-03-31."),
        Problem.DATE_TOO_FAR: say("This date is more than fifty years away."),
        Problem.TOO_LONG: say("This text is too long: up to {limit} characters are possible.", limit=TEXT_LIMIT),
    }
    return {name: sentences[problem] for name, problem in problems.items()}


async def _redrawn(turn: Turn, card: CheckinCard, person: Person, said: Said, desk: Desk) -> Reply:
    """The card as it stands, for the one who clicked and, where it is theirs, in every message that shows it.

    Messages in somebody else's chat follow in that person's language; the one who clicked gets an answer apart.
    """
    shown, summary = await checkin_cards.drawn(card, person, said, desk)
    asks = await checkin_cards.asks_of(card, desk)
    answered = any(ask.answered_version for ask in asks)
    mark = checkin_cards.mark_of(card, asks, "receipt" if answered and not said.forms else "ask")
    reply = Reply(form="redraw", card=shown, summary=summary, mark=mark)
    if not _is_at_home(turn, card, person):
        return replace(reply, form="card") if turn.by_submit else reply
    kept = [where for where in card.messages if not said.forms or (turn.by_submit and where.activity == turn.message)]
    return replace(reply, redraws=tuple(map(message_of, kept)))


async def _open_card(person: Person, desk: Desk) -> CheckinCard | None:
    """The person's newest card on which an answer is still taken."""
    assert person.member is not None
    for card in await desk.records.cards.find("member", code_key(person.member.id), limit=8, backwards=True):
        for ask in await checkin_cards.asks_of(card, desk):
            if await checkin_cards.is_open(ask, desk) and await _may_answer(ask, person, desk):
                return card
    return None


async def _nothing_open(person: Person, desk: Desk) -> str:
    assert person.member is not None
    mine = [due for due in await desk.records.due.all() if code_key(due.member) == code_key(person.member.id)]
    if not mine:
        return person.say("Nothing is asked of you: you manage no project that reports.")
    when = person.say.moment(min(due.at for due in mine))
    return person.say("Nothing is open. Your next check-in comes on {when}.", when=when)
