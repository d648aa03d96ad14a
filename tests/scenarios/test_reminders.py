"""Who has not answered is reminded in their working time, and can put that off, or say that there is no answer."""

import pytest

from tests.scenarios.world import World, mark_of, ministry
from tests.teams.reading import action, inputs, nodes, plain, verbs


def reminded_at(world: World, member: str) -> list[str]:
    """When somebody was reminded, by the simulated clock (UTC)."""
    return [mark_of(one.history[0])["now"][5:16].replace("T", " ") for one in world.told(member, "reminder")]


async def test_a_reminder_comes_after_half_and_after_nine_tenths_of_the_working_time_of_the_window(
    world: World,
) -> None:
    await world.until("2026-03-13 10:00")
    assert reminded_at(world, "nbrennan") == ["03-12 13:00", "03-13 08:12"]
    assert reminded_at(world, "pthapa") == ["03-12 08:15", "03-13 03:27"]
    assert {one.mark["key"] for one in world.told("nbrennan", "reminder")} == {
        world.told("nbrennan", "ask")[0].mark["key"]
    }


async def test_who_has_answered_is_not_reminded_and_an_answer_to_a_reminder_closes_both_messages(world: World) -> None:
    await world.until("2026-03-12 10:00")
    everything = {f"{code}/unchanged": "true" for code in ("VISA", "APPT", "BIOM")}
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", everything)
    await world.until("2026-03-12 14:00")
    assert world.told("nbrennan", "reminder") == []
    reminder = world.told("jkabongo", "reminder")[0]
    await world.presses("jkabongo", reminder, "checkin.submit", {"CRISIS/rag": "green"})
    asked = world.told("jkabongo", "ask")[0]
    await world.teams.until(lambda: len(asked.history) > 1 and len(reminder.history) > 1)
    assert "Merci" in plain(asked.card or {})
    assert "Merci" in plain(reminder.card or {})


async def test_a_reminder_says_so_in_its_first_line(world: World) -> None:
    await world.until("2026-03-12 14:00")
    assert plain(world.told("nbrennan", "reminder")[0].card or {}).startswith("Reminder: your status for week 11")


@pytest.mark.parametrize(
    ("choice", "when"), [("1h", "03-12 10:00"), ("afternoon", "03-12 13:00"), ("tomorrow", "03-13 08:12")]
)
async def test_a_check_in_that_is_put_off_comes_back_when_it_was_asked_to(world: World, choice: str, when: str) -> None:
    await world.until("2026-03-12 10:00")
    message = world.checkin("nbrennan")
    answer = await world.teams.execute(world["nbrennan"], message, "checkin.snooze", None, **{"for": choice})
    assert "I will remind you" in answer.message
    await world.until("2026-03-13 10:00")
    assert reminded_at(world, "nbrennan")[0] == when


async def test_the_afternoon_cannot_be_chosen_after_one_nor_anything_after_the_deadline(world: World) -> None:
    await world.until("2026-03-12 13:30")
    card = (await world.asks("nbrennan", "checkin")).card or {}
    offered = {node["data"]["for"] for node in _snoozes(card)}
    assert offered == {"1h", "tomorrow"}
    message = world.checkin("nbrennan")
    data = dict(action(card, "checkin.snooze")["data"]) | {"for": "afternoon"}
    answer = await world.teams.execute(world["nbrennan"], message, "checkin.snooze", data)
    assert "not possible any more" in answer.message
    await world.until("2026-03-13 10:30")
    late = await world.teams.execute(world["nbrennan"], message, "checkin.snooze", data | {"for": "1h"})
    assert "not possible any more" in late.message
    wrong = await world.teams.execute(world["nbrennan"], message, "checkin.snooze", data | {"for": "never"})
    assert "Choose" in wrong.message


async def test_a_card_that_is_weeks_old_says_that_its_time_is_over_and_not_that_nothing_is_missing(
    world: World,
) -> None:
    await world.until("2026-03-12 10:00")
    message = world.checkin("nbrennan")
    data = dict(action(message.card or {}, "checkin.snooze")["data"]) | {"for": "1h"}
    await world.until("2026-04-16 09:00")
    answer = await world.teams.execute(world["nbrennan"], message, "checkin.snooze", data)
    assert answer.message == "The time to answer this check-in is over. Type “checkin” for the present one."
    answer = await world.teams.execute(world["nbrennan"], message, "checkin.skip", data | {"reason": "On leave"})
    assert "The time to answer this check-in is over." in answer.message


