"""Somebody says when they are away and who answers instead; the PMO can say it for them (CONTRACT §6 `away`)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cards.absences import AbsenceRow, AbsencesView, absences_card, during_words
from dialogs import escalating, notices, schedule
from dialogs.connecting_words import meant
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.discreet import to_themselves
from dialogs.questions import reply, stranger
from dialogs.respondents import is_asked_about
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by, word_in
from locales import Say
from locales.stretches import Stretch, stretch_in
from pmo.absences import Absence, Impossible, absence_key, impossible
from pmo.naming import named
from pmo.portfolio import Member, code_key
from pmo.rights import may_stand_in

conversation = Conversation()


@conversation.command("away")
async def away(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Note an absence, or show what is noted; what it says is the person's own business, so it goes to their chat."""
    if person.member is None:
        return stranger(person)
    return await to_themselves(await _away(typed_by(turn).rest, person, desk), turn, person, desk)


async def _away(text: str, person: Person, desk: Desk) -> Reply:
    days = stretch_in(text, person.calendar.local(desk.now).date())
    if days is None:
        who = await _whose(text, person, desk)
        return await _shown(who, person, desk)
    who = await _whose(days.before, person, desk)
    absence = await _absence(days, who, person, desk)
    wrong = impossible(absence, who.calendar.local(desk.now).date())
    if wrong is not None:
        raise Refused(_in_words(wrong, person.say))
    return await _noted(absence, who, person, desk)


async def _whose(text: str, person: Person, desk: Desk) -> Person:
    """Whose absence it is: the person's own, or, for the PMO, that of the member named before the days."""
    name = meant(text)
    if not name:
        return person
    if not person.is_of_the_pmo:
        raise Refused(person.say("I did not understand the days; nothing was noted. {how}", how=_how(person.say)))
    member = named(name, await desk.records.members.all())
    found = await desk.member(member.id) if member else None
    if found is None:
        raise Refused(_nobody(name, person.say))
    return found


async def _absence(days: Stretch, who: Person, person: Person, desk: Desk) -> Absence:
    if days.lacks_last:
        raise Refused(person.say("Until when? Nothing was noted. {how}", how=_how(person.say)))
    deputy = await _deputy(days, person, desk)
    first = days.first
    if days.lacks_first:
        first = who.calendar.local(desk.now).date()
    return Absence(member=who.id, first=first, last=days.last, deputy=deputy.id if deputy else "")


async def _deputy(days: Stretch, person: Person, desk: Desk) -> Member | None:
    """Who is named behind the days, or between them, where other words such as weekdays may stand, too."""
    members = await desk.records.members.all()
    name = meant(days.after)
    if not name:
        return named(meant(days.between), members)
    deputy = named(name, members)
    if deputy is None:
        raise Refused(_nobody(name, person.say))
    return deputy


def _nobody(name: str, say: Say) -> str:
    return say("I do not know a member named “{name}”; nothing was noted. {how}", name=name[:60], how=_how(say))


async def _noted(absence: Absence, who: Person, person: Person, desk: Desk) -> Reply:
    await desk.records.absences.put(absence)
    await desk.note(person.mark, "absence.noted", absence.key, {"deputy": absence.deputy} if absence.deputy else {})
    changed = await desk.member(who.id)
    assert changed is not None, "the member was found before"
    await schedule.replan_for(changed, desk)
    await escalating.replan_for(changed, desk)
    days = during_words(absence.first, absence.last, person.say)
    await _tell_others(absence, who, person, desk)
    note = person.say("Noted: away {days}.", days=days)
    return await _shown(changed, person, desk, (note, *await _doubts(absence, person.say, desk)))


