"""What nobody takes goes up: at the instants of everybody's own working time, and to people at work only."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from pmo.alerts import What
from storage.outbox import LetterKind, Outcome
from tests.pmo import oracle
from tests.pmo.oracle import Away, Person
from tests.scenarios.test_alerts import alerts_in, alerts_of, the_alert
from tests.scenarios.world import BRUSSELS, World, ministry
from tests.teams.reading import plain

MON_TO_FRI, SUN_TO_THU = (1, 2, 3, 4, 5), (1, 2, 3, 4, 7)


def office(zone: str, start: time, end: time, country: str, week: tuple[int, ...] = MON_TO_FRI) -> Person:
    return Person(name=country, zone=zone, week=week, start=start, end=end, countries=(country,))


def away(person: Person, first: str, last: str) -> Person:
    return replace(person, absences=(Away(first=date.fromisoformat(first), last=date.fromisoformat(last)),))


HQ = office("Europe/Brussels", time(9), time(17), "BE")
PEOPLE = {
    "nbrennan": away(HQ, "2026-03-27", "2026-04-01"),
    "aparata": office("Pacific/Auckland", time(8, 30), time(16, 30), "NZ"),
    "rkhoury": office("Asia/Qatar", time(8), time(15, 30), "QA", SUN_TO_THU),
    "pthapa": office("Asia/Kathmandu", time(9), time(17), "NP"),
    "sbenali": office("Africa/Algiers", time(8, 30), time(16, 30), "DZ", SUN_TO_THU),
    **dict.fromkeys(("hvanacker", "agoossens", "skeller", "kbrandt", "jrenard", "tverbeke", "ldessart"), HQ),
    "cmarchal": replace(HQ, week=(1, 2, 4, 5)),
}
DECLARED = datetime(2026, 3, 26, 14, 37, tzinfo=BRUSSELS).astimezone(UTC)
"""A Thursday; Easter Monday, eleven days later, is a holiday in Belgium, Good Friday one in New Zealand."""
LAST = "2026-04-10 18:00"
REDS = {
    "VISA": ("nbrennan", "hvanacker", ("cmarchal", "jrenard")),
    "DEVICE": ("aparata", "agoossens", None),
    "STRONG": ("rkhoury", "skeller", None),
    "SATCOM": ("pthapa", "kbrandt", ("tverbeke",)),
    "EPASS": ("sbenali", "ldessart", None),
}
"""Project, manager, owner, and the steering committee where the sample has one."""


def heard(person: Person, moment: datetime) -> datetime:
    """The moment, or the next one at which the person works."""
    day = oracle.local(person, moment).date()
    while True:
        span = oracle.span(person, day)
        if span and moment < span[1]:
            return max(moment, span[0])
        day += timedelta(days=1)


def climbs(manager: Person, owner: Person) -> list[datetime]:
    """When the ladder of a red that nobody takes is climbed."""
    to_the_owner = oracle.days_later(manager, heard(manager, DECLARED), 2)
    to_the_committee = oracle.days_later(owner, heard(owner, DECLARED), 5)
    a_day_later = oracle.days_later(owner, heard(owner, to_the_owner), 1)
    return [to_the_owner, max(a_day_later, to_the_committee)]


async def declared_red(world: World) -> None:
    await world.until("2026-03-26 14:37")
    for code, (manager, _, _) in REDS.items():
        await world.asks(manager, "checkin")
        answer = await world.fill(manager, code, rag="red", help="A second supplier", help_from="Luc Dessart")
        assert answer.card is not None


async def test_a_fortnight_climbs_the_ladder_as_an_oracle_counts_it_and_disturbs_nobody(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=tuple(PEOPLE)) as world:
        await declared_red(world)
        await world.asks("nbrennan", "away 27/3/2026 1/4/2026")
        await world.until(LAST)
        end = datetime.fromisoformat(LAST).replace(tzinfo=BRUSSELS)
        for code, (manager, owner, committee) in REDS.items():
            alert = await the_alert(world, code.casefold())
            found = [(step.at, step.by) for step in alert.past if step.what is What.ESCALATED]
            instants = [at for at in climbs(PEOPLE[manager], PEOPLE[owner]) if at <= end]
            assert [at for at, _ in found] == instants, code
            assert [by for _, by in found][:1] == [owner][: len(instants)], code
            if committee and len(instants) > 1:
                assert set(found[1][1].split(";")) == set(committee), code
        told = [one for one in await world.outcomes() if one.outcome is Outcome.SENT]
        news = [one for one in told if not one.key.startswith("redraw/")]
        alerted = {one.member for one in news if one.kind is LetterKind.ALERT}
        assert alerted >= {"hvanacker", "agoossens", "skeller", "kbrandt", "tverbeke"}
        assert {one.kind for one in news} >= {
            LetterKind.ASK,
            LetterKind.REMINDER,
            LetterKind.ALERT,
            LetterKind.DIGEST,
            LetterKind.NOTICE,
            LetterKind.HELP,
        }
        for one in news:
            assert oracle.is_worked(PEOPLE.get(one.member, HQ), one.at), one


async def test_what_somebody_has_taken_does_not_go_up(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red")
    await world.service.delivery.settled(5)
    (alert,) = alerts_in(world)
    await world.presses("ldessart", alert, "alert.acknowledge")
    await world.until("2026-03-20 17:00")
    assert [step.what for step in (await the_alert(world)).past] == [What.ACKNOWLEDGED]


async def test_the_owner_is_told_by_whom_it_waited_and_can_take_it(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
        await world.until("2026-03-16 09:59")
        assert alerts_of(world, "hvanacker") == []
        await world.until("2026-03-16 10:00")
        (told,) = alerts_of(world, "hvanacker")
        words = plain(told.card or {})
        assert "Supplier gone" in words
        assert "niemand had dit op zich genomen" in words
        (posted,) = alerts_in(world)
        assert "Hilde Van Acker" in plain(posted.card or {})
        await world.presses("hvanacker", told, "alert.acknowledge")
        await world.until("2026-03-25 10:00")
        assert "Hilde Van Acker has taken it" in plain(posted.card or {})
        assert [step.what for step in (await the_alert(world)).past] == [What.ESCALATED, What.ACKNOWLEDGED]


async def test_what_was_put_off_waits_for_nobody_and_comes_back_to_who_put_it_off(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red")
    await world.service.delivery.settled(5)
    (alert,) = alerts_in(world)
    refused = await world.presses("ldessart", alert, "alert.snooze", {"for": "400d"})
    assert "un, de trois ou de cinq jours" in refused.message
    await world.presses("ldessart", alert, "alert.snooze", {"for": "3d"})
    await world.teams.until(lambda: len(alert.history) == 2)
    assert "has put it off until" in plain(alert.card or {})
    await world.until("2026-03-17 09:59")
    assert alerts_of(world, "ldessart") == []
    await world.until("2026-03-17 10:00")
    assert len(alerts_of(world, "ldessart")) == 1
    assert [step.what for step in (await the_alert(world)).past] == [What.SNOOZED, What.WOKEN]
    await world.until("2026-03-19 10:00")
    assert (await the_alert(world)).past[-1].what is What.ESCALATED
