"""What was said to the bot: only its own mention goes."""

import time
from typing import Any

import pytest
from botbuilder.schema import Activity
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.mentions import mentions_bot, spoken
from bot.teams.model import read_model

BOT, CLARA = "28:bot", "29:clara"


def message(text: Any, *mentions: tuple[str, str]) -> Activity:
    entities = [
        {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": identity, "name": name}}
        for name, identity in mentions
    ]
    return read_model(
        Activity, {"type": "message", "text": text, "recipient": {"id": BOT}, "entities": [{"type": "x"}, *entities]}
    )


@pytest.mark.parametrize(
    ("text", "mentions", "words"),
    [
        ("<at>PMO</at> help", [("PMO", BOT)], "help"),
        ("<at>PMO</at>&nbsp;portfolio red\n", [("PMO", BOT)], "portfolio red"),
        ("<at>PMO</at>\xa0list PMO projects", [("PMO", BOT)], "list PMO projects"),
        ("tell <at>Clara</at> about it <at>PMO</at>", [("Clara", CLARA), ("PMO", BOT)], "tell Clara about it"),
        ("<at>PMO</at> and <at>PMO</at>", [("PMO", BOT), ("PMO", CLARA)], "and PMO"),
        ("<at>PMO</at> and <at>PMO</at>", [("PMO", CLARA), ("PMO", BOT)], "PMO and"),
        ("<at>PMO</at> x <at>PMO</at>", [("PMO", BOT)], "x"),
        ("<at>PMO</at> help", [("PMO", CLARA)], "PMO help"),
        ("<at>PMO</at> help", [], "PMO help"),
        ('<AT id="0">PMO</AT> help', [("PMO", BOT)], "help"),
        ("<at>R&amp;D PMO</at> help", [("R&D PMO", BOT)], "help"),
        ("&lt;at&gt;PMO&lt;/at&gt; help", [("PMO", BOT)], "<at>PMO</at> help"),
        ("/portfolio\r\n\r\nred", [], "/portfolio red"),
        ("ｐｏｒｔｆｏｌｉｏ", [], "portfolio"),
        ("محفظة", [], "محفظة"),
        ("\ufeffhelp", [], "help"),
        ("\u202ehe\x00lp\u200b", [], "help"),
        ("project \u2068VISA\u2069", [], "project VISA"),
        ("a \x00 b\x85c\x1fd\u2028e", [], "a b c d e"),
        ("\x00&#8203;&#x202e;", [], ""),
        ("👩\u200d👧 می\u200cخواهم", [], "👩\u200d👧 می\u200cخواهم"),
        ("", [], ""),
        (None, [], ""),
    ],
)
def test_the_bots_own_mention_goes_and_nothing_else(
    text: str | None, mentions: list[tuple[str, str]], words: str
) -> None:
    assert spoken(message(text, *mentions)) == words


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "mention"},
        {"type": "mention", "mentioned": None},
        {"type": "mention", "mentioned": {"id": 5, "name": "PMO"}},
        {"type": "mention", "mentioned": {"name": "PMO"}, "text": 7},
        {"type": "mention", "mentioned": {"id": BOT, "name": 3}},
        {"mentioned": {"id": BOT}},
    ],
)
def test_an_odd_mention_entity_is_passed_over(entity: dict[str, Any]) -> None:
    activity = read_model(Activity, {"text": "<at>PMO</at> help", "recipient": {"id": BOT}, "entities": [entity, None]})
    assert spoken(activity) == "PMO help"


def test_a_mention_without_text_is_found_by_its_name() -> None:
    entity = {"type": "Mention", "mentioned": {"id": BOT, "name": "PMO"}}
    activity = read_model(Activity, {"text": "<at>PMO</at> help", "recipient": {"id": BOT}, "entities": [entity]})
    assert spoken(activity) == "help"
    assert mentions_bot(activity)


def test_without_a_recipient_nobody_is_mentioned() -> None:
    activity = read_model(Activity, {"text": "<at>PMO</at> help", "entities": [{"type": "mention"}]})
    assert spoken(activity) == "PMO help"
    assert not mentions_bot(activity)


@given(st.text(max_size=200))
def test_white_space_is_single_and_words_are_kept(text: str) -> None:
    assert spoken(message(text)) == " ".join(spoken(message(text)).split())


@pytest.mark.parametrize("text", ["<at>" * 5000, "<at " * 5000, "<at>x" * 3900 + "</at>"])
def test_a_hostile_text_is_read_in_linear_time(text: str) -> None:
    started = time.perf_counter()
    spoken(message(text, ("PMO", BOT)))
    assert time.perf_counter() - started < 1
