"""Charts, where the client draws them: each has the same figures as a list for those that do not, and in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from cards.elements import Strict, facts, one_of
from cards.plain import clean
from pmo.portfolio import Rag

COLOURS = {Rag.GREEN: "good", Rag.AMBER: "warning", Rag.RED: "attention"}
"""Of a status, by the names that Teams gives to colours."""


SEVERAL = ("categoricalBlue", "categoricalMarigold", "categoricalTeal", "categoricalPurple", "categoricalRed")
"""Of lines that are told apart, by Teams' names; there are no more lines than these."""


class Chart(Strict):
    """What all charts share; `fallback` is drawn by clients that know no charts."""

    fallback = one_of(dict)
    spacing = one_of(str)
    x_axis_title = one_of(str, key="xAxisTitle")
    y_axis_title = one_of(str, key="yAxisTitle")
    data = one_of(list)


class Columns(Chart):
    """Columns of several series, one on top of the other."""

    element_type: ClassVar[str] = "Chart.VerticalBar.Grouped"
    stacked = one_of(bool)


class Lines(Chart):
    """Lines over time."""

    element_type: ClassVar[str] = "Chart.Line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line: its name, its colour by Teams' names (empty for any), and a value a day."""

    name: str
    points: Sequence[tuple[date, Decimal | int]]
    colour: str = ""


def columns(categories: Sequence[str], series: Sequence[tuple[str, str, Sequence[int]]], told: Sequence[str]) -> Strict:
    """Stacked columns.

    Args:
        categories: what stands below each column.
        series: name, colour and a value a category.
        told: what each column holds, in words.
    """
    data = [
        {"legend": name, "color": colour, "values": [{"x": x, "y": y} for x, y in zip(categories, values, strict=True)]}
        for name, colour, values in series
    ]
    return Columns(data=data, stacked=True, fallback=_listed(zip(categories, told, strict=True)))


def lines(series: Sequence[Line], unit: str, told: Sequence[tuple[str, str]]) -> Strict:
    """Lines over days; `told` is what stands in the list in their place: names and values, in words."""
    data = [_line(one) for one in series]
    return Lines(data=data, y_axis_title=clean(unit) or None, fallback=_listed(told))


def _line(one: Line) -> dict[str, Any]:
    values = [{"x": day.isoformat(), "y": float(value)} for day, value in one.points]
    return {"legend": clean(one.name), "values": values} | ({"color": one.colour} if one.colour else {})


def _listed(pairs: Any) -> dict[str, Any]:
    return facts(list(pairs)).render()
