"""Ten thousand texts that people of every role type in every kind of place, always the same ones."""

import random
from collections.abc import Iterator
from itertools import cycle

from dialogs.words import COMMANDS
from tests.fuzz import hostile
from tests.fuzz.hall import PEOPLE, PLACES

COMMAND_WORDS = tuple(sorted({word for words in COMMANDS.values() for word in words}))
FILTERED = COMMANDS["portfolio"]
ARGUMENTS = (
    *(*hostile.CODES, *hostile.RESTRICTED, *hostile.SPELT, *hostile.UNKNOWN, *hostile.WORDS, *hostile.FILTERS),
    *(*hostile.NUMBERS, *hostile.DATES, *hostile.PERIODS, *hostile.LANGUAGES, *hostile.ZONES, *hostile.SETTINGS),
    *(*hostile.SENTENCES, *hostile.SIGNS, *hostile.MARKUP, *hostile.LONG, *hostile.NOTHING),
)
KEYED = tuple(
    f"{key}{colon}{value}" for key in hostile.FILTER_KEYS for colon in (":", " : ") for value in hostile.FILTER_VALUES
)
Typed = tuple[str, str, str]
"""A role, a place and a text."""


def texts(seed: int, count: int) -> Iterator[Typed]:
    """So many of them; every command word and every argument comes in its turn."""
    chance = random.Random(seed)
    words, arguments, keyed = (cycle(chance.sample(pool, len(pool))) for pool in (COMMAND_WORDS, ARGUMENTS, KEYED))
    roles = tuple(PEOPLE)
    for _ in range(count):
        match chance.randrange(20):
            case 0 | 1:
                text = " ".join((next(words), next(arguments), next(arguments)))
            case 2 | 3:
                filters = [next(keyed) for _ in range(chance.randint(1, 3))]
                text = " ".join((chance.choice(FILTERED), *filters))
            case 4 | 5:
                text = f"{chance.choice((*hostile.CODES, *hostile.SPELT))} {next(arguments)}"
            case 6:
                text = next(arguments)
            case 7:
                text = f"{next(arguments)}{chance.choice(('', ' ', ': '))}{next(arguments)}"
            case _:
                text = f"{next(words)} {next(arguments)}"
        place = "personal" if chance.random() < 0.4 else chance.choice(PLACES)
        yield chance.choice(roles), place, _spelt(text, chance)


def _spelt(text: str, chance: random.Random) -> str:
    match chance.randrange(8):
        case 0:
            return text.upper()
        case 1:
            return f"/{text}"
        case 2:
            return f"{text}?"
        case _:
            return text
