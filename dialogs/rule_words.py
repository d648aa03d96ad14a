"""What is said of a rule: its text, and what made it fire."""

from dataclasses import dataclass
from decimal import Decimal

from dialogs.desk import Desk
from dialogs.indicator_words import value_words
from locales import Say
from pmo.milestones import milestone_key
from pmo.rule_terms import threshold
from pmo.rules import Rule, RuleKind


def rule_text(rule: Rule, say: Say) -> str:
    """The text of a rule in the reader's language, else in English, else its code."""
    texts = {"fr": rule.text_fr, "nl": rule.text_nl, "de": rule.text_de}
    return texts.get(say.language) or rule.text or say("rule {code}", code=rule.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a rule found in a project; see `firing.Firing`."""

    project: str
    subject: str = ""
    figure: Decimal | None = None


async def about(rule: Rule, found: Found, say: Say, desk: Desk) -> str:
    """`Failed moves: 12 %`: the subject by its name, and its figure; empty for a project as a whole without one."""
    indicator = await desk.records.indicators.get(found.subject.casefold()) if found.subject else None
    milestone = await desk.records.milestones.get(milestone_key(found.project, found.subject))
    name = found.subject
    if indicator is not None:
        name = indicator.name_in(say.language)
    elif milestone is not None:
        name = milestone.name
    figure = _figure(rule, found.figure, say)
    if indicator is not None and found.figure is not None and rule.kind in (RuleKind.LIMIT, RuleKind.RUN):
        figure = value_words(found.figure, indicator, say)
    if name and figure:
        return say("{name}: {value}", name=name, value=figure)
    return name or figure


def _figure(rule: Rule, figure: Decimal | None, say: Say) -> str:
    """The figure as the rule counts it: a share, working days, intervals or a number."""
    if figure is None or rule.kind in (RuleKind.CONFLICT, RuleKind.ALL_OF):
        return ""
    limit = threshold(rule.value) if rule.value else None
    if limit is not None and limit.share:
        return say.percent(round(figure * 100))
    if rule.kind is RuleKind.SLIP:
        return say.plural("{n} working day", "{n} working days", int(figure))
    return say.number(round(figure, 2))
