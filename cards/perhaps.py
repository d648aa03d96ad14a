"""A project was named by words that suit none for certain: those that are perhaps meant, to be opened."""

from collections.abc import Sequence

from cards.actions import execute
from cards.elements import Strict, action_set, heading, text
from cards.plain import clipped
from cards.rendered import Rendered, rendered, told
from cards.status import title_of
from cards.watch_button import watch_this
from locales import Say
from pmo.watches import Watched

_NAME_LENGTH, _TYPED_LENGTH = 60, 40


def perhaps_card(typed: str, projects: Sequence[tuple[str, str]], say: Say, *, notes: Sequence[str] = ()) -> Rendered:
    """What was typed is called so by none of these, code and name; `notes` are said below them."""
    title = say("I find no project “{word}” here", word=clipped(typed, _TYPED_LENGTH))
    body = [heading(title, size="Medium"), *perhaps_meant(projects, say), *[text(note) for note in notes]]
    return rendered(body, summary=told(title, *[_title(*one) for one in projects[:1]]), say=say)


def perhaps_asked_card(typed: str, command: str, things: Sequence[tuple[str, str]], say: Say) -> Rendered:
    """What was typed behind a command is called so by none of these, code and name; each asks the question again.

    Args:
        command: its English word.
    """
    word = clipped(typed, _TYPED_LENGTH)
    if command == "program":
        title = say("I find no program “{word}” here", word=word)
    else:
        title = say("I find no project or program “{word}” here", word=word)
    buttons = [
        execute(_title(*one), "question.ask", {"command": command, "subject": one[0]}, with_inputs=False)
        for one in things
    ]
    return _asking(title, buttons, things[0], say)


def perhaps_watched_card(typed: str, things: Sequence[tuple[Watched, str, str]], say: Say) -> Rendered:
    """What was typed to be watched is called so by none of these: kind, code and name."""
    title = say("I find nothing “{word}” to watch", word=clipped(typed, _TYPED_LENGTH))
    return _asking(title, [watch_this(*one, say) for one in things], things[0][1:], say)


def perhaps_meant(projects: Sequence[tuple[str, str]], say: Say) -> list[Strict]:
    """A button to open each of a few projects, code and name, that were not named as they are called."""
    buttons = [
        execute(_title(code, name), "portfolio.open", {"project": code}, with_inputs=False) for code, name in projects
    ]
    return _question(buttons, say) if buttons else []


def _asking(title: str, buttons: Sequence[Strict], first: tuple[str, str], say: Say) -> Rendered:
    """A card of such buttons; the first of what they are for, code and name, is told."""
    body = [heading(title, size="Medium"), *_question(buttons, say)]
    return rendered(body, summary=told(title, _title(*first)), say=say)


def _question(buttons: Sequence[Strict], say: Say) -> list[Strict]:
    question = say.plural("Did you mean this one?", "Did you mean one of these?", len(buttons))
    return [text(question), action_set(*buttons)]


def _title(code: str, name: str) -> str:
    return title_of(code, clipped(name, _NAME_LENGTH))
