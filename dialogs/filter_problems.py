"""What is said to somebody whose filter cannot be used: which it was, and what can be used instead."""

from collections.abc import Sequence

from cards.phases import phase_word
from cards.status import WORST_FIRST, status_word
from dialogs.filter_words import KEYS
from dialogs.filters import Problem, order_word
from dialogs.words import ORDER
from locales import Say
from pmo.portfolio import Phase
from pmo.selection import Order

_LISTED, _LENGTH = 3, 40


def problem_words(problems: Sequence[Problem], say: Say) -> str:
    """A sentence for each of the first few."""
    return "\n".join(_sentence(one, say) for one in list(dict.fromkeys(problems))[:_LISTED])


def _sentence(problem: Problem, say: Say) -> str:
    typed = problem.typed[:_LENGTH]
    match problem.key:
        case "phase":
            return say("There is no phase “{word}”: {phases}.", word=typed, phases=_all(_phases(say)))
        case "sort":
            return say("I cannot sort by “{word}”: {orders}.", word=typed, orders=_all(_orders(say)))
        case "status":
            statuses = [status_word(rag, say) for rag in WORST_FIRST]
            return say("There is no status “{word}”: {statuses}.", word=typed, statuses=_all(statuses))
        case "indicator":
            return say("Compare an indicator with a number, for example {example}.", example=_example(say))
    keys = [f"{words[ORDER.index(say.language)]}:" for words in KEYS.values()]
    return say("I do not know the filter “{word}”. You can use {keys}.", word=typed, keys=_all(keys))


def _phases(say: Say) -> list[str]:
    return [phase_word(phase, say) for phase in Phase]


def _orders(say: Say) -> list[str]:
    return [order_word(order, say.language) for order in Order]


def _all(words: Sequence[str]) -> str:
    return ", ".join(words)


def _example(say: Say) -> str:
    return f"{KEYS['indicator'][ORDER.index(say.language)]}:SPI<0.9"
