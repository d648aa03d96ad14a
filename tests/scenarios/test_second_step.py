"""What is done about an amber or red answer is asked in a second step; help that is needed is asked of somebody."""

from pathlib import Path
from typing import Any

from pmo.actions import Action
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import inputs, plain, verbs

PEOPLE = ("nbrennan", "ldessart", "pdewael", "cmarchal", "pthapa")


async def red(world: World) -> Posted:
    """Nora has answered all three, VISA in red."""
    await world.until("2026-03-12 10:00")
    message = world.checkin("nbrennan")
    typed = {"VISA/rag": "red", "APPT/unchanged": "true", "BIOM/unchanged": "true"}
    await world.presses("nbrennan", message, "checkin.submit", typed)
    await world.teams.until(lambda: len(message.history) > 1)
    return message


async def test_a_green_answer_is_done_and_a_red_one_asks_what_is_being_done(world: World) -> None:
    message = await red(world)
    shown = inputs(message.card or {})
    assert {"VISA/cause", "VISA/action", "VISA/action_owner", "VISA/action_by", "VISA/help"} <= set(shown)
    assert not any(name.startswith(("APPT", "BIOM")) for name in shown)
    assert "VISA is red: what is being done?" in plain(message.card or {})
    assert "Still open" not in plain(message.card or {})


async def test_the_second_step_amends_the_answer_and_is_asked_once(world: World) -> None:
    message = await red(world)
    typed = {"VISA/cause": "Bankrupt supplier", "VISA/action": "New tender", "VISA/action_by": "2026-04-30"}
    answer = await world.presses("nbrennan", message, "checkin.submit", typed)
    assert verbs(answer.card or {}) == ["checkin.edit"]
    first, second = await world.reports("VISA")
    assert (first.cause, second.cause, second.action, second.rag) == ("", "Bankrupt supplier", "New tender", "red")
    assert [report.version for report in await world.reports("APPT")] == [1]


async def test_the_second_step_can_be_left_empty(world: World) -> None:
    message = await red(world)
    answer = await world.presses("nbrennan", message, "checkin.submit", {"VISA/cause": "", "VISA/action": ""})
    assert verbs(answer.card or {}) == ["checkin.edit"]
    assert len(await world.reports("VISA")) == 1


