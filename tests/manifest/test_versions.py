"""The same app for tenants that take the newest manifest and for those that do not yet."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from manifest.package import OLDER, PackageRefused, contents
from tests.manifest.test_package import APP_ID, LANGUAGES, faults, schema


def test_a_tenant_without_slash_commands_gets_the_same_app_by_an_older_manifest() -> None:
    newest, older = contents(APP_ID), contents(APP_ID, version=OLDER)
    assert set(older) == set(newest)
    manifest = json.loads(older["manifest.json"])
    assert faults(manifest, schema("", OLDER)) == []
    assert manifest["manifestVersion"] == OLDER
    for language in LANGUAGES:
        texts = json.loads(older[f"{language}.json"])
        assert faults(texts, schema(".Localization", OLDER)) == []
        assert texts | {"$schema": ""} == json.loads(newest[f"{language}.json"]) | {"$schema": ""}
    given = json.loads(newest["manifest.json"])
    assert [listed["commands"] for listed in manifest["bots"][0]["commandLists"]] == [
        listed["commands"] for listed in given["bots"][0]["commandLists"]
    ]


def test_the_older_manifest_is_a_word_of_the_shell(tmp_path: Path) -> None:
    asked = ["package", "--app-id", APP_ID, "--target", str(tmp_path / "app.zip"), "--manifest"]
    assert CliRunner().invoke(app, [*asked, OLDER]).exit_code == 0
    with zipfile.ZipFile(tmp_path / "app.zip") as files:
        assert json.loads(files.read("manifest.json"))["manifestVersion"] == OLDER
    refused = CliRunner().invoke(app, [*asked, "1.24"])
    assert (refused.exit_code, refused.stderr.startswith("The manifest can be of version")) == (1, True)


@pytest.mark.parametrize("version", ["", "1.24", "1.30", "1.29\n", "9" * 1_000_000])
def test_a_version_that_cannot_be_built_is_refused_in_one_short_sentence(version: str) -> None:
    with pytest.raises(PackageRefused, match=r"^The manifest can be of version 1.29 or 1.25, not .*\.$") as refused:
        contents(APP_ID, version=version)
    assert len(str(refused.value)) < 200
