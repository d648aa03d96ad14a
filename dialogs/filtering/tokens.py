"""What somebody types to narrow a list, word by word: keys with their values, comparisons, the words of lists."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from dialogs.filtering.order import order_named
from dialogs.words import status_named
from locales.folding import folded
from locales.reading import day
from pmo.criteria import COMPARISONS, Bound, Limit
from pmo.selection import Order

_COMPARED = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "==": "=", "<>": "!=", "≠": "!="}
_SIGNS = "<=|>=|=<|=>|==|<>|!=|[≤≥≠<>=]"
_TOKEN = re.compile(r"""(?:[^\s"“”„«»:']+:\s*)?(?:"[^"]*"|'[^']*'|[“„][^“”]*[“”]|«[^»]*»|\S+)|\S""")
COMMA = ","
"""Between two words of a list."""
_COMPARES = re.compile(_SIGNS)
SIGN_OF_NOT = re.compile(r"[-−!](?=[^\W\d_])")
"""`-red` and `!red` say `not red`."""
SIGN_ALONE, SIGNS_OF_NOT = "-", ("-", "−", "!")
"""With a space behind it."""
QUOTES = "\"'“”„«» \u202f\u00a0"
QUIET = " \t\n.?!…"
"""Signs that end a question, which is about everything without any word."""
_BOUND = re.compile(rf"^(?P<code>[\w.\-]+?)\s*(?P<how>{_SIGNS}|:)\s*(?P<value>[-+]?[\d.,\s]*\d)\s*%?$")

_LIMIT = re.compile(rf"^\w+(?P<how>{_SIGNS})(?P<value>.+)$")


def tokens_of(text: str) -> list[str]:
    """A word, `key:value`, comparison or the comma between two of a list, one by one."""
    return [part for token in _TOKEN.findall(_spaced(text)) for part in _listed(token.strip())]


def _spaced(text: str) -> str:
    """A key and what follows it belong together, and so do the parts of a comparison."""
    text = re.sub(rf"\s*({_SIGNS})\s*", r"\1", text)
    text = re.sub(r"(?<=\w)\s*:\s*", ":", text)
    # What follows a comma goes on with the list, unless it begins with a key of its own.
    return re.sub(r"(?<=\w)[,;]\s+(?=[^\s:]+(?:\s|$))", ",", text)


def is_comparison(token: str) -> bool:
    """Whether something is compared in it."""
    return token[:1] not in QUOTES and _COMPARES.search(token) is not None


def _listed(token: str) -> list[str]:
    """The words of a list with their commas, `red,amber`; `red/amber` are two as well, `TCP/IP` is one."""
    if token[:1] in QUOTES or ":" in token or is_comparison(token):
        return [token]
    several = token.split("/")
    several = several if all(map(status_named, several)) else re.split("[,;]", token)
    return [part for number, word in enumerate(several) for part in ((COMMA, word) if number else (word,)) if part]


def parts_of(value: str) -> list[str]:
    """`a,b` are two of which one is enough; what stands in quotes is one, and so is a number with a comma."""
    stripped = value.strip()
    if stripped[:1] in QUOTES or _COMPARES.search(stripped):
        return [stripped.strip(QUOTES)]
    return [part for part in (one.strip(QUOTES) for one in re.split("[,;|]", stripped)) if part]


def without_comparison(token: str) -> str:
    """What is compared, as it was typed; a word or value as it is."""
    return _COMPARES.split(token)[0].strip(QUOTES)


def compared_order(token: str) -> Order | None:
    """Whether the progress or the end is compared."""
    return order_compared(without_comparison(token)) if is_comparison(token) else None


def order_compared(word: str) -> Order | None:
    """Whether a word names the progress or the end."""
    order = order_named(word)
    return order if order in (Order.PROGRESS, Order.END) else None


def limit_of(token: str) -> Limit | None:
    """The comparison of the progress with a number, or of the end with a full day; None for anything else."""
    order, match = compared_order(token), _LIMIT.match(token.strip(QUOTES))
    if order is None or match is None:
        return None
    value = _full_day(match["value"]) if order is Order.END else _number(match["value"])
    return None if value is None else Limit(order.value, _COMPARED.get(match["how"], match["how"]), value)


def _number(text: str) -> Decimal | None:
    bound = bound_of(f"x={text}")
    return bound.value if bound and not is_comparison(text) else None


def _full_day(text: str) -> date | None:
    """A day that is said with its year: without it what is meant would change as time passes."""
    said = [day(text, date(year, 1, 1)) for year in (2001, 2051)]
    return said[0] if said[0] == said[1] else None


def bound_of(token: str) -> Bound | None:
    """The comparison of an indicator with a number; None for anything else."""
    match = _BOUND.match(token.strip(QUOTES))
    if match is None:
        return None
    how = _COMPARED.get(match["how"], match["how"])
    try:
        value = Decimal(match["value"].replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return Bound(folded(match["code"]), how, value) if how in COMPARISONS and match["how"] != ":" else None