async def test_everything_at_once_is_taken_too(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = world.checkin("nbrennan")
    typed = {"VISA/rag": "amber", "VISA/cause": "Illness", "APPT/unchanged": "true", "BIOM/unchanged": "true"}
    answer = await world.presses("nbrennan", message, "checkin.submit", typed)
    assert [report.cause for report in await world.reports("VISA")] == ["Illness"]
    assert verbs(answer.card or {}) == ["checkin.edit"]


async def test_what_is_wrong_in_the_second_step_stays_open_with_what_was_typed(world: World) -> None:
    message = await red(world)
    typed = {"VISA/cause": "kept", "VISA/action_by": "in May", "VISA/action_owner": "x" * 200}
    answer = await world.presses("nbrennan", message, "checkin.submit", typed)
    told = plain(answer.card or {})
    assert "This is not a date" in told
    assert "up to 120 characters" in told
    assert inputs(answer.card or {})["VISA/cause"] == "kept"
    assert len(await world.reports("VISA")) == 1


async def asked(world: World) -> list[Action]:
    found: list[Action] = await world.records(lambda records: records.actions.all())
    return found


async def test_help_goes_to_the_named_person_and_the_answer_comes_back(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        message = await red(world)
        typed = {"VISA/help": "A decision on the archive", "VISA/help_from": "ldessart"}
        await world.presses("nbrennan", message, "checkin.submit", typed)
        await world.until("2026-03-12 10:05")
        request = next(one for one in world.told("ldessart", "notice") if "aide" in plain(one.card or {}))
        assert "A decision on the archive" in plain(request.card or {})
        empty = await world.presses("ldessart", request, "action.done", {"answer": " "})
        assert empty.card is None
        await world.presses("ldessart", request, "action.done", {"answer": "Granted until June."})
        await world.until("2026-03-12 10:10")
        answer = world.told("nbrennan", "notice")[-1]
        assert "Luc Dessart answers your request for help" in plain(answer.card or {})
        assert "Granted until June." in plain(answer.card or {})
        assert [action.state for action in await asked(world)] == ["done"]


async def test_help_of_nobody_in_particular_goes_to_the_pmo_any_of_whom_answers(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        message = await red(world)
        await world.presses("nbrennan", message, "checkin.submit", {"VISA/help": "Who knows the law?"})
        await world.until("2026-03-13 09:30")
        mine = world.told("pdewael", "notice")[-1]
        others = world.told("cmarchal", "notice")[-1]
        await world.presses("pdewael", mine, "action.done", {"answer": "I do."})
        await world.teams.until(lambda: len(others.history) > 1)
        assert "I do." in plain(others.card or {})
        assert verbs(others.card or {}) == []


async def test_a_name_in_the_words_is_understood(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        message = await red(world)
        await world.presses("nbrennan", message, "checkin.submit", {"VISA/help": "Luc Dessart must decide"})
        assert [action.owner for action in await asked(world)] == ["ldessart"]


async def test_help_that_nobody_gives_for_two_working_days_is_told_to_the_program_manager(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        message = await red(world)
        typed = {"VISA/help": "A second tester", "VISA/help_from": "pthapa"}
        await world.presses("nbrennan", message, "checkin.submit", typed)
        await world.until("2026-03-16 09:00")
        assert not [one for one in world.told("ldessart", "notice") if "A second tester" in plain(one.card or {})]
        todo = plain((await world.asks("pthapa", "todo")).card or {})
        assert "A second tester" in todo
        await world.until("2026-03-16 17:00")
        told = [one for one in world.told("ldessart", "notice") if "A second tester" in plain(one.card or {})]
        assert "attend toujours" in plain(told[0].card or {})


async def test_help_is_not_asked_of_somebody_who_must_not_know_of_the_project(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke", "nbrennan", "pdewael")) as world:
        await world.until("2026-03-12 10:00")
        message = world.checkin("tverbeke")
        typed = {"CIPHER/rag": "red", "CIPHER/help": "Approval", "CIPHER/help_from": "nbrennan"}
        await world.presses("tverbeke", message, "checkin.submit", typed)
        assert [action.owner for action in await asked(world)] == [""]


async def test_a_request_is_answered_by_those_it_was_put_to_and_nobody_else(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        message = await red(world)
        await world.presses("nbrennan", message, "checkin.submit", {"VISA/help": "x", "VISA/help_from": "ldessart"})
        await world.until("2026-03-12 10:05")
        request = next(one for one in world.told("ldessart", "notice") if "aide" in plain(one.card or {}))
        answer = await world.teams.execute(world["pthapa"], request, "action.done", {"answer": "me"})
        assert "somebody else" in answer.message
        assert [action.is_open for action in await asked(world)] == [True]


async def test_help_carried_over_to_the_next_week_is_not_asked_for_again(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        message = await red(world)
        await world.presses("nbrennan", message, "checkin.submit", {"VISA/help": "x", "VISA/help_from": "ldessart"})
        await world.until("2026-03-19 10:00")
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", {"VISA/unchanged": "true"})
        assert len(await asked(world)) == 1
        (report,) = await world.reports("VISA", "2026-W12")
        assert report.help == "x"


async def test_the_alert_does_not_wait_for_the_second_step(world: World) -> None:
    await red(world)
    await world.until("2026-03-12 10:05")
    posted: Any = [post for post in world.posts(STATUS) if post.mark.get("kind") == "alert"]
    assert len(posted) == 1


async def test_a_wrong_second_step_does_not_take_the_answer_back(world: World) -> None:
    message = await red(world)
    typed = {"VISA/cause": "Bankrupt supplier", "VISA/action_by": "2026-02-31"}
    answer = await world.presses("nbrennan", message, "checkin.submit", typed)
    shown = plain(answer.card or {})
    assert "Still open" not in shown
    assert "VISA is red: what is being done?" in shown
    assert "is not a date" in shown or "no date" in shown, shown
    assert inputs(answer.card or {})["VISA/cause"] == "Bankrupt supplier"


async def test_the_same_words_after_an_answer_are_a_new_request(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        message = await red(world)
        wanted = {"VISA/help": "A second tester", "VISA/help_from": "ldessart"}
        await world.presses("nbrennan", message, "checkin.submit", wanted)
        await world.until("2026-03-12 10:05")
        request = next(one for one in world.told("ldessart", "notice") if "aide" in plain(one.card or {}))
        await world.presses("ldessart", request, "action.done", {"answer": "Until Friday."})
        await world.until("2026-03-19 10:00")
        asked_now = world.checkin("nbrennan")
        await world.presses("nbrennan", asked_now, "checkin.submit", {"VISA/rag": "red"})
        assert len(await asked(world)) == 1
        await world.presses("nbrennan", asked_now, "checkin.submit", wanted)
        assert [(action.period, action.is_open) for action in await asked(world)] == [
            ("2026-W11", False),
            ("2026-W12", True),
        ]
