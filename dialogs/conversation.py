"""How dialogs are listed: a verb, a command or a letter has one function that answers for it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from cards.bundle import Among
from dialogs.desk import Desk, Person
from dialogs.turn import Card, Mark, Message, Reply, Turn
from storage.outbox import Letter, LetterKind

Answer = Callable[[Turn, Person, Desk], Awaitable[Reply]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A letter as it is sent.

    Attributes:
        among: how it is told among others in one message; None where its body or its summary says it.
    """

    card: Card
    summary: str
    mark: Mark
    among: Among | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The reason for the letter has gone; `reason` is a short word for the record."""

    reason: str


Draw = Callable[[Letter, Desk], Awaitable[Drawn | Withdrawn]]
Posted = Callable[[Letter, Message, Mark, Desk], Awaitable[None]]
Told = Callable[[Letter, Desk], Awaitable[None]]
Failed = Callable[[Letter, Desk], Awaitable[None]]


async def _nothing_to_note(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    """A letter whose message needs no keeping."""


async def _nothing_to_remember(letter: Letter, desk: Desk) -> None:
    """A letter of which nothing is remembered once it was read."""


async def _nothing_to_mend(letter: Letter, desk: Desk) -> None:
    """A letter whose failure has no consequence beyond its outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What belongs to a kind of letter: how it is drawn, what is noted when it was sent, and when it could not be.

    Attributes:
        posted: notes where the message stands that brought this letter alone, with the mark it was sent with: things
            may have moved on since it was drawn.
        told: notes that the person knows it now, from a message of its own or among others.
    """

    draw: Draw
    posted: Posted = _nothing_to_note
    told: Told = _nothing_to_remember
    failed: Failed = _nothing_to_mend


@dataclass(slots=True)
class Conversation:
    """The verbs, commands and letters of one subject; collected by the router and by delivery."""

    verbs: dict[str, Answer] = field(default_factory=dict)
    commands: dict[str, Answer] = field(default_factory=dict)
    letters: dict[LetterKind, Post] = field(default_factory=dict)

    def verb(self, name: str) -> Callable[[Answer], Answer]:
        """List the function that answers a card action with this verb."""

        def listed(answer: Answer) -> Answer:
            self.verbs[name] = answer
            return answer

        return listed

    def command(self, name: str) -> Callable[[Answer], Answer]:
        """List the function that answers this typed command, by its English word."""

        def listed(answer: Answer) -> Answer:
            self.commands[name] = answer
            return answer

        return listed

    def letter(self, kind: LetterKind, post: Post) -> None:
        """List what belongs to a kind of letter."""
        self.letters[kind] = post
