"""The PMO changes what people are: two of them together where it opens or closes everything."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmo.offices import OfficeState
from pmo.portfolio import Member, Role
from storage.trail import Entry
from tests.scenarios.world import World, ministry
from tests.teams.activities import click
from tests.teams.connector import Posted
from tests.teams.loopback import Answer
from tests.teams.reading import action, facts, inputs, plain, verbs

OFFICE = ("pdewael", "cmarchal", "nbrennan", "ldessart", "jrenard")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    """Both members of the PMO, a manager, and somebody of management, at work."""
    async with ministry(tmp_path, installed=OFFICE) as world:
        await world.until("2026-03-12 11:00")
        yield world


async def member(world: World, member_id: str) -> Member:
    found: Member | None = await world.records(lambda records: records.members.get(member_id))
    assert found is not None
    return found


async def waiting(world: World, member_id: str) -> OfficeState:
    found: OfficeState | None = await world.records(lambda records: records.office_states.get(member_id))
    return found or OfficeState(member=member_id)


async def trail(world: World, what: str) -> list[Entry]:
    return [entry for entry in await world.records(lambda records: records.audit.all()) if entry.what == what]


async def saves(world: World, by: str, words: str, **typed: Any) -> tuple[Posted, Answer]:
    """Somebody of the PMO opens a person, fills in the form and saves; the card, and what they then see of it."""
    card = await world.asks(by, words)
    await world.presses(by, card, "person.edit")
    return card, await world.presses(by, card, "person.save", typed)


async def make(world: World, member_id: str, **changes: Any) -> None:
    """Somebody is something else, as an import may have said."""
    known = await member(world, member_id)
    await world.records(lambda records: records.members.put(replace(known, **changes)))


async def told(world: World, member_id: str) -> list[str]:
    await world.service.delivery.settled(5)
    return [plain(one.card or {}) for one in world.told(member_id, "notice")]


async def test_a_role_that_opens_everything_waits_for_a_second_member_of_the_pmo(office: World) -> None:
    _, answer = await saves(office, "pdewael", "personen Luc Dessart", role="management")
    assert "een tweede lid van het PMO moet akkoord gaan" in plain(answer.card or {})
    assert "person.agree" not in verbs(answer.card or {})
    assert (await member(office, "ldessart")).role is Role.MEMBER
    await office.until("2026-03-13 10:00")
    letter = office.told("cmarchal", "notice")[-1]
    assert "Pieter De Wael souhaite le rôle" in plain(letter.card or {})
    assert "Luc Dessart" in plain((await office.asks("cmarchal", "tâches")).card or {})
    shown = await office.presses("cmarchal", letter, "person.agree")
    assert "Le rôle est valable dès maintenant." in plain(shown.card or {})
    assert facts(shown.card or {})["Rôle"] == "Direction"
    assert (await member(office, "ldessart")).role is Role.MANAGEMENT
    (live,) = await trail(office, "person.live")
    assert (live.who, live.about, dict(live.detail)) == (
        "pdewael;cmarchal",
        "ldessart",
        {"role": "member -> management"},
    )
    assert "Votre rôle est maintenant : Direction" in (await told(office, "ldessart"))[-1].replace("\u202f", " ")


async def test_everything_that_hangs_on_a_role_follows_at_once(office: World) -> None:
    assert "CIPHER" not in plain((await office.asks("ldessart", "portefeuille cipher")).card or {})
    await saves(office, "pdewael", "personen Luc Dessart", role="management")
    await saves(office, "cmarchal", "personnes Luc Dessart", role="management")
    assert (await member(office, "ldessart")).role is Role.MANAGEMENT, "the same wish of another agrees"
    assert "CIPHER" in plain((await office.asks("ldessart", "portefeuille cipher")).card or {})
    due = await office.records(lambda records: records.due.get("overview/ldessart"))
    assert due is not None
    assert due.at.date() == date(2026, 4, 3), "management is told monthly"
    await office.asks("ldessart", "suivre cipher")
    await saves(office, "pdewael", "personen Luc Dessart", role="member")
    await saves(office, "cmarchal", "personnes Luc Dessart", role="member")
    await office.until("2026-03-12 12:00")
    assert await office.records(lambda records: records.watches.find("member", "ldessart")) == []
    due = await office.records(lambda records: records.due.get("overview/ldessart"))
    assert due is not None
    assert due.at.date() == date(2026, 3, 16), "who leads a program is told weekly"
    assert "CIPHER" not in plain((await office.asks("ldessart", "portefeuille cipher")).card or {})


async def test_a_new_member_of_the_pmo_can_do_what_the_pmo_does(office: World) -> None:
    await saves(office, "pdewael", "personen Nora Brennan", role="pmo")
    await saves(office, "cmarchal", "personnes Nora Brennan", role="pmo")
    await office.settled()  # she is told of her role
    assert "people.install" in verbs((await office.asks("nbrennan", "people")).card or {})
    await saves(office, "pdewael", "personen Nora Brennan", role="member")
    _, answer = await saves(office, "nbrennan", "people Nora Brennan", role="member")
    assert "The role holds from now on." in answer.message
    assert "PMO" in (await office.asks("nbrennan", "limits")).text


async def test_what_is_wanted_can_be_dropped_and_an_old_card_does_nothing(office: World) -> None:
    card, _ = await saves(office, "pdewael", "personen Luc Dessart", role="management")
    old = await office.asks("cmarchal", "personnes Luc Dessart")
    await office.presses("pdewael", card, "person.drop")
    assert (await waiting(office, "ldessart")).proposed is None
    shown = await office.presses("cmarchal", old, "person.agree")
    assert "Ceci a changé entre-temps" in plain(shown.card or {})
    assert (await member(office, "ldessart")).role is Role.MEMBER


async def test_whoever_wanted_a_role_hears_that_another_does_not(office: World) -> None:
    await saves(office, "pdewael", "personen Luc Dessart", role="management")
    card = await office.asks("cmarchal", "personnes Luc Dessart")
    before = len(await told(office, "pdewael"))
    await office.presses("cmarchal", card, "person.drop")
    (news,) = (await told(office, "pdewael"))[before:]
    assert "Luc Dessart Céline Marchal wil het niet zo: wat u hier wilde, geldt niet." in news


async def test_nobody_agrees_to_their_own_wish(office: World) -> None:
    card, shown = await saves(office, "pdewael", "personen Luc Dessart", role="management")
    state, pmo = await waiting(office, "ldessart"), office["pdewael"]
    ids = action(shown.card or {}, "person.drop")["data"]
    answer = await office.teams.post(click(office.teams.beside(pmo, card), "person.agree", ids, card.id))
    assert "een ander lid van het PMO moet akkoord gaan" in answer.message
    await saves(office, "pdewael", "personen Luc Dessart", role="management")
    assert await waiting(office, "ldessart") == state, "to want it twice is to want it once"


async def test_the_only_member_of_the_pmo_waits_a_day(office: World) -> None:
    await make(office, "cmarchal", role=Role.MEMBER)
    _, answer = await saves(office, "pdewael", "personen Luc Dessart", role="pmo")
    assert "tenzij u zich bedenkt" in plain(answer.card or {})
    await office.until("2026-03-13 10:59")
    assert (await member(office, "ldessart")).role is Role.MEMBER
    await office.until("2026-03-13 11:01")
    assert (await member(office, "ldessart")).role is Role.PMO


async def test_nobody_takes_the_last_role_of_the_pmo_away(office: World) -> None:
    await make(office, "cmarchal", role=Role.MEMBER)
    _, answer = await saves(office, "pdewael", "personen Pieter De Wael", role="member")
    assert "Niemand anders zit in het PMO" in plain(answer.card or {})
    assert (await waiting(office, "pdewael")).proposed is None
    assert inputs(answer.card or {})["role"] == "member", "what was chosen stays in the form"


async def test_one_s_own_role_is_never_changed_alone(office: World) -> None:
    await saves(office, "pdewael", "personen Pieter De Wael", role="member")
    state = await waiting(office, "pdewael")
    assert (state.asked_by, state.goes_live_at) == ("pdewael", None)
    await make(office, "cmarchal", role=Role.MEMBER)
    await office.asks("pdewael", "personen Luc Dessart")
    await office.stop()
    await office.change("members", "emaes", language="fr")
    await office.start()
    state = await waiting(office, "pdewael")
    assert state.goes_live_at is None, "alone they still wait for another"
    await office.until("2026-03-16 10:00")
    assert (await member(office, "pdewael")).role is Role.PMO


async def test_somebody_external_is_neither_of_the_pmo_nor_of_management(office: World) -> None:
    _, answer = await saves(office, "pdewael", "personen Ilaria Conti", role="pmo")
    assert "Een extern persoon kan niet in het PMO" in plain(answer.card or {})
    _, answer = await saves(office, "pdewael", "personen Ilaria Conti", role="pmo", external="false")
    assert "een tweede lid" in plain(answer.card or {})
    _, answer = await saves(office, "pdewael", "personen Joëlle Renard", external="true")
    assert "Kies “Lid”" in plain(answer.card or {})


async def test_an_external_of_the_pmo_gets_its_rights_only_by_two(office: World) -> None:
    await make(office, "iconti", role=Role.PMO)
    _, answer = await saves(office, "pdewael", "personen Ilaria Conti", external="false")
    assert "een tweede lid" in plain(answer.card or {})
    assert (await member(office, "iconti")).external


async def test_external_and_the_post_hold_at_once_and_are_told(office: World) -> None:
    _, answer = await saves(office, "pdewael", "personen Nora Brennan", external="true", post="KTM")
    words = plain(answer.card or {})
    assert "De post is nu Kathmandu." in words
    assert facts(answer.card or {})["Tijdzone"].startswith("Asia/Kathmandu")
    known = await member(office, "nbrennan")
    assert (known.external, known.post) == (True, "KTM")
    await office.until("2026-03-16 12:00")
    notices = await told(office, "nbrennan")
    assert any("Your post is now: Kathmandu" in one for one in notices)
    assert any("Your role is now: Member, external" in one for one in notices)
    ask = await office.records(lambda records: records.due.get("ask/visa"))
    assert ask.at.strftime("%H:%M") == "04:15", "ten in the morning in Kathmandu"


async def test_an_import_leaves_what_was_changed_in_teams_until_the_file_says_otherwise(office: World) -> None:
    await saves(office, "pdewael", "personen Nora Brennan", post="KTM")
    await saves(office, "pdewael", "personen Luc Dessart", role="management")
    await saves(office, "cmarchal", "personnes Luc Dessart", role="management")
    await office.stop()
    await office.change("members", "emaes", language="fr")
    await office.start()
    assert (await member(office, "nbrennan")).post == "KTM"
    assert (await member(office, "ldessart")).role is Role.MANAGEMENT
    await office.stop()
    await office.change_rows("members", nbrennan={"post": "FIH"}, emaes={"language": "fr"})
    await office.start()
    assert (await member(office, "nbrennan")).post == "FIH"


async def test_what_an_import_decides_otherwise_is_not_wanted_any_more(office: World) -> None:
    await saves(office, "pdewael", "personen Luc Dessart", role="management")
    await office.stop()
    await office.change("members", "ldessart", role="pmo")
    await office.start()
    assert (await waiting(office, "ldessart")).proposed is None
    assert (await member(office, "ldessart")).role is Role.PMO


async def test_roles_are_the_pmo_s_alone(office: World) -> None:
    card = await office.asks("pdewael", "personen Luc Dessart")
    answer = await office.presses("jrenard", card, "person.edit")
    assert "PMO" in answer.message
    assert [entry.who for entry in await trail(office, "refused")][-1] == "jrenard"


HOSTILE: tuple[Any, ...] = (
    "",
    "nope",
    "PMO",
    "x" * 10_000,
    "**pmo**",
    "\u0645\u062f\u064a\u0631",
    7,
    None,
    ["pmo"],
    {},
)


@pytest.mark.parametrize("name", ["role", "external", "post"])
async def test_what_no_form_sends_changes_nothing(office: World, name: str) -> None:
    before = await member(office, "ldessart")
    for value in HOSTILE:
        _, answer = await saves(office, "pdewael", "personen Luc Dessart", **{name: value})
        assert "Er is niets gewijzigd." in plain(answer.card or {}), value
        assert await member(office, "ldessart") == before
        assert (await waiting(office, "ldessart")).proposed is None


async def test_who_should_agree_and_cannot_be_reached_is_named(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pdewael", "nbrennan")) as world:
        await world.asks("pdewael", "language en")
        assert "Céline Marchal" not in (await waits_for(world))[:60]
        _, answer = await saves(world, "pdewael", "people Luc Dessart", role="management")
        assert "I cannot reach Céline Marchal in Teams." in plain(answer.card or {})
        assert "Céline Marchal: has never been seen in Teams" in (await waits_for(world))[:60], (
            "first, as she is needed"
        )
        await world.teams.install(world["cmarchal"])
        assert "I cannot reach" not in plain((await world.asks("pdewael", "people Luc Dessart")).card or {})
        assert "Céline Marchal: has never been seen" not in await waits_for(world)


async def waits_for(world: World) -> str:
    """What `todo` tells of people who cannot be reached."""
    return plain((await world.asks("pdewael", "todo")).card or {}).partition("People I cannot reach ")[2]
