"""What can be asked here."""

from dataclasses import dataclass
from functools import lru_cache

from cards.elements import Strict, container, heading, rich, run, text
from cards.rendered import Rendered, rendered, told
from cards.status import remark_run
from locales import Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something a person can type; all in the reader's language. `example` may be empty."""

    word: str
    explanation: str
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """What this person can ask here; `place` is a line about the place, in the reader's language, or empty."""

    commands: tuple[Command, ...]
    place: str = ""


@lru_cache(maxsize=256)
def help_card(view: HelpView, say: Say) -> Rendered:
    """Each command with what it gives, and an example; made once for all who are told the same."""
    title = say("What you can ask me")
    body: list[Strict] = [heading(title)]
    if view.place:
        body.append(text(view.place, spacing="Small"))
    body.append(container([_row(command) for command in view.commands], spacing="Medium"))
    words = ", ".join(command.word for command in view.commands)
    return rendered(body, summary=told(title, words), say=say)


def _row(command: Command) -> Strict:
    runs = [run(command.word, bold=True), run(f"\u2002{command.explanation}")]
    if command.example:
        runs.append(remark_run(command.example))
    return rich(*runs, spacing="Small")
