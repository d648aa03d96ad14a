"""Milestones: how many stand how, then each with its date and every date that was promised for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from cards.charts import SEVERAL, Line, lines
from cards.elements import Strict, container, rich, run, text
from cards.listing import SCOPE_LENGTH, Listing, listed
from cards.plain import clipped, joined
from cards.rendered import Rendered
from cards.status import NAME_LENGTH, remark_run, sign_run
from locales import Say
from pmo.milestone_states import MilestoneState
from pmo.portfolio import Rag

PROMISES = 24
"""So many of the dates that were promised one after the other are shown: the first, and the latest."""
OFTEN = 2
"""From so many postponements in a row on they are told."""
STATUS = {
    MilestoneState.MISSED: Rag.RED,
    MilestoneState.LATE: Rag.AMBER,
    MilestoneState.ON_TIME: Rag.GREEN,
    MilestoneState.REACHED: Rag.GREEN,
}
"""The status whose sign and colour a state has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRow:
    """One milestone.

    Attributes:
        name: with the code of its project before it where there are several.
        day: reached, or expected.
        slip: working days from the baseline to that day; negative when it is earlier.
        promised: every date that was promised, in order.
        consecutive: how often in a row it was postponed lately.
        never_arrives: it slips as fast as time passes.
        trend: working days from the baseline to what was promised, by the last day of each period.
    """

    name: str
    state: MilestoneState
    day: date
    slip: int
    promised: tuple[date, ...] = ()
    consecutive: int = 0
    never_arrives: bool = False
    trend: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLine:
    """How far a milestone was from its baseline, in working days, report by report."""

    name: str
    slips: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestonesView:
    """Milestones, in the order in which they are shown.

    Attributes:
        scope: what they are of, in the reader's language.
        weeks: only those that are missed, and those of so many weeks; None for all.
        days: only those of these days, in the reader's language; empty for all.
        of_several: they are of several projects, of whose milestones the promised dates have no room.
        example: code of a project to ask for; empty for none.
        notes: lines for the end, in the reader's language.
    """

    scope: str
    rows: tuple[MilestoneRow, ...]
    as_of: datetime
    weeks: int | None = None
    days: str = ""
    of_several: bool = False
    example: str = ""
    notes: tuple[str, ...] = ()


def milestones_card(view: MilestonesView, say: Say) -> Rendered:
    """How many there are and how they stand; then each."""
    title = joined(say("Milestones"), joined(clipped(view.scope, SCOPE_LENGTH), view.days), by=" – ")
    foot = say("With every promised date: milestones {code}", code=view.example) if view.example else ""
    rows = [_row(row, say, whole=not view.of_several) for row in view.rows]
    listing = Listing(
        title=title,
        sentence=_sentence(view, say),
        rows=rows,
        as_of=view.as_of,
        notes=view.notes,
        foot=foot,
        drawn=_trend(view, say),
    )
    return listed(listing, say)


def _sentence(view: MilestonesView, say: Say) -> str:
    counts = Counter(row.state for row in view.rows)
    if view.weeks is not None:
        return _of_the_next_weeks(counts, view.weeks, say)
    if not view.rows:
        return say("No milestone is expected then.") if view.days else say("No milestone is planned here.")
    milestones = say.plural("{n} milestone", "{n} milestones", len(view.rows))
    words = [_count(state, counts[state], say) for state in MilestoneState if counts[state]]
    return say("{milestones}: {counts}.", milestones=milestones, counts=", ".join(words))


def _trend(view: MilestonesView, say: Say) -> tuple[Strict, ...]:
    """How far each milestone was from its baseline in every report: a level line keeps its date, a rising one slips.

    Of several projects nothing is drawn: the lines would be of those alone whose milestones are near.
    """
    if view.of_several or view.days:
        return ()
    slipping = [row for row in view.rows if len(row.trend) > 1 and any(slip for _, slip in row.trend)]
    return slip_chart(
        [SlipLine(name=row.name, slips=row.trend) for row in sorted(slipping, key=lambda row: -row.slip)], say
    )


