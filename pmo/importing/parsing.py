"""What the text of one cell means: plain texts, codes, numbers, choices and addresses.

Every parser takes a text that is neither empty nor surrounded by white space and raises `BadCell` with an English
sentence that says what is wrong and what is allowed. Dates, times and calendars are in `moments`.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from pmo.whom import Whom

CELL_LIMIT = 20_000
NAME_LIMIT = 200
LANGUAGES = ("en", "fr", "nl", "de")
OPERATORS = ("<", "<=", ">", ">=", "=", "!=")

_CODE = re.compile(r"[\w.\-]{1,40}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,15})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")
_CHANNEL = re.compile(r"19:[^\s/;]{1,250}")

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class BadCell(ValueError):
    """A cell that cannot be read; the message says what is wrong and what is allowed."""


def quoted(text: str) -> str:
    """The text between quotes, on one line and cut at 40 characters."""
    flat = " ".join(text.split())
    return f'"{flat[:40]}…"' if len(flat) > 40 else f'"{flat}"'


def prose(text: str) -> str:
    """A text of any kind, lines included, up to `CELL_LIMIT` characters (checked for every cell)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def name(text: str) -> str:
    """A name on one line, up to `NAME_LIMIT` characters."""
    flat = re.sub(r"[\r\n\t]+", " ", text)
    if len(flat) > NAME_LIMIT:
        raise BadCell(f"a name of {len(flat)} characters; allowed: up to {NAME_LIMIT}")
    return flat


def code(text: str) -> str:
    """A code in its own spelling (CONTRACT §4)."""
    composed = unicodedata.normalize("NFC", text)
    if not _CODE.fullmatch(composed):
        raise BadCell(f"{quoted(text)} is not a code; allowed: up to 40 letters, digits, - _ .")
    return composed


def figure(text: str) -> str:
    """What a rule looks at: a code, or `*.` and the end of codes."""
    return f"*.{code(text[2:])}" if text.startswith("*.") else code(text)


def codes(text: str) -> tuple[str, ...]:
    """Codes between semicolons."""
    return tuple(code(item) for item in items(text))


def milestone_codes(text: str) -> tuple[str, ...]:
    """`PROJECT/CODE` between semicolons."""
    return tuple(_milestone_code(item) for item in items(text))


def _milestone_code(text: str) -> str:
    project, slash, milestone = text.partition("/")
    if not slash:
        raise BadCell(f"{quoted(text)} is not a milestone; allowed: PROJECT/CODE")
    return f"{code(project.strip())}/{code(milestone.strip())}"


def items(text: str) -> list[str]:
    """The items of a list between semicolons, without empty ones."""
    return [item for item in (part.strip() for part in text.split(";")) if item]


def one_of(kind: type[E]) -> Callable[[str], E]:
    """A parser of the values of an enumeration, whatever the case."""
    allowed = ", ".join(kind)

    def choice(text: str) -> E:
        try:
            return kind(text.lower())
        except ValueError as error:
            raise BadCell(f"{quoted(text)} is not allowed; allowed: {allowed}") from error

    return choice


def word_of(*allowed: str) -> Callable[[str], str]:
    """A parser of some fixed words, whatever the case."""

    def word(text: str) -> str:
        if text.lower() not in allowed:
            raise BadCell(f"{quoted(text)} is not allowed; allowed: {', '.join(allowed)}")
        return text.lower()

    return word


language = word_of(*LANGUAGES)


def languages(text: str) -> tuple[str, ...]:
    """Languages between semicolons, the first one first, each once."""
    return tuple(dict.fromkeys(language(item) for item in items(text)))


def yes_no(text: str) -> bool:
    """`yes` or `no`."""
    return word_of("yes", "no")(text) == "yes"


def number(text: str) -> Decimal:
    """A number with a decimal point, up to 18 digits before it and 15 after."""
    if not _NUMBER.fullmatch(text):
        raise BadCell(f"{quoted(text)} is not a number; allowed: digits with a decimal point, like 1250.50")
    return Decimal(text)


def amount(text: str) -> Decimal:
    """A number that is not negative."""
    value = number(text)
    if value < 0:
        raise BadCell(f"{quoted(text)} is negative; allowed: 0 or more")
    return value


def whole(low: int, high: int) -> Callable[[str], int]:
    """A parser of whole numbers from `low` to `high`."""

    def whole_number(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            raise BadCell(f"{quoted(text)} is not allowed; allowed: a whole number from {low} to {high}")
        return int(text)

    return whole_number


def currency(text: str) -> str:
    """Three letters as in ISO 4217, upper case."""
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise BadCell(f"{quoted(text)} is not a currency; allowed: three letters, like EUR")
    return text.upper()


def link(text: str) -> str:
    """An https address of up to 2,000 characters."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme == "https" and bool(parts.hostname) and len(text) <= 2000
    except ValueError:
        usable = False
    if not usable or re.search(r"\s", text):
        raise BadCell(f"{quoted(text)} is not a link; allowed: an address that begins with https://")
    return text


def guid(text: str) -> str:
    """An Entra object id, lower case."""
    if not _GUID.fullmatch(text.lower()):
        raise BadCell(f"{quoted(text)} is not a GUID; allowed: like 5f0c7a52-9a3e-4d0b-8f43-0d5f6f0b7a11")
    return text.lower()


def email(text: str) -> str:
    """An e-mail address."""
    if not _EMAIL.fullmatch(text):
        raise BadCell(f"{quoted(text)} is not an e-mail address; allowed: like an.peeters@example.org")
    return text


def channel(text: str) -> str:
    """A Teams channel id."""
    if not _CHANNEL.fullmatch(text):
        raise BadCell(f"{quoted(text)} is not a Teams channel id; allowed: like 19:…@thread.tacv2")
    return text


def owner_role(text: str) -> str:
    """The role that a rule calls on."""
    if text.lower() not in set(Whom):
        raise BadCell(f"{quoted(text)} is not a role; allowed: {', '.join(Whom)}")
    return text.lower()
