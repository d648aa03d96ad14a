"""What waits for somebody: groups of short lines, the first the most urgent."""

from dataclasses import dataclass
from datetime import datetime

from cards.elements import Strict, heading, text
from cards.plain import clipped
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import as_of_words
from locales import Say

_LINE = 240
_RESERVE = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoGroup:
    """Lines of one kind, in the reader's language; `more` of them are only counted."""

    title: str
    lines: tuple[str, ...]
    more: int = 0


def todo_card(groups: tuple[TodoGroup, ...], as_of: datetime, say: Say, *, narrowed: bool = False) -> Rendered:
    """Each group with its lines; when nothing waits, just that.

    Args:
        narrowed: the reader asked for a part of it, which there is not.
    """
    title = say("What waits for you")
    count = sum(len(group.lines) + group.more for group in groups)
    sentence = say.plural("{n} thing to do.", "{n} things to do.", count) if count else say("Nothing waits for you.")
    body: list[Strict] = [heading(title), text(sentence, weight="Bolder")]
    if narrowed:
        whole = say("This list cannot be narrowed: it shows all that waits for you.")
        body.append(text(whole, subtle=True, spacing="Small"))
    rows: list[Strict] = []
    for group in groups:
        rows.append(heading(group.title, size="Medium", separator=True))
        rows += [text(clipped(line, _LINE), spacing="Small") for line in group.lines]
        if group.more:
            rows.append(text(_more(group.more, say), subtle=True, spacing="Small"))
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in body]))
    body += rows[:shown]
    if shown < len(rows):
        body.append(text(_more(len(rows) - shown, say), subtle=True))
    foot = text(as_of_words(as_of, say), subtle=True, size="Small", separator=True)
    return rendered([*body, foot], summary=told(title, sentence), say=say)


def _more(count: int, say: Say) -> str:
    return say.plural("and {n} more", "and {n} more", count)
