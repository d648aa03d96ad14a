"""Who is asked when: the product against a slow reading of DESIGN §5 (`oracle`), over years, zones and calendars."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from itertools import takewhile

import pytest
from holidays.constants import HALF_DAY
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmo.cadence import PlannedAsk, next_ask, planned
from pmo.recurrence import check_rule
from tests.pmo.asked_people import (
    BARE,
    EVERY_WEEK,
    MONTHLY,
    NIGHTLY,
    QUARTERLY,
    SPANS,
    SUN_TO_THU,
    ZONES,
    changes,
    people,
    people_with_deputies,
    rules,
)
from tests.pmo.oracle import (
    QUARTER,
    Asked,
    Away,
    Person,
    Rule,
    ask,
    asks,
    cadence_of,
    day_off,
    instant,
    is_worked,
    listed,
    local,
    respondent_of,
    told,
    worked_steps,
)
from tests.pmo.oracle_rules import DAY, WEEKDAYS, falls, period_name, walk

Case = tuple[Person, Rule, date, date]
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Somebody with deputies, a rhythm, and one or two years."""
    first, last = draw(SPANS)
    return draw(people_with_deputies(first, last)), draw(rules()), first, last


@st.composite
def nights_of_changed_clocks(draw: st.DrawFn) -> Case:
    """Somebody who works every day, often at night, asked on the day of a change, the one before or the one after."""
    zone = draw(st.sampled_from([zone for zone in ZONES if changes(zone)]))
    day = draw(st.sampled_from(changes(zone))) + draw(st.integers(-1, 1)) * DAY
    rule = replace(draw(rules(BARE)), text=weekly_on(day), at=draw(NIGHTLY), about="")
    return replace(draw(people(day - 7 * DAY, day + 7 * DAY)), zone=zone, week=EVERY_DAY), rule, day, day


@st.composite
def half_days(draw: st.DrawFn) -> Case:
    """Somebody who works every day, asked on a half-day or the day before; it may be on the list of open days."""
    country, other = draw(st.permutations(["TR", "IS"]))
    day = draw(st.sampled_from(sorted(listed(country, draw(st.integers(2012, 2031)), HALF_DAY))))
    rule = replace(draw(rules(BARE)), text=weekly_on(day - draw(st.integers(0, 1)) * DAY), about="")
    person = draw(people(day - 7 * DAY, day + 7 * DAY))
    opened = draw(st.sampled_from([frozenset[date](), frozenset[date](), frozenset([day])]))
    countries = draw(st.sampled_from([(country,), ("BE", country), (country, other)]))
    return replace(person, week=EVERY_DAY, countries=countries, open=opened), rule, day - DAY, day


BRIEF_WINDOWS = [
    (EVERY_WEEK, "", "1d"),
    (EVERY_WEEK, "month", "10d"),
    (EVERY_WEEK, "quarter", "15d"),
    (MONTHLY, "", "10d"),
    (MONTHLY, "quarter", "10d"),
    (QUARTERLY, "", "10d"),
]
"""Rhythms, what they are about, and windows that close before the next ask."""


@st.composite
def moments_after_an_ask(draw: st.DrawFn) -> tuple[Person, Rule, datetime]:
    """Somebody whose only days off are outside their week, a window shorter than the rhythm, and a moment."""
    first, last = draw(SPANS)
    texts, about, within = draw(st.sampled_from(BRIEF_WINDOWS))
    rule = replace(draw(rules(texts)), about=about, within=within)
    week = draw(st.sampled_from([(1, 2, 3, 4, 5), SUN_TO_THU, EVERY_DAY]))
    person = replace(draw(people(first, last)), week=week, closed=frozenset(), countries=(), absences=())
    instants = [one.at for one in asks(person, rule, first, last) if one.at]
    assume(instants)
    return person, rule, draw(st.sampled_from(instants)) + draw(st.integers(1, 16 * 96)) * QUARTER


def weekly_on(day: date) -> str:
    return f"FREQ=WEEKLY;BYDAY={WEEKDAYS[day.weekday()]}"