def slip_chart(found: Sequence[SlipLine], say: Say) -> tuple[Strict, ...]:
    """The lines of the first milestones, which are the latest, and the worst of them in a sentence."""
    shown = found[: len(SEVERAL)]
    if not shown:
        return ()
    drawn = [
        Line(name=clipped(one.name, NAME_LENGTH), points=one.slips, colour=colour)
        for one, colour in zip(shown, SEVERAL, strict=False)
    ]
    told = [(clipped(one.name, NAME_LENGTH), _slips(one, say)) for one in shown]
    sentence = say(
        "Deviation from the plan, report by report; the most: {milestone}, {slip}",
        milestone=told[0][0],
        slip=told[0][1],
    )
    return text(sentence, subtle=True, size="Small"), lines(drawn, say("working days"), told)


def _slips(one: SlipLine, say: Say) -> str:
    """`0 → 10 → 22 working days`: the points of the line."""
    return say("{days} working days", days=" → ".join(say.number(slip) for _, slip in one.slips))


def _of_the_next_weeks(counts: Counter[MilestoneState], weeks: int, say: Say) -> str:
    missed = counts[MilestoneState.MISSED]
    coming = counts.total() - missed
    late = say.plural("{n} milestone is overdue", "{n} milestones are overdue", missed)
    return say.plural(
        "{late}, {n} is expected in the next {weeks} weeks.",
        "{late}, {n} are expected in the next {weeks} weeks.",
        coming,
        late=late,
        weeks=weeks,
    )


def _count(state: MilestoneState, n: int, say: Say) -> str:
    match state:
        case MilestoneState.MISSED:
            return say.plural("{n} overdue", "{n} overdue", n)
        case MilestoneState.LATE:
            return say.plural("{n} late", "{n} late", n)
        case MilestoneState.ON_TIME:
            return say.plural("{n} on time", "{n} on time", n)
        case MilestoneState.REACHED:
            return say.plural("{n} reached", "{n} reached", n)


def state_run(state: MilestoneState, say: Say) -> Strict:
    """Sign and word of where a milestone stands."""
    return sign_run(STATUS[state], state_word(state, say))


def state_word(state: MilestoneState, say: Say) -> str:
    """Where a milestone stands."""
    match state:
        case MilestoneState.MISSED:
            return say.meaning("milestone", "overdue")
        case MilestoneState.LATE:
            return say.meaning("milestone", "late")
        case MilestoneState.ON_TIME:
            return say.meaning("milestone", "on time")
        case MilestoneState.REACHED:
            return say.meaning("milestone", "reached")


def _row(row: MilestoneRow, say: Say, *, whole: bool) -> Strict:
    often = say.plural("postponed {n} time in a row", "postponed {n} times in a row", row.consecutive)
    remarks = joined(
        say.date(row.day),
        deviation_words(row.slip, row.state, say),
        often if row.consecutive >= OFTEN else "",
        say("slips as fast as time passes") if row.never_arrives else "",
    )
    name = run(f"\u2002{clipped(row.name, NAME_LENGTH)}", bold=True)
    line = rich(state_run(row.state, say), name, remark_run(remarks), spacing="Small")
    history = _history(row.promised, say) if whole else ""
    if not history:
        return line
    return container([line, text(history, subtle=True, size="Small", spacing="None")], spacing="Small")


def slip_words(slip: int, say: Say) -> str:
    """How far a date is from the baseline, in working days."""
    if slip > 0:
        return say.plural("{n} working day later than planned", "{n} working days later than planned", slip)
    if slip < 0:
        return say.plural("{n} working day earlier than planned", "{n} working days earlier than planned", -slip)
    return say("as planned")


def deviation_words(slip: int, state: MilestoneState, say: Say) -> str:
    """The same of a milestone; nothing of one that has passed without a new date, of which nobody knows."""
    return "" if state is MilestoneState.MISSED and not slip else slip_words(slip, say)


def _history(promised: Sequence[date], say: Say) -> str:
    """Every date that was promised, one after the other; the same said again is counted."""
    told = [(day, len(list(same))) for day, same in groupby(promised)]
    if not told:
        return ""
    words = [_told(day, times, say) for day, times in told]
    left = len(words) - PROMISES
    if left > 0:
        words[1 : left + 1] = ["…"]
    return say("Promised: {days}", days=" → ".join(words))


def _told(day: date, times: int, say: Say) -> str:
    return f"{say.date(day)} (×{times})" if times > 1 else say.date(day)
