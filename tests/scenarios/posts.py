"""What the scenarios of calendars look at, and a card on which somebody has filled in the form for Kinshasa."""

from pmo.calendar_changes import CalendarState
from pmo.portfolio import Post
from pmo.schedule import Due, DueKind, due_key
from storage.trail import Entry
from tests.scenarios.world import World
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs

PEOPLE = ("pdewael", "cmarchal", "nbrennan", "jkabongo", "jrenard", "ldessart")


async def post(world: World, code: str = "fih") -> Post:
    found: Post = await world.records(lambda records: records.posts.get(code))
    return found


async def waiting(world: World, code: str = "fih") -> CalendarState:
    found: CalendarState | None = await world.records(lambda records: records.calendar_states.get(code))
    return found or CalendarState(post=code)


async def due(world: World, project: str) -> Due:
    found: Due = await world.records(lambda records: records.due.get(due_key(DueKind.ASK, project)))
    return found


async def trail(world: World, what: str) -> list[Entry]:
    found = await world.records(lambda records: records.audit.all())
    return [entry for entry in found if entry.what == what]


async def seen(world: World, member: str, words: str) -> str:
    answer = await world.asks(member, words)
    return plain(answer.card) if answer.card else answer.text


async def previewed(world: World, **typed: str) -> Posted:
    """The card of somebody of the PMO who has filled in the form for Kinshasa and looks at what would move."""
    card = await world.asks("pdewael", "kalender FIH")
    await world.presses("pdewael", card, "calendar.edit")
    shown = await world.presses("pdewael", card, "calendar.preview", typed)
    assert "calendar.want" in verbs(shown.card or {}), plain(shown.card or {})
    return card
