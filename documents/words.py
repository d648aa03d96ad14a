"""The words and looks that all documents share; they are those of the cards."""

from datetime import date

from cards.milestones import slip_words
from cards.plain import clean, clipped, joined, paragraphs
from cards.status import capital, computed_word, signed_word, status_word
from documents.view import Frozen, ReportedAction, ReportedMilestone, ReportedProject
from locales import Say
from pmo.actions import ActionKind
from pmo.assessment import Condition
from pmo.colours import Colour
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
_SIGN = {Rag.GREEN: "●", Rag.AMBER: "▲", Rag.RED: "■", None: "○"}
_STATE = {
    MilestoneState.MISSED: Rag.RED,
    MilestoneState.LATE: Rag.AMBER,
    MilestoneState.ON_TIME: Rag.GREEN,
    MilestoneState.REACHED: Rag.GREEN,
}


def plain(text: str, length: int = 0) -> str:
    """Text of people as a file can hold it, cut to so many characters; what is isolated in it stays so."""
    short = clipped(clean(text), length) if length else paragraphs(text)
    return short + "\u2069" * (short.count("\u2068") - short.count("\u2069"))


def in_a_line(text: str, length: int) -> str:
    """The same without its line breaks, for places that have no room for them."""
    return plain(" ".join(clean(text).split()), length)


def declared_words(rag: Rag | None, say: Say) -> str:
    """`■ red`."""
    return signed_word(rag, say)


def computed_words(colour: Colour | None, say: Say) -> str:
    """`■ red` by the figures; that it is not known where they were not judged."""
    if colour is None:
        return f"{_SIGN[None]} {computed_word(Colour.GREY, say)}"
    return f"{_SIGN[colour.rag]} {computed_word(colour, say)}"


def state_rag(one: ReportedMilestone) -> Rag:
    """The colour of where a milestone stands."""
    return _STATE[one.state]


def state_words(one: ReportedMilestone, say: Say) -> str:
    """`■ overdue`."""
    match one.state:
        case MilestoneState.MISSED:
            word = say.meaning("milestone", "overdue")
        case MilestoneState.LATE:
            word = say.meaning("milestone", "late")
        case MilestoneState.ON_TIME:
            word = say.meaning("milestone", "on time")
        case MilestoneState.REACHED:
            word = say.meaning("milestone", "reached")
    return f"{_SIGN[_STATE[one.state]]} {word}"


def slip_of(one: ReportedMilestone, say: Say) -> str:
    """How far it is from its baseline."""
    return slip_words(one.slip, say)


def condition_rag(condition: Condition) -> Rag | None:
    """The colour of how an indicator stands; None where it has none."""
    return Rag(condition.value) if condition.value in set(Rag) else None


def condition_words(condition: Condition, say: Say) -> str:
    """`■ red`, or why it has no colour."""
    rag = condition_rag(condition)
    if rag is not None:
        return f"{_SIGN[rag]} {status_word(rag, say)}"
    match condition:
        case Condition.TOO_OLD:
            word = say("too old")
        case Condition.NO_VALUE:
            word = say("no value yet")
        case _:
            word = say("no limits")
    return f"{_SIGN[None]} {word}"


def kind_words(one: ReportedAction, say: Say) -> str:
    """Whether a decision, an action or help is wanted."""
    if one.kind is ActionKind.HELP:
        return say("Help needed")
    return capital(say("decision") if one.kind is ActionKind.DECISION else say("action"))


def due_words(one: ReportedAction, say: Say) -> str:
    """By when, and whether that has passed."""
    return joined(say.date(one.due) if one.due else "", say("overdue") if one.overdue else "", by=", ")


def end_words(one: ReportedProject, say: Say) -> str:
    """The expected end, with the first promised one where that is another day."""
    promised = say.date(one.end) if one.end else ""
    if one.forecast_end is None or one.forecast_end == one.end:
        return promised
    forecast = say.date(one.forecast_end)
    return (
        say("{forecast} (first promised: {promised})", forecast=forecast, promised=promised) if promised else forecast
    )


def day_words(day: date | None, say: Say) -> str:
    """The day; empty for none."""
    return say.date(day) if day else ""


def source_words(frozen: Frozen, say: Say) -> str:
    """When this was true, and of which state of the data: two documents of one state tell the same."""
    return say("Data of {moment}, version {version}", moment=say.stamp(frozen.at), version=str(frozen.version))
