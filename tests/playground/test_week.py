"""A week of the sample ministry in Microsoft's Agents Playground, as the people of the demo live it."""

from pathlib import Path

import pytest

from bot.demo.week import BRUSSELS
from locales import speaker
from tests.playground.browser import require_playground
from tests.playground.ministry import Week, a_week, samples_with

pytestmark = pytest.mark.browser

LUC = "Luc Dessart"
"""Manages the program of Nora's projects."""
PRABIN = "Prabin Thapaliya"
"""Manages a project of another program."""


async def test_a_week_is_asked_answered_alerted_digested_and_queried(tmp_path: Path, artefacts: Path) -> None:
    await require_playground()
    async with a_week(tmp_path, artefacts / "week") as week:
        await a_newcomer_is_greeted_and_asks(week)
        await on_thursday_at_ten_one_card_asks_for_three_projects(week)
        await the_answers_become_a_receipt(week)
        await the_red_stands_in_the_channel_and_those_who_may_act_on_it(week)
        await the_channel_shows_its_program_only(week)
        await an_answer_can_be_changed(week)
        await on_friday_at_two_the_digest_tells_the_red_first_in_two_languages(week)
        await the_next_week_begins_where_this_one_ended(week)
        await week.narrow_pictures()


async def a_newcomer_is_greeted_and_asks(week: Week) -> None:
    await week.client.see("Good day, Nora Brennan.*Thursday 12 March, 10:00")
    await week.client.say("help")
    await week.client.see("What you can ask me.*checkin.*portfolio.*project")
    await week.client.say("/portfolio")
    shown = await (await week.card("3 projects")).text()
    assert [code for code in ("APPT", "BIOM", "VISA", "CRISIS", "SATCOM") if code in shown] == ["APPT", "BIOM", "VISA"]
    await week.picture("1-greeting")


async def on_thursday_at_ten_one_card_asks_for_three_projects(week: Week) -> None:
    await week.until("2026-03-12 09:59")
    assert "Your status" not in await week.client.text()
    await week.until("2026-03-12 10:00")
    card = await week.card("Your status for week 11")
    assert "Please answer by Friday 13 March, 10:00" in await card.text()
    assert await card.value("APPT/progress") == "66"
    assert await card.value("BIOM/forecast_end") == "November 30, 2026"
    assert (
        await card.value("VISA/summary")
        == "Pilot is ready for 20 April. Help texts still to be read by the legal service."
    )
    await week.picture("2-checkin")


async def the_answers_become_a_receipt(week: Week) -> None:
    card = await week.card("Your status for week 11")
    await card.fill("APPT/rag", "green")
    await card.fill("APPT/progress", 77)
    await card.fill("BIOM/unchanged", value=True)
    await card.fill("VISA/rag", "red")
    await card.fill("VISA/forecast_end", "2026-12-18")
    await card.fill("VISA/summary", "The supplier has stopped work.")
    await week.picture("3-filled-in")
    await card.press("Send")
    receipt = await (await week.card("Thank you")).text()
    assert receipt.index("green") < receipt.index("red")
    assert ("no change" in receipt, "alert open" in receipt, "Still open" in receipt) == (True, True, False)
    await week.picture("4-receipt")
    await week.client.say("project VISA")
    assert "18 Dec 2026" in await (await week.card("Expected end")).text()


async def the_red_stands_in_the_channel_and_those_who_may_act_on_it(week: Week) -> None:
    await week.client.channel("Status")
    alert = await week.card("The supplier has stopped work.")
    assert await alert.buttons() == ["I have it", "Later…", "Action…", "Resolve…"]
    await week.picture("5-alert")
    posted = await week.client.see_sent('supplier has stopped.*"kind": "alert"')
    for verb in ("alert.acknowledge", "alert.resolve"):
        refused = await week.press_as(PRABIN, posted, verb, note="Done")
        assert refused["type"] == "application/vnd.microsoft.activity.message"
        assert "Nothing was changed" in refused["value"]
    assert await alert.buttons() == ["I have it", "Later…", "Action…", "Resolve…"]
    await week.press_as(LUC, posted, "alert.acknowledge")
    await week.client.see(f"{LUC} has taken it")
    assert await (await week.card(LUC)).buttons() == ["Later…", "Action…", "Resolve…"]
    await week.picture("6-alert-taken")


