"""Alerts on a declared status: raised where the program works, counted, taken, resolved, and never shown too widely."""

from pathlib import Path
from typing import Any

from pmo.alerts import Alert, AlertState
from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams import activities
from tests.teams.connector import Posted
from tests.teams.limits import NOT_IN_ROSTER
from tests.teams.reading import facts, plain, verbs


def alerts_in(world: World, channel: Any = STATUS) -> list[Posted]:
    return [post for post in world.posts(channel) if post.mark.get("kind") == "alert"]


def alerts_of(world: World, member: str) -> list[Posted]:
    return [post for post in world.teams.personal_messages(world[member]) if post.mark.get("kind") == "alert"]


async def the_alert(world: World, project: str = "visa") -> Alert:
    found: Alert = await world.records(lambda records: records.alerts.get(f"{project}/declared"))
    return found


async def declare(world: World, code: str, rag: str, member: str = "nbrennan", **values: str) -> None:
    """Answer and let what follows from it be sent."""
    answer = await world.fill(member, code, rag=rag, **values)
    assert answer.card is not None
    message = next(m for m in world.teams.personal_messages(world[member]) if m.mark.get("kind") in ("ask", "receipt"))
    await world.teams.until(lambda: len(message.history) > 1)
    await world.service.delivery.settled(5)


async def test_the_first_amber_is_an_alert_and_green_is_none(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "VISA", "green")
    assert alerts_in(world) == []
    await declare(world, "BIOM", "amber", summary="Kits late by two weeks")
    (alert,) = alerts_in(world)
    words = plain(alert.card or {})
    assert "Biometric enrolment kits" in words
    assert "Kits late by two weeks" in words
    assert set(verbs(alert.card or {})) == {
        "alert.acknowledge",
        "alert.snooze",
        "alert.action",
        "alert.decision",
        "alert.resolve",
    }


async def test_an_unchanged_amber_next_week_is_counted_and_not_posted_again(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "BIOM", "amber", summary="Kits late")
    await world.until("2026-03-19 10:00")
    await world.fill("nbrennan", "BIOM", rag="amber", summary="Still late")
    await world.service.delivery.settled(5)
    (alert,) = alerts_in(world)
    assert (await the_alert(world, "biom")).count == 2
    assert "Still late" in plain(alert.card or {})
    assert len(alert.history) == 2


async def test_a_worsening_is_news_again(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "BIOM", "amber")
    await world.until("2026-03-19 10:00")
    await world.fill("nbrennan", "BIOM", rag="red", summary="Kits recalled")
    await world.service.delivery.settled(5)
    first, second = alerts_in(world)
    for post in (first, second):
        assert "Kits recalled" in plain(post.card or {})
        told = facts(post.card or {})
        assert told["Since"] == "19 Mar 2026"  # since when it is red
        assert "Reported" not in told


async def test_green_again_ends_the_alert_by_itself_and_says_so(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "BIOM", "amber")
    await world.until("2026-03-19 10:00")
    await world.fill("nbrennan", "BIOM", rag="green")
    await world.service.delivery.settled(5)
    (alert,) = alerts_in(world)
    assert verbs(alert.card or {}) == []
    assert (await the_alert(world, "biom")).closed_itself


async def test_an_answer_to_an_older_period_raises_nothing(world: World) -> None:
    await world.until("2026-03-12 10:00")
    older = world.checkin("nbrennan")
    await world.until("2026-03-19 10:00")
    await world.fill("nbrennan", "VISA", rag="green")
    await world.teams.execute(world["nbrennan"], older, "checkin.submit", {"VISA/rag": "red"})
    await world.service.delivery.settled(5)
    assert alerts_in(world) == []
    standing = await world.records(lambda records: records.standings.get("visa"))
    assert (standing.report.period, standing.report.rag) == ("2026-W12", "green")


