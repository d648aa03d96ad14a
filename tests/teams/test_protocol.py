"""`POST /api/messages` case by case: what is answered to everything that is not a card action."""

from typing import Any

import pytest

from bot.web import MAX_BODY
from dialogs.turn import Reply, Turn
from tests.teams import ALERTS, AMINA, BIKRAM, GENERAL, LoopbackTeams, Person
from tests.teams.activities import BOT, in_channel, roster_change, with_mention, words
from tests.teams.conftest import TestBot
from tests.teams.test_model import BAD_BODIES


@pytest.mark.parametrize("body", BAD_BODIES)
async def test_a_body_that_is_no_activity_is_400(teams: LoopbackTeams, bot: TestBot, body: bytes) -> None:
    answer = await teams.post(body)
    assert answer.status == 400
    assert answer.json["error"]["code"] == "BadRequest"
    assert bot.turns == []


@pytest.mark.parametrize("fields", [{"type": 5}, {"type": None}, {"text": 7}, {"from": "x"}, {"id": "x" * 600}])
async def test_a_field_of_the_wrong_type_or_size_is_400(
    teams: LoopbackTeams, bot: TestBot, fields: dict[str, Any]
) -> None:
    assert (await teams.post(words(teams.personal(AMINA), "help") | fields)).status == 400
    assert bot.turns == []


@pytest.mark.parametrize("conversation", [None, {}, {"id": ""}])
async def test_a_message_from_no_conversation_is_400(teams: LoopbackTeams, bot: TestBot, conversation: Any) -> None:
    answer = await teams.post(words(teams.personal(AMINA), "help") | {"conversation": conversation})
    assert answer.status == 400
    assert bot.turns == []


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
async def test_another_content_type_is_415(teams: LoopbackTeams, bot: TestBot, kind: str) -> None:
    answer = await teams.post(words(teams.personal(AMINA), "help"), headers={"Content-Type": kind})
    assert answer.status == 415
    assert bot.turns == []


async def test_a_body_over_256_kib_is_413(teams: LoopbackTeams, bot: TestBot) -> None:
    activity = words(teams.personal(AMINA), "help") | {"value": "x" * MAX_BODY}
    assert (await teams.post(activity)).status == 413
    assert bot.turns == []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("messageReaction", {"reactionsAdded": [{"type": "like"}], "reactionsRemoved": [{"type": "sad"}]}),
        ("messageUpdate", {"text": "help", "channelData": {"eventType": "editMessage"}}),
        ("messageUpdate", {"text": "help", "channelData": {"eventType": "undeleteMessage"}}),
        ("messageDelete", {"channelData": {"eventType": "softDeleteMessage"}}),
        ("messageDelete", {"channelData": None}),
        ("conversationUpdate", {"channelData": {"eventType": "channelRenamed"}}),
        ("conversationUpdate", {"channelData": {"eventType": "somethingNew"}}),
        ("conversationUpdate", {"membersAdded": []}),
        ("conversationUpdate", {"membersAdded": [BOT], "membersRemoved": [BOT]}),
        ("installationUpdate", {"action": "add-upgrade"}),
        ("installationUpdate", {"action": "remove-upgrade"}),
        ("installationUpdate", {"action": "unheard-of"}),
        ("installationUpdate", {}),
        ("event", {"name": "application/vnd.microsoft.readReceipt", "value": {"lastReadMessageId": "1"}}),
        ("event", {"name": "application/vnd.microsoft.meetingStart", "value": {}}),
        ("event", {"name": "ContinueConversation"}),
        ("event", {"name": "tokens/response"}),
        ("event", {}),
        ("typing", {}),
        ("endOfConversation", {}),
        ("handoff", {}),
        ("trace", {}),
        ("command", {}),
        ("commandResult", {}),
        ("suggestion", {}),
        ("contactRelationUpdate", {}),
        ("Message", {"text": "help"}),
        ("Invoke", {"name": "adaptiveCard/action"}),
        ("somethingNew", {"conversation": None}),
        ("invokeResponse", {}),
        ("delay", {"value": 60_000}),
    ],
)
async def test_what_the_bot_has_no_answer_to_is_2xx_and_empty(
    teams: LoopbackTeams, bot: TestBot, kind: str, fields: dict[str, Any]
) -> None:
    tenant = {"tenant": {"id": teams.settings().tenant_id}}
    extra = {k: (v or {}) | tenant if k == "channelData" else v for k, v in fields.items()}
    answer = await teams.post(teams.personal(AMINA, kind) | extra)
    assert (answer.status, answer.body) == (200, b"")
    assert bot.turns == []
    assert teams.received == []


