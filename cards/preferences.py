"""Somebody's own settings: language, clock, working week and hours, reminders; for the PMO the limits for everybody."""

from dataclasses import dataclass, field

from cards.actions import execute
from cards.elements import Strict, action_set, columns, heading, text
from cards.inputs import choice_input, line_input, number_input, several_input
from cards.rendered import Rendered, rendered
from locales import LANGUAGES, Say
from pmo.overviews import Often

LANGUAGE_NAMES = {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}
"""Each language by its own name: nobody has to read another one to find theirs."""
_TEXT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """What the PMO decides for everybody; both as text."""

    message_budget: str
    fewest_reminders: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesView:
    """The settings of the reader.

    Attributes:
        timezone, hours: as typed, or as they stand.
        workweek: ISO weekdays.
        post: what holds where the person has nothing of their own, in words.
        reminders: how many are wanted, 0 to 2.
        fewest: how few may be chosen.
        overview: how often the reader is told how their projects stand.
        problems: field name to the sentence shown at that field.
        policy: None for people who are not of the PMO.
    """

    language: str
    timezone: str
    hours: str
    workweek: tuple[int, ...]
    reminders: int
    fewest: int
    overview: Often = Often.NEVER
    post: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    policy: PolicyView | None = None


def preferences_card(view: PreferencesView, say: Say) -> Rendered:
    """One form, and the limits below it for those who set them."""
    title, told = say("Your settings"), say("How your projects stand, told to you alone")
    body: list[Strict] = [heading(title), *(text(note, weight="Bolder") for note in view.notes)]
    if view.post:
        body.append(text(view.post, subtle=True, spacing="None"))
    body += [
        choice_input("language", say("Language"), _languages(), value=view.language),
        *_problem(view, "language"),
        columns(
            _line(view, "timezone", say("Time zone"), view.timezone), _line(view, "hours", say("Hours"), view.hours)
        ),
        several_input("workweek", say("Working days"), _weekdays(say), values=map(str, view.workweek)),
        *_problem(view, "workweek"),
        choice_input("reminders", say("Reminders"), _reminders(view, say), value=str(view.reminders)),
        *_problem(view, "reminders"),
        choice_input("overview", told, _often(say), value=view.overview.value),
    ]
    body += _policy(view, view.policy, say) if view.policy else []
    body.append(action_set(execute(say("Save"), "preferences.save", {}, main=True)))
    return rendered(body, summary=title, say=say)


def language_buttons() -> Strict:
    """The four languages, each by its own name."""
    return action_set(
        *(execute(LANGUAGE_NAMES[language], "preferences.save", {"language": language}) for language in LANGUAGES)
    )


def _languages() -> list[tuple[str, str]]:
    return [(language, LANGUAGE_NAMES[language]) for language in LANGUAGES]


def _line(view: PreferencesView, name: str, label: str, value: str) -> list[Strict]:
    return [line_input(name, label, value=value, max_length=_TEXT), *_problem(view, name)]


def _weekdays(say: Say) -> list[tuple[str, str]]:
    return [(str(day), say.weekday(day)) for day in range(1, 8)]


def _reminders(view: PreferencesView, say: Say) -> list[tuple[str, str]]:
    titles = (
        ("2", say("At half time and shortly before the deadline")),
        ("1", say("Shortly before the deadline only")),
        ("0", say("None")),
    )
    return [(count, title) for count, title in titles if int(count) >= view.fewest]


def _often(say: Say) -> list[tuple[str, str]]:
    return [
        (Often.WEEKLY.value, say("Every Monday")),
        (Often.FORTNIGHTLY.value, say("Every second Monday")),
        (Often.MONTHLY.value, say("On the first Monday of the month")),
        (Often.QUARTERLY.value, say("On the first Monday of the quarter")),
        (Often.NEVER.value, say("Never")),
    ]


def _policy(view: PreferencesView, policy: PolicyView, say: Say) -> list[Strict]:
    budget, fewest = say("Messages a person gets on a day at most"), say("Reminders a person must keep")
    return [
        heading(say("For everybody, as the PMO decides"), size="Medium", separator=True),
        number_input("message_budget", budget, value=policy.message_budget, low=1, high=20),
        *_problem(view, "message_budget"),
        number_input("fewest_reminders", fewest, value=policy.fewest_reminders, low=0, high=2),
        *_problem(view, "fewest_reminders"),
    ]


def _problem(view: PreferencesView, name: str) -> list[Strict]:
    sentence = view.problems.get(name)
    return [text(f"⚠ {sentence}", color="Attention", spacing="Small")] if sentence else []
