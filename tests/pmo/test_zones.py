"""Time zones by what people call them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.zones import nearest_zone, next_clock_change
from tests.pmo.places import ZONES


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Brussels", "Europe/Brussels"),
        ("brussels", "Europe/Brussels"),
        ("  BRUSSELS ", "Europe/Brussels"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("america/new  york", "America/New_York"),
        ("port-au-prince", "America/Port-au-Prince"),
        ("utc", "UTC"),
        ("ho chi minh", "Asia/Ho_Chi_Minh"),
    ],
)
def test_a_zone_is_found_by_its_name_or_by_a_city(text: str, zone: str) -> None:
    assert nearest_zone(text) == (zone, "")


@pytest.mark.parametrize(
    ("city", "zone"),
    [
        ("istanbul", "Europe/Istanbul"),  # also Asia/Istanbul
        ("nicosia", "Asia/Nicosia"),  # also Europe/Nicosia
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),  # also America/Buenos_Aires
        ("indianapolis", "America/Indiana/Indianapolis"),
    ],
)
def test_a_city_whose_zone_has_an_older_name_too_is_found_under_the_one_in_use(city: str, zone: str) -> None:
    assert nearest_zone(city) == (zone, "")


def test_an_older_name_is_taken_as_it_is() -> None:
    assert nearest_zone("asia/istanbul") == ("Asia/Istanbul", "")


@pytest.mark.parametrize("text", ["Central", "pacific"])
def test_a_word_that_stands_in_zones_of_two_countries_is_none(text: str) -> None:
    assert nearest_zone(text)[0] == ""


@pytest.mark.parametrize(
    ("text", "suggested"),
    [("brusels", "Europe/Brussels"), ("Katmandou", "Asia/Katmandu"), ("europe/brussel", "Europe/Brussels")],
)
def test_of_a_name_nearly_right_the_nearest_is_suggested_and_not_taken(text: str, suggested: str) -> None:
    assert nearest_zone(text) == ("", suggested)


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "Mars/Olympus Mons", "x" * 500])
def test_a_name_like_none_is_answered_with_none(text: str) -> None:
    assert nearest_zone(text) == ("", "")


@given(st.sampled_from(ZONES), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from([" ", "_", "  "]))
def test_case_and_spaces_do_not_matter(zone: str, case: Callable[[str], str], gap: str) -> None:
    assert nearest_zone(case(zone).replace("_", gap)) == (zone, "")
    assert nearest_zone(case(zone.rpartition("/")[2]).replace("_", gap)) == (zone, "")


@given(st.text(max_size=30))
def test_whatever_is_found_or_suggested_is_a_zone_and_never_both(text: str) -> None:
    found, suggested = nearest_zone(text)
    assert not (found and suggested)
    assert all(ZoneInfo(name) for name in (found, suggested) if name)


@given(zone=st.sampled_from(ZONES), minutes=st.integers(0, 10 * 366 * 24 * 60))
def test_the_next_clock_change_is_the_first_minute_with_another_offset(zone: str, minutes: int) -> None:
    there, now = ZoneInfo(zone), datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

    def offset(at: datetime) -> timedelta:
        return at.astimezone(there).utcoffset() or timedelta()

    found = next_clock_change(there, now)
    at, by = found or (now + timedelta(days=366), timedelta())
    assert (found is None) == (by == timedelta())
    assert offset(at) == offset(now) + by
    assert offset(at - timedelta(minutes=1)) == offset(now)
    days = range((at - now).days)
    assert {offset(now + timedelta(days=n)) for n in days} <= {offset(now)}
