"""An alert that nobody takes goes up at the working-time instants of the person it waited for."""

from pmo.alerts import Alert
from pmo.portfolio import Rag
from tests.pmo.places import utc

NOW = utc("2026-03-12T09:00")
RED = Alert(
    project="VISA",
    program="CONSUL",
    rag=Rag.RED,
    previous=None,
    opened=NOW,
    since=NOW,
    period="2026-W11",
    waiting_since=NOW,
)
