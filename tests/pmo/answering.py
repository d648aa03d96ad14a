"""Answers to a part of a card, for the tests of what they mean."""

from datetime import date
from decimal import Decimal

from locales.reading import number
from locales.translations import cldr
from pmo.answers import Declared, Invalid, Judged, Part, SaidStatus, filled_in, judge
from pmo.checkins import Shown
from pmo.forms import FOLLOW_UP_FIELDS, STATUS_FIELDS, Problem

TODAY = date(2026, 3, 12)
FIELDS = STATUS_FIELDS | FOLLOW_UP_FIELDS
VALUES = {
    "rag": "amber",
    "progress": "60",
    "forecast_end": "2026-09-30",
    "summary": "Two cases open.",
    "blockers": "Licence",
}


def shown_as(**fields: str) -> Shown:
    return Shown(fields=dict.fromkeys(FIELDS, "") | fields)


SHOWN = shown_as(**VALUES)
NOTHING = shown_as()
STATUS = Part(prefix="visa", fields=FIELDS, asks_status=True)


def read(text: str) -> Decimal | None:
    return number(text, cldr("fr"))


def judged(shown: Shown = SHOWN, part: Part = STATUS, **values: object) -> Judged:
    return judge(filled_in(part, {f"visa/{name}": value for name, value in values.items()}, shown), TODAY, read)


def said(shown: Shown = SHOWN, **values: object) -> SaidStatus:
    found = declared(shown, STATUS, **values)
    assert found.status is not None
    return found.status


def declared(shown: Shown = SHOWN, part: Part = STATUS, **values: object) -> Declared:
    found = judged(shown, part, **values)
    assert isinstance(found, Declared), found
    return found


def problems(found: Judged) -> dict[str, Problem]:
    assert isinstance(found, Invalid), found
    return {name: wrong.problem for name, wrong in found.problems.items()}
