"""Every button, pressed by everybody, also with ids that their own cards never had (CONTRACT §8)."""

from collections.abc import Iterator

import pytest

from bot.app import CONVERSATIONS
from tests.rights.attempts import CLICKER, HERE, Attempt, Bot
from tests.rights.hearing import told_too_much
from tests.rights.marks import stars_in
from tests.rights.portfolio import STARS, WHO, Star
from tests.rights.table import HELPS, MONEY, NO, STRANGERS, WHERE, everybody, is_alone, leads, links, may, shown_in
from tests.rights.things import BUTTONS, Button, Thing, things

READS_ONLY = frozenset(
    (
        *("history.show", "portfolio.open", "portfolio.page", "digest.now", "digest.page", "alert.show"),
        *("rhythm.edit", "rhythm.preview", "limits.show", "limits.preview", "rule.show"),
        *("proposal.list", "proposal.show", "import.page", "people.page", "people.install"),
        *("indicators.page", "question.ask"),
        *("log.list", "log.show", "log.edit"),
        *("person.show", "person.edit", "deputy.edit"),
        *("calendar.show", "calendar.list", "calendar.edit", "calendar.preview"),
    )
)
"""Buttons that show something and change nothing."""
WAITS_FOR_NOBODY = frozenset(("checkin.early", "limits.drop", "rule.try", "rule.want", "rule.drop", "rule.off"))
"""Buttons that may find nothing to do, whoever presses them; that they do something is tested by one of them each."""
UNNOTED = ("nothing", "filters", "a watch")
"""What names nothing that is somebody's: who presses it in vain has tried to open nothing."""
DOES = [
    *(("limits.drop", "BELLATRIX"), ("limits.save", "BELLATRIX"), ("limits.save", "ALTAIR")),
    *(("person.save", "cora"), ("person.agree", "nemo"), ("person.drop", "nemo")),
    *(("rule.off", "LOW-CAPELLA"), ("rule.want", "LOW-HADAR"), ("rule.try", "LOW-HADAR"), ("rule.drop", "LOW-GACRUX")),
]


def test_every_verb_is_in_the_table() -> None:
    listed = {name for conversation in CONVERSATIONS for name in conversation.verbs}
    assert {button.verb for button in BUTTONS} == listed


@pytest.mark.parametrize("who", everybody())
async def test_a_button_does_what_who_presses_it_may_do_where_they_are(bot: Bot, who: str) -> None:
    wrong, all_things = [], await things(bot)
    for button in BUTTONS:
        for thing in all_things:
            for where in WHERE if thing.kind == button.on else ():
                attempt = await bot.presses(WHO[who], where, thing.click(button.verb))
                found = Pressed(button, thing, who, where)
                wrong += [f"{who}, {where}, {button.verb} on {thing.name}: {one}" for one in found.faults(attempt)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["management", "program manager", "contributor", "member without projects"])
async def test_a_button_of_an_old_client_leaves_no_more_in_a_place(bot: Bot, who: str) -> None:
    wrong = []
    for thing in await things(bot):
        for button in BUTTONS:
            if thing.kind == button.on:
                attempt = await bot.presses(WHO[who], "North's channel", thing.click(button.verb, by_submit=True))
                told = stars_in(attempt.without(*thing.echoes).to(HERE)) - {
                    code for code in STARS if shown(code, who) != NO
                }
                wrong += [f"{who}, {button.verb} on {thing.name}: {told}"] if told else []
    assert not wrong, "\n".join(wrong)


def shown(code: str, who: str) -> str:
    return shown_in("North's channel", who, STARS[code])


@pytest.mark.parametrize(("verb", "name"), DOES)
async def test_what_waits_for_the_pmo_is_done_by_the_pmo(bot: Bot, verb: str, name: str) -> None:
    (thing,) = [one for one in await things(bot) if one.name == name]
    assert (await bot.presses("petra", "own chat", thing.click(verb))).changed


