"""How the asking itself goes, for the PMO: what came on time, who takes part, and what tells nothing new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from cards.actions import execute
from cards.charts import columns
from cards.elements import Strict, action_set, heading, rich, run, text
from cards.listing import fullest, section
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, rendered, size_of, told
from cards.status import NAME_LENGTH, as_of_words, remark_run
from locales import Say
from pmo.process import Answering, Taking

_ROWS = (12, 6, 3, 2, 1)
"""Rows of a list: as many as have room in all lists; those that need somebody come first, the others are counted."""
_RESERVE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessView:
    """How the asking went.

    Attributes:
        scope: the program whose questions are told one by one; empty for everything.
        since: what was asked from then on (UTC) is counted.
        whole: of everything that was asked.
        programs, posts: (name, what became of its questions), in any order.
        periods: the same of each period, oldest first, by its name.
        questions: (project or indicator, what became of its questions), of everything those that often come late or
            never.
        taking: of each period how many of those who were asked took part, oldest first, by its name.
        unwelcome: (program, how many of its questions were put off, how many were skipped).
        same: (project or indicator, how many equal answers in a row), for those that tell nothing new.
        untaken: (cause or rule, how many of its alerts ended without anybody having taken one).
        proposals: how many proposals wait for the PMO.
    """

    since: datetime
    as_of: datetime
    whole: Answering
    programs: tuple[tuple[str, Answering], ...] = ()
    posts: tuple[tuple[str, Answering], ...] = ()
    periods: tuple[tuple[str, Answering], ...] = ()
    questions: tuple[tuple[str, Answering], ...] = ()
    taking: tuple[tuple[str, Taking], ...] = ()
    unwelcome: tuple[tuple[str, int, int], ...] = ()
    same: tuple[tuple[str, int], ...] = ()
    untaken: tuple[tuple[str, int], ...] = ()
    proposals: int = 0
    scope: str = ""


def process_card(view: ProcessView, say: Say) -> Rendered:
    """The answer in a sentence, then program by program and post by post, the worst first."""
    title = joined(say("How the asking goes"), clipped(view.scope, NAME_LENGTH), by=" – ")
    sentence = _sentence(view, say)
    body = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    body += [] if view.scope else _proposals(view, say)
    since = say("Since {day}", day=say.date(view.since))
    hint = "" if view.scope else say("Question by question: process CODE")
    foot = text(joined(since, as_of_words(view.as_of, say), hint), subtle=True, size="Small", separator=True)
    room = LIMIT - _RESERVE - size_of([element.render() for element in (*body, foot)])
    rows = fullest(lambda most: _rows(view, most, say), _ROWS, room)
    return rendered([*body, *rows, foot], summary=told(title, sentence), say=say)


def _rows(view: ProcessView, most: int, say: Say) -> list[Strict]:
    """All parts, each with at most so many rows."""
    taking = [(say.period(name), _part(of, say)) for name, of in view.taking]
    return [
        *_groups(say("By program"), view.programs, most, say),
        *_groups(say("By post"), view.posts, most, say),
        *_groups(_of_questions(view, say), view.questions, most, say),
        *_counted(say("People who answered"), taking, most, say),
        *_counted(say("Put off or skipped"), [(name, _moved(n, m, say)) for name, n, m in view.unwelcome], most, say),
        *_counted(say("The same answer again and again"), [(code, _times(n, say)) for code, n in view.same], most, say),
        *_counted(say("Alerts that nobody took"), [(name, say.number(n)) for name, n in view.untaken], most, say),
        *_chart(view, say),
    ]


def _of_questions(view: ProcessView, say: Say) -> str:
    return say("By question") if view.scope else say("Questions that seldom come on time")


def _sentence(view: ProcessView, say: Say) -> str:
    whole = view.whole
    if not whole.due:
        return say("No answer was due yet.")
    counts = answering_words(whole, say)
    return say.plural("{n} answer was due: {counts}.", "{n} answers were due: {counts}.", whole.due, counts=counts)


def answering_words(of: Answering, say: Say) -> str:
    """`82% on time, 10% late, 8% never, half of them within 2.5 hours`."""
    parts = [
        say("{share} on time", share=_share(of.on_time, of.due, say)),
        say("{share} late", share=_share(of.late, of.due, say)) if of.late else "",
        say("{share} never", share=_share(of.never, of.due, say)) if of.never else "",
        say("half of the answers within {time}", time=_time(of.took, say)) if of.took is not None else "",
    ]
    return ", ".join(part for part in parts if part)


def _share(part: int, whole: int, say: Say) -> str:
    return say.percent(Decimal(round(100 * part / whole)))


def _time(took: timedelta, say: Say) -> str:
    """In working hours, or in minutes where it was less."""
    minutes = round(took.total_seconds() / 60)
    if minutes < 60:
        return say.plural("{n} working minute", "{n} working minutes", minutes)
    hours = Decimal(minutes) / 60
    return say("{hours} h of working time", hours=say.number(hours, 1))


def _groups(title: str, groups: Sequence[tuple[str, Answering]], most: int, say: Say) -> list[Strict]:
    due = sorted([(name, of) for name, of in groups if of.due], key=lambda one: (one[1].share or 0.0, one[0]))
    rows = [_row(name, answering_words(of, say)) for name, of in due]
    return section(title, rows, say, most) if len(rows) > 1 else []


def _counted(title: str, rows: Sequence[tuple[str, str]], most: int, say: Say) -> list[Strict]:
    lines = [_row(name, words) for name, words in rows]
    return section(title, lines, say, most)


def _row(name: str, words: str) -> Strict:
    return rich(run(joined(clipped(name, NAME_LENGTH)), bold=True), remark_run(words), spacing="Small")


def _proposals(view: ProcessView, say: Say) -> list[Strict]:
    """What could be done about it, behind a button."""
    title = say.plural("{n} proposal", "{n} proposals", view.proposals) if view.proposals else say("Proposals")
    button = execute(title, "proposal.list", {}, with_inputs=False, main=view.proposals > 0)
    return [action_set(button)]


def _part(of: Taking, say: Say) -> str:
    """`14 of 16, 1 not reached`."""
    told = say("{some} of {all}", some=of.answered, all=of.asked)
    missed = say.plural("{n} not reached", "{n} not reached", of.unreached) if of.unreached else ""
    return ", ".join(part for part in (told, missed) if part)


def _moved(put_off: int, skipped: int, say: Say) -> str:
    parts = [
        say.plural("{n} put off", "{n} put off", put_off) if put_off else "",
        say.plural("{n} skipped", "{n} skipped", skipped) if skipped else "",
    ]
    return ", ".join(part for part in parts if part)


def _times(n: int, say: Say) -> str:
    return say.plural("{n} time in a row", "{n} times in a row", n)


def _chart(view: ProcessView, say: Say) -> list[Strict]:
    drawn = [(name, of) for name, of in view.periods if of.due]
    if len(drawn) < 2:
        return []
    series = [
        (say("on time"), "good", [of.on_time for _, of in drawn]),
        (say("late"), "warning", [of.late for _, of in drawn]),
        (say("never"), "attention", [of.never for _, of in drawn]),
    ]
    chart = columns(
        [say.short_period(name) for name, _ in drawn], series, [answering_words(of, say) for _, of in drawn]
    )
    return [heading(say("Period by period"), size="Medium", spacing="Medium"), chart]
