"""Card actions: the click as it comes, and every shape of its answer."""

import json
from typing import Any

import pytest

from dialogs.turn import Mark, Message, Reply, Turn
from tests.teams import ALERTS, AMINA, BIKRAM, LoopbackTeams, Posted
from tests.teams.activities import click
from tests.teams.conftest import TestBot, running_bot

CARD: dict[str, Any] = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {
            "type": "ActionSet",
            "actions": [
                {
                    "type": "Action.Execute",
                    "verb": "alert.acknowledge",
                    "data": {"id": "A-1", "version": 3},
                    "fallback": {
                        "type": "Action.Submit",
                        "data": {"verb": "alert.acknowledge", "id": "A-1", "version": 3},
                    },
                }
            ],
        }
    ],
}
TAKEN: dict[str, Any] = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "taken"}]}
ERROR = "application/vnd.microsoft.error"


async def posted(teams: LoopbackTeams, bot: TestBot, where: str) -> Posted:
    """A message of the bot with the card, in the personal chat of Amina or in a channel."""
    bot.reply = Reply(form="card", card=CARD, summary="an alert")
    if where == "personal":
        await teams.say(AMINA, "alerts")
        return teams.message(AMINA)
    await teams.mention(AMINA, where, "alerts")
    return teams.channel_messages(where)[-1]


def message_of(teams: LoopbackTeams, message: Posted) -> Message:
    return Message(conversation=message.conversation, activity=message.id, service_url=teams.service_url)


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        (None, "BadRequest", "Missing value property"),
        ("text", "BadRequest", "Value property is not properly formed"),
        ([], "BadRequest", "Value property is not properly formed"),
        ({}, "BadRequest", "Missing action property"),
        ({"action": None}, "BadRequest", "Missing action property"),
        ({"action": "go"}, "BadRequest", "Value property is not properly formed"),
        ({"action": {"type": "Action.Execute", "verb": "a.b", "data": []}}, "BadRequest", "Value property is not"),
        ({"action": {"type": "Action.Submit", "verb": "a.b"}}, "NotSupported", "The action 'Action.Submit' is not"),
        ({"action": {}}, "NotSupported", "The action 'None' is not supported."),
        ({"action": {"type": "Action.Execute"}}, "BadRequest", "Missing verb property"),
        ({"action": {"type": "Action.Execute", "verb": ""}}, "BadRequest", "Missing verb property"),
        ({"action": {"type": "Action.Execute", "verb": 5}}, "BadRequest", "Missing verb property"),
        ({"action": {"type": "Action.Execute", "verb": "x" * 500}}, "BadRequest", "Missing verb property"),
        (
            {"action": {"type": "Action.Execute", "verb": "a.b"}, "trigger": "automatic"},
            "NotSupported",
            "Automatic refresh is not supported.",
        ),
    ],
)
async def test_a_malformed_click_is_answered_as_the_sdks_do(
    teams: LoopbackTeams, bot: TestBot, value: Any, code: str, message: str
) -> None:
    invoke = teams.personal(AMINA, "invoke") | {"name": "adaptiveCard/action", "value": value}
    answer = await teams.post(invoke)
    assert answer.status == 200
    assert (answer.json["statusCode"], answer.json["type"]) == (400, ERROR)
    assert answer.json["value"]["code"] == code
    assert answer.message.startswith(message)
    assert bot.turns == []


async def test_a_click_is_a_turn_with_its_data_and_inputs(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, ALERTS.name)
    await teams.execute(BIKRAM, message, "alert.acknowledge", {"note": "on it"})
    turn = bot.turns[-1]
    assert (turn.kind, turn.verb, turn.by_submit, turn.message) == ("action", "alert.acknowledge", False, message.id)
    assert turn.values == {"id": "A-1", "version": 3, "note": "on it"}
    assert (turn.sender.entra_id, turn.place.thread) == (BIKRAM.entra_id, message.thread)


@pytest.mark.parametrize("data", [{}, {"data": None}])
async def test_a_click_without_data_has_no_values(teams: LoopbackTeams, bot: TestBot, data: dict[str, None]) -> None:
    value = {"action": {"type": "Action.Execute", "verb": "a.b", **data}}
    await teams.post(teams.personal(AMINA, "invoke") | {"name": "adaptiveCard/action", "value": value})
    assert bot.turns[-1].values == {}


