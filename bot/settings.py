"""The settings of CONTRACT §1: read once at start, from the environment and a `.env` file."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from uuid import UUID

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.clock import YEARS, is_in_range
from bot.teams.hosts import is_loopback
from bot.teams.settings import MICROSOFT_ISSUER, MICROSOFT_OPENID_URL, TeamsSettings

PREFIX = "RAPPORTEUR_"
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::[0-9]{1,5})?", re.IGNORECASE | re.ASCII)
_SECRET = "APP_SECRET"  # noqa: S105 - the name of a variable


class BadSettings(Exception):
    """The bot cannot start like this; the message is one line: the variable, what it holds, what is allowed."""


class Settings(BaseSettings):
    """Typed settings; every attribute is `RAPPORTEUR_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=3978, ge=0, le=65535)
    app_id: str = ""
    app_secret: SecretStr = SecretStr("")
    tenant_id: str = ""
    local: bool = False
    store: str = "./var"
    openid_url: str = MICROSOFT_OPENID_URL
    issuer: str = MICROSOFT_ISSUER
    # Empty means that it was not given; given empty it is refused.
    token_url: str = Field(default="", validate_default=False)
    service_hosts: str = ""
    public_url: str = Field(default="", validate_default=False)
    language: Literal["en", "fr", "nl", "de"] = "en"
    rate: float = Field(default=48, gt=0, le=50)
    clock: datetime | None = None
    clock_speed: float = Field(default=0, ge=0, le=100_000)
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    log_format: Literal["console", "json", ""] = ""

    @field_validator("app_id", "tenant_id")
    @classmethod
    def _is_guid(cls, value: str) -> str:
        try:
            return str(UUID(value)) if value else ""
        except ValueError as error:
            raise ValueError("a GUID is allowed") from error

    @field_validator("clock", mode="before")
    @classmethod
    def _is_instant(cls, value: object) -> datetime | None:
        if value is None or value == "":
            return None
        instant = _instant(value) if isinstance(value, str) else value
        if not isinstance(instant, datetime) or instant.tzinfo is None:
            raise ValueError("an ISO instant with its offset is allowed, such as 2026-03-11T08:00:00+01:00")
        if not is_in_range(instant):
            raise ValueError(f"an instant from {YEARS[0]} to {YEARS[-1]} is allowed")
        return instant.astimezone(UTC)

    @field_validator("issuer")
    @classmethod
    def _is_named(cls, value: str) -> str:
        if not value:
            raise ValueError("the issuer that tokens name is needed; leave the variable out for Microsoft's")
        return value

    @field_validator("service_hosts")
    @classmethod
    def _are_hosts(cls, value: str) -> str:
        if not all(_HOST.fullmatch(host.strip()) for host in value.split(",") if host.strip()):
            raise ValueError("hosts separated by commas are allowed, each as host or host:port")
        return value

    @field_validator("store")
    @classmethod
    def _is_folder(cls, value: str) -> str:
        if not value or "://" in value:
            raise ValueError("a folder is allowed; this version has no other store than the embedded one")
        return value

    @field_validator("openid_url", "token_url", "public_url")
    @classmethod
    def _is_safe_address(cls, value: str) -> str:
        if not value:
            raise ValueError("an https address is allowed; leave the variable out for its default")
        address = urlsplit(value)
        loopback = address.scheme == "http" and is_loopback(address.hostname or "")
        if not (address.hostname and (address.scheme == "https" or loopback)):
            raise ValueError("an https address is allowed, or plain http to a loopback address")
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> "Settings":
        why = "RAPPORTEUR_LOCAL=1" if self.local else "RAPPORTEUR_CLOCK" if self.clock else ""
        if why and not is_loopback(self.host):
            raise ValueError(f"RAPPORTEUR_HOST holds {self.host!r}: with {why} only a loopback address is allowed")
        if self.clock_speed and self.clock is None:
            raise ValueError(
                f"RAPPORTEUR_CLOCK_SPEED holds '{self.clock_speed:g}': it is allowed only with RAPPORTEUR_CLOCK"
            )
        if self.metrics_port is not None and self.metrics_port == self.port:
            raise ValueError(
                f"RAPPORTEUR_METRICS_PORT holds '{self.port}': another port than RAPPORTEUR_PORT is allowed"
            )
        needed = {"APP_ID": self.app_id, "APP_SECRET": self.app_secret.get_secret_value(), "TENANT_ID": self.tenant_id}
        missing = [name for name, value in needed.items() if not value and not self.local]
        if missing:
            raise ValueError(f"{PREFIX}{missing[0]} is not set; it is needed unless RAPPORTEUR_LOCAL=1")
        return self

    @property
    def teams(self) -> TeamsSettings:
        """What the door to Teams needs."""
        return TeamsSettings(
            app_id=self.app_id,
            app_secret=self.app_secret.get_secret_value(),
            tenant_id=self.tenant_id,
            local=self.local,
            openid_url=self.openid_url,
            issuer=self.issuer,
            token_url=self.token_url,
            service_hosts=tuple(host.strip() for host in self.service_hosts.split(",") if host.strip()),
            simulated=self.clock is not None,
        )

    @property
    def folder(self) -> Path:
        """The folder of the embedded store."""
        return Path(self.store)


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def read_settings(*, for_store_only: bool = False) -> Settings:
    """The settings of this process.

    Args:
        for_store_only: for commands that work on the store and talk to nobody: no identity is needed.

    Raises:
        BadSettings: a variable is unknown, missing or impossible.
    """
    given = {**dotenv_values(".env"), **os.environ}
    _refuse_unknown(given)
    try:
        return Settings(local=True, host="127.0.0.1") if for_store_only else Settings()
    except ValidationError as error:
        raise BadSettings(_sentence(error, given)) from None


def _refuse_unknown(given: Mapping[str, str | None]) -> None:
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    for name in sorted(given):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise BadSettings(f"{name} is not a setting; allowed are {', '.join(sorted(known))}")


def _sentence(error: ValidationError, given: Mapping[str, str | None]) -> str:
    first = error.errors(include_url=False)[0]
    why = "0 or 1 is allowed" if first["type"] == "bool_parsing" else first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return why
    name = f"{PREFIX}{first['loc'][0]}".upper()
    value = "(a secret)" if name.endswith(_SECRET) else repr(given.get(name, ""))
    return f"{name} holds {value}: {why[0].lower()}{why[1:]}"
