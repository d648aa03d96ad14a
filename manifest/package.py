"""Builds the Teams app package: one zip with the manifest, the language files and the icons at its root.

Rules: Microsoft's app manifest schema 1.29, the first with slash commands; a tenant that does not take it yet gets the
same app by 1.25, without them. The template is valid as it stands; ids and addresses are put in here, so that test and
production are two packages of the same template. The same input gives the same bytes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

HERE = Path(__file__).parent
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
NOBODY = UUID(int=0)
NEWEST, OLDER = "1.29", "1.25"
"""Versions of the manifest that can be built: the template's, and the one of the same app without slash commands."""
LONGEST_NAME = 32
LONGEST_ADDRESS = 2048
SHOWN = 80
"""Characters of a refused value that are said again."""

# The oldest date that a zip can hold; a file's own would change the bytes.
NO_DATE = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


class PackageRefused(ValueError):
    """The package cannot be built; the message is one sentence that names the value and what is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Developer:
    """Who answers for the app; shown to everybody who looks at it in Teams.

    Attributes:
        name: at most 32 characters.
        website, privacy, terms: https addresses.
    """

    name: str = "Rapporteur"
    website: str = "https://example.org/rapporteur"
    privacy: str = "https://example.org/rapporteur/privacy"
    terms: str = "https://example.org/rapporteur/terms"

    def entries(self) -> dict[str, str]:
        """The manifest's own words for it.

        Raises:
            PackageRefused: no name, a long one, or an address that is not https.
        """
        if not 0 < len(self.name) <= LONGEST_NAME:
            raise PackageRefused(
                f"The developer's name must have 1 to {LONGEST_NAME} characters, not {len(self.name)}."
            )
        return {
            "name": self.name,
            "websiteUrl": _address(self.website, "website"),
            "privacyUrl": _address(self.privacy, "privacy page"),
            "termsOfUseUrl": _address(self.terms, "terms of use"),
        }


NEUTRAL = Developer()


def build(
    app_id: str, target: Path, *, developer: Developer = NEUTRAL, public_url: str = "", version: str = NEWEST
) -> Path:
    """Write the package and return where it is.

    Args:
        app_id: the bot's Entra application, a GUID; also the id of the app.
        target: the zip to write; replaced when it exists.
        public_url: the bot's own address, whose links Teams may open; empty when exports are not used.
        version: of the manifest, one of `NEWEST` and `OLDER`.

    Raises:
        PackageRefused: a value that Teams would not take, or a target that cannot be written.
    """
    files = contents(app_id, developer, public_url, version)
    unfinished = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with ZipFile(unfinished, "w", ZIP_STORED) as package:
            for name in sorted(files):
                package.writestr(_entry(name), files[name])
        unfinished.replace(target)
    except OSError as error:
        raise PackageRefused(f"The package cannot be written to {target}: {error.strerror}.") from error
    return target


def contents(
    app_id: str, developer: Developer = NEUTRAL, public_url: str = "", version: str = NEWEST
) -> Mapping[str, bytes]:
    """The files of the package by their names.

    Raises:
        PackageRefused: a value that Teams would not take.
    """
    if version not in (NEWEST, OLDER):
        raise PackageRefused(f"The manifest can be of version {NEWEST} or {OLDER}, not {version[:SHOWN]!r}.")
    manifest = _manifest(app_id, developer, public_url)
    if version == OLDER:
        _leave_out_slash_commands(manifest)
    files = {"manifest.json": _json(_of_version(version, manifest))}
    for picture in sorted(HERE.glob("icons/*.png")):
        files[picture.name] = picture.read_bytes()
    for words in sorted(HERE.glob("languages/*.json")):
        files[words.name] = _json(_of_version(version, json.loads(words.read_text("utf-8"))))
    return files


def _of_version(version: str, document: dict[str, Any]) -> dict[str, Any]:
    """The same by this version of the schema; the manifest and its language files must name the same one."""
    named = {"manifestVersion": version} if "manifestVersion" in document else {}
    return document | named | {"$schema": document["$schema"].replace(f"/v{NEWEST}/", f"/v{version}/")}


def _leave_out_slash_commands(manifest: dict[str, Any]) -> None:
    """What came with 1.29; the lists stay and are offered behind a mention."""
    for bot in manifest["bots"]:
        del bot["supportsTargetedMessages"]
        for commands in bot["commandLists"]:
            del commands["triggers"]


def _manifest(app_id: str, developer: Developer, public_url: str) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((HERE / "template.json").read_text("utf-8"))
    guid = _guid(app_id)
    manifest["id"] = guid
    manifest["bots"][0]["botId"] = guid
    manifest["developer"] = developer.entries()
    manifest["validDomains"] = [_host(_address(public_url, "public address"))] if public_url else []
    return manifest


def _guid(app_id: str) -> str:
    if not GUID.fullmatch(app_id) or UUID(app_id) == NOBODY:
        raise PackageRefused(
            "The app id must be the bot's Entra application, a GUID like 3f2504e0-4f89-41d3-9a0c-0305e82c3301, "
            f"not {app_id[:SHOWN]!r}."
        )
    return app_id.lower()


def _address(address: str, what: str) -> str:
    if len(address) > LONGEST_ADDRESS or not _host(address):
        raise PackageRefused(f"The {what} must be an https address, not {address[:SHOWN]!r}.")
    return address


def _host(address: str) -> str:
    """The host of an https address; empty when it is none."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme == "https" and not parts.username else ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, NO_DATE)
    entry.create_system = 3
    entry.external_attr = READABLE
    return entry


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
