"""`rapporteur plan` over 2026 for eleven posts from Apia to New York: who is asked when, and why on another day."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.crash.process import ServerProcess
from tests.pmo.asked_people import changes
from tests.pmo.oracle import Asked, Person, asks, day_off, instant, is_away, is_worked
from tests.pmo.oracle_rules import DAY, walk
from tests.scenarios.eleven_posts import FIRST, LAST, MANAGERS, THURSDAYS, write

WEEKS = [f"2026-W{number:02}" for number in range(1, 54)]
Row = dict[str, Any]


@dataclass(frozen=True)
class Shell:
    """A shell in which `rapporteur` finds one store."""

    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        return {"RAPPORTEUR_STORE": str(self.folder / "store"), "RAPPORTEUR_CLOCK": "2025-12-01T08:00:00+00:00"}

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(app, words, env=self.settings)

    def plan(self, *words: str) -> list[Row]:
        told = self.run("plan", "--json", *words)
        assert (told.exit_code, told.stderr) == (0, "")
        rows: list[Row] = json.loads(told.stdout)
        return rows


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    shell = Shell(tmp_path_factory.mktemp("eleven"))
    told = shell.run("import", str(write(shell.folder / "portfolio")))
    assert told.exit_code == 0, told.stderr
    return shell


@pytest.fixture(scope="module")
def year(shell: Shell) -> list[Row]:
    return shell.plan("--from", str(FIRST), "--to", str(LAST))


def rows_of(rows: list[Row], project: str, week: str = "") -> list[Row]:
    return [row for row in rows if project in row["projects"] and row["period"].startswith(week)]


def wall(row: Row) -> datetime:
    """What the clock of the person shows."""
    return datetime.fromisoformat(row["local"]).replace(tzinfo=None)


def expected(project: str) -> list[Asked]:
    return [one for one in asks(MANAGERS[project], THURSDAYS, FIRST, LAST) if one.at]


@pytest.mark.parametrize("project", MANAGERS)
def test_a_year_of_a_project_is_planned_as_a_calendar_on_the_wall_tells(year: list[Row], project: str) -> None:
    planned = [(row["member"], row["period"], row["utc"]) for row in rows_of(year, project)]
    assert planned == [(one.who, one.period, one.at.isoformat()) for one in expected(project) if one.at]


def test_everybody_is_asked_at_ten_or_at_the_start_of_work_on_their_own_clock(year: list[Row]) -> None:
    for row in year:
        who = MANAGERS[row["member"]]
        assert wall(row).time() == max(time(10), who.start)
        assert (row["zone"], row["post"]) == (who.zone, who.name)
        assert datetime.fromisoformat(row["utc"]) == datetime.fromisoformat(row["local"])
        assert instant(who.zone, wall(row).date(), wall(row).time()) == datetime.fromisoformat(row["utc"])


def test_nobody_is_asked_outside_their_hours_on_a_day_off_or_while_they_are_away(year: list[Row]) -> None:
    for row in year:
        who = MANAGERS[row["member"]]
        assert is_worked(who, datetime.fromisoformat(row["utc"]))
        assert day_off(who, wall(row).date()) is None


@pytest.mark.parametrize("project", MANAGERS)
def test_each_week_is_asked_about_once_or_not_at_all_by_who_worked_on_none_of_its_days(
    year: list[Row], project: str
) -> None:
    counted = Counter(row["period"] for row in rows_of(year, project))
    idle = {week for week in WEEKS if not any(worked_before_thursday(MANAGERS[project], week))}
    assert counted == dict.fromkeys(sorted(set(WEEKS) - idle), 1)


def worked_before_thursday(person: Person, week: str) -> Iterator[bool]:
    """For each day of the week up to Thursday, whether the person or somebody in their place works."""
    monday = date.fromisocalendar(2026, int(week[-2:]), 1)
    thursday = monday + 3 * DAY
    deputies = [one.deputy for one in person.absences if one.deputy and one.first <= thursday <= one.last]
    at_hand = [person, *(deputy for deputy in deputies if not is_away(deputy, thursday))]
    for day in walk(monday, thursday):
        yield any(day_off(who, day) is None for who in at_hand)


@pytest.mark.parametrize(
    ("project", "week"),
    [("KTM", "2026-W37"), ("APW", "2026-W30"), ("KTM", "2026-W43")],
    ids=["away", "deputy-away-too", "Dashain"],
)
def test_who_works_on_no_day_up_to_thursday_and_has_nobody_at_hand_is_not_asked(
    year: list[Row], project: str, week: str
) -> None:
    assert rows_of(year, project, week) == []


def test_an_ask_on_another_day_tells_the_rules_own_day_and_the_reason_and_no_other_does(year: list[Row]) -> None:
    words = {"week": "not in the working week", "closed": "the post is closed", "away": "absent"}
    for row in year:
        thursday = date.fromisocalendar(wall(row).isocalendar().year, wall(row).isocalendar().week, 4)
        assert (row["moved"] is None) == (wall(row).date() == thursday)
        if row["moved"] is None:
            continue
        why, country = day_off(MANAGERS[row["member"]], thursday) or ("", "")
        assert row["moved"]["from"] == str(thursday)
        said = row["moved"]["reason"]
        assert said == words[why] if why in words else said.startswith("public holiday: ") and f"({country})" in said


BY_HAND = [
    ("BRU 2026-W20", "BRU 2026-05-13T10:00", "2026-05-14: public holiday: Ascension Day (BE)"),
    ("BRU 2026-W27", "BRU 2026-07-01T10:00", "2026-07-02: the post is closed"),
    ("BRU 2026-W12", "APW 2026-03-19T10:00", ""),
    ("THR 2026-W15", "THR 2026-04-08T10:00", "2026-04-09: not in the working week"),
    ("NYC 2026-W16", "NYC 2026-04-15T10:00", "2026-04-16: absent"),
    ("NYC 2026-W48", "NYC 2026-11-26T10:00", ""),  # Thanksgiving, on the list of open days
    ("GRU 2026-W22", "GRU 2026-05-28T11:00", ""),
    ("GRU 2026-W23", "GRU 2026-06-01T11:00", "2026-06-04: absent"),
    ("WLG 2026-W39", "LDH 2026-09-24T10:00", ""),
    ("ALG 2026-W20", "BRU 2026-05-13T10:00", "2026-05-14: public holiday: Ascension Day (BE)"),
    ("DOH 2026-W06", "DOH 2026-02-03T10:00", "2026-02-05: absent"),
]


@pytest.mark.parametrize(("asked_about", "asked", "moved"), BY_HAND)
def test_what_was_worked_out_by_hand_is_planned(year: list[Row], asked_about: str, asked: str, moved: str) -> None:
    project, week = asked_about.split()
    (row,) = rows_of(year, project, week)
    assert f"{row['member']} {wall(row):%Y-%m-%dT%H:%M}" == asked
    assert moved == ("{from}: {reason}".format(**row["moved"]) if row["moved"] else "")
    assert (project in row["stands_for"]) == (row["member"] != project)


def test_a_deputy_who_is_away_that_day_is_not_asked_for_another(year: list[Row]) -> None:
    assert [(wall(row).isoformat(), row["stands_for"]) for row in rows_of(year, "LDH", "2026-W30")] == [
        ("2026-07-21T10:00:00", [])
    ]


CHANGED = [
    ("BRU", "2026-03-26T09:00", "2026-04-02T08:00"),
    ("BRU", "2026-10-22T08:00", "2026-10-29T09:00"),
    ("NYC", "2026-03-05T15:00", "2026-03-12T14:00"),
    ("NYC", "2026-10-29T14:00", "2026-11-05T15:00"),
    ("LDH", "2026-04-01T23:00", "2026-04-08T23:30"),
    ("LDH", "2026-09-30T23:30", "2026-10-07T23:00"),
    ("WLG", "2026-04-01T21:00", "2026-04-08T22:00"),
]


@pytest.mark.parametrize(("member", "before", "after"), CHANGED)
def test_the_weeks_around_a_change_of_the_clocks_keep_the_time_on_the_wall(
    shell: Shell, member: str, before: str, after: str
) -> None:
    days = [datetime.fromisoformat(text) for text in (before, after)]
    rows = shell.plan("--from", f"{days[0] - DAY:%Y-%m-%d}", "--to", f"{days[1] + DAY:%Y-%m-%d}", "--member", member)
    assert [row["utc"] for row in rows] == [f"{text}:00+00:00" for text in (before, after)]
    assert any(days[0].date() <= day <= days[1].date() for day in changes(MANAGERS[member].zone))


def test_a_plan_of_one_member_is_their_part_of_the_plan_of_all_in_any_case(shell: Shell, year: list[Row]) -> None:
    assert shell.plan("--from", str(FIRST), "--to", str(LAST), "--member", "fih") == [
        row for row in year if row["member"] == "FIH"
    ]
    assert {name for row in year for name in row["stands_for"]} == {"BRU", "WLG", "ALG"}


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-04-01", "2026-04-09"),
        ("2026-03-19", "2026-03-19"),
        ("2026-03-18", "2026-03-18"),
        ("2026-03-20", "2026-03-21"),
    ],
)
def test_a_plan_of_a_few_days_is_what_people_see_on_their_own_calendars_then(
    shell: Shell, year: list[Row], first: str, last: str
) -> None:
    part = [row for row in year if first <= f"{wall(row):%Y-%m-%d}" <= last]
    assert shell.plan("--from", first, "--to", last) == part
    assert part == sorted(part, key=lambda row: str(row["utc"]))


def test_without_json_each_ask_is_one_line_that_says_why_it_was_moved(shell: Shell) -> None:
    told = shell.run("plan", "--from", "2026-05-11", "--to", "2026-05-17", "--member", "BRU")
    line = "Wed 13 May 2026 10:00  Europe/Brussels"
    (said,) = [one for one in told.stdout.splitlines() if one.startswith(line)]
    assert "public holiday: Ascension Day (BE)" in said
    assert told.exit_code == 0


async def test_a_plan_works_beside_a_bot_that_has_the_store_open_for_writing(
    shell: Shell, year: list[Row], tmp_path: Path
) -> None:
    settings = shell.settings | {"RAPPORTEUR_LOCAL": "1", "RAPPORTEUR_PORT": "0"}
    bot = ServerProcess(["-m", "bot", "serve"], settings, tmp_path)
    try:
        await bot.start()
        told = await asyncio.to_thread(shell.run, "import", str(shell.folder / "portfolio"))
        assert (told.exit_code, len(told.stderr.splitlines())) == (1, 1)
        assert await asyncio.to_thread(shell.plan, "--from", str(FIRST), "--to", str(LAST)) == year
    finally:
        await bot.stop()


def test_what_comes_from_one_day_and_what_is_moved_there_from_another_keep_their_own_reasons(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    files = {
        "posts": "code,name,country,timezone,workweek\nDOH,Doha,QA,Asia/Qatar,sun-thu\n",
        "members": "id,name,post\nmona,Mona,DOH\n",
        "programs": "code,name,checkin_rule\nA,A,FREQ=WEEKLY;BYDAY=TH\nB,B,FREQ=WEEKLY;BYDAY=FR\n",
        "projects": "code,program,name,manager,phase\nP1,A,P1,mona,executing\nP2,B,P2,mona,executing\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text)
    assert shell.run("import", str(tmp_path)).exit_code == 0
    rows = shell.plan("--from", "2026-03-12", "--to", "2026-03-12")
    assert [(row["projects"], row["moved"]) for row in rows] == [
        (["P1"], None),
        (["P2"], {"from": "2026-03-13", "reason": "not in the working week"}),
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--from", "2026-03-12", "--to", "2026-03-11"), "2026-03-11"),
        (("--from", "2026-03-12", "--to", "2036-03-11"), "days"),
        (("--from", "2026-03-12", "--to", "2026-03-13", "--member", "nobody"), "nobody"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_one_sentence(shell: Shell, words: tuple[str, ...], says: str) -> None:
    told = shell.run("plan", "--json", *words)
    assert (told.exit_code, told.stdout) == (1, "")
    (sentence,) = told.stderr.splitlines()
    assert says in sentence
    assert sentence.endswith(".")


def test_without_a_store_one_sentence_says_so_and_none_is_made(tmp_path: Path) -> None:
    told = Shell(tmp_path).run("plan", "--from", "2026-03-12", "--to", "2026-03-13")
    assert (told.exit_code, told.stdout, len(told.stderr.splitlines())) == (1, "", 1)
    assert str(tmp_path / "store") in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--from", "2026-03-12"),
        ("--from", "12/03/2026", "--to", "2026-03-13"),
        ("--from", "2026-02-30", "--to", "2026-03-13"),
        ("--from", "2026-03-12", "--to", "2026-03-13", "--until", "noon"),
    ],
)
def test_a_plan_without_its_days_is_wrong_usage(shell: Shell, words: tuple[str, ...]) -> None:
    told = shell.run("plan", *words)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr
