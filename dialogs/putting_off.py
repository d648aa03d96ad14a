"""Somebody puts their check-in off, or says that there will be no answer this time."""

from dataclasses import replace

from msgspec import structs

from dialogs import checkin_cards, reminding, watch_due
from dialogs.asked import asks_on
from dialogs.checkin import card_of, is_of, not_yours, redraw_elsewhere, redrawn
from dialogs.checkin_cards import Said, is_open
from dialogs.checkin_submission import typed_into
from dialogs.checkin_views import known_to, waiting_for
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.problem_words import sentence
from dialogs.snoozes import asking_time
from dialogs.turn import Reply, Turn
from dialogs.words import word_in
from pmo.asks import Ask
from pmo.checkins import CheckinCard
from pmo.forms import REASON_FIELD, TEXT_LIMIT, Problem, Wrong, written
from pmo.snoozing import Snooze, snoozed

conversation = Conversation()


@conversation.verb("checkin.snooze")
async def snooze(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The reminder comes when the person asks for it, never after the deadline; reminders before it are left out."""
    card = await card_of(turn, person, desk)
    if not is_of(card, person):
        raise Refused(not_yours(person.say), attempt=f"checkin.snooze {card.id}")
    if not await checkin_cards.awaited(card, desk):
        nothing = person.say("Nothing is missing: there is nothing to remind you of.")
        return Reply.toast(await _too_late(card, person, desk) or nothing)
    until = snoozed(_choice(turn, person), desk.now, person.calendar, await asking_time(card, desk), card.deadline)
    if until is None:
        deadline = person.say.moment(card.deadline)
        sentence = person.say("That is not possible any more: please answer by {deadline}.", deadline=deadline)
        raise Refused(sentence)
    later = replace(card, snoozed_until=until)
    await desk.records.cards.put(later)
    await reminding.plan_next(later, await asks_on(later, desk), person, desk)
    await desk.note(person.mark, "checkin.snooze", card.id)
    return Reply.toast(person.say("I will remind you on {when}.", when=person.say.moment(until)))


async def _too_late(card: CheckinCard, person: Person, desk: Desk) -> str:
    """What is said where an answer is missing that is not taken any more; empty where none is."""
    missing = [ask for ask in await asks_on(card, desk) if not ask.is_settled]
    if not missing or any([await is_open(ask, desk) for ask in missing]):
        return ""
    word = word_in("checkin", person.say.language)
    return person.say("The time to answer this check-in is over. Type “{word}” for the present one.", word=word)


def _choice(turn: Turn, person: Person) -> Snooze:
    chosen = str(turn.values.get("for", ""))
    if chosen not in set(Snooze):
        raise Refused(person.say("Choose: in an hour, this afternoon or tomorrow."))
    return Snooze(chosen)


@conversation.verb("checkin.skip")
async def skip(turn: Turn, person: Person, desk: Desk) -> Reply:
    """No answer this time, with a reason: the open questions of the card count as skipped, until somebody answers."""
    card = await card_of(turn, person, desk)
    reason = written(turn.values.get("reason")) or ""
    if not reason:
        raise Refused(person.say("Say in a few words why there is no answer this time."))
    if len(reason) > TEXT_LIMIT:
        raise Refused(sentence(Wrong(problem=Problem.TOO_LONG, field=REASON_FIELD), person.say))
    waiting = await waiting_for(card, person, desk)
    if not waiting:
        nothing = person.say("Nothing is missing: there is nothing to skip.")
        return Reply.toast(await _too_late(card, person, desk) or nothing)
    typed = await typed_into(card, await known_to(card, person, desk), turn.values, desk)
    skipped = [await _skipped(ask, reason, person, desk) for ask in waiting if ask.group not in typed]
    if not skipped:
        raise Refused(person.say("You have filled something in: press “Send”, or clear it and skip again."))
    await watch_due.stir_missing(desk)
    now = await checkin_cards.raised(card, desk)
    await checkin_cards.redraw_others(skipped, now.card, desk)
    await redraw_elsewhere(turn, now.card, person, desk)
    said = Said(typed=typed)
    if typed:
        codes = person.say.listing([group.code for group in now.groups if group.key in typed])
        said.notes.append(person.say("Not skipped, for you have filled something in: {projects}.", projects=codes))
    return await redrawn(turn, now, person, said, desk)


async def _skipped(ask: Ask, reason: str, person: Person, desk: Desk) -> Ask:
    skipped = structs.replace(ask, skipped_at=desk.now, skipped_by=person.id, skip_reason=reason)
    await desk.records.asks.put(skipped)
    await desk.note(person.mark, "checkin.skip", ask.key)
    return skipped
