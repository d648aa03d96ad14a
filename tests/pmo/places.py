"""Zones, weeks and instants that a ministry meets, for the tests of everything that knows the time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from pmo.calendars import WorkingCalendar
from pmo.portfolio import Hours

ZONES = (
    "Europe/Brussels",
    "Asia/Kathmandu",
    "Africa/Kinshasa",
    "Asia/Qatar",
    "America/New_York",
    "Pacific/Auckland",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Africa/Casablanca",
)
SUN_TO_THU = (1, 2, 3, 4, 7)
MON_TO_FRI = (1, 2, 3, 4, 5)
WEEKS = (MON_TO_FRI, SUN_TO_THU, (1, 2, 4, 5), (1, 2, 3, 4), (6, 7), (3,), (1, 2, 3, 4, 5, 6, 7))
OFFICE = Hours(start=time(9), end=time(17))


def calendar(
    zone: str = "Europe/Brussels", week: tuple[int, ...] = MON_TO_FRI, hours: Hours = OFFICE
) -> WorkingCalendar:
    return WorkingCalendar(zone=zone, week=week, hours=hours)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def at(text: str, zone: str = "Europe/Brussels") -> datetime:
    """A local wall time, told in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@st.composite
def hours_of_a_day(draw: st.DrawFn) -> Hours:
    """Hours away from the time of night at which clocks are changed."""
    start = draw(st.integers(20, 80))
    end = draw(st.integers(start + 1, 90))
    return Hours(start=time(start // 4, start % 4 * 15), end=time(end // 4, end % 4 * 15))


CALENDARS = st.builds(WorkingCalendar, zone=st.sampled_from(ZONES), week=st.sampled_from(WEEKS), hours=hours_of_a_day())
DAYS = st.dates(date(2012, 1, 1), date(2030, 12, 31))
QUARTERS = st.builds(
    lambda day, quarter: datetime(day.year, day.month, day.day, tzinfo=UTC) + quarter * timedelta(minutes=15),
    DAYS,
    st.integers(0, 95),
)
"""Full quarters of an hour: all zones and their changes are multiples of it."""
