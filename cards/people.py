"""People: how many have the app, then who needs a decision first, and what an administrator does for those without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, container, heading, rich, run, text
from cards.inputs import compact_input, text_input
from cards.listing import SCOPE_LENGTH, first_of
from cards.paging import shorter
from cards.people_words import role_words, state_words, which_words
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import NAME_LENGTH, as_of_words
from locales import Say
from pmo.app_states import AppState
from pmo.people import Which
from pmo.portfolio import Role

_RESERVE = 2_000
_CHOICE_LENGTH = 60
_NAMED = 10
IDS = 200
"""Ids that one card holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person of a list.

    Attributes:
        parts: what they have to do with what the list is of, in the reader's language.
        asked_at: when they are asked next; None for somebody who is not asked.
    """

    id: str
    name: str
    role: Role
    external: bool
    post: str
    state: AppState
    parts: tuple[str, ...] = ()
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """A page of people.

    Attributes:
        title: what they are of, and what narrows them.
        counts: of all pages together.
        missed: the page that was asked for and is not there any more; 0 for none.
        scope, filters: what goes back with the buttons.
        programs: code and name of those it can be narrowed to.
        administers: the reader opens people, narrows the list, and sees that others get the app.
        left: names of those who would fit and are in the portfolio no more, where nobody else does.
    """

    title: str
    rows: tuple[PersonRow, ...]
    counts: Mapping[AppState, int]
    as_of: datetime
    page: int = 1
    pages: int = 1
    missed: int = 0
    scope: str = ""
    filters: str = ""
    programs: tuple[tuple[str, str], ...] = ()
    administers: bool = False
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallView:
    """Those who lack the app.

    Attributes:
        scope, filters: of the list that it is about, for the way back.
        ids: Entra ids of those whom an administrator can give it; `more` is how many have no room here.
        nameless: names of those of whom the portfolio has no Entra id.
    """

    title: str
    ids: tuple[str, ...]
    as_of: datetime
    scope: str = ""
    filters: str = ""
    more: int = 0
    nameless: tuple[str, ...] = ()


def people_card(view: PeopleView, say: Say) -> Rendered:
    """The figures in a sentence, why some are not reached, then two lines a person."""
    sentence, title = _sentence(view, say), clipped(view.title, SCOPE_LENGTH)
    body: list[Strict] = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    if why := _why(view.counts, say):
        body.append(text(why, spacing="None"))
    body += shorter(view.missed, view.page, say)
    rows = [_row(row, say) for row in view.rows]
    ending = _ending(view, say)
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in (*body, *ending)]))
    more = say.plural("and {n} more", "and {n} more", len(rows) - shown)
    left: list[Strict] = [text(more, subtle=True)] if shown < len(rows) else []
    return rendered([*body, *rows[:shown], *left, *ending], summary=told(title, sentence), say=say)


def _sentence(view: PeopleView, say: Say) -> str:
    counts = view.counts
    total, app, team = sum(counts.values()), counts.get(AppState.INSTALLED, 0), counts.get(AppState.TEAM, 0)
    if not total and view.left:
        listed = first_of([clipped(name, NAME_LENGTH) for name in view.left], say, _NAMED)
        return say.plural(
            "{names} has left the portfolio.", "{names} have left the portfolio.", len(view.left), names=listed
        )
    if not total:
        return say("Nobody fits.")
    people = say.plural("{n} person", "{n} people", total)
    counted = (
        say.plural("{n} with the app", "{n} with the app", app),
        say.plural("{n} through a team only", "{n} through a team only", team),
        say.plural("{n} not reached yet", "{n} not reached yet", total - app - team),
    )
    return say("{people}: {counts}.", people=people, counts=", ".join(counted))


def _why(counts: Mapping[AppState, int], say: Say) -> str:
    """`never seen in Teams: 20 · has blocked the app: 1`: those who are not reached, the most first."""
    found = [(count, state) for state, count in counts.items() if count and not state.is_reached]
    found.sort(key=lambda one: (-one[0], one[1]))
    return joined(*[say("{reason}: {n}", reason=state_words(state, say), n=count) for count, state in found])


def _row(row: PersonRow, say: Say) -> Strict:
    what = joined(
        *[clipped(part, NAME_LENGTH) for part in row.parts],
        "" if row.role is Role.MEMBER else role_words(row.role, say),
        clipped(row.post, NAME_LENGTH),
        say("external") if row.external else "",
    )
    waits = row.asked_at is not None and not row.state.is_reached
    asked = say("asked on {moment}", moment=say.moment(row.asked_at)) if row.asked_at and waits else ""
    color = "Attention" if asked else None
    return container(
        [
            rich(run(clipped(row.name, NAME_LENGTH), bold=True), run(f"  {what}", subtle=True)),
            text(joined(state_words(row.state, say), asked), color=color, subtle=not asked, spacing="None"),
        ],
        spacing="Small",
    )


def _ending(view: PeopleView, say: Say) -> list[Strict]:
    foot = as_of_words(view.as_of, say)
    if view.pages > 1:
        foot = joined(say("Page {page} of {pages}", page=view.page, pages=view.pages), foot)
    ending: list[Strict] = [text(foot, subtle=True, size="Small", separator=True)]
    if paging := _paging(view, say):
        ending.append(action_set(*paging))
    return ending + (_opening(view, say) + _narrowing(view, say) if view.administers else [])


def _paging(view: PeopleView, say: Say) -> list[Strict]:
    buttons = []
    if view.page < view.pages:
        buttons.append(_page(say("Next page"), view.scope, view.filters, view.page + 1))
    if view.page > 1:
        buttons.append(_page(say("Previous page"), view.scope, view.filters, view.page - 1))
    return buttons


def _page(title: str, scope: str, filters: str, page: int = 1) -> Strict:
    return execute(title, "people.page", _ids(scope, filters) | {"page": page}, with_inputs=False)


def _ids(scope: str, filters: str) -> dict[str, str | int]:
    return {"scope": scope, "filters": clipped(filters, SCOPE_LENGTH)}


def _opening(view: PeopleView, say: Say) -> list[Strict]:
    lack = sum(count for state, count in view.counts.items() if state is not AppState.INSTALLED)
    give = execute(say("Give them the app"), "people.install", _ids(view.scope, view.filters), with_inputs=False)
    buttons = [give] if lack else []
    if not view.rows:
        return []
    choices = [(row.id, clipped(row.name, _CHOICE_LENGTH)) for row in view.rows]
    chosen = compact_input("member", say("One of these people"), choices, value=view.rows[0].id)
    return [chosen, action_set(execute(say("Open"), "person.show", {}), *buttons)]


def _narrowing(view: PeopleView, say: Say) -> list[Strict]:
    """Fewer of them: by what they are, and by program."""
    kinds = (Which.WITHOUT_APP, Which.EXTERNAL, Which.MANAGEMENT, Which.PMO)
    narrower = [_page(which_words(one, say), view.scope, one.value) for one in kinds if view.filters != one.value]
    everybody = [_page(say("Everybody"), "", "")] if view.scope or view.filters else []
    shown: list[Strict] = [action_set(*everybody, *narrower)]
    if view.programs:
        choices = [(code, clipped(f"{code} · {name}", _CHOICE_LENGTH)) for code, name in view.programs]
        shown += [
            compact_input("program", say("Program"), choices, value=view.scope),
            action_set(execute(say("Only this program"), "people.page", {"page": 1, "filters": ""})),
        ]
    return shown


def install_card(view: InstallView, say: Say) -> Rendered:
    """What an administrator does, and the ids to do it with."""
    title = say("Give them the app")
    sentence = say.plural(
        "{n} person can be given the app by an administrator of Teams.",
        "{n} people can be given the app by an administrator of Teams.",
        len(view.ids) + view.more,
    )
    body: list[Strict] = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    body.append(text(clipped(view.title, SCOPE_LENGTH), subtle=True, spacing="None"))
    if view.ids:
        body += [text(step, spacing="Small") for step in _steps(say)]
        ids = "\n".join(view.ids)
        body.append(text_input("ids", say("Entra ids, to copy"), value=ids, max_length=len(ids) + 1))
    if view.more:
        more = say.plural("and {n} more: narrow the list first", "and {n} more: narrow the list first", view.more)
        body.append(text(more, subtle=True))
    body += _nameless(view.nameless, say)
    body.append(action_set(_page(say("Back"), view.scope, view.filters)))
    body.append(text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(title, sentence), say=say)


def _steps(say: Say) -> Sequence[str]:
    return (
        say(
            "1. In the Teams admin centre, open the app setup policies and add Rapporteur to the installed apps of one."
        ),
        say("2. Assign that policy to these people, all at once by their ids. The app is there within a day or so."),
        say("Or add the app to a team that they are in: then I reach them through it. I cannot install it myself."),
    )


def _nameless(names: tuple[str, ...], say: Say) -> list[Strict]:
    if not names:
        return []
    sentence = say.plural(
        "{n} person has no Entra id in the portfolio; it comes with the next import:",
        "{n} people have no Entra id in the portfolio; it comes with the next import:",
        len(names),
    )
    shown = [clipped(name, _CHOICE_LENGTH) for name in names[:_NAMED]]
    left = len(names) - len(shown)
    more = say.plural("and {n} more", "and {n} more", left) if left else ""
    return [text(sentence, weight="Bolder"), text(joined(*shown, more), spacing="None")]
