"""Short messages: something happened, something was refused, somebody is greeted."""

from collections.abc import Iterable

from cards.elements import heading, text
from cards.plain import clipped
from cards.preferences import language_buttons
from cards.rendered import Rendered, rendered, told
from locales import Say

_LINES, _LINE_LENGTH = 20, 240


def notice_card(title: str, lines: Iterable[str], say: Say) -> Rendered:
    """A title and a few lines, all in the reader's language; at most twenty lines are shown."""
    shown = [clipped(line, _LINE_LENGTH) for line in lines][:_LINES]
    title = clipped(title, _LINE_LENGTH)
    body = [heading(title), *(text(line, spacing="Small") for line in shown)]
    return rendered(body, summary=told(title, *shown[:1]), say=say)


def welcome_card(name: str, lines: Iterable[str], say: Say, *, asks_language: bool = False) -> Rendered:
    """The greeting after an installation; `lines` say when and what the person will be asked."""
    title = say("Good day, {name}", name=name) if name else say("Good day")
    shown = [clipped(line, _LINE_LENGTH) for line in lines]
    body = [heading(title), *(text(line, spacing="Small") for line in shown)]
    if asks_language:
        body += [text(say("Which language shall I speak with you?"), weight="Bolder"), language_buttons()]
    return rendered(body, summary=told(title, *shown[:1]), say=say)
