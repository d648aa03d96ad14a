"""An answer in words is understood in four languages, shown back as a filled card, and recorded when it is sent."""

from datetime import date

import pytest

from dialogs.spoken import Spoken, understood
from pmo.portfolio import Rag
from tests.scenarios.world import GENERAL, STATUS, World
from tests.teams.reading import inputs, plain, verbs

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("amber 60% 15 March supplier is late", Spoken(Rag.AMBER, "60", date(2026, 3, 15), "supplier is late")),
        ("orange, 60 %, 15 mars : retard", Spoken(Rag.AMBER, "60", date(2026, 3, 15), "retard")),
        ("oranje 60% 15 maart leverancier is laat", Spoken(Rag.AMBER, "60", date(2026, 3, 15), "leverancier is laat")),
        ("gelb 60 % 15. März Lieferant verspätet", Spoken(Rag.AMBER, "60", date(2026, 3, 15), "Lieferant verspätet")),
        ("ROT", Spoken(Rag.RED, "", None, "")),
        ("grün 100%", Spoken(Rag.GREEN, "100", None, "")),
        ("15/4 vert", Spoken(Rag.GREEN, "", date(2026, 4, 15), "")),
        ("waiting for the red tape", Spoken(Rag.RED, "", None, "waiting for the tape")),
        ("a b c d e f g h red", Spoken(None, "", None, "a b c d e f g h red")),
        ("green 2026-09-30 two of 3.5 modules", Spoken(Rag.GREEN, "", date(2026, 9, 30), "two of 3.5 modules")),
        ("الوضع مستقر", Spoken(None, "", None, "الوضع مستقر")),
        ("amber 60 percent done", Spoken(Rag.AMBER, "60", None, "done")),
        ("orange 60 pour cent fait", Spoken(Rag.AMBER, "60", None, "fait")),
        ("gelb 60 Prozent fertig", Spoken(Rag.AMBER, "60", None, "fertig")),
        ("amber 60 percentile", Spoken(Rag.AMBER, "", None, "60 percentile")),
        ("not green, supplier failed", Spoken(None, "", None, "not green, supplier failed")),
        ("pas vert du tout", Spoken(None, "", None, "pas vert du tout")),
        ("kein grün mehr, gelb", Spoken(Rag.AMBER, "", None, "kein grün mehr")),
        ("amber -5% of budget", Spoken(Rag.AMBER, "", None, "-5% of budget")),
        ("amber we may 3 weeks slip", Spoken(Rag.AMBER, "", None, "we may 3 weeks slip")),
        ("amber 250% done", Spoken(Rag.AMBER, "250", None, "done")),
    ],
)  # fmt: skip
def test_status_percentage_and_date_are_found_and_the_rest_is_the_summary(words: str, spoken: Spoken) -> None:
    assert understood(words, TODAY) == spoken


