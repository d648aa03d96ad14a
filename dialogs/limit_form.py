"""Reads the form of limits: shares are typed in per cent, and an empty field leaves a limit to the wider scope."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from dialogs.desk import Desk
from dialogs.limit_scopes import Scope, broken_by
from locales import Say
from pmo.forms import without_sign
from pmo.limits import AMBERS, UNITS, LimitChoice, Measure, Unit, is_possible

_DECIMALS = Decimal("0.01")
_HUNDRED = Decimal(100)


def typed_of(choice: LimitChoice) -> dict[str, str]:
    """What stands in the form for this choice, as machines write it; empty fields are left out."""
    found = {name: getattr(choice, name) for name in UNITS}
    return {
        name: f"{(value * _HUNDRED if UNITS[name] is Unit.SHARE else Decimal(value)).normalize():f}"
        for name, value in found.items()
        if value is not None
    }


@dataclass(slots=True)
class LimitForm:
    """What was typed, with what is wrong with a field beside it.

    Attributes:
        problems: field name to the sentence shown at that field.
    """

    say: Say
    problems: dict[str, str] = field(default_factory=dict)

    def read(self, values: Mapping[str, str], scope: Scope) -> LimitChoice:
        """What is chosen; only without problems it may be kept."""
        chosen: dict[str, Any] = {name: self._limit(name, values.get(name, "")) for name in UNITS}
        if chosen[AMBERS] is not None:
            chosen[AMBERS] = int(chosen[AMBERS])
        return LimitChoice(scope=scope.code, **chosen)

    def _limit(self, name: str, text: str) -> Decimal | None:
        if not text.strip():
            return None
        typed = self.say.read_number(without_sign(text))
        if typed is None or typed != typed.quantize(_DECIMALS):
            self.problems[name] = self._wanted(UNITS[name])
            return None
        value = typed / _HUNDRED if UNITS[name] is Unit.SHARE else typed
        if not is_possible(name, value):
            self.problems[name] = self._wanted(UNITS[name])
        return value if is_possible(name, value) else None

    def _wanted(self, unit: Unit) -> str:
        say = self.say
        match unit:
            case Unit.SHARE:
                example = say.number(Decimal("7.5"))
                return say("Write a share from 0 to 100 %, with two decimals at most, like {example}.", example=example)
            case Unit.INDEX:
                example = say.number(Decimal("0.95"))
                return say("Write a number from 0 to 1, with two decimals at most, like {example}.", example=example)
            case Unit.LEVEL:
                return say("Write a whole number from 1 to 25.")
            case Unit.COUNT:
                return say("Write a whole number from 0 to 5.")

    async def check(self, choice: LimitChoice, scope: Scope, desk: Desk) -> None:
        """Find limits that could not be reached in their order, here and where somebody decided one of the two."""
        async for where, measure in broken_by(choice, scope, desk):
            name = _typed_one(choice, measure)
            if where.key == scope.key:
                self.problems.setdefault(name, self.say("Amber must come before red."))
            else:
                sentence = self.say(
                    "Amber must come before red, also for {code}, which decides one of them.", code=where.code
                )
                self.problems.setdefault(name, sentence)


def _typed_one(choice: LimitChoice, measure: Measure) -> str:
    """The limit of the two that was typed; amber when both were."""
    return measure.amber if getattr(choice, measure.amber) is not None else measure.red