async def test_a_redraw_answers_the_clicker_first_and_then_everybody(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, ALERTS.name)
    bot.reply = Reply(form="redraw", card=TAKEN, summary="taken", redraws=(message_of(teams, message),))
    teams.limits.slow = 0.05
    answer = await teams.execute(BIKRAM, message, "alert.acknowledge")
    assert (answer.json["statusCode"], answer.card) == (200, TAKEN)
    assert message.card == CARD
    await teams.until(lambda: message.card == TAKEN)
    assert message.activity["summary"] == "taken"
    assert "text" not in message.activity


async def test_a_card_as_an_answer_is_for_the_clicker_alone(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, ALERTS.name)
    bot.reply = Reply(form="card", card=TAKEN, summary="page 2", redraws=(message_of(teams, message),))
    assert (await teams.execute(BIKRAM, message, "alert.acknowledge")).card == TAKEN
    assert message.seen_by(BIKRAM) == TAKEN
    assert message.seen_by(AMINA) == CARD
    assert bot.outlet.redrawn == []


async def test_a_toast_is_one_line_for_the_clicker(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, "personal")
    bot.reply = Reply.toast("Déjà pris.")
    answer = await teams.execute(AMINA, message, "alert.acknowledge")
    assert answer.json == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": "Déjà pris.",
    }


async def test_a_refusal_is_an_error_with_its_code(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, "personal")
    bot.reply = Reply.refusal("There is no such alert.", "NotFound")
    answer = await teams.execute(AMINA, message, "alert.acknowledge")
    assert answer.status == 200
    assert answer.json == {
        "statusCode": 400,
        "type": ERROR,
        "value": {"code": "NotFound", "message": "There is no such alert."},
    }


async def test_a_turn_that_failed_is_an_error_of_ours_and_not_of_the_call(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, "personal")
    bot.reply = Reply.refusal("Something went wrong.", "InternalError")
    answer = await teams.execute(AMINA, message, "alert.acknowledge")
    assert answer.status == 200
    assert answer.json == {
        "statusCode": 500,
        "type": ERROR,
        "value": {"code": "InternalError", "message": "Something went wrong."},
    }


async def test_nothing_is_an_empty_line(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, "personal")
    bot.reply = Reply.nothing()
    assert (await teams.execute(AMINA, message, "alert.acknowledge")).message == ""


async def test_a_bug_is_an_error_without_its_story(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, "personal")
    bot.before = _fail
    answer = await teams.execute(AMINA, message, "alert.acknowledge")
    assert answer.status == 200
    assert (answer.json["statusCode"], answer.json["type"]) == (500, ERROR)
    assert b"secret" not in answer.body


async def _fail(_turn: Turn) -> None:
    raise KeyError("secret")


async def test_what_is_private_in_an_answer_goes_to_the_personal_chat(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, ALERTS.name)
    private = Reply(form="card", card=TAKEN, summary="yours")
    bot.reply = Reply.toast("Sent to you.").beside(private)
    assert (await teams.execute(BIKRAM, message, "alert.acknowledge")).message == "Sent to you."
    await bot.gateway.close()
    assert [(sender.entra_id, reply) for sender, reply in bot.outlet.private] == [(BIKRAM.entra_id, private)]


MARK = Mark(kind="receipt", key="card-é", period="2026-W11", projects=("PRJ-1",), version=2, now="2026-03-12T10:00Z")


async def test_a_simulated_clock_tells_in_a_header_what_the_card_is_about(teams: LoopbackTeams) -> None:
    async with running_bot(teams, teams.settings(simulated=True)) as bot:
        bot.reply = Reply(form="redraw", card=TAKEN, summary="taken", mark=MARK)
        answer = await teams.post(click(teams.personal(AMINA, "invoke"), "a.b", {}, "1"))
        assert answer.headers["X-Rapporteur"].isascii()
        assert json.loads(answer.headers["X-Rapporteur"]) == {
            "kind": "receipt",
            "key": "card-é",
            "period": "2026-W11",
            "projects": ["PRJ-1"],
            "version": 2,
            "now": "2026-03-12T10:00Z",
        }


async def test_a_real_clock_tells_nobody(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.reply = Reply(form="card", card=TAKEN, summary="taken", mark=MARK)
    answer = await teams.post(click(teams.personal(AMINA, "invoke"), "a.b", {}, "1"))
    assert "X-Rapporteur" not in answer.headers
    await teams.say(AMINA, "help")
    assert teams.message(AMINA).mark == {}
