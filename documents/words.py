"""The words and looks that all documents share; they are those of the cards."""

from decimal import Decimal

from cards.indicators import unknown_word
from cards.milestones import STATUS, state_word
from cards.plain import clean, clipped, joined, paragraphs
from cards.status import computed_signed, signed, signed_word
from documents.view import Frozen, ReportedAction, ReportedEntry
from locales import Say
from pmo.assessment import Condition
from pmo.colours import Colour
from pmo.earned_value import EarnedValue
from pmo.milestone_states import MilestoneState
from pmo.portfolio import Rag

FONT = "Arial"
"""Found, or as wide, on every machine that opens office documents."""
INK, SUBTLE, RULE, HEAD = "1F1F1F", "5F5F5F", "C8C8C8", "1F3864"
"""Colours as RRGGBB: of text, of what is said less loud, of lines, of titles."""
FILL = {Rag.GREEN: "DDF0DD", Rag.AMBER: "FFE9C2", Rag.RED: "F8D0D0", None: "EDEDED"}
"""Backgrounds light enough for black text; beside them there is always a sign and a word."""
SOLID = {Rag.GREEN: "4C8C4A", Rag.AMBER: "E0A030", Rag.RED: "B23434"}
"""The colours of charts."""
LINES = ("2F5D8C", "C77C11", "2E8B84", "7A4E9C", "B23434")
"""Of lines that are told apart; there are no more lines than these."""


def plain(text: str, length: int = 0) -> str:
    """Text of people as a file can hold it, cut to so many characters; what is isolated in it stays so."""
    short = clipped(clean(text), length) if length else paragraphs(text)
    return short + "\u2069" * (short.count("\u2068") - short.count("\u2069"))


def in_a_line(text: str, length: int) -> str:
    """The same without its line breaks, for places that have no room for them."""
    return plain(" ".join(clean(text).split()), length)


def computed_words(colour: Colour | None, say: Say) -> str:
    """`■ red` by the figures; that it is not known where they were not judged."""
    return computed_signed(colour or Colour.GREY, say)


def state_words(state: MilestoneState, say: Say) -> str:
    """`■ overdue`."""
    return signed(STATUS[state], state_word(state, say))


def condition_words(condition: Condition, say: Say) -> str:
    """`■ red`, or why it has no colour."""
    rag = condition.rag
    return signed(None, unknown_word(condition, say)) if rag is None else signed_word(rag, say)


def due_words(one: ReportedAction | ReportedEntry, say: Say) -> str:
    """By when, and whether that has passed."""
    return joined(say.date(one.due) if one.due else "", say("overdue") if one.overdue else "", by=", ")


def earned_titles(say: Say) -> tuple[str, ...]:
    """What earned value is told by, in the order of `earned_figures`."""
    return (
        say("Planned value (PV)"),
        say("Earned value (EV)"),
        say("Actual cost (AC)"),
        say("Estimate at completion (EAC)"),
        say("Variance at completion (VAC)"),
        say("Cost performance index (CPI)"),
        say("Schedule performance index (SPI)"),
    )


def earned_figures(value: EarnedValue) -> tuple[Decimal | None, ...]:
    """Five amounts, then two ratios."""
    return value.pv, value.ev, value.ac, value.eac, value.vac, value.cpi, value.spi


RATIOS = 2
"""So many of the figures, the last ones, are ratios."""


def source_words(frozen: Frozen, say: Say) -> str:
    """When this was true, and of which state of the data: two documents of one state tell the same."""
    return say("Data of {moment}, version {version}", moment=say.stamp(frozen.at), version=str(frozen.version))
