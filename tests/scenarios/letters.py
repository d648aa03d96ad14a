"""Letters that stand in the outbox without a dialog having written them."""

from typing import Any

from dialogs.desk import Desk
from storage.outbox import Letter, LetterKind


def notice(key: str, member: str, desk: Desk, **changes: Any) -> Letter:
    """A notice to somebody that may be sent now."""
    known: dict[str, Any] = {
        "key": key,
        "kind": LetterKind.NOTICE,
        "subject": "unreachable channel",
        "member": member,
        "written": desk.now,
        "not_before": desk.now,
        "detail": ("FERRY", "Ferries", "403"),  # a program of no portfolio: nothing says that its channel is back
    }
    return Letter(**known | changes)
