"""TinyDB's own reading works on the current state; its writing is refused."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from storage.embedded import EmbeddedStore, open_store
from tests.storage.documents import STATE, TABLES, Mood, Note, Person
from tests.storage.shorthand import get, put, remove

A = Note(code="a", group="x", rank=1, tags=("fr",), owner=Person(name="Mwamba"), values={"rag": "red"})
B = Note(code="b", group="x", mood=Mood.BAD)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[EmbeddedStore]:
    opened = await open_store(tmp_path, TABLES)
    await put(opened, STATE, B, A)
    yield opened
    await opened.close()


@pytest.fixture
def notes(store: EmbeddedStore) -> Any:
    """The TinyDB table; untyped, because TinyDB's types know its own dicts with numbers only."""
    return store.memory.state("notes")


def test_queries_see_fields_nested_fields_and_lists(notes: Any) -> None:
    assert [kept.document for kept in notes.search(where("group") == "x")] == [A, B]
    assert [kept.document for kept in notes.search(where("mood") == "bad")] == [B]
    assert [kept.document for kept in notes.search(where("owner").name == "Mwamba")] == [A]
    assert [kept.document for kept in notes.search(where("tags").any(["fr"]))] == [A]
    assert [kept.document for kept in notes.search(where("values").rag == "red")] == [A]
    assert notes.search(where("colour").exists()) == []
    assert notes.count(where("rank").one_of([1, None])) == 2
    assert notes.contains(doc_id="a")
    assert not notes.contains(doc_id="z")
    assert len(notes) == 2


async def test_documents_are_handed_out_and_never_copied(store: EmbeddedStore, notes: Any) -> None:
    kept = notes.get(doc_id="a")
    assert kept is notes.all()[0]
    assert kept is notes.get(where("code") == "a")
    assert kept.document is await get(store, STATE, "a")
    assert (kept["group"], kept.doc_id, len(kept), set(kept) >= {"code", "owner"}) == ("x", "a", 12, True)


async def test_a_repeated_search_sees_what_was_committed_meanwhile(store: EmbeddedStore, notes: Any) -> None:
    question = where("group") == "x"
    assert len(notes.search(question)) == 2
    await put(store, STATE, Note(code="c", group="x"))
    assert len(notes.search(question)) == 3
    await remove(store, STATE, "a")
    assert [kept.doc_id for kept in notes.search(question)] == ["b", "c"]


WRITES: list[Callable[[Any], object]] = [
    lambda notes: notes.insert({"code": "z"}),
    lambda notes: notes.insert_multiple([{"code": "z"}]),
    lambda notes: notes.update({"group": "y"}),
    lambda notes: notes.upsert({"group": "y"}, where("code") == "a"),
    lambda notes: notes.remove(where("code") == "a"),
    lambda notes: notes.truncate(),
]


@pytest.mark.parametrize("write", WRITES)
def test_tinydbs_own_writing_is_refused_and_changes_nothing(notes: Any, write: Callable[[Any], object]) -> None:
    with pytest.raises((TypeError, AttributeError)):
        write(notes)
    assert [kept.document for kept in notes.all()] == [A, B]


def test_dropping_the_tables_is_refused(store: EmbeddedStore, notes: Any) -> None:
    with pytest.raises(TypeError, match="transaction"):
        store.memory.drop_tables()
    assert len(notes) == 2
