"""Keeping the translations complete: `python -m locales.catalogue extract | update | check`.

`extract` collects the English texts of the sources into `rapporteur.pot`, `update` carries them into the catalogue of
each language, `check` lists every fault and fails on any. Files carry no dates and no line numbers, so a catalogue
changes only when a text does.
"""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locales.faults import faults
from locales.translations import DOMAIN, FOLDER, LANGUAGES, catalogue_file

SOURCES = ("bot", "cards", "dialogs", "documents", "locales", "pmo")
TRANSLATED = LANGUAGES[1:]

_ROOT = FOLDER.parent
_TEMPLATE = FOLDER / f"{DOMAIN}.pot"
# In `locales` itself the texts are said by the object of which they are methods.
_KEYWORDS = {"say": None, "self": None, "plural": (1, 2), "meaning": ((1, "c"), 2), "to_be_said": None}
_NOISE = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To'
    rb"|Project-Id-Version|Last-Translator|Language-Team)[^\n]*\n",
    re.MULTILINE,
)


def template(root: Path = _ROOT) -> Catalog:
    """Every text in the sources under `root`."""
    catalogue = Catalog(domain=DOMAIN, fuzzy=False, header_comment="# English texts of Rapporteur.")
    for folder in SOURCES:
        found = extract_from_dir(root / folder, method_map=[("**.py", "python")], keywords=_KEYWORDS)
        for name, _, message, comments, context in found:
            catalogue.add(message, locations=[(f"{folder}/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """A catalogue as it is kept: sorted by text, without what changes by itself."""
    file = BytesIO()
    write_po(file, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return _NOISE.sub(b"", file.getvalue())


def read(language: str) -> Catalog:
    """The catalogue of a translated language; an empty one before there is a file."""
    path = catalogue_file(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def extract() -> int:
    """Writes the template."""
    _TEMPLATE.write_bytes(written(template()))
    return 0


def update() -> int:
    """Writes the template, adds new texts to every language, drops those no source has any more."""
    extract()
    current = template()
    for language in TRANSLATED:
        catalogue = read(language)
        catalogue.update(current, no_fuzzy_matching=True)
        catalogue.header_comment = f"# {Locale.parse(language).english_name} texts of Rapporteur."
        path = catalogue_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalogue))
    return 0


def hidden_texts(root: Path = _ROOT) -> Iterator[str]:
    """Texts that are said inside an f-string, where the extraction cannot see them."""
    for path in sorted(file for folder in SOURCES for file in (root / folder).rglob("*.py")):
        for outer in ast.walk(ast.parse(path.read_text("utf-8"))):
            for call in ast.walk(outer) if isinstance(outer, ast.JoinedStr) else ():
                if isinstance(call, ast.Call) and _says_a_text(call):
                    yield f"{path.relative_to(root)}:{call.lineno}: a text inside an f-string is not extracted"


def _says_a_text(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    literal = bool(call.args) and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    return name in _KEYWORDS and literal


def all_faults() -> Iterator[str]:
    """What is wrong with the sources, the template and the catalogues, one line each."""
    yield from hidden_texts()
    current = template()
    if not _TEMPLATE.exists() or _TEMPLATE.read_bytes() != written(current):
        yield f"{_TEMPLATE.name}: out of date, run `python -m locales.catalogue update`"
    for language in TRANSLATED:
        yield from (f"{language}: {fault}" for fault in faults(read(language), current))


def check() -> int:
    """Prints every fault; 1 when there is any."""
    found = list(all_faults())
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """Runs the command named in the arguments; 2 for wrong usage."""
    commands = {"extract": extract, "update": update, "check": check}
    if len(arguments) != 1 or arguments[0] not in commands:
        sys.stderr.write(f"usage: python -m locales.catalogue {' | '.join(commands)}\n")
        return 2
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