@pytest.mark.parametrize("name", ["task/fetch", "composeExtension/query", "signin/verifyState", "made/up", "", None])
async def test_an_invoke_nobody_knows_is_501_and_empty(teams: LoopbackTeams, bot: TestBot, name: str | None) -> None:
    answer = await teams.post(teams.personal(AMINA, "invoke") | {"name": name, "value": {}})
    assert (answer.status, answer.body) == (501, b"")
    assert bot.turns == []


async def test_words_in_a_personal_chat_are_a_turn(teams: LoopbackTeams, bot: TestBot) -> None:
    answer = await teams.say(AMINA, "  portfolio \xa0 red\n")
    assert (answer.status, answer.body) == (200, b"")
    turn = bot.turns[0]
    assert (turn.kind, turn.text, turn.by_submit) == ("words", "portfolio red", False)
    assert (turn.place.kind, turn.place.conversation, turn.place.thread) == ("personal", AMINA.personal, "")
    assert turn.sender.entra_id == AMINA.entra_id
    assert (turn.sender.locale, turn.sender.timezone) == ("fr-CD", "Africa/Kinshasa")
    assert turn.place.service_url == teams.service_url


async def test_a_mention_in_a_channel_is_a_turn_in_its_thread(teams: LoopbackTeams, bot: TestBot) -> None:
    await teams.mention(BIKRAM, ALERTS.name, "portfolio red", thread="1741000000999")
    place = bot.turns[0].place
    assert bot.turns[0].text == "portfolio red"
    assert (place.kind, place.channel, place.team, place.thread) == (
        "channel",
        ALERTS.id,
        GENERAL.id,
        "1741000000999",
    )
    assert place.conversation == ALERTS.id
    assert not place.targeted


async def test_channel_talk_that_does_not_mention_the_bot_is_left_alone(teams: LoopbackTeams, bot: TestBot) -> None:
    activity = words(teams.in_channel(BIKRAM, ALERTS.name), "portfolio")
    assert (await teams.post(activity)).status == 200
    assert bot.turns == []


async def test_a_slash_command_in_a_channel_is_targeted(teams: LoopbackTeams, bot: TestBot) -> None:
    await teams.ask_targeted(BIKRAM, ALERTS.name, "portfolio")
    assert bot.turns[0].place.targeted


async def test_a_group_chat_is_a_group_even_where_its_type_is_not_said(teams: LoopbackTeams, bot: TestBot) -> None:
    group = {"id": "19:group@unq.gbl.spaces", "isGroup": True, "tenantId": teams.settings().tenant_id}
    for conversation in (group, group | {"conversationType": "groupChat"}, group | {"conversationType": "new"}):
        await teams.post(with_mention(teams.personal(AMINA), "help") | {"conversation": conversation})
    assert [turn.place.kind for turn in bot.turns] == ["group"] * 3


@pytest.mark.parametrize(
    ("place", "named", "expected"),
    [
        (f"{ALERTS.id};messageid=1741000000999", {}, "channel"),
        (ALERTS.id, {"channel": {"id": ALERTS.id}}, "channel"),
        (ALERTS.id, {"team": {"id": GENERAL.id}}, "channel"),
        ("a:1amina", {"channel": {"id": ALERTS.id}}, "channel"),
        (ALERTS.id, {}, "group"),
        ("19:meeting_ZWE3@thread.v2", {}, "group"),
        ("19:Meeting_ZWE3@THREAD.V2", {}, "group"),
        ("19:amina_bot@unq.gbl.spaces", {}, "personal"),
        ("a:1amina", {}, "personal"),
    ],
)
async def test_a_place_that_others_read_is_never_taken_for_a_personal_chat(
    teams: LoopbackTeams, bot: TestBot, place: str, named: dict[str, Any], expected: str
) -> None:
    for kind in ({}, {"conversationType": "new"}, {"conversationType": "personal"}):
        activity = with_mention(teams.personal(AMINA), "help")
        data = activity["channelData"] | named
        await teams.post(activity | {"conversation": {"id": place, **kind}, "channelData": data})
    assert [turn.place.kind for turn in bot.turns] == [expected] * 3


async def test_the_bot_does_not_answer_itself(teams: LoopbackTeams, bot: TestBot) -> None:
    await teams.post(words(teams.personal(AMINA), "help") | {"from": dict(BOT)})
    assert bot.turns == []


