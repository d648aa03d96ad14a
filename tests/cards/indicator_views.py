"""Indicators as the tests show them: of a project, and put together."""

from datetime import date, timedelta
from decimal import Decimal

from cards.indicators import IndicatorRow, IndicatorsView, indicators_card
from cards.rendered import Rendered
from cards.rollups import RollupRow, RollupsView, SingleRow, rollups_card
from locales import Say
from pmo.assessment import Condition
from pmo.indicators import Aggregate
from pmo.rollups import NoFigure
from pmo.trends import Course
from tests.cards.samples import ARABIC, HOSTILE, NOW

FAILED = IndicatorRow(
    name="Failed moves",
    condition=Condition.RED,
    value="12 %",
    period="2026-W10",
    target="2 %",
    course=Course.WORSE,
    unusual=True,
    series=tuple((date(2026, 1, 4) + timedelta(weeks=n), Decimal(n + 3)) for n in range(10)),
    told=tuple((f"2026-W{n + 1:02}", f"{n + 3} %") for n in range(10)),
    unit="%",
    amber=Decimal(5),
    red=Decimal("10.5"),
)
ROWS = (
    FAILED,
    IndicatorRow(name=ARABIC, condition=Condition.AMBER, value="97.2 %", period="2026-W10", course=Course.BETTER),
    IndicatorRow(name="Days to a decision", condition=Condition.TOO_OLD, value="8.9", period="2025-12"),
    IndicatorRow(name=HOSTILE, condition=Condition.NO_VALUE),
    IndicatorRow(name="Servers moved", condition=Condition.GREEN, value="170", period="2026-W10"),
    IndicatorRow(
        name="Kits", condition=Condition.NOT_JUDGED, value="38", period="2026-W10", course=Course.UNCLEAR, unusual=True
    ),
)
UP = RollupRow(
    name="Availability",
    condition=Condition.RED,
    figure="96.9 %",
    rule=Aggregate.WORST,
    values=3,
    too_old=1,
    chosen="SATCOM",
    period="2026-W10",
    oldest="2026-W09",
)


def of_a_project(say: Say) -> Rendered:
    """Every way in which an indicator can stand."""
    return indicators_card(IndicatorsView(scope="DCMOVE · Data centre", rows=ROWS, as_of=NOW), say)


def of_a_large_project(say: Say) -> Rendered:
    """More than a card can hold."""
    return indicators_card(IndicatorsView(scope=HOSTILE, rows=(FAILED,) * 300, as_of=NOW), say)


def of_a_project_without_any(say: Say) -> Rendered:
    """Nothing is measured."""
    return indicators_card(IndicatorsView(scope="CABLE · Cables", rows=(), as_of=NOW), say)


def put_together(say: Say) -> Rendered:
    """A figure by each rule, and every reason for none."""
    figures = [
        RollupRow(
            name=f"By {rule.value}",
            condition=Condition.NOT_JUDGED,
            figure="7",
            rule=rule,
            values=2,
            unmeasured=1,
            period="2026-W10",
            oldest="2026-W10",
        )
        for rule in Aggregate
    ]
    single = RollupRow(
        name="Single", condition=Condition.GREEN, of="VISA", figure="8.9 days", values=1, period="2026-02"
    )
    without = [RollupRow(name=f"Group {why.value}", condition=Condition.NO_VALUE, why=why) for why in NoFigure]
    return rollups_card(
        RollupsView(
            scope="Portfolio",
            rows=(UP, *without, *figures, single),
            counts={Condition.RED: 1, Condition.TOO_OLD: 2, Condition.GREEN: 3},
            as_of=NOW,
            worst=(
                SingleRow(name="Failed moves", condition=Condition.RED, of="DCMOVE", value="12 %", period="2026-W10"),
                *(SingleRow(name=HOSTILE, condition=Condition.AMBER, of=ARABIC),) * 19,
            ),
            page=2,
            pages=3,
            program="WORK",
            example="VISA",
            notes=("More is in your chat.",),
        ),
        say,
    )


INDICATOR_VIEWS = {
    "indicators": of_a_project,
    "many_indicators": of_a_large_project,
    "no_indicators": of_a_project_without_any,
    "rollups": put_together,
}
