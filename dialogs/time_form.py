"""Reads the fields of a form that say when somebody works: zone, hours, working days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from locales import Say
from locales.folding import folded
from pmo.importing import moments
from pmo.importing.parsing import BadCell
from pmo.portfolio import HEADQUARTERS, Hours, Post
from pmo.zones import nearest_zone

_SINCE = re.compile(r"^(?:from|de|van|von)\s+", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|à|a|tot|bis)\s+", re.IGNORECASE)
_LOOSE_TIME = re.compile(r"(?<![\d:.])(\d{1,2})(?:\s?[:.hu]\s?(\d{2})|\s?(?:h|uur|uhr|u))?(?![\d:.])", re.IGNORECASE)


def _strict_time(found: re.Match[str]) -> str:
    """`9`, `9h`, `9h30` or `9.30` as a clock shows it."""
    return f"{int(found[1]):02}:{found[2] or '00'}"


@dataclass(slots=True)
class TimeForm:
    """Reads what was filled in, field by field; what is wrong with a field is kept beside it.

    Attributes:
        post: whose calendar holds where a field is empty.
        posts: by whose names a zone may be called.
        problems: field name to the sentence shown at that field.
    """

    say: Say
    post: Post = HEADQUARTERS
    posts: Sequence[Post] = ()
    problems: dict[str, str] = field(default_factory=dict)

    def zone(self, text: str) -> str:
        """An IANA zone, or the one of a city or of a post; empty for the post's."""
        typed = text.strip()
        found, like = nearest_zone(typed) if typed else ("", "")
        found = found or self._zone_of_post(typed)
        if typed and not found:
            unknown = self.say("I do not know this time zone; write it like Europe/Brussels.")
            near = self.say("I do not know this time zone; did you mean {zone}?", zone=like)
            self.problems["timezone"] = near if like else unknown
        return found

    def _zone_of_post(self, name: str) -> str:
        """The zone of the posts with this word in their name; empty unless there is just one."""
        zones = {post.timezone for post in self.posts if folded(name) in folded(post.name).split()}
        return zones.pop() if len(zones) == 1 else ""

    def hours(self, text: str) -> Hours | None:
        """Working hours of a day; None for the post's."""
        if not text.strip():
            return None
        try:
            hours = moments.hours(_LOOSE_TIME.sub(_strict_time, _TO.sub("-", _SINCE.sub("", text.strip()))))
        except BadCell:
            self.problems["hours"] = self.say("Write hours like 09:00-17:00.")
            return None
        if not hours.are_enough:
            self.problems["hours"] = self.say("A working day has at least one hour.")
        return hours

    def week(self, text: str) -> tuple[int, ...]:
        """ISO weekdays; at least one."""
        days = sorted({int(day) for day in text.split(",") if day.strip() in "1234567" and day.strip()})
        if not days:
            self.problems["workweek"] = self.say("Choose at least one working day.")
        return tuple(days)
