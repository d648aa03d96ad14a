"""What can be wrong with a catalogue. Each fault is a sentence that names the text."""

import re
from collections.abc import Iterator
from string import Formatter

from babel.messages import Catalog, Message

_CLOSING = ".!?:;…"
# French sets a narrow no-break space before these; addresses and times are none of its business.
_FRENCH_TIGHT = re.compile(r"(?<![\u202f;!?])[;!?](?!\w)|(?<!\u202f):(?!//|\d)|«(?!\u202f)|(?<!\u202f)»")


def faults(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """The faults of a language's catalogue, judged against the texts of the sources."""
    ours, theirs = _keys(catalogue), _keys(template)
    for key in sorted(theirs.keys() - ours.keys()):
        yield f"missing: {key[1]!r}"
    for key in sorted(ours.keys() - theirs.keys()):
        yield f"not in the sources any more: {key[1]!r}"
    for key in sorted(ours.keys() & theirs.keys()):
        for fault in _message_faults(ours[key], catalogue):
            yield f"{fault}: {key[1]!r}"


def _keys(catalogue: Catalog) -> dict[tuple[str, str], Message]:
    return {(message.context or "", _forms(message.id)[0]): message for message in catalogue if message.id}


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return tuple(form or "" for form in text) if isinstance(text, tuple | list) else (text or "",)


def _message_faults(message: Message, catalogue: Catalog) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    sources, translated = _forms(message.id), _forms(message.string)
    if not any(translated):
        yield "untranslated"
        return
    if not all(translated) or (message.pluralizable and len(translated) != catalogue.num_plurals):
        yield "plural form missing"
        return
    french = catalogue.locale is not None and catalogue.locale.language == "fr"
    for form in translated:
        yield from _form_faults(sources[-1], form, french=french)


def _form_faults(source: str, form: str, *, french: bool) -> Iterator[str]:
    if placeholders(source) != placeholders(form):
        yield f"placeholders differ in {form!r}"
    if (source[:1].isspace(), source[-1:].isspace()) != (form[:1].isspace(), form[-1:].isspace()):
        yield f"space at the edge differs in {form!r}"
    if _closing(source) != _closing(form):
        yield f"closing punctuation differs in {form!r}"
    if french and _FRENCH_TIGHT.search(form):
        yield f"French wants a narrow no-break space there in {form!r}"


def placeholders(text: str) -> set[str] | None:
    """The names in braces; None when the braces do not match."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _closing(text: str) -> str:
    last = text.rstrip()[-1:]
    return last if last in _CLOSING else ""
