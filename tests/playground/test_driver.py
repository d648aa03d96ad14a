"""The driver tries itself: the Playground, a browser and the smallest bot there is."""

from pathlib import Path

import pytest

from tests.playground.browser import require_playground
from tests.playground.driver import PEOPLE, TEAM, PlaygroundClient, playground
from tests.playground.echo import EchoBot, echo_bot

pytestmark = pytest.mark.browser


async def test_a_person_writes_fills_a_card_and_sees_the_receipt(tmp_path: Path, artefacts: Path) -> None:
    await require_playground()
    async with echo_bot() as bot, playground(bot.url, tmp_path) as client:
        await client.say("good morning")
        await client.see("echo good morning")
        await client.say("form")
        await fill_and_send(client, artefacts)
        await client.see("Stored: red")
        await client.screenshot(artefacts / "playground_receipt.png")
        assert sent_inputs(bot) == {
            "A/rag": "green",
            "A/unchanged": "true",
            "B/rag": "red",
            "B/progress": "55",
            "B/forecast_end": "2026-06-30",
            "B/summary": "Supplier is late",
        }
        assert await client.warnings() == []


async def fill_and_send(client: PlaygroundClient, artefacts: Path) -> None:
    card = await client.card("Two projects")
    await card.press("Send")
    assert await card.errors() == ["Say how it goes"]
    await card.fill("A/rag", "green")
    await card.fill("A/unchanged", value=True)
    await card.fill("B/rag", "red")
    await card.fill("B/progress", 55)
    await card.fill("B/forecast_end", "2026-06-30")
    await card.fill("B/summary", "Supplier is late")
    assert await card.value("B/summary") == "Supplier is late"
    assert await card.buttons() == ["Send"]
    await card.screenshot(artefacts / "playground_form.png")
    await card.press("Send")


def sent_inputs(bot: EchoBot) -> dict[str, object]:
    """The inputs of the last card action; the Playground sends every one as a string."""
    data: dict[str, object] = bot.heard[-1]["value"]["action"]["data"]
    return data


async def test_a_channel_hears_the_mention_and_answers_in_the_thread(tmp_path: Path, artefacts: Path) -> None:
    await require_playground()
    async with echo_bot() as bot, playground(bot.url, tmp_path) as client:
        await client.channel(TEAM.channel_name)
        await client.post("portfolio")
        await client.see("echo .*portfolio")
        await client.reply("and again")
        await client.see("echo .*and again")
        await client.screenshot(artefacts / "playground_channel.png")
        assert bot.heard[-1]["conversation"]["id"].startswith(f"{TEAM.channel_id};messageid=")


async def test_the_other_people_act_by_the_side_door_under_their_own_name(tmp_path: Path) -> None:
    await require_playground()
    action = {"verb": "checkin.submit", "data": {"B/rag": "green"}}
    async with echo_bot() as bot, playground(bot.url, tmp_path) as client:
        await client.channel()
        await client.post("form")
        await client.card("Two projects")
        thread = bot.heard[-1]["conversation"]["id"]
        sent = await client.see_sent("Two projects")
        status, answer = await client.others.execute(PEOPLE[2], thread, sent.message, action)
        assert (status, answer["value"]["body"][0]["text"]) == (200, "Stored: green")
        assert last_speaker(bot) == PEOPLE[2].entra_id
        await client.others.say(PEOPLE[3], thread, "hello")
        await client.see("echo hello")
        assert last_speaker(bot) == PEOPLE[3].entra_id


async def test_somebody_else_answers_in_their_own_chat_with_the_bot(tmp_path: Path) -> None:
    await require_playground()
    action = {"verb": "checkin.submit", "data": {"B/rag": "red"}}
    async with echo_bot() as bot, playground(bot.url, tmp_path) as client:
        await client.say("hello")
        await client.see("echo hello")
        chat, message = await bot.write_first(PEOPLE[1].teams_id)
        status, answer = await client.others.execute(PEOPLE[1], chat, message, action)
        assert (status, answer["value"]["body"][0]["text"]) == (200, "Stored: red")
        assert (last_speaker(bot), bot.heard[-1]["conversation"]["id"]) == (PEOPLE[1].entra_id, chat)
        assert (await client.see_sent("Two projects")).message == message
        assert client.chat_with(PEOPLE[1]) == chat
        assert await client.others.say(PEOPLE[1], chat, "thank you") == 200


def last_speaker(bot: EchoBot) -> str:
    speaker: str = bot.heard[-1]["from"]["aadObjectId"]
    return speaker
