"""How soon somebody wants to be told, as it is typed with what they watch: `VISA daily`, `rouge chaque semaine`."""

from collections.abc import Mapping

from locales.folding import folded
from pmo.watches import Pace

_WORDS: Mapping[Pace, tuple[str, ...]] = {
    Pace.AT_ONCE: (
        *("at once", "immediately", "right away", "straight away", "instantly"),
        *("tout de suite", "immediatement", "aussitot", "sans attendre", "sans delai"),
        *("meteen", "onmiddellijk", "direct", "dadelijk", "terstond"),
        *("sofort", "gleich", "umgehend", "unverzuglich", "unverzueglich"),
    ),
    Pace.DAILY: (
        *("daily", "once a day", "every day", "each day"),
        *("quotidien", "quotidienne", "quotidiennement", "chaque jour", "tous les jours", "une fois par jour"),
        *("dagelijks", "dagelijkse", "elke dag", "iedere dag", "een keer per dag", "eenmaal per dag"),
        *("taglich", "taeglich", "jeden tag", "einmal am tag", "einmal taglich"),
    ),
    Pace.WEEKLY: (
        *("weekly", "once a week", "every week", "each week"),
        *("hebdomadaire", "hebdo", "chaque semaine", "toutes les semaines", "une fois par semaine"),
        *("wekelijks", "wekelijkse", "elke week", "iedere week", "een keer per week", "eenmaal per week"),
        *("wochentlich", "woechentlich", "jede woche", "einmal pro woche", "einmal die woche", "einmal in der woche"),
    ),
}
_BY_WORDS = {words: pace for pace, several in _WORDS.items() for words in several}
_LONGEST = max(len(words.split()) for words in _BY_WORDS)
_BETWEEN = " ,;:"


def paced(text: str) -> tuple[str, Pace | None]:
    """What is to be watched, and the pace that is typed behind it or before it; None where no pace is."""
    words = text.split()
    for count in range(min(_LONGEST, len(words)), 0, -1):
        for pace_words, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            pace = _BY_WORDS.get(folded(" ".join(pace_words)).strip(_BETWEEN))
            if pace is not None:
                return " ".join(rest).strip(_BETWEEN), pace
    return text, None
