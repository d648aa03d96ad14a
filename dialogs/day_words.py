"""Why a day is not worked, in words."""

from locales import Say
from pmo import public_holidays
from pmo.calendars import DayOff, Free


def why_off(off: DayOff, say: Say) -> str:
    """Why a day is not worked, in a few words."""
    match off.why:
        case Free.HOLIDAY:
            return public_holidays.name_of(off.country, off.day, say.language)
        case Free.CLOSED:
            return say("post closed")
        case Free.AWAY:
            return say("absent")
        case Free.WEEK:
            return say("not a working day")


def why_moved(off: DayOff, say: Say) -> str:
    """The sentence that tells why something does not come on its usual day."""
    day = say.day(off.day)
    match off.why:
        case Free.HOLIDAY:
            name = public_holidays.name_of(off.country, off.day, say.language)
            return say("Earlier than usual: {day} is a public holiday ({name}).", day=day, name=name)
        case Free.CLOSED:
            return say("Earlier than usual: your post is closed on {day}.", day=day)
        case Free.AWAY:
            return say("Earlier than usual: you are away on {day}.", day=day)
        case Free.WEEK:
            return say("Earlier than usual: you do not work on {day}.", day=day)
