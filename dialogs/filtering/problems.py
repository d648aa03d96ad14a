"""What is said to somebody whose filter cannot be used: which it was, and what can be used instead."""

from collections.abc import Sequence
from decimal import Decimal

from cards.phases import phase_word
from cards.status import WORST_FIRST, status_word
from dialogs.filtering.understanding import FILTER_LIMIT, Problem, order_word
from dialogs.filtering.words import KEYS, NEVER_REPORTED
from dialogs.words import ORDER
from locales import Say
from pmo.portfolio import Phase
from pmo.selection import Order

_LISTED, _LENGTH = 3, 40
_EXAMPLE = Decimal("0.9")


def problem_words(problems: Sequence[Problem], say: Say, indicator: str = "") -> str:
    """A sentence for each of the first few.

    Args:
        indicator: the code of one that its readers can compare, for an example.
    """
    key, code = KEYS["indicator"][ORDER.index(say.language)], indicator or say("CODE")
    example = f"{key}:{code}<{say.number(_EXAMPLE)}"
    return "\n".join(_sentence(one, example, say) for one in list(dict.fromkeys(problems))[:_LISTED])


def _sentence(problem: Problem, example: str, say: Say) -> str:
    typed = problem.typed[:_LENGTH]
    if problem.half:
        return say(
            "Nothing stands behind “{key}”. Possible: {values}.",
            key=f"{typed}:",
            values=_possible(problem.key, say, example),
        )
    match problem.key:
        case "phase":
            return say("There is no phase “{word}”: {phases}.", word=typed, phases=_possible("phase", say))
        case "sort":
            return say("I cannot sort by “{word}”: {orders}.", word=typed, orders=_possible("sort", say))
        case "status" | "only" | "computed":
            return say("There is no status “{word}”: {statuses}.", word=typed, statuses=_possible("status", say))
    return _of_comparison(problem, example, say) or _of_the_whole(problem, typed, say)


def _of_comparison(problem: Problem, example: str, say: Say) -> str:
    typed = problem.typed[:_LENGTH]
    match problem.key:
        case "indicator":
            return say(
                "I do not understand “{word}”: compare an indicator with a number, for example {example}.",
                word=typed,
                example=example,
            )
        case "progress":
            return say(
                "I do not understand “{word}”: compare the progress with a number, for example {example}.",
                word=typed,
                example=f"{order_word(Order.PROGRESS, say.language)}<50",
            )
        case "end":
            return say(
                "I do not understand “{word}”: compare the end with a full day, for example {example}.",
                word=typed,
                example=f"{order_word(Order.END, say.language)}<2026-06-30",
            )
    return ""


def _of_the_whole(problem: Problem, typed: str, say: Say) -> str:
    """How the filters stand together, or that there is no such filter."""
    match problem.key:
        case "long":
            return say("This is too long: at most {most} characters are read.", most=say.number(FILTER_LIMIT))
        case "signs":
            some = _possible("status", say)
            return say("“{word}” says nothing to me. You can use for example {statuses}.", word=typed, statuses=some)
        case "clash":
            other = problem.other[:_LENGTH]
            return say("“{word}” and “{other}” exclude each other: no project can be both.", word=typed, other=other)
        case "or not":
            return say("“or not {word}” cannot be asked: ask for the one, then for the other.", word=typed)
    keys = [f"{words[ORDER.index(say.language)]}:" for words in KEYS.values()]
    return say("I do not know the filter “{word}”. You can use {keys}.", word=typed, keys=_all(keys))


def _possible(key: str, say: Say, example: str = "") -> str:
    """What can stand behind a key."""
    match key:
        case "phase":
            return _all([phase_word(phase, say) for phase in Phase])
        case "sort":
            return _all([order_word(order, say.language) for order in Order])
        case "status" | "only" | "computed":
            return _all([*[status_word(rag, say) for rag in WORST_FIRST], NEVER_REPORTED[ORDER.index(say.language)]])
        case "indicator":
            return example.partition(":")[2]
    return say("a code, or the beginning of a name")


def _all(words: Sequence[str]) -> str:
    return ", ".join(words)
