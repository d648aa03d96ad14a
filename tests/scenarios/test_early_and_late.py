"""Answers before their time, after the deadline, and corrections of what is closed; nothing of it is lost."""

from datetime import datetime
from pathlib import Path

from pmo.asks import Fate
from tests.scenarios.world import World, ministry
from tests.teams.reading import inputs, plain, verbs


async def fates(world: World, member: str) -> set[tuple[str, Fate]]:
    found = await world.records(lambda records: records.asks.find("member", member))
    return {(ask.project, ask.fate) for ask in found}


async def test_who_answers_the_evening_before_is_not_asked(world: World) -> None:
    message = await world.asks("jkabongo", "point")
    assert "CRISIS/rag" in inputs(message.card or {})
    await world.presses("jkabongo", message, "checkin.submit", {"CRISIS/rag": "green"})
    await world.until("2026-03-13 12:00")
    assert world.told("jkabongo", "ask")[1:] == []
    assert world.told("jkabongo", "reminder") == []
    assert [report.late for report in await world.reports("CRISIS")] == [False]
    assert await fates(world, "jkabongo") == {("CRISIS", Fate.EARLY)}


async def test_who_opened_the_card_early_without_answering_is_asked_on_the_same_card(world: World) -> None:
    early = await world.asks("jkabongo", "point")
    await world.until("2026-03-12 12:00")
    asked = world.told("jkabongo", "ask")
    assert [one.mark["key"] for one in asked] == [early.mark["key"]] * 2
    await world.presses("jkabongo", early, "checkin.submit", {"CRISIS/rag": "green"})
    await world.teams.until(lambda: len(asked[1].history) > 1)
    assert await fates(world, "jkabongo") == {("CRISIS", Fate.SENT)}


async def test_what_is_left_of_a_card_that_was_opened_early_is_asked_on_it(world: World) -> None:
    early = await world.asks("nbrennan", "checkin")
    await world.presses("nbrennan", early, "checkin.submit", {"VISA/rag": "green", "BIOM/rag": "green"})
    await world.until("2026-03-12 12:00")
    assert [one.mark["key"] for one in world.told("nbrennan", "ask")] == [early.mark["key"]] * 2
    await world.presses("nbrennan", early, "checkin.submit", {"APPT/rag": "green"})
    assert [len(await world.reports(code)) for code in ("VISA", "APPT", "BIOM")] == [1, 1, 1]


async def test_after_the_answer_the_next_week_can_be_answered_by_a_button(world: World) -> None:
    await world.until("2026-03-12 12:00")
    await world.presses("jkabongo", world.checkin("jkabongo"), "checkin.submit", {"CRISIS/rag": "green"})
    receipt = await world.asks("jkabongo", "point")
    answer = await world.presses("jkabongo", receipt, "checkin.early")
    assert "semaine 12" in plain(answer.card or {})


async def test_an_answer_after_the_deadline_is_taken_and_marked(world: World) -> None:
    await world.until("2026-03-16 12:00")
    answer = await world.presses("jkabongo", world.checkin("jkabongo"), "checkin.submit", {"CRISIS/rag": "green"})
    assert "réponse tardive" in plain(answer.card or {})
    assert [report.late for report in await world.reports("CRISIS")] == [True]


async def answered_and_closed(world: World) -> None:
    await world.until("2026-03-12 10:00")
    everything = {f"{code}/rag": "green" for code in ("VISA", "APPT", "BIOM")}
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", everything)
    await world.until("2026-03-19 10:00")


async def test_a_closed_answer_is_corrected_by_its_manager_with_a_reason_kept_beside_it(world: World) -> None:
    await answered_and_closed(world)
    message = world.told("nbrennan", "ask")[0]
    form = await world.presses("nbrennan", message, "checkin.edit")
    assert {"VISA/reason", "VISA/rag"} <= set(inputs(form.card or {}))
    bare = await world.presses("nbrennan", message, "checkin.submit", {"VISA/rag": "red"})
    assert "say why you correct it" in plain(bare.card or {})
    assert inputs(bare.card or {})["VISA/rag"] == "red"
    typed = {"VISA/rag": "red", "VISA/reason": "The supplier had stopped already."}
    done = await world.presses("nbrennan", message, "checkin.submit", typed)
    assert "corrected" in plain(done.card or {})
    first, second = await world.reports("VISA")
    assert (first.rag, second.rag, second.correction) == ("green", "red", "The supplier had stopped already.")
    shown = await world.presses("nbrennan", await world.asks("nbrennan", "project VISA"), "history.show")
    assert "Corrected: The supplier had stopped already." in plain(shown.card or {})


