"""The button below what can be watched."""

from cards.actions import execute
from cards.elements import Strict
from cards.listing import SCOPE_LENGTH
from cards.plain import clipped
from locales import Say
from pmo.watches import Watched


def watch_button(of: Watched, subject: str, say: Say) -> Strict:
    """`Tell me when this changes` below what can be watched."""
    data = {"of": of.value, "subject": clipped(subject, SCOPE_LENGTH)}
    return execute(say("Tell me when this changes"), "watch.set", data, with_inputs=False)
