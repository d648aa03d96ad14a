"""Where browser tests must run, a skipped one fails the run; elsewhere it says why it was skipped."""

import os
import subprocess
import sys

import pytest

from bot.demo.node import CHECKOUT

ONE_BROWSER_TEST = "tests/playground/test_render.py::test_a_test_with_a_running_loop_can_render_too"


@pytest.mark.parametrize(("required", "outcome"), [("0", "1 skipped"), ("1", "1 failed")])
def test_without_chromium_a_browser_test_is_skipped_only_where_it_may_be(required: str, outcome: str) -> None:
    environment = os.environ | {"BROWSER_REQUIRED": required, "CHROMIUM": "/nowhere/chromium"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", ONE_BROWSER_TEST]
    run = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert outcome in run.stdout
    assert "no Chromium here" in run.stdout
