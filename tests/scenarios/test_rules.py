"""Rules are tried on the past, go live when two of the PMO want it, and raise alerts that name what they found."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dialogs import rule_keeping
from dialogs.desk import Desk
from dialogs.histories import history_of
from pmo.alerts import Cause, alert_key
from pmo.facts import History
from pmo.portfolio import Project
from pmo.rule_changes import RuleState
from tests.scenarios.test_alerts import alerts_in, alerts_of
from tests.scenarios.world import GENERAL, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs

FIRED = alert_key("DCMOVE", Cause.RULE, "FAILED-MOVES", "DCMOVE.FAIL")


async def state(world: World, code: str) -> RuleState:
    found: RuleState = await world.records(lambda records: records.rule_states.get(code.casefold()))
    return found


async def tried(world: World, code: str, member: str = "pdewael") -> Posted:
    """The rule's card after it was tried."""
    card = await world.asks(member, f"rules {code}")
    await world.presses(member, card, "rule.try")
    while not (await state(world, code)).tried:
        await world.service.judge.try_one()
    return await world.asks(member, f"rules {code}")


@pytest.fixture
async def office(tmp_path: Path) -> Any:
    """Both members of the PMO, and the people of a project with a rule that holds."""
    installed = ("pdewael", "cmarchal", "kwouters", "kbrandt", "tverbeke", "nbrennan")
    async with ministry(tmp_path, installed=installed) as running:
        await running.until("2026-03-12 11:00")
        yield running


async def test_what_an_import_brings_waits_and_does_not_run(office: World) -> None:
    card = await office.asks("pdewael", "rules")
    words = plain(card.card or {})
    assert "5 regels wachten op u." in words
    assert "FAILED-MOVES" in words
    found = await office.records(lambda records: records.alerts.all())
    assert not [alert for alert in found if alert.cause is Cause.RULE]


async def test_a_rule_is_tried_on_the_last_year_before_it_can_be_wanted(office: World) -> None:
    card = await office.asks("pdewael", "rules FAILED-MOVES")
    assert verbs(card.card or {}) == ["rule.try"]
    refused = await office.teams.execute(office["pdewael"], card, "rule.try", {})
    assert refused.card is not None
    while not (await state(office, "FAILED-MOVES")).tried:
        await office.service.judge.try_one()
    await office.settled()
    told = plain((await office.asks("pdewael", "rules FAILED-MOVES")).card or {})
    assert "zou ze" in told
    assert "in 1 project van de 1" in told
    assert "DCMOVE" in told
    assert [m for m in office.told("pdewael", "notice") if "FAILED-MOVES" in plain(m.card or {})]
    assert not [m for m in office.told("cmarchal", "notice") if "FAILED-MOVES" in plain(m.card or {})]


async def test_two_of_the_pmo_let_it_go_live_and_then_it_raises_alerts(office: World) -> None:
    card = await tried(office, "FAILED-MOVES")
    await office.presses("pdewael", card, "rule.want", {"sure": "true"})
    waiting = await state(office, "FAILED-MOVES")
    assert (waiting.asked_by, waiting.live) == ("pdewael", None)
    await office.settled()
    asked = office.told("cmarchal", "notice")[-1]
    assert "FAILED-MOVES" in plain(asked.card or {})
    await office.presses("cmarchal", asked, "rule.want", {"sure": "true"})
    live = await state(office, "FAILED-MOVES")
    assert live.live is not None
    assert (live.live_by, live.proposed) == (("pdewael", "cmarchal"), None)
    await office.settled()
    alert = await office.records(
        lambda records: records.alerts.get(alert_key("DCMOVE", Cause.RULE, "FAILED-MOVES", "DCMOVE.FAIL"))
    )
    assert alert.about == "DCMOVE.FAIL"
    (post,) = [one for one in alerts_in(office, GENERAL) if one.mark.get("key") == alert.key]
    words = plain(post.card or {})
    assert "More than one move in ten fails." in words
    assert "%" in words
    assert alerts_of(office, "kbrandt")


async def test_one_alone_is_not_two(office: World) -> None:
    card = await tried(office, "FAILED-MOVES")
    await office.presses("pdewael", card, "rule.want", {"sure": "true"})
    again = await office.asks("pdewael", "rules FAILED-MOVES")
    assert "rule.want" not in verbs(again.card or {})
    assert (await state(office, "FAILED-MOVES")).live is None
    await office.presses("pdewael", again, "rule.drop")
    assert (await state(office, "FAILED-MOVES")).asked_by == ""


