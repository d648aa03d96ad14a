"""Buttons of cards that are a year old, and pages that are no more: the state as it is now, or what can be done."""

from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from dialogs import housekeeping
from dialogs.desk import Desk
from dialogs.turn import Reply
from tests.fuzz.answers import Judge
from tests.fuzz.conftest import NOW
from tests.fuzz.hall import PEOPLE, Hall
from tests.fuzz.pressing import busy, buttons, looks
from tests.fuzz.test_helpful import DUTCH, ENGLISH, FRENCH, GERMAN, told
from tests.teams.reading import action

Button = tuple[str, str]
"""A role and a verb."""


async def a_year_later(hall: Hall) -> dict[Button, dict[str, Any]]:
    """The first button of each verb on each role's cards, after the year in which nobody looked at them."""
    await busy(hall)
    found: dict[Button, dict[str, Any]] = {}
    for role in PEOPLE:
        async for reply in looks(hall, role):
            for verb, data in buttons(reply):
                found.setdefault((role, verb), data)
    hall.clock.move(NOW + timedelta(days=365))
    while await hall.office.work(housekeeping.retire):
        pass
    return found


async def test_every_button_of_a_year_old_card_is_answered(hall: Hall, judge: Judge) -> None:
    found = await a_year_later(hall)
    assert len({verb for _, verb in found}) > 25
    with capture_logs() as logged:
        for (role, verb), data in found.items():
            for by_submit in (True, False):
                reply = await hall.press(role, verb, data, by_submit=by_submit)
                assert list(judge.faults(reply)) == [], (role, verb)
                assert reply.form != "nothing", (role, verb)
    assert [one for one in logged if one["log_level"] in ("error", "critical")] == []


async def test_a_year_old_check_in_says_that_it_is_closed_and_who_can_still_correct_it(hall: Hall) -> None:
    found = await a_year_later(hall)

    async def answered(role: str) -> str:
        return told(await hall.press(role, "checkin.submit", found[ENGLISH, "checkin.submit"] | {"VISA/rag": "red"}))

    assert "The period is closed: say why you correct it." in await answered(ENGLISH)
    assert "semaine 11 (2026) : la période est clôturée. Le PMO peut apporter une correction." in await answered(FRENCH)
    assert "De periode is afgesloten: zeg waarom u verbetert." in await answered(DUTCH)
    assert "Um diese Rückmeldung wurde eine andere Person gebeten." in await answered(GERMAN)
    told_to_edit = told(await hall.press(FRENCH, "checkin.edit", found[ENGLISH, "checkin.submit"]))
    assert "Le PMO peut" in told_to_edit


async def test_days_that_are_over_are_not_taken_back(hall: Hall) -> None:
    found = await a_year_later(hall)
    reply = await hall.press(ENGLISH, "absence.cancel", found[ENGLISH, "absence.cancel"])
    assert "These days are over already. Nothing was changed." in told(reply)
    assert "absences" not in hall.written


@pytest.mark.parametrize(
    ("role", "verb", "helps"),
    [
        (ENGLISH, "alert.acknowledge", "This alert is no longer known. Ask for the project"),
        (FRENCH, "conflict.agree", "Cette alerte n’existe plus. Consultez le projet"),
        (DUTCH, "rule.want", "Typ “regels” voor de lijst."),
        (DUTCH, "proposal.try", "Dit voorstel bestaat niet meer. Typ “voorstel” voor de lijst."),
        (GERMAN, "checkin.snooze", "Geben Sie „rückmeldung“ ein, um die aktuelle zu erhalten."),
        (ENGLISH, "checkin.submit", "Type “checkin” to get the current one."),
        (FRENCH, "portfolio.page", "Cette page n’existe pas. Affichez de nouveau le portefeuille."),
        (GERMAN, "digest.page", "Diese Seite gibt es nicht. Rufen Sie den Überblick erneut auf."),
        (DUTCH, "limits.show", "Typ “portefeuille” voor de lijst."),
        (DUTCH, "calendar.show", "Typ “kalender” voor de uwe."),
        (FRENCH, "portfolio.open", "Tapez « portefeuille » pour la liste."),
        (ENGLISH, "digest.now", "Type “digest CODE” for the newest of a program"),
        (GERMAN, "no.longer", "Geben Sie „hilfe“ ein"),
        ("stranger", "portfolio.page", "You are not in the portfolio yet. The PMO can add you."),
    ],
)
async def test_a_button_of_something_that_is_gone_says_what_to_do_next(
    hall: Hall, role: str, verb: str, helps: str
) -> None:
    gone = dict.fromkeys(("alert", "rule", "proposal", "card", "page", "scope", "project", "program", "post"), "gone")
    for by_submit in (True, False):
        assert helps in told(await hall.press(role, verb, gone, by_submit=by_submit))


async def leave_only_one(desk: Desk) -> None:
    for project in await desk.records.projects.all():
        if project.code != "VISA":
            await desk.records.projects.remove(project.key)


async def test_a_page_that_is_no_more_is_the_nearest_one_as_it_is_now_and_says_so(hall: Hall) -> None:
    async def page(verb: str, **data: Any) -> Reply:
        return await hall.press(DUTCH, verb, {"page": 3, **data})

    await hall.office.work(leave_only_one)
    listed = told(await page("portfolio.page", filters=""))
    assert "1 project: 1 groen." in listed
    gone = "Pagina 3 is er niet meer"
    assert gone in listed
    assert gone in told(await page("portfolio.page", filters="", program="CONSUL"))
    assert gone in told(await page("history.show", project="VISA"))
    assert gone in told(await page("digest.page", program="CONSUL", period="2026-W11"))
    assert gone in told(await page("indicators.page"))
    assert "niet meer" not in told(await hall.press(DUTCH, "portfolio.page", {"page": 1, "filters": ""}))
    nothing = await page("portfolio.page", filters="red")
    assert "Geen projecten." in told(nothing)
    assert action(nothing.card or {}, "portfolio.page", filters="")
    assert "Alle rapporten van VISA" in told(await page("history.show", project="VISA"))
    assert "Pagina 1 van 1" in told(await page("digest.page", program="CONSUL", period="2026-W11"))
