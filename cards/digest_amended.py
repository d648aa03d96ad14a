"""What is said of a project that was answered or edited after its digest was posted."""

from cards.digest_view import Amended
from cards.plain import clipped, joined
from cards.status import change_words, status_word
from locales import Say
from pmo.digest_amendments import How

_EDITS = 3
"""So many edits are told one by one."""


def amended_words(one: Amended, say: Say, name: int) -> str:
    """`answered, from green to red`; the status by itself where only an answer came; what was edited where none did.

    Args:
        name: to so many characters names are cut.
    """
    if How.EDITED in one.how or one.after is None:
        told = [clipped(words, name) for words in one.edits[:_EDITS]]
        rest = len(one.edits) - len(told)
        more = say.plural("{n} more", "{n} more", rest) if rest else ""
        return joined(*told, more, by=", ") or say("edited")
    status = change_words(one.before, one.after, say) if How.STATUS in one.how else status_word(one.after, say)
    return joined(say("answered") if How.ANSWERED in one.how else "", status, by=", ")
