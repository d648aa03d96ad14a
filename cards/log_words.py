"""The words of the logs of risks, issues and changes, by the PM² Guide."""

from cards.status import capital
from locales import Say
from pmo.logs import SCALES, Category, LogEntry, LogKind, LogState, Scale, Strategy


def title_words(kind: LogKind, say: Say) -> str:
    """The name of the log."""
    match kind:
        case LogKind.RISK:
            return say("Risks")
        case LogKind.ISSUE:
            return say("Issues")
        case LogKind.CHANGE:
            return say("Changes")


def new_words(kind: LogKind, say: Say) -> str:
    """What the button says that adds an entry, and the form it opens."""
    match kind:
        case LogKind.RISK:
            return say("Add a risk")
        case LogKind.ISSUE:
            return say("Add an issue")
        case LogKind.CHANGE:
            return say("Ask for a change")


def state_word(state: LogState, say: Say) -> str:
    """The state, as it stands in a row."""
    words = {
        LogState.PROPOSED: say.meaning("log", "proposed"),
        LogState.SUBMITTED: say.meaning("log", "submitted"),
        LogState.OPEN: say.meaning("log", "open"),
        LogState.ASSESSING: say.meaning("log", "being assessed"),
        LogState.WAITING: say.meaning("log", "waiting for approval"),
        LogState.APPROVED: say.meaning("log", "approved"),
        LogState.POSTPONED: say.meaning("log", "postponed"),
        LogState.REJECTED: say.meaning("log", "rejected"),
        LogState.MERGED: say.meaning("log", "merged with another"),
        LogState.IMPLEMENTED: say.meaning("log", "implemented"),
        LogState.RESOLVED: say.meaning("log", "resolved"),
        LogState.CLOSED: say.meaning("log", "closed"),
    }
    return words[state]


def category_word(category: Category, say: Say) -> str:
    """What an entry is about."""
    match category:
        case Category.BUSINESS:
            return say("Business")
        case Category.IT:
            return say("IT")
        case Category.PEOPLE:
            return say("People and organisation")
        case Category.EXTERNAL:
            return say("External")
        case Category.LEGAL:
            return say("Legal")


def strategy_word(strategy: Strategy, say: Say) -> str:
    """What is done about a threat."""
    match strategy:
        case Strategy.AVOID:
            return say.meaning("strategy", "avoid")
        case Strategy.REDUCE:
            return say.meaning("strategy", "reduce")
        case Strategy.ACCEPT:
            return say.meaning("strategy", "accept")
        case Strategy.TRANSFER:
            return say.meaning("strategy", "transfer or share")


def scale_words(scale: Scale, say: Say) -> str:
    """The name of a scale, as it stands before a field."""
    match scale:
        case Scale.LIKELIHOOD:
            return say("Likelihood")
        case Scale.IMPACT:
            return say("Impact")
        case Scale.URGENCY:
            return say("Urgency")
        case Scale.SIZE:
            return say("Size")
        case Scale.PRIORITY:
            return say("Priority")


def grade_words(value: int, say: Say) -> str:
    """`4 – high`: a step of a scale as a choice."""
    match value:
        case 1:
            word = say.meaning("grade", "very low")
        case 2:
            word = say.meaning("grade", "low")
        case 3:
            word = say.meaning("grade", "medium")
        case 4:
            word = say.meaning("grade", "high")
        case _:
            word = say.meaning("grade", "very high")
    return f"{value} – {word}"


def titled_state(state: LogState, say: Say) -> str:
    """The state as a choice."""
    return capital(state_word(state, say))


def none_open_words(kind: LogKind, say: Say) -> str:
    """That nothing is open, without a full stop."""
    match kind:
        case LogKind.RISK:
            return say("No risk is open")
        case LogKind.ISSUE:
            return say("No issue is open")
        case LogKind.CHANGE:
            return say("No change is open")


def weight_words(entry: LogEntry, say: Say) -> str:
    """`likelihood 3 × impact 4`, `urgency 2, impact 5`: what was told of it."""
    told = [(scale, value) for scale in SCALES[entry.kind] if (value := entry.told(scale)) is not None]
    between = " × " if entry.kind is LogKind.RISK else ", "
    return between.join(_scale_value(scale, value, say) for scale, value in told)


def _scale_value(scale: Scale, value: int, say: Say) -> str:
    """`impact 4`, as it stands in a row."""
    match scale:
        case Scale.LIKELIHOOD:
            return say("likelihood {value}", value=value)
        case Scale.IMPACT:
            return say("impact {value}", value=value)
        case Scale.URGENCY:
            return say("urgency {value}", value=value)
        case Scale.SIZE:
            return say("size {value}", value=value)
        case Scale.PRIORITY:
            return say("priority {value}", value=value)
