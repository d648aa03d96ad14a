"""What people type: the commands of CONTRACT §6 in every language, whoever types them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from dialogs.inflection import inflected
from dialogs.turn import Turn
from locales.folding import folded, forms
from pmo.portfolio import Rag

COMMANDS: dict[str, tuple[str, str, str, str]] = {
    "help": ("help", "aide", "hulp", "hilfe"),
    "checkin": ("checkin", "point", "stand", "rueckmeldung"),
    "portfolio": ("portfolio", "portefeuille", "portefeuille", "portfolio"),
    "program": ("program", "programme", "programma", "programm"),
    "project": ("project", "projet", "project", "projekt"),
    "missing": ("missing", "manquants", "ontbrekend", "fehlend"),
    "alerts": ("alerts", "alertes", "waarschuwingen", "warnungen"),
    "indicators": ("indicators", "indicateurs", "indicatoren", "indikatoren"),
    "milestones": ("milestones", "jalons", "mijlpalen", "meilensteine"),
    "actions": ("actions", "actions", "acties", "massnahmen"),
    "risks": ("risks", "risques", "risicos", "risiken"),
    "issues": ("issues", "problemes", "kwesties", "probleme"),
    "changes": ("changes", "changements", "wijzigingen", "aenderungen"),
    "decisions": ("decisions", "decisions", "beslissingen", "entscheidungen"),
    "documents": ("documents", "documents", "documenten", "dokumente"),
    "digest": ("digest", "synthese", "overzicht", "ueberblick"),
    "report": ("report", "rapport", "rapport", "bericht"),
    "export": ("export", "exporter", "exporteren", "exportieren"),
    "import": ("import", "importer", "importeren", "importieren"),
    "rules": ("rules", "regles", "regels", "regeln"),
    "limits": ("limits", "limites", "grenzen", "grenzen"),
    "people": ("people", "personnes", "personen", "personen"),
    "calendar": ("calendar", "calendrier", "kalender", "kalender"),
    "process": ("process", "processus", "proces", "prozess"),
    "propose": ("propose", "proposer", "voorstel", "vorschlag"),
    "watch": ("watch", "suivre", "volgen", "beobachten"),
    "link": ("link", "lier", "koppel", "verknuepfen"),
    "unlink": ("unlink", "delier", "ontkoppel", "trennen"),
    "todo": ("todo", "taches", "taken", "aufgaben"),
    "language": ("language", "langue", "taal", "sprache"),
    "timezone": ("timezone", "fuseau", "tijdzone", "zeitzone"),
    "away": ("away", "absent", "afwezig", "abwesend"),
    "settings": ("settings", "preferences", "instellingen", "einstellungen"),
    "privacy": ("privacy", "confidentialite", "privacy", "datenschutz"),
}
"""English word of the command to its words in English, French, Dutch and German, without accents."""

ORDER = ("en", "fr", "nl", "de")

_DISPLAYED = {
    "rueckmeldung": "rückmeldung",
    "problemes": "problèmes",
    "risicos": "risico’s",
    "aenderungen": "änderungen",
    "taches": "tâches",
    "regles": "règles",
    "synthese": "synthèse",
    "ueberblick": "überblick",
    "preferences": "préférences",
    "massnahmen": "maßnahmen",
    "verknuepfen": "verknüpfen",
    "delier": "délier",
    "confidentialite": "confidentialité",
}
"""Words that have an accent or umlaut where people read them."""

_STATUS_WORDS = {
    Rag.GREEN: inflected(en="green", fr="vert", nl="groen", de="grün"),
    Rag.AMBER: inflected(en="amber yellow orange", fr="orange ambre jaune", nl="oranje amber geel gele", de="gelb"),
    Rag.RED: inflected(en="red", fr="rouge", nl="rood rode", de="rot"),
}

_LANGUAGES = {
    "en": ("en", "english", "anglais", "engels", "englisch"),
    "fr": ("fr", "french", "francais", "frans", "franzosisch"),
    "nl": ("nl", "dutch", "neerlandais", "nederlands", "niederlandisch"),
    "de": ("de", "german", "allemand", "duits", "deutsch"),
}
"""How a language is named in any of them, without accents."""

_LONGEST = 40
"""Signs of a word that are compared with commands."""
_ALIKE = 65
"""How alike a word and a command must be, of 100, to be offered: a word of something else is none misspelt."""
_QUESTION_WORDS = frozenset(("what", "wat", "was"))
"""Words of questions that look like a misspelt command."""
_AROUND = " \t\u00a0\u202f\"'’“”„«»‹›()[]<>,;:!?…"
"""What stands around a word in a sentence."""
_APOSTROPHES = str.maketrans("", "", "'’")
"""Stand within Dutch plurals: `risico’s`."""
_LIST = re.compile(r"([^\s,;:]+)[,;:] ?(.*)")
"""A command that is no word apart from what follows: `portfolio,red`."""
TEXT_LIMIT = 400
"""Characters of a command that are read; nothing sensible is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A command as it was understood.

    Attributes:
        command: its English word; empty when none was recognised.
        rest: what follows, as typed, white space collapsed.
        first: the first word as typed.
    """

    command: str
    rest: str
    first: str


_ALSO = {
    "indicators": ("indicator", "indicateur", "indikator"),
    "milestones": ("milestone", "jalon", "mijlpaal", "meilenstein"),
    "away": ("absente", "absence", "absences", "afwezigheid", "abwesenheit", "leave", "conge", "verlof", "urlaub"),
    "report": ("reports", "rapports", "rapporten", "berichte", "rapportage"),
    "propose": ("proposals", "proposal", "propositions", "proposition", "voorstellen", "vorschlage", "vorschlagen"),
    "actions": ("action", "actie", "massnahme"),
    "decisions": ("decision", "beslissing", "entscheidung", "besluiten"),
    "documents": ("document", "dokument", "artefacts", "artefacten"),
    "risks": ("risk", "risque", "risico", "risiko"),
    "issues": ("issue", "probleme", "kwestie", "problem"),
    "changes": ("change", "changement", "wijziging", "aenderung", "anderung", "anderungen"),
    "limits": ("limit", "limite", "grens", "grenze"),
    "people": ("person", "persons", "members", "personne", "membres", "mensen", "leden", "leute", "mitglieder"),
    "calendar": ("calendars", "calendriers", "kalenders", "posts", "postes", "posten", "vertretungen", "dienststellen"),
    "watch": ("watches", "suivi", "volg", "beobachte"),
    "link": ("koppelen", "verknuepfe"),
    "unlink": ("ontkoppelen", "trenne"),
    "missing": ("manquant", "manquante", "manquantes", "ontbrekende", "fehlende"),
    "settings": ("parametres", "setting", "preference", "instelling", "einstellung"),
}
"""Further words that people say for a command; the ones above are those they are told."""


@lru_cache(maxsize=1)
def _by_word() -> dict[str, str]:
    also = {word: command for command, words in _ALSO.items() for word in words}
    return also | {word: command for command, words in COMMANDS.items() for word in words}


def understood(text: str) -> Typed:
    """The command in what was typed; leading slashes are optional, case, accents and marks around it do not matter."""
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().lstrip(" /")[:TEXT_LIMIT]
    first, _, rest = words.partition(" ")
    for said in (words, words.strip(_AROUND)):
        head, _, behind = said.partition(" ")
        listed = _LIST.match(said)
        for word, following in ((head, behind), listed.groups() if listed else ("", "")):
            if command := _command_of(word):
                return Typed(command=command, rest=following.strip(), first=word)
    return Typed(command="", rest=rest.strip(), first=first)


def _command_of(word: str) -> str:
    known = _by_word()
    said = word.rstrip("?!.:,;").translate(_APOSTROPHES)
    return next((known[form] for form in forms(said) if form in known), "")


def bare(word: str) -> str:
    """A word without the quotes around it and the marks behind it; dots within it and before it belong to it."""
    kept = word.strip(_AROUND)
    while kept.endswith("."):
        kept = kept.rstrip(".").rstrip(_AROUND)
    return kept


def typed_by(turn: Turn) -> Typed:
    """The command of a turn of words."""
    return understood(turn.text)


def language_meant(word: str) -> str:
    """The code of the language of this name or code, in any of the languages; empty for none."""
    wanted = folded(bare(word))
    return next((code for code, words in _LANGUAGES.items() if wanted in words), "")


def nearest(word: str, language: str, most: int = 3) -> tuple[str, ...]:
    """The commands most like this word, nearest first, in the words of a language."""
    said = _beginning(word)
    if said in _QUESTION_WORDS:
        return ()
    found = process.extract(said, list(_by_word()), scorer=fuzz.ratio, limit=8, score_cutoff=_ALIKE)
    commands = dict.fromkeys(_by_word()[match[0]] for match in found)
    return tuple(word_in(command, language) for command in list(commands)[:most])


def command_likeness(word: str) -> float:
    """How alike the word is to the most alike command, 0 to 100."""
    said = _beginning(word)
    return max(fuzz.ratio(said, known) for known in _by_word())


def _beginning(word: str) -> str:
    """The word, folded, as far as a command could be it; a sign may stand for many."""
    return folded(word[:_LONGEST])[:_LONGEST]


def word_in(command: str, language: str) -> str:
    """The command's word in a language, as people write it."""
    word = COMMANDS[command][ORDER.index(language) if language in ORDER else 0]
    return _DISPLAYED.get(word, word)


def status_named(word: str) -> Rag | None:
    """The status a word of any of the languages names; None for another word."""
    for rag, words in _STATUS_WORDS.items():
        if any(form in words for form in forms(word)):
            return rag
    return None
