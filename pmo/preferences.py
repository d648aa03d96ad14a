"""What people decide about the messages they get, and what the PMO decides for everybody."""

from dataclasses import dataclass
from fractions import Fraction

from pmo.overviews import Often
from pmo.portfolio import Hours, code_key

REMINDERS = (Fraction(1, 2), Fraction(9, 10))
"""Shares of the working time of a window after which somebody who has not answered is reminded (DESIGN §6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """One member's own settings; what also stands in the portfolio (language, zone, week) stands there.

    Attributes:
        hours: the member's own working hours; None for the post's.
        reminders: how many of the reminders they want, 0 to 2, the last ones; None for all.
        overview: how often they want to be told how their projects stand; None for what their role gets.
        language_asked: the first conversation has asked for the language.
    """

    member: str
    hours: Hours | None = None
    reminders: int | None = None
    overview: Often | None = None
    language_asked: bool = False

    @property
    def key(self) -> str:
        """One a member."""
        return code_key(self.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the PMO decides for everybody.

    Attributes:
        message_budget: messages a person gets on a day at most, alerts to act on excepted; 1 to 20.
        fewest_reminders: how few reminders a person may choose, 0 to 2.
    """

    name: str = "policy"
    message_budget: int = 3
    fewest_reminders: int = 1


def reminders_of(preferences: Preferences | None, policy: Policy) -> tuple[Fraction, ...]:
    """The shares of a window after which this person is reminded, within the limits of the PMO."""
    wanted = len(REMINDERS) if preferences is None or preferences.reminders is None else preferences.reminders
    count = max(wanted, policy.fewest_reminders)
    return REMINDERS[len(REMINDERS) - min(count, len(REMINDERS)) :]