async def _doubts(absence: Absence, say: Say, desk: Desk) -> list[str]:
    """Where the deputy cannot answer: on days of their own absence, and for projects they must not know of."""
    deputy = await desk.member(absence.deputy)
    if deputy is None or deputy.member is None:
        return []
    doubts = []
    if any(one.first <= absence.last and absence.first <= one.last for one in deputy.absences):
        doubts.append(say("{name} is away on some of these days, too: nobody answers then.", name=deputy.name))
    managed = await desk.records.projects.find("manager", code_key(absence.member))
    closed = [one.code for one in managed if is_asked_about(one) and not may_stand_in(deputy.member, one)]
    if closed:
        doubts.append(say("{name} may not answer for {projects}.", name=deputy.name, projects=say.listing(closed)))
    return doubts


async def _tell_others(absence: Absence, who: Person, person: Person, desk: Desk) -> None:
    """The deputy hears for whom they answer and when, and the absent person what the PMO has noted for them."""
    span = (absence.first.isoformat(), absence.last.isoformat())
    if absence.deputy:
        await notices.tell(absence.deputy, notices.STANDS_IN, (who.id, *span), desk)
    if code_key(who.id) != code_key(person.id):
        await notices.tell(who.id, notices.ABSENCE_NOTED, (person.id, *span), desk)


@conversation.verb("absence.cancel")
async def cancel(turn: Turn, person: Person, desk: Desk) -> Reply:
    """An absence is taken back, by the person or the PMO; what is asked is planned anew."""
    member_id = str(turn.values.get("member", ""))
    who = await desk.member(member_id)
    own = who is not None and code_key(who.id) == code_key(person.id)
    if who is None or not (own or person.is_of_the_pmo):
        sentence = person.say("You can change only your own absences. Nothing was changed.")
        raise Refused(sentence, attempt="absence.cancel")
    absence = await _named(who, str(turn.values.get("first", "")), desk)
    if absence is None or absence.archived:
        return await _shown(who, person, desk, (person.say("This absence was cancelled before."),))
    if absence.last < who.calendar.local(desk.now).date():
        over = person.say("These days are over already. Nothing was changed.")
        return (await _shown(who, person, desk, (over,))).as_redraw()
    await desk.records.absences.put(replace(absence, archived=True))
    await desk.note(person.mark, "absence.cancelled", absence.key)
    changed = await desk.member(who.id)
    assert changed is not None, "the member was found before"
    await schedule.replan_for(changed, desk)
    await escalating.replan_for(changed, desk)
    days = during_words(absence.first, absence.last, person.say)
    shown = await _shown(changed, person, desk, (person.say("Cancelled: away {days}.", days=days),))
    return shown.as_redraw()


async def _named(who: Person, first: str, desk: Desk) -> Absence | None:
    try:
        return await desk.records.absences.get(absence_key(who.id, date.fromisoformat(first)))
    except ValueError:
        return None


async def _shown(who: Person, person: Person, desk: Desk, notes: Sequence[str] = ()) -> Reply:
    today = who.calendar.local(desk.now).date()
    rows = [
        AbsenceRow(first=one.first, last=one.last, deputy=await desk.name_of(one.deputy))
        for one in who.absences
        if one.last >= today
    ]
    own = code_key(who.id) == code_key(person.id)
    view = AbsencesView(
        member=who.id,
        rows=tuple(rows),
        name="" if own else who.name,
        notes=tuple(notes),
        hint=_how(person.say),
    )
    return reply(absences_card(view, person.say), "away")


def _how(say: Say) -> str:
    word = word_in("away", say.language)
    return say("To enter an absence, type for example: {word} 12/3 20/3 Luc Dessart, or {word} next week", word=word)


def _in_words(wrong: Impossible, say: Say) -> str:
    match wrong:
        case Impossible.BACKWARDS:
            return say("The last day is before the first one. Nothing was noted.")
        case Impossible.OVER:
            return say("These days are over already. Nothing was noted.")
        case Impossible.TOO_EARLY:
            return say("An absence can begin at most 60 days ago. Nothing was noted.")
        case Impossible.TOO_LATE:
            return say("An absence begins within the next ten years. Nothing was noted.")
        case Impossible.TOO_LONG:
            return say("An absence lasts at most 400 days. Nothing was noted.")
        case Impossible.OWN_DEPUTY:
            return say("Nobody can stand in for themselves. Nothing was noted.")