async def test_a_correction_of_an_older_week_raises_no_alert(world: World) -> None:
    await answered_and_closed(world)
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", {"VISA/rag": "green"})
    message = world.told("nbrennan", "ask")[0]
    await world.presses("nbrennan", message, "checkin.edit")
    typed = {"VISA/rag": "red", "VISA/reason": "It was."}
    await world.presses("nbrennan", message, "checkin.submit", typed)
    assert len(await world.reports("VISA")) == 2
    assert await world.records(lambda records: records.alerts.get("visa/declared")) is None


async def test_nobody_else_corrects_what_is_closed(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("vnguyen", "nbrennan")) as world:
        await world.until("2026-03-12 10:00")
        message = next(one for one in world.told("vnguyen", "ask") if "VISA" in one.mark["projects"])
        await world.presses("vnguyen", message, "checkin.submit", {"VISA/indicator/VISA.ONLINE": "72"})
        await world.until("2026-03-19 12:00")
        answer = await world.presses("vnguyen", message, "checkin.edit")
        assert "closed" in answer.message


async def test_a_correction_on_a_card_of_long_ago_still_works(world: World) -> None:
    await answered_and_closed(world)
    await world.until("2026-06-04 10:00")
    assert await world.records(lambda records: records.cards.get(world.told("nbrennan", "ask")[0].mark["key"])) is None
    message = world.told("nbrennan", "ask")[0]
    form = await world.presses("nbrennan", message, "checkin.edit")
    assert inputs(form.card or {})["VISA/rag"] == "green"
    typed = {"VISA/rag": "amber", "VISA/reason": "The audit said so."}
    await world.presses("nbrennan", message, "checkin.submit", typed)
    assert [report.rag for report in await world.reports("VISA")] == ["green", "amber"]


async def test_after_two_hours_of_downtime_everybody_is_asked_once(world: World) -> None:
    await world.until("2026-03-12 09:00")
    await world.stop()
    await world.start(clock=datetime.fromisoformat("2026-03-12T12:00:00+01:00"))
    await world.until("2026-03-12 12:01")
    assert len(world.told("nbrennan", "ask")) == 1
    await world.until("2026-03-12 18:00")
    assert len(world.told("nbrennan", "ask")) == 1
    assert len(world.told("jkabongo", "ask")) == 1


async def test_after_a_downtime_longer_than_the_window_nobody_is_asked_and_it_is_told(world: World) -> None:
    await world.until("2026-03-12 04:00")
    await world.stop()
    await world.start(clock=datetime.fromisoformat("2026-03-13T12:30:00+01:00"))
    await world.until("2026-03-13 12:31")
    assert world.told("nbrennan", "ask") == []
    assert {fate for _, fate in await fates(world, "nbrennan")} == {Fate.TOO_LATE}
    assert "the service was down" in plain((await world.asks("nbrennan", "missing")).card or {})
    assert "VISA/rag" in inputs((await world.asks("nbrennan", "checkin")).card or {})


async def test_an_answered_card_offers_to_edit_and_a_closed_one_to_correct(world: World) -> None:
    await answered_and_closed(world)
    receipt = await world.presses("nbrennan", world.told("nbrennan", "ask")[0], "checkin.edit")
    assert "checkin.submit" in verbs(receipt.card or {})


async def test_after_the_deadline_nobody_is_asked_to_answer_by_it(world: World) -> None:
    await world.until("2026-03-13 15:00")
    shown = plain((await world.asks("nbrennan", "checkin")).card or {})
    assert "It was due by Friday 13 March, 10:00 (Brussels); late answers are taken." in shown
    assert "Please answer by" not in shown


