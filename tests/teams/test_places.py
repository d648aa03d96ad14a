"""What becomes of channels and teams arrives as turns of their own, whatever the spelling; the rest is ignored."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.teams import LoopbackTeams
from tests.teams.conftest import TestBot
from tests.teams.people import ALERTS, AMINA, TEAM_ID

EVENTS = {
    "channelCreated": "channel created",
    "channelRenamed": "channel renamed",
    "channelDeleted": "channel deleted",
    "ChannelRestored": "channel restored",
    "teamRenamed": "team renamed",
    "teamArchived": "team archived",
    "teamUnarchived": "team unarchived",
    "teamDeleted": "team deleted",
    "teamHardDeleted": "team deleted",
    "teamrestored": "team restored",
}


@pytest.mark.parametrize(("told", "event"), EVENTS.items())
async def test_an_event_of_a_place_is_a_turn_of_its_own(
    teams: LoopbackTeams, bot: TestBot, told: str, event: str
) -> None:
    if event.startswith("team"):
        await teams.team_event(AMINA, told, "The team")
    else:
        await teams.channel_event(AMINA, told, ALERTS.name)
    (turn,) = bot.turns
    assert (turn.kind, turn.event) == ("place", event)
    assert turn.place.team == TEAM_ID
    assert turn.at is not None
    of = (ALERTS.id, ALERTS.name, "") if event.startswith("channel") else (TEAM_ID, "", "The team")
    assert (turn.place.channel, turn.place.channel_name, turn.place.team_name) == of
    assert turn.sender.entra_id == AMINA.entra_id


async def test_events_from_another_tenant_are_no_turns(teams: LoopbackTeams, bot: TestBot) -> None:
    update = teams.in_channel(AMINA, ALERTS.name, kind="conversationUpdate")
    update["channelData"] |= {"eventType": "teamDeleted", "tenant": {"id": "another"}}
    assert (await teams.post(update)).status == 200
    assert bot.turns == []


@pytest.mark.parametrize("event", ["channelShared", "", None, 7, ["teamDeleted"], "teamDeleted ", "x" * 2_000])
async def test_events_nobody_knows_are_no_turns(teams: LoopbackTeams, bot: TestBot, event: Any) -> None:
    update = teams.in_channel(AMINA, ALERTS.name, kind="conversationUpdate")
    update["channelData"] |= {"eventType": event}
    assert (await teams.post(update)).status == 200
    assert bot.turns == []


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("2026-03-11T09:00:00.5Z", datetime(2026, 3, 11, 9, 0, 0, 500_000, UTC)),
        ("2026-03-11T09:00:00+02:00", datetime(2026, 3, 11, 7, tzinfo=UTC)),
        ("2026-03-11T09:00:00", datetime(2026, 3, 11, 9, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("soon", None),
        (None, None),
    ],
)
async def test_when_it_was_is_read_as_utc_or_not_at_all(
    teams: LoopbackTeams, bot: TestBot, told: str | None, at: datetime | None
) -> None:
    update = teams.in_channel(AMINA, ALERTS.name, kind="conversationUpdate")
    update["channelData"] |= {"eventType": "channelDeleted"}
    await teams.post(update | {"timestamp": told})
    assert [turn.at for turn in bot.turns] == [at]


async def test_a_name_is_one_line_of_bounded_length_and_no_name_is_none(teams: LoopbackTeams, bot: TestBot) -> None:
    for name in ("Visa\n\tnews", "x" * 100_000, 7, None):
        update = teams.in_channel(AMINA, ALERTS.name, kind="conversationUpdate")
        update["channelData"] |= {"eventType": "channelRenamed", "channel": {"id": ALERTS.id, "name": name}}
        assert (await teams.post(update)).status == 200
    assert [turn.place.channel_name for turn in bot.turns] == ["Visa news", "x" * 200, "", ""]
