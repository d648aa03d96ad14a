"""Clicks that no card of ours sends: whatever stands in them, nothing breaks and nothing is told (CONTRACT §5, §8)."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.rights.attempts import Bot, Click
from tests.rights.hearing import told_too_much
from tests.rights.portfolio import STARS, WHO
from tests.rights.things import BUTTONS, Thing, things

ODD: tuple[Any, ...] = (
    *("", None, True, -1, 10**30, 1.5, [], {}, [["a"]], {"a": {"b": 1}}),
    *(
        "-1",
        "0",
        "²",
        "٣",
        "9" * 400,
        "1e999999999",
        "NaN",
        "x" * 20_000,
        "\x00",
        "🙂",
        "%s{0}{code}",
        "../../x",
        "a/b/c",
    ),
    *("portfolio", "pmo", "*", "2026-W99", "week 99, 9999", "0000-W01", "9999-12-31", "<at>Bot</at>", "program:"),
)
EXAMPLE = "indicator:SPI<0.9"
"""What everybody is told as an example of a comparison."""
IDS = ("card", "version", "alert", "action", "project", "program", "scope", "rule", "proposal", "member", "first")
INPUTS = ("period", "page", "filters", "for", "note", "by", "owner", "reason", "answer", "sure", "now", "unchanged")
FORM = (
    "rhythm",
    "weekday",
    "rule",
    "ask_at",
    "digest",
    "digest_rule",
    "digest_at",
    "languages",
    "within",
    "slip_amber",
    "ambers",
    "hours",
    "workweek",
    "timezone",
    "language",
)


@pytest.mark.parametrize("who", ["pmo", "program manager", "external manager", "member without projects"])
async def test_odd_data_breaks_nothing_and_opens_nothing(bot: Bot, who: str) -> None:
    wrong = []
    for button in BUTTONS:
        for odd in ODD:
            values = dict.fromkeys((*IDS, *INPUTS, *FORM), odd)
            attempt = await bot.presses(WHO[who], "own chat", Click(button.verb, values))
            wrong += [
                f"{who}, {button.verb}, {str(odd)[:40]!r}: {one}"
                for one in told_too_much(attempt.without(EXAMPLE).heard, who, "own chat")
            ]
            if attempt.reply.code:
                wrong.append(f"{who}, {button.verb}, {str(odd)[:40]!r}: {attempt.reply.code}")
    assert not wrong, "\n".join(wrong)


async def test_odd_data_beside_ids_that_are_good_breaks_nothing(bot: Bot) -> None:
    wrong = []
    for verb, thing in _one_of_each(await things(bot)):
        for odd in ODD:
            values = {**dict.fromkeys((*INPUTS, *FORM), odd), **thing.ids}
            attempt = await bot.presses("petra", "own chat", Click(verb, values))
            if attempt.reply.code:
                wrong.append(f"{verb} on {thing.name}, {str(odd)[:40]!r}: {attempt.reply.code}")
    assert not wrong, "\n".join(wrong)


def _one_of_each(found: list[Thing]) -> Iterator[tuple[str, Thing]]:
    for button in BUTTONS:
        thing = next((one for one in found if one.kind == button.on), None)
        if thing is not None:
            yield button.verb, thing


@pytest.mark.parametrize("who", ["project manager", "external manager", "member without projects"])
async def test_what_belongs_to_others_opens_with_no_id_of_ones_own_beside_it(bot: Bot, who: str) -> None:
    """A foreign project beside one's own program, a foreign program beside one's own project, one thing as another."""
    wrong: list[str] = []
    ids: dict[str, Any] = {}
    for thing in await things(bot):
        if thing.star not in STARS or STARS[thing.star].manager != WHO[who]:
            ids |= thing.ids  # the last of each kind wins: South's program, a restricted project of somebody else's
    for own, foreign in (("NORTHWIND", "FOMALHAUT"), ("SOUTHWIND", "ALTAIR"), ("EASTWIND", "IZAR")):
        for button in BUTTONS:
            values = ids | {"program": own.lower(), "filters": f"program:{own.lower()}"}
            values |= dict.fromkeys(("project", "scope", "subject"), foreign.lower())
            attempt = await bot.presses(WHO[who], "own chat", Click(button.verb, values))
            told = [*told_too_much(attempt.without(own.lower(), foreign.lower()).heard, who, "own chat")]
            if attempt.changed and (attempt.refusals or (button.right and button.on != "filters")):
                told.append(f"writes {attempt.changed}")
            wrong += [f"{who}, {button.verb}, {own} {foreign}: {one}" for one in told]
    assert not wrong, "\n".join(wrong)
