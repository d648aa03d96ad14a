"""The digest of a program: how many stand where, what needs attention, what changed, who has not answered."""

from collections.abc import Sequence

from cards.actions import execute
from cards.charts import COLOURS, columns
from cards.digest_amended import amended_words
from cards.digest_attention import attention_rows
from cards.digest_detail import FIRST, WHOLE, Detail, Drawn, most
from cards.digest_view import Amended, Change, DigestMissing, DigestView
from cards.digest_work import milestone_row, wanted_row
from cards.elements import Strict, action_set, heading, text
from cards.indicators import indicator_chart
from cards.milestones import slip_chart
from cards.paging import nearest_page, shorter
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, paged, rendered, told
from cards.status import (
    NAME_LENGTH,
    as_of_words,
    change_words,
    counts_sentence,
    counts_words,
    status_word,
    title_of,
)
from locales import Say
from pmo.portfolio import Rag
from pmo.status_counts import Counted

_RESERVE = 3_000
"""Bytes of a page that are kept for its title, its foot and its buttons."""


def digest_card(view: DigestView, say: Say) -> Rendered:
    """The digest with as much detail as a card can hold; what had to be left out is counted, and read page by page."""
    detail = most(view.attention, lambda tried: _digest(view, say, tried).size <= LIMIT)
    return _digest(view, say, detail)


def digest_page(view: DigestView, number: int, say: Say) -> Rendered:
    """A page, from 1, of everything that the digest tells; a page that does not exist is the nearest one."""
    pages = paged(_sections(view, say, WHOLE), LIMIT - _RESERVE)
    number, missed = nearest_page(number, len(pages))
    name, title, _, head = _opening(view, say)
    of = say("Page {page} of {pages}", page=number, pages=len(pages))
    buttons = []
    if number < len(pages):
        buttons.append(_page_button(say("Next page"), number + 1, view))
    if number > 1:
        buttons.append(_page_button(say("Previous page"), number - 1, view))
    foot = text(joined(of, _as_of(view, say), _source(view, say)), subtle=True, size="Small", separator=True)
    ending = [action_set(*buttons)] if buttons else []
    return rendered(
        [*head, *shorter(missed, number, say), *pages[number - 1], foot, *ending],
        summary=told(joined(name, title), of),
        say=say,
    )


def _page_button(title: str, number: int, view: DigestView) -> Strict:
    ids = _ids(view) | {"page": number}
    if view.now:
        ids["now"] = "true"
    return execute(title, "digest.page", ids, with_inputs=False)


def _digest(view: DigestView, say: Say, detail: Detail) -> Rendered:
    name, title, counts, body = _opening(view, say)
    body += _sections(view, say, detail)
    body += [text(clipped(note, 2 * NAME_LENGTH), separator=True) for note in view.notes]
    hint = say("For more: program {code}", code=view.code)
    foot = joined(_as_of(view, say), _source(view, say), hint)
    body.append(text(foot, subtle=True, size="Small", separator=True))
    if buttons := _buttons(view, say, whole=detail is FIRST and len(view.amended) <= detail.amended):
        body.append(action_set(*buttons))
    people = [line.owner for line in view.wanted]
    return rendered(body, summary=told(joined(name, title), counts), say=say, people=people)


def _as_of(view: DigestView, say: Say) -> str:
    """When it was true; of one that was amended until when, for its counts are those of then."""
    amended = say("amended {moment}", moment=say.moment(view.amended[0].at)) if view.amended else ""
    return joined(as_of_words(view.as_of, say), amended, by=", ")


def _source(view: DigestView, say: Say) -> str:
    """What it was taken from."""
    if not view.data:
        return say("Source: check-ins")
    return say("Source: check-ins, data version {version}", version=str(view.data))


def _opening(view: DigestView, say: Say) -> tuple[str, str, str, list[Strict]]:
    """Name, title and counts, and what stands above the sections."""
    counts = counts_sentence({Rag.RED: view.red, Rag.AMBER: view.amber, Rag.GREEN: view.green}, view.unreported, say)
    name = clipped(view.name, NAME_LENGTH)
    title = _title(view, say)
    body = [heading(name), text(title, subtle=True, spacing="None"), text(counts, weight="Bolder")]
    if view.partial:
        body.append(text(say("These are the projects that you may see."), subtle=True, spacing="None"))
    if view.asked:
        response = say.plural(
            "{n} of {asked} has answered.", "{n} of {asked} have answered.", view.answered, asked=view.asked
        )
        body.append(text(response, spacing="None"))
    if worse := sum(line.is_worse_by_figures for line in view.attention):
        sentence = say.plural(
            "The figures of {n} project are worse than declared.",
            "The figures of {n} projects are worse than declared.",
            worse,
        )
        body.append(text(sentence, spacing="None"))
    return name, title, counts, body


def _buttons(view: DigestView, say: Say, *, whole: bool) -> list[Strict]:
    """Everything page by page where this is not everything; as it would be now where that may be seen."""
    buttons = [] if whole else [_page_button(say("Page by page"), 1, view)]
    if view.may_see_now:
        buttons.append(execute(say("As it would be now"), "digest.now", _ids(view), with_inputs=False))
    return buttons


def _ids(view: DigestView) -> dict[str, str | int]:
    """Which digest it is."""
    ids: dict[str, str | int] = {"program": view.code, "period": view.period}
    return ids | {"number": view.number} if view.number > 1 else ids


