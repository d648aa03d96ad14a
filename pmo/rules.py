"""Rules that raise an alert when the figures say so, with attributes named as in CONTRACT §4."""

from dataclasses import dataclass
from enum import StrEnum

from pmo.portfolio import Rag


class RuleKind(StrEnum):
    """What a rule looks at."""

    LIMIT = "limit"
    CHANGE = "change"
    TREND = "trend"
    RUN = "run"
    STALE = "stale"
    MISSING = "missing"
    SLIP = "slip"
    ORDER = "order"
    PAST_GATE = "past_gate"
    CONFLICT = "conflict"
    ALL_OF = "all_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        scope: code of a program or project; empty for the whole portfolio.
        indicator: code of the indicator it looks at; empty where the kind needs none.
        operator: how a measured value is compared with `value`: one of `<`, `<=`, `>`, `>=`, `=`, `!=`.
        value: what is compared with, as written; a number for every kind but `past_gate`, `missing` and `order`.
        n: how many periods the rule looks at, 1 or more.
        of: codes of the rules that an `all_of` joins.
        severity: amber or red.
        owner_role: who is asked to act (`manager`, `owner`, …).
        text, text_fr, text_nl, text_de: what the alert says.
    """

    code: str
    kind: RuleKind
    severity: Rag
    owner_role: str
    scope: str = ""
    indicator: str = ""
    operator: str = ""
    value: str = ""
    n: int | None = None
    of: tuple[str, ...] = ()
    text: str = ""
    text_fr: str = ""
    text_nl: str = ""
    text_de: str = ""
    archived: bool = False

    @property
    def key(self) -> str:
        """Unique among all rules."""
        return self.code.casefold()
