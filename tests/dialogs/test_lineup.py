"""The portfolio that is kept lined up says what the records say, to whom they say it, whatever has changed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from dialogs.access import seen_by, ties_of
from dialogs.asked import asked_about
from dialogs.desk import Desk
from dialogs.histories import interval_of
from dialogs.lineup import Lineup
from dialogs.questions import Question
from dialogs.reporting import promised_end
from dialogs.selecting import known_for, sight_of
from dialogs.turn import Place
from pmo.absences import Absence
from pmo.asks import Ask, subject_of
from pmo.criteria import Bound
from pmo.indicators import Direction, Indicator, Measurement
from pmo.listed import Flag
from pmo.portfolio import Assigned, Assignment, Project, code_key
from pmo.reports import said_on
from pmo.rights import NOTHING, PRIVATE, RESPONSIBLE, Audience
from pmo.selection import Order, Selection
from pmo.staleness import is_stale
from storage.records import Transaction
from storage.shelves import Records
from tests.dialogs.office import NOW, Office

HERE = Place(kind="personal", conversation="a:1", service_url="https://smba.example")
TODAY = NOW.date()
AUDIENCES = (PRIVATE, Audience(private=False), *[Audience(private=False, program=one) for one in ("consul", "secnet")])
EVERYTHING = Selection(flags=frozenset(Flag), bounds=(Bound("x", ">", Decimal(0)),), order=Order.END)


async def question(member: str, desk: Desk, audience: Audience = PRIVATE) -> Question:
    person = await desk.member(member)
    assert person is not None
    return Question(person=person, place=HERE, audience=audience, say=person.say, desk=desk)


def desk_on(transaction: Transaction, lineup: Lineup | None = None) -> Desk:
    return Desk(records=Records(transaction), now=NOW, real=NOW, lineup=lineup or Lineup())


async def stand_in(office: Office) -> None:
    """Two are away: one with a deputy of the absence, one with the deputies of assignments, an external among them."""
    projects = {one.code: one for one in await office.all("projects")}
    for member, deputy in (("nbrennan", "emaes"), ("cmarchal", "")):
        absence = Absence(member=member, first=TODAY - timedelta(days=1), last=TODAY + timedelta(days=3), deputy=deputy)
        await office.put("absences", absence)
    external = next(one.id for one in await office.all("members") if one.external)
    for project in ("CIPHER", *[code for code, one in projects.items() if one.manager == "cmarchal"][:1], "VISA"):
        row = Assignment(project=project, member="cmarchal", role=Assigned.CONTRIBUTOR, deputy=external)
        await office.put("assignments", row)


async def test_everybody_sees_of_all_projects_together_what_they_see_of_each(office: Office) -> None:
    await stand_in(office)
    lineup, seen = Lineup(), set()
    async with office.store.transaction() as transaction:
        desk = desk_on(transaction, lineup)
        for member in await desk.records.members.all():
            for audience in AUDIENCES:
                asked = await question(member.id, desk, audience)
                sight = await sight_of(asked)
                listed = {one.key for one in sight.listed}
                for project in await desk.records.projects.all():
                    view = NOTHING if project.archived else await seen_by(asked.person, project, audience, desk)
                    assert (project.key in listed, project.key in sight.money) == (view.readable, view.money)
                    seen.add((view.readable, view.money, audience.private))
    assert seen == {(True, True, True), (True, False, True), (False, False, True), (True, False, False), (False,) * 3}


async def test_a_list_is_in_the_order_of_ranks(office: Office) -> None:
    async with office.store.transaction() as transaction:
        for member in ("pdewael", "nbrennan"):
            ranks = [one.rank for one in (await sight_of(await question(member, desk_on(transaction)))).listed]
            assert ranks == sorted(ranks)
            assert len(ranks) > 2


async def names(office: Office, lineup: Lineup) -> dict[str, str]:
    async with office.store.transaction() as transaction:
        sight = await sight_of(await question("pdewael", desk_on(transaction, lineup)))
        return {one.key: one.name for one in sight.listed}


async def test_what_has_changed_is_lined_up_anew_and_only_that(office: Office) -> None:
    lineup = Lineup()
    async with office.store.transaction() as transaction:
        before = await lineup.now(Records(transaction))
        assert await lineup.now(Records(transaction)) is before
    project: Project = await office.get("projects", "visa")
    await office.put("projects", replace(project, name="Visas by post"))
    async with office.store.transaction() as transaction:
        after = await lineup.now(Records(transaction))
    assert after.places["visa"].whole.name == "visas by post"
    assert {key for key, place in after.places.items() if place is not before.places[key]} == {"visa"}


async def test_somebody_elses_new_name_and_a_project_that_was_archived_are_seen_at_once(office: Office) -> None:
    lineup = Lineup()
    assert "visa" in await names(office, lineup)
    member = await office.get("members", "nbrennan")
    await office.put("members", replace(member, name="Nora Zeller"))
    async with office.store.transaction() as transaction:
        assert (await lineup.now(Records(transaction))).places["visa"].whole.manager == "nbrennan nora zeller"
    await office.put("projects", replace(await office.get("projects", "visa"), archived=True))
    assert "visa" not in await names(office, lineup)


async def test_a_transaction_sees_its_own_writes_and_nobody_else_does_when_they_are_given_up(office: Office) -> None:
    lineup = Lineup()
    await names(office, lineup)
    project: Project = await office.get("projects", "visa")

    async def given_up() -> None:
        async with office.store.transaction() as transaction:
            await Records(transaction).projects.put(replace(project, name="Never"))
            sight = await sight_of(await question("pdewael", desk_on(transaction, lineup)))
            assert {one.key: one.name for one in sight.listed}["visa"] == "never"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await given_up()
    assert (await names(office, lineup))["visa"] != "never"


async def ask_about(office: Office, *fates: tuple[str, str, bool, bool]) -> None:
    """Questions by project and week: whether each was put, and answered."""
    for project, week, asked, answered in fates:
        at = datetime.fromisocalendar(2026, int(week), 4).replace(tzinfo=NOW.tzinfo)
        await office.put(
            "asks",
            Ask(
                project=project,
                period=f"2026-W{week}",
                member=f"m{int(answered)}",
                at=at,
                deadline=at,
                asked=asked,
                answered_version=int(answered),
            ),
        )


async def test_what_is_known_of_all_is_what_each_project_says(office: Office) -> None:
    await ask_about(office, ("VISA", "09", True, False), ("VISA", "10", True, True), ("BIOM", "10", True, False))
    await ask_about(office, ("APPT", "10", True, True), ("APPT", "10", True, False), ("APPT", "11", False, False))
    await office.put("projects", replace(await office.get("projects", "biom"), checkin_rule="FREQ=MONTHLY;BYDAY=1TH"))
    async with office.store.transaction() as transaction:
        desk = desk_on(transaction)
        asked = await question("pdewael", desk)
        sight = await sight_of(asked)
        known = await known_for(EVERYTHING, sight, asked)
        for one in sight.listed:
            expected = await plainly(one.project, asked)
            assert {flag: one.key in known.flagged[flag] for flag in Flag} == expected, one.code
        assert {one.code for one in sight.listed if one.key in known.flagged[Flag.MISSING]} == {"BIOM"}
        assert all(0 < len(known.flagged[flag]) < len(sight.listed) for flag in (Flag.LATE, Flag.MISSING))


async def plainly(project: Project, asked: Question) -> dict[Flag, bool]:
    """What may be the matter with one project, looked up for it alone."""
    desk = asked.desk
    standing = await desk.records.standings.get(project.key)
    told = await promised_end(standing.report, desk) if standing else None
    end = told or project.forecast_end or project.end
    program = await desk.records.programs.get(code_key(project.program))
    said = said_on(standing.report, asked.say.zone) if standing else None
    put = [ask for ask in await asked_about(subject_of(project.code), desk) if ask.asked]
    last = [ask for ask in put if ask.period == put[-1].period]
    is_late = bool(end and project.end and end > project.end)
    manager, me = project.manager or (program.manager if program else ""), asked.person.member
    assert me is not None
    return {
        Flag.LATE: is_late,
        Flag.ON_TIME: not is_late,
        Flag.MANAGED: code_key(manager) == me.key,
        Flag.OWNED: code_key(project.owner) == me.key,
        Flag.STALE: is_stale(said, interval_of(project, program, desk) if program else None, date(2026, 3, 11)),
        Flag.MISSING: bool(last) and not any(ask.is_settled for ask in last),
        Flag.MINE: bool(await ties_of(asked.person, project, desk) & RESPONSIBLE),
    }


async def test_values_in_money_are_known_to_those_alone_who_see_the_money_of_the_project(office: Office) -> None:
    project: Project = await office.get("projects", "visa")
    spent = Indicator(code="VISA.SPENT", name="Spent", unit="EUR", direction=Direction.LOWER, project=project.code)
    assert spent.is_money
    await office.put("indicators", spent)
    await office.put("latest", Measurement(indicator=spent.code, period="2026-W10", version=1, value=Decimal(77)))
    row = Assignment(project=project.code, member="emaes", role=Assigned.CONTRIBUTOR)
    await office.put("assignments", row)
    async with office.store.transaction() as transaction:
        desk = desk_on(transaction)
        for member, audience, sees in (
            ("pdewael", PRIVATE, True),
            (project.manager, PRIVATE, True),
            ("emaes", PRIVATE, False),
            ("pdewael", Audience(private=False, program=code_key(project.program)), False),
        ):
            asked = await question(member, desk, audience)
            sight = await sight_of(asked)
            assert project.key in {one.key for one in sight.listed}
            values = (await known_for(EVERYTHING, sight, asked)).values
            assert (Decimal(77) in values[project.key].values()) is sees, member
