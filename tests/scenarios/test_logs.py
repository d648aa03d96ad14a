"""The logs of risks, issues and changes: kept by who takes part, decided on from above, weighed by the figures."""

from typing import Any

from pmo.logs import LogEntry, LogState
from tests.cards.validation import inputs
from tests.scenarios.world import STATUS, World
from tests.teams import Answer, Posted
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


async def saves(world: World, member: str, message: Posted, verb: str, **changed: str) -> Answer:
    """Save a form as a client does: every field comes along, those too that were not touched."""
    shown = inputs(dict(message.seen_by(world[member]) or {}))
    values = {name: field.get("value", "") for name, field in shown.items()}
    return await world.presses(member, message, verb, values | changed)


async def opened(world: World, member: str, words: str, key: str) -> Posted:
    """The form of an entry."""
    message = await world.asks(member, words)
    await world.presses(member, message, "log.show", {"entry": key})
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


async def test_a_form_that_is_sent_twice_adds_one_entry_and_asks_before_another(world: World) -> None:
    message = await form(world, "nbrennan", "risks VISA")
    before = message.seen_by(world["nbrennan"]) or {}
    for _ in range(2):
        message.views[world["nbrennan"].teams_id] = before
        kept = await saves(world, "nbrennan", message, "log.add", **RISK)
        assert "VISA R1 · The supplier stops" in _words(kept.card)
    message.views[world["nbrennan"].teams_id] = before
    asked = await saves(world, "nbrennan", message, "log.add", title="The building burns")
    assert "This form has made R1 already." in _words(asked.card)
    assert len(await entries(world)) == 1
    await saves(world, "nbrennan", message, "log.add")
    assert [one.title for one in await entries(world)] == ["The supplier stops", "The building burns"]


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


async def test_of_two_who_change_an_entry_the_second_sees_the_first_and_loses_nothing(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", RISK)
    mine = await opened(world, "nbrennan", "risks VISA", "visa/risk/1")
    yours = await opened(world, "ldessart", "risques VISA", "visa/risk/1")
    await saves(world, "ldessart", yours, "log.update", impact="2", description="Contrat résilié", state="closed")
    late = await saves(world, "nbrennan", mine, "log.update", response="Find another")
    assert "Luc Dessart has changed this meanwhile" in _words(late.card)
    assert {"Contrat résilié", "Find another", "closed"} <= {
        one.get("value") for one in inputs(late.card or {}).values()
    }
    await saves(world, "nbrennan", mine, "log.update")
    (entry,) = await entries(world)
    assert (entry.impact, entry.description, entry.action) == (2, "Contrat résilié", "Find another")
    assert (entry.state, entry.version, entry.changed_by) == (LogState.CLOSED, 3, "nbrennan")
    versions = await world.records(lambda records: records.log_versions.find("entry", entry.key))
    assert [one.action for one in versions] == ["", "", "Find another"]


async def test_a_change_is_approved_by_those_above_its_manager(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "changes VISA"), "log.add", {"title": "Pay by card"})
    message = await opened(world, "nbrennan", "changes VISA", "visa/change/1")
    assert "Waiting for approval" in str(message.seen_by(world["nbrennan"]))
    assert "Implemented" not in str(message.seen_by(world["nbrennan"]))
    for state in ("approved", "implemented", "rejected"):
        refused = await saves(world, "nbrennan", message, "log.update", state=state)
        assert "This is decided by the project owner" in str(refused.body)
    await saves(world, "nbrennan", message, "log.update", state="waiting for approval")
    assert "1 of them waits for approval" in await told(world, "nbrennan", "changes")
    assert "C1 · Pay by card" in await told(world, "nbrennan", "decisions VISA")
    assert "VISA C1 · Pay by card" in await told(world, "ldessart", "tâches")
    theirs = await opened(world, "ldessart", "changements VISA", "visa/change/1")
    approved = await saves(world, "ldessart", theirs, "log.update", state="approved")
    assert "Approuvé" in _words(approved.card)
    assert "Luc Dessart" in _words(approved.card)


async def test_what_was_approved_stays_what_was_approved(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "changes VISA"), "log.add", {"title": "Pay by card"})
    theirs = await opened(world, "ldessart", "changements VISA", "visa/change/1")
    early = await opened(world, "nbrennan", "changes VISA", "visa/change/1")
    await saves(world, "ldessart", theirs, "log.update", state="approved")
    await saves(world, "nbrennan", early, "log.update", response="Ask the bank")
    await saves(world, "nbrennan", early, "log.update")
    (entry,) = await entries(world)
    assert (entry.state, entry.action, entry.decided_by) == (LogState.APPROVED, "Ask the bank", "ldessart")
    again = await opened(world, "nbrennan", "changes VISA", "visa/change/1")
    for changed in ({"title": "Rewrite everything"}, {"state": "submitted"}, {"size": "5"}):
        refused = await saves(world, "nbrennan", again, "log.update", **changed)
        assert "This is decided by the project owner" in str(refused.body)
    done = await saves(world, "nbrennan", again, "log.update", state="implemented")
    assert "Decided by" in _words(done.card)
    assert (await entries(world))[0].decided_by == "ldessart"


async def test_a_channel_reads_its_log_and_writes_nothing_in_it(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", RISK)
    await world.teams.mention(world["nbrennan"], STATUS.name, "risks")
    post = world.posts(STATUS)[-1]
    assert "VISA R1 · The supplier stops" in _words(post.card)
    assert verbs(post.card or {}) == []


async def test_who_sees_a_project_without_taking_part_only_reads(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "issues VISA"), "log.add", {"title": RISK["title"]})
    await world.teams.install(world["kbrandt"])
    message = await world.asks("kbrandt", "Probleme VISA")
    assert "log.edit" not in verbs(message.card or {})
    shown = await world.presses("kbrandt", message, "log.show", {"entry": "visa/issue/1"})
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
    await saves(world, "nbrennan", message, "log.update", state="closed")
    assert "R1" not in await told(world, "ldessart", "tâches")
    listed = await told(world, "nbrennan", "risks VISA")
    assert "No risk is open." in listed
    assert "R1 · The supplier stops closed" in listed


async def test_an_entry_is_opened_by_its_code(world: World) -> None:
    await world.presses("nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", RISK)
    for words in ("VISA R1", "visa-r1", "risks VISA R1"):
        assert "VISA R1 · The supplier stops" in await told(world, "nbrennan", words)
    assert "R1" not in (await world.asks("jkabongo", "VISA R1")).text


async def test_nobody_looks_after_what_they_cannot_open(world: World) -> None:
    answer = await world.presses(
        "nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", RISK | {"owner": "Prabin Thapa"}
    )
    assert "I know nobody of this name who may see the project: Prabin Thapa" in _words(answer.card)


async def test_nothing_of_a_closed_project_is_overdue_or_added(world: World) -> None:
    kept = RISK | {"due": "2026-03-01"}
    await world.presses("nbrennan", await form(world, "nbrennan", "risks VISA"), "log.add", kept)
    message = await form(world, "nbrennan", "risks VISA")
    await world.stop()
    await world.change("projects", "VISA", phase="closed")
    await world.start()
    listed = await told(world, "nbrennan", "risks VISA")
    assert "overdue" not in listed
    assert "VISA · Online visa application is closed" in listed
    refused = await world.presses("nbrennan", message, "log.add", RISK | {"title": "Another"})
    assert "is closed" in str(refused.body)
    assert "R1" not in await told(world, "ldessart", "tâches")
