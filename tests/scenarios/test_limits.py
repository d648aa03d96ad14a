"""The PMO decides on the limits of the computed status: two of them together, after seeing what would change."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dialogs import limit_preview
from pmo.limit_changes import LimitState
from pmo.limits import LimitChoice
from storage.trail import Entry
from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import inputs, plain, verbs

WIDER = {"slip_amber": "", "slip_red": "30"}
"""Under these VISA and CRISIS, late by less than a third of their time, would be amber instead of red."""


@pytest.fixture
async def office(tmp_path: Path) -> Any:
    """Both members of the PMO, and people who are not of it."""
    async with ministry(tmp_path, installed=("pdewael", "cmarchal", "nbrennan", "jrenard")) as running:
        await running.until("2026-03-12 11:00")
        yield running


async def kept(world: World, key: str) -> LimitChoice | None:
    found: LimitChoice | None = await world.records(lambda records: records.limits.get(key))
    return found


async def waiting(world: World, key: str) -> LimitState:
    found: LimitState | None = await world.records(lambda records: records.limit_states.get(key))
    return found or LimitState()


async def trail(world: World, what: str) -> list[Entry]:
    found = await world.records(lambda records: records.audit.all())
    return [entry for entry in found if entry.what == what]


async def colour(world: World, project: str) -> str:
    found = await world.records(lambda records: records.judgements.get(project.casefold()))
    return str(found.whole.colour)


async def previewed(world: World, scope: str, **typed: str) -> Posted:
    """The card of somebody of the PMO who has filled in the form and looks at what would change."""
    card = await world.asks("pdewael", f"grenzen {scope}".strip())
    shown = await world.presses("pdewael", card, "limits.preview", {**WIDER, **typed})
    assert "limits.save" in verbs(shown.card or {}), plain(shown.card or {})
    return card


async def test_the_card_tells_which_limits_hold_and_who_decided_them(office: World) -> None:
    await office.records(lambda records: records.limits.put(LimitChoice(slip_red=Decimal("0.125"))))
    await office.records(lambda records: records.limits.put(LimitChoice(scope="CONSUL", index_red=Decimal("0.8"))))
    words = plain((await office.asks("cmarchal", "limites VISA")).card or {})
    assert "orange au-dessus de 5 % (par défaut) · rouge au-dessus de 12,5 % (portefeuille)" in words
    assert "rouge en dessous de 0,8 (programme)" in words
    assert "Aucune limite n’est fixée ici." in words
    form = await office.asks("cmarchal", "limites consul")
    assert inputs(form.card or {})["index_red"] == "0,8"
    assert inputs(form.card or {})["slip_red"] is None


async def test_a_preview_names_the_projects_that_would_change_and_changes_nothing(office: World) -> None:
    card = await previewed(office, "CONSUL")
    words = plain(card.seen_by(office["pdewael"]) or {})
    assert "2 projecten zouden veranderen." in words
    assert "■ rood → ▲ oranje CRISIS · Crisis register" in words
    assert "VISA" in words
    assert "APPT" not in words
    assert await kept(office, "consul") is None
    assert (await waiting(office, "consul")).proposed is None
    back = await office.presses("pdewael", card, "limits.show")
    assert "limits.preview" in verbs(back.card or {})


async def test_two_of_the_pmo_let_limits_hold_and_then_every_project_is_judged_by_them(office: World) -> None:
    card = await previewed(office, "CONSUL")
    await office.presses("pdewael", card, "limits.save")
    assert (await waiting(office, "consul")).asked_by == "pdewael"
    assert await kept(office, "consul") is None
    assert "limits.save" not in verbs(card.seen_by(office["pdewael"]) or {})
    await office.settled()
    asked = office.told("cmarchal", "notice")[-1]
    assert "Pieter De Wael souhaite d’autres limites" in plain(asked.card or {})
    shown = await office.presses("cmarchal", asked, "limits.preview")
    assert "2 projets changeraient." in plain(shown.card or {})
    await office.presses("cmarchal", asked, "limits.save")
    assert await kept(office, "consul") == LimitChoice(scope="CONSUL", slip_red=Decimal("0.3"))
    assert (await waiting(office, "consul")).proposed is None
    (live,) = await trail(office, "limits.live")
    assert (live.who, live.about, dict(live.detail)) == ("pdewael;cmarchal", "CONSUL", {"slip_red": "- -> 30"})
    await office.settled()
    assert [await colour(office, code) for code in ("VISA", "CRISIS", "APPT")] == ["amber", "amber", "red"]
    assert "30" in plain(office.told("pdewael", "notice")[-1].card or {})


async def test_one_alone_is_not_two_and_can_change_their_mind(office: World) -> None:
    card = await previewed(office, "")
    await office.presses("pdewael", card, "limits.save")
    shown = await office.presses("pdewael", card, "limits.preview")
    assert "limits.save" not in verbs(shown.card or {})
    todo = plain((await office.asks("cmarchal", "taches")).card or {})
    assert "Pieter De Wael en souhaite d’autres" in todo
    await office.presses("pdewael", card, "limits.drop")
    assert (await waiting(office, "")).proposed is None
    assert await kept(office, "") is None
    assert await trail(office, "limits.drop")


async def test_whoever_wanted_limits_hears_that_another_does_not(office: World) -> None:
    await office.presses("pdewael", await previewed(office, ""), "limits.save")
    await office.presses("cmarchal", await office.asks("cmarchal", "limites"), "limits.drop")
    await office.settled()
    news = plain(office.told("pdewael", "notice")[-1].card or {})
    assert "Céline Marchal wil het niet zo: wat u hier wilde, geldt niet." in news


async def test_who_is_alone_waits_a_day(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pdewael",)) as world:
        await world.stop()
        await world.change("members", "cmarchal", role="member")
        await world.start()
        await world.until("2026-03-12 11:00")
        card = await previewed(world, "VISA", slip_red="40")
        await world.presses("pdewael", card, "limits.save")
        state = await waiting(world, "visa")
        assert state.asked_at is not None
        assert state.goes_live_at == state.asked_at + timedelta(hours=24)
        assert "vrijdag 13 maart" in plain(card.seen_by(world["pdewael"]) or {})
        await world.until("2026-03-13 10:59")
        assert await kept(world, "visa") is None
        await world.until("2026-03-13 11:00")
        assert await kept(world, "visa") == LimitChoice(scope="VISA", slip_red=Decimal("0.4"))
        assert await colour(world, "VISA") == "amber"


async def test_what_became_impossible_while_it_waited_is_dropped(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pdewael",)) as world:
        await world.stop()
        await world.change("members", "cmarchal", role="member")
        await world.start()
        await world.until("2026-03-12 11:00")
        card = await previewed(world, "", slip_red="8")
        await world.presses("pdewael", card, "limits.save")
        await world.records(lambda records: records.limits.put(LimitChoice(scope="VISA", slip_amber=Decimal("0.09"))))
        await world.until("2026-03-13 11:00")
        assert await kept(world, "") is None
        assert (await waiting(world, "")).proposed is None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("slip_amber", "12", "Oranje moet vóór rood komen."),
        ("index_red", "0,97", "Oranje moet vóór rood komen."),
        ("budget_red", "-1", "aandeel van 0 tot 100"),
        ("budget_red", "101", "aandeel van 0 tot 100"),
        ("budget_red", "12,345", "met hoogstens twee decimalen"),
        ("index_amber", "1,2", "getal van 0 tot 1"),
        ("risk_red", "26", "van 1 tot 25"),
        ("risk_amber", "0", "van 1 tot 25"),
        ("ambers", "6", "van 0 tot 5"),
        ("ambers", "1,5", "van 0 tot 5"),
        ("ambers", "veel", "van 0 tot 5"),
        ("ambers", "9" * 20, "van 0 tot 5"),
    ],
)
async def test_an_impossible_limit_is_refused_at_its_field(
    office: World, field: str, typed: str, sentence: str
) -> None:
    card = await office.asks("pdewael", "grenzen VISA")
    shown = (await office.presses("pdewael", card, "limits.preview", {field: typed})).card or {}
    assert f"⚠ {sentence}" in plain(shown) or sentence in plain(shown)
    assert inputs(shown)[field] == typed
    assert "limits.save" not in verbs(shown)


async def test_a_wider_limit_is_refused_that_a_narrower_one_could_not_live_with(office: World) -> None:
    await office.records(lambda records: records.limits.put(LimitChoice(scope="VISA", slip_amber=Decimal("0.09"))))
    card = await office.asks("pdewael", "grenzen")
    shown = await office.presses("pdewael", card, "limits.preview", {"slip_red": "8"})
    assert "ook voor VISA" in plain(shown.card or {})


async def test_numbers_are_read_and_written_as_the_reader_writes_them(office: World) -> None:
    card = await office.asks("cmarchal", "limites VISA")
    shown = await office.presses("cmarchal", card, "limits.preview", {"budget_red": "12,5 %", "index_amber": "0,98"})
    words = plain(shown.card or {})
    assert "rouge au-dessus de 10 % → 12,5 % (projet)" in words
    assert "orange en dessous de 0,95 → 0,98 (projet)" in words
    await office.presses("cmarchal", card, "limits.save")
    proposed = (await waiting(office, "visa")).proposed
    assert proposed == LimitChoice(scope="VISA", budget_red=Decimal("0.125"), index_amber=Decimal("0.98"))


async def test_an_empty_field_leaves_the_limit_to_the_wider_scope(office: World) -> None:
    await office.records(lambda records: records.limits.put(LimitChoice(scope="VISA", slip_red=Decimal("0.5"))))
    card = await office.asks("pdewael", "grenzen VISA")
    shown = await office.presses("pdewael", card, "limits.preview", {"slip_red": ""})
    assert "rood boven 50% → 10% (standaard)" in plain(shown.card or {})
    await office.presses("pdewael", card, "limits.save")
    asked = await office.asks("cmarchal", "limites VISA")
    await office.presses("cmarchal", asked, "limits.preview")
    await office.presses("cmarchal", asked, "limits.save")
    assert await kept(office, "visa") is None


async def test_an_old_card_and_a_second_click_do_nothing(office: World) -> None:
    card, older = await previewed(office, "CONSUL"), await previewed(office, "CONSUL", slip_red="25")
    await office.presses("pdewael", card, "limits.save")
    first = await waiting(office, "consul")
    again = await office.presses("pdewael", older, "limits.save")
    assert "limits.drop" in verbs(again.card or {})
    assert await waiting(office, "consul") == first
    assert len(await trail(office, "limits.save")) == 1


async def test_a_double_click_is_one_wish(office: World) -> None:
    card = await previewed(office, "CONSUL")
    same = dict(card.seen_by(office["pdewael"]) or {})
    await office.presses("pdewael", card, "limits.save")
    card.views[office["pdewael"].teams_id] = same
    await office.presses("pdewael", card, "limits.save")
    assert len(await trail(office, "limits.save")) == 1
    assert (await waiting(office, "consul")).version == 2


async def test_what_holds_already_cannot_be_wanted_again(office: World) -> None:
    card = await office.asks("pdewael", "grenzen CONSUL")
    shown = await office.presses("pdewael", card, "limits.preview", {"slip_red": ""})
    assert "Deze grenzen gelden al." in plain(shown.card or {})
    assert "limits.save" not in verbs(shown.card or {})


async def test_only_so_many_projects_are_looked_at_and_that_is_said(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit_preview, "MOST", 3)
    card = await previewed(office, "")
    assert "Van 20 projecten heb ik de eerste 3 bekeken." in plain(card.seen_by(office["pdewael"]) or {})


async def test_limits_are_for_the_pmo_alone_and_in_their_own_chat(office: World) -> None:
    refused = await office.asks("jrenard", "limites")
    assert "C’est le PMO qui décide des limites." in refused.text
    card = await office.asks("pdewael", "grenzen CONSUL")
    answer = await office.teams.execute(office["nbrennan"], card, "limits.preview", WIDER)
    assert "Limits are decided on by the PMO." in answer.message
    await office.teams.mention(office["pdewael"], STATUS.name, "grenzen SECNET")
    assert all("SECNET" not in one.text and one.card is None for one in office.posts(STATUS))
    assert "SECNET" in plain(office.teams.card(office["pdewael"]))
    assert not office.posts(GENERAL)


async def test_an_unknown_scope_gets_a_sentence(office: World) -> None:
    assert "NOSUCH" in (await office.asks("pdewael", "grenzen NOSUCH")).text
