"""The app package as Teams and its administrators take it."""

import io
import json
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from PIL import Image

from dialogs.words import understood
from manifest.package import NEWEST, Developer, PackageRefused, build, contents

APP_ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "tests" / "schemas" / "teams-manifest"
LANGUAGES = ("en", "fr", "nl", "de")

PERSONAL, SHARED = 0, 1
"""The command lists: of the own chat, and of channels and group chats."""
COMMANDS = {  # CONTRACT: what people type, in the order of the manifest's lists; accents do not matter when typed
    "en": (
        "help checkin portfolio project program missing alerts digest export todo away settings",
        "help portfolio project program alerts missing milestones indicators digest checkin todo export",
    ),
    "fr": (
        "aide point portefeuille projet programme manquants alertes synthèse exporter tâches absent préférences",
        "aide portefeuille projet programme alertes manquants jalons indicateurs synthèse point tâches exporter",
    ),
    "nl": (
        (
            "hulp stand portefeuille project programma ontbrekend "
            "waarschuwingen overzicht exporteren taken afwezig instellingen"
        ),
        (
            "hulp portefeuille project programma waarschuwingen ontbrekend "
            "mijlpalen indicatoren overzicht stand taken exporteren"
        ),
    ),
    "de": (
        (
            "hilfe rückmeldung portfolio projekt programm fehlend "
            "warnungen überblick exportieren aufgaben abwesend einstellungen"
        ),
        (
            "hilfe portfolio projekt programm warnungen fehlend "
            "meilensteine indikatoren überblick rückmeldung aufgaben exportieren"
        ),
    ),
}
MOST_COMMANDS = 12
"""Commands of a list that Teams takes."""
IN_ONE_LINE = 55
"""Characters of a description that the command menu shows before it cuts."""


def schema(name: str, version: str = NEWEST) -> dict[str, Any]:
    path = SCHEMAS / f"v{version}" / f"MicrosoftTeams{name}.schema.json"
    read: dict[str, Any] = json.loads(path.read_text("utf-8-sig"))
    return read


def faults(document: object, rules: dict[str, Any]) -> list[str]:
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in Draft4Validator(rules).iter_errors(document)]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a built package."""
    path = build(APP_ID, tmp_path_factory.mktemp("package") / "rapporteur.zip")
    with zipfile.ZipFile(path) as files:
        return {name: files.read(name) for name in files.namelist()}


@pytest.fixture(scope="module")
def manifest(package: dict[str, bytes]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(package["manifest.json"])
    return read


def words(package: dict[str, bytes], language: str) -> dict[str, str]:
    read: dict[str, str] = json.loads(package[f"{language}.json"])
    return read


def commands(manifest: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """The commands of all lists, each by the key of its texts."""
    return [
        (f"bots[0].commandLists[{number}].commands[{index}]", command)
        for number, listed in enumerate(manifest["bots"][0]["commandLists"])
        for index, command in enumerate(listed["commands"])
    ]


def keys_of(package: dict[str, bytes]) -> list[list[str]]:
    """The keys of each list's commands."""
    keys = [key for key, _ in commands(json.loads(package["manifest.json"]))]
    return [[key for key in keys if f"commandLists[{listed}]" in key] for listed in (PERSONAL, SHARED)]


def test_the_package_holds_its_files_at_the_root_and_nothing_else(package: dict[str, bytes]) -> None:
    languages = [f"{language}.json" for language in LANGUAGES]
    assert list(package) == sorted(["manifest.json", "color.png", "outline.png", *languages])


def test_the_manifest_is_valid_by_microsofts_schema(manifest: dict[str, Any]) -> None:
    assert faults(manifest, schema("")) == []


