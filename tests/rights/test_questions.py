"""Every command, asked by everybody everywhere about every kind of project: what is told to whom (CONTRACT §8)."""

from collections.abc import Iterator

import pytest

from bot.app import CONVERSATIONS
from tests.rights.attempts import HERE, Attempt, Bot
from tests.rights.marks import amounts_in, is_of_money, programs_in, stars_in
from tests.rights.portfolio import NORTH, SOUTH, STARS, WHO, Star
from tests.rights.table import (
    HELPS,
    MONEY,
    NO,
    PLAIN,
    QUESTIONS,
    STRANGERS,
    WHERE,
    Question,
    asked,
    echo,
    everybody,
    is_alone,
    leads,
    links,
    may,
    shown_in,
)
from tests.rights.things import BUTTONS

LINE = "What you may see beyond this place is in your personal chat with me."


def test_every_command_is_in_the_table() -> None:
    listed = {name for conversation in CONVERSATIONS for name in conversation.commands}
    assert {question.command for question in QUESTIONS} - {""} == listed


@pytest.mark.parametrize("who", everybody())
async def test_a_question_tells_the_asker_what_they_may_see_and_a_place_what_it_may_show(bot: Bot, who: str) -> None:
    wrong = []
    for where in WHERE:
        for question in QUESTIONS:
            for typed, subject in asked(question, who):
                attempt = await bot.says(WHO[who], where, typed)
                found = _Asked(question, subject, who, where)
                wrong += [f"{who}, {where}, {typed!r}: {fault}" for fault in found.faults(attempt)]
    assert not wrong, "\n".join(wrong)


WRITES = {"watch": ("watches", "due"), "link": ("programs", "due"), "unlink": ("programs", "due")}
"""What a question keeps that is not only an answer."""


THEIRS_ALONE = {button.verb for button in BUTTONS if button.in_place == "nobody"}
"""What nobody does in a place, and so is offered in none."""
WORKS = (("North", NORTH), ("South", SOUTH))


class _Asked:
    """A question that was asked, and what the tables say of it."""

    def __init__(self, question: Question, subject: str, who: str, where: str) -> None:
        self._question, self._subject, self._who, self._where = question, subject, who, where

    def faults(self, attempt: Attempt) -> Iterator[str]:
        told = attempt.without(echo(self._subject))
        here, alone = told.to(HERE), told.to(WHO[self._who])
        yield from self._told("everybody there", here, {code: self._here(star) for code, star in STARS.items()})
        yield from self._told("the asker", alone, {code: self._alone(star) for code, star in STARS.items()})
        yield from self._of_programs(here, alone)
        yield from self._line(here)
        yield from (f"offers everybody there {verb}" for verb in THEIRS_ALONE & set(here.splitlines()))
        if attempt.changed - {"downloads", "asks", "cards", "shown", *WRITES.get(self._question.command, ())}:
            yield f"writes {attempt.changed}"
        if attempt.reply.code:
            yield f"fails with {attempt.reply.code}"

    def _here(self, star: Star) -> str:
        in_place = self._question.answered == "where it was asked" and self._question.right == "reads"
        return shown_in(self._where, self._who, star) if in_place else NO

    def _alone(self, star: Star) -> str:
        was_asked = self._question.command == "todo" and HELPS.get(self._who) == star.code
        return PLAIN if was_asked else may("reads", self._who, star)

    def _told(self, whom: str, text: str, allowed: dict[str, str]) -> Iterator[str]:
        for code in stars_in(text):
            if allowed[code] == NO:
                yield f"tells {whom} of {code}"
        for code in amounts_in(text):
            if allowed[code] != MONEY:
                yield f"tells {whom} an amount of {code}"
        if is_of_money(text) and MONEY not in allowed.values():
            yield f"tells {whom} of money"
        yield from self._kept_back(whom, text, allowed)

    def _kept_back(self, whom: str, text: str, allowed: dict[str, str]) -> Iterator[str]:
        """What should have been told and was not."""
        if self._question.tells_of not in ("it", "each"):
            return
        told = stars_in(text)
        for star in self._question.scope(self._subject):
            if allowed[star.code] != NO and self._has_right(star) and star.code not in told:
                yield f"does not tell {whom} of {star.code}"
        of_money = self._question.money and self._question.tells_of == "it" and allowed[self._subject] == MONEY
        if of_money and self._subject not in amounts_in(text):
            yield f"does not tell {whom} the money of {self._subject}"

    def _has_right(self, star: Star) -> bool:
        right = self._question.right
        return right == "reads" or may(right, self._who, star) != NO

    def _of_programs(self, here: str, alone: str) -> Iterator[str]:
        shown = {star.program for star in STARS.values() if self._here(star) == PLAIN}
        shown |= self._may_link()
        read = {star.program for star in STARS.values() if self._alone(star) != NO}
        for program in programs_in(here) - shown:
            yield f"tells everybody there of {program}"
        for program in programs_in(alone) - read:
            if not leads(self._who, program):
                yield f"tells the asker of {program}"

    def _may_link(self) -> set[str]:
        """A channel may hear which program works there, and from those who may choose it, which is to work there."""
        if self._question.command != "link" or self._who in STRANGERS:
            return set()
        named = {self._subject} if links(self._who, self._subject, self._where) else set()
        return named | {program for place, program in WORKS if self._where.startswith(place)}

    def _line(self, here: str) -> Iterator[str]:
        """Whether the place is told where the rest is depends on who asks and where, never on what there is."""
        if is_alone(self._where) or self._who in STRANGERS or self._question.answered != "where it was asked":
            return
        if self._question.right == "reads" and self._question.command and LINE not in here:
            yield "does not say where the rest is"


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.tells_of == "some"], ids=lambda one: one.typed)
async def test_what_depends_on_more_than_rights_is_told_to_somebody(bot: Bot, question: Question) -> None:
    found = set[str]()
    for who in everybody():
        for typed, subject in asked(question, who):
            attempt = await bot.says(WHO[who], "own chat", typed)
            found |= stars_in(attempt.without(echo(subject)).to(WHO[who]))
    assert found
