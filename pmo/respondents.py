"""Who answers a question: a person with a calendar, and who stands in while they are away (DESIGN §5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmo.calendars import WorkingCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """A deputy during one absence.

    Attributes:
        first, last: the inclusive days of the absence, in the calendar of the absent person.
        member: member id of the deputy.
        calendar: of the deputy.
    """

    first: date
    last: date
    member: str
    calendar: WorkingCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """A person who is asked.

    Attributes:
        member: member id.
        calendar: theirs; all their absences are days off in it.
        stand_ins: in the order in which they are tried.
    """

    member: str
    calendar: WorkingCalendar
    stand_ins: tuple[StandIn, ...] = ()

    def stand_ins_on(self, day: date) -> Iterator[StandIn]:
        """Who can be asked instead on a day of absence; a deputy who is away then cannot."""
        for stand_in in self.stand_ins:
            if stand_in.first <= day <= stand_in.last and not stand_in.calendar.is_away(day):
                yield stand_in

    def calendar_of(self, member: str) -> WorkingCalendar:
        """The calendar of the one of them with this member id."""
        own = (stand_in.calendar for stand_in in self.stand_ins if stand_in.member == member)
        return self.calendar if member == self.member else next(own, self.calendar)
