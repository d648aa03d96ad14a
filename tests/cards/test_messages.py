"""Help, notices and greetings."""

from zoneinfo import ZoneInfo

from cards.help import Command, HelpView, help_card
from cards.notice import notice_card, welcome_card
from locales import speaker
from tests.cards.samples import ARABIC, HOSTILE
from tests.cards.validation import faults, words
from tests.cards.views import help_here, notice

SAY = speaker("fr", ZoneInfo("Europe/Brussels"))


def test_help_lists_each_command_with_an_example() -> None:
    shown = words(help_here(SAY).card)
    assert "portfolio\u2002the projects you may see\u2002portfolio red" in shown
    assert "Ce que vous pouvez me demander" in shown


def test_help_without_commands_is_still_a_card() -> None:
    assert faults(help_card(HelpView(commands=()), SAY).card) == []


def test_a_command_needs_no_example() -> None:
    shown = words(help_card(HelpView(commands=(Command(word="aide", explanation="cette liste"),)), SAY).card)
    assert "aide\u2002cette liste" in shown


def test_a_notice_is_short_whatever_it_is_made_of() -> None:
    rendered = notice_card(HOSTILE * 20, ["🙂" * 5000] * 200, SAY)
    assert faults(rendered.card) == []
    assert len(rendered.card["body"]) == 21


def test_a_notice_shows_the_letters_that_were_typed() -> None:
    assert "[click](http://evil.example) <at>Minister</at> **bold**" in words(notice(SAY).card)


def test_somebody_is_greeted_by_name() -> None:
    assert words(welcome_card("Ana", ["…"], SAY).card).startswith("Bonjour, Ana")
    assert words(welcome_card("", [], SAY).card) == "Bonjour"
    assert f"Bonjour, \u2068{ARABIC}\u2069" in words(welcome_card(ARABIC, [], SAY).card)
