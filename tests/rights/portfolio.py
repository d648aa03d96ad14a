"""A small portfolio in which everything bears an unmistakable mark, so that what goes out can be searched for it.

Whatever is said of a project anywhere, in codes, names, summaries, milestones or indicators, contains its star; what is
said of a program contains its wind; money is in NOK, and of amounts that no other project has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmo.importing.sheets import Sheet, Sheets
from tests.teams.people import Channel, Person

NORTH, SOUTH, EAST = "NORTHWIND", "SOUTHWIND", "EASTWIND"
"""Programs; the last has neither a channel nor anybody who leads it."""
NORTH_CHANNEL = Channel(name="North", id="19:north@thread.tacv2")
SOUTH_CHANNEL = Channel(name="South", id="19:south@thread.tacv2")
COFFEE_CHANNEL = Channel(name="Coffee", id="19:coffee@thread.tacv2")
CHANNELS = (NORTH_CHANNEL, SOUTH_CHANNEL, COFFEE_CHANNEL)
GROUP_CHAT = "19:group@unq.gbl.spaces"
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Star:
    """A project of the portfolio."""

    code: str
    program: str
    manager: str
    owner: str
    restricted: bool = False

    @property
    def number(self) -> int:
        """Of no other project: it makes its amounts unmistakable."""
        return list(STARS).index(self.code) + 11

    @property
    def amounts(self) -> Mapping[str, int]:
        """Its money: the budget, what a month was to cost and has cost, and what its indicator says."""
        n = self.number
        return {"budget": 1200000 + n, "planned": 100000 + n, "actual": 190000 + n, "cash": 7770000 + n}


STARS = {
    star.code: star
    for star in (
        Star("ALTAIR", NORTH, "mana", "olga"),
        Star("BELLATRIX", NORTH, "mana", "olga", restricted=True),
        Star("CAPELLA", NORTH, "sima", "otto"),
        Star("DENEB", NORTH, "sima", "otto", restricted=True),
        Star("ELECTRA", SOUTH, "fama", "otto"),
        Star("FOMALHAUT", SOUTH, "fama", "otto", restricted=True),
        Star("GACRUX", NORTH, "mara", "otto"),
        Star("HADAR", NORTH, "mara", "otto", restricted=True),
        Star("IZAR", NORTH, "exma", "otto"),
        Star("JABBAH", NORTH, "exma", "otto", restricted=True),
        Star("KRAZ", NORTH, "mixa", "otto"),
        Star("LESATH", SOUTH, "mixa", "otto", restricted=True),
        Star("MENKAR", EAST, "", "otto"),
    )
}

WHO = {
    "contributor": "cora",
    "project manager": "mana",
    "project owner": "olga",
    "steering": "stef",
    "deputy of an absence": "dede",
    "deputy after the absence": "dora",
    "deputy of an assignment": "asta",
    "external deputy": "exde",
    "program manager": "pama",
    "program owner": "poan",
    "management": "moira",
    "pmo": "petra",
    "external contributor": "exco",
    "external manager": "exma",
    "external of the pmo": "expo",
    "member without projects": "nemo",
    "archived": "arch",
    "not in members": "stranger",
}
"""Who asks, and the id of the one who stands for them here."""
OTHERS = ("otto", "sima", "fama", "mara", "mixa", "cleo", "cyra", "sudo", "piet")
EXTERNAL = ("exde", "exco", "exma", "expo")
ROLES = {"moira": "management", "petra": "pmo", "piet": "pmo", "expo": "pmo"}
AWAY = "2026-03-12", "2026-03-20"


def person(member: str) -> Person:
    """How Teams knows somebody."""
    number = [*WHO.values(), *OTHERS].index(member) + 1
    return Person(
        name=f"{member.title()} Somebody",
        entra_id=f"00000000-0000-4000-8000-{number:012d}",
        teams_id=f"29:{member}",
    )


PEOPLE = {member: person(member) for member in (*WHO.values(), *OTHERS)}


def sheet(*rows: Row) -> Sheet:
    """Rows as a file."""
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return Sheet(columns, [(n, tuple(row.get(name, "") for name in columns)) for n, row in enumerate(rows, 2)])


def sheets(stars: Sequence[str] = tuple(STARS), *, money: bool = True, hushed: bool = True) -> Sheets:
    """The portfolio as an import brings it.

    Args:
        stars: the projects of it that there are.
        money: whether there are budgets, costs and indicators in money.
        hushed: whether there is a restricted indicator.
    """
    known = [STARS[code] for code in stars]
    found: dict[str, Sequence[Row]] = {
        "members": members(),
        "programs": [program for program in programs() if any(star.program == program["code"] for star in known)],
        "projects": [project(star, money=money) for star in known],
        "assignments": [row for row in assignments() if row["project"] in stars],
        "indicators": [*[one for star in known for one in indicators(star)], *as_a_whole(known)],
        "milestones": [one for star in known for one in milestones(star, stars)],
        "documents": [{"project": star.code, "artefact": "Project Charter", "state": "draft"} for star in known],
        "costs": [one for star in known for one in costs(star)] if money else [],
        "statuses": [one for star in known for one in statuses(star)],
        "measurements": [one for star in known for one in measurements(star)],
        "absences": absences(),
        "rules": rules(stars),
    }
    kept = {
        name: [row for row in rows if (money or not _is_of(row, "CASH")) and (hushed or not _is_of(row, "HUSH"))]
        for name, rows in found.items()
    }
    return {name: sheet(*rows) for name, rows in kept.items() if rows}


def _is_of(row: Row, ending: str) -> bool:
    """Whether a row is about an indicator whose code ends so."""
    return any(row.get(name, "").endswith(f".{ending}") for name in ("code", "indicator"))


def members(*, left: bool = False) -> list[Row]:
    """Everybody but the stranger; without who has left meanwhile."""
    return [
        {
            "id": member,
            "name": one.name,
            "email": f"{member}@example.org",
            "entra_id": one.entra_id,
            "language": "en",
            "role": ROLES.get(member, "member"),
            "external": "yes" if member in EXTERNAL else "no",
        }
        for member, one in PEOPLE.items()
        if member != "stranger" and not (left and member == "arch")
    ]


def programs() -> list[Row]:
    shared = {"languages": "en", "checkin_rule": "FREQ=WEEKLY;BYDAY=TH", "digest_rule": "FREQ=WEEKLY;BYDAY=FR"}
    shared |= {"ask_at": "10:00", "answer_within": "1d", "digest_at": "14:00", "costs": "yes"}
    north = {"code": NORTH, "name": "Northwind", "manager": "pama", "owner": "poan", "channel": NORTH_CHANNEL.id}
    south = {"code": SOUTH, "name": "Southwind", "manager": "sudo", "owner": "otto", "channel": SOUTH_CHANNEL.id}
    return [shared | north, shared | south, shared | {"code": EAST, "name": "Eastwind"}]


def project(star: Star, *, money: bool) -> Row:
    return {
        "code": star.code,
        "program": star.program,
        "name": f"Works of {star.code.title()}",
        "manager": star.manager,
        "owner": star.owner,
        "phase": "executing",
        "start": "2025-09-01",
        "end": "2026-12-18",
        "forecast_end": "2026-12-18",
        "budget": str(star.amounts["budget"]) if money else "",
        "currency": "NOK" if money else "",
        "classification": "restricted" if star.restricted else "internal",
        "description": f"What {star.code.title()} is for.",
    }


def assignments() -> list[Row]:
    own = [
        {"project": code, "member": member, "role": role, "deputy": deputy}
        for code in ("ALTAIR", "BELLATRIX")
        for member, role, deputy in (
            ("cora", "contributor", ""),
            ("stef", "steering", ""),
            ("exco", "contributor", ""),
            ("cyra", "contributor", "exde"),
            ("arch", "contributor", ""),
        )
    ]
    away = [
        {"project": code, "member": "cleo", "role": "contributor", "deputy": "asta"} for code in ("GACRUX", "HADAR")
    ]
    return [*own, *away]


def indicators(star: Star) -> list[Row]:
    shared = {"project": star.code, "direction": "higher", "target": "90", "amber": "80", "red": "60"}
    shared |= {"frequency": "weekly", "aggregate": "mean", "classification": "internal"}
    name = star.code.title()
    found: list[Row] = [shared | {"code": f"{star.code}.UP", "name": f"{name} uptime", "unit": "%"}]
    if star.code == "ALTAIR":
        hushed = {"code": "ALTAIR.HUSH", "name": "Hushhush figure", "unit": "%", "classification": "restricted"}
        found = [{**found[0], "reporter": "cora"}, shared | hushed]
    cash = {"code": f"{star.code}.CASH", "name": f"{name} cash", "unit": "kNOK", "aggregate": "sum"}
    return [*found, shared | cash | {"direction": "lower", "amber": "100", "red": "300"}]


def as_a_whole(known: Sequence[Star]) -> list[Row]:
    """What the programs and the portfolio measure as a whole."""
    shared = {"direction": "higher", "frequency": "weekly", "unit": "%", "reporter": "petra"}
    pulses = {NORTH: "Northwind pulse", SOUTH: "Southwind pulse", EAST: "Eastwind pulse"}
    programs_of = dict.fromkeys(star.program for star in known)
    found = [shared | {"code": f"{code}.PULSE", "name": pulses[code], "program": code} for code in programs_of]
    return [*found, shared | {"code": "MINISTRY", "name": "Wholepulse"}]


def milestones(star: Star, stars: Sequence[str]) -> list[Row]:
    name = star.code.title()
    gate = {
        "project": star.code,
        "code": "GATE",
        "name": f"{name} gate",
        "baseline_date": "2026-03-02",
        "actual_date": "2026-03-02",
    }
    after = "FOMALHAUT/HARBOUR" if star.code == "ALTAIR" and "FOMALHAUT" in stars else ""
    harbour = {"project": star.code, "code": "HARBOUR", "name": f"{name} harbour", "baseline_date": "2026-03-25"}
    if star.code == "FOMALHAUT":
        harbour |= {"forecast_date": "2026-04-03"}
    return [gate, harbour | {"after": after}]


def costs(star: Star) -> list[Row]:
    months = ("2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02")
    spent = {"planned_cost": str(star.amounts["planned"]), "actual_cost": str(star.amounts["actual"])}
    return [{"project": star.code, "period": month, **spent} for month in months]


def statuses(star: Star) -> list[Row]:
    """Restricted projects are red, so that they would be the first in every list."""
    name = star.code.title()
    return [
        {
            "project": star.code,
            "period": period,
            "rag": "red" if star.restricted else rag,
            "summary": f"How {name} stands",
            "blockers": f"What blocks {name}",
            "reporter": star.manager,
            "progress": "30",
        }
        for period, rag in (("2026-W08", "green"), ("2026-W09", "green"), ("2026-W10", "amber"))
    ]


def measurements(star: Star) -> list[Row]:
    codes = {f"{star.code}.UP": "71", f"{star.code}.CASH": str(star.amounts["cash"])}
    if star.code == "ALTAIR":
        codes["ALTAIR.HUSH"] = "11"
    return [
        {"indicator": code, "project": star.code, "period": period, "value": value, "reporter": star.manager}
        for code, value in codes.items()
        for period in ("2026-W09", "2026-W10")
    ]


def absences() -> list[Row]:
    first, last = AWAY
    return [
        {"member": "mara", "from": first, "to": last, "deputy": "dede"},
        {"member": "mara", "from": "2026-02-02", "to": "2026-02-06", "deputy": "dora"},
        {"member": "cleo", "from": first, "to": last, "deputy": ""},
        {"member": "cyra", "from": first, "to": last, "deputy": ""},
    ]


def rules(stars: Sequence[str]) -> list[Row]:
    shared = {"kind": "limit", "operator": "<", "severity": "amber", "owner_role": "manager", "n": "1"}
    known = {"LOW": "UP", "RICH": "CASH"}
    return [
        shared
        | {"code": f"{code}-{star}", "scope": star, "indicator": f"{star}.{of}", "value": "99999999", "text": text}
        for star in ("CAPELLA", "BELLATRIX", "FOMALHAUT", "GACRUX", "HADAR")
        if star in stars
        for code, of in known.items()
        for text in (f"{star.title()} {'has cash' if of == 'CASH' else 'is down'}",)
    ]
