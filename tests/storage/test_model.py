"""Any interleaving of transactions against a plain-dict model, on every engine."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from storage.records import Conflict, Store, Table, Transaction
from tests.storage.conftest import ENGINES, Engine
from tests.storage.documents import CHAIN, HISTORY, STATE, TABLES, Note
from tests.storage.shorthand import everything

KEYED = st.sampled_from([STATE, HISTORY])
SLOTS = st.integers(0, 2)
CODES = st.sampled_from(["a", "b", "c", "\x00"])
NOTES = st.builds(
    Note,
    code=CODES,
    group=st.sampled_from(["", "x", "x\x00", "y"]),
    rank=st.none() | st.integers(-1, 1),
    text=st.text(max_size=2),
)
LIMITS = st.none() | st.integers(0, 3)

Name = tuple[str, str]
"""A document's table and key."""


@dataclass(frozen=True)
class Seen:
    """The version a transaction first saw, 0 for none, and whether it read it or wrote without looking."""

    version: int
    read: bool


@dataclass
class Open:
    """A transaction under way, and what the model expects of it."""

    manager: AbstractAsyncContextManager[Transaction]
    transaction: Transaction
    staged: dict[Name, Note | None] = field(default_factory=dict)
    seen: dict[Name, Seen] = field(default_factory=dict)
    appended: list[Note] = field(default_factory=list)


