"""Watches as the tests show them: what has changed, what is watched, and how soon it is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cards.bundle import Part
from cards.perhaps import perhaps_watched_card
from cards.rendered import Rendered
from cards.watch import WatchView, watch_among, watch_card, watches_card, watching_card
from locales import Say
from pmo.colours import Colour
from pmo.portfolio import Phase, Rag
from pmo.watches import Change, Line, Pace, Watch, Watched
from tests.cards.samples import HOSTILE, NOW

VISA = Line(project="VISA", name="Online visa application", rag=Rag.GREEN, computed=Colour.GREEN, end=date(2026, 9, 30))
WORSE = replace(VISA, rag=Rag.AMBER, computed=Colour.RED, end=date(2026, 11, 15))
CABLE = Line(project="CABLE", name="Successor of the diplomatic cable system", rag=Rag.RED, computed=Colour.RED)
OF_A_PROJECT = Watch(member="an", of=Watched.PROJECT, subject="VISA", pace=Pace.AT_ONCE, since=NOW)
OF_A_PROGRAM = Watch(member="an", of=Watched.PROGRAM, subject="CONSUL", pace=Pace.WEEKLY, since=NOW)
OF_A_LIST = Watch(member="an", of=Watched.PORTFOLIO, subject="red late", pace=Pace.DAILY, since=NOW)
OF_ALL = replace(OF_A_LIST, subject="")
CHANGES = (
    Change(before=VISA, after=WORSE),
    Change(before=None, after=CABLE),
    Change(before=replace(CABLE, project="APPT", name="Appointment booking", phase=Phase.PLANNING), after=CABLE),
    Change(before=replace(VISA, project="PKI"), after=replace(VISA, project="PKI", phase=Phase.CLOSED, computed=None)),
    Change(before=replace(VISA, project="NEW", computed=None), after=replace(VISA, project="NEW")),
    Change(before=replace(VISA, project="LEFT"), after=None, now=replace(VISA, project="LEFT", rag=Rag.RED)),
    Change(before=replace(CABLE, project="OLD", name="Old registry"), after=None),
)
OTHERS = ((Watched.PROJECT, "RED", HOSTILE), (Watched.PROGRAM, "RED", "Records"), (Watched.PORTFOLIO, "red", ""))
PROJECT = WatchView(watch=OF_A_PROJECT, as_of=NOW, name=VISA.name, changes=CHANGES[:1])
LIST = WatchView(watch=OF_A_LIST, as_of=NOW, changes=CHANGES)
PROGRAM = WatchView(watch=OF_A_PROGRAM, as_of=NOW, name="Consular services")


def watched(say: Say) -> Part:
    """What a list has to tell, among other things."""
    return Part(body=(), summary=watch_card(LIST, say).summary, among=watch_among(LIST, say))


def very_many(say: Say) -> Rendered:
    lines = [replace(WORSE, project=f"PRJ-{number}", name=HOSTILE) for number in range(200)]
    return watch_card(replace(LIST, changes=tuple([Change(before=VISA, after=line) for line in lines])), say)


WATCH_VIEWS: dict[str, Callable[[Say], Rendered]] = {
    "watch: a project has changed": lambda say: watch_card(PROJECT, say),
    "watch: a list has changed": lambda say: watch_card(LIST, say),
    "watch: very many": very_many,
    "watch: of a project from now on": lambda say: watching_card(PROJECT, say),
    "watch: a word that means several": lambda say: watching_card(replace(PROJECT, others=OTHERS), say),
    "watch: nearly a code": lambda say: perhaps_watched_card("vissa", OTHERS[:2], say),
    "watch: of a list from now on": lambda say: watching_card(LIST, say),
    "watch: all of somebody": lambda say: watches_card((PROJECT, PROGRAM, LIST, replace(LIST, watch=OF_ALL)), say),
    "watch: nothing": lambda say: watches_card((), say),
    "watch: one less": lambda say: watches_card((PROJECT,), say, ended="CONSUL · Consular services"),
}
