"""Documents as JSON bytes and back, through the upgrades of older schema versions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Generic

import msgspec

from storage.embedded.kept import has_fields, names_of
from storage.records import D, StoreFailed, Table, Unstorable

_REFUSALS = (msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError)
_encode = msgspec.json.Encoder().encode


class Codec(Generic[D]):
    """Writes and reads the documents of one table."""

    def __init__(self, table: Table[D]) -> None:
        self._table = table
        self._decode = msgspec.json.Decoder(table.document).decode

    def keep(self, document: D) -> tuple[D, bytes]:
        """The document as it will be read back, and its bytes.

        Reading it back now costs microseconds and makes sure that no document can be written that spoils the next
        start, and that what others see today is what they see after a restart.

        Raises:
            Unstorable: it has values that JSON cannot hold, or is not a document of this table.
        """
        try:
            raw = _encode(document)
            kept = self._decode(raw)
            if kept == document or _same(kept, document):
                return kept, raw
        except (*_REFUSALS, ArithmeticError) as error:
            raise Unstorable(f"This document cannot be kept in {self._table.name}: {error}") from error
        raise Unstorable(f"This document would not come back from {self._table.name} as it went in.")

    def read(self, key: str, raw: bytes, schema: int) -> D:
        """The document of these bytes, written under schema version `schema`; the key is for the message.

        Raises:
            StoreFailed: the bytes are not a document of this table, or were written by a newer version.
        """
        try:
            if schema == self._table.version:
                return self._decode(raw)
            return self._upgraded(raw, schema)
        except (*_REFUSALS, KeyError) as error:
            raise StoreFailed(f"The document {self._table.name}/{key} cannot be read: {error}") from error

    def _upgraded(self, raw: bytes, schema: int) -> D:
        plain: dict[str, Any] = msgspec.json.decode(raw)
        for version in range(schema, self._table.version):
            plain = self._table.upgrades[version](plain)
        return msgspec.convert(plain, self._table.document, str_keys=True)


def _same(kept: Any, given: Any) -> bool:
    """Equality that also holds for an instant of a local clock's repeated hour, which equals none of another zone."""
    if isinstance(given, datetime) and isinstance(kept, datetime):
        return kept.isoformat() == given.isoformat()
    if has_fields(given) and type(kept) is type(given):
        return all(_same(getattr(kept, name), getattr(given, name)) for name in names_of(given))
    if isinstance(given, tuple) and isinstance(kept, tuple):
        return len(kept) == len(given) and all(map(_same, kept, given))
    if isinstance(given, Mapping) and isinstance(kept, Mapping):
        return kept.keys() == given.keys() and all(_same(kept[key], given[key]) for key in given)
    return bool(kept == given)
