"""Reads what becomes of a calendar: fields of the form, or days that are said to be closed or worked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.calendar_form import CLOSED, OPENED, CalendarForm
from dialogs.days_said import Unclear, days_said
from dialogs.time_form import TimeForm
from locales import Say
from pmo.calendar_changes import AHEAD, MOST_DAYS, NO_COUNTRY, CalendarChange, difference
from pmo.calendars import Free, calendar_of_post
from pmo.importing.parsing import items
from pmo.portfolio import Post
from pmo.post_names import country_meant

FIELDS = ("timezone", "hours", "workweek", "holidays", "closing", "opening", "back")
_SHOWN = 60
"""Characters of what was typed that a sentence says back."""
_NONE = frozenset((NO_COUNTRY, "aucun", "aucune", "aucuns", "geen", "keine", "kein", "-"))


def form_of(post: Post, version: str, today: date) -> CalendarForm:
    """The form with the calendar as it stands.

    Args:
        today: by the clock of the post.
    """
    typed = {
        "timezone": post.timezone,
        "hours": f"{post.hours.start:%H:%M}-{post.hours.end:%H:%M}",
        "workweek": ",".join(map(str, post.workweek)),
        "holidays": "; ".join(post.holidays) or NO_COUNTRY,
    }
    closed, opened = (tuple(day for day in days if day >= today) for days in (post.closed, post.open))
    return CalendarForm(post=post, version=version, typed=typed, closed=closed, opened=opened)


def typed_form(values: Mapping[str, str], problems: Mapping[str, str], form: CalendarForm) -> CalendarForm:
    """The form with what was typed, and what is wrong with it."""
    typed = {name: values[name] for name in FIELDS if name in values}
    return replace(form, typed={**form.typed, **typed}, problems=problems)


@dataclass(slots=True)
class CalendarReader(TimeForm):
    """Reads a change of the post's calendar; only without problems it may be wanted.

    Attributes:
        today: by the clock of the post.
    """

    today: date = date.min

    def read(self, values: Mapping[str, str]) -> CalendarChange:
        """The change that the form describes; a field that did not come along changes nothing."""
        post = self.post
        after = replace(
            post,
            timezone=self.zone(values.get("timezone", "")) or post.timezone,
            hours=self.hours(values.get("hours", "")) or post.hours,
            workweek=self.week(values["workweek"]) if "workweek" in values else post.workweek,
            holidays=self._countries(values["holidays"]) if values.get("holidays", "").strip() else post.holidays,
        )
        after = self._taken_back(values.get("back", "")).of(after)
        after = self.closing(self._days("closing", values.get("closing", "")), after).of(after)
        after = self.opening(self._days("opening", values.get("opening", "")), after).of(after)
        return CalendarChange() if self.problems else difference(post, after)

    def _countries(self, text: str) -> tuple[str, ...]:
        found = []
        for item in items(text.replace(",", ";")):
            if item.casefold() in _NONE:
                continue
            code = country_meant(item)
            if not code:
                self.problems["holidays"] = self.say("I do not know the country “{name}”.", name=item[:_SHOWN])
            found.append(code)
        return tuple(dict.fromkeys(found))

    def _taken_back(self, text: str) -> CalendarChange:
        chosen = set(text.split(","))
        return CalendarChange(
            reopen=tuple(day for day in self.post.closed if f"{CLOSED}:{day}" in chosen),
            unopen=tuple(day for day in self.post.open if f"{OPENED}:{day}" in chosen),
        )

    def _days(self, name: str, text: str) -> Sequence[date]:
        said = days_said(text, self.today)
        unclear = said.unclear or (Unclear.UNREAD if said.rest else None)
        problem = unclear_words(unclear, said.rest or text, self.say) if unclear else self.far(said.days)
        if problem:
            self.problems[name] = problem
        return () if problem else said.days

    def far(self, days: Sequence[date]) -> str:
        """What is wrong with days that have passed or are far ahead; empty for nothing."""
        if any(day < self.today for day in days):
            passed = self.say.full_day(min(days))
            return self.say("{day} has passed; only days from today on can be closed or worked.", day=passed)
        if any(day > self.today + AHEAD for day in days):
            return self.say("{day} is more than two years ahead.", day=self.say.full_day(max(days)))
        return ""

    def closing(self, days: Sequence[date], post: Post) -> CalendarChange:
        """What closes these days; those that are off already stay as they are."""
        unopen = tuple(day for day in days if day in post.open)
        rest = calendar_of_post(CalendarChange(unopen=unopen).of(post))
        return CalendarChange(close=tuple(day for day in days if rest.works_on(day)), unopen=unopen)

    def opening(self, days: Sequence[date], post: Post) -> CalendarChange:
        """What makes these days worked; one outside the working week cannot be, and is a problem."""
        reopen = tuple(day for day in days if day in post.closed)
        rest = calendar_of_post(CalendarChange(reopen=reopen).of(post))
        offs = [off for day in days if (off := rest.day_off(day)) is not None]
        outside = [off.day for off in offs if off.why is Free.WEEK]
        if outside:
            self.problems["opening"] = self.say(
                "{day} is not in the working week; change the week instead.", day=self.say.full_day(outside[0])
            )
        return CalendarChange(reopen=reopen, open=tuple(off.day for off in offs if off.why is Free.HOLIDAY))


def unclear_words(unclear: Unclear, text: str, say: Say) -> str:
    """Why days were not understood, and how to write them."""
    match unclear:
        case Unclear.NO_END:
            return say("Until when? Write both days, like 24/12 - 31/12.")
        case Unclear.TOO_MANY:
            return say("At most {n} days can be changed at a time.", n=MOST_DAYS)
        case Unclear.UNREAD:
            return say(
                "I did not understand the days in “{text}”. Write them like tomorrow; 24/12 - 31/12.",
                text=text[:_SHOWN],
            )