async def test_a_restricted_project_goes_to_its_people_and_to_no_channel(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke", "kbrandt", "pdewael")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("tverbeke", "CIPHER", rag="red", summary="Approval refused")
        await world.until("2026-03-12 10:30")
        assert alerts_in(world, GENERAL) == []
        assert "Approval refused" in plain(alerts_of(world, "kbrandt")[0].card or {})
        assert alerts_of(world, "tverbeke")
        assert alerts_of(world, "pdewael") == []


async def test_a_channel_that_refuses_is_marked_the_pmo_told_once_and_the_alert_told_privately(
    tmp_path: Path,
) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "hvanacker", "pdewael", "cmarchal")) as world:
        world.teams.limits.refused[STATUS.id] = (403, NOT_IN_ROSTER)
        await world.until("2026-03-12 10:00")
        await declare(world, "VISA", "red", summary="Supplier gone")
        await declare(world, "BIOM", "red", summary="Kits recalled")
        await world.service.delivery.settled(5)
        assert alerts_in(world) == []
        assert len(alerts_of(world, "hvanacker")) == 2
        notices = [m for m in world.teams.personal_messages(world["pdewael"]) if m.mark.get("kind") == "notice"]
        assert len(notices) == 1
        address = await world.records(lambda records: records.addresses.get(STATUS.id))
        assert address.unreachable
        world.teams.limits.refused.clear()
        await world.teams.mention(world["nbrennan"], STATUS.name, "help")
        address = await world.records(lambda records: records.addresses.get(STATUS.id))
        assert not address.unreachable


async def test_taken_by_one_is_seen_as_taken_by_everybody_and_resolved_with_a_note(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "VISA", "red")
    (alert,) = alerts_in(world)
    await world.teams.execute(world["ldessart"], alert, "alert.acknowledge")
    await world.teams.until(lambda: len(alert.history) == 2)
    assert "Luc Dessart" in plain(alert.card or {})
    await world.teams.execute(world["ldessart"], alert, "alert.resolve", {"note": "Second supplier signed"})
    await world.teams.until(lambda: len(alert.history) == 3)
    assert "Second supplier signed" in plain(alert.card or {})
    known = await the_alert(world)
    assert (known.state, known.by) == (AlertState.RESOLVED, "ldessart")
    again = await world.teams.post(_click(world, alert, "alert.resolve", {"note": "mine"}, "nbrennan"))
    assert again.card is not None
    assert (await the_alert(world)).note == "Second supplier signed"


async def test_who_may_not_gets_a_polite_no_and_nothing_changes(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "VISA", "red")
    (alert,) = alerts_in(world)
    before = await the_alert(world)
    for verb in ("alert.acknowledge", "alert.resolve"):
        answer = await world.teams.post(_click(world, alert, verb, {"note": "x"}, "jkabongo"))
        assert answer.card is None
        assert answer.message
    assert await the_alert(world) == before


async def test_a_note_that_is_too_long_or_an_alert_that_never_was_gets_a_sentence(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "VISA", "red")
    (alert,) = alerts_in(world)
    answer = await world.teams.post(_click(world, alert, "alert.resolve", {"note": "x" * 1001}, "nbrennan"))
    assert "1,000" in answer.message
    gone = await world.teams.post(_click(world, alert, "alert.resolve", {"alert": "nosuch/declared"}, "nbrennan"))
    assert "no longer known" in gone.message


async def test_a_channel_hears_nothing_outside_its_working_hours(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("aparata", "nbrennan", "dwhitfield")) as world:
        await world.until("2026-03-12 22:30")
        answer = await world.fill("nbrennan", "VISA", rag="red", summary="Found in the evening")
        assert answer.card is not None
        await world.until("2026-03-13 08:59")
        assert alerts_in(world) == []
        await world.until("2026-03-13 09:00")
        assert len(alerts_in(world)) == 1


def _click(world: World, message: Posted, verb: str, data: dict[str, Any], by: str) -> dict[str, Any]:
    ids = {"alert": message.mark["key"], "version": message.mark["version"]}
    return activities.click(world.teams.beside(world[by], message), verb, ids | data, message.id)


async def test_a_click_from_before_a_worsening_does_not_settle_it(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await declare(world, "BIOM", "amber")
    (amber,) = alerts_in(world)
    before = amber.mark["version"]
    await world.until("2026-03-19 10:00")
    await world.fill("nbrennan", "BIOM", rag="red", summary="Kits recalled")
    await world.service.delivery.settled(5)
    answer = await world.teams.post(_click(world, amber, "alert.acknowledge", {"version": before}, "ldessart"))
    assert answer.card is not None
    assert "Kits recalled" in plain(answer.card)
    assert (await the_alert(world, "biom")).state is AlertState.OPEN


async def test_who_may_not_read_a_project_does_not_learn_that_it_has_an_alert(world: World) -> None:
    guesses = []
    for alert in ("cipher/declared", "nosuch/declared"):
        click = world.teams.personal(world["jkabongo"], "invoke")
        data = {"alert": alert, "version": 1}
        guesses.append(await world.teams.post(activities.click(click, "alert.acknowledge", data, "")))
    assert guesses[0].message == guesses[1].message
