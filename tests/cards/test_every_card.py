"""Every card, in every language: valid, within its size, wholly translated, told in a sentence."""

from zoneinfo import ZoneInfo

import pytest

from cards.rendered import LIMIT
from locales import LANGUAGES, Say, speaker
from locales.catalogue import template
from tests.cards.validation import actions, faults, words
from tests.cards.views import VIEWS

BRUSSELS = ZoneInfo("Europe/Brussels")
VERBS = {
    "absence.cancel",
    "action.done",
    "calendar.drop",
    "calendar.edit",
    "calendar.list",
    "calendar.preview",
    "calendar.reopen",
    "calendar.show",
    "calendar.want",
    "channel.link",
    "alert.acknowledge",
    "alert.action",
    "alert.decision",
    "alert.snooze",
    "alert.show",
    "conflict.agree",
    "conflict.explain",
    "decision.record",
    "digest.now",
    "export.make",
    "digest.page",
    "limits.drop",
    "limits.preview",
    "limits.save",
    "limits.show",
    "proposal.accept",
    "proposal.drop",
    "proposal.list",
    "proposal.show",
    "proposal.try",
    "rule.drop",
    "rule.off",
    "rule.show",
    "rule.try",
    "rule.want",
    "people.install",
    "people.page",
    "person.agree",
    "person.drop",
    "person.edit",
    "person.save",
    "person.show",
    "deputy.edit",
    "deputy.set",
    "alert.resolve",
    "checkin.early",
    "checkin.edit",
    "checkin.skip",
    "checkin.snooze",
    "checkin.submit",
    "history.show",
    "import.apply",
    "indicators.page",
    "import.drop",
    "import.page",
    "import.undo",
    "log.add",
    "log.edit",
    "log.list",
    "log.show",
    "log.update",
    "portfolio.open",
    "portfolio.page",
    "preferences.save",
    "question.ask",
    "report.make",
    "rhythm.edit",
    "rhythm.preview",
    "rhythm.save",
    "watch.list",
    "watch.set",
}
"""Every verb that a card of the tests has a button for; all of them stand in the contract."""


@pytest.fixture(params=LANGUAGES)
def say(request: pytest.FixtureRequest) -> Say:
    return speaker(request.param, BRUSSELS)


@pytest.mark.parametrize("name", VIEWS)
def test_a_card_has_no_fault(name: str, say: Say) -> None:
    assert faults(VIEWS[name](say).card) == []


@pytest.mark.parametrize("name", VIEWS)
def test_a_card_has_a_summary_of_one_plain_line(name: str, say: Say) -> None:
    summary = VIEWS[name](say).summary
    assert 0 < len(summary) <= 300
    assert "\n" not in summary


@pytest.mark.parametrize("name", VIEWS)
def test_a_card_says_its_language_and_its_size(name: str, say: Say) -> None:
    rendered = VIEWS[name](say)
    assert rendered.card["lang"] == say.language
    assert 0 < rendered.size <= LIMIT


@pytest.mark.parametrize("name", VIEWS)
def test_a_card_begins_with_a_heading(name: str, say: Say) -> None:
    first = VIEWS[name](say).card["body"][0]
    assert first.get("style") == "heading" or first["items"][0]["style"] == "heading"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_english_of_ours_is_left_on_a_translated_card(language: str) -> None:
    say = speaker(language, BRUSSELS)
    english = {
        message.id for message in template() if message.id and isinstance(message.id, str) and "{" not in message.id
    }
    untranslated = {text for text in english if say(text) != text}
    for name, build in VIEWS.items():
        left = untranslated & set(words(build(say).card).splitlines())
        assert not left, f"{name}: {left}"


def test_every_verb_is_one_of_the_contract() -> None:
    say = speaker("en", BRUSSELS)
    verbs = {action["verb"] for build in VIEWS.values() for action in actions(build(say).card)}
    assert verbs == VERBS