@pytest.mark.parametrize("text", ["", None, ...])
async def test_a_message_without_text_is_a_turn_without_words(teams: LoopbackTeams, bot: TestBot, text: Any) -> None:
    activity = {k: v for k, v in words(teams.personal(AMINA), "").items() if k != "text"}
    answer = await teams.post(activity if text is ... else activity | {"text": text})
    assert answer.status == 200
    assert [turn.text for turn in bot.turns] == [""]


@pytest.mark.parametrize("missing", ["from", "recipient", "locale", "localTimezone", "timestamp", "entities", "id"])
async def test_no_field_is_hoped_for(teams: LoopbackTeams, bot: TestBot, missing: str) -> None:
    activity = {k: v for k, v in words(teams.personal(AMINA), "help").items() if k != missing}
    assert (await teams.post(activity)).status == 200
    assert [turn.text for turn in bot.turns] == ["help"]


async def test_the_zone_is_taken_from_the_client_when_the_activity_has_none(teams: LoopbackTeams, bot: TestBot) -> None:
    activity = words(teams.personal(AMINA), "help")
    activity = {k: v for k, v in activity.items() if k not in ("locale", "localTimezone")}
    await teams.post(activity)
    assert (bot.turns[0].sender.locale, bot.turns[0].sender.timezone) == ("fr-CD", "Africa/Kinshasa")


@pytest.mark.parametrize("data", [None, "text", [], {"tenant": "x"}, {"channel": {"id": 5}}])
async def test_odd_channel_data_is_no_reason_to_fail(teams: LoopbackTeams, bot: TestBot, data: Any) -> None:
    assert (await teams.post(words(teams.personal(AMINA), "help") | {"channelData": data})).status == 200
    assert len(bot.turns) == 1


async def test_an_installation_is_told_by_both_of_its_events(teams: LoopbackTeams, bot: TestBot) -> None:
    await teams.install(AMINA)
    await teams.uninstall(AMINA)
    assert [turn.kind for turn in bot.turns] == ["installed", "installed", "removed"]
    assert _people(bot.turns[0]) == [AMINA.entra_id]


async def test_the_bot_in_a_team_hears_who_comes_and_goes(teams: LoopbackTeams, bot: TestBot) -> None:
    await teams.add_to_team(AMINA)
    await teams.join(BIKRAM)
    await teams.leave(BIKRAM)
    await teams.remove_from_team(AMINA)
    assert [turn.kind for turn in bot.turns] == ["installed", "installed", "joined", "left", "removed"]
    assert [_people(turn) for turn in bot.turns[2:4]] == [[BIKRAM.entra_id]] * 2
    assert {turn.place.kind for turn in bot.turns} == {"channel"}
    assert {turn.place.conversation for turn in bot.turns} == {GENERAL.id}


async def test_somebody_who_joins_while_the_bot_is_replaced_is_heard_of(teams: LoopbackTeams, bot: TestBot) -> None:
    update = roster_change(
        teams.in_channel(AMINA, GENERAL.name, kind="conversationUpdate"), "membersAdded", [BIKRAM], bot=True
    )
    await teams.post(update | {"membersRemoved": [dict(BOT)]})
    assert [(turn.kind, _people(turn)) for turn in bot.turns] == [("joined", [BIKRAM.entra_id])]


def _people(turn: Turn) -> list[str]:
    return [member.entra_id for member in turn.members]


async def test_expected_replies_come_in_the_answer(teams: LoopbackTeams, bot: TestBot) -> None:
    bot.reply = Reply(form="card", card={"type": "AdaptiveCard"}, summary="help")
    activity = words(teams.personal(AMINA), "help") | {"deliveryMode": "expectReplies"}
    answer = await teams.post(activity)
    assert answer.status == 200
    assert [reply["attachments"][0]["content"] for reply in answer.json["activities"]] == [{"type": "AdaptiveCard"}]
    assert teams.received == []


async def test_a_bug_while_answering_a_message_is_2xx_so_that_teams_does_not_send_it_again(
    teams: LoopbackTeams, bot: TestBot
) -> None:
    bot.before = _fail
    assert (await teams.say(AMINA, "help")).status == 200


async def _fail(turn: Turn) -> None:
    raise ZeroDivisionError(turn.id)


@pytest.mark.parametrize("person", [AMINA, BIKRAM])
async def test_a_thread_of_a_new_post_is_the_post_itself(teams: LoopbackTeams, bot: TestBot, person: Person) -> None:
    activity = in_channel(teams.personal(person), ALERTS)
    await teams.post(with_mention(activity, "help"))
    assert bot.turns[0].place.thread == activity["id"]
