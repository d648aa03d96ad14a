"""What is tried and changes no rhythm comes back to the PMO after four weeks."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dialogs.desk import Desk
from pmo.alerts import Alert, AlertState, Cause
from pmo.improving import Evidence
from pmo.portfolio import Rag
from pmo.proposals import Alerted, Proposal, ProposalKind, Stand
from pmo.schedule import DueKind, due_key
from tests.scenarios.test_proposals import about_proposals, opened, proposals
from tests.scenarios.world import BRUSSELS, World, ministry
from tests.teams.reading import plain, verbs

RULE = Proposal(
    key="untaken/x",
    kind=ProposalKind.UNTAKEN,
    made_at=datetime(2026, 3, 9, 9, tzinfo=BRUSSELS),
    subject="SLIP20",
    evidence=Evidence(count=7, of=8),
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "pdewael")) as made:
        yield made


async def ends(world: World, tried: Proposal, at: datetime) -> None:
    """Let four weeks pass: its due instant, which is this one, comes an hour from now."""

    async def sooner(desk: Desk) -> None:
        due = await desk.records.due.get(due_key(DueKind.PROPOSAL, tried.key))
        assert due is not None
        assert due.at == at
        await desk.records.due.put(replace(due, at=desk.now + timedelta(hours=1)))

    await world.service.office.work(sooner)


async def tried_by(world: World, member: str) -> Proposal:
    await world.presses(member, await opened(world, member), "proposal.try")
    (tried,) = await proposals(world)
    assert tried.stand is Stand.TRIED
    return tried


@pytest.mark.parametrize(("verb", "stand"), [("proposal.accept", Stand.ACCEPTED), ("proposal.drop", Stand.DROPPED)])
async def test_what_somebody_proposed_and_is_tried_is_asked_about_again(world: World, verb: str, stand: Stand) -> None:
    await world.asks("pdewael", "language en")
    await world.asks("nbrennan", "propose Ask me after lunch, please")
    await world.until("2026-03-11 10:00")
    tried = await tried_by(world, "pdewael")
    assert not tried.waits
    await ends(world, tried, datetime(2026, 4, 8, 9, tzinfo=BRUSSELS))
    await world.until("2026-03-11 12:00")
    told = about_proposals(world, "pdewael")[-1]
    assert "Tried since 11 Mar 2026: keep it?" in plain(told.card or {})
    assert "Drop it" in str(told.card)
    (waiting,) = await proposals(world)
    assert waiting.waits
    assert "1 proposal waits for you" in plain((await world.asks("pdewael", "propose")).card or {})
    await world.presses("pdewael", told, verb)
    (decided,) = await proposals(world)
    assert (decided.stand, decided.waits, decided.measured_at) == (stand, False, None)
    assert not await world.records(lambda records: records.due.get(due_key(DueKind.PROPOSAL, tried.key)))


async def test_what_is_decided_before_its_time_is_not_asked_about_again(world: World) -> None:
    await world.asks("nbrennan", "propose Ask me after lunch, please")
    tried = await tried_by(world, "pdewael")
    await world.presses("pdewael", await opened(world, "pdewael"), "proposal.accept")
    (accepted,) = await proposals(world)
    assert (accepted.stand, accepted.measured_at) == (Stand.ACCEPTED, None)
    assert not await world.records(lambda records: records.due.get(due_key(DueKind.PROPOSAL, tried.key)))


def alert(subject: str, project: str, opened_at: datetime) -> Alert:
    return Alert(
        project=project,
        program="CONSUL",
        rag=Rag.AMBER,
        previous=None,
        opened=opened_at,
        since=opened_at,
        period="2026-W10",
        cause=Cause.RULE,
        subject=subject,
        state=AlertState.RESOLVED,
        closed_itself=True,
    )


async def test_a_rule_whose_limit_is_looked_at_comes_back_with_its_alerts_before_and_since(world: World) -> None:
    before, now = datetime(2026, 3, 2, 9, tzinfo=BRUSSELS), datetime(2026, 3, 11, 10, 30, tzinfo=BRUSSELS)

    async def write(at: datetime, projects: tuple[str, ...], desk: Desk) -> None:
        for project in projects:
            raised = alert("slip20", project, at)
            await desk.records.alerts.put(raised.acknowledged("nbrennan", at) if project == "APPT" else raised)
        await desk.records.alerts.put(alert("OTHER", "VISA", at))
        await desk.records.alerts.put(alert("SLIP20", "EPASS", datetime(2026, 1, 5, tzinfo=BRUSSELS)))
        await desk.records.proposals.put(RULE) if at == before else None

    await world.asks("pdewael", "language en")
    await world.service.office.work(lambda desk: write(before, ("VISA", "BIOM", "APPT"), desk))
    await world.until("2026-03-11 10:00")
    tried = await tried_by(world, "pdewael")
    await world.service.office.work(lambda desk: write(now, ("CRISIS",), desk))
    await ends(world, tried, datetime(2026, 4, 8, 9, tzinfo=BRUSSELS))
    await world.until("2026-03-11 12:00")
    told = about_proposals(world, "pdewael")[-1]
    (ended,) = await proposals(world)
    assert (ended.alerted, ended.alerts) == (Alerted(raised=3, taken=1), Alerted(raised=1, taken=0))
    words = plain(told.card or {})
    assert "Alerts before 3 in four weeks, 1 taken" in words
    assert "Alerts since 1 in four weeks, 0 taken" in words


async def test_taking_up_a_rule_s_limit_leads_to_the_rule_and_says_what_to_do(world: World) -> None:
    (code, *_) = [one.code for one in await world.records(lambda records: records.rule_states.all())]

    async def write(desk: Desk) -> None:
        await desk.records.proposals.put(replace(RULE, subject=code))

    await world.service.office.work(write)
    await world.asks("pdewael", "language en")
    message = await opened(world, "pdewael")
    answer = await world.presses("pdewael", message, "proposal.accept")
    words = plain(answer.card or {})
    assert f"bring rule {code} in again with another limit" in words
    assert verbs(answer.card or {}) == ["rule.show"]
    shown = await world.presses("pdewael", message, "rule.show")
    assert code in plain(shown.card or {})


async def test_what_an_earlier_version_tries_for_ever_ends_too(world: World) -> None:
    async def write(desk: Desk) -> None:
        held = replace(RULE, kind=ProposalKind.SAID, text="Ask me after lunch", by="nbrennan")
        await desk.records.proposals.put(held.held(Stand.TRIED, "pdewael", desk.now))

    await world.service.office.work(write)
    await world.until("2026-03-16 09:05")
    (tried,) = [one for one in await proposals(world) if one.kind is ProposalKind.SAID]
    assert tried.measured_at == datetime(2026, 4, 13, 9, tzinfo=BRUSSELS)
