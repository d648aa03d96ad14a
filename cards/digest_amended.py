"""What is said of a project that was answered or edited after its digest was posted."""

from cards.digest_view import Amended
from cards.plain import clipped, joined
from cards.status import change_words, status_word
from locales import Say
from pmo.digest_amendments import How

_EDITS = 3
"""So many edits are told one by one."""


def amended_words(one: Amended, say: Say, name: int) -> str:
    """`answered, from green to red, end 30 Oct 2026`; the status by itself where an answer has left it as it was.

    Args:
        name: to so many characters names are cut.
    """
    told = [clipped(words, name) for words in one.edits[:_EDITS]]
    rest = len(one.edits) - len(told)
    more = say.plural("{n} more", "{n} more", rest) if rest else ""
    answered = say("answered") if How.ANSWERED in one.how else ""
    return joined(answered, _status(one, say), *told, more, by=", ") or say("edited")


def _status(one: Amended, say: Say) -> str:
    if one.after is None:
        return ""
    if How.STATUS in one.how:
        return change_words(one.before, one.after, say)
    return status_word(one.after, say) if How.ANSWERED in one.how else ""
