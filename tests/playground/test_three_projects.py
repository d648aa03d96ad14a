"""A manager of three projects answers one with "no change", one in green with a new figure, one in red with what is
being done about it, in one flow, in each language."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.demo.week import BRUSSELS
from dialogs.desk import Desk
from locales import Say, speaker
from pmo.indicators import Measurement
from pmo.portfolio import Rag
from pmo.reports import StatusReport
from tests.playground.browser import require_playground
from tests.playground.ministry import Week, a_week, samples_with

pytestmark = pytest.mark.browser

CAUSE = {
    "en": "The supplier has stopped work.",
    "fr": "Le fournisseur a cessé le travail.",
    "nl": "De leverancier heeft het werk gestaakt.",
    "de": "Der Lieferant hat die Arbeit eingestellt.",
}
ACTION = {
    "en": "Negotiate the takeover of the code",
    "fr": "Négocier la reprise du code",
    "nl": "Onderhandelen over de overname van de code",
    "de": "Übernahme des Codes verhandeln",
}


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
async def test_no_change_a_new_figure_and_a_red_with_its_follow_up_in_one_flow(
    tmp_path: Path, artefacts: Path, language: str
) -> None:
    await require_playground()
    say = speaker(language, BRUSSELS)
    samples = samples_with("nbrennan", language, tmp_path / "samples")
    async with a_week(tmp_path, artefacts / "three" / language, samples) as week:
        await week.until("2026-03-12 10:00")
        await one_card_is_filled_in(week, language, say)
        await the_red_asks_what_is_being_done(week, language, say)
        await all_of_it_is_recorded(week, language, say)
        await week.narrow_pictures()


async def one_card_is_filled_in(week: Week, language: str, say: Say) -> None:
    form = await week.card(say("Your status for {period}", period=say.period("2026-W11")))
    await week.picture("1-asked")
    await form.fill("BIOM/unchanged", value=True)
    await form.fill("APPT/rag", "green")
    await form.fill("APPT/indicator/APPT.BLOCK", 93)
    await form.fill("VISA/rag", "red")
    await form.fill("VISA/summary", CAUSE[language])
    await week.picture("2-filled-in")
    await form.press(say("Send"))


async def the_red_asks_what_is_being_done(week: Week, language: str, say: Say) -> None:
    asked = await week.card(say("{project} is {status}: what is being done?", project="VISA", status=red(say)))
    text = await asked.text()
    assert say("alert open") in text
    assert say("no change") in text
    await asked.fill("VISA/cause", CAUSE[language])
    await asked.fill("VISA/action", ACTION[language])
    await asked.fill("VISA/action_by", "2026-04-15")
    await week.picture("3-what-is-being-done")
    await asked.press(say("Send"))


async def all_of_it_is_recorded(week: Week, language: str, say: Say) -> None:
    receipt = await week.card(say("Recorded for {period}.", period=say.period("2026-W11")))
    await week.client.see(say("Version {n}", n=2))
    assert await receipt.buttons() == [say("Edit")]
    await week.picture("4-receipt")
    appt, biom, visa = [await report(week, code) for code in ("appt", "biom", "visa")]
    assert (biom.unchanged, biom.version) == (True, 1)
    assert (appt.rag, appt.unchanged) == (Rag.GREEN, False)
    assert (visa.rag, visa.cause, visa.action) == (Rag.RED, CAUSE[language], ACTION[language])
    assert visa.action_by == date(2026, 4, 15)
    stopped = await latest(week, "appt.block")
    assert (stopped.value, stopped.period, stopped.reporter) == (Decimal(93), "2026-W11", "nbrennan")


def red(say: Say) -> str:
    return say.meaning("status", "red")


async def report(week: Week, project: str) -> StatusReport:
    async def look(desk: Desk) -> StatusReport:
        standing = await desk.records.standings.get(project)
        assert standing is not None
        return standing.report

    return await week.demo.service.office.work(look)


async def latest(week: Week, indicator: str) -> Measurement:
    async def look(desk: Desk) -> Measurement:
        found = await desk.records.latest.get(indicator)
        assert found is not None
        return found

    return await week.demo.service.office.work(look)
