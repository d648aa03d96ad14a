"""The letters that bring check-in cards: what they show when they are sent, and what becomes of their questions."""

from msgspec import structs

from dialogs import checkin_cards, regrouping
from dialogs.asked import asks_on, card_named, cards_of
from dialogs.checkin_cards import Said
from dialogs.checkin_groups import laid
from dialogs.checkin_views import drawn
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.turn import Mark, Message
from pmo.checkins import CheckinCard
from storage.outbox import Letter, LetterKind

conversation = Conversation()


async def bring_open(person: Person, desk: Desk) -> None:
    """Bring the cards whose window is open to somebody who can be reached now (DESIGN §3 "A message")."""
    for card in await cards_of(person.id, desk):
        asks = await asks_on(card, desk)
        if (
            not card.side
            and desk.now <= card.deadline
            and any(question.asked and not question.is_settled for question in asks)
        ):
            await desk.write(letter_of(card, person, desk))


def letter_of(card: CheckinCard, person: Person, desk: Desk) -> Letter:
    """What brings the questions to whom they are put to."""
    return checkin_cards.letter_with(card, (LetterKind.ASK, f"ask/{card.id}"), person, desk)


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The card as it stands when it is sent; an ask that was settled meanwhile is not sent."""
    card = await card_named(letter.subject, desk)
    person = await desk.member(letter.member)
    if card is None or person is None:
        return Withdrawn("gone")
    if not letter.activity and all(question.is_settled for question in await asks_on(card, desk)):
        return Withdrawn("answered")
    # A try that failed may have arrived all the same, so the next one shows what it showed, if it came that far.
    if letter.tries and card.shown:
        now = await laid(card, desk)
    else:
        now = await checkin_cards.prepared(await regrouping.split(card, letter, person, desk), desk)
    shown, summary = await drawn(now, person, Said(), desk)
    mark = checkin_cards.mark_of(now, "receipt" if letter.activity else "ask")
    return Drawn(card=shown, summary=summary, mark=mark)


async def posted(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    """Remember where the card is shown, and that its questions have been put."""
    card = await card_named(letter.subject, desk)
    if card is None or letter.activity:
        return
    for question in await asks_on(card, desk):
        if question.sent_at is None:
            await desk.records.asks.put(structs.replace(question, sent_at=desk.now, undelivered=""))
    await checkin_cards.shown_in(card, message, mark, desk)


async def _failed(letter: Letter, desk: Desk) -> None:
    """The questions did not reach anybody, and why is kept with them."""
    card = await card_named(letter.subject, desk)
    if card is None or letter.activity:
        return
    ended = await desk.records.deliveries.find("key", letter.key, limit=1, backwards=True)
    reason = ended[0].reason if ended else "unknown"
    for question in await asks_on(card, desk):
        if question.sent_at is None:
            await desk.records.asks.put(structs.replace(question, undelivered=reason))


conversation.letter(LetterKind.ASK, Post(draw=_draw, posted=posted, failed=_failed))
