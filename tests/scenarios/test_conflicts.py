"""Declared greener than the figures: asked in private, agreed with or explained, and said to everybody afterwards."""

from pathlib import Path

from pmo.alerts import Alert, AlertState, Cause, What, alert_key
from tests.scenarios.test_alerts import alerts_in, alerts_of
from tests.scenarios.world import World, ministry
from tests.teams import activities
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs

LATE = {"BIOM/rag": "green", "BIOM/forecast_end": "2028-03-31"}
"""Green, with an end that is more than a year late."""


async def green_and_late(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", LATE)
    await world.settled()
    assert alerts_of(world, "nbrennan") == []  # they may still be filling in what is done about it
    await world.until("2026-03-12 10:05")


async def kept(world: World, cause: Cause) -> Alert:
    found: Alert = await world.records(lambda records: records.alerts.get(alert_key("BIOM", cause)))
    return found


def asked(world: World, member: str = "nbrennan") -> Posted:
    (found,) = [post for post in alerts_of(world, member) if post.mark.get("key") == alert_key("BIOM", Cause.CONFLICT)]
    return found


async def test_the_channel_hears_the_figures_and_the_manager_is_asked_in_private(world: World) -> None:
    await green_and_late(world)
    (posted,) = alerts_in(world)
    words = plain(posted.card or {})
    assert "■ Red by the figures" in words
    assert "more than all the time that was left" in words
    assert "conflict.agree" not in verbs(posted.card or {})
    question = asked(world)
    assert "■ Red by the figures, declared green" in plain(question.card or {})
    assert set(verbs(question.card or {})) == {"conflict.agree", "conflict.explain"}


async def test_who_corrects_the_answer_at_once_is_not_asked(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", LATE)
    await world.settled()
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.edit")
    await world.fill("nbrennan", "BIOM", rag="red")
    await world.until("2026-03-12 12:00")
    assert alerts_of(world, "nbrennan") == []


async def test_the_same_answer_again_asks_nothing_again(world: World) -> None:
    await green_and_late(world)
    await world.until("2026-03-19 10:00")
    await world.fill("nbrennan", "BIOM", rag="green")
    await world.settled()
    assert "declared green" in plain(asked(world).card or {})
    assert len([post for post in alerts_in(world) if post.mark.get("key") == "biom/computed"]) == 1


async def test_who_agrees_has_declared_it_and_the_conflict_is_over(world: World) -> None:
    await green_and_late(world)
    answer = await world.presses("nbrennan", asked(world), "conflict.agree")
    assert answer.card is not None
    await world.settled()
    last = (await world.reports("BIOM"))[-1]
    assert (last.rag, last.version, last.reporter, last.correction) == ("red", 2, "nbrennan", "")
    conflict, figures, declared = [
        await kept(world, cause) for cause in (Cause.CONFLICT, Cause.COMPUTED, Cause.DECLARED)
    ]
    assert conflict.state is AlertState.RESOLVED
    assert [step.what for step in conflict.past[:2]] == [What.AGREED, What.RESOLVED]
    assert figures.closed_itself
    assert declared.is_open
    assert "The figures are no worse than the declared status any more" in plain(alerts_in(world)[0].card or {})
    assert verbs(asked(world).card or {}) == []


async def test_who_agrees_after_the_period_has_closed_corrects_it(world: World) -> None:
    await green_and_late(world)
    await world.until("2026-03-24 10:00")
    await world.presses("nbrennan", asked(world), "conflict.agree")
    last = (await world.reports("BIOM"))[-1]
    assert (last.rag, last.correction) == ("red", "Agreed with the figures.")


async def test_an_explanation_stands_beside_both_statuses_for_everybody(world: World) -> None:
    await green_and_late(world)
    nothing = await world.presses("nbrennan", asked(world), "conflict.explain", {"reason": "  "})
    assert "in a sentence" in nothing.message
    await world.presses("nbrennan", asked(world), "conflict.explain", {"reason": "The end is that of the guarantee."})
    await world.settled()
    for told in (asked(world), alerts_in(world)[0]):
        words = plain(told.card or {})
        assert "Nora Brennan says why it is green all the same" in words
        assert "The end is that of the guarantee." in words
    shown = plain((await world.asks("nbrennan", "project BIOM")).card or {})
    assert "The end is that of the guarantee." in shown
    await world.until("2026-03-13 14:00")
    digests = [plain(post.card or {}) for post in world.posts() if post.mark.get("kind") == "digest"]
    assert all("The end is that of the guarantee." in words for words in digests)
    await world.until("2026-03-20 10:00")
    assert not [step for step in (await kept(world, Cause.COMPUTED)).past if step.what is What.ESCALATED]


async def test_who_takes_an_explained_alert_has_not_said_the_explanation(world: World) -> None:
    await green_and_late(world)
    await world.presses("nbrennan", asked(world), "conflict.explain", {"reason": "The end is that of the guarantee."})
    await world.settled()
    await world.presses("ldessart", alerts_in(world)[0], "alert.snooze", {"for": "1d"})
    await world.until("2026-03-13 10:06")
    words = plain(alerts_in(world)[0].card or {})
    assert "The end is that of the guarantee." not in words
    assert "Nora Brennan said why not." in words


async def test_the_owner_hears_of_a_conflict_that_nobody_answers(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker")) as world:
        await green_and_late(world)
        await world.until("2026-03-16 10:00")
        assert "■ Rood volgens de cijfers, gemeld als groen" in plain(asked(world, "hvanacker").card or {})


async def test_only_who_reports_can_answer_and_nothing_changes_otherwise(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker", "othiry")) as world:
        await green_and_late(world)
        await world.until("2026-03-16 10:00")
        before = await kept(world, Cause.CONFLICT)
        refused = await world.teams.execute(world["othiry"], asked(world), "conflict.agree")
        assert refused.card is None
        assert await kept(world, Cause.CONFLICT) == before
        assert len(await world.reports("BIOM")) == 1


async def test_what_comes_in_by_import_asks_and_tells_nobody(world: World) -> None:
    await world.until("2026-03-11 12:00")
    found = await world.records(lambda records: records.alerts.all())
    assert any(alert.cause is Cause.CONFLICT for alert in found)
    assert alerts_in(world) == []
    assert not any(alerts_of(world, member) for member in ("nbrennan", "ldessart", "pthapa", "jkabongo"))


async def test_others_of_the_project_do_not_hear_of_the_question(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "sbenali", "hvanacker")) as world:
        await green_and_late(world)
        for member, knows in (("sbenali", False), ("hvanacker", True)):
            card = (await world.asks(member, "alerts BIOM")).card
            assert "BIOM" in plain(card or {})
            assert ("biom/conflict" in str(card)) is knows, member


async def test_the_owner_can_take_the_question_and_say_why_not_but_neither_agree_nor_end_it(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "rsilvestre")) as world:
        await world.stop()
        await world.change("projects", "BIOM", owner="rsilvestre")
        await world.start()
        await green_and_late(world)
        await world.until("2026-03-16 10:05")
        told = asked(world, "rsilvestre")
        assert not {"conflict.agree", "alert.resolve"} & set(verbs(told.card or {}))
        assert "conflict.explain" in verbs(told.card or {})
        for verb in ("conflict.agree", "alert.resolve"):
            chat = world.teams.beside(world["rsilvestre"], told)
            data = {"alert": told.mark["key"], "version": "99", "note": "Fine"}
            await world.teams.post(activities.click(chat, verb, data, told.id))
            assert (await kept(world, Cause.CONFLICT)).is_waiting, verb
        await world.presses("rsilvestre", told, "alert.acknowledge")
        await world.settled()
        assert (await kept(world, Cause.CONFLICT)).by == "rsilvestre"
        assert {"conflict.agree", "conflict.explain"} <= set(verbs(asked(world).card or {}))


async def test_who_stands_in_for_the_manager_is_asked_too(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "hvanacker")) as world:
        await world.until("2026-03-12 09:30")
        await world.asks("nbrennan", "away 12/3/2026 20/3/2026 deputy Luc Dessart")
        await world.until("2026-03-12 10:00")
        await world.asks("ldessart", "checkin")
        await world.fill("ldessart", "BIOM", rag="green", forecast_end="2028-03-31")
        await world.settled()
        await world.until("2026-03-12 11:00")
        assert "conflict.agree" in verbs(asked(world, "ldessart").card or {})


async def test_the_owner_hears_once_of_the_same_figures(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "hvanacker")) as world:
        await green_and_late(world)
        await world.until("2026-03-17 12:00")
        assert [post.mark["key"] for post in alerts_of(world, "hvanacker")] == ["biom/conflict"]
