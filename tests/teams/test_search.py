"""`application/search`: what is typed into a field reaches the dialogs, and its answer is always a list."""

from typing import Any

import pytest

from dialogs.turn import Choice, Reply, Turn
from tests.teams import ALERTS, AMINA, BIKRAM, LoopbackTeams, activities
from tests.teams.conftest import TestBot
from tests.teams.test_targeted import asked

FOUND = Reply(form="nothing", choices=(Choice(title="VISA · Visa portal", value="VISA"),))
NOTHING: dict[str, Any] = {"type": "application/vnd.microsoft.search.searchResponse", "value": {"results": []}}


async def test_what_is_typed_is_answered_by_titles_and_values(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.reply = FOUND
    answer = await teams.post(activities.search(teams.personal(AMINA, "invoke"), "projects", "vis"))
    found = [{"title": "VISA · Visa portal", "value": "VISA"}]
    assert (answer.status, answer.json) == (200, NOTHING | {"value": {"results": found}})
    (turn,) = bot.turns
    assert (turn.kind, turn.dataset, turn.text) == ("search", "projects", "vis")
    assert (turn.sender.entra_id, turn.place.kind) == (AMINA.entra_id, "personal")
    assert teams.received == []


async def test_the_same_letters_are_looked_up_each_time(teams: LoopbackTeams, bot: TestBot) -> None:
    typed = activities.search(teams.personal(AMINA, "invoke"), "projects", "vis")
    bot.reply = FOUND
    assert (await teams.post(typed)).json == (await teams.post(typed)).json != NOTHING
    assert len(bot.turns) == 2


HOSTILE: tuple[Any, ...] = (None, "", 7, True, [], {}, ["a"], {"a": 1}, "x" * 100_000, "\x00", "é" * 9_000)


@pytest.mark.parametrize("value", [*HOSTILE, {"queryText": "vis"}, {"dataset": "projects"}])
async def test_a_query_that_is_none_suggests_nothing(teams: LoopbackTeams, bot: TestBot, value: Any) -> None:
    activity = teams.personal(AMINA, "invoke") | {"name": "application/search", "value": value}
    answer = await teams.post(activity)
    assert (answer.status, answer.json) == (200, NOTHING)


@pytest.mark.parametrize("odd", HOSTILE)
async def test_whatever_stands_in_a_query_is_read_as_text_or_nothing(
    teams: LoopbackTeams, bot: TestBot, odd: Any
) -> None:
    for dataset, text in ((odd, "vis"), ("projects", odd), (odd, odd)):
        answer = await teams.post(activities.search(teams.personal(AMINA, "invoke"), dataset, text))
        assert (answer.status, answer.json) == (200, NOTHING)
    assert all(len(turn.dataset) <= 128 and len(turn.text) <= 20_000 for turn in bot.turns)


async def test_a_fault_of_ours_suggests_nothing(teams: LoopbackTeams, bot: TestBot) -> None:
    async def fail(_turn: Turn) -> None:
        raise RuntimeError("a bug")

    bot.before = fail
    answer = await teams.post(activities.search(teams.personal(AMINA, "invoke"), "projects", "vis"))
    assert (answer.status, answer.json) == (200, NOTHING)


async def test_a_field_on_a_card_that_nobody_else_sees_is_the_persons_alone(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await asked(teams, bot)
    there = teams.beside(BIKRAM, message) | {"replyToId": message.id}
    await teams.post(activities.search(there, "projects", "vis"))
    assert bot.turns[-1].place.targeted
    await teams.post(activities.search(teams.in_channel(BIKRAM, ALERTS.name, kind="invoke"), "projects", "vis"))
    assert not bot.turns[-1].place.targeted
