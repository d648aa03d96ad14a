"""What became of what a digest said was wanted is told in a word each."""

from datetime import UTC, date, datetime

import pytest

from pmo.actions import Action, ActionKind
from pmo.digests import DigestWanted
from pmo.wanted_changes import Became, WantedChange, wanted_changes

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
    told = WantedChange(kind=ActionKind.DECISION, became=Became.DONE, text="Which one?", answer="The second")
    assert found == (told,)


@pytest.mark.parametrize(
    ("before", "now", "turns"),
    [
        ([], ["Tender"], [Became.NEW]),
        (["Tender"], [], [Became.DROPPED]),
        (["Tender"], ["Other tender"], [Became.CHANGED]),
        (["Tender"], ["Other tender", "Lawyer"], [Became.CHANGED, Became.NEW]),
    ],
)
def test_others_in_the_place_of_those_that_were_told_have_changed(
    before: list[str], now: list[str], turns: list[Became]
) -> None:
    found = wanted_changes([wanted(text) for text in before], [wanted(text) for text in now], [])
    assert [one.became for one in found] == turns


@pytest.mark.parametrize("now", [wanted("Tender", owner="bo"), wanted("Tender", due=date(2026, 3, 27)), wanted("T")])
def test_another_person_day_or_text_is_a_change(now: DigestWanted) -> None:
    assert [one.became for one in wanted_changes([wanted("Tender")], [now], [])] == [Became.CHANGED]


def test_each_kind_is_told_for_itself() -> None:
    found = wanted_changes([wanted("A")], [wanted("A", ActionKind.DECISION)], [])
    assert {(one.kind, one.became) for one in found} == {
        (ActionKind.ACTION, Became.DROPPED),
        (ActionKind.DECISION, Became.NEW),
    }
