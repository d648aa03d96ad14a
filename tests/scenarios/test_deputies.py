"""Deputies of assignments are named in Teams, by the PMO and by who manages the project."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from pmo.portfolio import Assignment
from tests.scenarios.world import World, ministry
from tests.teams.connector import Posted
from tests.teams.loopback import Answer
from tests.teams.reading import inputs, plain, verbs

OFFICE = ("pdewael", "cmarchal", "nbrennan", "rsilvestre", "iconti", "tverbeke", "vnguyen")
VY = "visa/vnguyen/contributor"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    """The PMO, managers and contributors, at work."""
    async with ministry(tmp_path, installed=OFFICE) as world:
        await world.until("2026-03-11 11:00")
        yield world


async def deputy_of(world: World, key: str) -> str:
    found: Assignment | None = await world.records(lambda records: records.assignments.get(key))
    assert found is not None
    return found.deputy


async def opened(world: World, by: str, words: str) -> Posted:
    """The deputies of what these words show."""
    card = await world.asks(by, words)
    await world.presses(by, card, "deputy.edit")
    return card


async def names(world: World, by: str, card: Posted, of: str, deputy: str) -> Answer:
    return await world.presses(by, card, "deputy.set", {"of": of, "deputy": deputy})


async def told(world: World, member_id: str) -> list[str]:
    await world.service.delivery.settled(5)
    return [plain(one.card or {}) for one in world.told(member_id, "notice")]


async def test_who_manages_a_project_names_a_deputy_and_everybody_concerned_is_told(office: World) -> None:
    card = await opened(office, "nbrennan", "project VISA")
    assert "Joëlle Renard · Steering committee → Hilde Van Acker" in plain(card.seen_by(office["nbrennan"]) or {})
    answer = await names(office, "nbrennan", card, VY, "raphael silvestre")
    assert "Raphaël Silvestre stands in for Vy Nguyen-Peeters in VISA." in plain(answer.card or {})
    assert await deputy_of(office, VY) == "rsilvestre"
    assert "Vous remplacez Vy Nguyen-Peeters dans un projet" in (await told(office, "rsilvestre"))[-1]
    assert "Raphaël Silvestre stands in for you in VISA" in (await told(office, "vnguyen"))[-1]
    (entry,) = [one for one in await office.records(lambda records: records.audit.all()) if one.what == "deputy.set"]
    assert (entry.who, entry.about, dict(entry.detail)) == ("nbrennan", VY, {"deputy": "- -> rsilvestre"})


async def test_an_empty_field_takes_the_deputy_away(office: World) -> None:
    card = await opened(office, "nbrennan", "project VISA")
    await names(office, "nbrennan", card, VY, "rsilvestre")
    answer = await names(office, "nbrennan", card, VY, "")
    assert "Nobody stands in for Vy Nguyen-Peeters in VISA any more." in plain(answer.card or {})
    assert await deputy_of(office, VY) == ""
    assert "Vous ne remplacez plus Vy Nguyen-Peeters dans un projet" in (await told(office, "rsilvestre"))[-1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Nobody At All", "I do not know a member named “Nobody At All”."),
        ("Vy Nguyen-Peeters", "Nobody can stand in for themselves."),
        ("Olivier Thiry", "Olivier Thiry has left the portfolio."),
        ("x" * 10_000, "I do not know a member named"),
        ("<at>Pieter</at>", "I do not know a member named"),
    ],
)
async def test_somebody_who_cannot_stand_in_is_refused_with_a_sentence(office: World, typed: str, said: str) -> None:
    known = await office.records(lambda records: records.members.get("othiry"))
    await office.records(lambda records: records.members.put(replace(known, archived=True)))
    card = await opened(office, "nbrennan", "project VISA")
    answer = await names(office, "nbrennan", card, VY, typed)
    assert said in plain(answer.card or {})
    assert inputs(answer.card or {})["deputy"] == typed[:100], "what was typed stays in the form"
    assert await deputy_of(office, VY) == ""


async def test_somebody_external_stands_in_for_nobody_in_a_restricted_project(office: World) -> None:
    card = await opened(office, "tverbeke", "project CIPHER")
    key = "cipher/skeller/steering"
    answer = await names(office, "tverbeke", card, key, "Ilaria Conti")
    assert "Ilaria Conti is extern, en CIPHER is vertrouwelijk." in plain(answer.card or {})
    assert await deputy_of(office, key) == ""


async def test_a_card_that_is_older_than_a_change_changes_nothing(office: World) -> None:
    old = await opened(office, "nbrennan", "project VISA")
    card = await opened(office, "pdewael", "project VISA")
    await names(office, "pdewael", card, VY, "rsilvestre")
    answer = await names(office, "nbrennan", old, VY, "ldessart")
    assert "This has changed meanwhile; nothing was done." in plain(answer.card or {})
    assert await deputy_of(office, VY) == "rsilvestre"


async def test_the_pmo_names_deputies_of_a_person_in_all_their_projects(office: World) -> None:
    card = await opened(office, "pdewael", "personen Vy Nguyen-Peeters")
    words = plain(card.seen_by(office["pdewael"]) or {})
    assert "VISA · Medewerker → niemand vervangt" in words
    await names(office, "pdewael", card, "teams/vnguyen/contributor", "Els Maes")
    assert await deputy_of(office, "teams/vnguyen/contributor") == "emaes"
    shown = await office.presses("pdewael", card, "person.show")
    assert "TEAMS · Medewerker: Els Maes" in plain(shown.card or {})


async def test_a_deputy_reads_as_soon_as_the_other_is_away(office: World) -> None:
    card = await opened(office, "nbrennan", "project VISA")
    await names(office, "nbrennan", card, VY, "tverbeke")
    assert (await office.asks("tverbeke", "project VISA")).card is None
    await office.asks("vnguyen", "away today")
    assert "Online visa application" in plain((await office.asks("tverbeke", "project VISA")).card or {})


async def test_who_does_not_manage_the_project_names_nobody(office: World) -> None:
    assert "deputy.edit" not in verbs((await office.asks("rsilvestre", "projet APPT")).card or {})
    card = await office.asks("nbrennan", "project APPT")
    answer = await office.presses("rsilvestre", card, "deputy.edit")
    assert "APPT" in answer.message
    audit = await office.records(lambda records: records.audit.all())
    assert [one.about for one in audit if one.what == "refused"] == ["deputy.edit"]


async def test_an_import_leaves_a_deputy_that_was_named_in_teams(office: World) -> None:
    card = await opened(office, "nbrennan", "project VISA")
    await names(office, "nbrennan", card, VY, "rsilvestre")
    await office.stop()
    await office.change("assignments", "DESK", role="steering")
    await office.start()
    assert await deputy_of(office, VY) == "rsilvestre"
