"""When the digest of a program comes, and in which languages, is chosen in Teams like the rhythm of its questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from pmo.digests import Digest
from pmo.proposals import ProposalKind
from tests.scenarios.test_rhythm import opened
from tests.scenarios.world import STATUS, World
from tests.teams.reading import inputs, plain

WEEKLY = {"rhythm": "weekly", "weekday": "4"}
"""What stands in the form of the questions."""


async def changed(world: World, **digest: str) -> str:
    """The program's manager chooses it; what the preview told."""
    form = await opened(world, "pdewael", "programma CONSUL")
    shown = await world.presses("pdewael", form, "rhythm.preview", {**WEEKLY, **digest})
    await world.presses("pdewael", form, "rhythm.save")
    return plain(shown.card or {})


async def told(world: World) -> list[str]:
    """The day of each digest that everybody was told, and what it was about."""
    found: Sequence[Digest] = await world.records(lambda records: records.digests.find("program", "consul", 0))
    return [f"{one.at:%d %b} {one.period}" for one in found]


async def program(world: World) -> Any:
    return await world.records(lambda records: records.programs.get("consul"))


async def test_the_form_shows_how_it_is_and_leaves_it_so(world: World) -> None:
    before = await program(world)
    card = await world.asks("pdewael", "programma CONSUL")
    answer = await world.presses("pdewael", card, "rhythm.edit")
    shown: Mapping[str, Any] = inputs(answer.card or {})
    names = ("digest", "digest_weekday", "digest_at", "language", "languages")
    assert [shown[name] for name in names] == ["weekly", "5", "14:00", "en", "fr"]
    sent = {name: str(shown[name]) for name in names}
    assert "Overzicht" not in await changed(world, **sent)
    assert await program(world) == before


async def test_a_digest_on_another_day_tells_what_was_asked_about_when_it_comes(world: World) -> None:
    await world.until("2026-03-12 12:00")
    preview = await changed(world, digest="weekly", digest_weekday="3", digest_at="09:30")
    assert "Overzicht tot nu toe: Elke week op vrijdag, 14:00" in preview
    assert "Overzicht voortaan: Elke week op woensdag, 09:30" in preview
    assert "komt op woensdag 18 maart om 09:30, niet op vrijdag 13 maart om 14:00" in preview
    await world.until("2026-03-26 12:00")
    assert await told(world) == ["18 Mar 2026-W11", "25 Mar 2026-W12"]


async def test_what_was_asked_about_already_is_told_as_planned_where_the_new_rhythm_would_pass_it_over(
    world: World,
) -> None:
    await world.until("2026-03-12 12:00")
    preview = await changed(world, digest="month last", digest_weekday="5")
    assert "Het volgende overzicht komt op vrijdag 13 maart om 14:00." in preview
    await world.until("2026-03-28 12:00")
    assert await told(world) == ["13 Mar 2026-W11", "27 Mar 2026-W13"]


async def test_what_was_told_this_week_is_not_told_again_on_a_later_day_of_it(world: World) -> None:
    await world.until("2026-03-13 14:30")
    assert "komt op vrijdag 20 maart om 16:00, niet op" in await changed(world, digest="weekly", digest_at="16:00")
    await world.stop()
    await world.start()
    await world.until("2026-03-20 16:00")
    assert await told(world) == ["13 Mar 2026-W11", "20 Mar 2026-W12"]


async def test_the_languages_are_those_chosen_the_first_one_first(world: World) -> None:
    preview = await changed(world, language="nl", languages="fr,nl,en")
    assert "Nederlands, English en Français" in preview
    assert (await program(world)).languages == ("nl", "en", "fr")
    await world.until("2026-03-13 14:00")
    posts = [plain(one.card or {}) for one in world.posts(STATUS) if one.mark.get("kind") == "digest"]
    assert len(posts) == 3


async def test_what_cannot_be_is_refused_at_its_field(world: World) -> None:
    form = await opened(world, "pdewael", "programma CONSUL")
    wrong = {**WEEKLY, "digest": "rule", "digest_rule": "FREQ=DAILY", "digest_at": "25:00", "language": "xx"}
    answer = await world.presses("pdewael", form, "rhythm.preview", wrong)
    assert plain(answer.card or {}).count("⚠") == 3
    assert inputs(answer.card or {})["digest_rule"] == "FREQ=DAILY"


async def test_it_survives_the_next_import_and_no_rhythm_is_taken_for_changed(world: World) -> None:
    await changed(world, digest="weekly", digest_weekday="3", language="fr", languages="")
    await world.change_live("programs")
    kept = await program(world)
    assert (kept.digest_rule, kept.languages) == ("FREQ=WEEKLY;BYDAY=WE", ("fr",))
    proposals = await world.records(lambda records: records.proposals.all())
    assert not [one for one in proposals if one.kind is ProposalKind.BY_HAND]
