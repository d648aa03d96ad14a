"""Somebody answers for all their projects on one card, changes what they said, or asks for the card."""

import hashlib
from collections.abc import Sequence

import msgspec

from dialogs import checkin_cards
from dialogs.asked import card_named
from dialogs.checkin_cards import Said
from dialogs.checkin_groups import Group, Laid, groups_on, laid
from dialogs.checkin_submission import Submission, by_id, typed_into
from dialogs.checkin_views import answerable, drawn, in_sight, known_to
from dialogs.conversation import Conversation
from dialogs.corrections import may_correct
from dialogs.desk import Desk, Person, Refused
from dialogs.replies import from_text, message_of, to_text
from dialogs.turn import Message, Reply, Turn
from locales import Say
from pmo.checkins import CheckinCard, ShownCard
from pmo.portfolio import code_key
from storage.trail import Handled

conversation = Conversation()


@conversation.verb("checkin.submit")
async def submit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Store what was answered, part by part, and show the card as it stands then (CONTRACT §5 "Submitting")."""
    card = await card_of(turn, person, desk)
    seen = await _seen(card, turn, person, desk)
    key = _turn_key(card, seen.version, turn)
    if seen.version < card.version:
        handled = await desk.records.handled.get(key)
        if handled is not None:
            return await _once_more(from_text(handled.reply), card, turn, desk)
    submission = Submission(values=by_id(turn.values), person=person, desk=desk, seen=seen)
    groups = await known_to(card, person, desk)
    await _note_refused(card, groups, turn, person, desk)
    stored = {group.key for group in groups if await submission.take(group)}
    if not stored:
        return await _nothing_stored(turn, Laid(card, tuple(groups)), person, submission.said, desk)
    now = await checkin_cards.raised(card, desk, stored)
    await checkin_cards.redraw_others(submission.touched, now.card, desk)
    await redraw_elsewhere(turn, now.card, person, desk)
    reply = await redrawn(turn, now, person, submission.said, desk)
    await desk.records.handled.put(Handled(key=key, at=desk.real, reply=to_text(reply)))
    return reply


async def _note_refused(card: CheckinCard, known: Sequence[Group], turn: Turn, person: Person, desk: Desk) -> None:
    """What was sent for a part of the card that the person must not know of is refused without a word of it."""
    hidden = [group for group in await groups_on(card, desk) if group.key not in {one.key for one in known}]
    for key in await typed_into(card, hidden, turn.values, desk):
        await desk.note(person.mark, "refused", f"checkin.submit {key}")


async def _once_more(reply: Reply, card: CheckinCard, turn: Turn, desk: Desk) -> Reply:
    """The stored reply for the one who sent twice; messages keep showing what stands now, which may be newer."""
    if reply.mark is not None and reply.mark.version < card.version:
        await checkin_cards.redraw(card, desk)
    return Reply.nothing() if turn.by_submit else reply.once_more()


async def _nothing_stored(turn: Turn, now: Laid, person: Person, said: Said, desk: Desk) -> Reply:
    """The card again, with what was wrong, or with the sentence that nothing was sent."""
    if not said.notes and not said.problems:
        everything = all(ask.answered_version for ask in now.asks)
        missing = person.say("Nothing was sent yet: choose a status for at least one project.")
        if all(ask.indicator for ask in now.asks):
            missing = person.say("Nothing was sent yet: enter at least one value.")
        said.notes.append(person.say("Nothing was changed.") if everything else missing)
    return await redrawn(turn, now, person, said, desk)


@conversation.verb("checkin.edit")
async def edit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The form again, with the card's current version and what stands; of a closed period, to correct it."""
    card = await card_of(turn, person, desk)
    allowed = await answerable(card, person, desk)
    if not allowed:
        raise Refused(not_yours(person.say), attempt=f"checkin.edit {card.id}")
    corrects = any([await may_correct(group, person, desk) for group in allowed])
    if not corrects and not await checkin_cards.any_open(allowed, desk):
        raise Refused(person.say("This period is closed. The PMO can correct what was reported."))
    # Of an old one only the questions are kept.
    now = await laid(card, desk) if card.shown else await checkin_cards.raised(card, desk)
    return await redrawn(turn, now, person, Said(forms=True), desk)


async def noted(reply: Reply, message: Message, desk: Desk) -> None:
    """The answer to a command was sent: that message shows the card too."""
    card = await card_named(reply.shows, desk)
    if card is not None and reply.mark is not None:
        await checkin_cards.shown_in(card, message, reply.mark, desk)


async def card_of(turn: Turn, person: Person, desk: Desk) -> CheckinCard:
    """The card that was clicked, if it is this person's or they may answer something of it.

    Raises:
        Refused: it is not known, or it is somebody else's.
    """
    card = await card_named(str(turn.values.get("card", "")), desk)
    if card is None:
        raise Refused(person.say("This check-in is no longer known. Type “checkin” to get the current one."))
    if not is_of(card, person) and not await answerable(card, person, desk):
        raise Refused(not_yours(person.say), attempt=f"{turn.verb} {card.id}")
    return card


def is_of(card: CheckinCard, person: Person) -> bool:
    """Whether the card was put to this person."""
    return person.member is not None and code_key(card.member) == code_key(person.id)


def not_yours(say: Say) -> str:
    """What somebody hears who clicks on another person's card."""
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


async def redraw_elsewhere(turn: Turn, card: CheckinCard, person: Person, desk: Desk) -> None:
    """Bring every message that shows the card up to date through the outbox, but the one whose click is answered."""
    await checkin_cards.redraw(card, desk, besides=turn.message if _is_at_home(turn, card, person) else "")


def _is_at_home(turn: Turn, card: CheckinCard, person: Person) -> bool:
    """Whether it was clicked by the person whose card it is, in their own chat."""
    return turn.place.is_private and is_of(card, person)


async def redrawn(turn: Turn, now: Laid, person: Person, said: Said, desk: Desk) -> Reply:
    """The card as it stands, for the one who clicked.

    The clicked message is redrawn with the answer, so that what was typed is not lost with the client's view of it. Who
    clicked elsewhere than in their own chat gets an answer apart. A form that was only opened changes no message,
    unless the client has no other way to show it.
    """
    shown, summary = await drawn(now, person, said, desk)
    answered = any(ask.answered_version for ask in now.asks)
    seen = await in_sight(now, person, desk)
    mark = checkin_cards.mark_of(seen, "receipt" if answered and not said.forms else "ask")
    at_home = _is_at_home(turn, now.card, person)
    clicked = [message_of(where) for where in now.card.messages if where.activity == turn.message]
    return Reply(
        form="card" if turn.by_submit and not at_home else "redraw",
        card=shown,
        summary=summary,
        mark=mark,
        redraws=tuple(clicked) if at_home and (turn.by_submit or not said.forms) else (),
    )
