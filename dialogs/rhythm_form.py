"""Reads the form of a rhythm: what it belongs to, what stands in it, and what it would be after a change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from cards.rhythm import AS_PROGRAM, OWN_RULE, RhythmView
from dialogs.turn import Turn
from locales import Say
from pmo.forms import is_ticked, written
from pmo.importing import moments
from pmo.importing.parsing import BadCell
from pmo.improving import Rhythm
from pmo.portfolio import Program, Project
from pmo.recurrence import check_rule
from pmo.rhythm_choices import Choice, choice_of, rule_of


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rhythm belongs to: a program, or one project of it with a rule of its own or none."""

    program: Program
    project: Project | None = None

    @property
    def code(self) -> str:
        """Of the project or the program."""
        return self.project.code if self.project else self.program.code

    @property
    def name(self) -> str:
        """Of the project or the program."""
        return self.project.name if self.project else self.program.name

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
    rule = rule_of_subject(subject)
    choice = choice_of(rule or subject.program.checkin_rule)
    return RhythmView(
        kind=subject.kind,
        code=subject.code,
        name=subject.name,
        choice=AS_PROGRAM if subject.project and not rule else (choice[0].value if choice else OWN_RULE),
        weekday=choice[1] if choice else 4,
        rule=rule if choice is None else "",
        ask_at=f"{subject.program.ask_at:%H:%M}",
        within=subject.program.answer_within,
        costs=subject.program.costs,
    )


def typed_form(turn: Turn, subject: Subject) -> RhythmView:
    """The form with what was typed."""
    values, form = values_of(turn), form_of(subject)
    weekday = values.get("weekday", "")
    return replace(
        form,
        choice=values.get("rhythm", form.choice),
        weekday=int(weekday) if weekday in tuple("1234567") else form.weekday,
        rule=values.get("rule", form.rule),
        ask_at=values.get("ask_at", form.ask_at),
        within=values.get("within", form.within),
        costs=is_ticked(values["costs"]) if "costs" in values else form.costs,
    )


@dataclass(slots=True)
class Changes:
    """Reads the form; what is wrong with a field is kept beside it, and nothing of it counts then."""

    say: Say
    problems: dict[str, str] = field(default_factory=dict)

    def read(self, values: Mapping[str, str], subject: Subject) -> Subject:
        """The subject as it would be."""
        rule = self._rule(values, subject)
        if subject.project is not None:
            return replace(subject, project=replace(subject.project, checkin_rule=rule))
        program = replace(
            subject.program,
            checkin_rule=rule,
            ask_at=self._time(values.get("ask_at", ""), subject.program.ask_at),
            answer_within=self._within(values.get("within", ""), subject.program.answer_within),
            costs=is_ticked(values["costs"]) if "costs" in values else subject.program.costs,
        )
        return replace(subject, program=program)

    def _rule(self, values: Mapping[str, str], subject: Subject) -> str:
        chosen, weekday = values.get("rhythm", ""), values.get("weekday", "4")
        if chosen == AS_PROGRAM and subject.project is not None:
            return ""
        if chosen in set(Choice) and weekday in tuple("1234567"):
            return rule_of(Choice(chosen), int(weekday))
        rule = values.get("rule", "").upper()
        wrong = check_rule(rule) if rule else "empty"
        if chosen != OWN_RULE or wrong is not None:
            name = "rule" if chosen == OWN_RULE else "rhythm"
            self.problems[name] = self.say(
                "This rule cannot be used. It is an RRULE that falls on one day a week, month or year, like {example}.",
                example="FREQ=WEEKLY;BYDAY=TH",
            )
        return rule

    def _time(self, text: str, before: time) -> time:
        if not text:
            return before
        try:
            return moments.clock_time(text)
        except BadCell:
            self.problems["ask_at"] = self.say("Write the time like 10:00.")
            return before

    def _within(self, text: str, before: str) -> str:
        if not text:
            return before
        try:
            return moments.within(text)
        except BadCell:
            self.problems["within"] = self.say("Write it like 1d for a working day or 6h for six working hours.")
            return before
