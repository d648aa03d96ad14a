"""Short messages: something happened, something was refused, somebody is greeted."""

from collections.abc import Iterable

from cards.elements import heading, text
from cards.plain import clipped
from cards.rendered import Rendered, rendered, told
from locales import Say

_LINES, _LINE_LENGTH = 20, 240


def notice_card(title: str, lines: Iterable[str], say: Say) -> Rendered:
    """A title and a few lines, all in the reader's language; at most twenty lines are shown."""
    shown = [clipped(line, _LINE_LENGTH) for line in lines][:_LINES]
    title = clipped(title, _LINE_LENGTH)
    body = [heading(title), *(text(line, spacing="Small") for line in shown)]
    return rendered(body, summary=told(title, *shown[:1]), say=say)


def welcome_card(name: str, lines: Iterable[str], say: Say) -> Rendered:
    """The greeting after an installation; `lines` say when and what the person will be asked."""
    return notice_card(say("Good day, {name}", name=name) if name else say("Good day"), lines, say)