def _snoozes(card: object) -> list[dict[str, dict[str, str]]]:
    return [dict(node) for node in nodes(card) if node.get("verb") == "checkin.snooze"]


async def test_nobody_puts_off_the_check_in_of_another(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = world.checkin("nbrennan")
    answer = await world.teams.execute(world["pthapa"], message, "checkin.snooze", None, **{"for": "1h"})
    assert "somebody else" in answer.message


async def test_who_skips_with_a_reason_is_not_reminded_and_can_answer_all_the_same(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = world.checkin("jkabongo")
    empty = await world.presses("jkabongo", message, "checkin.skip", {"reason": " "})
    assert empty.card is None
    answer = await world.presses("jkabongo", message, "checkin.skip", {"reason": "The register is on hold."})
    assert "The register is on hold." in plain(answer.card or {})
    await world.until("2026-03-12 16:00")
    assert world.told("jkabongo", "reminder") == []
    assert "The register is on hold." in plain((await world.asks("pdewael", "missing CRISIS")).card or {})
    form = await world.presses("jkabongo", message, "checkin.edit")
    assert form.card is not None
    await world.presses("jkabongo", message, "checkin.submit", {"CRISIS/rag": "green"})
    assert [report.rag for report in await world.reports("CRISIS")] == ["green"]
    assert "on hold" not in plain((await world.asks("pdewael", "missing CRISIS")).card or {})


async def test_a_person_keeps_as_few_reminders_as_the_pmo_allows(tmp_path_factory: pytest.TempPathFactory) -> None:
    async with ministry(tmp_path_factory.mktemp("store"), installed=("nbrennan", "pdewael")) as world:
        form = await world.asks("nbrennan", "settings")
        saved = await world.presses("nbrennan", form, "preferences.save", {"reminders": "1"})
        assert "Saved." in plain(saved.card or {})
        await world.until("2026-03-13 10:00")
        assert reminded_at(world, "nbrennan") == ["03-13 08:12"]
        refused = await world.presses("nbrennan", form, "preferences.save", {"reminders": "0"})
        assert "Saved." not in plain(refused.card or {})
        await world.until("2026-03-20 10:00")
        assert reminded_at(world, "nbrennan")[1:] == ["03-20 08:12"]
        policy = await world.asks("pdewael", "instellingen")
        await world.presses("pdewael", policy, "preferences.save", {"fewest_reminders": "0"})
        await world.presses("nbrennan", form, "preferences.save", {"reminders": "0"})
        await world.until("2026-03-27 10:00")
        assert len(reminded_at(world, "nbrennan")) == 2


async def test_a_card_that_was_answered_offers_neither_reminder_nor_skip(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = world.checkin("jkabongo")
    assert {"checkin.snooze", "checkin.skip"} <= set(verbs(message.card or {}))
    answer = await world.presses("jkabongo", message, "checkin.submit", {"CRISIS/rag": "green"})
    assert verbs(answer.card or {}) == ["checkin.edit"]


async def test_what_was_filled_in_is_not_skipped_and_not_lost(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = world.checkin("nbrennan")
    typed = {"VISA/rag": "amber", "VISA/summary": "Half of it", "reason": "On hold"}
    answer = await world.presses("nbrennan", message, "checkin.skip", typed)
    shown = plain(answer.card or {})
    assert "Not skipped, for you have filled something in: VISA." in shown
    assert shown.count("On hold") == 2
    assert inputs(answer.card or {})["VISA/summary"] == "Half of it"
    assert await world.reports("VISA") == []
    sent = {"VISA/rag": "amber", "VISA/summary": "Half of it"}
    await world.presses("nbrennan", message, "checkin.submit", sent)
    assert [report.summary for report in await world.reports("VISA")] == ["Half of it"]


async def test_a_card_that_is_filled_in_everywhere_is_sent_and_not_skipped(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = world.checkin("jkabongo")
    answer = await world.presses("jkabongo", message, "checkin.skip", {"CRISIS/rag": "red", "reason": "x"})
    assert "Envoyer" in answer.message
    assert "CRISIS" in plain((await world.asks("pdewael", "missing CRISIS")).card or {})
