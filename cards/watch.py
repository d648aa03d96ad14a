"""Watches: what has changed of what somebody watches, what they watch, and how soon they are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.bundle import Among
from cards.elements import Strict, action_set, heading, rich, text
from cards.inputs import compact_input
from cards.listing import SCOPE_LENGTH
from cards.paging import ListPage, page_button
from cards.phases import phase_word
from cards.plain import clipped, joined
from cards.rendered import Rendered, rendered, told
from cards.status import (
    as_of_words,
    change_words,
    judged_change_words,
    project_run,
    remark_run,
    status_run,
    title_of,
)
from cards.watch_button import thing_words, watch_this
from locales import Say
from pmo.portfolio import Phase
from pmo.watches import Change, Line, Pace, Watch, Watched

STOP = "stop"
"""The pace of somebody who does not want to be told any more."""
_CHANGES = 20
"""Changes that one message tells."""
_WORST = 3
"""Those of one watch in a message that tells other things too."""
_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchView:
    """A watch as the person who has it sees it.

    Attributes:
        name: of the project or program.
        changes: the worst first.
        others: what the same word can mean, too: of which kind, its code or filters, its name.
    """

    watch: Watch
    as_of: datetime
    name: str = ""
    changes: tuple[Change, ...] = ()
    others: tuple[tuple[Watched, str, str], ...] = ()


def watch_card(view: WatchView, say: Say) -> Rendered:
    """What has changed, the worst first."""
    title = say("What has changed: {what}", what=what_words(view, say))
    count = say.plural("{n} project stands otherwise.", "{n} projects stand otherwise.", len(view.changes))
    body = [heading(title)]
    if view.watch.of is not Watched.PROJECT:
        body.append(text(count, weight="Bolder", spacing="Small"))
    body += [_change(one, say) for one in view.changes[:_CHANGES]]
    left = len(view.changes) - _CHANGES
    if left > 0:
        body.append(text(_more(left, say), subtle=True))
    gone = [one.line for one in view.changes[:_CHANGES] if one.after is None and one.stands][:_WORST]
    away = [_open_project(line.project, say("Open {code}", code=line.project)) for line in gone]
    body.append(action_set(_open(view, say), *away, _pressed(say("Stop watching"), view.watch, STOP)))
    body.append(text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(title, _shortly(view.changes, say) or count), say=say)


def _shortly(changes: Sequence[Change], say: Say) -> str:
    """The worst change in words, and how many others there are."""
    left = len(changes) - 1
    return joined(*[_words(one, say) for one in changes[:1]], _more(left, say) if left > 0 else "", by=", ")


def watch_among(view: WatchView, say: Say) -> Among:
    """The worst of what has changed, for a message that tells other things too, and the way to the rest."""
    title = say("What has changed: {what}", what=what_words(view, say))
    left = len(view.changes) - _WORST
    body = [text(title, weight="Bolder"), *[_change(one, say) for one in view.changes[:_WORST]]]
    if left > 0:
        body.append(text(_more(left, say), subtle=True, spacing="Small"))
        body.append(action_set(_last_changes(say, {"watch": view.watch.key}, with_inputs=False)))
    where = say("Type “watch” to see what you watch and what you were told last.")
    return Among(body=tuple(body), where=where)


def _more(left: int, say: Say) -> str:
    return say.plural("and {n} more", "and {n} more", left)


def _last_changes(say: Say, data: dict[str, str | int], *, with_inputs: bool) -> Strict:
    return execute(say("Last changes"), "watch.list", data, with_inputs=with_inputs)


def watching_card(view: WatchView, say: Say) -> Rendered:
    """What is watched from now on, how soon its changes are told, and what else can be chosen."""
    title, what = say("I tell you when this changes"), what_words(view, say)
    others = [pace for pace in Pace if pace is not view.watch.pace]
    last = [_last_changes(say, {"watch": view.watch.key}, with_inputs=False)] if view.watch.told_at else []
    body = [
        heading(title),
        text(what, weight="Bolder", spacing="Small"),
        text(pace_sentence(view.watch.pace, say), spacing="Small"),
        action_set(
            *[_pressed(pace_title(pace, say), view.watch, pace.value) for pace in others],
            _pressed(say("Stop watching"), view.watch, STOP),
            *last,
            execute(say("All that I watch"), "watch.list", {}, with_inputs=False),
        ),
        *_others(view, say),
    ]
    return rendered(body, summary=told(title, what), say=say)


def _others(view: WatchView, say: Say) -> list[Strict]:
    """What else can be meant by the same word, to be watched with a press."""
    buttons = [watch_this(*one, say) for one in view.others]
    sentence = say("“{word}” can also mean this. To watch it:", word=clipped(view.watch.subject, SCOPE_LENGTH))
    return [text(sentence), action_set(*buttons)] if buttons else []


def watches_card(views: Sequence[WatchView], say: Say, *, ended: str = "") -> Rendered:
    """All that somebody watches, and a way to end one; `ended` is what they have just ended."""
    title = say("What you watch")
    count = say.plural("I tell you when {n} thing changes.", "I tell you when {n} things change.", len(views))
    how = say("Choose “Tell me when this changes” below a project or a list, or type for example “watch CODE daily”.")
    body = [heading(title), text(count if views else say("You watch nothing."), weight="Bolder", spacing="Small")]
    if ended:
        body.append(text(say("Not watched any more: {what}", what=ended), spacing="Small"))
    body += [text(joined(what_words(view, say), pace_title(view.watch.pace, say)), spacing="Small") for view in views]
    if views:
        choices = [(view.watch.key, clipped(what_words(view, say), _NAME)) for view in views]
        stop = execute(say("Stop watching"), "watch.set", {"pace": STOP})
        last = _last_changes(say, {}, with_inputs=True)
        body += [compact_input("watch", say("One of these"), choices), action_set(last, stop)]
    body.append(text(how, subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(title, count if views else say("You watch nothing.")), say=say)


def what_words(view: WatchView, say: Say) -> str:
    """What is watched: a project, a program, or the portfolio by its filters."""
    return thing_words(view.watch.of, view.watch.subject, view.name, say)


def pace_title(pace: Pace, say: Say) -> str:
    """`At once`, as a button or behind what is watched."""
    match pace:
        case Pace.AT_ONCE:
            return say("At once")
        case Pace.DAILY:
            return say("Once a day")
        case Pace.WEEKLY:
            return say("Once a week")


def pace_sentence(pace: Pace, say: Say) -> str:
    """How soon somebody is told."""
    match pace:
        case Pace.AT_ONCE:
            return say("As soon as it changes, in your working hours.")
        case Pace.DAILY:
            return say("On every working day at nine, if something has changed.")
        case Pace.WEEKLY:
            return say("Every Monday at nine, if something has changed.")


def _pressed(title: str, watch: Watch, pace: str) -> Strict:
    return execute(title, "watch.set", {"watch": watch.key, "pace": pace}, with_inputs=False)


def _open(view: WatchView, say: Say) -> Strict:
    watch = view.watch
    if watch.of is Watched.PROJECT:
        return _open_project(watch.subject, say("Open"))
    is_filtered = watch.of is Watched.PORTFOLIO
    page = ListPage(filters=watch.subject) if is_filtered else ListPage(program=watch.subject)
    return page_button(say("Show the list"), page)


def _open_project(code: str, title: str) -> Strict:
    return execute(title, "portfolio.open", {"project": code}, with_inputs=False)


def _change(one: Change, say: Say) -> Strict:
    line = one.line
    runs = [status_run(one.stands.rag, say)] if one.stands else []
    return rich(
        *runs, project_run(line.project, clipped(line.name, _NAME)), remark_run(_how(one, say)), spacing="Small"
    )


def _words(one: Change, say: Say) -> str:
    line = one.line
    return joined(title_of(line.project, clipped(line.name, _NAME)), _how(one, say))


def _how(one: Change, say: Say) -> str:
    """`from green to red`, `by the figures from green to amber`, `expected end from … to …`: all that changed."""
    if one.before is None:
        return say("new among these")
    left = say("not among these any more") if one.after is None else ""
    return joined(_turns(one.before, one.stands, say) if one.stands else "", left)


def _turns(before: Line, after: Line, say: Say) -> str:
    words = []
    if before.rag is not after.rag and after.rag is not None:
        words.append(change_words(before.rag, after.rag, say))
    is_over = after.phase is Phase.CLOSED and after.computed is None
    if before.computed is not after.computed and not is_over:
        words.append(judged_change_words(before.computed, after.computed, say))
    if before.end != after.end:
        days = say("from {before} to {after}", before=_end(before, say), after=_end(after, say))
        words.append(joined(say("expected end"), days, by=" "))
    if before.phase is not after.phase:
        words.append(say("phase: {phase}", phase=phase_word(after.phase, say)))
    return joined(*words)


def _end(line: Line, say: Say) -> str:
    return say.date(line.end) if line.end else say.meaning("day", "not known")
