"""Turns that come twice, late, malformed or by somebody else have the effect they should, once."""

import asyncio
import json
from datetime import date

import pytest

from cards.rendered import LIMIT
from pmo.portfolio import Rag
from pmo.reports import Standing
from tests.scenarios.world import World
from tests.teams import activities
from tests.teams.loopback import Answer
from tests.teams.reading import inputs, plain, verbs


async def click(world: World, member: str, version: object, activity_id: str = "", **values: object) -> Answer:
    """Send in the check-in of the manager of three projects, as a client that sends just this."""
    card = world.told("nbrennan", "ask")[0].mark["key"]
    data = {"card": card, "version": version} | {name.replace("__", "/"): value for name, value in values.items()}
    activity = activities.click(world.teams.personal(world[member], "invoke"), "checkin.submit", data, "")
    return await world.teams.post(activity | ({"id": activity_id} if activity_id else {}))


async def versions(world: World, project: str, week: int = 11) -> list[tuple[int, str]]:
    found = await world.records(lambda records: records.reports.find("project", project))
    return [(report.version, report.rag.value) for report in found if report.period == f"2026-W{week}"]


async def test_words_that_come_twice_are_answered_once(world: World) -> None:
    words = activities.words(world.teams.personal(world["nbrennan"]), "help")
    before = len(world.teams.personal_messages(world["nbrennan"]))
    await asyncio.gather(*(world.teams.post(dict(words)) for _ in range(4)))
    await world.teams.post(words)
    assert len(world.teams.personal_messages(world["nbrennan"])) == before + 1


async def test_the_same_click_at_the_same_time_has_one_effect_and_one_answer(world: World) -> None:
    await world.until("2026-03-12 10:00")
    answers = await asyncio.gather(*(click(world, "nbrennan", 1, "f:1", VISA__rag="red") for _ in range(5)))
    assert len({answer.body for answer in answers}) == 1
    assert await versions(world, "visa") == [(1, "red")]


async def test_the_same_submit_under_two_activity_ids_at_once_stores_one_version(world: World) -> None:
    await world.until("2026-03-12 10:00")
    answers = await asyncio.gather(*(click(world, "nbrennan", 1, VISA__rag="red") for _ in range(5)))
    assert len({answer.body for answer in answers}) == 1
    assert await versions(world, "visa") == [(1, "red")]


async def test_a_submit_that_arrives_again_after_an_edit_gets_its_old_answer_and_the_message_shows_the_new(
    world: World,
) -> None:
    await world.until("2026-03-12 10:00")
    first = await click(world, "nbrennan", 1, VISA__rag="red", VISA__summary="Too hasty")
    await click(world, "nbrennan", 2, VISA__rag="amber", VISA__summary="Rather this")
    await world.service.delivery.settled(5)
    again = await click(world, "nbrennan", 1, VISA__rag="red", VISA__summary="Too hasty")
    await world.service.delivery.settled(5)
    assert again.body == first.body
    assert await versions(world, "visa") == [(1, "red"), (2, "amber")]
    assert "Version 2" in plain(world.told("nbrennan", "ask")[0].card or {})


async def test_a_submit_is_remembered_over_a_restart(world: World) -> None:
    await world.until("2026-03-12 10:00")
    first = await click(world, "nbrennan", 1, VISA__rag="red")
    await world.stop()
    await world.start()
    assert (await click(world, "nbrennan", 1, VISA__rag="red")).body == first.body
    assert await versions(world, "visa") == [(1, "red")]


