"""What test cards are about: an instant, names that try clients, three projects."""

from datetime import UTC, date, datetime

from cards.checkin_parts import ProjectPart
from pmo.portfolio import Rag

NOW = datetime(2026, 3, 12, 9, 12, tzinfo=UTC)
HOSTILE = (
    "[click](http://evil.example) <at>Minister</at> **bold** _x_ `y` {{DATE(2026-03-12,SHORT)}} &amp; \\ | # \u202egnp"
)
ARABIC = "بوابة القنصلية الرقمية"

VISA = ProjectPart(
    code="VIS-3",
    name="Visa appointments online",
    last_rag=Rag.GREEN,
    last_on=date(2026, 3, 5),
    values={"rag": "green", "progress": "40", "forecast_end": "2026-09-30", "summary": "Pilot runs in three posts."},
)
PORTAL = ProjectPart(
    code="CON-7",
    name="Consular portal",
    last_rag=Rag.AMBER,
    last_on=date(2026, 3, 5),
    values={
        "rag": "amber",
        "progress": "65",
        "forecast_end": "2026-11-15",
        "summary": "Data migration is two weeks late.\nTesting starts on Monday.",
        "blockers": "No decision yet on the archive.",
    },
)
BADGES = ProjectPart(code="SEC-12", name="New badges for all posts")
