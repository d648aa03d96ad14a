"""What became of what a digest said was wanted is told in a word each."""

from datetime import UTC, date, datetime

import pytest

from pmo.actions import Action, ActionKind
from pmo.digests import DigestWanted
from pmo.wanted_changes import Turn, WantedChange, wanted_changes

AT = datetime(2026, 3, 13, 14, tzinfo=UTC)
DUE = date(2026, 3, 20)


def wanted(text: str, kind: ActionKind = ActionKind.ACTION, owner: str = "an", due: date | None = DUE) -> DigestWanted:
    return DigestWanted(project="P", kind=kind, text=text, owner=owner, due=due)


def put(text: str, kind: ActionKind = ActionKind.ACTION) -> Action:
    return Action(project="P", period="2026-W11", asked_by="bo", asked_at=AT, text=text, kind=kind)


def test_nothing_is_told_of_what_stays_or_only_becomes_overdue() -> None:
    late = DigestWanted(project="P", kind=ActionKind.ACTION, text="Tender", owner="an", due=DUE, overdue=True)
    assert wanted_changes([wanted("Tender")], [late], [put("Tender")]) == ()


def test_what_was_done_is_told_with_its_answer() -> None:
    done = put("Which one?", ActionKind.DECISION).done("cy", AT, "The second")
    found = wanted_changes([wanted("Which one?", ActionKind.DECISION)], [], [done])
    assert found == (WantedChange(kind=ActionKind.DECISION, turn=Turn.DONE, text="Which one?", answer="The second"),)


@pytest.mark.parametrize(
    ("before", "now", "turns"),
    [
        ([], ["Tender"], [Turn.NEW]),
        (["Tender"], [], [Turn.DROPPED]),
        (["Tender"], ["Other tender"], [Turn.CHANGED]),
        (["Tender"], ["Other tender", "Lawyer"], [Turn.CHANGED, Turn.NEW]),
    ],
)
def test_others_in_the_place_of_those_that_were_told_have_changed(
    before: list[str], now: list[str], turns: list[Turn]
) -> None:
    found = wanted_changes([wanted(text) for text in before], [wanted(text) for text in now], [])
    assert [one.turn for one in found] == turns


@pytest.mark.parametrize("now", [wanted("Tender", owner="bo"), wanted("Tender", due=date(2026, 3, 27)), wanted("T")])
def test_another_person_day_or_text_is_a_change(now: DigestWanted) -> None:
    assert [one.turn for one in wanted_changes([wanted("Tender")], [now], [])] == [Turn.CHANGED]


def test_each_kind_is_told_for_itself() -> None:
    found = wanted_changes([wanted("A")], [wanted("A", ActionKind.DECISION)], [])
    assert {(one.kind, one.turn) for one in found} == {
        (ActionKind.ACTION, Turn.DROPPED),
        (ActionKind.DECISION, Turn.NEW),
    }
