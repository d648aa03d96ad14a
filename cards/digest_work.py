"""What a digest says of the work ahead: milestones that slip or come, and what is wanted of whom."""

from dataclasses import dataclass
from datetime import date

from cards.elements import Strict, rich, text
from cards.mentions import Named
from cards.milestones import slip_words, state_run
from cards.plain import Markup, clipped, has_markup, joined
from cards.status import project_run, remark_run
from locales import Say
from pmo.actions import ActionKind
from pmo.digests import DigestMilestone
from pmo.wanted_changes import Became, WantedChange


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLine:
    """What somebody waits for, and who is asked."""

    project: str
    kind: ActionKind
    text: str
    owner: Named
    due: date | None = None
    overdue: bool = False


def milestone_row(line: DigestMilestone, say: Say, name: int) -> list[Strict]:
    """Where it stands, when it is expected, and what moved; names are cut to so many characters."""
    moved = say("moved from {day}", day=say.date(line.moved_from)) if line.moved_from else ""
    remark = joined(say.date(line.day), moved, slip_words(line.slip, say) if line.slip else "")
    runs = [state_run(line.state, say), project_run(line.project, clipped(line.name, name)), remark_run(remark)]
    return [rich(*runs, spacing="Small")]


def wanted_row(line: WantedLine, say: Say, name: int) -> list[Strict]:
    """What is wanted, of whom and by when."""
    by = say("by {day}", day=say.date(line.due)) if line.due else ""
    overdue = say("overdue") if line.overdue else ""
    owner = line.owner if len(line.owner.name) <= name else Named(clipped(line.owner.name, name))
    what = joined(line.project, kind_word(line.kind, say), by=", ")

    def told(who: str) -> str:
        return joined(what, clipped(line.text, 2 * name), joined(who, by, overdue, by=", "), by=" – ")

    plain = told(owner.name)
    # Where somebody is mentioned clients read Markdown, so it is done only where nothing else could be taken for it.
    return [text(plain if has_markup(plain) else Markup(told(owner.markup)), spacing="None")]


def wanted_words(change: WantedChange, say: Say) -> str:
    """What became of it: `decided: ACME`, `done: New tender`, `new action`."""
    match change.kind, change.became:
        case ActionKind.DECISION, Became.DONE:
            return say("decided: {answer}", answer=change.answer or change.text)
        case ActionKind.ACTION, Became.DONE:
            return say("done: {action}", action=change.text)
        case ActionKind.HELP, Became.DONE:
            return say("help given")
        case ActionKind.DECISION, Became.NEW:
            return say("new decision wanted")
        case ActionKind.ACTION, Became.NEW:
            return say("new action")
        case ActionKind.DECISION, Became.DROPPED:
            return say("decision no longer wanted")
        case ActionKind.ACTION, Became.DROPPED:
            return say("action dropped")
        case ActionKind.DECISION, _:
            return say("wanted decision changed")
        case ActionKind.ACTION, _:
            return say("action changed")
    return say("help no longer needed") if change.became is Became.DROPPED else say("help asked for")


def kind_word(kind: ActionKind, say: Say) -> str:
    """What is wanted."""
    match kind:
        case ActionKind.DECISION:
            return say("decision")
        case ActionKind.HELP:
            return say("help needed")
        case _:
            return say("action")
