"""Whatever is typed into a field that suggests, by everybody everywhere: suggestions or none, at once, and no fault."""

import random
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from structlog.testing import capture_logs

from dialogs.typeahead import MOST
from tests.fuzz import hostile
from tests.fuzz.grammar import ARGUMENTS
from tests.fuzz.hall import PEOPLE, PLACES, Hall, sought, turn_of

DATASETS: tuple[Any, ...] = (
    *("projects", "programs", "people/VISA", "people/CIPHER", "people/", "people/NOSUCH", "", "nosuch"),
    *("graph.microsoft.com/users", "projects?x=1", "x" * 100_000, hostile.RTL, None, 7, [], {"a": 1}),
)


def queries(seed: int) -> Iterator[tuple[str, str, Any, Any]]:
    """Who types what where, into a field of what."""
    chance = random.Random(seed)
    everywhere = list(product(PEOPLE, PLACES))
    for text in (*ARGUMENTS, *hostile.VALUES):
        role, place = chance.choice(everywhere)
        yield role, place, chance.choice(DATASETS), text


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_typed_gets_a_short_list(hall: Hall, seed: int) -> None:
    found = 0
    for role, place, dataset, text in queries(seed):
        turn = turn_of(sought(place, PEOPLE[role], dataset, text))
        if turn is None:
            assert not isinstance(text, str) or not text.isprintable(), "only what is no JSON is turned away"
            continue
        with capture_logs() as logs:
            reply = await hall.answer(turn)
        faults = [entry for entry in logs if entry["log_level"] in ("error", "critical", "exception")]
        assert (reply.form, reply.code, faults) == ("nothing", "", []), (role, place, dataset, text)
        assert len(reply.choices) <= MOST
        assert all(0 < len(one.title) < 300 and one.value for one in reply.choices)
        assert not (reply.choices and role in ("stranger", "nobody"))
        assert hall.written <= {"audit"}, (role, place, dataset, text)
        found += len(reply.choices)
    assert found


@pytest.mark.parametrize("typed", ["visa", "VISA.", "«VISA»?", "(ＶＩＳＡ)", "\u2068VISA\u2069\u200b"])
async def test_a_code_is_found_whatever_stands_around_it(hall: Hall, typed: str) -> None:
    reply = await hall.seek("PMO", "projects", typed)
    assert [one.value for one in reply.choices][:1] == ["VISA"]
    opened = await hall.press("PMO", "portfolio.open", {"code": typed})
    assert opened.card is not None
