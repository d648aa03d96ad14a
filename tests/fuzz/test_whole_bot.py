"""A few hundred of the same through HTTP: what stands in the chats afterwards is as good, and no request fails."""

import json
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.fuzz.answers import Judge
from tests.fuzz.grammar import texts
from tests.fuzz.hall import PEOPLE, ROLES, STRANGER
from tests.fuzz.pressing import known_to, presses
from tests.scenarios.world import STATUS, World, ministry
from tests.teams import activities
from tests.teams.loopback import Answer
from tests.teams.people import Person

TEXTS, PRESSES = 240, 120


@pytest.fixture
def brisk_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pacing.CONVERSATION_GAP", 0.001)


def there(world: World, person: Person, place: str, kind: str = "message") -> activities.Activity:
    """The chat with the bot, or the program's channel."""
    if place == "linked":
        return world.teams.in_channel(person, STATUS.name, kind=kind)
    return world.teams.personal(person, kind)


async def sent(world: World, activity: activities.Activity) -> Answer:
    """As a client could send it, with bytes that are no text where half a pair of surrogates stood."""
    return await world.teams.post(json.dumps(activity, ensure_ascii=False).encode(errors="surrogatepass"))


async def type_everything(world: World) -> None:
    for role, place, text in texts(99, TEXTS):
        activity = there(world, PEOPLE[role], place)
        said = activities.with_mention(activity, text) if place == "linked" else activities.words(activity, text)
        answer = await sent(world, said)
        assert answer.status < 300 or answer.status == 400, (answer.status, text[:200])


async def press_everything(world: World) -> None:
    for role, place, verb, data, by_submit in presses(99, PRESSES, await known_to(world.service.office)):
        activity = there(world, PEOPLE[role], place, "message" if by_submit else "invoke")
        pressed = activities.submission(activity, {**data, "verb": verb}, "1")
        answer = await sent(world, pressed if by_submit else activities.click(activity, verb, data, "1"))
        assert answer.status < 300, (answer.status, verb)
        assert by_submit or answer.json["statusCode"] in (200, 400), (verb, data, answer.body)


async def test_nothing_that_is_sent_to_the_bot_breaks_it_or_what_it_posts(
    tmp_path: Path, judge: Judge, brisk_pace: None
) -> None:
    async with ministry(tmp_path, installed=tuple(ROLES.values())) as world:
        world.teams.connector.people.append(STRANGER)
        await world.until("2026-03-12 11:00")
        with capture_logs() as logged:
            await type_everything(world)
            await press_everything(world)
            await world.service.delivery.settled(5)
        assert [one for one in logged if one["log_level"] in ("error", "critical")] == []
        posted = [one.activity for messages in world.teams.connector.posted.values() for one in messages]
        assert len(posted) > TEXTS
        assert [fault for activity in posted for fault in judge.message_faults(activity)] == []
