"""The button below what can be watched."""

from cards.actions import execute
from cards.elements import Strict
from cards.listing import SCOPE_LENGTH
from cards.plain import clipped
from cards.status import title_of
from locales import Say
from pmo.watches import Watched

_NAME = 60


def thing_words(of: Watched, subject: str, name: str, say: Say) -> str:
    """What can be watched: a project or program by code and name, or the portfolio by its filters."""
    if of is not Watched.PORTFOLIO:
        return title_of(subject, name)
    if not subject:
        return say("Portfolio")
    return say("{scope}: {filters}", scope=say("Portfolio"), filters=clipped(subject, SCOPE_LENGTH))


def watch_this(of: Watched, subject: str, name: str, say: Say) -> Strict:
    """One of several things that can be watched, by what it is called."""
    data = {"of": of.value, "subject": subject}
    return execute(thing_words(of, subject, clipped(name, _NAME), say), "watch.set", data, with_inputs=False)


def watch_button(of: Watched, subject: str, say: Say) -> Strict:
    """`Tell me when this changes` below what can be watched."""
    data = {"of": of.value, "subject": clipped(subject, SCOPE_LENGTH)}
    return execute(say("Tell me when this changes"), "watch.set", data, with_inputs=False)
