"""One week of the sample ministry: asked on Thursday, answered, alerted, digested on Friday, queried."""

from tests.scenarios.world import GENERAL, STATUS, World
from tests.teams.reading import inputs, plain, verbs


async def test_a_manager_of_three_projects_gets_one_card_on_thursday_at_ten(world: World) -> None:
    await world.until("2026-03-12 09:59")
    assert not [
        message for message in world.teams.personal_messages(world["nbrennan"]) if message.mark.get("kind") == "ask"
    ]
    await world.until("2026-03-12 10:00")
    asks = [
        message for message in world.teams.personal_messages(world["nbrennan"]) if message.mark.get("kind") == "ask"
    ]
    assert len(asks) == 1
    assert set(asks[0].mark["projects"]) == {"VISA", "APPT", "BIOM"}
    assert {"VISA/rag", "APPT/forecast_end", "BIOM/summary"} <= set(inputs(asks[0].card or {}))


async def test_the_card_is_prefilled_from_last_time(world: World) -> None:
    await world.until("2026-03-12 10:00")
    shown = inputs(world.checkin("nbrennan").card or {})
    assert shown["VISA/rag"] in ("green", "amber", "red")
    assert shown["VISA/summary"]


async def test_a_red_answer_becomes_a_receipt_an_alert_and_a_line_of_the_digest(world: World) -> None:
    await world.until("2026-03-12 10:00")
    answer = await world.fill("nbrennan", "VISA", rag="red", summary="Supplier stopped work", progress="40")
    assert answer.card is not None
    assert "VISA" in plain(answer.card)
    await world.until("2026-03-12 10:05")
    alerts = [post for post in world.posts(STATUS) if post.mark.get("kind") == "alert"]
    assert len(alerts) == 1
    assert "Supplier stopped work" in plain(alerts[0].card or {})
    await world.until("2026-03-13 14:00")
    digests = [post for post in world.posts(STATUS) if post.mark.get("kind") == "digest"]
    assert len(digests) == 2  # English and French
    assert "VISA" in plain(digests[0].card or {})


async def test_an_alert_is_taken_and_resolved_by_those_who_may(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red", summary="Supplier stopped work")
    await world.until("2026-03-12 10:05")
    alert = next(post for post in world.posts(STATUS) if post.mark.get("kind") == "alert")
    refused = await world.teams.execute(world["jkabongo"], alert, "alert.acknowledge")
    assert refused.card is None
    assert "Nothing was changed" in refused.message or refused.message
    taken = await world.teams.execute(world["ldessart"], alert, "alert.acknowledge")
    assert taken.card is not None
    await world.teams.until(lambda: len(alert.history) > 1)
    assert "Luc Dessart" in plain(alert.card or {})
    assert "alert.acknowledge" not in verbs(alert.card or {})


async def test_the_portfolio_is_answered_at_once(world: World) -> None:
    await world.teams.say(world["nbrennan"], "portfolio")
    card = world.teams.card(world["nbrennan"])
    assert "VISA" in plain(card)
    await world.teams.mention(world["nbrennan"], GENERAL.name, "portfolio")
    assert world.posts(GENERAL)


async def test_kathmandu_and_kinshasa_are_asked_at_ten_on_their_own_clocks(world: World) -> None:
    await world.until("2026-03-12 05:14")
    assert not [m for m in world.teams.personal_messages(world["pthapa"]) if m.mark.get("kind") == "ask"]
    await world.until("2026-03-12 05:15")
    assert [m for m in world.teams.personal_messages(world["pthapa"]) if m.mark.get("kind") == "ask"]
