"""Why a computed status has its colour is told in words that mean something to a reader."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from dialogs.reason_words import Names, reason_words
from locales import speaker
from locales.translations import LANGUAGES
from pmo.colours import Colour
from pmo.indicators import Direction, Indicator
from pmo.reasons import Reason, Why

TODAY = date(2026, 3, 12)
ZONE = ZoneInfo("Europe/Brussels")
UPTIME = Indicator(code="UP", name="Uptime", direction=Direction.HIGHER, unit="%", red=Decimal(95), decimals=1)
NAMES = Names(milestones={"GO": "Pilot"}, indicators={"UP": UPTIME})


def told(why: Why, subject: str = "", *, days: int | None = None, figure: str = "", limit: str = "") -> Reason:
    return Reason(
        why=why,
        colour=Colour.RED,
        subject=subject,
        days=days,
        figure=Decimal(figure) if figure else None,
        limit=Decimal(limit) if limit else None,
        day=TODAY,
    )


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            told(Why.END_SLIPS, days=1, figure="0.07"),
            "The end of the project is 1 working day late: 7% of the time that was left.",
        ),
        (
            told(Why.MILESTONE_SLIPS, "GO", days=5, figure="0.234"),
            "Pilot is 5 working days late: 23% of the time that was left.",
        ),
        (
            told(Why.MILESTONE_SLIPS, "GO", days=29, figure="14.5"),
            "Pilot is 29 working days late: more than all the time that was left.",
        ),
        (told(Why.END_SLIPS, days=2), "The end of the project is 2 working days late; the promised day has passed."),
        (told(Why.MILESTONE_MISSED, "GO"), "Pilot was due on 12 Mar 2026 and has no new date."),
        (told(Why.BEHIND_PLAN, figure="0.8749", limit="0.9"), "The work is behind the plan: SPI 0.87 (limit 0.9)."),
        (
            told(Why.OVER_BUDGET, figure="0.12", limit="0.1"),
            "At this pace it will cost 12% more than the budget (limit 10%).",
        ),
        (told(Why.BEYOND_LIMIT, "UP", figure="93", limit="95"), "Uptime: 93.0 % (limit 95.0 %)."),
        (told(Why.VALUE_STALE, "UP", figure="93"), "Uptime: the last value, 93.0 %, is too old."),
        (told(Why.REPORT_STALE), "The last report, of 12 Mar 2026, is too old."),
    ],
)
def test_a_reason_is_one_sentence_with_its_figures(reason: Reason, sentence: str) -> None:
    assert reason_words(reason, NAMES, speaker("en", ZONE)) == sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_of_its_own_in_every_language(language: str) -> None:
    say = speaker(language, ZONE)
    subject = {Why.MILESTONE_SLIPS: "GO", Why.MILESTONE_MISSED: "GO", Why.BEYOND_LIMIT: "UP", Why.VALUE_STALE: "UP"}
    sentences = [
        reason_words(told(why, subject.get(why, ""), days=3, figure="0.5", limit="0.2"), NAMES, say) for why in Why
    ]
    assert len(set(sentences)) == len(Why)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
