"""The simulated clock: a week is played in its order, stops where something is due, and goes on after a restart."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import SimulatedClock
from dialogs import housekeeping
from storage.outbox import Outcome
from tests.scenarios.world import BRUSSELS, STATUS, World, mark_of, ministry
from tests.teams.reading import plain


async def post_clock(world: World, body: str, kind: str = "application/json") -> tuple[int, Any]:
    address = f"http://127.0.0.1:{world.service.port}/_clock"
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers={"Content-Type": kind}) as answer,
    ):
        return answer.status, await answer.json()


def marks(world: World) -> list[dict[str, Any]]:
    """What every message the bot made says about itself, in the order in which Teams received them."""
    sent = [one for one in world.teams.received if one.kind in ("send", "create") and one.status == 201]
    contents = [one.activity.get("activity", one.activity) for one in sent]
    return [mark_of(content) for content in contents if content.get("type") == "message"]


async def test_a_week_is_played_in_the_order_in_which_it_happens(world: World) -> None:
    told = await world.until("2026-03-13 18:00")
    played = marks(world)
    assert [mark["now"] for mark in played] == sorted(mark["now"] for mark in played)
    assert [mark["kind"] for mark in played if mark["kind"] in ("ask", "digest")][-1] == "digest"
    assert told["pending"] == 0
    assert datetime.fromisoformat(told["now"]) == datetime.fromisoformat("2026-03-13T18:00:00+01:00")


async def test_it_counts_what_was_sent_and_not_what_could_not_be(world: World) -> None:
    before = len(await world.outcomes())
    told = await world.until("2026-03-12 10:00")
    new = (await world.outcomes())[before:]
    assert told["sent"] == sum(outcome.outcome is Outcome.SENT for outcome in new) > 0
    assert any(outcome.outcome is Outcome.UNREACHABLE for outcome in new)
    assert (await world.until("2026-03-12 10:00"))["sent"] == 0


async def test_backwards_is_a_conflict_and_changes_nothing(world: World) -> None:
    await world.until("2026-03-12 10:00")
    status, said = await post_clock(world, '{"now": "2026-03-12T09:59:59+01:00"}')
    assert status == 409
    assert "forward" in said["error"]["message"]
    assert (await world.until("2026-03-12 10:00"))["now"] == "2026-03-12T09:00:00+00:00"


async def test_what_is_no_instant_is_refused_with_a_sentence(world: World) -> None:
    for body in ("", "[]", "{}", '{"now": 5}', '{"now": "tomorrow"}', '{"now": "2026-03-12T10:00:00"}', "[" * 5000):
        status, said = await post_clock(world, body)
        assert status == 400
        assert "ISO instant" in said["error"]["message"]


@pytest.mark.parametrize(
    "now",
    ["2100-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2099-12-31T23:00:00-05:00"],
)
async def test_an_instant_that_no_clock_of_ours_shows_is_refused_with_a_sentence(world: World, now: str) -> None:
    status, said = await post_clock(world, json.dumps({"now": now}))
    assert status == 400
    assert said["error"]["message"] == "The clock shows instants from 2001 to 2099 only."
    assert (await world.until("2026-03-11 08:00"))["now"] == "2026-03-11T07:00:00+00:00"


async def test_with_the_real_clock_nobody_moves_it_and_no_message_tells_about_itself(tmp_path: Path) -> None:
    async with ministry(tmp_path, clock=None) as world:
        assert (await post_clock(world, '{"now": "2030-01-01T00:00:00Z"}'))[0] == 404
        answer = await world.teams.say(world["nbrennan"], "portfolio")
        assert answer.status < 300
        assert all(mark_of(message.activity) == {} for message in world.teams.personal_messages(world["nbrennan"]))


async def test_what_a_turn_makes_due_now_goes_out_without_moving_the_clock(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red")
    await world.teams.until(lambda: bool(world.posts(STATUS)))


async def test_an_answer_with_a_card_says_what_it_is_about_in_a_header(world: World) -> None:
    await world.until("2026-03-12 10:00")
    answer = await world.fill("nbrennan", "VISA", rag="green")
    told = json.loads(answer.headers["X-Rapporteur"])
    assert (told["kind"], told["period"], told["version"]) == ("receipt", "2026-W11", 2)
    assert set(told["projects"]) == {"VISA", "APPT", "BIOM"}
    assert told["now"] == "2026-03-12T09:00:00+00:00"


async def test_every_message_names_its_kind_key_period_and_projects(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red")
    await world.until("2026-03-13 14:00")
    for mark in marks(world):
        assert set(mark) == {"kind", "key", "period", "projects", "version", "now"}
    (alert,) = [mark for mark in marks(world) if mark["kind"] == "alert"]
    assert (alert["projects"], alert["period"]) == (["VISA"], "2026-W11")


async def test_a_sentence_says_too_what_it_is_about(world: World) -> None:
    nora = world["nbrennan"]
    for words in ("xyzzy", "project NOSUCH", "checkin NOSUCH"):
        await world.teams.say(nora, words)
    await world.teams.mention(nora, STATUS.name, "project NOSUCH")
    await world.teams.ask_targeted(nora, STATUS.name, "checkin NOSUCH")
    said = [message for message in world.teams.connector.all_posted() if message.text]
    assert [message.mark["key"] for message in world.posts(STATUS)] == ["project", "checkin"]
    assert {(message.mark["kind"], message.mark["now"]) for message in said} == {
        ("answer", "2026-03-11T07:00:00+00:00")
    }
    keys = [message.mark["key"] for message in world.teams.personal_messages(nora) if message.text]
    assert keys == ["sentence", "project", "checkin", "project"]


async def test_a_start_on_the_same_store_goes_on_at_the_later_instant(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.stop()
    await world.start()
    status, _ = await post_clock(world, '{"now": "2026-03-11T08:00:00+01:00"}')
    assert status == 409
    assert (await world.until("2026-03-12 10:00"))["now"] == "2026-03-12T09:00:00+00:00"


async def test_an_import_between_two_starts_happens_when_the_clock_stood_and_repeats_nothing(world: World) -> None:
    await world.until("2026-03-16 09:00")
    posted = [post.mark["key"] for post in world.posts(STATUS)]
    await world.stop()
    await world.change("members", "nbrennan", email="nora@mfa.example.org")
    await world.start()
    await world.until("2026-03-16 09:01")
    assert [post.mark["key"] for post in world.posts(STATUS)] == posted
    (brought_in, *_) = [e for e in reversed(await world.records(lambda r: r.audit.all())) if e.what == "import"]
    assert brought_in.at == datetime(2026, 3, 16, 9, tzinfo=BRUSSELS)


async def test_a_clock_that_runs_by_itself_asks_by_itself_and_is_not_set_back_by_a_restart(tmp_path: Path) -> None:
    async with ministry(tmp_path) as world:
        await world.stop()
        await world.start(clock=datetime.fromisoformat("2026-03-12T09:59:30+01:00"), clock_speed=600)
        await world.teams.until(lambda: bool(world.told("nbrennan", "ask")))
        moved = world.service.office.clock.now()
        await world.stop()
        await world.start(clock_speed=0)
        assert world.service.office.clock.now() > datetime.fromisoformat("2026-03-12T10:00:00+01:00")
        assert moved.year == 2026


async def test_a_clock_that_runs_by_itself_can_be_moved_forward_too(tmp_path: Path) -> None:
    async with ministry(tmp_path) as world:
        await world.stop()
        await world.start(clock_speed=3600)
        told = await world.until("2026-03-13 18:00")
        assert datetime.fromisoformat(told["now"]) >= datetime.fromisoformat("2026-03-13T18:00:00+01:00")
        assert len(world.told("nbrennan", "ask")) == 1


async def test_what_was_not_sent_before_a_stop_is_sent_after_the_start(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.teams.limits.bad_gateway = 1.0
    with monkeypatch.context() as impatient:
        impatient.setattr("bot.ticker.RETRY_PATIENCE_SECONDS", 0.1)
        assert (await world.until("2026-03-12 10:00"))["pending"] > 0
    assert world.told("nbrennan", "ask") == []
    await world.stop()
    world.teams.limits.bad_gateway = 0.0
    await world.start()
    await world.teams.until(lambda: bool(world.told("nbrennan", "ask")))
    assert (await world.until("2026-03-12 10:00"))["pending"] == 0
    assert len(world.told("nbrennan", "ask")) == 1


async def asked_after_downtime(world: World, until: str) -> list[dict[str, Any]]:
    """The bot stops on Wednesday and is started again at a later instant; what is asked of one manager then."""
    await world.stop()
    await world.start(clock=datetime.fromisoformat(until))
    await world.until(until[:16].replace("T", " "))
    return [mark_of(message.history[0]) for message in world.told("nbrennan", "ask")]


async def test_an_asking_instant_missed_while_it_was_down_is_asked_late_on_one_card(world: World) -> None:
    (card,) = await asked_after_downtime(world, "2026-03-12T12:30:00+01:00")
    assert set(card["projects"]) == {"VISA", "APPT", "BIOM"}
    assert card["period"] == "2026-W11"


def asked_at(world: World) -> list[str]:
    """The instants at which one manager was asked."""
    return [mark_of(message.history[0])["now"] for message in world.told("nbrennan", "ask")]


async def test_what_is_due_already_is_done_at_the_present_instant_before_the_clock_goes_on(tmp_path: Path) -> None:
    async with ministry(tmp_path, clock=datetime(2026, 3, 12, 10, 30, tzinfo=BRUSSELS)) as world:
        told = await world.until("2026-03-12 15:00")
        assert asked_at(world) == ["2026-03-12T09:30:00+00:00"]
        assert told["sent"] >= 1


async def test_a_crash_between_keeping_the_clock_and_the_tick_delays_nothing(world: World) -> None:
    clock = world.service.office.clock
    assert isinstance(clock, SimulatedClock)
    clock.move(datetime(2026, 3, 12, 10, tzinfo=BRUSSELS))
    await world.service.office.work(housekeeping.keep_clock)
    await world.stop()
    await world.start()
    await world.until("2026-03-12 15:00")
    assert asked_at(world) == ["2026-03-12T09:00:00+00:00"]


async def test_after_weeks_of_silence_only_what_is_still_open_is_asked_and_the_last_digest_posted(world: World) -> None:
    asked = await asked_after_downtime(world, "2026-03-27T15:00:00+01:00")
    assert asked == []  # the window of that week closed this morning
    posted = [mark_of(post.history[0]) for post in world.posts(STATUS)]
    assert {mark["period"] for mark in posted if mark["kind"] == "digest"} == {"2026-W13"}
    await world.until("2026-04-02 10:00")
    (card,) = [mark_of(message.history[0]) for message in world.told("nbrennan", "ask")]
    assert card["period"] == "2026-W14"


async def test_a_message_to_a_person_waits_for_their_hours_and_a_reply_does_not(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke", "kbrandt")) as world:
        await world.until("2026-03-12 20:00")
        answer = await world.fill("tverbeke", "CIPHER", rag="red", summary="Probe lost")
        assert answer.card is not None
        assert "CIPHER" in plain(answer.card)
        await world.until("2026-03-13 08:59")
        assert world.told("kbrandt", "alert") == []
        await world.until("2026-03-13 09:00")
        assert len(world.told("kbrandt", "alert")) == 1
