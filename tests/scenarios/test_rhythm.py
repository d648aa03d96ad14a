"""Before a rhythm is changed its makers see what that would mean; then it holds for whatever comes next."""

from pathlib import Path

from tests.scenarios.world import World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import inputs, plain, verbs


async def opened(world: World, member: str, words: str) -> Posted:
    """The form, opened from the card of the program or project."""
    card = await world.asks(member, words)
    await world.presses(member, card, "rhythm.edit")
    return card


async def test_a_preview_tells_who_is_asked_when_and_changes_nothing(world: World) -> None:
    form = await opened(world, "pdewael", "programma CONSUL")
    chosen = {"rhythm": "weekly", "weekday": "5", "ask_at": "11:00", "within": "6h"}
    shown = await world.presses("pdewael", form, "rhythm.preview", chosen)
    told = plain(shown.card or {})
    assert "Er is nog niets gewijzigd." in told
    assert "Week 11 (2026): vrijdag 13 maart" in told
    assert "Samia Benali: donderdag 12 maart" in told
    program = await world.records(lambda records: records.programs.get("consul"))
    assert program.checkin_rule == "FREQ=WEEKLY;BYDAY=TH"


async def test_a_changed_rhythm_holds_at_once(world: World) -> None:
    form = await opened(world, "pdewael", "programma CONSUL")
    chosen = {"rhythm": "weekly", "weekday": "5", "ask_at": "11:00", "within": "6h", "costs": "true"}
    await world.presses("pdewael", form, "rhythm.preview", chosen)
    done = await world.presses("pdewael", form, "rhythm.save")
    assert "Gewijzigd." in plain(done.card or {})
    await world.until("2026-03-13 10:59")
    assert world.told("nbrennan", "ask") == []
    await world.until("2026-03-13 11:00")
    assert len(world.told("nbrennan", "ask")) == 1
    assert (await world.records(lambda records: records.programs.get("consul"))).costs


async def test_a_preview_leaves_out_the_period_that_was_asked_about_already(world: World) -> None:
    await world.until("2026-03-12 12:00")
    form = await opened(world, "pdewael", "programma CONSUL")
    shown = await world.presses("pdewael", form, "rhythm.preview", {"rhythm": "weekly", "weekday": "5"})
    told = plain(shown.card or {})
    assert "Week 11" not in told
    assert "Week 12 (2026): vrijdag 20 maart" in told
    assert "Elke week op donderdag, 10:00; 1 werkdag om te antwoorden" in told


async def test_a_project_gets_a_rhythm_of_its_own_and_its_programs_again(world: World) -> None:
    form = await opened(world, "ldessart", "projet BIOM")
    await world.presses("ldessart", form, "rhythm.preview", {"rhythm": "month last", "weekday": "4"})
    await world.presses("ldessart", form, "rhythm.save")
    await world.until("2026-03-12 10:00")
    assert set(world.checkin("nbrennan").mark["projects"]) == {"VISA", "APPT"}
    await world.until("2026-03-26 10:00")
    assert "BIOM/rag" in inputs(world.checkin("nbrennan").card or {})
    form = await opened(world, "ldessart", "projet BIOM")
    await world.presses("ldessart", form, "rhythm.preview", {"rhythm": "program"})
    await world.presses("ldessart", form, "rhythm.save")
    assert (await world.records(lambda records: records.projects.get("biom"))).checkin_rule == ""


async def test_a_rule_that_cannot_be_is_refused_with_an_example_and_what_was_typed(world: World) -> None:
    form = await opened(world, "pdewael", "programma CONSUL")
    wrong = {"rhythm": "rule", "rule": "FREQ=DAILY", "ask_at": "25:00", "within": "soon"}
    answer = await world.presses("pdewael", form, "rhythm.preview", wrong)
    told = plain(answer.card or {})
    assert "FREQ=WEEKLY;BYDAY=TH" in told
    assert inputs(answer.card or {})["rule"] == "FREQ=DAILY"
    assert inputs(answer.card or {})["ask_at"] == "25:00"


async def test_nobody_else_is_offered_or_allowed_it(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "pdewael", "hvanacker")) as world:
        assert "rhythm.edit" not in verbs((await world.asks("nbrennan", "project VISA")).card or {})
        theirs = await world.asks("pdewael", "programma CONSUL")
        refused = await world.presses("nbrennan", theirs, "rhythm.edit")
        assert "Nothing was changed" in refused.message
        assert "rhythm.edit" in verbs((await world.asks("hvanacker", "programma CONSUL")).card or {})
