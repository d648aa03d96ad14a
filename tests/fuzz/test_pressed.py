"""Every button with hostile values, today and a year later: never an exception, always an answer."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.app import CONVERSATIONS
from dialogs import housekeeping
from tests.fuzz.answers import Judge
from tests.fuzz.conftest import NOW
from tests.fuzz.hall import PEOPLE, Hall, pressed, turn_of
from tests.fuzz.pressing import Press, aimed_presses, busy, buttons, known_to, looks, presses
from tests.fuzz.verbs import VERBS

COUNT = 700


def test_every_verb_that_there_is_is_pressed() -> None:
    assert set(VERBS) == {verb for conversation in CONVERSATIONS for verb in conversation.verbs}


async def test_every_button_of_a_real_card_sends_only_what_is_tried_here(hall: Hall) -> None:
    await busy(hall)
    for role in PEOPLE:
        async for reply in looks(hall, role):
            for verb, data in buttons(reply):
                assert data.keys() <= VERBS[verb].keys(), (verb, data)


@pytest.mark.parametrize(("later", "seed"), [(timedelta(0), 1), (timedelta(0), 2), (timedelta(days=365), 3)])
async def test_whatever_is_pressed_gets_an_answer(
    hall: Hall, judge: Judge, artefacts: Path, later: timedelta, seed: int
) -> None:
    await busy(hall)
    known = await known_to(hall.office)
    hall.clock.move(NOW + later)
    if later:
        while await hall.office.work(housekeeping.retire):
            pass
    await all_answered(hall, judge, presses(seed, COUNT, known))
    hall.note_slowest(artefacts / f"slowest_presses_{seed}.txt")


async def test_each_field_with_what_is_wrong_for_it_gets_an_answer(hall: Hall, judge: Judge, artefacts: Path) -> None:
    await busy(hall)
    await all_answered(hall, judge, aimed_presses(await known_to(hall.office)))
    hall.note_slowest(artefacts / "slowest_presses_aimed.txt")


async def all_answered(hall: Hall, judge: Judge, pressing: Iterable[Press]) -> None:
    with capture_logs() as logged:
        for role, place, verb, data, by_submit in pressing:
            turn = turn_of(pressed(place, PEOPLE[role], verb, data, by_submit=by_submit))
            assert turn is not None
            reply = await hall.answer(turn)
            asked = (role, place, verb, by_submit, str(data)[:400])
            assert list(judge.faults(reply)) == [], asked
            assert role not in ("stranger", "nobody") or hall.written <= {"audit"}, asked
    assert [one for one in logged if one["log_level"] in ("error", "critical")] == []
