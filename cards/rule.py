"""A rule on its way: what it says and looks at, what it would have done in the past, and what one can decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cards.actions import execute
from cards.elements import Strict, action_set, facts, heading, rich, text
from cards.inputs import toggle
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import NAME_LENGTH, as_of_words, project_run, remark_run, status_run, titled_status
from locales import Say
from pmo.portfolio import Rag

_OPENINGS = 8
"""Alerts of the past that the card names."""
_RESERVE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    """What a rule would have done.

    Attributes:
        first, last: days that were looked at.
        total, projects, of: alerts that it would have raised, in how many projects, of how many.
        failed: how many projects could not be looked at.
        openings: the latest of them: project, day and what made it fire.
        now: codes of the projects of which it holds now.
        flood: it would raise alerts for more than a tenth of the portfolio at once.
    """

    first: date
    last: date
    total: int
    projects: int
    of: int
    failed: int = 0
    openings: tuple[tuple[str, date, str], ...] = ()
    now: tuple[str, ...] = ()
    flood: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule and how it stands.

    Attributes:
        headline: what its alert says, in the reader's language.
        terms: what it looks at, as it is written.
        asked: who is asked to act, in the reader's language.
        scope: code of the project or program it looks at; empty for all.
        live: a version of it runs, since `live_since`.
        waits: another version waits to run; `off` when what waits is that it stops.
        trying: projects tried so far, of how many; None while it is not being tried.
        trial: what it would have done; None before it was tried.
        needs_trial: it must be tried before it can go live.
        wanted_by: who wants it live already; empty for nobody.
        goes_live_at: when it does by itself.
        may_drop: whether it can be said that this is not to be for now.
        may_want: whether the reader can want it live now.
    """

    code: str
    version: int
    headline: str
    terms: str
    severity: Rag
    asked: str
    as_of: datetime
    scope: str = ""
    live: bool = False
    live_since: datetime | None = None
    waits: bool = False
    off: bool = False
    trying: tuple[int, int] | None = None
    trial: TrialView | None = None
    needs_trial: bool = False
    may_drop: bool = False
    wanted_by: str = ""
    goes_live_at: datetime | None = None
    may_want: bool = False


def rule_card(view: RuleView, say: Say) -> Rendered:
    """The rule, how it stands, what it would have done, and the buttons."""
    title = say("Rule {code}", code=view.code)
    state = state_words(view, say)
    body = [
        heading(title),
        text(state, weight="Bolder", spacing="Small"),
        text(clipped(view.headline, 2 * NAME_LENGTH)),
    ]
    body.append(facts(_facts(view, say)))
    if view.trial is not None:
        body += _trial(view.trial, say)
    if buttons := _buttons(view, say):
        body += buttons
    body.append(text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(title, state), say=say)


def state_words(view: RuleView, say: Say) -> str:
    """Whether it runs, and what it waits for."""
    if view.trying is not None:
        done, of = view.trying
        return say("Being tried on the last year: {done} of {of} projects.", done=done, of=of)
    if view.goes_live_at is not None:
        return _by_itself(view, say.moment(view.goes_live_at), say)
    if view.waits and view.wanted_by:
        return say("{name} wants this; a second member of the PMO must agree.", name=view.wanted_by)
    if view.waits:
        return say("Is to be turned off; it still runs.") if view.off else _waits(view, say)
    if view.live:
        since = say.date(view.live_since) if view.live_since else ""
        return say("Runs since {day}.", day=since)
    return say("Does not run.")


def _by_itself(view: RuleView, moment: str, say: Say) -> str:
    if view.off:
        return say("Is turned off on {moment}, unless you change your mind.", moment=moment)
    return say("Goes live on {moment}, unless you change your mind.", moment=moment)


def _waits(view: RuleView, say: Say) -> str:
    if view.live:
        return say("A changed version waits; the one before still runs.")
    return say("New: it does not run yet.")


def _facts(view: RuleView, say: Say) -> list[tuple[str, str]]:
    return [
        (say("Looks at"), view.terms),
        (say("Where"), view.scope or say("all projects")),
        (say("Alert"), titled_status(view.severity, say)),
        (say("Asked to act"), view.asked),
    ]