async def test_what_would_flood_people_asks_whether_one_knows(office: World) -> None:
    card = await tried(office, "LATE-END")
    words = plain(card.card or {})
    assert (await state(office, "LATE-END")).needs_confirmation
    assert "meer dan een tiende" in words
    refused = await office.presses("pdewael", card, "rule.want")
    assert "meer dan een tiende" in refused.message
    assert (await state(office, "LATE-END")).asked_by == ""


async def test_who_is_alone_waits_a_day(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pdewael",)) as world:
        await world.stop()
        await world.change("members", "cmarchal", role="member")
        await world.start()
        await world.until("2026-03-12 11:00")
        card = await tried(world, "FAILED-MOVES")
        await world.presses("pdewael", card, "rule.want", {"sure": "true"})
        waiting = await state(world, "FAILED-MOVES")
        assert waiting.asked_at is not None
        assert waiting.goes_live_at == waiting.asked_at + timedelta(hours=24)
        await world.until("2026-03-13 10:59")
        assert (await state(world, "FAILED-MOVES")).live is None
        await world.until("2026-03-13 11:00")
        assert (await state(world, "FAILED-MOVES")).live is not None


async def test_nobody_else_decides_on_rules(office: World) -> None:
    said = await office.asks("nbrennan", "rules")
    assert "Rules are decided on by the PMO." in str(said.activity.get("text"))
    card = await office.asks("pdewael", "rules FAILED-MOVES")
    refused = await office.teams.execute(office["nbrennan"], card, "rule.try")
    assert "decided on by the PMO" in refused.message
    assert (await state(office, "FAILED-MOVES")).trial is None


async def test_a_changed_rule_waits_and_the_one_before_runs_on(office: World) -> None:
    card = await tried(office, "FAILED-MOVES")
    await office.presses("pdewael", card, "rule.want", {"sure": "true"})
    await office.presses("cmarchal", await office.asks("cmarchal", "rules FAILED-MOVES"), "rule.want", {"sure": "true"})
    await office.stop()
    await office.change("rules", "FAILED-MOVES", value="12")
    await office.start()
    changed = await state(office, "FAILED-MOVES")
    assert changed.live is not None
    assert changed.proposed is not None
    assert (changed.live.rule.value, changed.proposed.rule.value) == ("10", "12")
    assert changed.needs_trial


async def test_turning_a_rule_off_needs_two_as_well_and_ends_its_alerts(office: World) -> None:
    card = await tried(office, "FAILED-MOVES")
    await office.presses("pdewael", card, "rule.want", {"sure": "true"})
    await office.presses("cmarchal", await office.asks("cmarchal", "rules FAILED-MOVES"), "rule.want", {"sure": "true"})
    await office.settled()
    await office.presses("pdewael", await office.asks("pdewael", "rules FAILED-MOVES"), "rule.off")
    await office.presses("pdewael", await office.asks("pdewael", "rules FAILED-MOVES"), "rule.want")
    assert (await state(office, "FAILED-MOVES")).live is not None
    await office.presses("cmarchal", await office.asks("cmarchal", "rules FAILED-MOVES"), "rule.want")
    assert (await state(office, "FAILED-MOVES")).live is None
    await office.settled()
    alert = await office.records(
        lambda records: records.alerts.get(alert_key("DCMOVE", Cause.RULE, "FAILED-MOVES", "DCMOVE.FAIL"))
    )
    assert alert.closed_itself


async def test_a_project_we_fail_to_look_at_keeps_no_trial_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def faulty(project: Project, desk: Desk, *, money: bool) -> History:
        if project.code == "BIOM":
            raise RuntimeError("a fault of ours")
        return await history_of(project, desk, money=money)

    async with ministry(tmp_path, installed=("pdewael",)) as world:
        monkeypatch.setattr(rule_keeping, "history_of", faulty)
        card = await tried(world, "LATE-END")
        trial = (await state(world, "LATE-END")).trial
        assert trial is not None
        assert (trial.failed, trial.tried) == (1, trial.portfolio - 1)
        assert "1 project kon niet worden bekeken." in plain(card.card or {})
        assert "rule.try" in verbs(card.card or {})


async def live(world: World, code: str = "FAILED-MOVES") -> None:
    card = await tried(world, code)
    await world.presses("pdewael", card, "rule.want", {"sure": "true"})
    await world.presses("cmarchal", await world.asks("cmarchal", f"rules {code}"), "rule.want", {"sure": "true"})
    await world.settled()


async def imported(world: World, table: str, code: str, **cells: str) -> None:
    await world.stop()
    await world.change(table, code, **cells)
    await world.start()
    await world.settled()


async def test_an_import_of_the_same_rule_undoes_nothing_that_was_decided(office: World) -> None:
    await live(office)
    await office.presses("pdewael", await office.asks("pdewael", "rules FAILED-MOVES"), "rule.off")
    await imported(office, "members", "emaes", language="fr")
    assert (await state(office, "FAILED-MOVES")).is_by_hand
    for member in ("pdewael", "cmarchal"):
        await office.presses(member, await office.asks(member, "rules FAILED-MOVES"), "rule.want")
    await imported(office, "members", "emaes", language="nl")
    off = await state(office, "FAILED-MOVES")
    assert (off.live, off.proposed) == (None, None)


async def test_who_wanted_a_rule_off_can_think_better_of_it(office: World) -> None:
    await live(office)
    await office.presses("pdewael", await office.asks("pdewael", "rules FAILED-MOVES"), "rule.off")
    await office.presses("pdewael", await office.asks("pdewael", "rules FAILED-MOVES"), "rule.drop")
    kept = await state(office, "FAILED-MOVES")
    assert kept.live is not None
    assert kept.proposed is None


async def test_what_a_rule_does_not_look_at_any_more_has_no_alert_by_it(office: World) -> None:
    await live(office)
    await imported(office, "rules", "FAILED-MOVES", scope="SECNET", indicator="SATCOM.UP")
    await live(office)
    alert = await office.records(
        lambda records: records.alerts.get(alert_key("DCMOVE", Cause.RULE, "FAILED-MOVES", "DCMOVE.FAIL"))
    )
    assert alert.closed_itself


async def test_who_has_left_the_pmo_wants_nothing_any_more_and_who_is_left_alone_waits_a_day(office: World) -> None:
    card = await tried(office, "FAILED-MOVES")
    await office.presses("pdewael", card, "rule.want", {"sure": "true"})
    await imported(office, "members", "cmarchal", role="member")
    assert (await state(office, "FAILED-MOVES")).goes_live_at is not None
    await office.stop()
    await office.change_rows("members", cmarchal={"role": "pmo"}, pdewael={"role": "member"})
    await office.start()
    assert (await state(office, "FAILED-MOVES")).asked_by == ""
    await office.until("2026-03-14 12:00")
    assert (await state(office, "FAILED-MOVES")).live is None


async def test_trying_a_rule_again_takes_back_what_was_wanted(office: World) -> None:
    card = await tried(office, "FAILED-MOVES")
    await office.presses("pdewael", card, "rule.want", {"sure": "true"})
    await office.presses("cmarchal", await office.asks("cmarchal", "rules FAILED-MOVES"), "rule.try")
    again = await state(office, "FAILED-MOVES")
    assert (again.asked_by, again.tried) == ("", False)


async def test_who_is_alone_no_more_waits_for_the_other(office: World) -> None:
    await imported(office, "members", "cmarchal", role="member")
    card = await tried(office, "FAILED-MOVES")
    await office.presses("pdewael", card, "rule.want", {"sure": "true"})
    assert (await state(office, "FAILED-MOVES")).goes_live_at is not None
    await imported(office, "members", "cmarchal", role="pmo")
    assert [post for post in office.told("cmarchal", "notice") if "FAILED-MOVES" in plain(post.card or {})]
    await office.until("2026-03-14 12:00")
    waiting = await state(office, "FAILED-MOVES")
    assert (waiting.asked_by, waiting.live) == ("pdewael", None)


async def test_a_project_that_is_closed_meanwhile_hides_no_other_from_a_trial(office: World) -> None:
    card = await office.asks("pdewael", "rules LATE-END")
    await office.presses("pdewael", card, "rule.try")
    while (await state(office, "LATE-END")).trial.reached < "biom":  # type: ignore[union-attr]
        await office.service.judge.try_one()
    await office.stop()
    await office.change("projects", "APPT", phase="closed")
    await office.start()
    while not (await state(office, "LATE-END")).tried:
        await office.service.judge.try_one()
    trial = (await state(office, "LATE-END")).trial
    assert trial is not None
    assert (trial.tried, trial.failed) == (trial.portfolio, 0)  # APPT was tried before it was closed


async def test_rules_are_for_the_pmo_of_the_house(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("glambrechts",)) as world:
        await world.stop()
        await world.change("members", "glambrechts", role="pmo")
        await world.start()
        refused = await world.asks("glambrechts", "rules")
        assert refused.card is None
