"""The translations are complete, and what is wrong with one is found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages import Catalog

from locales import catalogue
from locales.catalogue import all_faults, hidden_texts, main, read, template, written
from locales.faults import faults
from locales.translations import LANGUAGES, catalogue_file, translations


def test_no_catalogue_has_a_fault() -> None:
    assert list(all_faults()) == []


def test_a_catalogue_is_written_the_same_way_again() -> None:
    for language in catalogue.TRANSLATED:
        assert written(read(language)) == catalogue_file(language).read_bytes()


def test_no_catalogue_holds_dates_or_line_numbers() -> None:
    for line in written(template()).decode().splitlines():
        assert not (line.startswith("#:") and line.rpartition(":")[2].isdigit()), line
        assert "-Date" not in line


def test_every_language_is_compiled_in_memory() -> None:
    for language in LANGUAGES:
        assert translations(language).gettext("Send")
    assert translations("fr") is translations("fr")


def catalogues(fill: Callable[[Catalog], object], language: str = "nl") -> list[str]:
    """The faults of a catalogue of three texts after `fill` has translated them."""
    source = Catalog()
    source.add("{n} of {total} answered.")
    source.add(("{n} day", "{n} days"))
    source.add("Send")
    ours = Catalog(locale=language)
    ours.add("{n} of {total} answered.", "{n} van {total} beantwoord.")
    ours.add(("{n} day", "{n} days"), ("{n} dag", "{n} dagen"))
    ours.add("Send", "Verzenden")
    fill(ours)
    return list(faults(ours, source))


def put(ours: Catalog, text: str, translated: str | tuple[str, ...]) -> None:
    """Replace a translation; `add` would keep the one that is there."""
    message = ours.get(text)
    assert message is not None
    message.string = translated


def test_a_good_catalogue_has_no_fault() -> None:
    assert catalogues(lambda ours: None) == []


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (lambda ours: ours.delete("Send"), "missing: 'Send'"),
        (lambda ours: ours.add("Old", "Oud"), "not in the sources any more: 'Old'"),
        (lambda ours: put(ours, "Send", ""), "untranslated: 'Send'"),
        (lambda ours: ours["Send"].flags.add("fuzzy"), "fuzzy: 'Send'"),
        (lambda ours: put(ours, "{n} day", ("{n} dag", "")), "plural form missing: '{n} day'"),
        (lambda ours: put(ours, "Send", "Verzenden "), "space at the edge"),
        (lambda ours: put(ours, "Send", "Verzenden!"), "closing punctuation"),
        (lambda ours: put(ours, "{n} of {total} answered.", "{n} van {totaal}."), "placeholders differ"),
        (lambda ours: put(ours, "{n} of {total} answered.", "{n} van {total."), "placeholders differ"),
    ],
)
def test_a_fault_is_told_with_its_text(fill: Callable[[Catalog], object], said: str) -> None:
    found = catalogues(fill)
    assert len(found) == 1
    assert found[0].startswith(said)


@pytest.mark.parametrize("said", ["Fini !", "Fini: vu", "« vu »", "Fini ; vu"])
def test_french_wants_narrow_spaces_before_its_punctuation(said: str) -> None:
    source, ours = Catalog(), Catalog(locale="fr")
    source.add("Done" + (said[-1] if said[-1] == "!" else ""))
    ours.add("Done" + (said[-1] if said[-1] == "!" else ""), said)
    assert [fault for fault in faults(ours, source) if fault.startswith("French")]


@pytest.mark.parametrize("said", ["Fini\u202f!", "à 10:12", "voir https://example.be", "«\u202fvu\u202f»"])
def test_french_written_well_is_no_fault(said: str) -> None:
    source, ours = Catalog(), Catalog(locale="fr")
    english = "Done!" if said.endswith("!") else "Done"
    source.add(english)
    ours.add(english, said)
    assert list(faults(ours, source)) == []


def test_texts_plurals_and_meanings_are_found_in_the_sources(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "one.py").write_text(
        'say("Send")\nself.say("Edit")\nsay.plural("{n} a", "{n} b", 2)\nsay.meaning("status", "red")\n'
    )
    found = {(message.context, message.id) for message in template(tmp_path) if message.id}
    assert found == {(None, "Send"), (None, "Edit"), (None, ("{n} a", "{n} b")), ("status", "red")}


def test_a_text_inside_an_f_string_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "dialogs").mkdir()
    (tmp_path / "dialogs" / "one.py").write_text(
        """name = f"{say('Hidden')} {say.number(3)} {say.meaning('a', 'b')}"\n"""
    )
    assert list(hidden_texts(tmp_path)) == ["dialogs/one.py:1: a text inside an f-string is not extracted"] * 2


def test_wrong_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile"]) == 2
    assert "extract" in capsys.readouterr().err


def test_the_check_fails_when_something_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogue, "_TEMPLATE", tmp_path / "none.pot")
    assert main(["check"]) == 1
    assert "out of date" in capsys.readouterr().out
