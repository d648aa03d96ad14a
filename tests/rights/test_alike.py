"""What is hidden is answered as what does not exist, and nothing that is told depends on it (CONTRACT §8)."""

import asyncio
import re
from collections.abc import Sequence
from itertools import product

import pytest

from tests.rights.attempts import HERE, Attempt, Bot, Click, bot_on
from tests.rights.portfolio import NORTH, STARS, WHO, sheets
from tests.rights.table import NO, QUESTIONS, STRANGERS, Question, asked, echo, everybody, leads, may, shown_in
from tests.rights.test_buttons import Pressed
from tests.rights.things import BUTTONS, CODED, things
from tests.rights.week import Week, played

NOTHING = "qUUXOLITH"
"""The code of nothing."""
_IDS = re.compile(r"\b[0-9a-f]{16,64}\b|data version \d+")
NAMING = [one for one in QUESTIONS if one.about in ("a project", "a program", "a person")]
PLACES = ("own chat", "North's channel", "South's channel", "group chat")


def hidden(question: Question, subject: str, who: str, where: str) -> bool:
    """Whether the person must not know of what the question names, neither by themselves nor by the place."""
    if who in STRANGERS:
        return True
    if question.about == "a program" and leads(who, subject):
        return False
    stars = question.scope(subject)
    if question.right == "reports":
        return all(may("reports", who, star) == NO for star in stars)
    seen = [may("reads", who, star) != NO or shown_in(where, who, star) != NO for star in stars]
    return not any(seen) or (question.right == "administers" and who != "pmo")


@pytest.mark.parametrize("who", everybody())
async def test_a_code_that_is_hidden_and_one_that_is_none_are_answered_alike(bot: Bot, who: str) -> None:
    differ, of_nothing = [], dict[tuple[str, str], Attempt]()
    for where in PLACES:
        for question in NAMING:
            for typed, subject in asked(question, who):
                if not hidden(question, subject, who, where):
                    continue
                found, other = await bot.says(WHO[who], where, typed), (where, typed.replace(echo(subject), NOTHING))
                none = of_nothing[other] = of_nothing.get(other) or await bot.says(WHO[who], *other)
                if heard(found, echo(subject)) != heard(none, NOTHING) or found.changed != none.changed:
                    differ.append(f"{who}, {where}, {typed!r}: {found.reply} and not {none.reply}")
    assert not differ, "\n".join(differ)


@pytest.mark.parametrize("who", everybody())
async def test_a_button_on_what_is_hidden_is_answered_as_one_on_nothing(bot: Bot, who: str) -> None:
    differ, of_nothing = [], dict[tuple[str, str], Attempt]()
    coded = [one for one in await things(bot) if one.kind in CODED]
    for thing, button in product(coded, BUTTONS):
        pressed = Pressed(button, thing, who, "own chat")
        if button.on != thing.kind or pressed.sees():
            continue
        click, code = thing.click(button.verb), echo(thing.star or thing.program)
        found = await bot.presses(WHO[who], "own chat", click)
        values = {name: str(value).replace(code, NOTHING) for name, value in click.values.items()}
        other = (button.verb, str(values))
        if other not in of_nothing:
            of_nothing[other] = await bot.presses(WHO[who], "own chat", Click(button.verb, values))
        none = of_nothing[other]
        if heard(found, code) != heard(none, NOTHING) or found.changed != none.changed:
            differ.append(f"{who}, {button.verb} on {thing.name}: {found.reply} and not {none.reply}")
    assert not differ, "\n".join(differ)


def heard(attempt: Attempt, code: str) -> list[tuple[str, tuple[str, ...]]]:
    """Who hears what, whatever code was typed."""
    return [(one.to, tuple(text.replace(code, "CODE") for text in one.texts)) for one in attempt.heard]


def plainly(bot: Attempt, *whom: str) -> Sequence[str]:
    """What these hear, without what no two runs have in common."""
    return [_IDS.sub("…", text) for one in bot.heard if one.to in whom for text in one.texts]


@pytest.fixture(scope="module")
def without_the_rest(tmp_path_factory: pytest.TempPathFactory, week: Week) -> Week:
    """The same week where there is nothing but what Northwind's channel may be told, and what must come first."""
    open_ones = [code for code, star in STARS.items() if star.program == NORTH and not star.restricted]
    open_ones.append("FOMALHAUT")
    folder = tmp_path_factory.mktemp("open") / "store"
    return asyncio.run(played(folder, sheets(open_ones, money=False, hushed=False)))


@pytest.fixture(scope="module")
def without_others(tmp_path_factory: pytest.TempPathFactory, week: Week) -> Week:
    """The same week without money, where of other projects there is one of the program and one that must come first."""
    folder = tmp_path_factory.mktemp("own") / "store"
    return asyncio.run(played(folder, sheets(["ALTAIR", "BELLATRIX", "CAPELLA", "FOMALHAUT"], money=False)))


@pytest.mark.parametrize("who", ["contributor", "management", "external contributor", "member without projects"])
async def test_nothing_that_a_channel_hears_depends_on_what_it_may_not_be_told(
    bot: Bot, without_the_rest: Week, who: str
) -> None:
    differ = []
    async with bot_on(without_the_rest.folder) as other:
        for question in QUESTIONS:
            for typed, _ in asked(question, who):
                here = await bot.says(WHO[who], "North's channel", typed)
                there = await other.says(WHO[who], "North's channel", typed)
                if plainly(here, HERE) != plainly(there, HERE):
                    differ.append(f"{typed!r}: {_difference(plainly(here, HERE), plainly(there, HERE))}")
    assert not differ, "\n".join(differ)


@pytest.mark.parametrize("who", ["contributor", "external contributor"])
async def test_nothing_that_somebody_hears_depends_on_what_they_may_not_see(
    bot: Bot, without_others: Week, who: str
) -> None:
    differ, member = [], WHO[who]
    async with bot_on(without_others.folder) as other:
        for question in QUESTIONS:
            for typed, _ in asked(question, who):
                here, there = await bot.says(member, "own chat", typed), await other.says(member, "own chat", typed)
                if plainly(here, member) != plainly(there, member):
                    differ.append(f"{typed!r}: {_difference(plainly(here, member), plainly(there, member))}")
    assert not differ, "\n".join(differ)


def _difference(one: Sequence[str], other: Sequence[str]) -> str:
    return f"{sorted(set(one) - set(other))[:4]} and not {sorted(set(other) - set(one))[:4]}"
