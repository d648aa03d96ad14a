"""Who must act is mentioned in the channel, if they are in its team and at work; everybody else is named."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dialogs.desk import Desk
from pmo.actions import Action, ActionKind
from tests.scenarios.test_alerts import alerts_in, declare, the_alert
from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams.connector import Posted, mentions
from tests.teams.reading import facts, plain

TEAM = ("nbrennan", "pthapa", "ldessart", "pdewael")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=TEAM) as made:
        made.teams.connector.team = [made[member] for member in TEAM]
        for channel in (STATUS, GENERAL):
            await made.teams.mention(made["cmarchal"], channel.name, "help")
        yield made


def noticed(post: Posted) -> list[str]:
    """Ids of those whom the post mentioned when it was new."""
    found = mentions(post.history[0])
    for one in found:
        assert one["text"] in str(post.history[0])
        assert one["text"] == f"<at>{one['mentioned']['name']}</at>"
    return [one["mentioned"]["id"] for one in found]


async def test_who_is_asked_to_act_on_an_alert_is_mentioned_once(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "VISA", "amber", summary="Late")
    (alert,) = alerts_in(world)
    assert noticed(alert) == ["29:nbrennan"]
    assert facts(alert.card or {})["Asked to act"] == "<at>Nora Brennan</at>"
    await world.presses("nbrennan", alert, "alert.acknowledge")
    await world.teams.until(lambda: len(alert.history) > 1)
    assert mentions(alert.history[-1]) == []
    assert facts(alert.card or {})["Asked to act"] == "Nora Brennan"


async def test_nobody_is_mentioned_who_is_not_in_the_team(world: World) -> None:
    world.teams.connector.team = [world["pthapa"]]
    await world.until("2026-03-12 10:00")
    await declare(world, "VISA", "amber", summary="Late")
    (alert,) = alerts_in(world)
    assert noticed(alert) == []
    assert facts(alert.card or {})["Asked to act"] == "Nora Brennan"


@pytest.mark.parametrize(("at", "expected"), [("10:00", ["29:pthapa"]), ("15:00", [])])
async def test_nobody_is_mentioned_outside_their_working_hours(world: World, at: str, expected: list[str]) -> None:
    await world.until("2026-03-12 09:00")
    await world.until(f"2026-03-12 {at}")  # 14:45 and 19:45 in Kathmandu
    await declare(world, "SATCOM", "red", member="pthapa", summary="Late")
    (alert,) = alerts_in(world, GENERAL)
    assert noticed(alert) == expected
    assert "Prabin Thapaliya" in facts(alert.card or {})["Asked to act"]


async def test_a_post_that_teams_refuses_for_its_mention_goes_with_the_name_alone(world: World) -> None:
    world.teams.limits.no_mentions = True
    await world.until("2026-03-12 10:00")
    await declare(world, "VISA", "amber", summary="Late")
    (alert,) = alerts_in(world)
    assert noticed(alert) == []
    assert "<at>" not in str(alert.history)
    assert facts(alert.card or {})["Asked to act"] == "Nora Brennan"


async def test_a_digest_mentions_once_whose_action_is_overdue_or_due_within_the_week(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "VISA", "amber", summary="Late")
    alert = await the_alert(world)

    async def wanted(desk: Desk) -> None:
        soon = Action(
            project="VISA",
            period="2026-W11",
            kind=ActionKind.ACTION,
            text="Call the supplier",
            owner="ldessart",
            asked_by="nbrennan",
            asked_at=desk.now,
            due=date(2026, 3, 18),
            origin=f"{alert.key}#1",
        )
        await desk.records.actions.put(soon)
        later = replace(
            soon, origin=f"{alert.key}#2", text="Visit the supplier", owner="nbrennan", due=date(2026, 4, 18)
        )
        await desk.records.actions.put(later)

        await desk.records.actions.put(replace(soon, origin=f"{alert.key}#3", text="Write to her", owner="pdewael"))

    await world.service.office.work(wanted)
    await world.until("2026-03-13 14:05")
    english, french = [post for post in world.posts(STATUS) if post.mark.get("kind") == "digest"]
    # Each language is a post of its own and each mention rings: one reads the post of one's own language.
    assert noticed(french) == ["29:ldessart"]
    assert "Call the supplier – <at>Luc Dessart</at>, " in plain(french.card or {})
    # Who reads Dutch, no language of the program; and who is to do by 20 March what the last report about APPT names.
    assert noticed(english) == ["29:pdewael", "29:nbrennan"]
    assert "Call the supplier – Luc Dessart, by 18 Mar 2026" in plain(english.card or {})
    assert "Visit the supplier – Nora Brennan" in plain(english.card or {})