def _sections(view: DigestView, say: Say, detail: Detail) -> list[Strict]:
    return [
        *_amended(view, say, detail),
        *_attention(view, say, detail),
        *_changes(view, say, detail),
        *_work(view, say, detail),
        *_absentees(view, say, detail),
        *_trend(view, say, detail),
        *_others_drawn(view, say, detail),
    ]


def _title(view: DigestView, say: Say) -> str:
    period = say.period(view.period)
    if view.now:
        return say("Digest of {period}, as it would be now", period=period)
    return say("Digest of {period}", period=period)


def _amended(view: DigestView, say: Say, detail: Detail) -> list[Strict]:
    rows = [
        [
            text(
                _named(one, joined(amended_words(one, say, detail.name), say.moment(one.at), by=", "), detail),
                spacing="None",
            )
        ]
        for one in view.amended[: min(detail.others, detail.amended)]
    ]
    return _section(say("Changed since it was posted"), rows, len(view.amended) - len(rows), say)


def _attention(view: DigestView, say: Say, detail: Detail) -> list[Strict]:
    rows, left = attention_rows(view.attention, say, detail)
    return _section(say("Needs attention"), rows, left, say)


def _changes(view: DigestView, say: Say, detail: Detail) -> list[Strict]:
    ordered = sorted(view.changes, key=lambda change: change.rank)
    named = [_named(change, _change_words(change, say), detail) for change in ordered[: detail.others]]
    rows = [[text(words, spacing="None")] for words in named]
    return _section(say("Changed since last time"), rows, len(view.changes) - len(rows), say)


def _change_words(change: Change, say: Say) -> str:
    if change.closed:
        return say("no longer in the program") if change.left else say("closed")
    if change.new or change.after is None:
        return joined(say("new in the program"), status_word(change.after, say) if change.after else "", by=", ")
    return change_words(change.before, change.after, say)


def _work(view: DigestView, say: Say, detail: Detail) -> list[Strict]:
    wanted = [wanted_row(line, say, detail.name) for line in view.wanted[: detail.others]]
    milestones = [milestone_row(line, say, detail.name) for line in view.milestones[: detail.others]]
    return [
        *_section(say("Actions and decisions that are wanted"), wanted, len(view.wanted) - len(wanted), say),
        *_section(say("Milestones"), milestones, len(view.milestones) - len(milestones), say),
    ]


def _trend(view: DigestView, say: Say, detail: Detail) -> list[Strict]:
    """The declared statuses of the last periods as a chart, with what changed from the first to the last in words."""
    if len(view.trend) < 2 or detail.drawn is Drawn.NOTHING:
        return []
    first, last = view.trend[0], view.trend[-1]
    sentence = say(
        "{first}: {before} → {last}: {after}",
        first=say.period(first.period),
        before=_counted(first, say),
        last=say.period(last.period),
        after=_counted(last, say),
    )
    series = [
        (status_word(rag, say), COLOURS[rag], [one.of(rag) for one in view.trend])
        for rag in (Rag.GREEN, Rag.AMBER, Rag.RED)
    ]
    chart = columns(
        [say.short_period(one.period) for one in view.trend], series, [_counted(one, say) for one in view.trend]
    )
    return [heading(say("Declared statuses so far"), size="Medium", spacing="Medium"), text(sentence), chart]


def _others_drawn(view: DigestView, say: Say, detail: Detail) -> list[Strict]:
    """How the latest milestones slipped, and the indicator that is worst against its limits: each with a sentence."""
    if detail.drawn is not Drawn.EVERYTHING:
        return []
    slips = slip_chart(view.slips, say)
    measured = indicator_chart(view.measured, say) if view.measured else ()
    body: list[Strict] = []
    for title, drawn in ((say("Milestones that slip"), slips), (say("An indicator beyond its limit"), measured)):
        body += [heading(title, size="Medium", spacing="Medium"), *drawn] if drawn else []
    return body


def _counted(one: Counted, say: Say) -> str:
    return counts_words({rag: one.of(rag) for rag in Rag}, 0, say)


def _absentees(view: DigestView, say: Say, detail: Detail) -> list[Strict]:
    groups = (
        (say("Not answered"), view.missing),
        (say("Still open"), view.open),
        (say("Cannot be reached"), view.unreachable),
        (say("Without a project manager"), view.no_manager),
        (say("Absent"), view.absent),
        (say("Skipped"), view.skipped),
        (say("Answered late"), view.late),
    )
    body: list[Strict] = []
    for title, group in groups:
        waiting = group is view.open
        rows = [[text(_who(absent, waiting, say, detail), spacing="None")] for absent in group[: detail.others]]
        body += _section(title, rows, len(group) - len(rows), say)
    return body


def _who(absent: DigestMissing, waiting: bool, say: Say, detail: Detail) -> str:
    until = say("until {moment}", moment=say.moment(absent.until)) if waiting and absent.until else ""
    return _named(absent, joined(clipped(absent.person, detail.name), until, by=", "), detail)


def _named(item: Amended | Change | DigestMissing, remark: str, detail: Detail) -> str:
    return joined(title_of(item.code, clipped(item.name, detail.name)), remark, by=" – ")


def _section(title: str, rows: Sequence[list[Strict]], left: int, say: Say) -> list[Strict]:
    """A list under its title, and how many are left out of it."""
    if not rows and not left:
        return []
    body = [heading(title, size="Medium", spacing="Medium"), *(element for row in rows for element in row)]
    if left:
        more = say.plural("and {n} more, page by page", "and {n} more, page by page", left)
        body.append(text(more, subtle=True, spacing="Small"))
    return body
