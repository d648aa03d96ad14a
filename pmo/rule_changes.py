"""A rule goes live when it was tried on the past and two of the PMO want it, or one of them still does a day later."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pmo.rules import Rule
from pmo.trials import Trial
from pmo.two_people import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleVersion:
    """A rule as it was written, with those that it joins: later changes of these do not change it."""

    rule: Rule
    parts: tuple[Rule, ...] = ()

    @property
    def rules(self) -> Mapping[str, Rule]:
        """All of them by key."""
        return {one.key: one for one in (self.rule, *self.parts)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleState(Wish):
    """A rule on its way: what runs, and what waits to run.

    Attributes:
        code: of the rule.
        live: the version that runs; None before the first, and after the last was turned off.
        live_since: UTC; `live_by` are the members who wanted it.
        brought: the version that the last import brought; the same once more changes nothing that was decided since.
        proposed: the version that waits; None when there is none. One that is archived turns the rule off.
        trial: of the proposed version, as far as it has come; `tried` when it is complete.
        tried_by: member id of who had it tried.
    """

    code: str
    live: RuleVersion | None = None
    live_since: datetime | None = None
    live_by: tuple[str, ...] = ()
    brought: RuleVersion | None = None
    proposed: RuleVersion | None = None
    trial: Trial | None = None
    tried: bool = False
    tried_by: str = ""

    @property
    def key(self) -> str:
        """One a rule."""
        return self.code.casefold()

    @property
    def needs_trial(self) -> bool:
        """Whether what waits must be tried first."""
        return self.proposed is not None and not self.proposed.rule.archived and not self.tried

    @property
    def needs_confirmation(self) -> bool:
        """Whether it would raise alerts for more than a tenth of the portfolio at once."""
        return self.trial is not None and self.tried and self.trial.needs_confirmation

    @property
    def is_by_hand(self) -> bool:
        """Whether what waits was not brought by an import, but asked for by somebody: that the rule stops."""
        return self.proposed is not None and self.proposed != self.brought

    def written(self, version: RuleVersion) -> "RuleState":
        """The state after an import has brought this version: a changed one waits, the live one waits for nothing."""
        if version == self.brought:
            return self
        known = replace(self, brought=version)
        if version == self.live or (self.live is None and version.rule.archived):
            return known if self.proposed is None else replace(_settled(known), proposed=None)
        if version == self.proposed:
            return known
        return replace(_settled(known), proposed=version)

    def begun(self, trial: Trial, by: str) -> "RuleState":
        """Somebody has it tried on the past."""
        return replace(_settled(self), trial=trial, tried_by=by)

    def wanted(self, by: str, at: datetime, *, alone: bool) -> "RuleState":
        """Somebody of the PMO wants it live: the first one waits for another, or for a day when they are alone."""
        if self.asked_by and self.asked_by.casefold() != by.casefold():
            return self.gone_live((self.asked_by, by), at)
        return self.asked(by, at, alone=alone)

    def gone_live(self, by: tuple[str, ...], at: datetime) -> "RuleState":
        """What waited runs from now on; or the rule is off, when that is what waited."""
        proposed = self.proposed
        assert proposed is not None, "something waits"
        live = None if proposed.rule.archived else proposed
        known = replace(_settled(self), trial=self.trial, tried=self.tried)
        return replace(known, live=live, live_since=at, live_by=by, proposed=None)

    def dropped(self) -> "RuleState":
        """Nobody wants it live any more; it can be tried and wanted again. What was asked for by hand is over."""
        if self.is_by_hand:
            return replace(_settled(self), proposed=None)
        return Wish.dropped(self)

    def turned_off(self) -> "RuleState":
        """Somebody wants the live version to stop; that is a change like any other."""
        assert self.live is not None, "it runs"
        off = replace(self.live, rule=replace(self.live.rule, archived=True))
        return replace(_settled(self), proposed=off)


def _settled(state: RuleState) -> RuleState:
    return replace(Wish.dropped(state), trial=None, tried=False, tried_by="")


def applies(rule: Rule, project: str, program: str) -> bool:
    """Whether a rule looks at a project of a program; one without a scope looks at all."""
    return rule.scope.casefold() in ("", project.casefold(), program.casefold())
