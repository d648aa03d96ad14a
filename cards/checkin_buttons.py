"""What can be pressed on a check-in: send, no change, edit; and, behind a click, to be reminded later or to skip."""

import msgspec

from cards.actions import execute, reveal
from cards.elements import Strict, action_set, container
from cards.inputs import text_input
from locales import Say
from pmo.forms import TEXT_LIMIT

LATER = "later"
"""Id of the part of the card that is hidden at first."""


class Buttons(msgspec.Struct, frozen=True, kw_only=True):
    """Which buttons a check-in has.

    Attributes:
        card, version: what they send back.
        send: something can be filled in.
        nothing_new: everything that is asked for was answered before, so that one press can say "no change".
        several: the check-in has more than one project.
        edit: something was answered.
        correct: it was answered in a period that is closed.
        snoozes: how the reader can be reminded later: what the button sends and its title.
        skip: the reader can say that there will be no answer this time.
        early: the name of the period that can be answered before its time; empty for none.
    """

    card: str
    version: int
    send: bool = False
    nothing_new: bool = False
    several: bool = False
    edit: bool = False
    correct: bool = False
    snoozes: tuple[tuple[str, str], ...] = ()
    skip: bool = False
    early: str = ""


def checkin_buttons(buttons: Buttons, say: Say) -> list[Strict]:
    """The row of buttons, and what the last of them reveals."""
    ids: dict[str, str | int] = {"card": buttons.card, "version": buttons.version}
    row = [execute(say("Send"), "checkin.submit", ids, main=True)] if buttons.send else []
    if buttons.nothing_new:
        title = say("No change in any of them") if buttons.several else say("No change")
        row.append(execute(title, "checkin.submit", {**ids, "unchanged": "true"}))
    if buttons.edit:
        title = say("Correct") if buttons.correct else say("Edit")
        row.append(execute(title, "checkin.edit", ids, with_inputs=False))
    if buttons.early:
        title = say("Answer for {period} now", period=say.period(buttons.early))
        row.append(execute(title, "checkin.early", ids, with_inputs=False))
    later = _later(buttons, ids, say)
    if later:
        row.append(reveal(say("Later or not at all"), LATER))
        return [action_set(*row, spacing="Large"), container(later, id=LATER, visible=False)]
    return [action_set(*row, spacing="Large")] if row else []


def _later(buttons: Buttons, ids: dict[str, str | int], say: Say) -> list[Strict]:
    rows: list[Strict] = []
    if buttons.snoozes:
        choices = [
            execute(title, "checkin.snooze", {**ids, "for": chosen}, with_inputs=False)
            for chosen, title in buttons.snoozes
        ]
        rows.append(action_set(*choices))
    if buttons.skip:
        hint = say("On leave, no news, project on hold …")
        rows.append(
            text_input("reason", say("Why is there no answer this time?"), max_length=TEXT_LIMIT, placeholder=hint)
        )
        rows.append(action_set(execute(say("Skip this time"), "checkin.skip", ids)))
    return rows
