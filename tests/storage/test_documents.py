"""What may be kept, and that it comes back as it went in, for every kind of table."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.records import Index, Store, Table, Unstorable
from tests.storage.conftest import Open
from tests.storage.documents import CHAIN, PLAIN, STATE, Mood, Note, Person
from tests.storage.shorthand import append, everything, get, put

FULL = Note(
    code="PRJ-7",
    group="Übergabe an كينشاسا",
    rank=-1,
    text='line\nbreak\t"quoted" \x00 😀 \u2028',
    mood=Mood.BAD,
    on=date(2026, 3, 12),
    at=datetime(2026, 3, 12, 10, 0, 0, 123456, UTC),
    cost=Decimal("1250000.50"),
    tags=("fr", "nl"),
    owner=Person(name="Mwamba"),
    values={"rag": "red", "": "empty key"},
    share=0.1,
)


async def test_everything_the_subject_uses_comes_back_at_once_and_after_a_restart(
    reopen: Open, table: Table[Note]
) -> None:
    store = await reopen()
    await put(store, table, FULL)
    await append(store, CHAIN, FULL)
    assert await get(store, table, "PRJ-7") == FULL
    store = await reopen()
    back = await get(store, table, "PRJ-7")
    assert back == FULL
    assert [type(getattr(back, name)) for name in ("mood", "cost", "tags", "owner")] == [Mood, Decimal, tuple, Person]
    assert await everything(store, CHAIN) == [FULL]


TEXTS = st.text(st.characters(codec="utf-8"))
INSTANTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]))
WHOLE = st.builds(
    Note,
    code=TEXTS,
    text=TEXTS,
    rank=st.none() | st.integers(-(2**63), 2**63 - 1),
    mood=st.sampled_from(Mood),
    on=st.none() | st.dates(),
    at=st.none() | INSTANTS,
    cost=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    tags=st.lists(TEXTS, max_size=3).map(tuple),
    values=st.dictionaries(TEXTS, TEXTS, max_size=3),
    share=st.none() | st.floats(allow_nan=False, allow_infinity=False),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=WHOLE)
async def test_any_document_comes_back_as_it_went_in(store: Store, table: Table[Note], note: Note) -> None:
    await put(store, table, note)
    assert await get(store, table, note.code) == note


async def test_a_megabyte_of_text_is_kept(reopen: Open, table: Table[Note]) -> None:
    note = Note(code="long", text="ض" * 500_000)
    await put(await reopen(), table, note)
    assert await get(await reopen(), table, "long") == note


async def test_the_repeated_hour_of_a_local_clock_keeps_its_instant(store: Store, table: Table[Note]) -> None:
    brussels = ZoneInfo("Europe/Brussels")
    for fold in (0, 1):
        local = datetime(2026, 10, 25, 2, 30, tzinfo=brussels, fold=fold)
        await put(store, table, replace(FULL, at=local))
        kept = await get(store, table, "PRJ-7")
        assert kept is not None
        assert kept.at is not None
        assert kept.at.astimezone(UTC) == local.astimezone(UTC)


@pytest.mark.parametrize(
    "note",
    [
        Note(code="a", text="\ud800"),
        Note(code="\udfff"),
        Note(code="a", share=float("inf")),
        Note(code="a", rank=2**63),
        Note(code="a", rank="nine"),  # type: ignore[arg-type]
        Note(code="a", tags={"not", "a", "tuple"}),  # type: ignore[arg-type]
        Note(code="a", text=b"bytes"),  # type: ignore[arg-type]
        Note(code=7),  # type: ignore[arg-type]
        Note(code="a", text=object()),  # type: ignore[arg-type]
        Person(name="of another table"),
        "no document at all",
    ],
)
async def test_what_would_not_come_back_is_refused_before_anything_is_written(
    store: Store, table: Table[Note], note: Any
) -> None:
    await put(store, table, FULL)
    with pytest.raises(Unstorable):
        await put(store, table, Note(code="b"), note)
    assert await everything(store, table) == [FULL]


async def test_an_index_place_of_another_kind_is_refused(store: Store) -> None:
    await put(store, STATE, FULL)
    with pytest.raises(Unstorable, match="place"):
        await put(store, STATE, replace(FULL, rank=None), replace(FULL, rank=2**63))
    assert await everything(store, STATE) == [FULL]


async def test_what_the_writer_does_to_its_own_mapping_later_changes_nothing(store: Store, table: Table[Note]) -> None:
    values = {"rag": "green"}
    await put(store, table, Note(code="a", values=values))
    values["rag"] = "red"
    assert await get(store, table, "a") == Note(code="a", values={"rag": "green"})


async def test_current_state_is_handed_out_as_one_shared_object(store: Store) -> None:
    await put(store, PLAIN, FULL)
    first, (second,) = await get(store, PLAIN, "PRJ-7"), await everything(store, PLAIN)
    assert first is second


async def test_putting_into_a_chain_and_appending_to_a_table_are_mistakes_of_the_caller(
    store: Store, table: Table[Note]
) -> None:
    async with store.transaction() as transaction:
        with pytest.raises(TypeError, match="put a document"):
            await transaction.rows(table).append(FULL)
        with pytest.raises(TypeError, match="trail"):
            await transaction.rows(CHAIN).put(FULL)
        with pytest.raises(TypeError, match="trail"):
            await transaction.rows(CHAIN).remove("1")


@dataclass(frozen=True, slots=True)
class Pair:
    left: str
    right: str = ""


def index(name: str) -> Index[Pair]:
    return Index(name, lambda pair: (pair.left,))


@pytest.mark.parametrize("name", ["", "Notes", "two words", 'x"; DROP TABLE notes', "_opening"])
def test_a_table_is_named_by_a_word(name: str) -> None:
    with pytest.raises(ValueError, match="lower-case words"):
        Table(name, Pair, lambda pair: pair.left)
    with pytest.raises(ValueError, match="lower-case words"):
        Table("pairs", Pair, lambda pair: pair.left, (index(name),))


def test_a_declaration_that_cannot_work_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Table("pairs", Pair, lambda pair: pair.left, (index("left"), index("left")))
    with pytest.raises(ValueError, match="version 2"):
        Table("pairs", Pair, lambda pair: pair.left, version=3, upgrades={1: dict})
