"""What somebody types to narrow a list, word by word: keys with their values, comparisons, the words of lists."""

import re
from decimal import Decimal, InvalidOperation

from dialogs.words import status_named
from locales.folding import folded
from pmo.criteria import COMPARISONS, Bound

_COMPARED = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "==": "="}
_TOKEN = re.compile(r"""(?:[^\s"“”„«»:']+:\s*)?(?:"[^"]*"|'[^']*'|[“„][^“”]*[“”]|«[^»]*»|\S+)|\S""")
COMMA = ","
"""Between two words of a list."""
_COMPARES = re.compile("[<>=≤≥]")
SIGN_OF_NOT = re.compile(r"[-−!](?=[^\W\d_])")
"""`-red` and `!red` say `not red`."""
QUOTES = "\"'“”„«» \u202f\u00a0"
QUIET = " \t\n.?!…"
"""Signs that end a question, which is about everything without any word."""
_BOUND = re.compile(r"^(?P<code>[\w.\-]+?)\s*(?P<how><=|>=|=<|=>|==|≤|≥|<|>|=|:)\s*(?P<value>[-+]?[\d.,\s]*\d)\s*%?$")


def tokens_of(text: str) -> list[str]:
    """A word, `key:value`, comparison or the comma between two of a list, one by one."""
    return [part for token in _TOKEN.findall(_spaced(text)) for part in _listed(token.strip())]


def _spaced(text: str) -> str:
    """A key and what follows it belong together, and so do the parts of a comparison."""
    text = re.sub(r"\s*(<=|>=|=<|=>|≤|≥|<|>|=)\s*", r"\1", text)
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
