"""The sample portfolio tells the stories it is there for."""

import json
from itertools import pairwise
from typing import Any

from pmo.milestones import Forecast
from pmo.portfolio import Classification, Rag, Role
from samples import SAMPLES
from tests.dialogs.office import Office


async def test_the_samples_show_a_directorate_with_a_history(office: Office) -> None:
    members, projects = await office.all("members"), await office.all("projects")
    assert len(await office.all("programs")) >= 4
    assert len(projects) >= 16
    assert len(members) >= 20
    assert len(await office.all("posts")) >= 10
    assert {member.language for member in members} == {"en", "fr", "nl", "de"}
    assert any(member.external for member in members)
    assert sum(member.role is Role.PMO for member in members) >= 2
    assert [project.code for project in projects if project.classification is Classification.RESTRICTED] == ["CIPHER"]
    periods = {report.period for report in await office.all("reports")}
    assert {"2025-W51", "2025-W52", *(f"2026-W{week:02}" for week in range(1, 11))} <= periods
    posts = {post.code: post for post in await office.all("posts")}
    assert posts["HQ"].headquarters
    assert posts["DOH"].workweek == (1, 2, 3, 4, 7)


async def test_the_people_of_the_demo_are_members_and_the_first_manages_three_projects_with_a_channel(
    office: Office,
) -> None:
    people = json.loads((SAMPLES / "demo.json").read_text("utf-8"))["people"]
    members = {member.id: member for member in await office.all("members")}
    assert len(set(people)) == 6
    assert all(members[person].entra_id for person in people)
    assert {members[person].role for person in people} == {Role.MEMBER, Role.MANAGEMENT, Role.PMO}
    mine = [project for project in await office.all("projects") if project.manager == people[0]]
    programs = {program.code: program for program in await office.all("programs")}
    assert [programs[project.program].channel for project in mine] == ["19:status@thread.tacv2"] * 3
    assert programs[mine[0].program].manager in people


async def test_in_the_samples_one_project_slips_a_little_every_week(office: Office) -> None:
    live: list[Forecast] = [
        row for row in await office.all("forecasts") if (row.project, row.milestone) == ("SATCOM", "LIVE")
    ]
    dates = [row.forecast_date for row in sorted(live, key=lambda row: row.period)]
    steps = [(later - earlier).days for earlier, later in pairwise(dates)]
    assert len(dates) == 12
    assert all(1 <= step <= 7 for step in steps)


async def test_in_the_samples_one_project_says_green_while_its_figures_are_red(office: Office) -> None:
    said = [report.rag for report in await office.all("reports") if report.project == "DCMOVE"]
    assert set(said) == {Rag.GREEN}
    failed, limit = await latest(office, "DCMOVE.FAIL")
    assert failed > limit
    moved, limit = await latest(office, "DCMOVE.MOVED")
    assert moved < limit


async def latest(office: Office, code: str) -> tuple[Any, Any]:
    """The last value of an indicator, and its limit for red."""
    indicator = await office.get("indicators", code.lower())
    values = [row for row in await office.all("measurements") if row.indicator == code]
    return max(values, key=lambda row: row.period).value, indicator.red
