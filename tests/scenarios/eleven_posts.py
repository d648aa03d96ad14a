"""A ministry with one project and one manager at each of eleven posts, as files and as people of the oracle."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from tests.pmo.oracle import Away, Person, Rule

THURSDAYS = Rule(text="FREQ=WEEKLY;BYDAY=TH", at=time(10), within="1d")
FIRST, LAST = date(2025, 12, 29), date(2027, 1, 3)
"""The 53 ISO weeks of 2026."""

MON_TO_FRI = (1, 2, 3, 4, 5)
SUN_TO_THU = (1, 2, 3, 4, 7)
SAT_TO_WED = (1, 2, 3, 6, 7)
SHORT = {1: "mon", 2: "tue", 3: "wed", 4: "thu", 5: "fri", 6: "sat", 7: "sun"}


def office(name: str, zone: str, hours: tuple[int, int], country: str, week: tuple[int, ...] = MON_TO_FRI) -> Person:
    return Person(name=name, zone=zone, week=week, start=time(hours[0]), end=time(hours[1]), countries=(country,))


AT_THE_POSTS = (
    replace(office("BRU", "Europe/Brussels", (9, 17), "BE"), closed=frozenset({date(2026, 7, 2), date(2026, 11, 12)})),
    office("FIH", "Africa/Kinshasa", (8, 16), "CD"),
    office("DOH", "Asia/Qatar", (7, 14), "QA", SUN_TO_THU),
    office("ALG", "Africa/Algiers", (8, 16), "DZ", SUN_TO_THU),
    office("THR", "Asia/Tehran", (8, 15), "IR", SAT_TO_WED),
    office("KTM", "Asia/Kathmandu", (9, 17), "NP"),
    replace(office("NYC", "America/New_York", (9, 17), "US"), open=frozenset({date(2026, 11, 26)})),
    office("GRU", "America/Sao_Paulo", (11, 19), "BR"),
    office("LDH", "Australia/Lord_Howe", (8, 16), "AU"),
    office("APW", "Pacific/Apia", (8, 16), "WS"),
    office("WLG", "Pacific/Auckland", (8, 17), "NZ"),
)

ABSENCES = (
    ("BRU", "2026-03-09", "2026-03-20", "APW"),
    ("NYC", "2026-04-16", "2026-04-16", ""),
    ("KTM", "2026-09-07", "2026-09-11", ""),
    ("GRU", "2026-06-02", "2026-06-05", ""),
    ("WLG", "2026-09-21", "2026-10-02", "LDH"),
    ("ALG", "2026-05-10", "2026-05-14", "BRU"),
    ("APW", "2026-07-20", "2026-07-24", "LDH"),
    ("LDH", "2026-07-22", "2026-07-24", ""),
    ("DOH", "2026-02-04", "2026-02-06", ""),
)
"""Member, first day, last day, deputy."""


def _people() -> dict[str, Person]:
    alone = {person.name: person for person in AT_THE_POSTS}
    for member, first, last, _ in ABSENCES:
        away = Away(first=date.fromisoformat(first), last=date.fromisoformat(last))
        alone[member] = replace(alone[member], absences=(*alone[member].absences, away))
    together = dict(alone)
    for member, first, last, deputy in ABSENCES:
        if deputy:
            away = Away(first=date.fromisoformat(first), last=date.fromisoformat(last), deputy=alone[deputy])
            together[member] = replace(alone[member], absences=(away,))
    return together


MANAGERS = _people()
"""By post, which is also the id of the manager and the code of the project."""


def write(folder: Path) -> Path:
    """The portfolio as a folder of CSV files (CONTRACT §4)."""
    folder.mkdir()
    people = MANAGERS.values()
    _write(
        folder / "posts.csv", "code,name,country,timezone,workweek,hours,closed,open", [_post(who) for who in people]
    )
    _write(folder / "members.csv", "id,name,post", [(who.name, f"Manager {who.name}", who.name) for who in people])
    program = ("ALL", "All over the world", THURSDAYS.text, "10:00", THURSDAYS.within)
    _write(folder / "programs.csv", "code,name,checkin_rule,ask_at,answer_within", [program])
    projects = [(who.name, "ALL", f"Project {who.name}", who.name, "executing") for who in people]
    _write(folder / "projects.csv", "code,program,name,manager,phase", projects)
    _write(folder / "absences.csv", "member,from,to,deputy", ABSENCES)
    return folder


def _post(who: Person) -> Sequence[str]:
    week = ";".join(SHORT[day] for day in who.week)
    closed, opened = (";".join(str(day) for day in sorted(days)) for days in (who.closed, who.open))
    return (
        who.name,
        f"Post {who.name}",
        who.countries[0],
        who.zone,
        week,
        f"{who.start:%H:%M}-{who.end:%H:%M}",
        closed,
        opened,
    )


def _write(path: Path, header: str, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header.split(","), *rows])
