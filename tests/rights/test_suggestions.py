"""What is typed into a field that suggests, by everybody everywhere: no more than a question there would show."""

import pytest

from tests.rights.attempts import Bot
from tests.rights.portfolio import EAST, NORTH, PEOPLE, SOUTH, STARS, WHO, Star
from tests.rights.table import NO, STRANGERS, WHERE, everybody, is_alone, leads, may, shown_in

PROGRAMS = (NORTH, SOUTH, EAST)


def sees(where: str, who: str, star: Star) -> bool:
    """Whether a question of this person in this place would show the project there."""
    return may("reads", who, star) != NO if is_alone(where) else shown_in(where, who, star) != NO


def knows(where: str, who: str, program: str) -> bool:
    """The same of a program."""
    seen = any(sees(where, who, star) for star in STARS.values() if star.program == program)
    return seen or (is_alone(where) and who not in STRANGERS and leads(who, program))


async def suggested(bot: Bot, who: str, where: str, dataset: str, text: str) -> list[str]:
    """What would be sent if one of the suggestions were chosen."""
    attempt = await bot.searches(WHO[who], where, dataset, text)
    assert attempt.changed == set(), attempt.written
    return [choice.value for choice in attempt.reply.choices]


@pytest.mark.parametrize("who", everybody())
async def test_projects_are_suggested_where_a_question_would_show_them(bot: Bot, who: str) -> None:
    for where in WHERE:
        allowed = {code for code, star in STARS.items() if sees(where, who, star)}
        assert set(await suggested(bot, who, where, "projects", "")) == allowed, where
        for code, star in STARS.items():
            for typed in (code, code[:4].lower(), star.program):
                found = await suggested(bot, who, where, "projects", typed)
                assert set(found) <= allowed, (where, typed)
                assert (code in found) is (code in allowed), (where, typed)


@pytest.mark.parametrize("who", everybody())
async def test_programs_are_suggested_where_they_may_be_named(bot: Bot, who: str) -> None:
    for where in WHERE:
        allowed = {program for program in PROGRAMS if knows(where, who, program)}
        assert set(await suggested(bot, who, where, "programs", "")) == allowed, where


@pytest.mark.parametrize("who", everybody())
async def test_people_are_suggested_to_who_may_hand_something_on_and_only_who_may_hear_of_it(
    bot: Bot, who: str
) -> None:
    for code, star in STARS.items():
        found = await suggested(bot, who, "own chat", f"people/{code}", "")
        assert bool(found) is (may("handles alerts", who, star) != NO), code
        if star.restricted:
            assert all(may("reads", one, star) != NO for one, member in WHO.items() if member in found), code
        assert {"arch", "expo"}.isdisjoint(found)


@pytest.mark.parametrize("who", everybody())
async def test_people_of_a_project_are_suggested_only_where_its_readers_may_see_it(bot: Bot, who: str) -> None:
    for where in WHERE:
        for code, star in STARS.items():
            allowed = may("handles alerts", who, star) != NO and sees(where, who, star)
            assert bool(await suggested(bot, who, where, f"people/{code}", "")) is allowed, (where, code)


@pytest.mark.parametrize(
    "dataset", ["", "nosuch", "projects/ALTAIR/..", "people", "people/", "people/NOSUCH", "PROJECTS"]
)
async def test_of_anything_else_there_are_no_suggestions(bot: Bot, dataset: str) -> None:
    assert await suggested(bot, "pmo", "own chat", dataset, "a") == []


async def test_a_restricted_project_that_is_suggested_was_read(bot: Bot) -> None:
    attempt = await bot.searches(WHO["pmo"], "own chat", "projects", "DENEB")
    assert [(entry.what, entry.about) for entry in attempt.audited] == [("restricted.read", "DENEB")]
    hidden = await bot.searches(WHO["contributor"], "own chat", "projects", "DENEB")
    assert (hidden.reply.choices, hidden.audited) == ((), [])


async def test_no_more_than_fifteen_are_suggested(bot: Bot) -> None:
    assert len(PEOPLE) > 15
    assert len(await suggested(bot, "pmo", "own chat", "people/ALTAIR", "somebody")) == 15
