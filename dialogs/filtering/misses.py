"""What is said of a question that finds nothing: which words found nothing, and what is possible."""

from collections.abc import Sequence

from cards.phases import phase_word
from cards.plain import clipped
from dialogs.filtering.finding import Found, Miss
from dialogs.filtering.words import KEYS
from dialogs.words import ORDER
from locales import Say
from pmo.portfolio import Phase

_LISTED, _LENGTH = 4, 40


def nothing_words(found: Found, say: Say) -> str:
    """The sentences that stand where the projects would be counted; empty where all of it was understood."""
    told = missing_words(found.misses, say)
    if not told and found.by_words:
        told = [say("No project matches all of this.")]
    if found.closed:
        phase = _filter("phase", phase_word(Phase.CLOSED, say), say)
        told.append(
            say.plural(
                "{n} closed project matches: add “{filter}”.",
                "{n} closed projects match: add “{filter}”.",
                found.closed,
                filter=phase,
            )
        )
    return " ".join(told)


def missing_words(misses: Sequence[Miss], say: Say) -> list[str]:
    """A sentence for the words that no project has, and one for each of the first few values."""
    words = [say("“{word}”", word=one.typed[:_LENGTH]) for one in misses if not one.key][:_LISTED]
    told = [say("No project matches {words}.", words=", ".join(words))] if words else []
    behind = dict.fromkeys(key for one in misses for key in one.behind)
    if behind:
        filters = [say("“{word}”", word=_filter(key, word, say)) for key, word in list(behind)[:_LISTED]]
        told.append(say("Perhaps you mean {filters}.", filters=", ".join(filters)))
    return told + [_sentence(one, say) for one in misses if one.key][:_LISTED]


def _filter(key: str, word: str, say: Say) -> str:
    return f"{KEYS[key][ORDER.index(say.language)]}:{word[:_LENGTH]}"


def _sentence(miss: Miss, say: Say) -> str:
    names = ", ".join(clipped(name, _LENGTH) for name in miss.possible)
    possible = [say("Possible for example: {names}.", names=names)] if names else []
    return " ".join([_missed(miss, say), *possible])


def _missed(miss: Miss, say: Say) -> str:
    word = miss.typed[:_LENGTH]
    match miss.key:
        case "program":
            return say("No project here belongs to a program “{word}”.", word=word)
        case "post":
            return say("No project here is managed from a post “{word}”.", word=word)
        case "manager":
            return say("No project here has a manager “{word}”.", word=word)
        case "owner":
            return say("No project here has an owner “{word}”.", word=word)
    return say("No project here has a value of an indicator “{word}”.", word=word)
