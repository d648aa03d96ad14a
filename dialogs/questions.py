"""A question about the portfolio, and the rule of where its answer may stand (CONTRACT §8 "Place limits further")."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from cards.rendered import Rendered
from dialogs.access import audience_of, linked_program
from dialogs.desk import Desk, Person
from dialogs.turn import Mark, Place, Reply, Turn
from locales import Say
from pmo.rights import PRIVATE, Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who asks, where, and who would read the answer.

    Attributes:
        say: speaks the language of the readers: the person's, or that of the channel's program.
    """

    person: Person
    place: Place
    audience: Audience
    say: Say
    desk: Desk

    def in_private(self) -> "Question":
        """The same question, answered to the asker alone."""
        return replace(self, audience=PRIVATE, say=self.person.say)


Make = Callable[[Question], Awaitable[Rendered | None]]
"""Draws the answer for its readers; None when they may not have it, or there is nothing."""


async def question(turn: Turn, person: Person, desk: Desk) -> Question:
    """The question of a turn."""
    found = None if turn.place.targeted else await linked_program(turn.place, desk)
    return Question(
        person=person,
        place=turn.place,
        audience=await audience_of(turn.place, desk),
        say=await desk.say_in(found) if found else person.say,
        desk=desk,
    )


async def answered(asked: Question, make: Make, key: str, nothing: str) -> Reply:
    """The answer where the place may show it; else the same line whatever was asked, and the answer privately.

    Args:
        nothing: what is said in private where there is no answer, in the person's language.
    """
    shown = await make(asked)
    if shown is not None:
        return reply(shown, key)
    if asked.audience.private:
        return Reply.toast(nothing)
    private = await make(asked.in_private())
    answer = reply(private, key) if private else Reply.toast(nothing)
    return Reply(form="toast", text=elsewhere(asked), private=answer if has_chat(asked.person) else None)


def reply(shown: Rendered, key: str) -> Reply:
    """The card as an answer."""
    return Reply(form="card", card=shown.card, summary=shown.summary, mark=Mark(kind="answer", key=key))


def stranger(person: Person) -> Reply:
    """What somebody hears who is not in the portfolio."""
    return Reply.toast(person.say("You are not in the portfolio yet. The PMO can add you. Until then I can only help."))


def has_chat(person: Person) -> bool:
    """Whether something can be sent to the person's own chat."""
    return person.contact is not None and person.contact.conversation != "" and not person.contact.unreachable


def elsewhere(asked: Question) -> str:
    """The line a place gets: it depends on who asks and where, never on the data."""
    if has_chat(asked.person):
        return asked.say("What you may see beyond this place is in your personal chat with me.")
    return asked.say("To see more, open a personal chat with me: choose my name, then “Chat”, and ask again.")
