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
        told: the place where it was asked has had an answer.
    """

    person: Person
    place: Place
    audience: Audience
    say: Say
    desk: Desk
    told: bool = False

    @property
    def refuses(self) -> bool:
        """Whether no answer to it is a refusal: in private, unless the place has told what it may to any member."""
        return self.audience.private and not self.told

    @property
    def notes(self) -> tuple[str, ...]:
        """The line for the end of an answer that stands in a place others read."""
        return () if self.audience.private else (elsewhere(self),)

    def in_private(self, *, told: bool = False) -> "Question":
        """The same question, answered to the asker alone."""
        return replace(self, audience=PRIVATE, say=self.person.say, told=told)


Make = Callable[[Question], Awaitable[Rendered | None]]
"""Draws the answer for its readers, with the question's notes; None when they may not have it, or there is nothing."""


async def question(turn: Turn, person: Person, desk: Desk) -> Question:
    """The question of a turn."""
    found = None if turn.place.is_private else await linked_program(turn.place, desk)
    return Question(
        person=person,
        place=turn.place,
        audience=await audience_of(turn.place, desk),
        say=await desk.say_in(found) if found else person.say,
        desk=desk,
    )


def alone(person: Person, desk: Desk) -> Question:
    """What somebody would ask in their own chat."""
    contact = person.contact
    place = Place(
        kind="personal",
        conversation=contact.conversation if contact else "",
        service_url=contact.service_url if contact else "",
    )
    return Question(person=person, place=place, audience=PRIVATE, say=person.say, desk=desk)


async def answered(asked: Question, make: Make, key: str, nothing: str = "") -> Reply:
    """The answer as the place may show it, and in full to the asker alone; a place that may show none gets the line.

    Whatever was asked, a place hears the same of what it does not show (CONTRACT §8).

    Args:
        nothing: what is said in private where there is no answer, in the person's language.
    """
    if asked.audience.private:
        return await _told(asked, make, key, nothing)
    shown = await make(asked)
    alone = asked.in_private(told=shown is not None)
    private = await _told(alone, make, key, nothing) if has_chat(asked.person) else None
    here = reply(shown, key) if shown else Reply.toast(elsewhere(asked))
    return here.beside(private)


async def _told(asked: Question, make: Make, key: str, nothing: str) -> Reply:
    shown = await make(asked)
    return reply(shown, key) if shown else Reply.toast(nothing)


def reply(shown: Rendered, key: str) -> Reply:
    """The card as an answer."""
    return Reply(form="card", card=shown.card, summary=shown.summary, mark=Mark(kind="answer", key=key))


def stranger(person: Person) -> Reply:
    """What somebody hears who asks and is not in the portfolio."""
    if person.has_left:
        said = person.say("You have left the portfolio. The PMO can add you again. Until then I can only help.")
        return Reply.toast(said)
    return Reply.toast(person.say("You are not in the portfolio yet. The PMO can add you. Until then I can only help."))


def outside(person: Person) -> str:
    """Why somebody gets nothing who is not in the portfolio."""
    if person.has_left:
        return person.say("You have left the portfolio. The PMO can add you again.")
    return person.say("You are not in the portfolio yet. The PMO can add you.")


def has_chat(person: Person) -> bool:
    """Whether something can be sent to the person's own chat."""
    return person.contact is not None and person.contact.conversation != "" and not person.contact.unreachable


def without_chat(person: Person) -> Reply | None:
    """What is said to somebody who asks for what comes into their own chat only and has none; None for who has one."""
    if has_chat(person):
        return None
    return Reply.toast(person.say("Open a personal chat with me first: choose my name, then “Chat”, and ask again."))


def elsewhere(asked: Question) -> str:
    """The line a place gets: it depends on who asks and where, never on the data."""
    if has_chat(asked.person):
        return asked.say("What you may see beyond this place is in your personal chat with me.")
    return asked.say("To see more, open a personal chat with me: choose my name, then “Chat”, and ask again.")
