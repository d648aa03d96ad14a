"""Where an export may be written: never over tables that it does not have."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from samples import SAMPLES


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("RAPPORTEUR_STORE", str(tmp_path / "store"))
    runner = CliRunner()
    assert runner.invoke(app, ["import", str(SAMPLES)]).exit_code == 0
    return runner


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_a_part_is_not_written_into_a_folder_with_tables_that_it_does_not_have(run: CliRunner, tmp_path: Path) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(SAMPLES, folder)
    before = contents(folder)
    refused = run.invoke(app, ["export", str(folder), "--member", "nbrennan"])
    assert refused.exit_code == 1
    assert "holds posts.csv, members.csv, which this export does not have; give an empty folder" in refused.stderr
    assert contents(folder) == before


def test_a_table_that_comes_last_is_kept_too(run: CliRunner, tmp_path: Path) -> None:
    folder = tmp_path / "portfolio"
    folder.mkdir()
    shutil.copy(SAMPLES / "rules.csv", folder)
    refused = run.invoke(app, ["export", str(folder), "--member", "nbrennan"])
    assert "holds rules.csv" in refused.stderr
    assert list(contents(folder)) == ["rules.csv"]


def test_an_export_takes_the_place_of_an_earlier_one_and_leaves_other_files(run: CliRunner, tmp_path: Path) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(SAMPLES, folder)
    assert run.invoke(app, ["export", str(folder)]).exit_code == 0
    assert run.invoke(app, ["export", str(folder)]).exit_code == 0
    assert (folder / "README.md").is_file()
    part = tmp_path / "part"
    for member in ("nbrennan", "tverbeke"):
        assert run.invoke(app, ["export", str(part), "--member", member]).exit_code == 0
    assert "VISA" not in (part / "projects.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["", "  "])
@pytest.mark.parametrize("command", ["export", "import"])
def test_an_empty_path_is_wrong_usage(run: CliRunner, command: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = run.invoke(app, [command, path])
    assert refused.exit_code == 2
    assert "The path is empty" in refused.stderr