def _trial(trial: TrialView, say: Say) -> list[Strict]:
    alerts = say.plural("{n} alert", "{n} alerts", trial.total)
    first, last = say.date(trial.first), say.date(trial.last)
    sentence = say.plural(
        "From {first} to {last} it would have raised {alerts}, in {n} project of {of}.",
        "From {first} to {last} it would have raised {alerts}, in {n} projects of {of}.",
        trial.projects,
        first=first,
        last=last,
        alerts=alerts,
        of=trial.of,
    )
    lines: list[Strict] = [heading(say("Tried on the last year"), size="Medium", separator=True), text(sentence)]
    if trial.failed:
        lines.append(text(_failed(trial, say), spacing="None"))
    if trial.now:
        codes = say.listing(list(trial.now[:_OPENINGS]))
        lines.append(text(say("It holds now for {codes}.", codes=codes), spacing="None"))
    for project, day, about in trial.openings[:_OPENINGS]:
        words = joined(say.date(day), clipped(project, NAME_LENGTH), clipped(about, NAME_LENGTH))
        lines.append(text(words, subtle=True, size="Small", spacing="None"))
    if trial.flood:
        warning = say("It would raise alerts for more than a tenth of the portfolio at once.")
        lines.append(text(warning, weight="Bolder", color="Attention"))
    return lines


def _failed(trial: TrialView, say: Say) -> str:
    return say.plural("{n} project could not be looked at.", "{n} projects could not be looked at.", trial.failed)


def _buttons(view: RuleView, say: Say) -> list[Strict]:
    ids: dict[str, str | int] = {"rule": view.code, "version": view.version}
    if view.trying is not None:
        return [action_set(execute(say("Look again"), "rule.show", ids, with_inputs=False))]
    buttons: list[Strict] = []
    body: list[Strict] = []
    if view.waits and view.may_want:
        if view.trial is not None and view.trial.flood:
            body.append(toggle("sure", say("More than a tenth"), say("I know that, and want it all the same.")))
        buttons.append(execute(_want_words(view, say), "rule.want", ids, main=True))
    if view.waits and not view.off:
        again = say("Try it on the last year") if view.trial is None else say("Try it again")
        buttons.append(execute(again, "rule.try", ids, with_inputs=False, main=view.needs_trial))
    if view.may_drop:
        buttons.append(execute(say("Not now"), "rule.drop", ids, with_inputs=False))
    if view.live and not (view.waits and view.off):
        buttons.append(execute(say("Turn off…"), "rule.off", ids, with_inputs=False))
    return [*body, action_set(*buttons)] if buttons else body


def _want_words(view: RuleView, say: Say) -> str:
    if view.wanted_by:
        return say("I agree: turn it off") if view.off else say("I agree: let it go live")
    return say("Turn it off") if view.off else say("Let it go live")


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """All rules."""

    rules: tuple[RuleView, ...]
    as_of: datetime


def rules_card(view: RulesView, say: Say) -> Rendered:
    """Those that wait first, each with a button; then those that run."""
    waiting = [rule for rule in view.rules if rule.waits]
    sentence = (
        say.plural("{n} rule waits for you.", "{n} rules wait for you.", len(waiting))
        if waiting
        else say("No rule waits for you.")
    )
    title = say("Rules")
    body = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    rows = [row for rule in (*waiting, *(one for one in view.rules if not one.waits)) for row in _row(rule, say)]
    foot = text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True)
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in (*body, foot)]))
    more = [text(say("and more: type “rules CODE”"), subtle=True)] if shown < len(rows) else []
    return rendered([*body, *rows[:shown], *more, foot], summary=told(title, sentence), say=say)


def _row(rule: RuleView, say: Say) -> Sequence[Strict]:
    line = rich(status_run(rule.severity, say), project_run(rule.code, rule.headline), spacing="Medium")
    state = rich(remark_run(state_words(rule, say)), spacing="None")
    ids: dict[str, str | int] = {"rule": rule.code, "version": rule.version}
    return line, state, action_set(execute(say("Open"), "rule.show", ids, with_inputs=False))
