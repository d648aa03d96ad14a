"""The logs of risks, issues and changes: kept by who takes part, decided on from above, weighed by the figures."""

from typing import Any

from pmo.logs import LogEntry, LogState
from tests.scenarios.world import STATUS, World
from tests.teams import Posted
from tests.teams.reading import plain, verbs

RISK = {"title": "The supplier stops", "likelihood": "4", "impact": "5", "owner": "Luc Dessart", "due": "2026-03-20"}


async def told(world: World, member: str, words: str) -> str:
    return _words((await world.asks(member, words)).card)


def _words(card: Any) -> str:
    return plain(card or {}).replace("\u2068", "").replace("\u2069", "").replace("\u00a0", " ")


async def form(world: World, member: str, words: str) -> Posted:
    """The form of a new entry."""
    message = await world.asks(member, words)
    await world.presses(member, message, "log.edit")
    return message


async def entries(world: World) -> list[LogEntry]:
    found: list[LogEntry] = await world.records(lambda records: records.log.all())
    return found


async def test_a_risk_is_added_listed_and_weighed_by_the_figures(world: World) -> None:
    assert "No risk is open." in await told(world, "nbrennan", "risks VISA")
    message = await form(world, "nbrennan", "risks VISA")
    kept = await world.presses("nbrennan", message, "log.add", RISK)
    assert "R1 is in the log." in _words(kept.card)
    listed = await told(world, "nbrennan", "risks VISA")
    assert "1 risk is open; 1 of them is very high." in listed
    assert "■ 20" in listed
    assert "Luc Dessart" in listed
    await world.settled()
    assert "Risk R1 has level 20 (limit 20)." in await told(world, "nbrennan", "project VISA")


async def test_a_form_that_is_sent_twice_adds_one_entry(world: World) -> None:
    message = await form(world, "nbrennan", "risks VISA")
    before = message.seen_by(world["nbrennan"])
    await world.presses("nbrennan", message, "log.add", RISK)
    message.views[world["nbrennan"].teams_id] = before or {}
    again = await world.presses("nbrennan", message, "log.add", RISK | {"title": "The supplier stops soon"})
    assert "The supplier stops" in _words(again.card)
    assert [one.number for one in await entries(world)] == [1]


async def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(world: World) -> None:
    message = await form(world, "nbrennan", "issues VISA")
    answer = await world.presses(
        "nbrennan", message, "log.add", {"title": " ", "owner": "Nobody Known", "due": "soon", "response": "Call them"}
    )
    words = _words(answer.card)
    assert "Say in a few words what it is." in words
    assert "I know nobody of this name who may see the project: Nobody Known" in words
    assert "This is not a date" in words
    assert "Call them" in str(answer.card)
    assert not await entries(world)
    answer = await world.presses("nbrennan", message, "log.add", {"title": "Cable cut", "owner": "", "due": ""})
    assert "I1 is in the log." in _words(answer.card)


async def test_of_two_who_change_an_entry_the_second_loses_nothing(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", RISK)
    mine, yours = await world.asks("nbrennan", "risks VISA"), await world.asks("ldessart", "risques VISA")
    for member, message in (("nbrennan", mine), ("ldessart", yours)):
        await world.presses(member, message, "log.show", {"entry": "visa/risk/1"})
        await world.presses(member, message, "log.edit")
    await world.presses("ldessart", yours, "log.update", {"impact": "2"})
    late = await world.presses("nbrennan", mine, "log.update", {"response": "Find another"})
    assert "Luc Dessart has changed this meanwhile" in _words(late.card)
    await world.presses("nbrennan", mine, "log.update", {"response": "Find another"})
    (entry,) = await entries(world)
    assert (entry.action, entry.version, entry.changed_by) == ("Find another", 3, "nbrennan")


async def test_a_change_is_approved_by_those_above_its_manager(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "changes VISA"), "log.add", {"title": "Pay by card"})
    message = await world.asks("nbrennan", "changes VISA")
    await world.presses("nbrennan", message, "log.show", {"entry": "visa/change/1"})
    shown = await world.presses("nbrennan", message, "log.edit")
    assert "Waiting for approval" in str(shown.card)
    assert "Approved" not in str(shown.card)
    refused = await world.presses("nbrennan", message, "log.update", {"state": "approved"})
    assert "This is decided by the project owner" in str(refused.body)
    await world.presses("nbrennan", message, "log.update", {"state": "waiting for approval"})
    assert "1 of them waits for approval" in await told(world, "nbrennan", "changes")
    theirs = await world.asks("ldessart", "changements VISA")
    await world.presses("ldessart", theirs, "log.show", {"entry": "visa/change/1"})
    await world.presses("ldessart", theirs, "log.edit")
    approved = await world.presses("ldessart", theirs, "log.update", {"state": "approved"})
    assert "Approuvé" in _words(approved.card)
    (entry,) = await entries(world)
    assert (entry.state, entry.decided_by) == (LogState.APPROVED, "ldessart")
    assert "approuvé" in _words((await world.presses("ldessart", theirs, "log.list")).card)


async def test_a_channel_reads_its_log_and_writes_nothing_in_it(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", RISK)
    await world.teams.mention(world["nbrennan"], STATUS.name, "risks")
    post = world.posts(STATUS)[-1]
    assert "VISA R1 · The supplier stops" in _words(post.card)
    assert verbs(post.card or {}) == []


async def test_who_sees_a_project_without_taking_part_only_reads(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", RISK)
    await world.teams.install(world["kbrandt"])
    message = await world.asks("kbrandt", "Risiken VISA")
    assert "log.edit" not in verbs(message.card or {})
    shown = await world.presses("kbrandt", message, "log.show", {"entry": "visa/risk/1"})
    assert "The supplier stops" in _words(shown.card)
    assert "log.edit" not in verbs(shown.card or {})


async def test_an_entry_of_a_project_that_one_may_not_see_is_not_there(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", RISK)
    await world.presses("pdewael", await form(world, "pdewael", "risico’s CIPHER"), "log.add", RISK)
    message = await world.asks("nbrennan", "risks")
    assert "CIPHER" not in _words(message.card)
    hidden = await world.presses("nbrennan", message, "log.show", {"entry": "cipher/risk/1"})
    assert "There is no such entry that you can see." in str(hidden.body)
    assert "There is no project or program CIPHER" in (await world.asks("nbrennan", "risks CIPHER")).text


async def test_who_looks_after_an_entry_is_told_and_finds_it_in_their_todo(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", RISK)
    await world.until("2026-03-11 12:00")
    (notice,) = [one for one in world.told("ldessart", "notice") if "R1" in _words(one.card)]
    assert "Vous vous occupez de R1 de VISA" in _words(notice.card)
    assert "VISA R1 · The supplier stops · pour le 20 mars 2026" in await told(world, "ldessart", "tâches")
    message = await world.asks("nbrennan", "risks VISA")
    await world.presses("nbrennan", message, "log.show", {"entry": "visa/risk/1"})
    await world.presses("nbrennan", message, "log.edit")
    await world.presses("nbrennan", message, "log.update", {"state": "closed"})
    assert "R1" not in await told(world, "ldessart", "tâches")
    listed = await told(world, "nbrennan", "risks VISA")
    assert "No risk is open." in listed
    assert "R1 · The supplier stops closed" in listed
