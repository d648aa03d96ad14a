"""Check-ins: who may answer on whose card, and what they hear of what else stands on it (CONTRACT §8)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from pmo.checkins import CheckinCard
from tests.rights.attempts import CLICKER, Attempt, Bot, Click, bot_on
from tests.rights.hearing import told_too_much
from tests.rights.marks import stars_in
from tests.rights.portfolio import STARS, WHO
from tests.rights.table import NO, STRANGERS, everybody, may, rows
from tests.rights.week import Week
from tests.scenarios.world import BRUSSELS

MAY = {row["card of"]: set(row["who may answer on it"].split("; ")) for row in rows("checkins")}
THURSDAY = datetime(2026, 3, 12, 12, tzinfo=BRUSSELS)
"""Nobody's time to answer is over."""
PLACES = ("own chat", "North's channel", "group chat")


async def cards(bot: Bot) -> dict[str, CheckinCard]:
    """The card that everybody was asked with, by who was asked."""
    return {card.member: card for card in await bot.look(lambda records: records.cards.all())}


def clicks(card: CheckinCard) -> Iterator[Click]:
    """Everything that can be sent with a card: all answered, all unchanged, nothing, and its other buttons."""
    ids: dict[str, Any] = {"card": card.id, "version": card.version}
    yield Click("checkin.submit", ids | filled(card))
    yield Click("checkin.submit", ids | {"unchanged": "true"})
    yield Click("checkin.submit", ids)
    yield Click("checkin.edit", ids)
    yield Click("checkin.skip", ids | {"reason": "no time"})
    yield Click("checkin.skip", ids | {"reason": "no time"} | filled(card))


def filled(card: CheckinCard) -> dict[str, Any]:
    """An answer to every question of a card."""
    values: dict[str, Any] = {}
    for key in card.asks:
        subject = key.partition("/")[0].upper()
        if not subject.startswith("*"):
            values |= {f"{subject}/rag": "red", f"{subject}/summary": "something new"}
        else:
            scope = subject[1:].partition(".")[0] if "." in subject else "portfolio"
            values[f"{scope}/indicator/{subject[1:]}"] = "42"
    return values


def test_every_card_of_the_week_is_in_the_table(week: Week) -> None:
    asked = {to.removeprefix("a:1").removesuffix("-with-the-bot") for to, sent in week.heard.items() if _asks(sent)}
    assert asked == set(MAY)


def _asks(sent: Sequence[Mapping[str, Any]]) -> bool:
    return any(((one.get("channelData") or {}).get("rapporteur") or {}).get("kind") == "ask" for one in sent)


@pytest.mark.parametrize("who", everybody())
async def test_a_card_is_answered_by_who_may_and_tells_them_what_they_may_see(bot: Bot, who: str) -> None:
    wrong = []
    for owner, card in (await cards(bot)).items():
        for click in clicks(card):
            for where in PLACES:
                attempt = await bot.presses(WHO[who], where, click)
                found = [*told_too_much(attempt.heard, who, where), *_outcome(attempt, who, owner, click)]
                wrong += [f"{who}, {where}, {click.verb} on the card of {owner}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)


def _outcome(attempt: Attempt, who: str, owner: str, click: Click) -> Iterator[str]:
    if attempt.reply.code:
        yield f"fails with {attempt.reply.code}"
    if who in MAY[owner]:
        if attempt.reply.card is None and click.verb != "checkin.skip":
            yield f"shows no card but {attempt.reply.text!r}"
        if click.verb == "checkin.submit" and len(click.values) > 3 and not attempt.changed:
            yield "stores no answer"
        return
    told = attempt.to(CLICKER, WHO[who])
    if attempt.changed or stars_in(told) or not attempt.reply.text:
        yield f"writes {attempt.changed} and tells {told!r}"
    if not attempt.refusals:
        yield "is not in the audit"


@pytest.mark.parametrize("who", everybody())
async def test_answers_are_stored_of_the_projects_on_a_card_that_one_may_report_and_of_no_others(
    bot: Bot, who: str
) -> None:
    for card in (await cards(bot)).values():
        attempt = await bot.presses(WHO[who], "own chat", next(clicks(card)))
        stored = {report.project for report in attempt.written.get("reports", ())}
        on_it = {key.partition("/")[0].upper() for key in card.asks}
        assert stored == {code for code in STARS if code in on_it and may("reports", who, STARS[code]) != NO}


@pytest.mark.parametrize("who", everybody())
async def test_only_who_was_asked_puts_it_off(week: Week, who: str) -> None:
    async with bot_on(week.folder, THURSDAY) as bot:
        for owner, card in (await cards(bot)).items():
            click = Click("checkin.snooze", {"card": card.id, "version": card.version, "for": "1h"})
            attempt = await bot.presses(WHO[who], "own chat", click)
            waits = owner not in ("sima", "fama", "dede")  # these have answered everything, or will have
            assert bool(attempt.changed) is (WHO[who] == owner and waits), owner
            assert bool(attempt.refusals) is (WHO[who] != owner), owner


@pytest.mark.parametrize("who", [one for one in everybody() if one not in STRANGERS])
async def test_what_comes_early_is_ones_own(bot: Bot, who: str) -> None:
    attempt = await bot.presses(WHO[who], "North's channel", Click("checkin.early", {}))
    assert not list(told_too_much(attempt.heard, who, "North's channel"))