def test_the_template_is_valid_before_anything_is_put_in() -> None:
    assert faults(json.loads((ROOT / "manifest" / "template.json").read_text("utf-8")), schema("")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_file_is_valid_also_in_the_lengths_that_the_schema_hides(
    package: dict[str, bytes], language: str
) -> None:
    rules, texts = schema(".Localization"), words(package, language)
    limits = {key: rule["maxLength"] for key, rule in rules["properties"].items() if "maxLength" in rule}
    assert faults(texts, rules) == []
    assert {key: texts[key] for key, limit in limits.items() if len(texts.get(key, "")) > limit} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_translates_exactly_what_the_manifest_says(
    package: dict[str, bytes], manifest: dict[str, Any], language: str
) -> None:
    said = {"name.short", "name.full", "description.short", "description.full"}
    for key, _ in commands(manifest):
        said |= {f"{key}.title", f"{key}.description"}
    assert set(words(package, language)) - {"$schema"} == said


def test_the_english_file_says_what_the_manifest_says(package: dict[str, bytes], manifest: dict[str, Any]) -> None:
    english = words(package, "en")
    for key, command in commands(manifest):
        assert {part: english[f"{key}.{part}"] for part in command} == command
    for part in ("name", "description"):
        assert {length: english[f"{part}.{length}"] for length in ("short", "full")} == manifest[part]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_are_the_words_that_people_type(package: dict[str, bytes], language: str) -> None:
    titles = [[words(package, language)[f"{key}.title"] for key in keys] for keys in keys_of(package)]
    assert [" ".join(listed) for listed in titles] == list(COMMANDS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_of_a_list_is_understood_as_teams_puts_it_into_the_box(
    package: dict[str, bytes], language: str
) -> None:
    for listed in (PERSONAL, SHARED):
        english = COMMANDS["en"][listed].split()
        typed = [words(package, language)[f"{key}.title"] for key in keys_of(package)[listed]]
        assert [understood(title).command for title in typed] == english
        assert [understood(f"/{title} VISA").command for title in typed] == english


def test_there_are_slash_commands_where_several_people_write_and_a_menu_in_the_own_chat(
    manifest: dict[str, Any],
) -> None:
    bot = manifest["bots"][0]
    offered = [(listed["scopes"], listed["triggers"]) for listed in bot["commandLists"]]
    assert offered == [(["personal"], ["mention"]), (["team", "groupChat"], ["mention", "slash"])]
    assert bot["supportsTargetedMessages"]
    assert all(len(listed["commands"]) <= MOST_COMMANDS for listed in bot["commandLists"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_is_described_in_one_line_of_the_menu(package: dict[str, bytes], language: str) -> None:
    texts = words(package, language)
    assert {key: text for key, text in texts.items() if "commands" in key and len(text) > IN_ONE_LINE} == {}


def test_every_language_of_the_manifest_has_its_file(package: dict[str, bytes], manifest: dict[str, Any]) -> None:
    languages = manifest["localizationInfo"]
    files = {item["languageTag"]: item["file"] for item in languages["additionalLanguages"]}
    files[languages["defaultLanguageTag"]] = languages["defaultLanguageFile"]
    assert files == {language: f"{language}.json" for language in LANGUAGES}
    assert set(files.values()) <= set(package)


def test_the_icons_are_what_teams_asks_for(package: dict[str, bytes], manifest: dict[str, Any]) -> None:
    color = Image.open(io.BytesIO(package[manifest["icons"]["color"]]))
    outline = Image.open(io.BytesIO(package[manifest["icons"]["outline"]]))
    assert (color.format, color.size, color.mode) == ("PNG", (192, 192), "RGB")
    assert (outline.format, outline.size, outline.mode) == ("PNG", (32, 32), "RGBA")


def test_the_outline_is_white_on_nothing(package: dict[str, bytes]) -> None:
    outline = Image.open(io.BytesIO(package["outline.png"]))
    pixels = outline.get_flattened_data()
    assert {pixel[:3] for pixel in pixels if isinstance(pixel, tuple) and pixel[3] > 0} == {(255, 255, 255)}
    assert outline.getchannel("A").getextrema() == (0, 255)


def test_the_bot_is_the_application_that_was_given(manifest: dict[str, Any]) -> None:
    assert (manifest["id"], manifest["bots"][0]["botId"]) == (APP_ID, APP_ID)


def test_the_app_has_the_version_of_the_product(manifest: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert manifest["version"] == project["version"]


def test_people_can_write_to_the_bot(manifest: dict[str, Any]) -> None:
    bot = manifest["bots"][0]
    assert not bot["isNotificationOnly"]
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = build(APP_ID, tmp_path / "one.zip"), build(APP_ID.upper(), tmp_path / "later" / "two.zip")
    assert first.read_bytes() == second.read_bytes()


def test_an_older_package_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "rapporteur.zip"
    target.write_text("an older one")
    assert zipfile.is_zipfile(build(APP_ID, target))
    assert list(tmp_path.iterdir()) == [target]


def test_the_developer_and_the_public_address_are_the_organisations_own(tmp_path: Path) -> None:
    ministry = Developer(name="FPS Example", website="https://fps.example.be/")
    with zipfile.ZipFile(
        build(APP_ID, tmp_path / "a.zip", developer=ministry, public_url="https://pmo.example.be:8443/bot")
    ) as files:
        manifest = json.loads(files.read("manifest.json"))
    assert (manifest["developer"]["name"], manifest["developer"]["websiteUrl"]) == (ministry.name, ministry.website)
    assert manifest["validDomains"] == ["pmo.example.be"]
    assert faults(manifest, schema("")) == []


@pytest.mark.parametrize(
    "app_id",
    ["", "rapporteur", "00000000-0000-0000-0000-000000000000", f"{{{APP_ID}}}", APP_ID + "\n", "x" * 1_000_000],
)
def test_an_app_id_that_is_none_is_refused_in_one_short_sentence(tmp_path: Path, app_id: str) -> None:
    with pytest.raises(PackageRefused, match=r"^The app id must be .* a GUID like .*\.$") as refused:
        build(app_id, tmp_path / "a.zip")
    assert len(str(refused.value)) < 250
    assert list(tmp_path.iterdir()) == []


@given(st.text())
def test_no_text_but_a_guid_becomes_an_app_id(text: str) -> None:
    with pytest.raises(PackageRefused):
        contents(text)


@pytest.mark.parametrize(
    "address", ["", "http://example.org", "https://", "https://me@example.org", "https://[", "ftp:x"]
)
def test_an_address_that_is_not_https_is_refused_by_its_name(address: str) -> None:
    with pytest.raises(PackageRefused, match=r"^The privacy page must be an https address, not "):
        contents(APP_ID, Developer(privacy=address))


@pytest.mark.parametrize("name", ["", "x" * 33])
def test_a_developer_without_a_name_or_with_a_long_one_is_refused(name: str) -> None:
    with pytest.raises(PackageRefused, match="1 to 32 characters"):
        contents(APP_ID, Developer(name=name))


def test_a_folder_that_cannot_be_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PackageRefused, match=r"^The package cannot be written to .*: .*\.$"):
        build(APP_ID, tmp_path / "file" / "a.zip")
