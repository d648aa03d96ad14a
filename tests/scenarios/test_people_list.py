"""The PMO looks through everybody, and who leads a project through its people: who has the app, and who has not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage.contacts import Address, Contact
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.people import TEAM_ID
from tests.teams.reading import facts, inputs, plain, texts, verbs

OFFICE = ("pdewael", "cmarchal", "nbrennan", "jrenard", "ldessart", "rsilvestre")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    """The PMO and a few others have the app; one has blocked it, and a team has one more."""
    async with ministry(tmp_path, installed=OFFICE) as world:
        await contact(world, "mcole", unreachable="blocked")
        await contact(world, "sbenali", teams=(TEAM_ID,), teams_id="29:sbenali")
        yield world


async def contact(world: World, member: str, **changes: Any) -> None:
    """Something is known of somebody in Teams."""
    entra_id = world[member].entra_id

    async def put(records: Any) -> None:
        known = await records.contacts.get(entra_id) or Contact(entra_id=entra_id)
        await records.contacts.put(replace(known, **changes))

    await world.records(put)


async def told(world: World, member: str, words: str) -> str:
    return plain((await world.asks(member, words)).card or {})


async def test_the_list_begins_with_the_figures_and_with_whoever_is_asked_and_cannot_be_reached(office: World) -> None:
    words = await told(office, "cmarchal", "personnes")
    figures = "31 personnes\u202f: 6 avec l’application, 1 par une équipe seulement, 24 pas encore joignables."
    assert " ".join(figures.split()) in words
    assert "jamais vu dans Teams : 23 · a bloqué l’application : 1" in words.replace("\u202f", " ")
    first, second = words.index("Marcus Colebrook"), words.index("Els Maes")
    assert first < second
    assert "interrogation le jeudi 12 mars à 15:00" in words[first:second]


async def test_a_team_that_has_lost_the_app_reaches_nobody(office: World) -> None:
    gone = Address(id="19:gone@thread.tacv2", team=TEAM_ID, unreachable="removed")
    await office.records(lambda records: records.addresses.put(gone))
    words = await told(office, "pdewael", "personen Samia Benali")
    assert "Heeft de app niet geïnstalleerd" in words


async def test_the_pages_of_the_list_hold_everybody_once(office: World) -> None:
    pmo, seen = office["pdewael"], list[str]()
    card = await office.asks("pdewael", "personen")
    for page in (1, 2, 3):
        if page > 1:
            await office.teams.execute(pmo, card, "people.page", page=page)
        shown = card.seen_by(pmo) or {}
        assert f"Pagina {page} van 3" in plain(shown)
        seen += [one["value"] for one in _choices(shown, "member")]
    assert sorted(seen) == sorted(office.people)
    assert seen[-1] == "rsilvestre", "those who have the app come last"


@pytest.mark.parametrize(
    ("words", "count", "among", "not_among"),
    [
        ("personen zonder app", 25, "Marcus Colebrook", "Nora Brennan"),
        ("people without the app", 25, "Marcus Colebrook", "Nora Brennan"),
        ("personnes sans l’application", 25, "Marcus Colebrook", "Nora Brennan"),
        ("Personen ohne App", 25, "Marcus Colebrook", "Nora Brennan"),
        ("people with app", 6, "Nora Brennan", "Samia Benali"),
        ("people unreachable", 24, "Marcus Colebrook", "Samia Benali"),
        ("leden extern", 3, "Ilaria Conti", "Nora Brennan"),
        ("personnes direction", 3, "Joëlle Renard", "Nora Brennan"),
        ("people pmo", 2, "Céline Marchal", "Nora Brennan"),
        ("people brussels external without app", 3, "Geert Lambrechts", "Nora Brennan"),
        ("people CONSUL", 11, "Nora Brennan", "Marcus Colebrook"),
        ("people without app consul", 6, "Vy Nguyen-Peeters", "Nora Brennan"),
        ("people program:CONSUL external", 2, "Ilaria Conti", "Nora Brennan"),
        ("people VISA", 6, "Nora Brennan", "Luc Dessart Brussels"),
        ("people post:kinshasa", 1, "Josué Kabongo", "Nora Brennan"),
        ("people kinsahsa", 1, "Josué Kabongo", "Nora Brennan"),
    ],
)
async def test_words_narrow_the_list_in_four_languages(
    office: World, words: str, count: int, among: str, not_among: str
) -> None:
    card = (await office.asks("pdewael", words)).card or {}
    assert f"{count} perso" in plain(card)
    choices = [one["title"] for one in _choices(card, "member")]
    assert len(choices) == min(count, 15)
    assert among in plain(card)
    assert not_among not in plain(card)


def _choices(card: Any, name: str) -> list[dict[str, str]]:
    return [one for node in _nodes(card) if node.get("id") == name for one in node["choices"]]


def _nodes(card: Any) -> list[Any]:
    return list(card["body"])


async def test_buttons_narrow_the_list_and_widen_it_again(office: World) -> None:
    card, pmo = await office.asks("cmarchal", "personnes"), office["cmarchal"]
    await office.teams.execute(pmo, card, "people.page", filters="external")
    assert "Personnes : Externe" in plain(card.seen_by(pmo) or {}).replace("\u202f", " ")
    assert "3 personnes" in plain(card.seen_by(pmo) or {})
    await office.teams.execute(pmo, card, "people.page", {"program": "SECNET"})
    assert "SECNET · Diplomatic network" in plain(card.seen_by(pmo) or {})
    await office.teams.execute(pmo, card, "people.page", filters="", scope="")
    assert "31 personnes" in plain(card.seen_by(pmo) or {})


async def test_a_name_that_finds_one_gives_their_card_also_when_it_is_misspelt(office: World) -> None:
    for words in ("people nora brennan", "people brenan", "people nbrennan", "people Brennan, Nora"):
        card = (await office.asks("pdewael", words)).card or {}
        assert "person.edit" in verbs(card), words
        assert facts(card)["Tijdzone"] == "Europe/Brussels · 09:00–17:00"
    words = plain(card)
    assert "Heeft de app · gezien sinds 11 mrt 2026" in words
    assert "VISA · Online visa application · Projectmanager" in words


async def test_a_card_tells_what_is_open_and_who_is_away_when(office: World) -> None:
    await office.asks("nbrennan", "away 16/3 17/3 Luc Dessart")
    await office.until("2026-03-12 11:00")
    words = await told(office, "pdewael", "personen Nora Brennan")
    assert "16 mrt 2026" in words
    assert "Luc Dessart antwoordt in de plaats" in words
    assert "VISA, week 11" in words
    words = await told(office, "pdewael", "personen Luc Dessart")
    assert "Vervangt Nora Brennan: afwezig van 16 mrt 2026 tot 17 mrt 2026" in words


async def test_an_administrator_is_told_what_to_do_and_gets_the_ids(office: World) -> None:
    pmo = office["pdewael"]
    card = await office.asks("pdewael", "personen extern zonder app")
    shown = (await office.teams.execute(pmo, card, "people.install")).card or {}
    found = inputs(shown)["ids"].splitlines()
    assert sorted(found) == sorted(office[one].entra_id for one in ("glambrechts", "iconti", "bhartmann"))
    assert "installatiebeleid" in plain(shown)
    await office.teams.execute(pmo, card, "people.page")
    assert "Personen: Zonder de app · Extern" in plain(card.seen_by(pmo) or {})


async def test_somebody_without_an_entra_id_is_named_to_the_administrator(office: World) -> None:
    async def forget(records: Any) -> None:
        known = await records.members.get("iconti")
        await records.members.put(replace(known, entra_id=""))

    await office.records(forget)
    card = await office.asks("pdewael", "personen extern")
    assert "heeft geen Entra-id in de portefeuille" in plain(card.card or {})
    shown = await office.teams.execute(office["pdewael"], card, "people.install")
    assert "Ilaria Conti" in plain(shown.card or {})


async def test_who_manages_a_project_sees_its_people_and_nobody_else(office: World) -> None:
    card = (await office.asks("nbrennan", "people VISA")).card or {}
    assert "VISA · Online visa application" in plain(card)
    assert "Vy Nguyen-Peeters Contributor" in plain(card)
    assert {"person.show", "people.install"}.isdisjoint(verbs(card))
    assert "CIPHER" in (await office.asks("nbrennan", "people CIPHER")).text
    assert "people CODE" in (await office.asks("nbrennan", "people")).text
    assert "There is no project" in (await office.asks("nbrennan", "people Luc Dessart")).text


async def test_a_contributor_sees_no_people_of_the_project(office: World) -> None:
    assert "VISA" in (await office.asks("rsilvestre", "personnes APPT")).text.replace("APPT", "VISA")
    assert (await office.asks("rsilvestre", "personnes APPT")).card is None


async def test_a_program_tells_its_manager_of_its_projects_people(office: World) -> None:
    words = await told(office, "ldessart", "personnes consul externe")
    assert "Geert Lambrechts" in words
    assert "BIOM" in words


async def test_people_are_told_in_the_own_chat_only(office: World) -> None:
    before = len(office.teams.personal_messages(office["pdewael"]))
    await office.teams.mention(office["pdewael"], STATUS.name, "personen")
    assert all(one.card is None and "Marcus" not in one.text for one in office.posts())
    assert len(office.teams.personal_messages(office["pdewael"])) == before + 1
    card = await office.asks("pdewael", "personen")
    answer = await office.teams.execute(office["jrenard"], card, "people.install")
    assert "PMO" in answer.message


async def test_the_words_of_the_list_and_the_kind_of_a_code_narrow_it(office: World) -> None:
    assert (await told(office, "cmarchal", "personnes non joignables")).count("24 pas encore joignables") == 1
    of_program = await told(office, "cmarchal", "personnes WORK")
    head = of_program.partition("Els Maes")[0]
    assert head in await told(office, "cmarchal", "personnes programme WORK")


async def test_of_somebody_who_has_left_the_pmo_hears_so_and_nobody_else_does(office: World) -> None:
    await office.asks("pdewael", "language en")
    await office.change_live("members", without=("nbrennan", "ldessart"))
    assert "Nora Brennan has left the portfolio." in await told(office, "pdewael", "people Nora")
    assert "Nora Brennan has left the portfolio." in await told(office, "pdewael", "people Brennann")
    assert "Nobody fits." in await told(office, "pdewael", "people Zoltan")
    assert "has left" not in await told(office, "rsilvestre", "people Nora")


@pytest.mark.parametrize("words", ["personnes La Haye", "personen Den Haag", "people The Hague", "personen HAG"])
async def test_a_place_gives_the_same_people_in_every_language(office: World, words: str) -> None:
    found = await told(office, "cmarchal", words)
    assert "Joost Hoekstra" in found
    assert "Nora Brennan" not in found


async def test_headquarters_are_found_by_the_city_in_every_language(office: World) -> None:
    for words in ("personnes Bruxelles", "personen Brussel", "people Brussels", "personen Brüssel"):
        assert "19 personnes" in await told(office, "cmarchal", words)


async def test_what_somebody_has_not_answered_stands_there_once_each(office: World) -> None:
    await office.asks("pdewael", "language en")
    await office.until("2026-03-12 11:00")
    card = await office.asks("pdewael", "people Nora Brennan")
    told = [line for line in texts(card.card or {}) if "week 11" in line]
    assert any(line.startswith("APPT, week 11") for line in told)
    assert any(line.startswith("APPT · ") for line in told), "an indicator is named"
    assert len(told) == len(set(told)) > 3
