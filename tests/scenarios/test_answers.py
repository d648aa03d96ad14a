"""Answering a check-in card: stored project by project, once, with nothing lost (CONTRACT §5)."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from dialogs.desk import Desk
from pmo.checkins import CheckinCard
from pmo.reports import StatusReport
from tests.scenarios.world import World, ministry
from tests.teams import activities
from tests.teams.connector import Posted
from tests.teams.reading import inputs, plain, verbs


async def reports_of(world: World, project: str) -> list[StatusReport]:
    """Every version that is stored of a project in week 11."""

    async def look(desk: Desk) -> list[StatusReport]:
        found = await desk.records.reports.find("project", project.casefold())
        return [report for report in found if report.period == "2026-W11"]

    return await world.service.office.work(look)


async def card_of(world: World, message: Posted) -> CheckinCard:
    async def look(desk: Desk) -> CheckinCard | None:
        return await desk.records.cards.get(message.mark["key"])

    found = await world.service.office.work(look)
    assert found is not None
    return found


async def asked(world: World) -> Posted:
    """Thursday 10:00; the card of the manager of three projects."""
    await world.until("2026-03-12 10:00")
    return world.checkin("nbrennan")


def everything(**rags: str) -> dict[str, str]:
    return {f"{code}/rag": rag for code, rag in rags.items()}


async def test_the_same_submit_again_gets_the_same_answer_and_one_version(world: World) -> None:
    message = await asked(world)
    nora = world["nbrennan"]
    data = {"verb": "checkin.submit", **_ids(message)} | everything(VISA="red", APPT="amber", BIOM="green")
    first = await world.teams.post(_click(world, message, data))
    again = await world.teams.post(_click(world, message, data))
    assert first.card == again.card
    assert [report.version for report in await reports_of(world, "VISA")] == [1]
    assert nora.entra_id


async def test_two_devices_at_once_store_one_answer(world: World) -> None:
    message = await asked(world)
    data = {"verb": "checkin.submit", **_ids(message)} | everything(VISA="red", APPT="green", BIOM="green")
    answers = await asyncio.gather(*(world.teams.post(_click(world, message, data)) for _ in range(4)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert [report.version for report in await reports_of(world, "VISA")] == [1]


async def test_a_late_second_device_is_told_who_answered_and_loses_nothing(world: World) -> None:
    message = await asked(world)
    ids = _ids(message)
    await world.teams.post(_click(world, message, ids | everything(VISA="green") | {"VISA/summary": "first"}))
    typed = ids | everything(VISA="red") | {"VISA/summary": "second"}
    answer = await world.teams.post(_click(world, message, typed))
    assert answer.card is not None
    assert "Nora Brennan answered VISA" in plain(answer.card)
    shown = inputs(answer.card)
    assert (shown["VISA/rag"], shown["VISA/summary"]) == ("red", "second")
    assert [report.summary for report in await reports_of(world, "VISA")] == ["first"]
    newer = ids | everything(VISA="red") | {"VISA/summary": "second", "version": str(ids["version"] + 1)}
    await world.teams.post(_click(world, message, newer))
    assert [report.summary for report in await reports_of(world, "VISA")] == ["first", "second"]


async def test_no_change_keeps_what_was_shown_and_says_so(world: World) -> None:
    message = await asked(world)
    shown = inputs(message.card or {})
    answer = await world.teams.execute(world["nbrennan"], message, "checkin.submit", {"VISA/unchanged": "true"})
    assert answer.card is not None
    (report,) = await reports_of(world, "VISA")
    assert (report.rag, report.summary, report.unchanged) == (shown["VISA/rag"], shown["VISA/summary"], True)
    assert "VISA/rag" not in inputs(answer.card)
    assert "APPT/rag" in inputs(answer.card)


async def test_typed_values_win_over_no_change(world: World) -> None:
    message = await asked(world)
    typed = {"VISA/unchanged": "true", "VISA/summary": "The pilot moved"}
    await world.teams.execute(world["nbrennan"], message, "checkin.submit", typed)
    (report,) = await reports_of(world, "VISA")
    assert (report.summary, report.unchanged) == ("The pilot moved", False)


async def test_an_invalid_project_stays_open_with_its_typed_values_while_the_others_are_stored(world: World) -> None:
    message = await asked(world)
    typed = everything(VISA="red", APPT="green") | {"VISA/progress": "140", "VISA/summary": "kept"}
    answer = await world.teams.execute(world["nbrennan"], message, "checkin.submit", typed)
    assert answer.card is not None
    assert "Progress is a whole number from 0 to 100." in plain(answer.card)
    shown = inputs(answer.card)
    assert (shown["VISA/rag"], shown["VISA/summary"]) == ("red", "kept")
    assert await reports_of(world, "VISA") == []
    assert [report.version for report in await reports_of(world, "APPT")] == [1]


async def test_a_present_empty_input_clears_and_an_omitted_one_keeps(world: World) -> None:
    message = await asked(world)
    shown = inputs(message.card or {})
    typed = everything(VISA="green") | {"VISA/blockers": ""}
    await world.teams.execute(world["nbrennan"], message, "checkin.submit", typed)
    (report,) = await reports_of(world, "VISA")
    assert (report.blockers, report.summary) == ("", shown["VISA/summary"])


async def test_nothing_chosen_stores_nothing_and_raises_no_version(world: World) -> None:
    message = await asked(world)
    cleared = {f"{code}/rag": "" for code in ("VISA", "APPT", "BIOM")}
    before = await card_of(world, message)
    answer = await world.teams.execute(world["nbrennan"], message, "checkin.submit", cleared)
    assert answer.card is not None
    assert "choose a status" in plain(answer.card)
    assert (await card_of(world, message)).version == before.version


async def test_editing_makes_a_second_version(world: World) -> None:
    message = await asked(world)
    nora = world["nbrennan"]
    await world.teams.execute(nora, message, "checkin.submit", everything(VISA="green", APPT="green", BIOM="green"))
    await world.teams.until(lambda: len(message.history) > 1)
    form = await world.teams.execute(nora, message, "checkin.edit")
    assert form.card is not None
    assert inputs(form.card)["VISA/rag"] == "green"
    changed = await world.teams.execute(nora, message, "checkin.submit", {"VISA/rag": "red"})
    assert changed.card is not None
    assert [report.version for report in await reports_of(world, "VISA")] == [1, 2]
    assert [report.version for report in await reports_of(world, "APPT")] == [1]


async def test_the_stored_message_shows_the_receipt_too(world: World) -> None:
    message = await asked(world)
    await world.teams.execute(
        world["nbrennan"], message, "checkin.submit", everything(VISA="green", APPT="green", BIOM="green")
    )
    await world.teams.until(lambda: len(message.history) > 1)
    assert verbs(message.card or {}) == ["checkin.edit"]


async def test_the_submit_fallback_does_the_same(world: World) -> None:
    message = await asked(world)
    answer = await world.teams.submit(
        world["nbrennan"],
        message,
        "checkin.submit",
        everything(VISA="amber", APPT="green", BIOM="green") | {"VISA/progress": "70"},
    )
    assert 200 <= answer.status < 300
    await world.teams.until(lambda: len(message.history) > 1)
    (report,) = await reports_of(world, "VISA")
    assert (report.rag, report.progress) == ("amber", 70)


async def test_somebody_else_is_refused_and_it_is_audited(world: World) -> None:
    message = await asked(world)
    answer = await world.teams.post(_click(world, message, _ids(message) | everything(VISA="red"), by="pthapa"))
    assert answer.card is None
    assert "somebody else" in answer.message
    assert await reports_of(world, "VISA") == []
    trail = await world.records(lambda records: records.audit.all())
    assert [entry.who for entry in trail if entry.what == "refused"] == ["pthapa"]


@pytest.mark.parametrize("sent", [{"unchanged": "true"}, {"CIPHER/rag": "red", "CIPHER/summary": "known?"}])
@pytest.mark.parametrize("verb", ["checkin.submit", "checkin.skip"])
async def test_on_anothers_card_nothing_is_told_of_a_project_that_one_must_not_know_of(
    tmp_path: Path, verb: str, sent: dict[str, str]
) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as world:
        await world.stop()
        await world.change("projects", "CIPHER", manager="nbrennan")
        await world.start()
        message = await asked(world)
        assert "CIPHER/rag" in inputs(message.card or {})
        values = _ids(message) | sent | {"reason": "no time"}
        answer = await world.teams.post(_click(world, message, values, by="ldessart", verb=verb))
        assert "VISA" in plain(answer.card or {})  # of her program
        assert "CIPHER" not in answer.body.decode() + str(answer.headers)
        assert await reports_of(world, "CIPHER") == []


async def test_the_pmo_answers_under_their_own_name(world: World) -> None:
    message = await asked(world)
    answer = await world.teams.post(_click(world, message, _ids(message) | everything(VISA="amber"), by="pdewael"))
    assert answer.card is not None
    (report,) = await reports_of(world, "VISA")
    assert report.reporter == "pdewael"
    await world.teams.until(lambda: len(message.history) > 1)
    assert "Pieter De Wael" in plain(message.card or {})


async def test_a_card_that_never_was_and_versions_that_are_no_numbers_get_a_sentence(world: World) -> None:
    message = await asked(world)
    for wrong in ({"card": "nonsense"}, {"version": "x"}, {"version": -1}, {"version": 99}, {"version": {"a": 1}}):
        data = _ids(message) | everything(VISA="red") | wrong
        answer = await world.teams.post(_click(world, message, data))
        assert answer.status == 200
        assert answer.card is None
        assert "checkin" in answer.message
    assert await reports_of(world, "VISA") == []


async def test_an_unknown_verb_is_said_to_be_unknown(world: World) -> None:
    message = await asked(world)
    answer = await world.teams.post(_click(world, message, _ids(message), verb="checkin.destroy"))
    assert answer.status == 200
    assert answer.json["statusCode"] == 400


async def test_after_the_next_asking_instant_an_answered_period_is_closed(world: World) -> None:
    message = await asked(world)
    nora = world["nbrennan"]
    await world.teams.execute(nora, message, "checkin.submit", everything(VISA="green"))
    await world.until("2026-03-19 10:00")
    typed = _ids(message) | everything(VISA="red", APPT="green") | {"version": 2}
    answer = await world.teams.post(_click(world, message, typed))
    assert answer.card is not None
    assert "say why you correct it" in plain(answer.card)
    assert [report.version for report in await reports_of(world, "VISA")] == [1]
    assert [report.late for report in await reports_of(world, "APPT")] == [True]


async def test_the_command_shows_the_same_card_and_both_messages_become_the_receipt(world: World) -> None:
    message = await asked(world)
    nora = world["nbrennan"]
    await world.teams.say(nora, "checkin")
    await world.teams.until(lambda: len(world.teams.personal_messages(nora)) > 2)
    again = world.teams.personal_messages(nora)[-1]
    assert again.mark["key"] == message.mark["key"]
    await world.teams.execute(nora, again, "checkin.submit", everything(VISA="green", APPT="green", BIOM="green"))
    await world.teams.until(lambda: len(message.history) > 1 and len(again.history) > 1)
    assert verbs(message.card or {}) == ["checkin.edit"]


def _ids(message: Posted) -> dict[str, Any]:
    return {"card": message.mark["key"], "version": message.mark["version"]}


def _click(
    world: World, message: Posted, data: dict[str, Any], by: str = "nbrennan", verb: str = "checkin.submit"
) -> dict[str, Any]:
    """A click as a client sends it, whatever the card shows now."""
    person = world[by]
    activity = world.teams.beside(person, message) if by == "nbrennan" else world.teams.personal(person, "invoke")
    return activities.click(activity, verb, data, message.id)
