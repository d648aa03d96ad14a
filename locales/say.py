"""One person's language and clock: texts, dates, numbers, amounts."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from locales import calendar_words, figures, reading
from locales.bidi import isolated
from locales.translations import LANGUAGES, cldr, translations


class Say:
    """Says things in one language, with times in one zone.

    `say("{project} is late", project=name)` looks the English text up in the catalogue and fills it. The result is
    plain text, never markup. Values are inserted literally: braces in them mean nothing, whole numbers are written as
    the language writes them, text of the other writing direction is isolated and control signs are left out
    (`locales.bidi`).

    Attributes:
        language: one of `LANGUAGES`; an unknown one becomes English.
        zone: the zone in which instants are told.
    """

    __slots__ = ("_catalogue", "_cldr", "language", "zone")

    def __init__(self, language: str, zone: dt.tzinfo) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self.zone = zone
        self._catalogue = translations(self.language)
        self._cldr = cldr(self.language)

    def __call__(self, message: str, /, **values: object) -> str:
        """The text in this language.

        Raises:
            KeyError: a placeholder of the text got no value.
        """
        return self._filled(self._catalogue.gettext(message), values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form that fits the count `n`, which fills `{n}`."""
        return self._filled(self._catalogue.ngettext(one, many, n), {"n": n, **values})

    def meaning(self, context: str, message: str, /, **values: object) -> str:
        """A word that needs its context to be translated: the status `green` is not the colour of a car."""
        return self._filled(self._catalogue.pgettext(context, message), values)

    def _filled(self, text: str, values: dict[str, object]) -> str:
        return text.format_map({name: self._written(value) for name, value in values.items()}) if values else text

    def _written(self, value: object) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number(value)
        return isolated(str(value))

    def date(self, day: dt.date) -> str:
        """`12 Mar 2026`; of an (aware) instant, its day in the zone."""
        local = day.astimezone(self.zone).date() if isinstance(day, dt.datetime) else day
        return calendar_words.medium(local, self._cldr)

    def day(self, day: dt.date) -> str:
        """`Thursday 12 March`."""
        return calendar_words.weekday(day, self._cldr)

    def full_day(self, day: dt.date) -> str:
        """`Thursday 12 March 2026`: a day that can be no other."""
        return calendar_words.full(day, self._cldr)

    def weekday(self, number: int) -> str:
        """`Monday`, by its ISO number from 1 to 7."""
        return calendar_words.weekday_name(number, self._cldr)

    def time(self, at: dt.datetime) -> str:
        """`10:12`, in the zone. `at` is aware."""
        return calendar_words.clock(at.astimezone(self.zone).time(), self._cldr)

    def moment(self, at: dt.datetime, *, with_zone: bool = False) -> str:
        """`Thursday 12 March, 10:12`, in the zone, followed by its city or offset if asked. `at` is aware."""
        local = at.astimezone(self.zone)
        told = self("{day}, {time}", day=self.day(local.date()), time=self.time(local))
        return f"{told} ({calendar_words.zone_name(local, self._cldr)})" if with_zone else told

    def stamp(self, at: dt.datetime) -> str:
        """`12 Mar 2026, 10:12 (Brussels)`: an instant that is still told apart in years to come. `at` is aware."""
        local = at.astimezone(self.zone)
        told = self("{day}, {time}", day=self.date(local.date()), time=self.time(local))
        return f"{told} ({calendar_words.zone_name(local, self._cldr)})"

    def city(self, local: dt.datetime) -> str:
        """The city of the zone of an (aware) local time, `Kinshasa`, or its offset from UTC where it has none."""
        return calendar_words.zone_name(local, self._cldr)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 code; the code itself for one without a name."""
        return str(self._cldr.territories.get(code, code))

    def period(self, name: str) -> str:
        """The name of a period in words: `2026-W11`, `2026-03`, `2026-Q1`, `2026` or a date; anything else as it is."""
        week = calendar_words.iso_week(name)
        if week:
            return self("week {week}, {year}", week=str(week[1]), year=str(week[0]))
        return calendar_words.period(name, self._cldr)

    def short_period(self, name: str) -> str:
        """The same where there is little room, as below the columns of a chart: a week without its year."""
        week = calendar_words.iso_week(name)
        if week:
            return self.meaning("short week", "W{week}", week=str(week[1]))
        return calendar_words.period(name, self._cldr, short=True)

    def number(self, value: int | float | Decimal, decimals: int | None = None) -> str:
        """A number with the separators of the language; as precise as it came, or with fixed decimals."""
        return figures.number(value, decimals, self._cldr)

    def percent(self, value: int | Decimal) -> str:
        """Per cent, as precise as they came."""
        return figures.percent(value, self._cldr)

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount of an ISO 4217 currency; cents only where there are any."""
        return figures.money(amount, currency, self._cldr)

    def read_number(self, text: str) -> Decimal | None:
        """A number as a machine or a reader of this language writes it; None for anything else."""
        return reading.number(text, self._cldr)

    def listing(self, items: Sequence[str]) -> str:
        """`a, b and c`; empty for nothing."""
        return figures.listing(tuple(isolated(item) for item in items), self._cldr)


def to_be_said(text: str) -> str:
    """A text that is said somewhere else, marked so that it is translated."""
    return text


@lru_cache(maxsize=4096)
def speaker(language: str, zone: dt.tzinfo) -> Say:
    """The `Say` of a language and zone, made once."""
    return Say(language, zone)