class Pressed:
    """A button that was pressed, and what the tables say of it."""

    def __init__(self, button: Button, thing: Thing, who: str, where: str) -> None:
        self._button, self._thing, self._who, self._where = button, thing, who, where

    def faults(self, pressed: Attempt) -> Iterator[str]:
        attempt = pressed.without(*self._thing.echoes)
        for fault in told_too_much(attempt.heard, self._who, self._where):
            if not (self._announced and fault.endswith(f" of {self._announced}")):
                yield fault
        if attempt.reply.code:
            yield f"fails with {attempt.reply.code}"
        yield from self._done(attempt) if self._may() else self._refused(attempt)

    @property
    def _announced(self) -> str:
        """A program that comes to a channel is named there."""
        return self._thing.program if self._button.right == "links" and self._may() else ""

    @property
    def _is_asked(self) -> str:
        return HELPS.get(self._who, "") if self._thing.kind == "a request" else ""

    def _may(self) -> bool:
        """Whether this button is theirs to press here."""
        if self._who in STRANGERS:
            return False
        if self._button.in_place == "nobody" and not is_alone(self._where):
            return False
        if self._button.in_place == "in a channel" and self._where in ("own chat", "group chat"):
            return False
        match self._button.right:
            case "":
                return True
            case "made it":
                return self._who in ("pmo", "project manager")
            case "was asked":
                return self._who == "pmo" or self._is_asked == self._thing.star
            case "is theirs":
                return self._thing.owner == WHO[self._who]
            case "administers":
                return self._who == "pmo"
            case "links":
                return links(self._who, self._thing.program, self._where)
        return self.sees() and any(self._has(right) for right in self._button.right.split(" or "))

    def _has(self, right: str) -> bool:
        return right == "reads" or any(may(right, self._who, star) != NO for star in self._stars)

    @property
    def _stars(self) -> list[Star]:
        """The projects that the thing is about."""
        of_program = [star for star in STARS.values() if star.program == self._thing.program]
        return [STARS[self._thing.star]] if self._thing.star else of_program

    def sees(self) -> bool:
        """Whether they may know of the thing here."""
        alone = self._is_theirs_alone
        if not self._thing.star:
            read = any(self._reads(star) for star in self._stars)
            return read or (alone and leads(self._who, self._thing.program))
        star = STARS[self._thing.star]
        if self._thing.money and may("reads", self._who, star) != MONEY:
            return False
        if self._thing.private and not (alone and self._acts_on(star)):
            return False
        return self._reads(star) and not (self._thing.private and not alone)

    def _reads(self, star: Star) -> bool:
        return (
            may("reads", self._who, star) if self._is_theirs_alone else shown_in(self._where, self._who, star)
        ) != NO

    @property
    def _is_theirs_alone(self) -> bool:
        """Whether the answer goes to them alone, wherever they press."""
        return is_alone(self._where) or self._button.in_place == "own chat"

    @property
    def _shows_something(self) -> bool:
        """Whether there is anything that this place may show."""
        return is_alone(self._where) or any(shown_in(self._where, self._who, star) != NO for star in STARS.values())

    def _acts_on(self, star: Star) -> bool:
        return any(may(right, self._who, star) != NO for right in ("handles alerts", "reports"))

    def _done(self, attempt: Attempt) -> Iterator[str]:
        if self._button.verb in READS_ONLY:
            if attempt.changed:
                yield f"writes {attempt.changed}"
            if attempt.reply.card is None and self._shows_something:
                yield f"shows nothing but {attempt.reply.text!r}"
        elif not attempt.changed and self._button.verb not in WAITS_FOR_NOBODY and self._thing.star:
            yield f"does nothing and says {attempt.reply.text!r}"
        if attempt.refusals:
            yield f"is noted as refused: {attempt.refusals}"

    def _refused(self, attempt: Attempt) -> Iterator[str]:
        """Nothing is written, and a sentence says so that tells nothing of the thing."""
        if attempt.changed:
            yield f"writes {attempt.changed}"
        told = attempt.to(CLICKER, HERE, WHO[self._who])
        if not attempt.reply.text and attempt.reply.card is None:
            yield "is answered with nothing"
        if self._button.in_place == "nobody" and attempt.reply.card is not None:
            yield "shows a card"
        allowed = self._thing.star == "" or self._may_hear(STARS[self._thing.star])
        if not allowed and stars_in(told):
            yield f"tells of {stars_in(told)}"
        if not attempt.refusals and is_alone(self._where) and self._button.on not in UNNOTED:
            yield "is not in the audit"

    def _may_hear(self, star: Star) -> bool:
        return may("reads", self._who, star) != NO or self._reads(star) or self._is_asked == star.code