def plans_of(person: Person, rule: Rule, first: date, last: date) -> list[PlannedAsk]:
    """What the product plans for the rule's days between two days."""
    cadence, who = cadence_of(rule), respondent_of(person)
    days = takewhile(lambda day: day <= last, cadence.days(first))
    return [planned(cadence, day, who) for day in days]


def everybody(person: Person) -> dict[str, Person]:
    return {person.name: person} | {away.deputy.name: away.deputy for away in person.absences if away.deputy}


def played(person: Person, rule: Rule, start: datetime, end: datetime) -> Iterator[PlannedAsk]:
    """Plays the time as the ticker does: what is next, let it come, note it, what is next then."""
    cadence, who, asked, now = cadence_of(rule), respondent_of(person), set[str](), start
    while (found := next_ask(cadence, who, now, lambda one: one.period in asked)) is not None and found.at < end:
        yield found
        asked.add(found.period)
        now = max(now, found.at)


@settings(derandomize=True, max_examples=250)
@given(cases())
def test_everybody_is_asked_when_and_until_when_the_rules_say_and_another_day_has_its_reason(case: Case) -> None:
    assert [told(plan) for plan in plans_of(*case)] == asks(*case)


@settings(derandomize=True, max_examples=400)
@given(nights_of_changed_clocks())
def test_a_night_in_which_clocks_are_changed_asks_at_the_right_moment(case: Case) -> None:
    assert [told(plan) for plan in plans_of(*case)] == asks(*case)


@settings(derandomize=True, max_examples=250)
@given(half_days())
def test_a_half_day_is_asked_about_within_its_hours_and_counts_as_a_day_of_the_window(case: Case) -> None:
    assert [told(plan) for plan in plans_of(*case)] == asks(*case)


@settings(derandomize=True, max_examples=300)
@given(rules(), SPANS)
def test_a_rule_falls_on_the_days_a_calendar_on_the_wall_shows(rule: Rule, span: tuple[date, date]) -> None:
    first, last = span
    days = takewhile(lambda day: day <= last, cadence_of(Rule(text=rule.text, at=rule.at, within="1d")).days(first))
    assert check_rule(rule.text) is None
    assert list(days) == [day for day in walk(first, last) if falls(rule.text, day)]


@settings(derandomize=True, max_examples=120)
@given(cases())
def test_every_ask_lies_in_working_time_and_before_its_deadline_and_tells_from_which_day_it_was_moved(
    case: Case,
) -> None:
    people_asked = everybody(case[0])
    for plan in plans_of(*case):
        if plan.absent:
            continue
        who = people_asked[plan.member]
        day = local(who, plan.at).date()
        assert is_worked(who, plan.at)
        assert day_off(who, day) is None
        assert plan.at < plan.deadline
        assert (plan.moved is None) == falls(case[1].text, day)


@settings(derandomize=True, max_examples=120)
@given(cases())
def test_each_period_is_asked_about_once_and_none_is_left_out(case: Case) -> None:
    _, rule, first, last = case
    named = [plan.period for plan in plans_of(*case)]
    assert len(set(named)) == len(named)
    ending = {period_name(day, rule.about or rule.kind) for day in (first, last)}
    fallen = {period_name(day, rule.about or rule.kind) for day in walk(first, last) if falls(rule.text, day)}
    assert set(named) | ending == fallen | ending


@settings(derandomize=True, max_examples=80)
@given(cases())
def test_who_lets_the_time_come_is_asked_the_same_as_who_plans(case: Case) -> None:
    person, rule, first, last = case
    start, end = instant("UTC", first, time(0)), instant("UTC", last, time(0))
    expected = asks(person, rule, first - 40 * DAY, last + 40 * DAY)
    found = list(played(person, rule, start, end))
    asked = {told(plan) for plan in found if not plan.absent and not plan.made_up}
    assert asked == {one for one in expected if one.at is not None and start <= one.at < end}
    already_past = {one.period for one in expected if one.at is not None and one.at >= start}
    assert not already_past & {plan.period for plan in found if plan.made_up}


