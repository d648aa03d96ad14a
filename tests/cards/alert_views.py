"""Alerts as the tests show them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from cards.alert import AlertView, alert_card
from cards.mentions import Named
from cards.rendered import Rendered
from locales import Say
from pmo.alerts import AlertState, Cause
from pmo.colours import Colour
from pmo.portfolio import Rag
from tests.cards.samples import NOW


def alert(state: AlertState) -> Callable[[Say], Rendered]:
    """An alert in one of its states."""

    def build(say: Say) -> Rendered:
        view = AlertView(
            id="a1",
            version=1,
            project="CON-7",
            name="Consular portal",
            program="Digital consulate",
            rag=Rag.RED if state is not AlertState.ACKNOWLEDGED else Rag.AMBER,
            since=NOW,
            period="2026-W11",
            count=3 if state is AlertState.ACKNOWLEDGED else 1,
            summary="The supplier cannot deliver the archive module before the summer.",
            blockers="Contract amendment waits for a signature.",
            asked=(Named("Ana Peeters"),),
            state=state,
            by="" if state is AlertState.OPEN else "Ana Peeters",
            at=None if state is AlertState.OPEN else NOW + timedelta(hours=2),
            note="Amendment signed; delivery on 1 April." if state is AlertState.RESOLVED else "",
        )
        return alert_card(view, say)

    return build


FIGURES = AlertView(
    id="con-7/computed",
    version=3,
    project="CON-7",
    name="Consular portal",
    program="Digital consulate",
    rag=Rag.RED,
    cause=Cause.COMPUTED,
    since=NOW,
    period="2026-W11",
    reasons=("Pilot: 29 > 4.", "SPI 0.82 < 0.9."),
    declared=Rag.GREEN,
    computed=Colour.RED,
    asked=(Named("Ana Peeters"),),
    steps=("12/3: Hilde Van Acker.",),
)


def put_off(say: Say) -> Rendered:
    """Seen, and put off."""
    later = NOW + timedelta(days=5)
    return alert_card(replace(FIGURES, state=AlertState.SNOOZED, by="Ana Peeters", at=NOW, until=later), say)


def figures(say: Say) -> Rendered:
    """Raised by the figures alone."""
    return alert_card(FIGURES, say)


def conflict(say: Say) -> Rendered:
    """Declared greener than the figures."""
    return alert_card(replace(FIGURES, cause=Cause.CONFLICT, answers=True), say)


def explained(say: Say) -> Rendered:
    """The same, answered with a reason."""
    state = AlertState.ACKNOWLEDGED
    view = replace(
        FIGURES, cause=Cause.CONFLICT, answers=True, state=state, by="Ana Peeters", at=NOW, note="Die Lieferung ist da."
    )
    return alert_card(view, say)