async def test_words_become_a_filled_card_that_records_nothing_before_it_is_sent(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = await world.asks("nbrennan", "VISA amber 60% 15 October supplier is late")
    shown = inputs(message.card or {})
    assert shown["VISA/rag"] == "amber"
    assert (shown["VISA/progress"], shown["VISA/forecast_end"]) == (60, "2026-10-15")
    assert shown["VISA/summary"] == "supplier is late"
    assert "APPT/rag" not in shown
    assert "Nothing is recorded yet" in plain(message.card or {})
    assert await world.reports("VISA") == []
    await world.presses("nbrennan", message, "checkin.submit", shown)
    (report,) = await world.reports("VISA")
    assert (report.rag, report.progress, report.summary) == ("amber", 60, "supplier is late")
    assert await world.reports("APPT") == []
    asked = world.told("nbrennan", "ask")[0]
    await world.teams.until(lambda: len(asked.history) > 1)
    assert "Still open: APPT and BIOM." in plain(asked.card or {})


async def test_the_end_of_a_month_in_words_is_shown_as_a_date_and_tomorrow_stays_in_the_summary(world: World) -> None:
    await world.until("2026-03-12 10:00")
    for words in ("VISA amber 60% end of october supplier is late", "visa oranje 60% eind oktober supplier is late"):
        shown = inputs((await world.asks("nbrennan", words)).card or {})
        assert (shown["VISA/progress"], shown["VISA/forecast_end"]) == (60, "2026-10-31")
        assert shown["VISA/summary"] == "supplier is late"
    before = shown["VISA/forecast_end"]
    other = inputs((await world.asks("nbrennan", "APPT oranje morgen vergadering")).card or {})
    assert other["APPT/summary"] == "morgen vergadering"
    assert other["APPT/forecast_end"] not in (before, "2026-03-13")


async def test_what_cannot_be_is_said_at_the_field_before_anything_is_sent(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = await world.asks("nbrennan", "visa green 250% fine")
    assert "Progress is a whole number from 0 to 100." in plain(message.card or {})
    unsaid = await world.asks("nbrennan", "VISA supplier is late")
    assert "choose a status" in plain(unsaid.card or {})
    assert inputs(unsaid.card or {})["VISA/rag"] is None


async def test_words_about_a_project_of_another_are_no_answer(world: World) -> None:
    await world.until("2026-03-12 10:00")
    answer = await world.asks("pthapa", "VISA red it is over")
    assert answer.card is None
    assert await world.reports("VISA") == []


async def test_words_in_a_channel_are_answered_in_the_persons_own_chat(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.teams.mention(world["nbrennan"], STATUS.name, "VISA red the minister is angry")
    assert not any("angry" in plain(post.card or {}) or "angry" in post.text for post in world.posts(STATUS))
    assert inputs(world.teams.card(world["nbrennan"]))["VISA/summary"] == "the minister is angry"


async def test_the_pmo_answers_in_words_for_somebody_under_their_own_name(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = await world.asks("pdewael", "CRISIS oranje register wordt getest")
    await world.presses("pdewael", message, "checkin.submit", {"CRISIS/rag": "amber"})
    (report,) = await world.reports("CRISIS")
    assert (report.reporter, report.rag) == ("pdewael", "amber")
    asked = await world.records(lambda records: records.asks.find("subject", "crisis"))
    assert [ask.answered_by for ask in asked if ask.period == "2026-W11"] == ["pdewael"]


async def test_ten_thousand_characters_are_cut_to_what_a_field_holds_and_the_person_is_told(world: World) -> None:
    await world.until("2026-03-12 10:00")
    message = await world.asks("nbrennan", "VISA red " + "x" * 10_000)
    assert "too long" in plain(message.card or {})
    assert "checkin.submit" in verbs(message.card or {})


@pytest.mark.parametrize("words", ["{}", "{} red", "{} 40% the minister is angry"])
async def test_a_place_hears_the_same_of_a_code_that_it_may_not_show_and_of_none(world: World, words: str) -> None:
    await world.until("2026-03-12 10:00")
    line = "What you may see beyond this place is in your personal chat with me."
    for code, answer in (("VISA", "VISA"), ("NOSUCH", "")):
        for member in ("nbrennan", "pdewael"):
            await world.teams.mention(world[member], GENERAL.name, words.format(code))
            await world.settled()
            assert world.posts(GENERAL)[-1].text == line
            mine = world.teams.message(world[member])
            assert answer in (plain(mine.card or {}) or mine.text)
    await world.teams.mention(world["nbrennan"], GENERAL.name, "what is this all about?")
    assert "I do not know that" in world.posts(GENERAL)[-1].text


async def test_a_code_alone_shows_the_project_to_those_who_may_see_it(world: World) -> None:
    assert "VISA" in plain((await world.asks("nbrennan", "visa")).card or {})
    unseen = await world.asks("nbrennan", "CIPHER")
    unknown = await world.asks("nbrennan", "CIPHXX")
    assert unseen.text.replace("CIPHER", "") == unknown.text.replace("CIPHXX", "")


async def test_who_sees_a_project_and_does_not_report_it_is_told_who_does(world: World) -> None:
    await world.teams.install(world["hvanacker"])
    await world.asks("hvanacker", "language en")
    told = (await world.asks("hvanacker", "SATCOM red 40% late")).text
    assert told == "Prabin Thapaliya reports about SATCOM, not you. Nothing was recorded."
    await world.asks("nbrennan", "language en")
    hidden = (await world.asks("nbrennan", "SATCOM red 40% late")).text
    assert "Prabin" not in hidden
    assert hidden == (await world.asks("nbrennan", "NOSUCH red 40% late")).text.replace("NOSUCH", "SATCOM")
