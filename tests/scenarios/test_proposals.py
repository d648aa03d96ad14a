"""The figures and the people propose how the asking could go better; the PMO decides, and hears what came of it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dialogs.desk import Desk
from pmo.asks import Ask
from pmo.proposals import Proposal, ProposalKind, Stand
from pmo.schedule import DueKind, due_key
from tests.scenarios.world import BRUSSELS, STATUS, World, ministry
from tests.teams import activities
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs

PROJECTS = ("VISA", "APPT", "BIOM")
WEEKS = ("2026-W08", "2026-W09", "2026-W10")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "cmarchal", "pdewael")) as made:
        yield made


async def three_weeks_late(world: World, weeks: Sequence[str] = WEEKS) -> None:
    """Three weeks of one program were answered three hours after the deadline, every project of it."""

    async def write(desk: Desk) -> None:
        for week in weeks:
            at = datetime(2026, 3, 5, 10, tzinfo=BRUSSELS) + timedelta(weeks=int(week[-2:]) - 10)
            deadline = at + timedelta(days=1)
            for project in PROJECTS:
                ask = Ask(
                    project=project,
                    program="CONSUL",
                    period=week,
                    member="nbrennan",
                    at=at,
                    deadline=deadline,
                    sent_at=at,
                )
                await desk.records.asks.put(ask.answered(1, "nbrennan", deadline + timedelta(hours=3)))

    await world.service.office.work(write)


async def proposals(world: World) -> list[Proposal]:
    return list(await world.records(lambda records: records.proposals.all()))


def about_proposals(world: World, member: str) -> list[Posted]:
    return [one for one in world.told(member, "notice") if str(one.mark["key"]).startswith("proposal/")]


async def opened(world: World, member: str) -> Posted:
    """The list, with its first proposal opened."""
    message = await world.asks(member, "propose")
    await world.presses(member, message, "proposal.show")
    return message


async def within(world: World) -> str:
    program = await world.records(lambda records: records.programs.get("consul"))
    return str(program.answer_within)


async def test_the_pmo_hears_on_monday_what_the_figures_propose_and_why(world: World) -> None:
    await three_weeks_late(world)
    await world.until("2026-03-16 09:05")
    (told,) = about_proposals(world, "cmarchal")
    words = plain(told.card or {}).replace("\u202f", " ").replace("\u00a0", " ")
    assert "CONSUL : 2 jours ouvrables pour répondre ?" in words
    assert "6 réponses sur 10" in words
    assert not about_proposals(world, "ldessart")
    await world.until("2026-03-21 09:05")
    await three_weeks_late(world, ("2026-W10", "2026-W11", "2026-W12"))
    await world.until("2026-03-23 09:05")
    assert len(await proposals(world)) == 1


async def test_what_is_tried_holds_at_once_and_is_taken_back_when_it_brought_nothing(world: World) -> None:
    await three_weeks_late(world)
    await world.until("2026-03-16 09:05")
    card = await opened(world, "cmarchal")
    await world.presses("cmarchal", card, "proposal.try")
    assert await within(world) == "2d"
    (tried,) = await proposals(world)
    assert tried.stand is Stand.TRIED
    assert tried.went is not None
    assert (tried.went.late, tried.went.on_time) == (9, 0)

    async def sooner(desk: Desk) -> None:
        due = await desk.records.due.get(due_key(DueKind.PROPOSAL, tried.key))
        assert due is not None
        assert due.at.astimezone(BRUSSELS) == datetime(2026, 4, 16, 9, tzinfo=BRUSSELS)
        await desk.records.due.put(replace(due, at=desk.now + timedelta(hours=1)))

    await world.service.office.work(sooner)
    await world.until("2026-03-16 11:00")
    told = about_proposals(world, "cmarchal")[-1]
    assert "faut-il conserver" in plain(told.card or {})
    await world.presses("cmarchal", told, "proposal.drop")
    assert await within(world) == "1d"
    (dropped,) = await proposals(world)
    assert (dropped.stand, dropped.went, dropped.goes is not None) == (Stand.DROPPED, tried.went, True)


async def test_what_was_dropped_is_not_proposed_again(world: World) -> None:
    await three_weeks_late(world)
    await world.until("2026-03-16 09:05")
    card = await opened(world, "cmarchal")
    await world.presses("cmarchal", card, "proposal.drop")
    await world.until("2026-03-23 09:05")
    longer = [one for one in await proposals(world) if one.kind is ProposalKind.LONGER_WINDOW]
    assert [one.stand for one in longer] == [Stand.DROPPED]
    assert await within(world) == "1d"


async def test_a_rhythm_changed_meanwhile_is_not_changed_by_an_old_proposal(world: World) -> None:
    await three_weeks_late(world)
    await world.until("2026-03-16 09:05")
    card = await opened(world, "cmarchal")
    form = await world.asks("pdewael", "programma CONSUL")
    await world.presses("pdewael", form, "rhythm.edit")
    await world.presses("pdewael", form, "rhythm.preview", {"rhythm": "weekly", "weekday": "5", "within": "6h"})
    await world.presses("pdewael", form, "rhythm.save")
    refused = await world.presses("cmarchal", card, "proposal.accept")
    assert "rythme" in plain(refused.card or {}) or "rythme" in str(refused)
    assert await within(world) == "6h"
    by_hand = [one for one in await proposals(world) if one.kind is ProposalKind.BY_HAND]
    assert [(one.stand, one.decided_by, one.measured_at is not None) for one in by_hand] == [
        (Stand.ACCEPTED, "pdewael", True)
    ]
    await world.until("2026-03-23 09:05")
    assert [one.kind for one in await proposals(world)] == [ProposalKind.BY_HAND]


async def test_anybody_proposes_and_hears_what_was_decided(world: World) -> None:
    await world.asks("nbrennan", "propose Ask  me after lunch, please")
    assert "Ask me after lunch, please" in plain((await world.asks("nbrennan", "propose")).card or {})
    await world.until("2026-03-11 10:00")
    (told,) = about_proposals(world, "pdewael")
    assert "Ask me after lunch, please" in plain(told.card or {})
    await world.presses("pdewael", told, "proposal.accept", {"note": "From April on."})
    await world.until("2026-03-11 12:00")
    (answer,) = about_proposals(world, "nbrennan")
    assert "From April on." in plain(answer.card or {})
    assert "Accepted by" in plain(answer.card or {})
    assert verbs(answer.card or {}) == []


async def test_a_second_press_changes_nothing_and_shows_how_it_stands(world: World) -> None:
    await world.asks("nbrennan", "propose Ask me after lunch")
    card, older = await opened(world, "cmarchal"), await opened(world, "pdewael")
    await world.presses("cmarchal", card, "proposal.accept")
    (first,) = await proposals(world)
    told = await world.presses("pdewael", older, "proposal.drop")
    assert "Céline Marchal" in plain(told.card or {})
    assert await proposals(world) == [first]


async def test_others_neither_decide_nor_read_what_is_not_theirs(world: World) -> None:
    await world.asks("nbrennan", "propose Ask me after lunch")
    (mine,) = await proposals(world)
    there = world.teams.beside(world["ldessart"], world.teams.personal_messages(world["ldessart"])[-1])
    for verb in ("proposal.show", "proposal.accept", "proposal.try", "proposal.drop"):
        answer = await world.teams.post(activities.click(there, verb, {"proposal": mine.key, "version": 1}, ""))
        assert "after lunch" not in str(answer)
    assert [one.stand for one in await proposals(world)] == [Stand.OPEN]
    assert "after lunch" not in plain((await world.asks("ldessart", "proposer")).card or {})
    await world.teams.mention(world["nbrennan"], STATUS.name, "propose")
    assert "after lunch" not in str([post.card for post in world.posts(STATUS)])


async def test_a_proposal_that_is_too_long_is_refused_whole(world: World) -> None:
    said = await world.asks("nbrennan", "propose " + "long " * 400)
    assert "1,000" in said.text
    assert await proposals(world) == []


async def test_two_proposals_at_one_instant_are_two(world: World) -> None:
    await world.asks("nbrennan", "propose Ask me after lunch")
    await world.asks("nbrennan", "propose Ask me before lunch")
    assert {one.text for one in await proposals(world)} == {"Ask me after lunch", "Ask me before lunch"}


async def test_what_was_tried_ends_when_the_rhythm_is_changed_by_hand(world: World) -> None:
    await three_weeks_late(world)
    await world.until("2026-03-16 09:05")
    card = await opened(world, "cmarchal")
    await world.presses("cmarchal", card, "proposal.try")
    for within, minute in (("6h", "10"), ("3d", "20")):
        await world.until(f"2026-03-16 09:{minute}")
        form = await world.asks("pdewael", "programma CONSUL")
        await world.presses("pdewael", form, "rhythm.edit")
        await world.presses("pdewael", form, "rhythm.preview", {"rhythm": "weekly", "weekday": "4", "within": within})
        await world.presses("pdewael", form, "rhythm.save")
    found = {one.kind: one for one in await proposals(world) if one.kind is not ProposalKind.BY_HAND}
    tried = found[ProposalKind.LONGER_WINDOW]
    assert (tried.stand, tried.measured_at) == (Stand.OVERTAKEN, None)
    by_hand = sorted(
        (one for one in await proposals(world) if one.kind is ProposalKind.BY_HAND), key=lambda one: one.made_at
    )
    assert [one.measured_at is None for one in by_hand] == [True, False]  # the first one held for ten minutes
    told = await world.presses("cmarchal", card, "proposal.accept")
    assert "remplacée par une modification" in plain(told.card or {})


async def test_the_list_shows_what_waits_longest_first_and_counts_what_has_no_room(world: World) -> None:
    async def many(desk: Desk) -> None:
        for number in range(60):
            said = Proposal(
                key=f"said/{number}",
                kind=ProposalKind.SAID,
                made_at=desk.now - timedelta(days=number),
                text=f"Proposal number {number}",
                by="nbrennan",
            )
            await desk.records.proposals.put(said)

    await world.service.office.work(many)
    told = plain((await world.asks("pdewael", "voorstel")).card or {})
    assert "60 voorstellen wachten op u." in told
    assert "Proposal number 59" in told
    shown = sum(f"Proposal number {number} " in f"{told} " for number in range(60))
    assert f"en nog {60 - shown}" in told
