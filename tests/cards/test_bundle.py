"""What a message budget has held back, told in one."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from cards.bundle import Part, bundle_card
from cards.rendered import LIMIT
from cards.watch import WatchView, watch_among, watch_card
from locales import Say, speaker
from pmo.watches import Change
from tests.cards.samples import HOSTILE
from tests.cards.validation import elements
from tests.cards.watch_views import LIST, VISA, WORSE
from tests.teams.reading import plain, verbs


def of_many(count: int, name: str = "A project") -> WatchView:
    lines = [replace(WORSE, project=f"PRJ-{number}", name=name) for number in range(count)]
    return replace(LIST, changes=tuple([Change(before=VISA, after=line) for line in lines]))


def part(view: WatchView, say: Say) -> Part:
    return Part(body=(), summary=watch_card(view, say).summary, among=watch_among(view, say))


@pytest.fixture
def say() -> Say:
    return speaker("en", ZoneInfo("UTC"))


def test_of_each_watch_the_worst_changes_are_named_with_the_number_of_the_others_and_a_button_to_them(
    say: Say,
) -> None:
    told = plain(bundle_card([part(of_many(5), say), part(of_many(2), say)], say).card)
    assert [f"PRJ-{number}" in told for number in range(5)] == [True, True, True, False, False]
    assert "and 2 more" in told
    card = bundle_card([part(of_many(5), say)], say).card
    assert verbs(card) == ["watch.list"]
    assert not verbs(bundle_card([part(of_many(3), say)], say).card)
    assert "todo" not in told


def test_where_there_is_no_room_a_watch_is_told_in_a_sentence_that_counts_and_where_it_is_found(say: Say) -> None:
    shown = bundle_card([part(of_many(9, HOSTILE), say) for _ in range(20)], say)
    told = plain(shown.card)
    assert shown.size <= LIMIT
    assert told.count("and 8 more") + told.count("and 6 more") == 20
    assert told.count("and 8 more") > 0
    assert told.endswith("Type “watch” to see what you watch and what you were told last.")
    assert len(list(elements(shown.card))) > 20
