"""Codes that look like something else are codes all the same."""

from dataclasses import replace

from dialogs.desk import Desk
from tests.fuzz.hall import Hall
from tests.fuzz.test_helpful import ENGLISH, told


async def test_a_code_that_ends_in_a_dot_is_its_own(hall: Hall) -> None:
    async def named_with_a_dot(desk: Desk) -> None:
        visa = await desk.records.projects.get("visa")
        assert visa is not None
        await desk.records.projects.put(replace(visa, code="VISA.", name="Another visa"))

    await hall.office.work(named_with_a_dot)
    assert "Another visa" in told(await hall.say(ENGLISH, "project visa."))
    assert "Online visa application" in told(await hall.say(ENGLISH, "project visa"))


async def test_codes_that_are_words_are_codes_where_a_code_is_meant(hall: Hall) -> None:
    async def named_so(desk: Desk) -> None:
        visa = await desk.records.projects.get("visa")
        assert visa is not None
        for code in ("HELP", "RED", "LATE", "ALL"):
            await desk.records.projects.put(replace(visa, code=code, name=f"A project called {code.lower()}"))

    await hall.office.work(named_so)
    for code in ("HELP", "RED", "LATE", "ALL"):
        for typed in ("project {}", "projet {}.", "indicators {}", "missing {}", "milestones {}"):
            assert f"A project called {code.lower()}" in told(await hall.say(ENGLISH, typed.format(code)))
    for code in ("RED", "LATE", "ALL"):
        assert f"A project called {code.lower()}" in told(await hall.say(ENGLISH, code))
    assert "What you can ask me" in told(await hall.say(ENGLISH, "HELP"))
    assert "No projects." in told(await hall.say(ENGLISH, "portfolio RED"))
