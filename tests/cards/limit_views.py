"""The limits of the computed status as the tests show them."""

from dataclasses import replace
from decimal import Decimal

from cards.limits import LimitStep, LimitsView, MovedProject, PreviewView, limits_card, preview_card
from cards.rendered import Rendered
from locales import Say
from pmo.colours import Colour
from pmo.limits import DEFAULT, LimitChoice, Measure, Origin, decided, origins
from tests.cards.samples import ARABIC, HOSTILE, NOW

PORTFOLIO = LimitChoice(slip_red=Decimal("0.125"), ambers=2)
PROGRAM = LimitChoice(scope="DIG", index_amber=Decimal("0.93"), risk_red=Decimal(16))
PROJECT = LimitChoice(scope="CON-7", slip_amber=Decimal("0.08"))
HERE = LimitsView(
    code="CON-7",
    name=ARABIC,
    version=3,
    as_of=NOW,
    limits=decided(PORTFOLIO, PROGRAM, PROJECT),
    origins=origins(PORTFOLIO, PROGRAM, PROJECT),
    wider=decided(PORTFOLIO, PROGRAM),
    decided=1,
    typed={"slip_amber": "8"},
)
STEPS = (
    LimitStep(name=Measure.SLIP.amber, before=Decimal("0.05"), after=Decimal("0.075"), origin=Origin.PROJECT),
    LimitStep(name=Measure.INDEX.red, before=Decimal("0.9"), after=Decimal("0.85"), origin=Origin.PROGRAM),
    LimitStep(name=Measure.RISK.red, before=Decimal(20), after=Decimal(16), origin=Origin.PORTFOLIO),
    LimitStep(name="ambers", before=Decimal(0), after=Decimal(2), origin=Origin.OURS),
)
MOVED = MovedProject(code="BIOM", name="Biometric enrolment kits", before=Colour.GREEN, after=Colour.AMBER)
PREVIEW = PreviewView(
    code="",
    name="",
    version=1,
    as_of=NOW,
    steps=STEPS,
    moved=(MOVED, replace(MOVED, code="SOC", name="Security desk", before=Colour.RED, after=Colour.GREY)),
    looked_at=20,
    total=20,
    change={"slip_amber": "7.5", "index_red": "0.85", "risk_red": "16", "ambers": "2"},
    may_want=True,
)


def of_a_project(say: Say) -> Rendered:
    """Every scope has decided something."""
    return limits_card(HERE, say)


def of_the_portfolio(say: Say) -> Rendered:
    """Ours."""
    view = replace(HERE, code="", name="", limits=DEFAULT, origins=origins(), wider=DEFAULT, decided=0, typed={})
    return limits_card(view, say)


def faulty(say: Say) -> Rendered:
    """Impossible limits."""
    problems = {"slip_amber": "Amber must come before red.", "ambers": "Write a whole number from 0 to 5."}
    return limits_card(replace(HERE, typed={"slip_amber": "200", "ambers": HOSTILE[:20]}, problems=problems), say)


def wanted(say: Say) -> Rendered:
    """One of the PMO wants others."""
    return limits_card(replace(HERE, steps=STEPS, wanted_by="Ana Peeters"), say)


def by_itself(say: Say) -> Rendered:
    """The only one of the PMO wants others."""
    return limits_card(replace(HERE, steps=STEPS, wanted_by="Ana Peeters", goes_live_at=NOW), say)


def preview(say: Say) -> Rendered:
    """Two projects would change."""
    return preview_card(PREVIEW, say)


def large_preview(say: Say) -> Rendered:
    """More projects than are looked at, and somebody wants it already."""
    moved = (replace(MOVED, name=HOSTILE),) * 200
    return preview_card(replace(PREVIEW, moved=moved, looked_at=200, total=431, waits=True), say)


def nothing_moves(say: Say) -> Rendered:
    """No project would change."""
    return preview_card(replace(PREVIEW, moved=()), say)


def nothing_new(say: Say) -> Rendered:
    """What was typed holds already."""
    return preview_card(replace(PREVIEW, moved=(), steps=(), may_want=False), say)


LIMIT_VIEWS = {
    "limits": of_a_project,
    "limits_of_the_portfolio": of_the_portfolio,
    "limits_faulty": faulty,
    "limits_wanted": wanted,
    "limits_by_themselves": by_itself,
    "limits_preview": preview,
    "limits_large_preview": large_preview,
    "limits_nothing_moves": nothing_moves,
    "limits_nothing_new": nothing_new,
}
