"""Places of documents in an index as bytes that sort as the tuples do, so memory and disk keep one order."""

import re
from struct import Struct

import msgspec

from storage.records import Place, Unstorable

_AFTER_EVERY_EXTENSION = b"\xff"
_BEFORE_EVERY_EXTENSION = b"\x00"
_WITHOUT_NUL = str.maketrans({"\x00": "\x01\x01", "\x01": "\x01\x02"})
_WITH_NUL = re.compile("\x01[\x01\x02]")
_SHIFT = 1 << 63
_pack = Struct(">BQ").pack


class Span(msgspec.Struct, frozen=True, gc=False):
    """A stretch of an index.

    Attributes:
        low: first encoded place that belongs to it.
        high: first encoded place after it, or None for the end of the index.
        limit: at most so many documents, or None; not negative.
        backwards: from the end, in reverse order.
    """

    low: bytes = b""
    high: bytes | None = None
    limit: int | None = None
    backwards: bool = False

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 0:
            raise ValueError(f"a limit of {self.limit} documents")


def encoded(place: tuple[object, ...]) -> bytes:
    """The place as bytes, ordered as Python orders the tuples; one place never begins inside an element of another.

    Raises:
        Unstorable: an element is neither a string nor an integer of 64 bits.
    """
    whole = b""
    for scalar in place:
        if isinstance(scalar, str):
            # UTF-8 sorts by code point, as Python does; an inner NUL is marked so that the end stays the smallest.
            if scalar.isascii() and "\x00" not in scalar:  # nearly every one, and many are encoded for each document
                whole += b"\x02" + scalar.encode() + b"\x00"
            else:
                whole += b"\x02" + scalar.encode("utf-8", "surrogatepass").replace(b"\x00", b"\x00\xff") + b"\x00"
        elif isinstance(scalar, int) and -_SHIFT <= scalar < _SHIFT:
            whole += _pack(1, scalar + _SHIFT)
        else:
            raise Unstorable(f"{scalar!r} cannot be part of a place: it is neither a string nor a 64-bit integer.")
    return whole


def beginning_with(prefix: Place) -> tuple[bytes, bytes]:
    """The bounds, low and high, of all places that begin with `prefix`."""
    low = encoded(prefix)
    return low, low + _AFTER_EVERY_EXTENSION


def entry(place: bytes, key: str) -> bytes:
    """An encoded place and the key of who stands there as one run of bytes, which sorts as the pair does.

    It is compared at once, where a pair takes a look at each of its parts: that is felt in an index of many documents.
    """
    text = key if key.isprintable() else key.translate(_WITHOUT_NUL)
    return place + _BEFORE_EVERY_EXTENSION + text.encode()


def key_of(entry: bytes) -> str:
    """The key in an entry: what follows its last NUL, for the key itself is written without any."""
    text = entry[entry.rindex(_BEFORE_EVERY_EXTENSION) + 1 :].decode()
    return text if text.isprintable() else _WITH_NUL.sub(lambda found: chr(ord(found[0][1]) - 1), text)
