"""The PMO decides on calendars, two together or after a day; one closed in need holds at once."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from dialogs import calendar_keeping
from dialogs.desk import Desk
from pmo.asks import Ask
from pmo.calendar_changes import CalendarChange
from pmo.portfolio import Hours
from pmo.preferences import Policy
from tests.scenarios.posts import PEOPLE, due, post, previewed, seen, trail, waiting
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import inputs, plain, verbs

THURSDAY, FRIDAY = date(2026, 3, 12), date(2026, 3, 13)


@pytest.fixture
async def office(tmp_path: Path) -> Any:
    """Both members of the PMO, and people who are not of it, on Wednesday morning."""
    async with ministry(tmp_path, installed=PEOPLE) as running:
        await running.until("2026-03-11 09:00")
        yield running


async def test_two_of_the_pmo_give_a_post_another_calendar_and_its_questions_move(office: World) -> None:
    card = await previewed(office, workweek="1,2,3,7", hours="9-15", closing="24/12 - 31/12")
    words = plain(card.seen_by(office["pdewael"]) or {})
    assert "Verplaatst in de volgende vier weken: 4 vragen aan 1 persoon." in words
    assert "Josué Kabongo: donderdag 12 maart om 10:00 → woensdag 11 maart om 10:00 (geen werkdag) · CRISIS" in words
    assert "Gesloten: zondag 27 december 2026 tot woensdag 30 december 2026" in words
    await office.presses("pdewael", card, "calendar.want")
    assert (await waiting(office)).asked_by == "pdewael"
    assert (await post(office)).workweek == (1, 2, 3, 4, 5)
    assert "calendar.want" not in verbs(card.seen_by(office["pdewael"]) or {})
    await office.until("2026-03-12 09:30")  # Céline does not work on Wednesdays
    await office.settled()
    asked = office.told("cmarchal", "notice")[-1]
    assert "Pieter De Wael souhaite un autre calendrier" in plain(asked.card or {})
    assert "jeudi 19 mars à 10:00 → mercredi 18 mars à 10:00" in plain(asked.card or {})
    await office.presses("cmarchal", asked, "calendar.want")
    changed = await post(office)
    assert (changed.workweek, changed.hours) == ((1, 2, 3, 7), Hours(start=time(9), end=time(15)))
    assert (await waiting(office)).proposed is None
    (live,) = await trail(office, "calendar.live")
    assert (live.who, live.about, live.detail["workweek"]) == ("pdewael;cmarchal", "FIH", "1,2,3,7")
    await office.settled()
    told = plain(office.told("pdewael", "notice")[-1].card or {})
    assert "Deze kalender geldt vanaf nu, op vraag van Pieter De Wael en Céline Marchal." in told


async def test_what_a_preview_tells_is_what_becomes_due(office: World) -> None:
    assert (await due(office, "CRISIS")).at.isoformat() == "2026-03-12T09:00:00+00:00"
    card = await office.asks("pdewael", "kalender FIH gesloten donderdag")
    await office.presses("pdewael", card, "calendar.want")
    moved = await due(office, "CRISIS")
    assert moved.at.isoformat() == "2026-03-11T09:00:00+00:00"
    await office.until("2026-03-11 10:00")
    assert "CRISIS" in plain(office.checkin("jkabongo").card or {})


async def test_an_urgent_closure_holds_at_once_and_any_of_the_pmo_takes_it_back(office: World) -> None:
    card = await office.asks("pdewael", "kalender FIH gesloten morgen")
    await office.presses("pdewael", card, "calendar.want")
    assert THURSDAY in (await post(office)).closed
    assert (await waiting(office)).proposed is None
    (noted,) = await trail(office, "calendar.closed")
    assert (noted.who, noted.about, noted.detail["close"]) == ("pdewael", "FIH", "2026-03-12")
    await office.until("2026-03-12 08:59")
    assert not office.told("cmarchal", "notice")  # she is off on Wednesdays
    await office.until("2026-03-12 09:00")
    await office.settled()
    (told,) = office.told("cmarchal", "notice")
    words = plain(told.card or {})
    assert "Pieter De Wael a fermé ce poste sur-le-champ." in words
    assert "peut l’annuler jusqu’au vendredi 13 mars à 00:00" in words
    same = dict(told.card or {})
    await office.presses("cmarchal", told, "calendar.reopen")
    assert THURSDAY not in (await post(office)).closed
    await office.settled()
    assert "heeft deze post opnieuw geopend" in plain(office.told("pdewael", "notice")[-1].card or {})
    told.views[office["cmarchal"].teams_id] = same
    again = await office.presses("cmarchal", told, "calendar.reopen")
    assert "Cette fermeture a déjà été annulée" in plain(again.card or {})
    assert "calendar.reopen" not in verbs(again.card or {})
    assert len(await trail(office, "calendar.reopen")) == 1


async def test_after_the_day_a_closure_cannot_be_taken_back_by_one_alone(office: World) -> None:
    card = await office.asks("pdewael", "kalender FIH vandaag gesloten")
    await office.presses("pdewael", card, "calendar.want")
    same = dict(card.seen_by(office["pdewael"]) or {})
    assert "calendar.reopen" in verbs(same)
    await office.until("2026-03-12 09:01")
    late = await office.presses("pdewael", card, "calendar.reopen")
    assert "het is er te laat voor" in plain(late.card or {})
    assert date(2026, 3, 11) in (await post(office)).closed


async def test_a_closure_twice_is_one(office: World) -> None:
    card = await office.asks("pdewael", "kalender FIH gesloten morgen")
    same = dict(card.seen_by(office["pdewael"]) or {})
    await office.presses("pdewael", card, "calendar.want")
    card.views[office["pdewael"].teams_id] = same
    await office.presses("pdewael", card, "calendar.want")
    assert len(await trail(office, "calendar.closed")) == 1
    assert "Dat is al zo" in await seen(office, "pdewael", "kalender FIH gesloten morgen")


async def test_who_is_alone_waits_a_day_also_over_a_restart(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pdewael",)) as world:
        await world.stop()
        await world.change("members", "cmarchal", role="member")
        await world.start()
        await world.until("2026-03-12 11:00")
        card = await previewed(world, hours="9-15")
        await world.presses("pdewael", card, "calendar.want")
        state = await waiting(world)
        assert state.asked_at is not None
        assert state.goes_live_at == state.asked_at + timedelta(hours=24)
        assert "Een andere kalender geldt vanaf vrijdag 13 maart" in plain(card.seen_by(world["pdewael"]) or {})
        await world.stop()
        await world.start()
        await world.until("2026-03-13 10:59")
        assert (await post(world)).hours.start == time(8)
        await world.until("2026-03-13 11:00")
        assert (await post(world)).hours == Hours(start=time(9), end=time(15))


async def test_what_one_wants_can_be_dropped_and_is_in_todo_meanwhile(office: World) -> None:
    card = await previewed(office, hours="9-15")
    await office.presses("pdewael", card, "calendar.want")
    assert "Pieter De Wael en souhaite un autre" in await seen(office, "cmarchal", "taches")
    theirs = await office.asks("cmarchal", "calendrier FIH")
    await office.presses("cmarchal", theirs, "calendar.drop")
    assert (await waiting(office)).proposed is None
    assert await trail(office, "calendar.drop")
    await office.settled()
    assert "geldt voorlopig niet" in plain(office.told("pdewael", "notice")[-1].card or {})


async def test_an_old_card_shows_the_calendar_as_it_stands_and_says_so(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pdewael",)) as world:
        card = await previewed(world, hours="9-15")
        form = await world.asks("pdewael", "kalender FIH")
        await world.presses("pdewael", form, "calendar.edit")
        await world.stop()
        await world.change("posts", "FIH", hours="07:00-15:00")
        await world.start()
        shown = await world.presses("pdewael", card, "calendar.want")
        words = plain(shown.card or {})
        assert "Iemand heeft deze kalender intussen gewijzigd." in words
        assert "07:00–15:00" in words
        assert (await waiting(world)).proposed is None
        filled = await world.presses("pdewael", form, "calendar.preview", {"hours": "08:00-16:00", "closing": "20/3"})
        assert "intussen gewijzigd" in plain(filled.card or {})
        assert inputs(filled.card or {}) | {"back": ""} == {
            "timezone": "Africa/Kinshasa",
            "hours": "07:00-15:00",
            "workweek": "1,2,3,4,5",
            "holidays": "CD",
            "closing": "20/3",
            "opening": None,
            "back": "",
        }


async def test_what_a_file_brings_meanwhile_waits_no_more(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pdewael",)) as world:
        card = await previewed(world, hours="9-15", closing="20/3")
        await world.presses("pdewael", card, "calendar.want")
        await world.stop()
        await world.change("posts", "FIH", hours="09:00-15:00")
        await world.start()
        assert (await waiting(world)).proposed == CalendarChange(close=(date(2026, 3, 20),))
        await world.stop()
        await world.change("posts", "FIH", hours="09:00-15:00", closed="2026-03-20;2026-07-21")
        await world.start()
        assert (await waiting(world)).proposed is None
        assert (await post(world)).closed == (date(2026, 3, 20), date(2026, 7, 21))


async def test_while_one_change_waits_another_is_not_begun_but_an_emergency_goes_before(office: World) -> None:
    card = await previewed(office, hours="9-15")
    await office.presses("pdewael", card, "calendar.want")
    words = await seen(office, "cmarchal", "calendrier FIH fermé le 24 mars")
    assert "Une autre modification de ce calendrier est en attente" in words
    urgent = await office.asks("cmarchal", "calendrier FIH fermé demain")
    await office.presses("cmarchal", urgent, "calendar.want")
    assert THURSDAY in (await post(office)).closed
    assert (await waiting(office)).asked_by == "pdewael"


async def test_what_a_workbook_changes_of_a_post_can_be_proposed(office: World) -> None:
    before = await post(office)
    changed = CalendarChange(hours=Hours(start=time(9), end=time(15)), close=(FRIDAY,)).of(before)

    async def propose(desk: Desk) -> None:
        await calendar_keeping.propose(before, changed, "cmarchal", desk)
        await calendar_keeping.propose(before, before, "cmarchal", desk)

    await office.service.office.work(propose)
    await office.service.office.work(propose)
    state = await waiting(office)
    assert state.proposed == CalendarChange(hours=changed.hours, close=(FRIDAY,))
    assert (state.asked_by, state.version) == ("cmarchal", 2)
    assert await post(office) == before
    await office.settled()
    asked = office.told("pdewael", "notice")[-1]
    await office.presses("pdewael", asked, "calendar.want")
    assert await post(office) == changed


async def test_headquarters_has_a_calendar_like_every_post(office: World) -> None:
    card = await office.asks("pdewael", "kalender HQ gesloten morgen")
    words = plain(card.card or {})
    assert "STATUS" not in words
    await office.presses("pdewael", card, "calendar.want")
    assert (await due(office, "VISA")).at.isoformat() == "2026-03-11T09:00:00+00:00"


async def test_what_waits_and_has_become_urgent_is_closed_by_one_or_agreed_to_by_another(office: World) -> None:
    card = await office.asks("pdewael", "kalender FIH gesloten vrijdag")
    await office.presses("pdewael", card, "calendar.want")
    assert (await waiting(office)).proposed == CalendarChange(close=(FRIDAY,))
    other = await office.asks("pdewael", "kalender DOH gesloten donderdag 19 maart")
    await office.presses("pdewael", other, "calendar.want")
    await office.until("2026-03-12 09:30")
    urgent = await office.asks("pdewael", "kalender FIH gesloten morgen")
    assert "Dit zou meteen gelden" in plain(urgent.card or {})
    theirs = await office.asks("cmarchal", "calendrier FIH fermé demain")
    assert "Pieter De Wael souhaite un autre calendrier" in plain(theirs.card or {})
    await office.presses("pdewael", urgent, "calendar.want")
    assert FRIDAY in (await post(office)).closed
    assert (await waiting(office)).proposed is None
    late = await office.presses("cmarchal", theirs, "calendar.want")
    assert "Quelqu’un a modifié ce calendrier entre-temps." in plain(late.card or {})
    await office.until("2026-03-18 09:30")
    await office.settled()
    asked = await office.asks("cmarchal", "calendrier DOH fermé demain")
    await office.presses("cmarchal", asked, "calendar.want")
    assert date(2026, 3, 19) in (await post(office, "doh")).closed
    assert [entry.who for entry in await trail(office, "calendar.live")] == ["pdewael;cmarchal"]


async def test_a_workbook_goes_before_what_waits_and_who_wanted_that_hears_of_it(office: World) -> None:
    card = await previewed(office, hours="9-15")
    await office.presses("pdewael", card, "calendar.want")
    before = await post(office)
    changed = CalendarChange(workweek=(1, 2, 3, 4)).of(before)
    await office.service.office.work(lambda desk: calendar_keeping.propose(before, changed, "cmarchal", desk))
    assert (await waiting(office)).proposed == CalendarChange(workweek=(1, 2, 3, 4))
    await office.settled()
    told = [plain(one.card or {}) for one in office.told("pdewael", "notice")]
    assert any("geldt voorlopig niet" in words for words in told)
    assert any("Céline Marchal wil een andere kalender" in words for words in told)


async def test_a_closure_is_told_beyond_the_messages_of_a_day(office: World) -> None:
    policy = Policy(message_budget=1)
    await office.records(lambda records: records.policies.put(policy))
    await office.until("2026-03-12 11:00")
    for code in ("NBO", "FIH"):
        card = await office.asks("cmarchal", f"calendrier {code} fermé demain")
        await office.presses("cmarchal", card, "calendar.want")
        await office.settled()
    assert len([one for one in office.told("pdewael", "notice") if "meteen gesloten" in plain(one.card or {})]) == 2


async def test_a_question_that_was_put_keeps_the_deadline_that_was_told(office: World) -> None:
    await office.until("2026-03-12 10:00")
    (before,) = await asks_of(office, "crisis")
    card = await office.asks("pdewael", "kalender FIH gesloten morgen")
    await office.presses("pdewael", card, "calendar.want")
    assert (before.deadline, before.asked) == (datetime(2026, 3, 13, 9, tzinfo=UTC), True)
    assert await asks_of(office, "crisis") == [before]
    assert (await due(office, "CRISIS")).period == "2026-W12"


async def asks_of(world: World, project: str) -> list[Ask]:
    found = await world.records(lambda records: records.asks.find("subject", project))
    return [one for one in found if one.period == "2026-W11"]


async def test_a_digest_moves_with_the_post_of_its_program(office: World) -> None:
    card = await office.asks("pdewael", "kalender HQ gesloten vrijdag")
    words = plain(card.card or {})
    assert "Overzicht van CONSUL: vrijdag 13 maart om 14:00 → donderdag 12 maart om 14:00" in words
    await office.presses("pdewael", card, "calendar.want")
    asked = await office.asks("cmarchal", "calendrier HQ fermé le 13 mars")
    await office.presses("cmarchal", asked, "calendar.want")
    await office.until("2026-03-12 14:00")
    await office.settled()
    assert [one for one in office.posts(STATUS) if one.mark.get("kind") == "digest"]
