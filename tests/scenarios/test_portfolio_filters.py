"""The portfolio, narrowed and sorted: a question finds the same in every language, and nothing beyond rights."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cards.validation import actions
from tests.scenarios.codes import CODES, codes
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import nodes, plain, verbs

TAKEN = ("watch.set", "export.make")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "cmarchal", "pdewael")) as made:
        yield made


@pytest.mark.parametrize(
    "questions",
    [
        (
            "portfolio amber program:CONSUL",
            "portefeuille orange programme:CONSUL",
            "portefeuille oranje programma:CONSUL",
            "portfolio gelb Programm:CONSUL",
        ),
        ("portfolio late", "portefeuille en retard", "portefeuille te laat", "portfolio verspätet"),
        ("portfolio on track", "portefeuille dans les temps", "portefeuille op schema", "portfolio im Plan"),
        (
            "portfolio manager:Nora or Josué",
            "portefeuille chef:Nora,Josué",
            "portefeuille leider:Nora of Josué",
            "portfolio Leiter:Nora oder Leiter:Josué",
        ),
        (
            "portfolio red or on time",
            "portefeuille rouge ou à temps",
            "portefeuille rood of op tijd",
            "portfolio rot oder pünktlich",
        ),
        (
            "portfolio manager:brennan",
            "portefeuille chef:brennan",
            "portefeuille leider:brennan",
            "portfolio Leiter:brennan",
        ),
        ("portfolio post:KTM", "portefeuille poste:KTM", "portefeuille post:KTM", "portfolio Vertretung:KTM"),
        (
            "portfolio post:Brussels",
            "portefeuille poste:Bruxelles",
            "portefeuille post:Brussel",
            "portfolio post:Brüssel",
        ),
        (
            "portfolio post:'The Hague'",
            "portefeuille poste:la haye",
            "portefeuille post:den haag",
            "portfolio Dienststelle:den Haag",
        ),
        ("portfolio post:Tokyo", "portefeuille poste:Tokyo", "portefeuille post:Tokio", "portfolio Vertretung:Tokio"),
        ("portfolio overdue", "portefeuille échus", "portefeuille achterstallig", "portfolio überfällig"),
        ("portfolio red/amber", "portefeuille rouge ou orange", "portefeuille rood of geel", "portfolio rot oder gelb"),
        (
            "portfolio red or late",
            "portefeuille rouge ou retard",
            "portefeuille rood of laat",
            "portfolio rot oder spät",
        ),
        ("portfolio closed", "portefeuille clos", "portefeuille afgesloten", "portfolio abgeschlossen"),
        ("portfolio VISA APPT", "portefeuille visa ou appt", "portefeuille visa of appt", "portfolio visa, appt"),
        (
            "portfolio end<2026-12-31",
            "portefeuille fin<31/12/2026",
            "portefeuille einde<31-12-2026",
            "portfolio Ende<31.12.2026",
        ),
        (
            "portfolio computed:grey",
            "portefeuille calculé:gris",
            "portefeuille berekend:grijs",
            "portfolio berechnet:grau",
        ),
        ("portfolio sort:end", "portefeuille tri:fin", "portefeuille sorteer:einde", "portfolio Sortierung:Ende"),
    ],
)
async def test_a_question_finds_the_same_in_four_languages(world: World, questions: tuple[str, ...]) -> None:
    await world.settled()  # what figures say decides the order
    found = [await codes(world, "cmarchal", question) for question in questions]
    assert found[0]
    assert found[1:] == found[:1] * 3


async def test_filters_find_what_they_say(world: World) -> None:
    either = await codes(world, "cmarchal", "portefeuille rouge ou retard")
    reds, late = [await codes(world, "cmarchal", f"portefeuille {word}") for word in ("rouge", "retard")]
    assert set(either) == {*reds, *late} > set(reds)
    assert await codes(world, "cmarchal", "portefeuille manager:nbrennan sort:code") == ["APPT", "BIOM", "VISA"]
    assert await codes(world, "cmarchal", "portefeuille poste:KTM") == ["SATCOM"]
    assert "SATCOM" in await codes(world, "cmarchal", "portefeuille retard")
    assert await codes(world, "cmarchal", "portefeuille satelite") == ["SATCOM"]
    assert set(await codes(world, "nbrennan", "portfolio mine")) == {"VISA", "APPT", "BIOM"}


async def test_missing_are_those_whose_question_is_open(world: World) -> None:
    assert await codes(world, "nbrennan", "portfolio missing mine") == []
    await world.until("2026-03-12 10:00")
    assert set(await codes(world, "nbrennan", "portfolio missing mine")) == {"VISA", "APPT", "BIOM"}
    await world.fill("nbrennan", "VISA", rag="green")
    assert set(await codes(world, "nbrennan", "portfolio missing mine")) == {"APPT", "BIOM"}


async def test_old_answers_are_stale(world: World) -> None:
    assert await codes(world, "nbrennan", "portfolio stale mine") == []
    await world.until("2026-03-25 10:00")
    assert set(await codes(world, "nbrennan", "portfolio stale mine")) == {"VISA", "APPT", "BIOM"}


async def test_what_cannot_be_used_is_told_in_the_askers_language(world: World) -> None:
    told = await world.asks("cmarchal", "portefeuille phase:banane")
    assert "initialisation" in told.text
    assert "banane" in told.text


@pytest.mark.parametrize("command", ["portfolio", "watch", "export"])
async def test_an_example_of_a_comparison_works_for_who_reads_it(world: World, command: str) -> None:
    await world.asks("nbrennan", "language en")
    told = (await world.asks("nbrennan", f"{command} UP<")).text
    example = told.rpartition("for example ")[2].rstrip(".").replace("<0.9", ">0")
    assert await codes(world, "nbrennan", f"portfolio {example}")
    await world.teams.mention(world["nbrennan"], STATUS.name, f"{command} UP<")
    assert world.posts(STATUS)[-1].text == told


@pytest.mark.parametrize("changed", [{"unit": "kEUR"}, {"classification": "restricted"}])
async def test_an_indicator_that_its_readers_may_not_see_finds_nothing(tmp_path: Path, changed: dict[str, str]) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "iconti")) as world:
        await world.stop()
        await world.change("indicators", "VISA.ONLINE", **changed)
        await world.start()
        asked = "portfolio VISA.ONLINE > 0"
        assert await codes(world, "nbrennan", asked) == ["VISA"]
        if "unit" in changed:
            assert await codes(world, "iconti", asked) == []  # contributes to it, and sees no money
        await world.teams.mention(world["nbrennan"], STATUS.name, asked)
        assert set(CODES.findall(plain(world.posts(STATUS)[-1].card or {}))) == {"CONSUL"}  # the channel's own title


async def test_in_a_channel_filters_stay_inside_its_program(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "portfolio program:SECNET")
    assert set(CODES.findall(plain(world.posts(STATUS)[-1].card or {}))) == {"CONSUL"}  # the channel's own title
    await world.teams.mention(world["nbrennan"], STATUS.name, "portfolio manager:brennan")
    told = plain(world.posts(STATUS)[-1].card or {})
    assert set(CODES.findall(told)) == {"CONSUL", "VISA", "APPT", "BIOM"}
    assert set(verbs(world.posts(STATUS)[-1].card or {})) == {
        "portfolio.page",
        "portfolio.open",
        "watch.set",
        "export.make",
    }


@pytest.mark.parametrize(
    ("filters", "carried"),
    [
        ("late", 'program:"CONSUL" late'),
        ("program:consul late", 'program:"CONSUL" program:consul late'),
        ("program:consul,secnet late", None),
        ("program:consular", None),
    ],
)
async def test_what_a_channels_list_is_taken_along_by_finds_no_more_than_the_list(
    world: World, filters: str, carried: str | None
) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, f"portfolio {filters}")
    card = world.posts(STATUS)[-1].card or {}
    listed = set(CODES.findall(plain(card))) - {"CONSUL"}
    assert listed
    taken = {one["data"].get("subject", one["data"].get("filters")) for one in nodes(card) if one.get("verb") in TAKEN}
    assert taken == ({carried} if carried else set())
    if carried:
        assert set(await codes(world, "cmarchal", f"portfolio {carried}")) - {"CONSUL"} == listed


async def test_a_list_is_narrowed_widened_and_opened_by_buttons(world: World) -> None:
    await world.settled()
    message = await world.asks("cmarchal", "portefeuille")
    everything = plain(message.card or {})
    narrowed = await world.teams.execute(world["cmarchal"], message, "portfolio.page", filters="rouge", page=1)
    told = plain(narrowed.card or {})
    assert "rouge" in told
    assert "vert" not in told
    await world.teams.execute(world["cmarchal"], message, "portfolio.page", filters="", page=1)
    assert plain(message.seen_by(world["cmarchal"]) or {}) == everything
    opened = await world.presses("cmarchal", message, "portfolio.open", {"project": "SATCOM"})
    assert "Satellite fallback" in plain(opened.card or {})


@pytest.mark.parametrize("filters", ["rouge ou orange", "rouge ou retard", "programme:CONSUL ou post:KTM ou rouge"])
async def test_a_list_is_narrowed_whatever_it_was_asked_by(world: World, filters: str) -> None:
    message = await world.asks("cmarchal", f"portefeuille {filters}")
    listed = CODES.findall(plain(message.card or {}))
    only = next(one["data"] for one in actions(message.card or {}) if one["title"] == "Seulement orange")
    narrowed = await world.teams.execute(world["cmarchal"], message, "portfolio.page", **only)
    told = plain(narrowed.card or {})
    assert "rouge · " not in told
    assert set(CODES.findall(told)) < set(listed)


@pytest.mark.parametrize("command", ["portefeuille", "suivre", "exporter"])
async def test_filters_that_are_too_long_are_never_cut(world: World, command: str) -> None:
    long = "responsable:" + ",".join(["nbrennan"] * 30)
    told = await world.asks("cmarchal", f"{command} {long}")
    assert told.text == "C’est trop long\u202f: 200 caractères au plus sont lus."
    assert told.card is None


async def test_buttons_carry_filters_whole_or_are_not_offered(world: World) -> None:
    for filters, narrows in (("rouge ou orange ou vert", True), ("rouge ou orange ou vert" + " ou vert" * 21, False)):
        card = (await world.asks("cmarchal", f"portefeuille {filters}")).card or {}
        carried = [one["data"]["filters"] for one in actions(card) if one["data"].get("filters")]
        assert all(one.startswith(filters) for one in carried)
        assert any(one != filters for one in carried) == narrows


@pytest.mark.parametrize("said", ["red projects in secnet", "amber projects of consul", "qu'est-ce qui est rouge"])
async def test_a_question_without_the_command_leads_to_the_list_that_it_narrows(world: World, said: str) -> None:
    assert f"portefeuille {said}" in (await world.asks("cmarchal", said)).text


async def test_from_an_opened_project_a_button_leads_back_to_its_list(world: World) -> None:
    await world.settled()
    message = await world.asks("cmarchal", "portefeuille rouge")
    listed = plain(message.card or {})
    opened = await world.presses("cmarchal", message, "portfolio.open", {"project": "SATCOM"})
    assert "portfolio.page" in verbs(opened.card or {})
    back = await world.presses("cmarchal", message, "portfolio.page")
    assert plain(back.card or {}) == listed
    asked = await world.asks("cmarchal", "projet SATCOM")
    assert "portfolio.page" not in verbs(asked.card or {})


async def test_in_a_channel_only_the_clicker_sees_the_narrower_list(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "portfolio")
    post = world.posts(STATUS)[-1]
    before = plain(post.card or {})
    hidden = await world.presses("nbrennan", post, "portfolio.open", {"project": "CIPHER"})
    assert "Encrypted voice" not in str(hidden)
    assert plain(post.card or {}) == before


async def test_the_asker_is_meant_by_me_behind_a_key(world: World) -> None:
    managed = await codes(world, "nbrennan", "portfolio manager:me")
    assert managed
    assert managed == await codes(world, "cmarchal", 'portfolio manager:"Nora Brennan"')
    assert await codes(world, "cmarchal", "portefeuille chef:moi ou Nora Brennan") == managed
    assert not set(managed) & set(await codes(world, "cmarchal", "portfolio not manager:Nora Brennan"))
    owned = await codes(world, "ldessart", "portfolio owner:me")
    assert owned
    assert owned == await codes(world, "ldessart", "portfolio owner:Dessart")
