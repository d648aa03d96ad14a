"""Indicators of several projects become one figure by their declared rule, or it is said why they do not."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.colours import Colour
from pmo.computed_status import Value
from pmo.indicators import Aggregate, Direction, Frequency, Indicator, Measurement
from pmo.periods import period
from pmo.rollups import NoFigure, Rollup, grouped, rolled_up, rollups, suffix_of

AMOUNTS = st.decimals(-(10**17), 10**17, places=15)
SEVERAL = st.lists(AMOUNTS, min_size=1, max_size=12)


def indicator(code: str = "VISA.UP", **terms: Any) -> Indicator:
    known = {
        "name": code,
        "direction": Direction.HIGHER,
        "project": code.partition(".")[0],
        "aggregate": Aggregate.MEAN,
    }
    return Indicator(**{"code": code, **known, **terms})


def value(of: Indicator, figure: str | Decimal, when: str = "2026-W13", **terms: Any) -> Value:
    measured = Measurement(indicator=of.code, period=when, version=1, value=Decimal(figure))
    return Value(**{"indicator": of, "measurements": (measured,), "since": period(when).last, **terms})


def together(*values: Value, unmeasured: tuple[Indicator, ...] = ()) -> Rollup:
    (found,) = rollups([*(one.indicator for one in values), *unmeasured], values)
    return found


def group(rule: Aggregate, *figures: str | Decimal, **terms: Any) -> Rollup:
    """Projects P0, P1 and so on with a value each."""
    codes = [f"P{n}.UP" for n in range(len(figures))]
    members = [indicator(code, aggregate=rule, **terms) for code in codes]
    return together(*(value(one, figure) for one, figure in zip(members, figures, strict=True)))


def weighted(*pairs: tuple[Decimal, Decimal | None]) -> Rollup:
    members = [indicator(f"P{n}.UP", aggregate=Aggregate.WEIGHTED, weight=by) for n, (_, by) in enumerate(pairs)]
    return together(*(value(one, figure) for one, (figure, _) in zip(members, pairs, strict=True)))


@pytest.mark.parametrize(
    ("code", "scope", "suffix"),
    [
        ("VISA.UP", {"project": "VISA"}, "UP"),
        ("visa.Up", {"project": "VISA"}, "Up"),
        ("PRJ.7.UP", {"project": "PRJ.7"}, "UP"),
        ("VISAS.UP", {"project": "VISA"}, "UP"),
        ("CON.SUL.NPS", {"project": "", "program": "CON.SUL"}, "NPS"),
        ("OLD.UP.TIME", {"project": "VISA"}, "UP.TIME"),
        ("UP", {"project": "VISA"}, ""),
        ("UP.", {"project": "VISA"}, ""),
        ("ALL.UP", {"project": ""}, "UP"),
    ],
)
def test_what_follows_the_scope_or_the_first_dot_tells_what_belongs_together(
    code: str, scope: dict[str, str], suffix: str
) -> None:
    assert suffix_of(indicator(code, **scope)) == suffix


def test_groups_and_their_members_are_in_order_and_archived_indicators_are_in_none() -> None:
    codes = ["SAT.up", "VISA.DAYS", "NET.UP", "ALONE"]
    found = grouped([indicator(code) for code in codes] + [indicator("OLD.UP", archived=True)])
    assert {suffix: [one.code for one in members] for suffix, members in found.items()} == {
        "days": ["VISA.DAYS"],
        "up": ["NET.UP", "SAT.up"],
    }
    assert list(found) == ["days", "up"]
    assert all(one.key.endswith(f".{suffix}") for suffix, members in found.items() for one in members)
    assert [one.suffix for one in rollups([indicator(code) for code in codes], [])] == ["DAYS", "UP"]


@pytest.mark.parametrize(
    ("rule", "figures", "expected"),
    [
        (Aggregate.SUM, ("1.5", "2", "-0.25"), "3.25"),
        (Aggregate.MEAN, ("1", "2", "2"), "1.6666666666666666666666666666666666666666666666667"),
        (Aggregate.MEAN, ("0.1", "0.2"), "0.15"),
        (Aggregate.WORST, ("97", "91.5", "99"), "91.5"),
        (Aggregate.LATEST, ("97", "91.5"), "97"),
    ],
)
def test_values_become_one_by_the_declared_rule(rule: Aggregate, figures: tuple[str, ...], expected: str) -> None:
    found = group(rule, *figures, unit="%")
    assert (found.figure, found.why, found.unit) == (Decimal(expected), None, "%")
    assert (len(found.made_of), len(found.members)) == (len(figures), len(figures))
    assert found.period == found.oldest == period("2026-W13")


def test_a_weighted_mean_counts_each_value_as_often_as_its_weight_says() -> None:
    assert weighted((Decimal(80), Decimal(3)), (Decimal(40), Decimal(1)), (Decimal(5), Decimal(0))).figure == 70


def test_without_a_weight_or_with_none_above_zero_nothing_is_weighted() -> None:
    assert weighted((Decimal(80), Decimal(3)), (Decimal(40), None)).why is NoFigure.NO_WEIGHT
    assert weighted((Decimal(80), Decimal(0)), (Decimal(40), Decimal(0))).why is NoFigure.ZERO_WEIGHT
    heavy = indicator("A.UP", aggregate=Aggregate.WEIGHTED, weight=Decimal(3))
    light = indicator("B.UP", aggregate=Aggregate.WEIGHTED, weight=Decimal(0))
    assert together(value(heavy, "80", stale=True), value(light, "40")).why is NoFigure.ZERO_WEIGHT


@pytest.mark.parametrize(
    ("direction", "worst"), [(Direction.HIGHER, "88"), (Direction.LOWER, "103"), (Direction.BAND, "88")]
)
def test_the_worst_is_told_by_the_direction(direction: Direction, worst: str) -> None:
    found = group(Aggregate.WORST, "96", "103", "88", direction=direction, target=Decimal(100))
    assert found.figure == Decimal(worst)
    assert found.chosen == {"88": "P2.UP", "103": "P1.UP"}[worst]


def test_a_value_of_a_band_is_as_far_off_as_from_its_own_target() -> None:
    wide = indicator("A.UP", aggregate=Aggregate.WORST, direction=Direction.BAND, target=Decimal(50))
    near = indicator("B.UP", aggregate=Aggregate.WORST, direction=Direction.BAND, target=Decimal(90))
    assert together(value(wide, "80"), value(near, "100")).chosen == "A.UP"


def test_the_latest_is_of_the_newest_period_then_given_last_then_first_by_code() -> None:
    one, two, three = [indicator(f"{code}.UP", aggregate=Aggregate.LATEST) for code in "ABC"]
    day = date(2026, 3, 27)
    assert together(value(one, "1", "2026-W12", since=day), value(two, "2", since=day)).chosen == "B.UP"
    assert together(value(one, "1", since=day), value(three, "3", since=date(2026, 3, 29))).chosen == "C.UP"
    found = together(value(three, "3", since=day), value(two, "2", since=day))
    assert (found.chosen, found.figure, len(found.made_of)) == ("B.UP", Decimal(2), 2)


def test_stale_and_missing_values_are_left_out_and_named() -> None:
    fresh, old, never = [indicator(f"{code}.UP", aggregate=Aggregate.SUM) for code in "ABC"]
    found = together(value(fresh, "5"), value(old, "70", "2026-W02", stale=True), unmeasured=(never,))
    assert (found.figure, [one.indicator.code for one in found.made_of]) == (Decimal(5), ["A.UP"])
    assert (found.stale, found.unmeasured, len(found.members)) == (("B.UP",), ("C.UP",), 3)
    assert found.oldest == period("2026-W13")
    nothing = together(value(old, "70", "2026-W02", stale=True), unmeasured=(never,))
    assert (nothing.figure, nothing.why, nothing.made_of) == (None, NoFigure.NO_VALUES, ())
    assert (nothing.stale, nothing.unmeasured, nothing.period) == (("B.UP",), ("C.UP",), None)


def test_a_figure_of_several_periods_says_from_when_to_when() -> None:
    one, two = [indicator(f"{code}.UP") for code in "AB"]
    found = together(value(one, "5"), value(two, "7", "2026-W12"))
    assert (found.period, found.oldest) == (period("2026-W13"), period("2026-W12"))
    worst = [indicator(f"{code}.UP", aggregate=Aggregate.WORST) for code in "AB"]
    found = together(value(worst[0], "7"), value(worst[1], "5", "2026-W12"))
    assert found.period == found.oldest == period("2026-W12")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"aggregate": None}, {"aggregate": None}, NoFigure.NO_RULE),
        ({"aggregate": Aggregate.SUM}, {"aggregate": Aggregate.MEAN}, NoFigure.DIFFERENT_RULES),
        ({"aggregate": Aggregate.SUM}, {"aggregate": None}, NoFigure.DIFFERENT_RULES),
        ({"unit": "%"}, {"unit": ""}, NoFigure.DIFFERENT_UNITS),
        ({"unit": "MB"}, {"unit": "Mb"}, NoFigure.DIFFERENT_UNITS),
        ({"project": "A"}, {"project": "", "program": "B"}, NoFigure.DIFFERENT_SCOPES),
        ({"project": ""}, {"project": "", "program": "B"}, NoFigure.DIFFERENT_SCOPES),
        ({"project": "A", "program": "P"}, {"project": "B"}, None),
        ({"frequency": Frequency.MONTHLY}, {}, None),
        ({"direction": Direction.LOWER}, {}, None),
    ],
)
def test_what_does_not_belong_together_has_no_figure(
    one: dict[str, Any], other: dict[str, Any], why: NoFigure | None
) -> None:
    found = together(value(indicator("A.UP", **one), "1"), value(indicator("B.UP", **other), "2"))
    assert found.why is why
    assert (found.figure is None) is (why is not None)


def test_a_project_beside_a_program_may_be_the_worst_or_the_latest() -> None:
    for rule in (Aggregate.WORST, Aggregate.LATEST):
        program = indicator("B.UP", aggregate=rule, project="", program="B")
        assert together(value(indicator("A.UP", aggregate=rule), "2"), value(program, "1", "2026-W14")).chosen == "B.UP"


def test_a_sum_adds_only_what_is_measured_equally_often() -> None:
    weekly = indicator("A.UP", aggregate=Aggregate.SUM)
    monthly = indicator("B.UP", aggregate=Aggregate.SUM, frequency=Frequency.MONTHLY)
    assert together(value(weekly, "1"), value(monthly, "9", "2026-03")).why is NoFigure.DIFFERENT_FREQUENCIES


def test_of_different_directions_or_of_a_band_without_a_target_none_is_the_worst() -> None:
    up = indicator("A.UP", aggregate=Aggregate.WORST)
    down = indicator("B.UP", aggregate=Aggregate.WORST, direction=Direction.LOWER)
    assert together(value(up, "1"), value(down, "2")).why is NoFigure.DIFFERENT_DIRECTIONS
    assert group(Aggregate.WORST, "1", "2", direction=Direction.BAND).why is NoFigure.NO_TARGET
    assert group(Aggregate.SUM, "1", "2", direction=Direction.BAND).figure == 3


def test_a_value_in_a_unit_that_its_indicator_had_before_is_not_mixed_in() -> None:
    one, two = [indicator(f"{code}.UP", aggregate=Aggregate.SUM, unit="kEUR") for code in "AB"]
    before = indicator("B.UP", aggregate=Aggregate.SUM, unit="EUR")
    values = {one.key: value(one, "5"), two.key: value(before, "5000")}
    assert rolled_up([one, two], values).why is NoFigure.DIFFERENT_UNITS
    values[two.key] = value(before, "5000", stale=True)
    assert rolled_up([one, two], values).figure == 5


def test_a_group_of_money_is_marked_even_when_it_has_no_figure() -> None:
    money, bare = indicator("A.UP", unit="kEUR"), indicator("B.UP", unit="%")
    assert together(value(money, "5")).money
    assert not together(value(bare, "5")).money
    mixed = together(value(bare, "5"), value(money, "5"))
    assert (mixed.why, mixed.money) == (NoFigure.DIFFERENT_UNITS, True)
    once = rolled_up([bare], {bare.key: value(indicator("B.UP", unit="EUR"), "5", stale=True)})
    assert once.money


def test_a_figure_has_a_colour_when_all_its_values_are_judged_by_the_same_limits() -> None:
    limits = {"amber": Decimal(95), "red": Decimal(90)}
    assert group(Aggregate.MEAN, "96", "90", **limits).colour is Colour.AMBER
    assert group(Aggregate.WORST, "96", "89", **limits).colour is Colour.RED
    assert group(Aggregate.MEAN, "96", "99").colour is Colour.GREY
    assert group(Aggregate.SUM, "96", "99", **limits).colour is Colour.GREY
    one, strict = indicator("A.UP", **limits), indicator("B.UP", amber=Decimal(99), red=Decimal(90))
    assert together(value(one, "96"), value(strict, "96")).colour is Colour.GREY
    assert together(value(one, "96"), value(strict, "96", stale=True)).colour is Colour.GREEN
    aims_higher = indicator("B.UP", target=Decimal(99), **limits)
    assert together(value(one, "96"), value(aims_higher, "96")).colour is Colour.GREEN


def test_as_many_decimals_are_worth_showing_as_a_member_shows_or_has() -> None:
    one, two = indicator("A.UP"), indicator("B.UP", decimals=1)
    assert together(value(one, "5"), value(two, "7.125")).decimals == 1
    assert together(value(one, "5.25"), value(two, "7")).decimals == 2
    assert together(value(one, "5E+2")).decimals == 0


def test_a_group_bears_the_name_that_all_its_members_share_in_a_language() -> None:
    one, two = [indicator(f"{code}.UP", name="Uptime", name_fr=f"Temps {code}") for code in "AB"]
    found = together(value(one, "5"), value(two, "7"))
    assert (found.name_in("en"), found.name_in("fr")) == ("Uptime", "UP")


@given(SEVERAL)
def test_sums_and_means_are_those_of_whole_numbers(figures: list[Decimal]) -> None:
    whole = sum(int(Fraction(figure) * 10**15) for figure in figures)
    total, mean = group(Aggregate.SUM, *figures).figure, group(Aggregate.MEAN, *figures).figure
    assert total is not None
    assert mean is not None
    assert Fraction(total) == Fraction(whole, 10**15)
    assert abs(Fraction(mean) - Fraction(whole, 10**15 * len(figures))) < Fraction(1, 10**30)
    assert min(figures) <= mean <= max(figures)


@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(0, 9)), min_size=1, max_size=8))
def test_a_weight_is_so_many_equal_values(pairs: list[tuple[int, int]]) -> None:
    found = weighted(*((Decimal(figure), Decimal(by)) for figure, by in pairs))
    repeated = [Decimal(figure) for figure, by in pairs for _ in range(by)]
    if not repeated:
        assert found.why is NoFigure.ZERO_WEIGHT
    else:
        assert found.figure == group(Aggregate.MEAN, *repeated).figure


@given(SEVERAL, AMOUNTS, st.sampled_from(Direction))
def test_no_value_is_worse_than_the_worst(figures: list[Decimal], target: Decimal, direction: Direction) -> None:
    found = group(Aggregate.WORST, *figures, direction=direction, target=target).figure
    farthest = max(abs(Fraction(one) - Fraction(target)) for one in figures)
    if direction is Direction.BAND:
        assert found is not None
        assert abs(Fraction(found) - Fraction(target)) == farthest
    else:
        assert found == (min if direction is Direction.HIGHER else max)(figures)


@given(st.permutations(range(5)), st.sampled_from(Aggregate), st.lists(st.booleans(), min_size=5, max_size=5))
def test_the_order_in_which_indicators_come_changes_nothing(
    order: list[int], rule: Aggregate, stale: list[bool]
) -> None:
    members = [indicator(f"{code}.UP", aggregate=rule, weight=Decimal(n)) for n, code in enumerate("ABCDE")]
    values = [value(one, str(n % 3), stale=stale[n]) for n, one in enumerate(members)]
    shuffled = [values[n] for n in order]
    found = together(*shuffled)
    assert found == together(*values)
    assert len(found.stale) == sum(stale)
    assert len(found.made_of) == (0 if found.why else 5 - sum(stale))
