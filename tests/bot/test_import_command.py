"""`rapporteur import` tells what it found, to people and to scripts."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from samples import SAMPLES
from tests.bot.test_files import folder


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of the test's own, which is not there yet."""
    monkeypatch.setenv("RAPPORTEUR_STORE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_an_import_told_as_json_is_json_when_files_cannot_be_read_too(tmp_path: Path) -> None:
    folder(tmp_path, "code;name\n", "posts.csv")
    told = CliRunner().invoke(app, ["import", str(tmp_path), "--json"])
    message = "posts.csv separates its cells by semicolons; commas are expected."
    assert told.exit_code == 1
    assert json.loads(told.stdout)["errors"] == [{"file": "posts", "row": 1, "column": None, "message": message}]
    plain = CliRunner().invoke(app, ["import", str(tmp_path)])
    told_plainly = f"error: posts, row 1: {message}\nNothing was written.\n"
    assert (plain.exit_code, plain.stdout, plain.stderr) == (1, "", told_plainly)


def test_an_import_told_as_json_names_the_workbook_or_the_path_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "portfolio.xlsx").write_bytes(b"no workbook")
    for name in ("portfolio.xlsx", "nowhere"):
        told = CliRunner().invoke(app, ["import", str(tmp_path / name), "--json"])
        assert told.exit_code == 1
        assert [fault["file"] for fault in json.loads(told.stdout)["errors"]] == [name]


@pytest.mark.parametrize("there", [False, True], ids=["no folder", "an empty folder"])
def test_a_dry_run_without_a_store_tells_what_is_new_and_leaves_nothing_behind(store: Path, there: bool) -> None:
    if there:
        store.mkdir()
    told = CliRunner().invoke(app, ["import", str(SAMPLES), "--dry-run", "--json"])
    assert told.exit_code == 0
    assert json.loads(told.stdout)["new"]["projects"] > 0
    assert store.exists() is there
    assert not there or list(store.iterdir()) == []
