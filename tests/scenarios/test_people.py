"""How people are met, reached, lost and found again."""

import asyncio
from pathlib import Path

import pytest

from bot.teams.connector import Connector
from bot.teams.failures import SendFailed
from pmo.asks import Fate
from storage.outbox import Delivery, LetterKind, Outcome
from tests.scenarios.world import World, ministry
from tests.teams import activities
from tests.teams.limits import BLOCKED
from tests.teams.reading import inputs, plain


async def asks(world: World, member: str) -> list[Delivery]:
    """What became of the check-ins of a member."""
    return [one for one in await world.outcomes() if one.kind is LetterKind.ASK and one.member == member]


async def test_an_installation_is_greeted_once_although_two_events_come(world: World) -> None:
    assert len(world.told("nbrennan", "welcome")) == 1
    (greeting,) = world.told("nbrennan", "welcome")
    assert "Thursday" in plain(greeting.card or {})


async def test_both_events_at_the_same_time_greet_once(world: World) -> None:
    there = world.teams.personal(world["mcole"], "conversationUpdate")
    added = activities.roster_change(there, "membersAdded", [], bot=True)
    update = world.teams.personal(world["mcole"], "installationUpdate") | {"action": "add"}
    world.teams.connector.installed.add(world["mcole"].entra_id)
    await asyncio.gather(*(world.teams.post(activity) for activity in (added, update, dict(added), dict(update))))
    assert len(world.told("mcole", "welcome")) == 1


async def test_somebody_who_never_met_the_bot_is_written_to_in_a_chat_made_for_it(world: World) -> None:
    world.teams.connector.installed.add(world["mcole"].entra_id)
    await world.until("2026-03-12 15:00")  # ten in New York
    assert len(world.told("mcole", "ask")) == 1
    await world.until("2026-03-19 15:00")
    assert len(world.told("mcole", "ask")) == 2
    made = [one for one in world.teams.received if one.kind == "create" and one.conversation == world["mcole"].entra_id]
    assert len(made) == 1


async def test_a_chat_is_made_once_and_in_its_own_turn_however_often_the_card_is_refused(tmp_path: Path) -> None:
    async with ministry(tmp_path, rate=5) as world:
        world.teams.limits.retry_after = "0.2"
        world.teams.limits.throttle(conversation=1)  # making the chat uses the only token, so the card comes too soon
        world.teams.connector.installed.add(world["mcole"].entra_id)
        await world.until("2026-03-12 15:00")
        his = [
            one
            for one in world.teams.received
            if one.conversation in (world["mcole"].entra_id, world["mcole"].personal)
        ]
        assert [(one.kind, one.status) for one in his[:2]] == [("create", 201), ("send", 429)]
        assert his[1].at - his[0].at > 0.15
        assert [one.kind for one in his].count("create") == len(world.told("mcole", "ask")) == 1


