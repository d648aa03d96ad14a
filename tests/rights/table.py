"""The tables of this folder, as a person of the PMO reads them: who may what, what a place shows, what is asked."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.rights.portfolio import EAST, NORTH, SOUTH, STARS, WHO, Star

FOLDER = Path(__file__).parent
MONEY, PLAIN, YES, NO = "with money", "without money", "yes", "no"
KINDS = (
    "own project",
    "own restricted project",
    "another of its program",
    "another restricted one",
    "another program's",
    "another program's restricted one",
)
OWN = {
    "deputy of an absence": ("GACRUX", "HADAR"),
    "deputy after the absence": ("GACRUX", "HADAR"),
    "deputy of an assignment": ("GACRUX", "HADAR"),
    "external manager": ("IZAR", "JABBAH"),
}
"""The projects that somebody is tied to, or the person they stand in for; of the others these are the first two."""
HELPS = {"project owner": "KRAZ"}
"""Who was asked for help with a project that is none of theirs, and so knows of it by that request alone."""
STRANGERS = ("archived", "not in members")
ALONE = "what the asker may see"


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class Question:
    """A line of `questions.csv`."""

    command: str
    typed: str
    about: str
    right: str
    answered: str
    tells_of: str
    money: str

    def scope(self, subject: str) -> list[Star]:
        """The projects that it is about."""
        if self.about == "a project":
            return [STARS[subject]]
        if self.about == "a person":
            return [star for star in STARS.values() if subject in (star.manager, star.owner)]
        return [star for star in STARS.values() if self.about != "a program" or star.program == subject]


QUESTIONS = [Question(**{name.replace(" ", "_"): cell for name, cell in row.items()}) for row in rows("questions")]
_RIGHTS = {(row["right"], row["who"]): row for row in rows("rights")}
_PLACES = {row["where"]: row for row in rows("places")}
WHERE = tuple(_PLACES)


def kind_of(who: str, star: Star) -> str:
    """What a project is to somebody, as a column of `rights.csv` is called."""
    mine = OWN.get(who, ("ALTAIR", "BELLATRIX"))
    kind = KINDS[0:2] if star.code in mine else KINDS[2:4] if star.program == NORTH else KINDS[4:6]
    return kind[star.restricted]


def may(right: str, who: str, star: Star) -> str:
    """What `rights.csv` says."""
    return _RIGHTS[right, who][kind_of(who, star)]


def shown_in(where: str, who: str, star: Star) -> str:
    """What everybody in a place may hear of a project, by `places.csv`; nothing when a stranger asks."""
    if who in STRANGERS or is_alone(where):
        return NO
    of = {NORTH: "of Northwind", SOUTH: "of Southwind"}.get(star.program)
    column = f"{'restricted' if star.restricted else 'internal'} {of}" if of else "of Eastwind"
    return _PLACES[where][column]


def is_alone(where: str) -> bool:
    """Whether the asker alone hears what is answered there."""
    return _PLACES[where]["everybody hears of"] == ALONE


def leads(who: str, program: str) -> bool:
    """Whether somebody may know of a program of which they may see no project."""
    return who in ("management", "pmo") or (program == NORTH and who in ("program manager", "program owner"))


def links(who: str, program: str, where: str) -> bool:
    """Whether somebody may make a place the channel of a program: it may not be that of another they may not unlink."""
    held_by = {"South's channel": SOUTH}.get(where, NORTH if where.startswith("North") else program)
    return who == "pmo" or (who in ("program manager", "program owner") and program == held_by == NORTH)


def asked(question: Question, who: str) -> Iterator[tuple[str, str]]:
    """What somebody types, and what it is about: a project of each kind, each program, people, or nothing by name.

    A code is typed as nothing else is written, so that its echo in an answer can be told from the answer.
    """
    subjects = {
        "a project": (*OWN.get(who, ("ALTAIR", "BELLATRIX")), "CAPELLA", "DENEB", "ELECTRA", "FOMALHAUT"),
        "a program": (NORTH, SOUTH, EAST),
        "a person": ("olga", "sima", "fama"),
    }
    for subject in subjects.get(question.about, ("",)):
        yield re.sub("PROJECT|PROGRAM|PERSON", echo(subject), question.typed), subject


def echo(code: str) -> str:
    """A code as it is typed."""
    return code[:1].lower() + code[1:]


def everybody() -> tuple[str, ...]:
    """Everybody of the table."""
    return tuple(WHO)