@settings(derandomize=True, max_examples=120)
@given(moments_after_an_ask())
def test_an_ask_that_becomes_known_while_its_window_is_open_is_made_up_at_the_next_working_minute(
    case: tuple[Person, Rule, datetime],
) -> None:
    person, rule, now = case
    day = local(person, now).date()
    last = [one for one in asks(person, rule, day - 400 * DAY, day + 40 * DAY) if one.at and one.at < now][-1]
    found = next_ask(cadence_of(rule), respondent_of(person), now, lambda _: False)
    working = next(worked_steps(person, now, QUARTER))
    assert found is not None
    assert last.deadline is not None
    made_up = (found.period, found.at) if found.made_up else None
    assert made_up == ((last.period, working) if working < last.deadline else None)


BRUSSELS = Person(
    name="m", zone="Europe/Brussels", week=(1, 2, 3, 4, 5), start=time(9), end=time(17), countries=("BE",)
)
DOHA = Person(name="d", zone="Asia/Qatar", week=SUN_TO_THU, start=time(8), end=time(15), countries=("QA",))
APIA = Person(name="a", zone="Pacific/Apia", week=(1, 2, 3, 4, 5), start=time(8), end=time(16))
MARCH = (date(2026, 3, 9), date(2026, 3, 13))


def away(person: Person, deputy: Person | None, days: tuple[date, date] = MARCH) -> Person:
    return replace(person, absences=(Away(first=days[0], last=days[1], deputy=deputy),))


def weekly(day: str, at: time = time(10), within: str = "1d") -> Rule:
    return Rule(text=f"FREQ=WEEKLY;BYDAY={day}", at=at, within=within)


WORKED_BY_HAND = {
    "in winter": (BRUSSELS, weekly("TH"), "2026-03-12", "m 2026-03-12T09:00 until 2026-03-13T09:00"),
    "in summer": (BRUSSELS, weekly("TH"), "2026-04-02", "m 2026-04-02T08:00 until 2026-04-03T08:00"),
    "Ascension Day": (
        BRUSSELS,
        weekly("TH"),
        "2026-05-14",
        "m 2026-05-13T08:00 until 2026-05-15T08:00 (2026-05-14 holiday BE)",
    ),
    "a window over the change": (BRUSSELS, weekly("FR"), "2026-03-27", "m 2026-03-27T09:00 until 2026-03-30T08:00"),
    "hours over a weekend": (
        BRUSSELS,
        weekly("FR", at=time(15), within="6h"),
        "2026-03-27",
        "m 2026-03-27T14:00 until 2026-03-30T11:00",
    ),
    "before work": (BRUSSELS, weekly("MO", at=time(7)), "2026-03-09", "m 2026-03-09T08:00 until 2026-03-10T08:00"),
    "no Friday in Doha": (
        DOHA,
        weekly("FR"),
        "2026-03-13",
        "d 2026-03-12T07:00 until 2026-03-15T07:00 (2026-03-13 week)",
    ),
    "away all week": (away(BRUSSELS, None), weekly("TH"), "2026-03-12", "m absent"),
    "the deputy's clock": (
        away(BRUSSELS, DOHA),
        weekly("TH"),
        "2026-03-12",
        "d for m 2026-03-12T07:00 until 2026-03-15T07:00",
    ),
    "a day ahead": (APIA, weekly("TH"), "2026-03-12", "a 2026-03-11T21:00 until 2026-03-12T21:00"),
}


def in_words(one: Asked) -> str:
    who = f"{one.who} for {one.stands_for}" if one.stands_for else one.who
    if one.at is None or one.deadline is None:
        return f"{who} absent"
    why = " (" + " ".join(str(part) for part in one.moved if part) + ")" if one.moved else ""
    return f"{who} {one.at:%Y-%m-%dT%H:%M} until {one.deadline:%Y-%m-%dT%H:%M}{why}"


@pytest.mark.parametrize(
    ("person", "rule", "day", "words"), WORKED_BY_HAND.values(), ids=[name.replace(" ", "-") for name in WORKED_BY_HAND]
)
def test_what_was_worked_out_by_hand_is_what_both_say(person: Person, rule: Rule, day: str, words: str) -> None:
    on = date.fromisoformat(day)
    assert in_words(ask(person, rule, on)) == words
    assert [in_words(told(plan)) for plan in plans_of(person, rule, on, on)] == [words]