async def test_a_card_whose_chat_could_not_be_made_at_first_shows_what_stands(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_personal = Connector.open_personal

    refused: list[str] = []

    async def refused_once(connector: Connector, service_url: str, tenant: str, member: str) -> str:
        if member not in refused:
            refused.append(member)
            raise SendFailed(502, "")
        return await open_personal(connector, service_url, tenant, member)

    monkeypatch.setattr("bot.retries.BACK_OFF", 0.02)
    monkeypatch.setattr("bot.teams.connector.Connector.open_personal", refused_once)
    world.teams.connector.installed.add(world["mcole"].entra_id)
    await world.until("2026-03-12 15:00")
    (sent,) = await asks(world, "mcole")
    assert (sent.outcome, sent.tries) == (Outcome.SENT, 2)
    (card,) = await world.records(lambda records: records.cards.find("member", "mcole"))
    assert card.shown["sdwan"].fields["rag"] == inputs(world.checkin("mcole").card or {})["SDWAN/rag"] != ""


async def test_who_does_not_have_the_app_is_unreachable_and_asked_at_once_when_they_install_it(world: World) -> None:
    await world.until("2026-03-12 16:00")
    (outcome,) = await asks(world, "mcole")
    assert (outcome.outcome, outcome.reason) == (Outcome.UNREACHABLE, "not installed")
    await world.teams.install(world["mcole"])
    await world.teams.until(lambda: bool(world.told("mcole", "ask")))
    await world.service.delivery.settled(5)
    assert len(world.told("mcole", "ask")) == len(world.told("mcole", "welcome")) == 1
    answer = await world.fill("mcole", "SDWAN", rag="green")
    assert answer.card is not None


async def test_an_installation_after_the_window_is_only_greeted(world: World) -> None:
    await world.until("2026-03-13 16:00")
    await world.teams.install(world["mcole"])
    await world.service.delivery.settled(5)
    assert world.told("mcole", "ask") == []
    assert len(world.told("mcole", "welcome")) == 1


async def test_who_removed_the_app_is_written_to_no_more_and_is_back_with_the_next_installation(world: World) -> None:
    await world.teams.uninstall(world["nbrennan"])
    before = len(world.teams.received)
    await world.until("2026-03-12 10:00")
    (outcome,) = await asks(world, "nbrennan")
    assert (outcome.outcome, outcome.reason) == (Outcome.UNREACHABLE, "removed")
    assert not [one for one in world.teams.received[before:] if one.conversation == world["nbrennan"].personal]
    await world.teams.install(world["nbrennan"])
    await world.teams.until(lambda: bool(world.told("nbrennan", "ask")))
    assert len(world.told("nbrennan", "welcome")) == 2


async def test_who_removed_the_app_unheard_is_greeted_once_and_asked_when_it_is_back(world: World) -> None:
    world.teams.connector.installed.discard(world["nbrennan"].entra_id)  # and Teams' word of it never came
    await world.until("2026-03-12 10:00")
    (outcome,) = await asks(world, "nbrennan")
    assert outcome.outcome is Outcome.UNREACHABLE
    await world.teams.install(world["nbrennan"])
    await world.teams.until(lambda: bool(world.told("nbrennan", "ask")))
    assert await world.service.delivery.settled(5) == 0
    assert len(world.told("nbrennan", "ask")) == 1
    assert len(world.told("nbrennan", "welcome")) == 2  # once for each installation, whose two events count once


async def test_a_removal_told_again_after_the_app_came_back_cuts_nobody_off(world: World) -> None:
    removal = world.teams.personal(world["nbrennan"], "installationUpdate") | {"action": "remove"}
    await world.teams.post(removal)
    await world.teams.install(world["nbrennan"])
    await world.stop()  # what it remembers in memory is gone
    await world.start()
    await world.teams.post(removal)
    await world.until("2026-03-12 10:00")
    assert len(world.told("nbrennan", "ask")) == 1


async def test_who_blocked_the_bot_is_unreachable_until_they_speak_to_it_again(world: World) -> None:
    world.teams.limits.refused[world["nbrennan"].personal] = (403, BLOCKED)
    await world.until("2026-03-12 10:00")
    (outcome,) = await asks(world, "nbrennan")
    assert (outcome.outcome, outcome.reason) == (Outcome.UNREACHABLE, "blocked")
    trail = await world.records(lambda records: records.audit.find("about", outcome.key))
    assert [dict(entry.detail) for entry in trail] == [{"reason": "blocked", "code": "403 MessageWritesBlocked"}]
    await world.until("2026-03-12 11:00")
    world.teams.limits.refused.clear()
    await world.teams.say(world["nbrennan"], "checkin")
    assert "VISA" in plain(world.checkin("nbrennan").card or {})
    await world.until("2026-03-19 10:00")
    back, following = [one.key for one in await asks(world, "nbrennan")][1:]
    assert [one.outcome for one in await asks(world, "nbrennan")][1:] == [Outcome.SENT, Outcome.SENT]
    assert back == outcome.key != following


async def test_the_outcomes_of_a_week_add_up_to_everybody_who_was_asked(world: World) -> None:
    await world.until("2026-03-13 18:00")
    asked = await world.records(lambda records: records.asks.all())
    cards = {card for ask in asked for card in ask.cards}
    ended = [one.subject for one in await world.outcomes() if one.kind is LetterKind.ASK]
    assert sorted(ended) == sorted(cards)
    # Monthly, closed and unasked ones are not due.
    assert len({ask.project for ask in asked if not ask.indicator}) == 18
    assert len({(ask.subject, ask.member) for ask in asked}) == len(asked)
    assert {ask.fate for ask in asked} == {Fate.SENT, Fate.UNREACHABLE}


async def test_a_new_manager_is_asked_while_the_window_is_open_and_the_old_one_is_told(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "jkabongo")) as world:
        await world.until("2026-03-12 11:00")
        await world.stop()
        await world.change("projects", "VISA", manager="jkabongo")
        await world.start()
        await world.until("2026-03-12 11:00")
        assert {tuple(one.mark["projects"]) for one in world.told("jkabongo", "ask")} == {("CRISIS",), ("VISA",)}
        answer = await world.fill("nbrennan", "VISA", rag="green")
        assert "somebody else" in plain(answer.card or {})
        await world.fill("jkabongo", "VISA", rag="amber")
        await world.until("2026-03-13 14:00")
        digest = await world.records(lambda records: records.digests.get("consul/2026-W11"))
        assert next(line for line in digest.lines if line.project == "VISA").response == "answered"


async def test_a_person_without_a_language_is_spoken_to_as_teams_guesses(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=()) as world:
        await world.stop()
        await world.change("members", "nbrennan", language="")
        await world.start()
        person = world["nbrennan"]
        there = world.teams.personal(person) | {"locale": "de-AT"}
        await world.teams.install(person)
        await world.teams.post(activities.words(there, "projekt GIBTSNICHT"))
        assert "GIBTSNICHT" in world.teams.personal_messages(person)[-1].text
        assert "Projekt" in world.teams.personal_messages(person)[-1].text


async def test_a_program_manager_who_may_not_answer_is_not_asked_in_place_of_a_manager(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("glambrechts",)) as world:
        await world.stop()
        await world.change("programs", "CONSUL", manager="glambrechts")
        await world.change("projects", "VISA", manager="")
        await world.start()
        await world.until("2026-03-12 10:30")
        asks = await world.records(lambda records: records.asks.all())
        assert [ask.project for ask in asks if ask.member == "glambrechts" and not ask.indicator] == []


async def test_a_card_of_which_nothing_is_theirs_any_more_says_so_in_a_sentence(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("mcole",)) as world:
        await world.until("2026-03-12 15:00")
        card = world.checkin("mcole")
        await world.stop()
        await world.change("projects", "SDWAN", manager="jkabongo")
        await world.start()
        answer = await world.teams.execute(world["mcole"], card, "checkin.submit", {"SDWAN/rag": "red"})
        shown = plain(answer.card or {})
        assert "These projects are reported by somebody else now." in shown
        assert "Your status for" not in shown
