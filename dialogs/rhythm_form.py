"""Reads the form of a rhythm: what it belongs to, what stands in it, and what it would be after a change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from typing import NamedTuple

from cards.rhythm import AS_PROGRAM, OWN_RULE, RhythmView
from dialogs.turn import Turn
from locales import LANGUAGES, Say
from pmo.forms import is_ticked, written
from pmo.importing import moments
from pmo.importing.parsing import BadCell
from pmo.improving import Rhythm
from pmo.portfolio import Program, Project
from pmo.recurrence import check_rule
from pmo.rhythm_choices import Choice, choice_of, rule_of


class RuleFields(NamedTuple):
    """The fields in which a rule is chosen, and the weekday where none is sent."""

    choice: str
    weekday: str
    rule: str
    usual: str


CHECKIN = RuleFields("rhythm", "weekday", "rule", "4")
DIGEST = RuleFields("digest", "digest_weekday", "digest_rule", "5")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rhythm belongs to: a program, or one project of it with a rule of its own or none.

    Attributes:
        language: of a program that names none.
    """

    program: Program
    project: Project | None = None
    language: str = LANGUAGES[0]

    @property
    def code(self) -> str:
        """Of the project or the program."""
        return self.project.code if self.project else self.program.code

    @property
    def name(self) -> str:
        """Of the project or the program."""
        return self.project.name if self.project else self.program.name

    @property
    def languages(self) -> tuple[str, ...]:
        """In which the program's channel is told, the first one first."""
        return self.program.languages or (self.language,)

    @property
    def kind(self) -> str:
        """`project` or `program`."""
        return "project" if self.project else "program"


def values_of(turn: Turn) -> dict[str, str]:
    """What was filled in and sent along, as text by the name of the field."""
    found = {name.casefold(): written(value) for name, value in turn.values.items()}
    return {name: text for name, text in found.items() if text is not None}


def rule_of_subject(subject: Subject) -> str:
    """Its own rule; empty for a project that follows its program."""
    return subject.project.checkin_rule if subject.project else subject.program.checkin_rule


def rhythm_meant(subject: Subject) -> Rhythm:
    """When it is asked: by its own rule, or by its program's."""
    return Rhythm(rule=rule_of_subject(subject) or subject.program.checkin_rule, within=subject.program.answer_within)


def form_of(subject: Subject) -> RhythmView:
    """The form with the rhythm as it stands."""
    rule, program = rule_of_subject(subject), subject.program
    choice, digest = choice_of(rule or program.checkin_rule), choice_of(program.digest_rule)
    return RhythmView(
        kind=subject.kind,
        code=subject.code,
        name=subject.name,
        choice=AS_PROGRAM if subject.project and not rule else (choice[0].value if choice else OWN_RULE),
        weekday=choice[1] if choice else 4,
        rule=rule if choice is None else "",
        ask_at=f"{program.ask_at:%H:%M}",
        within=program.answer_within,
        costs=program.costs,
        digest=digest[0].value if digest else OWN_RULE,
        digest_weekday=digest[1] if digest else 5,
        digest_rule="" if digest else program.digest_rule,
        digest_at=f"{program.digest_at:%H:%M}",
        languages=subject.languages,
    )


def typed_form(turn: Turn, subject: Subject) -> RhythmView:
    """The form with what was typed."""
    values, form = values_of(turn), form_of(subject)
    return replace(
        form,
        choice=values.get("rhythm", form.choice),
        weekday=_weekday(values.get("weekday", ""), form.weekday),
        rule=values.get("rule", form.rule),
        ask_at=values.get("ask_at", form.ask_at),
        within=values.get("within", form.within),
        costs=is_ticked(values["costs"]) if "costs" in values else form.costs,
        digest=values.get("digest", form.digest),
        digest_weekday=_weekday(values.get("digest_weekday", ""), form.digest_weekday),
        digest_rule=values.get("digest_rule", form.digest_rule),
        digest_at=values.get("digest_at", form.digest_at),
        languages=_languages(values, form.languages),
    )


def _weekday(text: str, before: int) -> int:
    return int(text) if text in tuple("1234567") else before


def _languages(values: Mapping[str, str], before: tuple[str, ...]) -> tuple[str, ...]:
    """The first language, then the others in the order that they had."""
    sent = values["languages"].split(",") if "languages" in values else before
    others = [one.strip() for one in sent if one.strip()]
    kept = [one for one in before if one in others]
    return tuple(dict.fromkeys((values.get("language", "") or before[0], *kept, *others)))


@dataclass(slots=True)
class Changes:
    """Reads the form; what is wrong with a field is kept beside it, and nothing of it counts then."""

    say: Say
    problems: dict[str, str] = field(default_factory=dict)

    def read(self, values: Mapping[str, str], subject: Subject) -> Subject:
        """The subject as it would be."""
        if subject.project is not None:
            own = "" if values.get("rhythm") == AS_PROGRAM else self._rule(values, CHECKIN)
            return replace(subject, project=replace(subject.project, checkin_rule=own))
        program = replace(
            subject.program,
            checkin_rule=self._rule(values, CHECKIN),
            ask_at=self._time("ask_at", values, subject.program.ask_at),
            answer_within=self._within(values.get("within", ""), subject.program.answer_within),
            costs=is_ticked(values["costs"]) if "costs" in values else subject.program.costs,
            digest_rule=self._rule(values, DIGEST) if "digest" in values else subject.program.digest_rule,
            digest_at=self._time("digest_at", values, subject.program.digest_at),
            languages=self._languages(values, subject),
        )
        return replace(subject, program=program)

    def _rule(self, values: Mapping[str, str], fields: RuleFields) -> str:
        chosen, weekday = values.get(fields.choice, ""), values.get(fields.weekday, fields.usual)
        if chosen in set(Choice) and weekday in tuple("1234567"):
            return rule_of(Choice(chosen), int(weekday))
        rule = values.get(fields.rule, "").upper()
        wrong = check_rule(rule) if rule else "empty"
        if chosen != OWN_RULE or wrong is not None:
            name = fields.rule if chosen == OWN_RULE else fields.choice
            self.problems[name] = self.say(
                "This rule cannot be used. It is an RRULE that falls on one day a week, month or year, like {example}.",
                example="FREQ=WEEKLY;BYDAY=TH",
            )
        return rule

    def _time(self, name: str, values: Mapping[str, str], before: time) -> time:
        text = values.get(name, "")
        if not text:
            return before
        try:
            return moments.clock_time(text)
        except BadCell:
            self.problems[name] = self.say("Write the time like 10:00.")
            return before

    def _languages(self, values: Mapping[str, str], subject: Subject) -> tuple[str, ...]:
        """What a program names; it goes on naming none where that says the same."""
        found = _languages(values, subject.languages)
        if not set(found) <= set(LANGUAGES):
            self.problems["language"] = self.say(
                "Which language? Possible are English, Français, Nederlands and Deutsch."
            )
        return subject.program.languages if found == subject.languages else found

    def _within(self, text: str, before: str) -> str:
        if not text:
            return before
        try:
            return moments.within(text)
        except BadCell:
            self.problems["within"] = self.say("Write it like 1d for a working day or 6h for six working hours.")
            return before
