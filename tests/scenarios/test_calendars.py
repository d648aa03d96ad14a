"""Everybody sees when their post works, and the PMO describes another calendar in words or by a form."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmo.calendar_changes import CalendarChange
from pmo.portfolio import Post
from tests.scenarios.posts import PEOPLE, post, previewed, seen, trail, waiting
from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams.reading import inputs, plain, verbs


@pytest.fixture
async def office(tmp_path: Path) -> Any:
    """Both members of the PMO, and people who are not of it, on Wednesday morning."""
    async with ministry(tmp_path, installed=PEOPLE) as running:
        await running.until("2026-03-11 09:00")
        yield running


async def test_a_post_is_shown_with_its_clock_its_week_and_its_days_off(office: World) -> None:
    words = await seen(office, "cmarchal", "calendrier ambassade de Kinshassa")
    assert words.startswith("Calendrier de FIH · Kinshasa Travaille en ce moment, jusqu’à 16:00.")
    assert "lundi 6 avril 2026 · Journée du combat de Simon Kimbangu" in words
    assert "Kinshasa (UTC+1)" in words
    assert "aucun dans l’année à venir" in words
    assert "lundi à vendredi · 08:00–16:00" in words
    assert "jeudi 12 mars à 10:00 · 1 personne" in words
    assert "dimanche 29 mars à 03:00, avance d’une heure" in await seen(office, "cmarchal", "calendrier HQ")


async def test_the_pmo_sees_all_posts_those_first_that_need_attention(office: World) -> None:
    assert "13 posten: alles in orde." in await seen(office, "pdewael", "kalender")
    nowhere = Post(code="ZZZ", name="Nowhere", country="KP", timezone="Asia/Pyongyang", holidays=("KP",))
    await office.records(lambda records: records.posts.put(nowhere))
    words = await seen(office, "pdewael", "posten")
    assert "14 posten: 1 vraagt aandacht." in words
    assert "niemand werkt ermee" in words
    assert words.index("ZZZ") < words.index("HQ")
    card = await office.asks("pdewael", "kalender")
    opened = await office.presses("pdewael", card, "calendar.show", {"post": "WLG"})
    assert "Wellington" in plain(opened.card or {})


async def test_others_see_their_own_post_and_those_of_who_leads_their_projects(office: World) -> None:
    words = await seen(office, "jkabongo", "calendrier")
    assert words.startswith("Calendrier de FIH")
    assert "Prochaines questions" not in words
    assert not verbs((await office.asks("jkabongo", "calendrier")).card or {})
    assert "Il n’y a pas de poste «\u202fNBO\u202f»" in await seen(office, "jkabongo", "calendrier NBO")
    assert "Il n’y a pas de poste «\u202fXXX\u202f»" in await seen(office, "jkabongo", "calendrier XXX")
    assert [entry.about for entry in await trail(office, "refused")] == ["calendar NBO"]
    assert "Calendrier de FIH" in await seen(office, "jrenard", "calendrier FIH")
    assert "Calendrier de FIH" in await seen(office, "ldessart", "calendrier FIH")  # manages its program
    assert "There is no post" in await seen(office, "nbrennan", "calendar FIH")


@pytest.mark.parametrize(
    "typed",
    [
        "calendar FIH closed tomorrow",
        "calendar close Kinshasa tomorrow",
        "calendrier FIH fermé demain",
        "calendrier ambassade de Kinshasa fermée le 12 mars",
        "kalender FIH gesloten morgen",
        "kalender kinshassa dicht op donderdag 12 maart",
        "Kalender FIH morgen geschlossen",
        "Kalender FIH geschlossen am 12.3.",
    ],
)
async def test_one_day_is_closed_in_a_line(office: World, typed: str) -> None:
    card = await office.asks("pdewael", typed)
    words = plain(card.card or {})
    assert "Gesloten: donderdag 12 maart 2026" in words
    assert "Dit zou meteen gelden" in words
    assert "calendar.want" in verbs(card.card or {})
    assert (await post(office)).closed == (date(2026, 7, 21),)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("kalender FIH gesloten", "Welke dagen? Typ bijvoorbeeld “kalender FIH morgen gesloten”."),
        ("kalender morgen gesloten", "Welke post? Typ bijvoorbeeld “kalender HQ morgen gesloten”."),
        ("kalender FIH gesloten vanaf morgen", "Tot wanneer?"),
        ("kalender FIH gesloten 10/3/2026", "dinsdag 10 maart 2026 is voorbij"),
        ("kalender FIH gesloten 10/3/2031", "meer dan twee jaar vooruit"),
        ("kalender FIH gesloten 1/4 tot 31/12", "hoogstens 100 dagen"),
        ("kalender FIH gesloten 32/13", "Ik heb de dagen in “FIH 32/13” niet begrepen."),
        ("kalender FIH open zaterdag", "zaterdag 14 maart 2026 valt niet in de werkweek"),
        ("kalender FIH gesloten zaterdag", "Dat is al zo"),
        ("kalender FIH open morgen", "Dat is al zo"),
        ("kalender Haagse", "Bedoelde u HAG · The Hague?"),
        ("kalender xyzzy gesloten morgen", "Er is geen post “xyzzy”"),
    ],
)
async def test_what_cannot_be_done_is_said(office: World, typed: str, sentence: str) -> None:
    assert sentence in await seen(office, "pdewael", typed)
    assert (await waiting(office)).proposed is None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("timezone", "Kinshassa", "bedoelde u Africa/Kinshasa?"),
        ("hours", "laat", "09:00-17:00"),
        ("workweek", "", "minstens één werkdag"),
        ("holidays", "CD; Narnia", "Ik ken het land “Narnia” niet."),
        ("closing", "ooit", "Ik heb de dagen in “ooit” niet begrepen."),
        ("closing", "x" * 500, "niet begrepen"),
        ("opening", "zaterdag", "valt niet in de werkweek"),
    ],
)
async def test_what_is_wrong_in_the_form_is_said_at_its_field(
    office: World, field: str, typed: str, sentence: str
) -> None:
    card = await office.asks("pdewael", "kalender FIH")
    await office.presses("pdewael", card, "calendar.edit")
    shown = (await office.presses("pdewael", card, "calendar.preview", {field: typed})).card or {}
    assert sentence in plain(shown)
    assert "calendar.want" not in verbs(shown)
    assert inputs(shown)[field] == (typed or "")


async def test_holidays_are_worked_and_closed_days_taken_back_by_the_form(office: World) -> None:
    card = await previewed(office, opening="6 april", back="closed:2026-07-21", holidays="Congo-Kinshasa, België")
    words = plain(card.seen_by(office["pdewael"]) or {})
    assert "Niet meer gesloten: dinsdag 21 juli 2026" in words
    assert "Gewerkt ondanks een feestdag: maandag 6 april 2026" in words
    assert "Feestdagen van: Congo-Kinshasa → Congo-Kinshasa en België" in words
    await office.presses("pdewael", card, "calendar.want")
    assert (await waiting(office)).proposed == CalendarChange(
        holidays=("CD", "BE"), reopen=(date(2026, 7, 21),), open=(date(2026, 4, 6),)
    )


async def test_calendars_are_decided_on_by_the_pmo_alone_and_in_their_own_chat(office: World) -> None:
    assert "C’est le PMO qui décide des calendriers." in await seen(office, "jrenard", "calendrier FIH fermé demain")
    card = await office.asks("pdewael", "kalender FIH gesloten morgen")
    answer = await office.teams.execute(office["nbrennan"], card, "calendar.want")
    assert "Calendars are decided on by the PMO." in answer.message
    await office.teams.mention(office["pdewael"], STATUS.name, "kalender FIH")
    assert all("Kinshasa" not in one.text and one.card is None for one in office.posts(STATUS))
    assert "Kinshasa" in plain(office.teams.card(office["pdewael"]))
    assert not office.posts(GENERAL)
    assert (await post(office)).closed == (date(2026, 7, 21),)


async def test_a_preview_that_names_a_restricted_project_is_noted(office: World) -> None:
    assert "CIPHER" in await seen(office, "pdewael", "kalender HQ gesloten morgen")
    (noted,) = await trail(office, "restricted.read")
    assert (noted.who, noted.about) == ("pdewael", "CIPHER")
