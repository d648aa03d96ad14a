"""An alert ends in an action or a decision: somebody is asked for it by a day, and everybody sees that they were."""

from pathlib import Path
from typing import Any

import pytest

from pmo.actions import Action
from pmo.alerts import AlertState, What
from tests.scenarios.test_alerts import alerts_in, the_alert
from tests.scenarios.world import World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs


@pytest.fixture
async def red(tmp_path: Path) -> Any:
    """VISA is red, and nobody has taken it."""
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "hvanacker", "pthapa")) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
        await world.settled()
        yield world


def requests(world: World, member: str) -> list[Posted]:
    return [post for post in world.told(member, "notice") if "action" in str(verbs(post.card or {}))]


async def actions(world: World) -> list[Action]:
    found: list[Action] = await world.records(lambda records: records.actions.find("project", "visa"))
    return [action for action in found if action.origin]


ACT = {"action": "Sign with the second supplier", "owner": "Luc Dessart", "by": "2026-03-18"}


async def test_an_action_is_asked_of_somebody_and_the_channel_sees_it(red: World) -> None:
    (alert,) = alerts_in(red)
    await red.presses("nbrennan", alert, "alert.action", ACT)
    await red.settled()
    known = await the_alert(red)
    assert (known.state, known.by) == (AlertState.ACKNOWLEDGED, "nbrennan")
    assert [(step.what, step.by) for step in known.past] == [(What.ACTION, "ldessart")]
    assert "Luc Dessart was asked to act." in plain(alert.card or {})
    (asked,) = requests(red, "ldessart")
    words = plain(asked.card or {})
    assert "Nora Brennan" in words
    assert "Sign with the second supplier" in words
    assert "18 mars 2026" in words
    await red.presses("ldessart", asked, "action.done", {"answer": "Signed this morning."})
    await red.settled()
    assert (await the_alert(red)).past[-1].what is What.DONE
    assert "Luc Dessart has acted." in plain(alert.card or {})
    assert "Signed this morning." in plain(red.teams.personal_messages(red["nbrennan"])[-1].card or {})


async def test_nobody_named_is_the_manager_for_an_action_and_the_owner_for_a_decision(red: World) -> None:
    (alert,) = alerts_in(red)
    await red.presses("ldessart", alert, "alert.action", ACT | {"owner": ""})
    await red.presses("ldessart", alert, "alert.decision", ACT | {"owner": ""})
    await red.settled()
    assert [one.owner for one in await actions(red)] == ["nbrennan", "hvanacker"]
    (asked,) = [post for post in red.told("hvanacker", "notice") if "decision.record" in verbs(post.card or {})]
    await red.presses("hvanacker", asked, "decision.record", {"answer": "We change the supplier."})
    await red.settled()
    assert (await the_alert(red)).past[-1].what is What.DECIDED


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"action": " "}, "Say what is to be done or decided."),
        ({"by": ""}, "a day that has not passed"),
        ({"by": "2026-03-11"}, "a day that has not passed"),
        ({"by": "soon"}, "a day that has not passed"),
        ({"owner": "Nobody Inparticular"}, "I know nobody of this name"),
        ({"action": "x" * 5000}, "too long"),
    ],
)
async def test_what_is_incomplete_is_refused_and_changes_nothing(
    red: World, changed: dict[str, str], told: str
) -> None:
    (alert,) = alerts_in(red)
    before = await the_alert(red)
    refused = await red.presses("nbrennan", alert, "alert.action", ACT | changed)
    assert told in refused.message
    assert (await the_alert(red), await actions(red)) == (before, [])


async def test_who_may_not_act_on_the_alert_makes_nothing_of_it(red: World) -> None:
    (alert,) = alerts_in(red)
    refused = await red.presses("pthapa", alert, "alert.action", ACT)
    assert "Nothing was changed" in refused.message
    assert await actions(red) == []


async def test_an_overdue_action_comes_back_to_its_owner_and_then_goes_to_the_owner_of_the_project(red: World) -> None:
    (alert,) = alerts_in(red)
    await red.presses("nbrennan", alert, "alert.action", ACT)
    await red.until("2026-03-19 08:59")
    assert len(requests(red, "ldessart")) == 1
    await red.until("2026-03-19 09:00")
    assert len(requests(red, "ldessart")) == 2
    assert "en retard" in plain(requests(red, "ldessart")[-1].card or {})
    await red.until("2026-03-23 08:59")
    assert requests(red, "hvanacker") == []
    await red.until("2026-03-23 09:00")
    assert len(requests(red, "hvanacker")) == 1


async def test_the_same_request_twice_is_one(red: World) -> None:
    (alert,) = alerts_in(red)
    for _ in range(2):
        await red.presses("nbrennan", alert, "alert.action", ACT)
    await red.settled()
    assert len(await actions(red)) == len(requests(red, "ldessart")) == 1


@pytest.mark.parametrize("by", ["9999-12-31", "2031-12-31"])
async def test_nothing_is_asked_for_in_a_distant_year(red: World, by: str) -> None:
    (alert,) = alerts_in(red)
    refused = await red.presses("nbrennan", alert, "alert.action", ACT | {"by": by})
    assert "within the next five years" in refused.message
    assert await actions(red) == []
