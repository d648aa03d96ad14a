"""Somebody answers in words, `PRJ-7 amber 60% 15 March supplier is late`, and gets a filled card to confirm."""

import re
from dataclasses import dataclass
from datetime import date

from dialogs import checkin_cards
from dialogs.access import answers_for
from dialogs.asked import cards_of
from dialogs.checkin_cards import Said
from dialogs.checkin_command import question_about, shown
from dialogs.checkin_groups import Group, part_of
from dialogs.checkin_making import made
from dialogs.codes import code_meant
from dialogs.desk import Desk, Person
from dialogs.discreet import to_themselves
from dialogs.problem_words import in_words
from dialogs.turn import Reply, Turn
from dialogs.words import bare, status_named
from locales.folding import folded
from locales.reading import Found, days_in
from locales.relative_days import Weight, relatives_in
from locales.relative_phrases import without_lead
from pmo.answers import Invalid, filled_in, judge
from pmo.asks import Ask
from pmo.checkins import CheckinCard, Fields
from pmo.portfolio import Project, Rag, code_key

WORDS_LIMIT = 4_000
"""Characters of what is typed that are read."""
_PERCENT = re.compile(r"(?<![\w.,\-−])(\d{1,4})\s?(?:%|(?:per ?cent|pour ?cent|procent|prozent)\b)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[\s,:;]\s*")
_LEADING = 8
"""A status word counts among the first so many words only: further on it belongs to the sentence."""
_FRONT = re.compile(r"^(?:[\s,;:.–]|-(?!\d))+")
"""What is left over before a summary; not the sign of a number."""
_DENIALS = {"not", "no", "never", "pas", "plus", "jamais", "niet", "geen", "nooit", "nicht", "kein", "keine", "nie"}
_UNCHANGED = frozenset(
    (
        *("no change", "unchanged", "inchange", "sans changement", "aucun changement"),
        *("ongewijzigd", "onveranderd", "geen wijziging", "unverandert", "keine anderung"),
    )
)
"""Says that nothing has changed, without accents."""
_EDGE = " \t\n,;:.–-"
_BEGINNING = 200
"""Characters in which a day is looked for that is said by what day it is: it stands before the summary."""
_STOP = re.compile(r"\s*(?:$|[,;:.!?\n]|[–-]\s)")
_TOLD_OF = frozenset(
    (
        *("is", "isn't", "was", "will", "won't", "would", "can", "can't", "cannot", "may", "remains", "no", "not"),
        *("est", "n'est", "etait", "sera", "reste", "ne", "pas", "impossible"),
        *("wordt", "werd", "zal", "kan", "blijft", "niet", "geen", "onhaalbaar"),
        *("ist", "war", "wird", "kann", "bleibt", "nicht", "kein", "unmoglich"),
    )
)
"""Behind a day these make it what a sentence is about, `end of March is not possible`; without accents."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the words after a project's code say; what is not said is empty."""

    rag: Rag | None
    progress: str
    day: date | None
    summary: str


def understood(words: str, today: date) -> Spoken:
    """Status word, percentage and one date, in any of the languages and any order; the rest is the summary."""
    percent = _PERCENT.search(words)
    found = _day(words, today)
    rest = _without(words, [percent.span() if percent else None, _span(found)])
    rag, rest = _status(rest)
    summary = _FRONT.sub("", rest).rstrip(_EDGE)
    return Spoken(rag, percent.group(1) if percent else "", found.day if found else None, summary)


def _day(words: str, today: date) -> Found | None:
    """A day said by what day it is, where it stands before all else and can be nothing else; or the first date."""
    return _relative(words, today) or next(iter(days_in(words, today)), None)


def _relative(words: str, today: date) -> Found | None:
    """Only status and percentage may stand before it, and nothing past is a forecast (CONTRACT §6)."""
    beginning = words[:_BEGINNING]
    found = next(iter(relatives_in(beginning, today)), None)
    if found is None or found.weight is Weight.LOOSE or found.day < today or found.phrase.end == _BEGINNING:
        return None
    start, end = without_lead(beginning, found.phrase.start), found.phrase.end
    if not _is_status(beginning[:start]):
        return None
    behind = words[end:]
    stands = _stands_alone(behind) or (found.weight is Weight.NAMED and not _is_told_of(behind))
    return Found(found.day, start, end) if stands else None


def _is_status(text: str) -> bool:
    """Whether a text says a status and a percentage at most."""
    return all(status_named(word) for word in re.findall(r"[^\s,;:.–-]+", _PERCENT.sub(" ", text)))


def _stands_alone(behind: str) -> bool:
    """Whether what follows a day is no part of its sentence: the end, a comma, a percentage, a status."""
    following = behind.split(maxsplit=1)
    named = bool(following) and status_named(following[0].rstrip(_EDGE)) is not None
    return named or _STOP.match(behind) is not None or _PERCENT.match(behind.lstrip()) is not None


