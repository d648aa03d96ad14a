"""What an import says of a workbook is said in the reader's language."""

import ast
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cards.import_words import remark_in
from locales import LANGUAGES, speaker
from pmo import importing
from pmo.importing.moments import rule
from pmo.importing.parsing import BadCell

SAYS = ("BadCell", "error", "warning")
ELSEWHERE = "outcome.py"
"""It says how many; no sentence of its own is said of a cell."""


def sentences() -> Iterator[str]:
    """Every sentence that the import's code can say of a cell, with something where its values stand."""
    for path in sorted(Path(importing.__path__[0]).glob("*.py")):
        if path.name == ELSEWHERE:
            continue
        whole = path.name.startswith("rule_")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for said in _said_by(node):
                text = _with_something(said)
                if text and (whole or "; " in text or " is " in text):
                    yield text


def _said_by(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call) and _name(node.func) in SAYS and node.args:
        yield node.args[-1]
    if isinstance(node, ast.Assign) and _name(node.targets[0]) == "message":
        yield node.value
    if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
        yield node.value.elts[-1]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _with_something(said: ast.expr) -> str:
    if isinstance(said, ast.Constant):
        return str(said.value)
    if isinstance(said, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else _value(part) for part in said.values)
    return ""


def _value(part: ast.expr) -> str:
    """Where only some words can stand, one of them."""
    known = {"side": "above", "direction": "higher", "why": "one person is one member", "like": "did you mean Oslo?"}
    known |= {"also": ", or a share like 10%", "where": "no project has a milestone"}
    assert isinstance(part, ast.FormattedValue)
    return known.get(_name(part.value), "holds a role" if _name(part.value) == "_STAYS" else "something")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_sentence_has_a_form_in_every_language(language: str) -> None:
    say = speaker(language, ZoneInfo("Europe/Brussels"))
    found = list(sentences())
    assert len(found) > 40
    assert [text for text in found if remark_in(text, say) == text and "holds a role" not in text] == []


def test_values_stay_as_they_were_typed() -> None:
    say = speaker("nl", ZoneInfo("Europe/Brussels"))
    wrong = str(BadCell('"soon" is not a date; allowed: YYYY-MM-DD, like 2026-03-11'))
    assert remark_in(wrong, say).startswith('"soon" is geen datum;')
    odd = '"{value} %s {}" is not a number; allowed: digits with a decimal point, like 1250.50'
    assert remark_in(odd, say).startswith('"{value} %s {}" is geen getal;')


def test_what_has_no_form_stays_as_it_is() -> None:
    say = speaker("de", ZoneInfo("Europe/Brussels"))
    assert remark_in("something new", say) == "something new"
    assert remark_in("x" * 10_000 + " is not a", say).startswith("xxx")


BAD_RULES = (
    "FREQ=DAILY",
    "FREQ=MONTHLY;BYDAY=9MO;BYMONTH=12",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;BYDAY=MO,TU",
    "FREQ=MONTHLY;BYDAY=MO",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,2",
    "FREQ=YEARLY;BYMONTHDAY=1",
    "FREQ=WEEKLY;BYDAY=" + "MO," * 99,
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;COUNT=3",
    "FREQ=WEEKLY;INTERVAL=25",
)


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("text", BAD_RULES)
def test_what_is_wrong_with_a_rule_is_said_in_the_readers_language(text: str, language: str) -> None:
    with pytest.raises(BadCell) as caught:
        rule(text)
    wrong = str(caught.value).partition("; allowed: like")[0]
    said = remark_in(str(caught.value), speaker(language, ZoneInfo("Europe/Brussels")))
    assert said != str(caught.value)
    assert wrong not in said
