"""What every test shares: where things are, and how hard hypothesis tries."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ARTEFACTS = Path(__file__).parent / "artefacts"

# A busy machine is slow now and then, so an example may take its time; CI tries the same examples in every run.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Folder for pictures and records that a person looks at after the run; kept out of the repository."""
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where BROWSER_REQUIRED=1 a browser test must run: a skipped one has failed. OFFICE_REQUIRED is the same."""
    report = yield
    for marker, setting in (("browser", "BROWSER_REQUIRED"), ("office", "OFFICE_REQUIRED")):
        if report.skipped and item.get_closest_marker(marker) and os.environ.get(setting) == "1":
            report.outcome = "failed"
            report.longrepr = f"skipped although {setting}=1: {report.longrepr}"
    return report
