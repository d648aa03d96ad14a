"""The asks and cards that were made: recent ones are at hand in memory, old ones are looked up in history.

An old one that changes is put back among the recent ones, which go before it.
"""

from collections.abc import Sequence
from datetime import timedelta

from dialogs.desk import Desk
from pmo.asks import Ask
from pmo.checkins import CheckinCard
from pmo.indicators import Indicator
from pmo.periods import period
from pmo.portfolio import Phase, Program, Project, code_key

RECENT = timedelta(days=45)
"""So long after its deadline a card is kept at hand, and an ask, whose period must have ended, too."""
RECENT_ASKS = 30
"""How many of somebody's newest asks are looked at for what is still missing."""
RECENT_CARDS = 8
"""How many of somebody's newest cards are looked at for what is still open."""


async def ask_named(key: str, desk: Desk) -> Ask | None:
    """The ask with this key."""
    return await desk.records.asks.get(key) or await desk.records.past_asks.get(key)


async def known_ask(question: Ask, desk: Desk) -> Ask | None:
    """What is kept of this question already; history, which is slow, is asked only about a period long over."""
    known = await desk.records.asks.get(question.key)
    at_hand = period(question.period).last >= (desk.now - RECENT).date()
    return known if known or at_hand else await desk.records.past_asks.get(question.key)


async def asked_about(subject: str, desk: Desk, period_name: str = "") -> Sequence[Ask]:
    """The asks about a subject, of one period or of all recent ones, in the order of periods."""
    place = (period(period_name).order,) if period_name else ()
    recent = await desk.records.asks.find("subject", subject, *place)
    if not period_name or recent:
        return recent
    return await desk.records.past_asks.find("subject", subject, *place)


async def waiting_after(subject: str, period_name: str, desk: Desk) -> list[Ask]:
    """The asks about a subject and later periods that wait for an answer."""
    answered = period(period_name)
    later = [ask for ask in await asked_about(subject, desk) if period(ask.period) > answered]
    return [ask for ask in later if not ask.is_settled]


async def card_named(card_id: str, desk: Desk) -> CheckinCard | None:
    """The card with this id."""
    return await desk.records.cards.get(card_id) or await desk.records.past_cards.get(card_id)


async def cards_of(member_id: str, desk: Desk) -> Sequence[CheckinCard]:
    """Somebody's newest cards, the newest first."""
    return await desk.records.cards.find("member", code_key(member_id), limit=RECENT_CARDS, backwards=True)


async def asks_put_to(member_id: str, desk: Desk) -> Sequence[Ask]:
    """The newest asks that were put to somebody, the newest first."""
    return await desk.records.asks.find("member", code_key(member_id), limit=RECENT_ASKS, backwards=True)


async def asks_on(card: CheckinCard, desk: Desk) -> list[Ask]:
    """The asks the card shows, in its order; a question about a project that is over meanwhile is put no more."""
    found = [await ask_named(key, desk) for key in card.asks]
    return [ask for ask in found if ask is not None and not await is_void(ask, desk)]


async def is_void(ask: Ask, desk: Desk) -> bool:
    """Whether nobody waits for the answer any more, because the project is closed or has left."""
    if ask.is_settled or not ask.project:
        return False
    project = await project_of(ask, desk)
    return project is None or project.phase is Phase.CLOSED


async def project_of(ask: Ask, desk: Desk) -> Project | None:
    """The project asked about, while it is not archived; None for an indicator that belongs to none."""
    project = await desk.records.projects.get(code_key(ask.project)) if ask.project else None
    return None if project is None or project.archived else project


async def program_of(ask: Ask, desk: Desk) -> Program | None:
    """The program of what is asked about, as it is now; None for an indicator of the whole portfolio."""
    return (await subject_of_ask(ask, desk))[1]


async def subject_of_ask(ask: Ask, desk: Desk) -> tuple[Project | None, Program | None]:
    """The project asked about, if it is one, and the program it belongs to now."""
    project = await project_of(ask, desk)
    code = project.program if project else ask.program
    return project, await desk.records.programs.get(code_key(code)) if code else None


async def indicator_of(ask: Ask, desk: Desk) -> Indicator | None:
    """The indicator asked about, while it is not archived; None when a status is asked."""
    found = await desk.records.indicators.get(code_key(ask.indicator)) if ask.indicator else None
    return None if found is None or found.archived else found
