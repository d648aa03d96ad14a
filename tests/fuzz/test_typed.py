"""Ten thousand hostile texts: never an exception, always an answer, and a question changes nothing."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from dialogs.turn import Turn
from dialogs.words import understood
from tests.fuzz.answers import Judge
from tests.fuzz.grammar import ARGUMENTS, COMMAND_WORDS, texts
from tests.fuzz.hall import PEOPLE, Hall, turn_of, typed

PARTS, EACH = 4, 2_500
READ_ONLY = frozenset(
    (
        *("help", "portfolio", "program", "project", "missing", "alerts", "indicators", "milestones", "digest"),
        *("rules", "limits", "people", "calendar", "process", "todo", "settings", "privacy"),
    )
)
"""Commands that only ask. Reading something restricted is audited, and nothing else is written."""


def wrongly_written(hall: Hall, turn: Turn, role: str) -> set[str]:
    """The tables that a question has changed, and a stranger in any case."""
    asks = understood(turn.text).command in READ_ONLY or role in ("stranger", "nobody")
    return hall.written - {"audit"} if asks else set()


@pytest.mark.parametrize("part", range(PARTS))
async def test_whatever_is_typed_gets_an_answer(hall: Hall, judge: Judge, artefacts: Path, part: int) -> None:
    let_in = 0
    with capture_logs() as logged:
        for role, place, text in texts(part, EACH):
            turn = turn_of(typed(place, PEOPLE[role], text))
            if turn is None:
                continue
            let_in += 1
            reply = await hall.answer(turn)
            asked = (role, place, text[:200])
            assert list(judge.faults(reply)) == [], asked
            assert reply.form in ("card", "toast", "redraw"), asked
            assert wrongly_written(hall, turn, role) == set(), asked
    assert [one for one in logged if one["log_level"] in ("error", "critical")] == []
    assert let_in > EACH * 0.9
    hall.note_slowest(artefacts / f"slowest_texts_{part}.txt")


def test_every_word_of_every_language_and_every_argument_is_among_them() -> None:
    said = [text.casefold() for part in range(PARTS) for _, _, text in texts(part, EACH)]
    firsts = {text.removeprefix("/").split(" ")[0] for text in said}
    assert set(COMMAND_WORDS) <= firsts
    assert missing(said) == []


def missing(said: list[str]) -> list[str]:
    everything = "\n".join(said)
    return [argument for argument in ARGUMENTS if argument.casefold() not in everything]
