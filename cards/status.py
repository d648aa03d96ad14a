"""How a status looks: always a word, beside it a sign whose form tells as much as its colour."""

from collections.abc import Mapping
from datetime import datetime

from cards.elements import Strict, run
from cards.plain import clipped, joined
from locales import Say
from pmo.colours import Colour
from pmo.portfolio import Rag

NAME_LENGTH = 120
"""Characters of a name that a card shows."""

_SIGN = {Rag.GREEN: "●", Rag.AMBER: "▲", Rag.RED: "■", None: "○"}
_COLOUR = {Rag.GREEN: "Good", Rag.AMBER: "Warning", Rag.RED: "Attention", None: None}
_STYLE = {Rag.GREEN: "good", Rag.AMBER: "warning", Rag.RED: "attention"}

WORST_FIRST = (Rag.RED, Rag.AMBER, Rag.GREEN)


def status_word(rag: Rag | None, say: Say) -> str:
    """`red`, or that nothing was reported."""
    match rag:
        case Rag.GREEN:
            return say.meaning("status", "green")
        case Rag.AMBER:
            return say.meaning("status", "amber")
        case Rag.RED:
            return say.meaning("status", "red")
        case None:
            return say.meaning("status", "not reported")


def signed(rag: Rag | None, word: str) -> str:
    """`■ overdue`: any word with the sign of a status, as plain text; the empty sign where there is none."""
    return f"{_SIGN[rag]} {word}"


def signed_word(rag: Rag | None, say: Say) -> str:
    """`■ red`: sign and word as plain text."""
    return signed(rag, status_word(rag, say))


def capital(word: str) -> str:
    """The word as the first of a line."""
    return word[:1].upper() + word[1:]


def titled_status(rag: Rag | None, say: Say) -> str:
    """`■ Red`: the same as a title or a choice."""
    return signed(rag, capital(status_word(rag, say)))


def status_run(rag: Rag | None, say: Say, *, size: str | None = None) -> Strict:
    """Sign and word in the colour of the status, never on two lines."""
    words = signed_word(rag, say).replace(" ", "\u00a0")
    return run(words, bold=rag is not None, subtle=rag is None, color=_COLOUR[rag], size=size)


def sign_run(rag: Rag, word: str) -> Strict:
    """Another word with the sign and in the colour of a status."""
    return run(signed(rag, word).replace(" ", "\u00a0"), bold=True, color=_COLOUR[rag])


def unknown_run(words: str) -> Strict:
    """What stands where a colour would: the empty sign, and why there is none."""
    shown = signed(None, words).replace(" ", "\u00a0")
    return run(shown, subtle=True)


def computed_word(colour: Colour, say: Say) -> str:
    """The word of a computed status; grey is what is not known."""
    return status_word(colour.rag, say) if colour.is_known else say.meaning("status", "not known")


def judged_word(colour: Colour | None, say: Say) -> str:
    """The same where the figures are not judged, yet or any more."""
    return computed_word(colour, say) if colour else say.meaning("status", "not judged")


def judged_change_words(before: Colour | None, after: Colour | None, say: Say) -> str:
    """`by the figures from green to red`."""
    change = say("from {before} to {after}", before=judged_word(before, say), after=judged_word(after, say))
    return joined(say("by the figures"), change, by=" ")


def computed_signed(colour: Colour, say: Say) -> str:
    """Sign and word of a computed status as plain text."""
    return signed(colour.rag, computed_word(colour, say))


def computed_run(colour: Colour, say: Say) -> Strict:
    """Sign and word of a computed status, as `status_run` does."""
    words = computed_signed(colour, say).replace(" ", "\u00a0")
    return run(words, bold=colour.is_known, subtle=not colour.is_known, color=_COLOUR[colour.rag])


def by_figures(colour: Colour, declared: Rag | None, say: Say) -> list[Strict]:
    """`by the figures ■ red` behind a declared status; in its colour where it is worse than what was declared."""
    title = say("by the figures")
    words = f"\u2002{title}\u00a0"
    if colour.severity > (declared.severity if declared else 0):
        return [run(words, subtle=True), computed_run(colour, say)]
    return [run(f"{words}{_SIGN[colour.rag]}\u00a0{computed_word(colour, say)}", subtle=True)]


def project_run(code: str, name: str) -> Strict:
    """Code and name behind a status; an en space is kept where clients fold ordinary ones."""
    return run(f"\u2002{title_of(code, name)}", bold=True)


def remark_run(remark: str) -> Strict:
    """What is said last in a row, less loud."""
    return run(f"\u2002{remark}", subtle=True)


def container_style(rag: Rag) -> str:
    """The background that goes with a status."""
    return _STYLE[rag]


def title_of(code: str, name: str) -> str:
    """`PRJ-7 · Consular portal`."""
    return joined(code, clipped(name, NAME_LENGTH))


def change_words(before: Rag | None, after: Rag, say: Say) -> str:
    """`from green to red`, or that it is the first report."""
    if before is None:
        return say("first report")
    return say("from {before} to {after}", before=status_word(before, say), after=status_word(after, say))


def counts_words(counts: Mapping[Rag, int], unreported: int, say: Say) -> str:
    """`1 red, 2 amber, 3 green, 1 not reported`; what does not occur is left out."""
    words = [_count(rag, counts[rag], say) for rag in WORST_FIRST if counts.get(rag)]
    if unreported:
        words.append(say.plural("{n} not reported", "{n} not reported", unreported))
    return ", ".join(words)


def _count(rag: Rag, n: int, say: Say) -> str:
    match rag:
        case Rag.GREEN:
            return say.plural("{n} green", "{n} green", n)
        case Rag.AMBER:
            return say.plural("{n} amber", "{n} amber", n)
        case Rag.RED:
            return say.plural("{n} red", "{n} red", n)


def counts_sentence(counts: Mapping[Rag, int], unreported: int, say: Say) -> str:
    """The whole in a sentence: `7 projects: 1 red, 2 amber, 3 green, 1 not reported`."""
    total = sum(counts.values()) + unreported
    if not total:
        return say("No projects.")
    projects = say.plural("{n} project", "{n} projects", total)
    return say("{projects}: {counts}.", projects=projects, counts=counts_words(counts, unreported, say))


def as_of_words(at: datetime, say: Say) -> str:
    """When what is shown was true."""
    return say("As of {moment}", moment=say.moment(at, with_zone=True))
