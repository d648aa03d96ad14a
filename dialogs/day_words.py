"""Why a day is not worked, in words."""

from locales import Say
from pmo import public_holidays
from pmo.calendars import DayOff, Free


def why_moved(off: DayOff, say: Say) -> str:
    """The sentence that tells why something does not come on its usual day."""
    day = say.day(off.day)
    match off.why:
        case Free.HOLIDAY:
            name = public_holidays.name_of(off.country, off.day, say.language)
            return say("It does not come on {day}, a public holiday: {name}.", day=day, name=name)
        case Free.CLOSED:
            return say("It does not come on {day}, when your post is closed.", day=day)
        case Free.AWAY:
            return say("It does not come on {day}, when you are away.", day=day)
        case Free.WEEK:
            return say("It does not come on {day}, when you do not work.", day=day)
