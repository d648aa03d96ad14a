"""What figures raise is told once, counted, and ends when its cause has gone."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmo.alerts import COOL_DOWN, Alert, AlertState, Cause, What, alert_key
from pmo.checkins import Posted
from pmo.colours import Colour
from pmo.declared_alerts import Verdict
from pmo.figure_alerts import ended, followed, settled
from pmo.portfolio import Project, Rag
from pmo.reasons import Reason, Why
from pmo.sightings import Sighting
from tests.pmo.places import utc

NOW = utc("2026-03-12T09:00")
DAY = timedelta(days=1)
VISA = Project(code="VISA", program="CONSUL", name="Visa")
MESSAGE = Posted(conversation="19:a", activity="1", service_url="https://smba.example")
BEHIND = Reason(why=Why.BEHIND_PLAN, colour=Colour.RED)


def red(**more: object) -> Sighting:
    return Sighting(cause=Cause.COMPUTED, rag=Rag.RED, reasons=(BEHIND,), **more)  # type: ignore[arg-type]


def amber(**more: object) -> Sighting:
    return Sighting(cause=Cause.COMPUTED, rag=Rag.AMBER, **more)  # type: ignore[arg-type]


class Watch:
    """A cause that is looked at every day."""

    def __init__(self) -> None:
        self.alert: Alert | None = None
        self.news: list[datetime] = []

    def sees(self, seen: Sighting | None, at: datetime = NOW, *, silently: bool = False) -> Verdict:
        told = followed(self.alert, seen, VISA, at, silently=silently)
        self.alert = told.alert
        if told.news:
            self.news.append(at)
        return told

    @property
    def open(self) -> Alert:
        assert self.alert is not None
        assert self.alert.is_open
        return self.alert


def test_a_cause_opens_one_alert_with_its_reasons_and_the_same_the_next_day_is_nothing_new() -> None:
    watch = Watch()
    assert watch.sees(red()).news
    assert watch.open.key == alert_key("VISA", Cause.COMPUTED) == "visa/computed"
    assert (watch.open.reasons, watch.open.count, watch.open.postings) == ((BEHIND,), 1, 1)
    again = watch.sees(red(), NOW + DAY)
    assert not again.news
    assert not again.changed


def test_other_figures_change_the_card_and_are_no_news() -> None:
    watch = Watch()
    watch.sees(red())
    told = watch.sees(Sighting(cause=Cause.COMPUTED, rag=Rag.RED), NOW + DAY)
    assert told.changed
    assert not told.news


def test_worse_is_news_and_waits_for_somebody_again() -> None:
    watch = Watch()
    watch.sees(amber())
    watch.alert = watch.open.acknowledged("ana", NOW + DAY)
    assert watch.sees(red(), NOW + 2 * DAY).news
    assert (watch.open.state, watch.open.by, watch.open.previous) == (AlertState.OPEN, "", Rag.AMBER)
    assert watch.open.past[-1].what is What.WORSENED


def test_it_closes_by_itself_and_comes_back_with_its_history() -> None:
    watch = Watch()
    watch.sees(red())
    closed = watch.sees(None, NOW + DAY).alert
    assert closed is not None
    assert closed.closed_itself
    assert watch.sees(red(), NOW + 30 * DAY).news
    assert [step.what for step in watch.open.past] == [What.CLOSED, What.REOPENED]
    assert (watch.open.count, watch.open.postings) == (2, 2)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_a_flapping_value_is_told_once_in_a_cool_down(on: list[bool]) -> None:
    watch = Watch()
    for hours, holds in enumerate(on):
        watch.sees(red() if holds else None, NOW + timedelta(hours=6 * hours))
        assert (watch.alert is not None and watch.alert.is_open) is holds
    assert all(later - earlier >= COOL_DOWN for earlier, later in zip(watch.news, watch.news[1:], strict=False))
    if len(on) * 6 < 7 * 24:
        assert len(watch.news) == any(on)


def test_what_flaps_is_shown_where_it_was_told_and_goes_on_waiting() -> None:
    watch = Watch()
    watch.sees(red())
    from_the_start = watch.open.waiting_since
    watch.alert = watch.open.escalated("owner", NOW + DAY)
    watch.alert = _shown(watch.open)
    watch.sees(None, NOW + DAY)
    watch.sees(red(), NOW + 2 * DAY)
    assert watch.open.messages == (MESSAGE,)
    assert from_the_start is not None
    assert (watch.open.waiting_since, watch.open.climbed) == (from_the_start + DAY, 1), "not while it was gone"


def _shown(alert: Alert) -> Alert:
    return replace(alert, messages=(MESSAGE,))


def test_what_somebody_resolved_stays_so_until_it_has_gone_and_come_back() -> None:
    watch = Watch()
    watch.sees(red())
    watch.alert = watch.open.resolved("ana", NOW + DAY, "Plan B")
    assert watch.sees(red(), NOW + 2 * DAY) == Verdict(alert=watch.alert)
    watch.sees(None, NOW + 20 * DAY)
    assert watch.sees(red(), NOW + 21 * DAY).news


def test_what_an_import_brings_is_silent_until_somebody_declares_the_contrary_again() -> None:
    watch = Watch()
    assert not watch.sees(red(period="2026-W10"), silently=True).news
    assert watch.open.waiting_since is None
    assert not watch.sees(red(period="2026-W10"), NOW + DAY).news
    assert watch.sees(red(period="2026-W11", declared_at=NOW + DAY), NOW + DAY).news
    assert not watch.sees(red(period="2026-W12", declared_at=NOW + 8 * DAY), NOW + 8 * DAY).news


def test_what_was_declared_before_an_import_opened_it_tells_nobody_of_it() -> None:
    watch = Watch()
    watch.sees(red(declared_at=NOW - DAY), silently=True)
    assert not watch.sees(red(declared_at=NOW - DAY), NOW + DAY).news
    assert watch.sees(red(declared_at=NOW + 2 * DAY), NOW + 2 * DAY).news


def test_alerts_of_causes_that_are_not_seen_any_more_are_found() -> None:
    watch = Watch()
    watch.sees(red())
    assert ended([watch.open], [red()]) == []
    assert ended([watch.open], [Sighting(cause=Cause.RULE, subject="R1", rag=Rag.RED)]) == [watch.open]


def test_what_flaps_week_by_week_is_told_once() -> None:
    watch = Watch()
    for week in range(20):
        watch.sees(None if week % 2 else red(), NOW + 7 * week * DAY + (week % 3) * DAY / 3)
    assert watch.news == [NOW]


def test_who_has_what_flaps_still_has_it_when_it_comes_back() -> None:
    watch = Watch()
    watch.sees(red())
    watch.alert = watch.open.explained("ana", NOW + DAY, "The contract is signed")
    watch.sees(None, NOW + 2 * DAY)
    assert not watch.sees(red(), NOW + 3 * DAY).news
    kept = (watch.open.state, watch.open.by, watch.open.at, watch.open.note)
    assert kept == (AlertState.ACKNOWLEDGED, "ana", NOW + DAY, "The contract is signed")


def test_what_gets_worse_again_and_is_no_news_stays_with_who_has_it() -> None:
    watch = Watch()
    watch.sees(red())
    watch.sees(amber(), NOW + DAY)
    watch.alert = watch.open.snoozed("ana", NOW + DAY, NOW + 4 * DAY)
    assert not watch.sees(red(), NOW + 2 * DAY).news
    assert (watch.open.state, watch.open.until) == (AlertState.SNOOZED, NOW + 4 * DAY)


def test_what_was_resolved_at_red_comes_back_when_it_is_red_again_after_amber() -> None:
    watch = Watch()
    watch.sees(red())
    watch.alert = watch.open.resolved("ana", NOW + DAY, "Plan B")
    watch.sees(amber(), NOW + 20 * DAY)
    assert not watch.alert.is_open
    assert watch.sees(red(), NOW + 21 * DAY).news


def test_an_import_that_makes_it_worse_sends_it_up_to_nobody() -> None:
    watch = Watch()
    watch.sees(amber())
    watch.sees(red(), NOW + 9 * DAY, silently=True)
    assert (watch.open.rag, watch.open.waiting_since, watch.open.climbed) == (Rag.RED, None, 0)


def test_who_agreed_and_declares_otherwise_again_is_asked_again() -> None:
    watch = Watch()
    watch.sees(red())
    watch.alert = watch.open.agreed("ana", NOW + DAY)
    watch.sees(None, NOW + DAY)
    assert watch.sees(red(), NOW + 2 * DAY).news
    assert watch.open.waiting_since == NOW + 2 * DAY


def test_what_was_put_off_and_flaps_is_still_put_off_and_waits_when_the_time_has_passed() -> None:
    watch = Watch()
    watch.sees(red())
    watch.alert = watch.open.snoozed("ana", NOW, NOW + 3 * DAY)
    watch.sees(None, NOW + DAY)
    assert not watch.sees(red(), NOW + 2 * DAY).news
    assert (watch.open.state, watch.open.by, watch.open.until) == (AlertState.SNOOZED, "ana", NOW + 3 * DAY)
    watch.sees(None, NOW + 2 * DAY)
    assert not watch.sees(red(), NOW + 4 * DAY).news
    assert (watch.open.state, watch.open.holder, watch.open.waiting_since) == (AlertState.OPEN, "", NOW + 4 * DAY)


def test_what_rests_on_a_value_that_has_grown_old_has_not_gone() -> None:
    beyond = Reason(why=Why.BEYOND_LIMIT, colour=Colour.RED, subject="UP")
    figures = Watch()
    figures.sees(Sighting(cause=Cause.COMPUTED, rag=Rag.RED, reasons=(beyond, BEHIND)))
    rule = Watch()
    rule.sees(Sighting(cause=Cause.RULE, subject="R1", rag=Rag.RED, about="UP"))
    known = [figures.open, rule.open]
    assert ended(known, []) == known
    assert ended(known, [], ["DOWN"]) == known
    assert ended(known, [], ["up"]) == []


def test_a_rule_that_finds_another_indicator_has_found_another_matter() -> None:
    one = Sighting(cause=Cause.RULE, subject="R1", rag=Rag.RED, about="UP")
    other = replace(one, about="DOWN")
    watch = Watch()
    watch.sees(one)
    assert watch.open.key == alert_key("VISA", *one.key) != alert_key("VISA", *other.key)
    assert ended([watch.open], [other]) == [watch.open]


def test_who_declares_as_the_figures_do_and_otherwise_again_is_asked_again_and_has_time_again() -> None:
    watch = Watch()
    watch.sees(red())
    watch.alert = watch.open.explained("ana", NOW, "It will be fine")
    watch.alert = settled(watch.open, "ana", NOW + DAY).alert
    assert watch.alert is not None
    assert (watch.alert.by, watch.alert.past[-2].what) == ("ana", What.AGREED)
    assert watch.sees(red(), NOW + 2 * DAY).news
    assert (watch.open.state, watch.open.note, watch.open.waiting_since) == (AlertState.OPEN, "", NOW + 2 * DAY)
    watch.alert = settled(watch.open, "", NOW + 3 * DAY).alert
    assert watch.alert is not None
    assert watch.alert.closed_itself
    assert watch.sees(red(), NOW + 4 * DAY).news


def missed(day: int) -> Sighting:
    reason = Reason(why=Why.MILESTONE_MISSED, colour=Colour.RED, subject="GO", day=date(2026, 3, day))
    ground = frozenset((reason.ground,))
    return Sighting(cause=Cause.COMPUTED, rag=Rag.RED, reasons=(BEHIND, reason), grounds=ground, misses=ground)


def test_a_date_that_is_missed_is_told_whatever_was_told_lately_and_whoever_had_resolved_the_rest() -> None:
    for is_resolved in (False, True):
        watch = Watch()
        watch.sees(red())
        if is_resolved:
            watch.alert = watch.open.resolved("ana", NOW, "Plan B")
        assert watch.sees(missed(12), NOW + DAY).news
        assert (watch.open.state, watch.open.waiting_since) == (AlertState.OPEN, NOW + DAY)
        assert not watch.sees(missed(12), NOW + 2 * DAY).news


def test_a_new_date_that_is_missed_too_is_told_again_and_the_same_one_is_not() -> None:
    watch = Watch()
    watch.sees(missed(12))
    watch.sees(None, NOW + DAY)
    assert not watch.sees(missed(12), NOW + 2 * DAY).news
    watch.sees(None, NOW + 3 * DAY)
    assert watch.sees(missed(16), NOW + 5 * DAY).news


def test_what_an_import_brings_is_silent_even_if_it_is_a_missed_date() -> None:
    watch = Watch()
    watch.sees(red())
    assert not watch.sees(missed(12), NOW + DAY, silently=True).news
    assert not watch.sees(missed(12), NOW + 2 * DAY).news


def test_other_reasons_than_those_that_were_explained_are_asked_about() -> None:
    watch = Watch()
    watch.sees(red(grounds=frozenset(("behind plan/",))))
    watch.alert = watch.open.explained("ana", NOW, "It will be fine")
    assert not watch.sees(red(grounds=frozenset(("behind plan/",))), NOW + DAY).news
    assert watch.sees(red(grounds=frozenset(("behind plan/", "beyond limit/up"))), NOW + DAY).news
    assert (watch.open.state, watch.open.note) == (AlertState.OPEN, "")
