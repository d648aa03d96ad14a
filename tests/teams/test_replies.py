"""Replies carried out: in the chat, in the thread, targeted, private, and for clients that know only Submit."""

import pytest

from dialogs.turn import Message, Reply
from tests.teams import ALERTS, AMINA, BIKRAM, BLOCKED, LoopbackTeams
from tests.teams.activities import submission
from tests.teams.conftest import TestBot, running_bot
from tests.teams.test_invokes import CARD, MARK, TAKEN, message_of, posted


async def test_a_card_is_posted_alone_with_its_summary(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.reply = Reply(form="card", card=CARD, summary="Two projects are red.")
    await teams.say(AMINA, "portfolio")
    activity = teams.message(AMINA).activity
    assert activity["summary"] == "Two projects are red."
    assert "text" not in activity
    assert [a["contentType"] for a in activity["attachments"]] == ["application/vnd.microsoft.card.adaptive"]


async def test_what_was_shown_and_where_is_told(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.reply = Reply(form="card", card=CARD, summary="s")
    await teams.mention(AMINA, ALERTS.name, "alerts")
    message = teams.channel_messages(ALERTS.name)[-1]
    where = Message(
        conversation=f"{ALERTS.id};messageid={message.thread}", activity=message.id, service_url=teams.service_url
    )
    assert bot.outlet.shown_replies == [(bot.reply, where)]
    bot.reply = Reply.toast("Thank you.")
    await teams.say(AMINA, "help")
    assert len(bot.outlet.shown_replies) == 1


@pytest.mark.parametrize("reply", [Reply.toast("<b>Hello</b>"), Reply.refusal("<b>Hello</b>")])
async def test_a_line_is_posted_as_plain_text(teams: LoopbackTeams, bot: TestBot, reply: Reply) -> None:
    bot.reply = reply
    await teams.say(AMINA, "x")
    message = teams.personal_messages(AMINA)[-1]
    assert (message.text, message.activity["textFormat"]) == ("<b>Hello</b>", "plain")


async def test_nothing_is_posted_for_nothing(teams: LoopbackTeams, bot: TestBot) -> None:
    assert (await teams.say(AMINA, "x")).status == 200
    assert teams.received == []


async def test_an_answer_in_a_channel_stays_in_its_thread(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.reply = Reply(form="card", card=CARD, summary="s")
    await teams.mention(AMINA, ALERTS.name, "alerts", thread="1741000000999")
    assert teams.channel_messages(ALERTS.name)[-1].thread == "1741000000999"
    assert teams.received[-1].raw_path.startswith(
        "/emea/v3/conversations/19%3Arenewal%40thread.tacv2%3Bmessageid%3D1741000000999/activities/"
    )


async def test_what_is_private_goes_to_the_personal_chat_and_the_place_gets_the_rest(
    teams: LoopbackTeams, bot: TestBot
) -> None:
    private = Reply(form="card", card=TAKEN, summary="yours")
    bot.reply = Reply.toast("I have written to you.").beside(private)
    await teams.mention(AMINA, ALERTS.name, "portfolio")
    assert [reply for _, reply in bot.outlet.private] == [private]
    assert [message.text for message in teams.channel_messages(ALERTS.name)] == ["I have written to you."]


async def test_somebody_without_a_personal_chat_does_not_stop_the_rest(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.outlet.has_personal_chats = False
    bot.reply = Reply.toast("Open a chat with me first.").beside(Reply.toast("secret"))
    assert (await teams.mention(AMINA, ALERTS.name, "portfolio")).status == 200
    assert [message.text for message in teams.channel_messages(ALERTS.name)] == ["Open a chat with me first."]


@pytest.mark.parametrize(("status", "body"), [(403, BLOCKED), (500, {}), (429, {}), (404, {})])
async def test_a_reply_that_cannot_be_sent_leaves_the_turn_answered(
    teams: LoopbackTeams, bot: TestBot, status: int, body: dict[str, object]
) -> None:
    bot.reply = Reply(form="card", card=CARD, summary="s")
    teams.limits.refused[AMINA.personal] = (status, body)
    assert (await teams.say(AMINA, "help")).status == 200
    assert [received.status for received in teams.received] == [status]


async def test_a_connector_that_is_silent_does_not_keep_teams_waiting(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.gateway._conversations._replies._patience = 0.05
    bot.reply = Reply(form="card", card=CARD, summary="s")
    teams.limits.silent[AMINA.personal] = 3.0
    assert (await teams.say(AMINA, "help")).status == 200


async def test_a_simulated_clock_marks_what_is_posted(teams: LoopbackTeams) -> None:
    async with running_bot(teams, teams.settings(simulated=True)) as bot:
        bot.reply = Reply(form="card", card=CARD, summary="s", mark=MARK)
        await teams.say(AMINA, "checkin")
        assert teams.message(AMINA).mark["period"] == "2026-W11"
        assert teams.message(AMINA).mark["projects"] == ["PRJ-1"]


async def test_an_installation_is_greeted_and_a_removal_is_not(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.reply = Reply(form="card", card=CARD, summary="Welcome.")
    await teams.install(AMINA)
    assert len(teams.personal_messages(AMINA)) == 2
    await teams.uninstall(AMINA)
    assert [received.status for received in teams.received] == [201, 201]


# The Submit fallback


async def test_a_submit_is_the_same_turn_with_values_as_strings(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, ALERTS.name)
    answer = await teams.submit(BIKRAM, message, "alert.acknowledge", {"progress": 70, "msteams": {}})
    assert (answer.status, answer.body) == (200, b"")
    turn = bot.turns[-1]
    assert (turn.kind, turn.verb, turn.by_submit, turn.message) == ("action", "alert.acknowledge", True, message.id)
    assert turn.values == {"id": "A-1", "version": "3", "progress": "70"}


async def test_a_submit_in_a_channel_needs_no_mention(teams: LoopbackTeams, bot: TestBot) -> None:
    message = await posted(teams, bot, ALERTS.name)
    before = len(bot.turns)
    await teams.submit(BIKRAM, message, "alert.acknowledge")
    assert len(bot.turns) == before + 1


@pytest.mark.parametrize("known", [True, False])
async def test_a_submit_redraws_the_messages_the_bot_knows_and_not_the_one_the_client_names(
    teams: LoopbackTeams, bot: TestBot, known: bool
) -> None:
    victim, alert = await posted(teams, bot, "personal"), await posted(teams, bot, ALERTS.name)
    bot.reply = Reply(form="redraw", card=TAKEN, summary="taken", redraws=(message_of(teams, alert),) if known else ())
    data = {"verb": "alert.acknowledge", "id": "A-1", "version": 3}
    await teams.post(submission(teams.personal(AMINA), data, victim.id))
    await bot.gateway.close()
    assert (victim.card, len(victim.history)) == (CARD, 1)
    assert alert.card == (TAKEN if known else CARD)


async def test_a_redraw_after_submit_of_a_card_no_message_is_known_to_show_comes_as_a_new_message(
    teams: LoopbackTeams, bot: TestBot
) -> None:
    page = await posted(teams, bot, "personal")
    bot.reply = Reply(form="redraw", card=TAKEN, summary="page 2")
    await teams.submit(AMINA, page, "alert.acknowledge")
    await bot.gateway.close()
    assert [message.card for message in teams.personal_messages(AMINA)] == [CARD, TAKEN]
    assert bot.outlet.redrawn == []


async def test_such_a_card_clicked_in_a_channel_goes_to_the_clickers_personal_chat(
    teams: LoopbackTeams, bot: TestBot
) -> None:
    page = await posted(teams, bot, ALERTS.name)
    bot.reply = Reply(form="redraw", card=TAKEN, summary="page 2")
    await teams.submit(BIKRAM, page, "alert.acknowledge")
    await bot.gateway.close()
    assert [(sender.entra_id, sent) for sender, sent in bot.outlet.private] == [(BIKRAM.entra_id, bot.reply)]
    assert teams.channel_messages(ALERTS.name) == [page]
    assert page.card == CARD


async def test_a_redraw_after_submit_updates_every_message_once(teams: LoopbackTeams, bot: TestBot) -> None:
    message, other = await posted(teams, bot, ALERTS.name), await posted(teams, bot, "personal")
    bot.reply = Reply(
        form="redraw",
        card=TAKEN,
        summary="taken",
        redraws=(message_of(teams, other), message_of(teams, message)),
    )
    await teams.submit(BIKRAM, message, "alert.acknowledge")
    await teams.until(lambda: message.card == other.card == TAKEN)
    assert [received.activity_id for received in teams.received if received.kind == "update"] == [
        other.id,
        message.id,
    ]


@pytest.mark.parametrize("reply", [Reply(form="card", card=TAKEN, summary="page 2"), Reply.toast("No.")])
async def test_an_answer_to_submit_in_a_channel_goes_to_the_clickers_personal_chat(
    teams: LoopbackTeams, bot: TestBot, reply: Reply
) -> None:
    message = await posted(teams, bot, ALERTS.name)
    bot.reply = reply
    await teams.submit(BIKRAM, message, "alert.acknowledge")
    assert [(sender.entra_id, sent) for sender, sent in bot.outlet.private] == [(BIKRAM.entra_id, reply)]
    assert teams.channel_messages(ALERTS.name) == [message]


@pytest.mark.parametrize("reply", [Reply(form="card", card=TAKEN, summary="page 2"), Reply.refusal("No.")])
async def test_an_answer_to_submit_in_a_personal_chat_is_posted_there(
    teams: LoopbackTeams, bot: TestBot, reply: Reply
) -> None:
    message = await posted(teams, bot, "personal")
    bot.reply = reply
    await teams.submit(AMINA, message, "alert.acknowledge")
    last = teams.personal_messages(AMINA)[-1]
    assert (last.card or last.text) == (reply.card or reply.text)