async def test_a_text_that_is_too_long_comes_back_whole(world: World) -> None:
    await world.until("2026-03-12 10:00")
    long = "x" * 1_500
    answer = await world.fill("nbrennan", "VISA", rag="green", summary=long)
    assert inputs(answer.card or {})["VISA/summary"] == long
    assert await world.reports("VISA") == []


async def test_a_late_answer_fills_in_the_form_of_the_next_period(world: World) -> None:
    await world.until("2026-03-12 10:00")
    old = world.checkin("nbrennan")
    await world.until("2026-03-19 10:00")
    new = world.checkin("nbrennan")
    assert inputs(new.card or {})["VISA/rag"] != "red"
    late = {"VISA/rag": "red", "VISA/progress": "40", "VISA/summary": "Pilot is broken"}
    await world.presses("nbrennan", old, "checkin.submit", late)
    await world.teams.until(lambda: inputs(new.card or {})["VISA/rag"] == "red")
    assert inputs(new.card or {})["VISA/summary"] == "Pilot is broken"
    await world.presses("nbrennan", new, "checkin.submit", {"VISA/unchanged": "true"})
    (report,) = await world.reports("VISA", "2026-W12")
    assert (report.rag, report.summary, report.unchanged) == ("red", "Pilot is broken", True)


async def test_an_answer_in_time_stays_in_time_when_it_is_changed_after_the_deadline(world: World) -> None:
    await world.until("2026-03-12 10:30")
    message = world.checkin("jkabongo")
    await world.presses("jkabongo", message, "checkin.submit", {"CRISIS/rag": "green"})
    await world.until("2026-03-13 15:00")
    await world.presses("jkabongo", message, "checkin.edit")
    await world.presses("jkabongo", message, "checkin.submit", {"CRISIS/summary": "Without the typing error"})
    assert [report.late for report in await world.reports("CRISIS")] == [False, False]


async def test_after_a_late_red_answer_it_can_be_told_what_is_being_done(world: World) -> None:
    await world.until("2026-03-12 10:00")
    old = world.checkin("nbrennan")
    await world.until("2026-03-19 10:30")
    answer = await world.presses("nbrennan", old, "checkin.submit", {"VISA/rag": "red"})
    assert "VISA is red: what is being done?" in plain(answer.card or {})
    await world.presses("nbrennan", old, "checkin.submit", {"VISA/cause": "Bankrupt supplier"})
    assert [report.cause for report in await world.reports("VISA")] == ["", "Bankrupt supplier"]


async def test_only_what_is_being_done_may_be_told_of_a_late_answer_without_a_reason(world: World) -> None:
    await world.until("2026-03-12 10:00")
    old = world.checkin("nbrennan")
    await world.until("2026-03-19 10:30")
    await world.presses("nbrennan", old, "checkin.submit", {"VISA/rag": "red"})
    changed = {"VISA/cause": "Bankrupt supplier", "VISA/summary": "Another story"}
    answer = await world.presses("nbrennan", old, "checkin.submit", changed)
    assert "say why you correct it" in plain(answer.card or {})
    assert [report.summary for report in await world.reports("VISA")].count("Another story") == 0
    await world.presses("nbrennan", old, "checkin.submit", changed | {"VISA/reason": "Mixed up"})
    assert [report.summary for report in await world.reports("VISA")][-1] == "Another story"


async def test_an_answer_in_time_is_corrected_with_a_reason_though_nobody_told_what_is_being_done(world: World) -> None:
    await world.until("2026-03-12 10:30")
    message = world.checkin("nbrennan")
    everything = {"VISA/rag": "red", "APPT/rag": "green", "BIOM/rag": "green"}
    await world.presses("nbrennan", message, "checkin.submit", everything)
    await world.until("2026-03-19 10:30")
    form = await world.presses("nbrennan", message, "checkin.edit")
    assert "VISA/reason" in inputs(form.card or {})
    answer = await world.presses("nbrennan", message, "checkin.submit", {"VISA/rag": "green"})
    assert "say why you correct it" in plain(answer.card or {})
    assert [report.rag for report in await world.reports("VISA")] == ["red"]
