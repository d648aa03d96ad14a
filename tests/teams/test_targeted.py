"""What nobody else sees: slash commands, their answers, and what is clicked in these."""

import pytest
from msgspec.structs import replace

from bot.teams.failures import SendFailed
from bot.teams.messages import message_activity, text_activity
from dialogs.turn import Message, Reply
from tests.teams import ALERTS, AMINA, BIKRAM, LUNCH, LoopbackTeams, Posted, activities
from tests.teams.conftest import TestBot
from tests.teams.test_invokes import CARD, TAKEN, message_of, posted

MESSAGE = message_activity(CARD, "a card")
PAGE = Reply(form="card", card=TAKEN, summary="page 2")


async def asked(teams: LoopbackTeams, bot: TestBot, place: str = ALERTS.name) -> Posted:
    """The answer to a slash command of Bikram's."""
    bot.reply = Reply(form="card", card=CARD, summary="s")
    await teams.ask_targeted(BIKRAM, place, "portfolio")
    message = teams.channel_messages(place)[-1]
    assert (message.card, message.only_for) == (CARD, BIKRAM.teams_id)
    return message


@pytest.mark.parametrize("place", [ALERTS.name, LUNCH.name])
async def test_a_slash_command_is_answered_below_it_to_the_asker_alone(
    teams: LoopbackTeams, bot: TestBot, place: str
) -> None:
    message = await asked(teams, bot, place)
    (sent,) = teams.received
    assert sent.raw_path.endswith("/activities?isTargetedActivity=true")
    assert message.activity["entities"] == [{"type": "targetedMessageInfo", "messageId": bot.turns[-1].id}]
    assert bot.outlet.private == []