class Histories(RuleBasedStateMachine):
    """Up to three transactions at a time on two tables with keys and a chain."""

    engine: ClassVar[Engine]

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.notes: dict[Name, tuple[int, Note]] = {}
        self.chain: list[Note] = []
        self.commits = 0
        self.open: dict[int, Open] = {}
        self.store: Store = self.run(type(self).engine(Path(self.folder.name), TABLES))

    def run(self, steps: Any) -> Any:
        async def wait() -> Any:
            return await steps

        return self.runner.run(wait())

    def teardown(self) -> None:
        self.run(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    def at(self, slot: int) -> Open:
        if slot not in self.open:
            manager = self.store.transaction()
            self.open[slot] = Open(manager, self.run(manager.__aenter__()))
        return self.open[slot]

    def version(self, name: Name) -> int:
        return self.notes[name][0] if name in self.notes else 0

    def first_seen(self, mine: Open, name: Name, *, read: bool) -> None:
        mine.seen.setdefault(name, Seen(self.version(name), read))

    def overlaid(self, mine: Open, table: Table[Note]) -> dict[str, Note]:
        documents = {key: note for (name, key), (_, note) in self.notes.items() if name == table.name}
        for (name, key), staged in mine.staged.items():
            if name == table.name:
                documents.pop(key, None)
                if staged is not None:
                    documents[key] = staged
        return documents

    def listed(self, mine: Open, table: Table[Note]) -> None:
        for name in self.notes:
            if name[0] == table.name:
                self.first_seen(mine, name, read=True)

    @rule(slot=SLOTS, table=KEYED, note=NOTES)
    def put(self, slot: int, table: Table[Note], note: Note) -> None:
        mine, name = self.at(slot), (table.name, note.code)
        self.run(mine.transaction.rows(table).put(note))
        self.first_seen(mine, name, read=False)
        mine.staged[name] = note

    @rule(slot=SLOTS, table=KEYED, key=CODES)
    def remove(self, slot: int, table: Table[Note], key: str) -> None:
        mine, name = self.at(slot), (table.name, key)
        self.run(mine.transaction.rows(table).remove(key))
        self.first_seen(mine, name, read=True)
        mine.staged[name] = None

    @rule(slot=SLOTS, table=KEYED, key=CODES)
    def get(self, slot: int, table: Table[Note], key: str) -> None:
        mine, name = self.at(slot), (table.name, key)
        found = self.run(mine.transaction.rows(table).get(key))
        assert found == self.overlaid(mine, table).get(key)
        if name not in mine.staged:
            self.first_seen(mine, name, read=True)

    @rule(slot=SLOTS, table=KEYED)
    def all(self, slot: int, table: Table[Note]) -> None:
        mine = self.at(slot)
        found = self.run(mine.transaction.rows(table).all())
        assert list(found) == [note for _, note in sorted(self.overlaid(mine, table).items())]
        self.listed(mine, table)

    @rule(slot=SLOTS, table=KEYED, group=st.sampled_from(["", "x", "y"]), limit=LIMITS, backwards=st.booleans())
    def find(self, slot: int, table: Table[Note], group: str, limit: int | None, backwards: bool) -> None:
        mine = self.at(slot)
        found = list(self.run(mine.transaction.rows(table).find("group", group, limit=limit, backwards=backwards)))
        every = [note for note in self.overlaid(mine, table).values() if note.group == group]
        assert found == sorted(every, key=lambda note: note.code, reverse=backwards)[:limit]
        self.saw(mine, table, found)

    @rule(slot=SLOTS, table=KEYED, low=st.integers(-1, 1), high=st.integers(-1, 2), limit=LIMITS)
    def range(self, slot: int, table: Table[Note], low: int, high: int, limit: int | None) -> None:
        mine = self.at(slot)
        found = list(self.run(mine.transaction.rows(table).range("rank", low=(low,), high=(high,), limit=limit)))
        within = [note for note in self.overlaid(mine, table).values() if note.rank in range(low, high)]
        assert found == sorted(within, key=lambda note: (note.rank, note.code))[:limit]
        self.saw(mine, table, found)

    def saw(self, mine: Open, table: Table[Note], found: list[Note]) -> None:
        for note in found:
            if (table.name, note.code) not in mine.staged:
                self.first_seen(mine, (table.name, note.code), read=True)

    @rule(slot=SLOTS, note=NOTES)
    def append(self, slot: int, note: Note) -> None:
        mine = self.at(slot)
        self.run(mine.transaction.rows(CHAIN).append(note))
        mine.appended.append(note)
        assert list(self.run(mine.transaction.rows(CHAIN).all())) == [*self.chain, *mine.appended]

    @precondition(lambda self: self.open)
    @rule(slot=SLOTS)
    def commit(self, slot: int) -> None:
        mine = self.open.pop(slot, None)
        if mine is None:
            return
        must, may = self.conflicts(mine)
        try:
            self.run(mine.manager.__aexit__(None, None, None))
        except Conflict:
            assert must or may
        else:
            assert not must
            self.keep(mine)

    def conflicts(self, mine: Open) -> tuple[bool, bool]:
        """Whether the port says that this ends in a conflict, and whether it leaves that to the engine."""
        must = may = False
        for name, staged in mine.staged.items():
            seen, now = mine.seen[name], self.version(name)
            if staged is None and not seen.version:
                may |= bool(now) and not seen.read
            elif now != seen.version:
                may |= not now and not seen.read
                must |= bool(now) or seen.read
        return must, may

    def keep(self, mine: Open) -> None:
        self.commits += 1
        for name, staged in mine.staged.items():
            if staged is not None:
                self.notes[name] = (self.commits, staged)
            elif mine.seen[name].version:
                self.notes.pop(name, None)
        self.chain += mine.appended

    @rule(slot=SLOTS)
    def roll_back(self, slot: int) -> None:
        mine = self.open.pop(slot, None)
        if mine is not None:
            error = RuntimeError()
            self.run(mine.manager.__aexit__(type(error), error, None))

    @rule()
    def restart(self) -> None:
        self.open.clear()
        self.run(self.store.close())
        self.store = self.run(type(self).engine(Path(self.folder.name), TABLES))
        self.agrees()

    @rule()
    def agrees(self) -> None:
        for table in (STATE, HISTORY):
            kept = sorted((key, note) for (name, key), (_, note) in self.notes.items() if name == table.name)
            assert self.run(everything(self.store, table)) == [note for _, note in kept]
        assert self.run(everything(self.store, CHAIN)) == self.chain
        assert self.run(self.store.broken_link(CHAIN)) is None


@pytest.mark.parametrize("engine", ENGINES)
def test_every_interleaving_agrees_with_a_plain_dict(engine: str) -> None:
    class OfThisEngine(Histories):
        pass

    OfThisEngine.engine = staticmethod(ENGINES[engine])
    OfThisEngine.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
    OfThisEngine.TestCase("runTest").debug()
