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


def perhaps_watched_card(typed: str, things: Sequence[tuple[Watched, str, str]], say: Say) -> Rendered:
    """What was typed to be watched is called so by none of these: kind, code and name."""
    title = say("I find nothing “{word}” to watch", word=clipped(typed, _TYPED_LENGTH))
    question = say.plural("Did you mean this one?", "Did you mean one of these?", len(things))
    buttons = [watch_this(*one, say) for one in things]
    body = [heading(title, size="Medium"), text(question), action_set(*buttons)]
    return rendered(body, summary=told(title, *[_title(code, name) for _, code, name in things[:1]]), say=say)


def perhaps_meant(projects: Sequence[tuple[str, str]], say: Say) -> list[Strict]:
    """A button to open each of a few projects, code and name, that were not named as they are called."""
    buttons = [
        execute(_title(code, name), "portfolio.open", {"project": code}, with_inputs=False) for code, name in projects
    ]
    question = say.plural("Did you mean this one?", "Did you mean one of these?", len(buttons))
    return [text(question), action_set(*buttons)] if buttons else []


def _title(code: str, name: str) -> str:
    return title_of(code, clipped(name, _NAME_LENGTH))