def _is_told_of(behind: str) -> bool:
    following = behind.split(maxsplit=1)
    return bool(following) and (behind[0] in "-/–" or folded(following[0].replace("’", "'")) in _TOLD_OF)


def _span(found: Found | None) -> tuple[int, int] | None:
    return (found.start, found.end) if found else None


def _without(words: str, spans: list[tuple[int, int] | None]) -> str:
    for start, end in sorted((span for span in spans if span), reverse=True):
        words = f"{words[:start]} {words[end:]}"
    return words


def _status(words: str) -> tuple[Rag | None, str]:
    """The first status word, and the words without it."""
    for number, found in enumerate(re.finditer(r"[^\s,;:.]+", words)):
        if number >= _LEADING:
            break
        rag = status_named(found.group())
        if rag is not None and not _is_denied(words[: found.start()]):
            return rag, f"{words[: found.start()].rstrip(_EDGE)} {_FRONT.sub('', words[found.end() :])}"
    return None, words


def _is_denied(before: str) -> bool:
    """Whether the word behind these is said not to be so: `not green`, `plus au vert`, `kein grün`."""
    return any(folded(word) in _DENIALS for word in before.split()[-2:])


def parted(text: str) -> tuple[str, str]:
    """The first word, which may be a code, and what follows."""
    words = text.strip().removeprefix("/").strip()[:WORDS_LIMIT]
    first, _, rest = _SEPARATOR.sub(" ", words, count=1).partition(" ")
    return first, rest.strip()


def is_answer(words: str, today: date) -> bool:
    """Whether the words say something that a project is asked about."""
    said = understood(words, today)
    return bool(said.rag or said.progress or said.day) or folded(words.strip(_EDGE)) in _UNCHANGED


async def named_project(text: str, person: Person, desk: Desk) -> tuple[Project, str] | None:
    """The project whose code begins the text, if this person may report about it, and what follows; else None."""
    first, rest = parted(text)
    project = await desk.records.projects.get(code_key(await code_meant(first, desk))) if first else None
    if project is None or person.member is None or not bare(rest):
        return None
    return (project, rest) if await answers_for(person, project, desk) else None


async def answer(project: Project, words: str, turn: Turn, person: Person, desk: Desk) -> Reply:
    """A card of its own for this project, filled in with what was understood; nothing is stored before "Send"."""
    asked = await question_about(project, person, desk)
    if asked is None:
        return Reply.toast(person.say("{project} is not asked about now.", project=project.code))
    return await to_themselves(await _filled(asked, words, person, desk), turn, person, desk)


async def _filled(ask: Ask, words: str, person: Person, desk: Desk) -> Reply:
    known = [card for card in await cards_of(person.id, desk) if card.asks == (ask.key,)]
    card = known[0] if known else await made([ask], person, desk, side=True)
    assert card is not None, "a card with one ask"
    now = await checkin_cards.prepared(card, desk)
    card, group = now.card, now.groups[0]
    today = person.calendar.local(desk.now).date()
    stands = card.shown[group.key].fields
    unchanged = bool(stands["rag"]) and folded(words.strip(_EDGE)) in _UNCHANGED
    typed = dict(stands) if unchanged else {**stands, **_fields(understood(words, today))}
    said = Said(notes=[_note(typed, person)], typed={group.key: typed})
    said.problems = await _problems(group, typed, card, person, desk)
    return await shown(card, person, said, desk)


def _fields(spoken: Spoken) -> dict[str, str]:
    """The fields that were spoken of; an unspoken status must be chosen, so the last one does not stand for it."""
    said = {
        "rag": spoken.rag.value if spoken.rag else "",
        "progress": spoken.progress,
        "forecast_end": spoken.day.isoformat() if spoken.day else "",
        "summary": spoken.summary,
    }
    return {name: text for name, text in said.items() if text or name == "rag"}


def _note(typed: Fields, person: Person) -> str:
    if not typed["rag"]:
        return person.say("Nothing is recorded yet: choose a status and press “Send”.")
    return person.say("Nothing is recorded yet: look it over and press “Send”.")


async def _problems(
    group: Group, typed: Fields, card: CheckinCard, person: Person, desk: Desk
) -> dict[str, dict[str, str]]:
    """What is wrong with it already, at its fields."""
    shown_before = card.shown[group.key]
    part = await part_of(group, shown_before, desk)
    values = {f"{part.prefix}/{name}": text for name, text in typed.items()}
    today = person.calendar.local(desk.now).date()
    judged = judge(filled_in(part, values, shown_before), today, person.say.read_number)
    return {group.key: in_words(judged.problems, person.say)} if isinstance(judged, Invalid) else {}
