"""The settings of CONTRACT §1: what cannot be is said in one line that names the variable."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import BadSettings, Settings, read_settings

APP_ID = "b07b07b0-7777-4888-9999-000011112222"
TENANT = "0a1b2c3d-1111-4222-8333-444455556666"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no `.env` of this machine."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RAPPORTEUR_{name.upper()}", raising=False)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    identity = {"APP_ID": APP_ID, "APP_SECRET": "hush", "TENANT_ID": TENANT}
    for name, value in (identity | values).items():
        monkeypatch.setenv(f"RAPPORTEUR_{name}", value)
    return read_settings()


def test_an_identity_is_all_that_must_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch)
    assert (settings.host, settings.port, settings.language, settings.rate) == ("127.0.0.1", 3978, "en", 48)
    assert settings.clock is None
    assert settings.folder == Path("var")


@pytest.mark.parametrize("missing", ["APP_ID", "APP_SECRET", "TENANT_ID"])
def test_without_an_identity_the_bot_does_not_start(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    with pytest.raises(BadSettings, match=f"RAPPORTEUR_{missing} is not set"):
        given(monkeypatch, **{missing: ""})


def test_local_mode_needs_no_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORTEUR_LOCAL", "1")
    assert read_settings().teams.local


def test_a_command_that_works_on_the_store_needs_no_identity() -> None:
    assert read_settings(for_store_only=True).folder == Path("var")


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("PORT", "http", "integer"),
        ("PORT", "65536", "65535"),
        ("PORT", "-1", "0"),
        ("CLOCK", "9999-12-31T23:59:59-10:00", "2099"),
        ("ISSUER", "", "needed"),
        ("CLOCK_SPEED", "60", "RAPPORTEUR_CLOCK"),
        ("METRICS_PORT", "3978", "another port"),
        ("HOST", "", "character"),
        ("APP_ID", "my-bot", "GUID"),
        ("TENANT_ID", "ministry.example", "GUID"),
        ("LOCAL", "perhaps", ": 0 or 1 is allowed"),
        ("LOCAL", "", ": 0 or 1 is allowed"),
        ("STORE", "", "folder"),
        ("STORE", "postgresql://db/rapporteur", "folder"),
        ("OPENID_URL", "http://login.botframework.com/", "https"),
        ("OPENID_URL", "", "leave the variable out"),
        ("TOKEN_URL", "", "leave the variable out"),
        ("PUBLIC_URL", "", "leave the variable out"),
        ("ISSUER", "", "leave the variable out"),
        ("TOKEN_URL", "login.microsoftonline.com", "https"),
        ("PUBLIC_URL", "http://bot.ministry.example", "https"),
        ("PUBLIC_URL", "https://", "https"),
        ("SERVICE_HOSTS", "https://smba.example/teams/", "host:port"),
        ("SERVICE_HOSTS", "smba.example,*", "host:port"),
        ("LANGUAGE", "es", "'en', 'fr', 'nl' or 'de'"),
        ("RATE", "0", "greater than 0"),
        ("RATE", "51", "50"),
        ("RATE", "fast", "number"),
        ("CLOCK", "yesterday", "ISO instant"),
        ("CLOCK", "2026-03-11T08:00:00", "offset"),
        ("CLOCK", "1773212400", "ISO instant"),
        ("CLOCK_SPEED", "-1", "0"),
        ("CLOCK_SPEED", "nan", "0"),
        ("METRICS_PORT", "0", "1"),
        ("LOG_FORMAT", "xml", "console"),
    ],
)
def test_an_impossible_value_is_said_with_the_variable_what_it_holds_and_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, allowed: str
) -> None:
    with pytest.raises(BadSettings) as refused:
        given(monkeypatch, **{name: value})
    line = str(refused.value)
    assert f"RAPPORTEUR_{name} holds {value!r}" in line
    assert allowed in line
    assert "\n" not in line


@pytest.mark.parametrize("why", ["LOCAL", "CLOCK"])
def test_local_mode_and_a_simulated_clock_stay_on_this_machine(monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    value = {"LOCAL": "1", "CLOCK": "2026-03-11T08:00:00+01:00"}[why]
    with pytest.raises(BadSettings, match=rf"RAPPORTEUR_HOST holds '0.0.0.0': with RAPPORTEUR_{why}.*loopback"):
        given(monkeypatch, HOST="0.0.0.0", **{why: value})


def test_a_variable_nobody_knows_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSettings, match=r"RAPPORTEUR_COLOUR is not a setting; allowed are .*RAPPORTEUR_APP_ID"):
        given(monkeypatch, COLOUR="blue")


def test_an_env_file_counts_and_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("RAPPORTEUR_LANGUAGE=nl\nRAPPORTEUR_PORT=4000\n", encoding="utf-8")
    settings = given(monkeypatch, PORT="5000")
    assert (settings.language, settings.port) == ("nl", 5000)
    (tmp_path / ".env").write_text("RAPPORTEUR_COLOUR=blue\n", encoding="utf-8")
    with pytest.raises(BadSettings, match="RAPPORTEUR_COLOUR"):
        given(monkeypatch)


def test_a_secret_is_never_said(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, APP_SECRET="hush")
    assert "hush" not in repr(settings)
    assert "hush" not in repr(settings.teams)
    assert settings.teams.app_secret == "hush"


def test_a_simulated_clock_starts_at_its_instant_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, CLOCK="2026-03-11T08:00:00+01:00", CLOCK_SPEED="60")
    assert settings.clock == datetime(2026, 3, 11, 7, tzinfo=UTC)
    assert settings.teams.simulated


def test_service_hosts_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, SERVICE_HOSTS=" smba.example , 127.0.0.1:5000, ")
    assert settings.teams.service_hosts == ("smba.example", "127.0.0.1:5000")
