"""How instants stand in indexes."""

from datetime import UTC, datetime, timedelta


def instant(moment: datetime) -> int:
    """Microseconds since 1970 UTC: how instants stand in indexes."""
    return (moment - _EPOCH) // _MICROSECOND


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
