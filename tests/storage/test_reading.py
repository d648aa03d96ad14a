"""Reading through the port: keys, indexes, order, limits, with and without staged writes on top."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.records import Rows, Store, Table
from tests.storage.documents import CHAIN, HISTORY, PLAIN, STATE, Note
from tests.storage.shorthand import append, get, put

NOTES = (
    Note(code="d", group="x", rank=10),
    Note(code="a", group="x", rank=9),
    Note(code="c", group="xy", rank=-3),
    Note(code="b", group="y", rank=9),
    Note(code="e", group="y"),
)


def spelled(notes: object) -> str:
    assert isinstance(notes, list)
    return "".join(note.code for note in notes)


async def test_a_missing_document_is_none(store: Store, table: Table[Note]) -> None:
    assert [await get(store, table, key) for key in ("", "nobody", "\ud800", "\x00", "ü" * 5000)] == [None] * 5


async def test_all_comes_by_key(store: Store, table: Table[Note]) -> None:
    await put(store, table, *NOTES, Note(code="É"), Note(code="A"), Note(code="😀"), Note(code="\uffff"))
    async with store.transaction() as transaction:
        assert spelled(await transaction.rows(table).all()) == "AabcdeÉ\uffff😀"


async def assert_finds(rows: Rows[Note]) -> None:
    assert spelled(await rows.find("group", "x")) == "ad"
    assert spelled(await rows.find("group", "x", "d")) == "d"
    assert spelled(await rows.find("group", "z")) == ""
    assert spelled(await rows.find("group")) == "adcbe"
    assert spelled(await rows.find("group", backwards=True)) == "ebcda"
    assert spelled(await rows.find("group", limit=2)) == "ad"
    assert spelled(await rows.find("group", limit=2, backwards=True)) == "eb"
    assert spelled(await rows.find("group", limit=0)) == ""
    assert spelled(await rows.find("rank")) == "cabd"
    assert spelled(await rows.find("rank", 9)) == "ab"
    assert spelled(await rows.find("rank", 9, backwards=True)) == "ba"


async def assert_ranges(rows: Rows[Note]) -> None:
    assert spelled(await rows.range("rank", low=(-3,), high=(10,))) == "cab"
    assert spelled(await rows.range("rank", low=(9,))) == "abd"
    assert spelled(await rows.range("rank", high=(9,))) == "c"
    assert spelled(await rows.range("rank", low=(9,), high=(9,))) == ""
    assert spelled(await rows.range("rank", low=(10,), high=(-3,))) == ""
    assert spelled(await rows.range("rank", limit=3)) == "cab"
    assert spelled(await rows.range("group", low=("x",), high=("xy",))) == "ad"
    assert spelled(await rows.range("group", low=("x", "b"), high=("xy", "d"))) == "dc"


async def test_committed_documents_are_found_along_an_index(store: Store, table: Table[Note]) -> None:
    await put(store, table, *NOTES)
    async with store.transaction() as transaction:
        await assert_finds(transaction.rows(table))
        await assert_ranges(transaction.rows(table))


async def test_staged_documents_are_found_like_committed_ones(store: Store, table: Table[Note]) -> None:
    stale = (replace(NOTES[0], group="zz", rank=1), replace(NOTES[2], group="a", rank=None), Note(code="g", rank=9))
    await put(store, table, *stale, NOTES[1])
    async with store.transaction() as transaction:
        for note in NOTES:
            await transaction.rows(table).put(note)
        await transaction.rows(table).remove("g")
        await assert_finds(transaction.rows(table))
        await assert_ranges(transaction.rows(table))


async def test_a_limit_is_met_although_staged_writes_hide_what_was_committed(store: Store, table: Table[Note]) -> None:
    await put(store, table, *NOTES)
    async with store.transaction() as transaction:
        rows = transaction.rows(table)
        await rows.remove("a")
        await rows.put(replace(NOTES[0], group="zz"))
        assert spelled(await rows.find("group", limit=2)) == "cb"
        assert spelled(await rows.range("group", limit=2)) == "cb"
        assert spelled(await rows.find("group", limit=2, backwards=True)) == "de"


async def test_entries_of_a_chain_are_found_in_the_order_they_came(store: Store) -> None:
    await append(store, CHAIN, *NOTES[:3])
    async with store.transaction() as transaction:
        rows = transaction.rows(CHAIN)
        for note in NOTES[3:]:
            await rows.append(note)
        await assert_ranges(rows)
        assert spelled(await rows.all()) == "dacbe"
        assert spelled(await rows.find("rank", 9)) == "ab"
        assert [await rows.get(key) for key in ("2", "5", "-1", "x", "²", "9" * 40)] == [NOTES[1], *[None] * 5]


async def test_a_change_moves_a_document_in_its_indexes(store: Store, table: Table[Note]) -> None:
    await put(store, table, *NOTES)
    await put(store, table, replace(NOTES[3], group="x", rank=None), replace(NOTES[4], rank=9))
    async with store.transaction() as transaction:
        assert spelled(await transaction.rows(table).find("group", "x")) == "abd"
        assert spelled(await transaction.rows(table).find("rank", 9)) == "ae"


async def test_an_unknown_index_or_a_limit_below_zero_is_a_mistake_of_the_caller(
    store: Store, table: Table[Note]
) -> None:
    async with store.transaction() as transaction:
        with pytest.raises(ValueError, match="no index 'colour'"):
            await transaction.rows(table).find("colour")
        with pytest.raises(ValueError, match="-1"):
            await transaction.rows(table).find("group", limit=-1)


async def test_a_table_the_store_was_not_opened_with_is_a_mistake_of_the_caller(store: Store) -> None:
    stranger = Table("stranger", Note, lambda note: note.code)
    async with store.transaction() as transaction:
        with pytest.raises(ValueError, match="stranger"):
            transaction.rows(stranger)
        with pytest.raises(ValueError, match="notes"):
            transaction.rows(Table(STATE.name, Note, lambda note: note.text))


ODD_NAMES = ["", "\x00", "a\x00", "a", "ab", "\x00b", "\x01", "\x01\x01", "a\x01\x02", "a\x02", "\x00\x01"]
NAMES = st.text(st.characters(codec="utf-8"), max_size=3) | st.sampled_from(ODD_NAMES)
PLACED = st.builds(Note, code=NAMES, group=NAMES, rank=st.none() | st.integers(-(2**63), 2**63 - 1))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes=st.lists(PLACED, max_size=12, unique_by=lambda note: note.code), bounds=st.tuples(NAMES, NAMES))
async def test_indexes_keep_the_order_of_pythons_tuples(
    store: Store, table: Table[Note], notes: list[Note], bounds: tuple[str, str]
) -> None:
    low, high = bounds
    async with store.transaction() as transaction:
        rows = transaction.rows(table)
        for old in await rows.all():
            await rows.remove(old.code)
    await put(store, table, *notes)
    by_group = sorted(notes, key=lambda note: (note.group, note.code))
    ranked = [note for note in notes if note.rank is not None]
    async with store.transaction() as transaction:
        rows = transaction.rows(table)
        assert list(await rows.find("group")) == by_group
        assert list(await rows.find("group", low)) == [note for note in by_group if note.group == low]
        assert list(await rows.range("group", low=(low,), high=(high,))) == [
            note for note in by_group if (low,) <= (note.group, note.code) < (high,)
        ]
        assert list(await rows.find("rank")) == sorted(ranked, key=lambda note: (note.rank, note.code))


async def test_a_mark_is_the_same_until_something_in_the_table_has_changed(store: Store) -> None:
    await put(store, STATE, NOTES[0])
    async with store.transaction() as transaction:
        first = await transaction.rows(STATE).mark()
        await transaction.rows(STATE).all()
        assert await transaction.rows(STATE).mark() == first
    await put(store, PLAIN, NOTES[1])
    async with store.transaction() as transaction:
        rows = transaction.rows(STATE)
        assert await rows.mark() == first
        await rows.put(NOTES[1])
        assert await rows.mark() not in (first, await rows.mark())
    async with store.transaction() as transaction:
        assert await transaction.rows(STATE).mark() != first


async def test_tables_that_are_not_in_memory_have_another_mark_each_time(store: Store) -> None:
    async with store.transaction() as transaction:
        for table in (HISTORY, CHAIN):
            assert await transaction.rows(table).mark() != await transaction.rows(table).mark()
