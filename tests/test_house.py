"""The rules of the house that no other tool checks: sizes, the two nets, the clock, and what may not be named."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("bot", "cards", "dialogs", "documents", "locales", "manifest", "pmo", "storage")
PACKAGES = (*PRODUCT, "benchmarks", "samples", "tests")
BELOW_THE_BOT = ("cards", "dialogs", "documents", "locales", "pmo", "storage")

LONGEST_FILE = 300
LONGEST_FUNCTION = 40

NETS = {"bot/router.py": "the turn: tell the person, log, go on", "bot/office.py": "the tick: log, go on"}
"""The only files that may catch everything, each once, and why."""

BROAD = {"Exception", "BaseException"}
CLOCKS = {"now", "utcnow", "today", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "time"}

# Written so that this file does not hold what it looks for.
PLACES_OF_ONE_MACHINE = re.compile(r"/wo[r]k/|/ro[o]t/|/ho[m]e/\w+/|\.\./sha[r]ed", re.IGNORECASE)
TEXT_FILES = {".py", ".md", ".toml", ".json", ".yml", ".yaml", ".csv", ".po", ".cjs", ".lock", ""}
NOT_OURS = {"node_modules", "artefacts", "var", "dist", "build", "schemas", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file of ours, read and parsed."""

    name: str
    lines: int
    tree: ast.Module

    def inside(self, *packages: str) -> bool:
        return self.name.split("/")[0] in packages


def read(path: Path) -> Source:
    text = path.read_text("utf-8")
    return Source(path.relative_to(ROOT).as_posix(), len(text.splitlines()), ast.parse(text))


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [read(path) for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def broad_nets(tree: ast.AST) -> int:
    """How many handlers catch everything and keep it; one that tidies up and raises again is no net."""
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    return sum(1 for handler in handlers if catches_everything(handler) and not raises_again(handler))


def catches_everything(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or bool(
        BROAD & {part.id for part in ast.walk(handler.type) if isinstance(part, ast.Name)}
    )


def raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def clock_readings(tree: ast.AST) -> list[int]:
    """Lines that ask a clock for the date or the time of day."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if asks_a_clock(call.func)]


def asks_a_clock(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in CLOCKS | {"time"}:
        return False
    owner = called.value.attr if isinstance(called.value, ast.Attribute) else getattr(called.value, "id", "")
    return owner in CLOCK_OWNERS


def our_texts(folder: Path = ROOT) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in NOT_OURS and (not path.name.startswith(".") or path.name == ".ci"):
            yield from our_texts(path)
        elif path.is_file() and path.suffix in TEXT_FILES and path.name != ".git":  # a file in a second worktree
            yield path


def test_no_file_is_longer_than_a_reader_can_hold(sources: list[Source]) -> None:
    assert [(source.name, source.lines) for source in sources if source.lines > LONGEST_FILE] == []


def test_no_function_is_longer_than_a_screen(sources: list[Source]) -> None:
    long = [(s.name, f.name, length(f)) for s in sources for f in functions(s.tree) if length(f) > LONGEST_FUNCTION]
    assert long == []


def test_only_the_turn_and_the_tick_catch_everything(sources: list[Source]) -> None:
    caught = {s.name: broad_nets(s.tree) for s in sources if broad_nets(s.tree) and s.inside(*PRODUCT)}
    assert {name: count for name, count in caught.items() if name not in NETS or count > 1} == {}


def test_nobody_below_the_bot_asks_a_clock(sources: list[Source]) -> None:
    asked = [(s.name, clock_readings(s.tree)) for s in sources if s.inside(*BELOW_THE_BOT)]
    assert [(name, lines) for name, lines in asked if lines] == []


def test_nothing_names_a_place_that_only_one_machine_has() -> None:
    found = [path.relative_to(ROOT).as_posix() for path in our_texts() if names_a_place(path)]
    assert found == []


def names_a_place(path: Path) -> bool:
    return PLACES_OF_ONE_MACHINE.search(path.read_text("utf-8")) is not None


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("try: ...\nexcept: ...", 1),
        ("try: ...\nexcept Exception: ...", 1),
        ("try: ...\nexcept (OSError, BaseException) as error: ...", 1),
        ("try: ...\nexcept (OSError, ValueError): ...", 0),
        ("try: ...\nexcept BaseException:\n    close()\n    raise", 0),
    ],
)
def test_the_search_for_nets_finds_every_way_to_write_one(code: str, count: int) -> None:
    assert broad_nets(ast.parse(code)) == count


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("datetime.now(UTC)", True),
        ("datetime.datetime.utcnow()", True),
        ("date.today()", True),
        ("time.time()", True),
        ("desk.now", False),
        ("moment.time()", False),
        ("datetime.fromisoformat('2026-03-12')", False),
    ],
)
def test_the_search_for_clocks_tells_asking_from_being_told(code: str, asks: bool) -> None:
    assert bool(clock_readings(ast.parse(code))) is asks
