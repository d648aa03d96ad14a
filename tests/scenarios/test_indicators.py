"""`indicators` tells what is measured and what it means, to those who may know, where they ask."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from dialogs.desk import Desk
from dialogs.histories import remember
from pmo.indicators import Indicator, Measurement
from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams.reading import plain, texts


async def told(world: World, member: str, words: str) -> str:
    """The answer, as one line of words."""
    message = await world.asks(member, words)
    return plain(message.card or {}) or message.text


async def change(world: World, code: str, by: Callable[[Indicator], Indicator]) -> None:
    """Another definition of an indicator."""

    async def at(desk: Desk) -> None:
        found = await desk.records.indicators.get(code.casefold())
        assert found is not None
        await remember(by(found), desk)
        await desk.records.indicators.put(by(found))

    await world.service.office.work(at)


async def measure(world: World, code: str, period: str, value: str) -> None:
    """Another value, the newest."""

    async def at(desk: Desk) -> None:
        found = await desk.records.indicators.get(code.casefold())
        assert found is not None
        row = Measurement(
            indicator=code, project=found.project, period=period, version=1, value=Decimal(value), answered_at=desk.now
        )
        await desk.records.measurements.put(row)
        await desk.records.latest.put(row)

    await world.service.office.work(at)


@pytest.fixture
async def office(tmp_path: Path) -> object:
    """People of several programs, of the PMO and from outside."""
    installed = ("nbrennan", "tverbeke", "jrenard", "pdewael", "glambrechts", "ldessart", "skeller")
    async with ministry(tmp_path, installed=installed) as running:
        await running.until("2026-03-12 10:00")
        yield running


async def test_each_indicator_of_a_project_is_a_line_and_the_worst_comes_first(office: World) -> None:
    words = await told(office, "jrenard", "indicateurs DCMOVE")
    assert words.index("Migrations échouées") < words.index("Serveurs déplacés")
    first = texts((await office.asks("jrenard", "indicateurs DCMOVE")).card or {})[1]
    assert first.startswith("3 indicateurs")


async def test_a_line_tells_value_period_target_and_trend(office: World) -> None:
    words = await told(office, "nbrennan", "indicators VISA")
    assert "Applications filed online: 72 % week 10, 2026 · target 80 %, missed by 8 · getting better" in words
    assert "Days to a decision: 8.9 days February 2026 · target 8.0 days, exceeded by 0.9" in words
    assert words.count("getting") == 1  # three values make no trend
    assert "no clear change" not in words


async def test_a_value_that_breaks_the_pattern_is_called_unusual(office: World) -> None:
    await measure(office, "APPT.BLOCK", "2026-W11", "40")
    words = await told(office, "nbrennan", "indicators APPT")
    assert "1 indicator: 1 red." in words
    assert "unusual for this indicator" in words


async def test_a_value_that_is_too_old_has_no_colour_and_says_nothing_more(office: World) -> None:
    await office.until("2026-04-10 10:00")
    words = await told(office, "nbrennan", "indicators APPT")
    assert "1 indicator: 1 too old." in words
    assert "○ too old" in words
    assert "target" not in words


async def test_an_indicator_without_a_target_tells_none(office: World) -> None:
    await change(office, "APPT.BLOCK", lambda one: replace(one, target=None))
    await measure(office, "APPT.BLOCK", "2026-W11", "96")
    words = await told(office, "nbrennan", "indicators APPT")
    assert "96.0 %" in words
    assert "target" not in words


async def test_money_is_for_those_who_see_money_and_never_in_a_channel(office: World) -> None:
    await change(office, "BIOM.KITS", lambda one: replace(one, unit="kEUR", name="Spent on kits"))
    await measure(office, "BIOM.KITS", "2026-W11", "40")
    assert "Spent on kits: 40 kEUR" in await told(office, "nbrennan", "indicators BIOM")
    outside = await told(office, "glambrechts", "indicatoren BIOM")
    assert "Biometric enrolment kits" in outside
    assert "kEUR" not in outside
    await office.teams.mention(office["nbrennan"], STATUS.name, "indicators BIOM")
    here = plain(office.posts(STATUS)[-1].card or {})
    assert "No indicator is measured here." in here
    assert "kEUR" not in here
    await office.teams.mention(office["nbrennan"], STATUS.name, "indicators")
    assert "kEUR" not in plain(office.posts(STATUS)[-1].card or {})


async def test_what_one_may_not_see_and_what_is_not_there_get_the_same_sentence(office: World) -> None:
    hidden = await told(office, "nbrennan", "indicators CIPHER")
    absent = await told(office, "nbrennan", "indicators NOSUCH")
    other = await told(office, "nbrennan", "indicators SECNET")
    assert hidden.replace("CIPHER", "X") == absent.replace("NOSUCH", "X") == other.replace("SECNET", "X")
    trail = await office.records(lambda records: records.audit.all())
    assert [one.about for one in trail if one.what == "refused"] == ["indicators CIPHER", "indicators SECNET"]


async def test_a_restricted_project_is_never_told_in_a_channel(office: World) -> None:
    await change(office, "SATCOM.UP", lambda one: replace(one, project="CIPHER", name="Secret figure", name_fr=""))
    await measure(office, "SATCOM.UP", "2026-W11", "50")
    for words in ("indicators", "indicators SECNET", "indicators CIPHER"):
        await office.teams.mention(office["tverbeke"], GENERAL.name, words)
    here = " ".join(one.text + plain(one.card or {}) for one in office.posts(GENERAL))
    assert "CIPHER" not in here
    assert "noodlijn" not in here
    assert "SATCOM.UP" not in here
    mine = await told(office, "tverbeke", "indicatoren CIPHER")
    assert "noodlijn" in mine
    trail = await office.records(lambda records: records.audit.all())
    assert [one.about for one in trail if one.what == "restricted.read" and one.who == "tverbeke"]


async def test_a_program_is_what_its_indicators_say_together(office: World) -> None:
    words = await told(office, "ldessart", "indicateurs CONSUL")
    assert "5 indicateurs : 1 orange, 3 verts, 1 sans limites." in words
    assert "APPT · semaine 10 (2026)" in words
    assert words.index("APPT · semaine 10 (2026)") < words.index("VISA · ")
    assert "SATCOM" not in words


async def test_of_several_projects_the_red_and_amber_ones_are_named_first_with_their_projects(office: World) -> None:
    words = await told(office, "pdewael", "indicatoren")
    named = words.partition("Rood en oranje")[2].partition("Samengevoegd")[0]
    assert named.index("■ rood Open blokkerende fouten: 26 faults CABLE") < named.index("▲ oranje Bewaakte uren")
    assert "groen" not in named


async def test_the_worst_indicators_are_turned_page_by_page(office: World) -> None:
    async def many(desk: Desk) -> None:
        known, latest = await desk.records.indicators.get("cable.bugs"), await desk.records.latest.get("cable.bugs")
        assert known is not None
        assert latest is not None
        for number in range(30):
            other = replace(known, code=f"CABLE.F{number:02}", name=f"Faults of kind {number:02}", name_nl="")
            await desk.records.indicators.put(other)
            await remember(other, desk)
            await desk.records.latest.put(replace(latest, indicator=other.code))

    await office.service.office.work(many)
    message = await office.asks("pdewael", "indicatoren")
    first = plain(message.card or {})
    answer = await office.presses("pdewael", message, "indicators.page")
    second = plain(answer.card or {})
    found = [f"Faults of kind {number:02}" for number in range(30)]
    assert all((name in first) != (name in second) for name in found)
    assert not any(first.count(name) > 1 for name in found)
    assert any(name in first for name in found)
    assert any(name in second for name in found)
    assert "Samengevoegd" in first
    assert "Samengevoegd" not in second


async def test_indicators_with_the_same_ending_are_one_figure_or_the_reason_why_not(office: World) -> None:
    words = await told(office, "pdewael", "indicatoren")
    assert "POSTS" in words
    assert "hun regels verschillen" in words
    await change(office, "SDWAN.POSTS", lambda one: replace(one, aggregate=None, name_nl="Posten"))
    await change(office, "TEAMS.POSTS", lambda one: replace(one, aggregate=None, name_nl="Posten"))
    assert "geen regel zegt hoe" in await told(office, "pdewael", "indicatoren")


async def test_what_a_program_as_a_whole_measures_is_for_those_who_lead_it(office: World) -> None:
    assert "CONSUL" in await told(office, "ldessart", "indicateurs CONSUL")
    assert "Satisfaction" in await told(office, "ldessart", "indicateurs CONSUL")
    assert "Satisfaction" not in await told(office, "nbrennan", "indicators CONSUL")


async def test_a_channel_gets_the_figures_of_its_program_and_no_other(office: World) -> None:
    await office.teams.mention(office["jrenard"], STATUS.name, "indicateurs")
    here = plain(office.posts(STATUS)[-1].card or {})
    assert "CONSUL" in here
    assert "beyond this place" in here
    before = len(office.posts(STATUS))
    await office.teams.mention(office["jrenard"], STATUS.name, "indicateurs SECNET")
    lines = [one.text for one in office.posts(STATUS)[before:]]
    assert all("SECNET" not in line for line in lines)
    assert not any(one.card for one in office.posts(STATUS)[before:])


async def test_who_sees_no_project_gets_no_figure(office: World) -> None:
    assert "%" not in await told(office, "skeller", "indikatoren VISA")