async def test_an_answer_whose_question_teams_does_not_know_goes_without_it(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.reply = Reply(form="card", card=CARD, summary="s")
    said = activities.words(teams.in_channel(BIKRAM, ALERTS.name), "portfolio")
    await teams.post(activities.targeted(said))
    assert [received.status for received in teams.received] == [400, 201]
    (message,) = teams.channel_messages(ALERTS.name)
    assert (message.only_for, "entities" in message.activity) == (BIKRAM.teams_id, False)


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
async def test_what_teams_refuses_goes_to_the_own_chat_and_never_in_public(
    teams: LoopbackTeams, bot: TestBot, status: int
) -> None:
    bot.reply = Reply(form="card", card=CARD, summary="s").beside(Reply.toast("below"))
    teams.limits.refused[ALERTS.id] = (status, {})
    assert (await teams.ask_targeted(BIKRAM, ALERTS.name, "portfolio")).status == 200
    assert [(sender.entra_id, reply.card or reply.text) for sender, reply in bot.outlet.private] == [
        (BIKRAM.entra_id, "below"),
        (BIKRAM.entra_id, CARD),
    ]
    assert teams.channel_messages(ALERTS.name) == []


async def test_without_an_own_chat_a_refused_answer_is_lost_rather_than_public(
    teams: LoopbackTeams, bot: TestBot
) -> None:
    bot.reply, bot.outlet.has_personal_chats = Reply.toast("secret"), False
    teams.limits.refused[ALERTS.id] = (403, {})
    assert (await teams.ask_targeted(BIKRAM, ALERTS.name, "portfolio")).status == 200
    assert teams.channel_messages(ALERTS.name) == []


async def test_the_private_part_of_an_answer_comes_where_nobody_else_sees_it(
    teams: LoopbackTeams, bot: TestBot
) -> None:
    bot.reply = Reply.toast("here").beside(Reply(form="card", card=TAKEN, summary="yours"))
    await teams.ask_targeted(BIKRAM, ALERTS.name, "watch VISA")
    messages = teams.channel_messages(ALERTS.name)
    assert [(one.card or one.text, one.only_for) for one in messages] == [
        (TAKEN, BIKRAM.teams_id),
        ("here", BIKRAM.teams_id),
    ]


@pytest.mark.parametrize("told", [True, False])
async def test_a_click_on_such_a_card_is_the_persons_alone_whether_teams_says_so_or_not(
    teams: LoopbackTeams, bot: TestBot, told: bool
) -> None:
    teams.says_targeted_of_clicks = told
    message = await asked(teams, bot)
    bot.reply = PAGE
    await teams.submit(BIKRAM, message, "alert.acknowledge")
    assert (await teams.execute(BIKRAM, message, "alert.acknowledge")).card == TAKEN
    assert all(turn.place.targeted for turn in bot.turns)
    assert [(one.card, one.only_for) for one in teams.channel_messages(ALERTS.name)] == [
        (CARD, BIKRAM.teams_id),
        (TAKEN, BIKRAM.teams_id),
    ]
    assert bot.outlet.private == []


async def test_a_click_on_what_others_see_is_nobodys_alone_whatever_it_names(
    teams: LoopbackTeams, bot: TestBot
) -> None:
    private, public = await asked(teams, bot), await posted(teams, bot, ALERTS.name)
    bot.reply = PAGE
    await teams.execute(BIKRAM, public, "alert.acknowledge")
    assert not bot.turns[-1].place.targeted
    click = activities.click(teams.beside(AMINA, public), "alert.acknowledge", {}, private.id)
    await teams.post(click)
    assert not bot.turns[-1].place.targeted


async def test_what_is_drawn_for_one_person_never_becomes_what_others_see(teams: LoopbackTeams, bot: TestBot) -> None:
    private, public = await asked(teams, bot), await posted(teams, bot, ALERTS.name)
    mine = Message(
        conversation=private.conversation,
        activity=private.id,
        service_url=teams.service_url,
        only_for=BIKRAM.entra_id,
    )
    bot.reply = Reply(form="redraw", card=TAKEN, summary="t", redraws=(message_of(teams, public), mine))
    await teams.execute(BIKRAM, private, "alert.acknowledge")
    await bot.gateway.close()
    assert (public.card, private.card) == (CARD, TAKEN)


# What Teams takes


async def test_a_targeted_message_is_one_persons_and_is_changed_as_one(teams: LoopbackTeams, bot: TestBot) -> None:
    to_bikram = MESSAGE | {"recipient": {"id": BIKRAM.teams_id}}
    sent = await bot.connector.send(teams.service_url, ALERTS.id, to_bikram, targeted=True)
    (message,) = teams.channel_messages(ALERTS.name)
    there = Message(conversation=ALERTS.id, activity=sent, service_url=teams.service_url, only_for=BIKRAM.entra_id)
    await bot.connector.update(there, text_activity("done"))
    assert (message.text, message.only_for) == ("done", BIKRAM.teams_id)
    assert [received.raw_path.partition("?")[2] for received in teams.received] == ["isTargetedActivity=true"] * 2


@pytest.mark.parametrize(
    ("conversation", "recipient"), [(ALERTS.id, {}), (ALERTS.id, {"id": "29:nobody"}), (AMINA.personal, None)]
)
async def test_a_targeted_message_without_a_member_of_the_place_is_refused(
    teams: LoopbackTeams, bot: TestBot, conversation: str, recipient: dict[str, str] | None
) -> None:
    to = MESSAGE | {"recipient": {"id": AMINA.teams_id} if recipient is None else recipient}
    with pytest.raises(SendFailed, match="400 BadArgument"):
        await bot.connector.send(teams.service_url, conversation, to, targeted=True)


async def test_a_targeted_message_is_no_other_persons_and_no_public_one(teams: LoopbackTeams, bot: TestBot) -> None:
    to_bikram = MESSAGE | {"recipient": {"id": BIKRAM.teams_id}}
    sent = await bot.connector.send(teams.service_url, ALERTS.id, to_bikram, targeted=True)
    there = Message(conversation=ALERTS.id, activity=sent, service_url=teams.service_url)
    with pytest.raises(SendFailed, match="404"):
        await bot.connector.update(there, text_activity("done"))
    with pytest.raises(SendFailed, match="400"):
        await bot.connector.update(replace(there, only_for=BIKRAM.entra_id), to_bikram)
