"""What an older version wrote is read as this version means it."""

from datetime import UTC, datetime

import msgspec

from pmo.alerts import Alert
from pmo.portfolio import Rag
from storage.embedded.codec import Codec
from storage.tables import ALERTS

OPENED = datetime(2026, 3, 5, 9, tzinfo=UTC)


def test_an_alert_without_the_instant_of_its_status_has_it_from_its_opening() -> None:
    known = Alert(
        project="VISA", program="CONSUL", rag=Rag.RED, previous=None, opened=OPENED, since=OPENED, period="2026-W10"
    )
    older = msgspec.to_builtins(known)
    del older["since"]
    assert Codec(ALERTS).read(known.key, msgspec.json.encode(older), 1) == known
