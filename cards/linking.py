"""A channel becomes a program's channel: asked first where something would be lost, said where it is done."""

from dataclasses import dataclass

from cards.actions import execute
from cards.elements import action_set, heading, text
from cards.plain import clipped
from cards.rendered import Rendered, rendered, told
from locales import Say

_LINE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkQuestion:
    """What would change if this channel became the program's.

    Attributes:
        version: of what the question is about; another one when somebody has changed it since.
        held_by: name of the program whose channel this is; empty for none.
        elsewhere: the program has another channel.
        channel: what that is called, where the reader alone sees it and the name is known.
        changed: it was asked before, and something else is the case now.
    """

    program: str
    name: str
    version: int
    held_by: str = ""
    elsewhere: bool = False
    channel: str = ""
    changed: bool = False


def link_question_card(view: LinkQuestion, say: Say) -> Rendered:
    """What would be lost, and the button that does it all the same."""
    title = say("Make this the channel of {program}?", program=f"{view.program} · {view.name}")
    lines = [say("This has changed since you were asked. As it stands now:")] if view.changed else []
    if view.held_by:
        lines.append(
            say("{other} works here. Its alerts and digests would go to its managers and owners.", other=view.held_by)
        )
    if view.elsewhere and view.channel:
        lines.append(say("{program} works in “{channel}”.", program=view.program, channel=view.channel))
    if view.elsewhere:
        lines.append(say("Nothing more of {program} would be posted in its other channel.", program=view.program))
    button = execute(say("Link anyway"), "channel.link", {"program": view.program, "version": view.version})
    shown = [clipped(line, _LINE) for line in lines]
    body = [
        heading(clipped(title, _LINE)),
        *(text(line, spacing="Small") for line in shown),
        action_set(button, spacing="Medium"),
    ]
    return rendered(body, summary=told(title, *shown[:1]), say=say)
