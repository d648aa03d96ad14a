"""Filters that cannot be used, with an example that works for the readers of the answer."""

from dialogs.filtering.finding import indicator_codes
from dialogs.filtering.problems import problem_words
from dialogs.filtering.understanding import understood
from dialogs.questions import Question
from dialogs.selecting import sight_of, values_of
from locales import Say


async def refusal(filters: str, asked: Question, say: Say) -> str:
    """What is said of filters that cannot be used; empty for others.

    Args:
        asked: tells who reads it.
    """
    problems = understood(filters).problems
    is_compared = any(one.key == "indicator" for one in problems)
    return problem_words(problems, say, await _an_indicator(asked) if is_compared else "")


async def _an_indicator(asked: Question) -> str:
    """The code of one that the readers may see the value of; empty where there is none."""
    sight = await sight_of(asked)
    values = await values_of(sight, asked)
    shown = {code for one in sight.listed for code in values.get(one.key, {})}
    return (await indicator_codes(asked)).get(min(shown), "") if shown else ""
