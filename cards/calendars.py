"""All posts for the PMO: how many need attention, those first, then each with its clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.calendar_words import zone_words
from cards.elements import Strict, action_set, heading, rich, run, text
from cards.inputs import compact_input
from cards.paging import shorter
from cards.rendered import Rendered, rendered, told
from cards.status import as_of_words, project_run, remark_run, title_of
from locales import Say


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post in the list.

    Attributes:
        now: on its clock.
        waits: a change of its calendar waits.
        unlisted: countries whose public holidays are not known, while it has no list of its own.
        without_list: it keeps neither the holidays of a country nor a list of its own.
        people: who work by its calendar.
    """

    code: str
    name: str
    now: datetime
    works: bool
    people: int
    waits: bool = False
    unlisted: tuple[str, ...] = ()
    without_list: bool = False

    @property
    def needs_attention(self) -> bool:
        """Whether the PMO should look at it."""
        return self.waits or bool(self.unlisted) or self.without_list or not self.people


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsView:
    """A page of posts, from 1; `total` and `attention` are of all pages, `missed` is a page that is gone."""

    rows: tuple[PostRow, ...]
    total: int
    attention: int
    as_of: datetime
    page: int = 1
    pages: int = 1
    missed: int = 0


def posts_card(view: PostsView, say: Say) -> Rendered:
    """How many posts need attention, a row each, and one of them to be chosen."""
    title, sentence = say("Calendars of the posts"), _sentence(view, say)
    body: list[Strict] = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    body += [*shorter(view.missed, view.page, say), *[_row(row, say) for row in view.rows]]
    foot = [say("● works now, ○ does not"), as_of_words(view.as_of, say)]
    if view.pages > 1:
        foot.insert(0, say("Page {page} of {pages}", page=view.page, pages=view.pages))
        body.append(action_set(*_paging(view, say)))
    body += _opening(view.rows, say)
    body.append(text(" · ".join(foot), subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(title, sentence), say=say)


def _sentence(view: PostsView, say: Say) -> str:
    posts = say.plural("{n} post", "{n} posts", view.total)
    if not view.attention:
        return say("{posts}: all is well.", posts=posts)
    needs = say.plural("{n} needs attention", "{n} need attention", view.attention)
    return say("{posts}: {needs}.", posts=posts, needs=needs)


def _row(row: PostRow, say: Say) -> Strict:
    clock = say("{zone}, {time}", zone=zone_words(row.now, say), time=f"{row.now:%H:%M}")
    runs = [run("●" if row.works else "○", color="Good" if row.works else None, subtle=not row.works)]
    runs += [project_run(row.code, row.name), remark_run(clock.replace(" ", "\u00a0"))]
    remark = " · ".join(_remarks(row, say))
    if remark:
        runs.append(run(f"\u2002⚠ {remark}", color="Attention"))
    return rich(*runs, spacing="Small")


def _remarks(row: PostRow, say: Say) -> list[str]:
    found = []
    if row.waits:
        found.append(say("a change waits"))
    if row.unlisted:
        names = say.listing([say.country(one) for one in row.unlisted])
        found.append(say("no public holidays of {country} are known", country=names))
    if row.without_list:
        found.append(say("no days off are listed"))
    if not row.people:
        found.append(say("nobody works by it"))
    return found


def _paging(view: PostsView, say: Say) -> list[Strict]:
    buttons = []
    if view.page < view.pages:
        buttons.append(execute(say("Next page"), "calendar.list", {"page": view.page + 1}, with_inputs=False))
    if view.page > 1:
        buttons.append(execute(say("Previous page"), "calendar.list", {"page": view.page - 1}, with_inputs=False))
    return buttons


def _opening(rows: Sequence[PostRow], say: Say) -> list[Strict]:
    choices = [(row.code, title_of(row.code, row.name)) for row in rows]
    return [
        compact_input("post", say("One of these posts"), choices),
        action_set(execute(say("Open"), "calendar.show", {})),
    ]
