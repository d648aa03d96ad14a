"""Somebody types `checkin`: they get what is open now, or, before its time, what comes next (CONTRACT §6)."""

from datetime import timedelta

from dialogs import asking, checkin_cards
from dialogs.access import answers_for, note_refused
from dialogs.asked import ask_named, asked_about, asks_put_to, card_named, cards_of
from dialogs.checkin_cards import Said, is_open
from dialogs.checkin_groups import groups_on
from dialogs.checkin_making import made
from dialogs.checkin_views import answerable, drawn
from dialogs.codes import code_meant
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.discreet import to_themselves
from dialogs.questions import stranger
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from pmo.asks import Ask, ask_key, subject_of
from pmo.checkins import CheckinCard
from pmo.portfolio import Project, code_key
from pmo.schedule import ASKING, Due, DueKind, due_key

conversation = Conversation()
_CODE_SHOWN = 40
_SOON = timedelta(hours=36)
"""So long before an ask, an answer is taken to be meant for it and not for the last one."""


@conversation.command("checkin")
async def checkin(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person's open check-in, the same card instance again; with a project's code, a card for that project.

    It is theirs alone: asked for among others, it goes to their own chat.
    """
    if person.member is None:
        return stranger(person)
    code = typed_by(turn).rest
    mine = await _for_project(code, person, desk) if code else await _current(person, desk)
    return await to_themselves(mine, turn, person, desk)


async def _current(person: Person, desk: Desk) -> Reply:
    card = await _missed_card(person, desk) or await _open_card(person, desk) or await _deputies_card(person, desk)
    if card is None and (away := await _away(person, desk)):
        return Reply.toast(away)
    card = card or await _early_card(person, desk)
    if card is None:
        return Reply.toast(await _nothing_to_answer(person, desk))
    waits = bool(await checkin_cards.awaited(card, desk))
    return await shown(card, person, Said(early="" if waits else await _next_period(person, desk)), desk)


async def _next_period(person: Person, desk: Desk) -> str:
    """The period the person will be asked about next; empty for none."""
    mine = await upcoming(person, desk)
    return min(mine, key=lambda due: due.at).period if mine else ""


@conversation.verb("checkin.early")
async def early(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What comes next, before its time, on a card of its own."""
    card = await _early_card(person, desk)
    if card is None:
        return Reply.toast(await _nothing_to_answer(person, desk))
    return await shown(card, person, Said(), desk)


async def shown(card: CheckinCard, person: Person, said: Said, desk: Desk) -> Reply:
    """The card as a new message."""
    now = await checkin_cards.prepared(card, desk)
    content, summary = await drawn(now, person, said, desk)
    mark = checkin_cards.mark_of(now, "ask")
    return Reply(form="card", card=content, summary=summary, mark=mark, shows=card.id)


async def _open_card(person: Person, desk: Desk) -> CheckinCard | None:
    """The newest card that waits for an answer, else the newest on which an answer can still be changed."""
    changeable: CheckinCard | None = None
    for card in await cards_of(person.id, desk):
        if card.side or not await answerable(card, person, desk):
            continue
        if await checkin_cards.awaited(card, desk):
            return card
        if changeable is None and await checkin_cards.any_open(await groups_on(card, desk), desk):
            changeable = card
    return changeable


async def _deputies_card(person: Person, desk: Desk) -> CheckinCard | None:
    """A card for what was put to somebody's deputy and still waits, once they are back."""
    if person.absence_at(desk.now) is not None:
        return None
    me, deputies = code_key(person.id), {one.deputy for one in person.absences if one.deputy}
    put = [ask for deputy in sorted(deputies) for ask in await asks_put_to(deputy, desk) if not ask.is_settled]
    asks = [ask for ask in put if code_key(ask.stands_for) == me and await is_open(ask, desk)]
    newest = max((ask.deadline for ask in asks), default=None)
    return await made([ask for ask in asks if ask.deadline == newest], person, desk)


async def _missed_card(person: Person, desk: Desk) -> CheckinCard | None:
    """A card for what the person could not be asked in time, while nothing newer was asked and it is still taken."""
    recent = await asks_put_to(person.id, desk)
    missed = [ask for ask in recent if ask.too_late and not ask.answered_version and await is_open(ask, desk)]
    if not missed or any(ask.asked and ask.at > missed[0].at and not ask.too_late for ask in recent):
        return None
    newest = [ask for ask in missed if ask.deadline == missed[0].deadline]
    for card_id in newest[0].cards:
        card = await card_named(card_id, desk)
        if card is not None and not card.side:
            return card
    return await made(newest, person, desk)


async def _early_card(person: Person, desk: Desk) -> CheckinCard | None:
    """A card for what the person will be asked next, before its time; all of it that is due at the same instant."""
    mine = await upcoming(person, desk)
    if not mine:
        return None
    first = min(due.at for due in mine)
    asks = [await _early_ask(due, desk) for due in mine if due.at == first]
    return await made([ask for ask in asks if not ask.is_settled], person, desk)


async def upcoming(person: Person, desk: Desk) -> list[Due]:
    """What the person will be asked next."""
    me = code_key(person.id)
    return [
        due
        for due in await desk.records.due.all()
        if due.kind in ASKING and not due.absent and code_key(due.member) == me
    ]


async def _early_ask(due: Due, desk: Desk) -> Ask:
    """The ask this due instant will put, opened before its time."""
    question = await asking.question_of(due, desk)
    known = await ask_named(question.key, desk)
    return known or await asking.kept_early(question, desk)


async def _for_project(code: str, person: Person, desk: Desk) -> Reply:
    """A card for the project's open question, for whoever may answer it, each under their own name."""
    project = await desk.records.projects.get(code_key(await code_meant(code, desk)))
    if project is None or not await answers_for(person, project, desk):
        await note_refused(person, "checkin", code, desk)
        nothing = person.say("There is no project {code} that you can report about.", code=code[:_CODE_SHOWN])
        return Reply.toast(nothing)
    card = await card_for(project, person, desk)
    if card is None:
        return Reply.toast(person.say("{project} is not asked about now.", project=project.code))
    return await shown(card, person, Said(), desk)


async def card_for(project: Project, person: Person, desk: Desk) -> CheckinCard | None:
    """The person's card on which this project's current question stands, made if there is none; None without question.

    The question is the newest that is open, else the next one, before its time.
    """
    ask = await question_about(project, person, desk)
    if ask is None:
        return None
    for card in await cards_of(person.id, desk):
        if ask.key in card.asks:
            return card
    return await made([ask], person, desk, side=True)


async def question_about(project: Project, person: Person, desk: Desk) -> Ask | None:
    """The question that an answer about this project belongs to now; None when there is none.

    The newest that waits, else the next one when it comes soon, else the one that was answered.
    """
    asks = [ask for ask in await asked_about(subject_of(project.code), desk) if await is_open(ask, desk)]
    waiting = [ask for ask in asks if not ask.is_settled and ask.asked]
    due = await desk.records.due.get(due_key(DueKind.ASK, project.code))
    if waiting:
        return waiting[-1]
    answered = [ask for ask in asks if ask.asked]
    if answered and (due is None or due.at - desk.now > _SOON):
        own = [ask for ask in answered if ask.key == ask_key(ask.subject, ask.period, person.id)]
        return (own or answered)[-1]
    return await _early_ask(due, desk) if due is not None and not due.absent else None


async def _away(person: Person, desk: Desk) -> str:
    """What somebody hears who is away and asks for their check-in; empty for who is not."""
    away = person.absence_at(desk.now)
    if away is None:
        return ""
    until, deputy = person.say.day(away.last), await desk.name_of(away.deputy)
    if deputy:
        return person.say("You are away until {day}; {name} answers in your place.", day=until, name=deputy)
    return person.say("You are away until {day}: nothing is asked of you until then.", day=until)


async def _nothing_to_answer(person: Person, desk: Desk) -> str:
    mine = await upcoming(person, desk)
    if not mine:
        return person.say("Nothing is asked of you: you manage no project that reports.")
    when = person.say.moment(min(due.at for due in mine))
    return person.say("Nothing is open. Your next check-in comes on {when}.", when=when)