async def the_channel_shows_its_program_only(week: Week) -> None:
    await week.client.post("portfolio")
    shown = await (await week.card("5 projects")).text()
    codes = ("APPT", "BIOM", "VISA", "CRISIS", "EPASS", "SATCOM", "CIPHER")
    assert [code for code in codes if code in shown] == ["APPT", "BIOM", "VISA", "CRISIS", "EPASS"]
    await week.picture("7-channel-portfolio")


async def an_answer_can_be_changed(week: Week) -> None:
    await week.client.personal()
    await (await week.card("Thank you")).press("Edit")
    form = await week.card("Your status for week 11")
    assert await form.value("APPT/progress") == "77"
    await form.fill("BIOM/rag", "amber")
    await form.fill("BIOM/summary", "The second delivery is held at customs.")
    await form.press("Send")
    receipt = await (await week.card("Thank you")).text()
    assert "Version 2" in receipt
    await week.picture("8-changed")


async def on_friday_at_two_the_digest_tells_the_red_first_in_two_languages(week: Week) -> None:
    await week.until("2026-03-13 14:00")
    await week.client.channel("Status")
    english = await (await week.card("Digest of week 11")).text()
    french = await (await week.card("Synthèse", "semaine 11")).text()
    for digest in (english, french):
        assert -1 < digest.index("VISA") < digest.index("BIOM")
        assert "held at customs" in digest
        assert "SATCOM" not in digest
    assert "5 projects: 1 red, 1 amber, 3 green" in english
    await week.picture("9-digest")


async def the_next_week_begins_where_this_one_ended(week: Week) -> None:
    await week.until("2026-03-19 10:00")
    await week.client.personal()
    card = await week.card("Your status for week 12")
    assert await card.value("VISA/summary") == "The supplier has stopped work."
    assert await card.value("VISA/forecast_end") == "December 18, 2026"
    await card.fill("VISA/rag", "green")
    await card.press("Send")
    await week.client.see("Recorded for week 12")
    await week.picture("10-second-week")
    await week.client.channel("Status")
    await week.client.see("Reported green again")
    resolved = await week.card("Reported green again")
    assert await resolved.buttons() == []
    await resolved.screenshot(week.pictures / "11-alert-resolved.png")


HELP = {"fr": "aide", "nl": "hulp", "de": "hilfe"}
PORTFOLIO = {"fr": "portefeuille", "nl": "portefeuille", "de": "portfolio"}


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
async def test_somebody_is_greeted_asked_and_thanked_in_their_own_language(
    tmp_path: Path, artefacts: Path, language: str
) -> None:
    await require_playground()
    say = speaker(language, BRUSSELS)
    samples = samples_with("nbrennan", language, tmp_path / "samples")
    async with a_week(tmp_path, artefacts / "week" / language, samples) as week:
        await week.card(say("Good day, {name}", name="Nora Brennan"))
        await week.client.say(HELP[language])
        await week.card(say("What you can ask me"))
        await week.client.say(PORTFOLIO[language])
        await week.card("BIOM")
        await week.picture("1-greeting")
        await week.until("2026-03-12 10:00")
        form = await week.card(say("Your status for {period}", period=say.period("2026-W11")))
        await form.fill("VISA/rag", "red")
        await week.picture("2-checkin")
        await form.press(say("Send"))
        receipt = await week.card(say("Recorded for {period}.", period=say.period("2026-W11")))
        assert say("Thank you") != "Thank you"
        assert say("alert open") in await receipt.text()
        await week.client.say("project VISA")
        await week.card(say("Project manager"))
        await week.picture("3-receipt")
