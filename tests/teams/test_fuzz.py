"""Real activities with something wrong in them: whatever it is, the answer is a status of the protocol."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from dialogs.turn import Reply
from tests.teams import ALERTS, AMINA, BIKRAM, LoopbackTeams
from tests.teams.activities import click, roster_change, submission, with_mention, words
from tests.teams.conftest import TestBot

ODD: list[Any] = [None, "", "x", 0, -1, 1.5, True, [], {}, [None], [{}], {"id": 5}, {"id": None}, "\x00", "é" * 600]


def activities(teams: LoopbackTeams) -> Iterator[dict[str, Any]]:
    channel = teams.in_channel(BIKRAM, ALERTS.name)
    yield words(teams.personal(AMINA), "help")
    yield with_mention(channel, "portfolio")
    yield click(teams.personal(AMINA, "invoke"), "checkin.submit", {"card": "c", "version": 1}, "1")
    yield submission(channel, {"verb": "checkin.submit", "card": "c"}, "1")
    yield roster_change(teams.in_channel(AMINA, ALERTS.name, kind="conversationUpdate"), "membersAdded", [BIKRAM])
    yield teams.personal(AMINA, "installationUpdate") | {"action": "add"}


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything inside an activity."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


def changed(activity: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    broken = copy.deepcopy(activity)
    node: Any = broken
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return broken


@pytest.mark.parametrize("kind", range(6))
async def test_any_one_thing_wrong_is_a_status_of_the_protocol(teams: LoopbackTeams, bot: TestBot, kind: int) -> None:
    activity = list(activities(teams))[kind]
    bot.reply = Reply.nothing()
    chance = random.Random(kind)
    token = f"Bearer {teams.issuer.sign(teams.service_url)}"
    paths = list(places(activity))
    for path in paths:
        for value in chance.sample(ODD, 5):
            body = msgspec.json.encode(changed(activity, path, value))
            answer = await bot.gateway.receive(token, body)
            assert answer.status in (200, 400, 403, 501), (path, value)
            assert b"InternalError" not in answer.body
    assert len(paths) > 20