async def test_a_fallback_that_is_sent_twice_stores_one_version_and_adds_no_message(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = world.told("nbrennan", "ask")[0]
    data = {"verb": "checkin.submit", "card": message.mark["key"], "version": "1", "VISA/rag": "green"}
    for _ in range(2):
        there = world.teams.personal(world["nbrennan"])
        await world.teams.post(activities.submission(there, data, message.id))
        await world.service.delivery.settled(5)
    await world.teams.until(lambda: "Thank you" in plain(message.card or {}))
    assert await versions(world, "visa") == [(1, "green")]
    assert len(world.teams.personal_messages(world["nbrennan"])) == 2  # the greeting and the card


async def test_the_fallback_of_edit_makes_the_message_a_form_again(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="green")
    message = world.told("nbrennan", "ask")[0]
    await world.teams.until(lambda: "checkin.edit" in verbs(message.card or {}))
    await world.teams.submit(world["nbrennan"], message, "checkin.edit")
    await world.teams.until(lambda: inputs(message.card or {}).get("VISA/rag") == "green")


async def test_an_edit_that_changes_nothing_stores_nothing(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await click(world, "nbrennan", 1, VISA__rag="green", APPT__rag="amber", BIOM__rag="green")
    answer = await click(world, "nbrennan", 2, VISA__rag="green", APPT__rag="amber", BIOM__rag="green")
    assert "Nothing was changed" in plain(answer.card or {})
    assert await versions(world, "visa") == [(1, "green")]


async def test_a_late_answer_to_last_week_belongs_to_the_history_and_changes_nothing_else(world: World) -> None:
    await world.until("2026-03-19 10:00")
    older, newer = world.told("nbrennan", "ask")
    assert "still open" in plain(newer.card or {})
    await world.fill("nbrennan", "VISA", rag="amber")
    data = {"card": older.mark["key"], "version": 1, "VISA/rag": "red", "VISA/summary": "It was worse"}
    late = await world.teams.post(
        activities.click(world.teams.personal(world["nbrennan"], "invoke"), "checkin.submit", data, older.id)
    )
    assert "late" in plain(late.card or {})
    stands: Standing = await world.records(lambda records: records.standings.get("visa"))
    assert (stands.report.rag, stands.previous, stands.since) == (Rag.AMBER, Rag.RED, "2026-W12")
    assert stands.earlier[0] == ("2026-W11", Rag.RED)
    alert = await world.records(lambda records: records.alerts.get("visa/declared"))
    assert alert.rag is Rag.AMBER


async def test_codes_of_inputs_are_taken_in_any_spelling(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await click(world, "nbrennan", 1, visa__rag="green", Appt__unchanged="true")
    assert await versions(world, "visa") == [(1, "green")]
    assert await versions(world, "appt") == [(1, "amber")]


async def test_a_value_that_is_no_status_gets_an_answer_and_stores_nothing(world: World) -> None:
    await world.until("2026-03-12 10:00")
    for value in (None, True, [], ["red"], {"rag": "red"}, 7, "purple", "x" * 20_000):
        answer = await click(world, "nbrennan", 1, VISA__rag=value, NOSUCH__rag="red", CIPHER__rag="red", other=value)
        assert answer.status == 200
        assert answer.card is not None
        assert "CIPHER" not in plain(answer.card)
    assert await versions(world, "visa") == []


async def test_a_version_that_was_never_shown_gets_a_sentence(world: World) -> None:
    await world.until("2026-03-12 10:00")
    never: tuple[object, ...] = (0, -1, 2, "1e0", "١", None, [], "9" * 40, True)
    for version in never:
        answer = await click(world, "nbrennan", version, VISA__rag="red")
        assert answer.card is None
        assert "out of date" in answer.message
    assert await versions(world, "visa") == []


@pytest.mark.parametrize("text", ["ب" * 10_000, "🚧" * 10_000, "x" * 40_000])
async def test_a_text_that_is_too_long_gets_a_sentence_and_keeps_what_a_field_can_hold(world: World, text: str) -> None:
    await world.until("2026-03-12 10:00")
    fields = {f"{code}__{name}": text for code in ("VISA", "APPT", "BIOM") for name in ("summary", "blockers")}
    answer = await click(world, "nbrennan", 1, VISA__rag="red", APPT__rag="red", BIOM__rag="green", **fields)
    assert answer.card is not None
    assert "1,000" in plain(answer.card)
    assert text[:1000] in inputs(answer.card).values()
    assert len(json.dumps(answer.card, ensure_ascii=False, separators=(",", ":")).encode()) <= LIMIT
    assert await versions(world, "visa") == []


async def test_any_words_get_one_short_answer(world: World) -> None:
    for words in ("x" * 10_000, "ما هو وضع المشروع؟" * 500, "🚧🚧🚧", "\u202ehelp", "/ /", "<at>x</at> **a**"):
        before = len(world.teams.personal_messages(world["nbrennan"]))
        answer = await world.teams.say(world["nbrennan"], words)
        assert answer.status < 300
        (said,) = world.teams.personal_messages(world["nbrennan"])[before:]
        assert said.card is not None or 0 < len(said.text) < 400


async def test_a_correction_in_the_same_week_counts_no_alert_twice(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await click(world, "nbrennan", 1, VISA__rag="amber", VISA__forecast_end="2026-12-31")
    await click(world, "nbrennan", 2, VISA__rag="red", VISA__forecast_end="")
    alert = await world.records(lambda records: records.alerts.get("visa/declared"))
    assert (alert.rag, alert.count, alert.postings) == (Rag.RED, 1, 2)
    project = await world.records(lambda records: records.projects.get("visa"))
    assert project.forecast_end == date(2026, 12, 31)
