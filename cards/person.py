"""One person for the PMO: what they are, what they take part in, how they are reached, and a form to change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, facts, heading, text
from cards.inputs import choice_input, compact_input, toggle
from cards.people_words import office_words, role_words, state_words
from cards.plain import clipped, joined
from cards.rendered import Rendered, rendered, told
from cards.status import NAME_LENGTH, as_of_words, capital
from locales import Say
from pmo.app_states import AppState
from pmo.offices import Office
from pmo.portfolio import Role

_LINES, _LINE = 12, 160
_POSTS = 150
_NAMED = 5
_POST_LENGTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An office that somebody of the PMO wants this person to have.

    Attributes:
        wanted_by: name of who wants it; `may_agree` whether the reader is another who can.
        goes_live_at: when it holds by itself; None where another must agree.
        unreached: names of all who could agree, where none of them can be reached.
    """

    office: Office
    wanted_by: str
    may_agree: bool = False
    goes_live_at: datetime | None = None
    unreached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person as the PMO sees them; lines are in the reader's language.

    Attributes:
        version: of what can be changed here, so that an old card is told from this one.
        zone, language, hours: as they hold, whether their own or the post's.
        projects: what they take part in and as what.
        deputies: who stands in for them; `stands_in` for whom they do.
        asks: what they have not answered yet.
        first: a line that says what has just happened; empty for nothing.
    """

    id: str
    name: str
    version: int
    as_of: datetime
    state: AppState
    office: Office
    seen_since: datetime | None = None
    email: str = ""
    post: str = ""
    zone: str = ""
    language: str = ""
    hours: str = ""
    projects: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    stands_in: tuple[str, ...] = ()
    absences: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    waiting: Waiting | None = None
    has_assignments: bool = False
    first: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForm:
    """What of a person can be changed, as it stands or as it was typed.

    Attributes:
        post: code; `posts` are codes and names of all.
        left_post: name of the post they work by, where it has left the portfolio and another is proposed.
        problem: what is wrong, in the reader's language; empty for nothing.
    """

    id: str
    name: str
    version: int
    role: Role
    external: bool
    post: str
    posts: tuple[tuple[str, str], ...]
    problem: str = ""
    left_post: str = ""
    waiting: Waiting | None = None


def person_card(view: PersonView, say: Say) -> Rendered:
    """How they are reached first, then what waits to be decided, what they are and what they do."""
    state = capital(state_words(view.state, say))
    since = say("seen since {day}", day=say.date(view.seen_since)) if view.seen_since else ""
    body: list[Strict] = [heading(clipped(view.name, NAME_LENGTH))]
    if view.first:
        body.append(text(clipped(view.first, 2 * NAME_LENGTH), weight="Bolder", spacing="Small"))
    color = None if view.state.is_reached else "Attention"
    body.append(text(joined(state, since), spacing="Small", color=color))
    body += _waiting(view.waiting, view, say)
    body.append(facts(_facts(view, say)))
    for title, lines in (
        (say("Takes part in"), view.projects),
        (say("Who stands in for them"), view.deputies),
        (say("Stands in for"), view.stands_in),
        (say("Absences"), view.absences),
        (say("Not answered yet"), view.asks),
    ):
        body += _section(title, lines, say)
    body.append(action_set(*_buttons(view, say)))
    body.append(text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(view.name, view.first or state), say=say)


def _facts(view: PersonView, say: Say) -> list[tuple[str, str]]:
    return [
        (say("Role"), office_words(view.office.role, view.office.external, say)),
        (say("Post"), clipped(view.post, NAME_LENGTH)),
        (say("Time zone"), joined(view.zone, view.hours)),
        (say("Language"), view.language),
        (say("E-mail"), clipped(view.email, NAME_LENGTH)),
    ]


def _section(title: str, lines: Sequence[str], say: Say) -> list[Strict]:
    if not lines:
        return []
    shown: list[Strict] = [text(clipped(line, _LINE), spacing="None") for line in lines[:_LINES]]
    left = len(lines) - len(shown)
    if left:
        shown.append(text(say.plural("and {n} more", "and {n} more", left), subtle=True, spacing="None"))
    return [text(title, weight="Bolder", spacing="Medium"), *shown]


def _waiting(waiting: Waiting | None, view: PersonView, say: Say) -> list[Strict]:
    if waiting is None:
        return []
    lines: list[Strict] = [text(waiting_words(waiting, say), weight="Bolder", color="Warning")]
    ids = _ids(view.id, view.version)
    agree = execute(say("Agree"), "person.agree", ids, main=True, with_inputs=False)
    drop = execute(say("Not now"), "person.drop", ids, with_inputs=False)
    return [*lines, action_set(*([agree] if waiting.may_agree else []), drop)]


def waiting_words(waiting: Waiting, say: Say) -> str:
    """Who wants which role, and what it waits for."""
    role = office_words(waiting.office.role, waiting.office.external, say)
    if waiting.goes_live_at is not None:
        moment = say.moment(waiting.goes_live_at)
        return say("From {moment} on the role is “{role}”, unless you change your mind.", moment=moment, role=role)
    name = waiting.wanted_by
    wants = say("{name} wants the role “{role}”; a second member of the PMO must agree.", name=name, role=role)
    if not waiting.unreached:
        return wants
    names = say.listing([clipped(one, NAME_LENGTH) for one in waiting.unreached[:_NAMED]])
    return " ".join((wants, say("I cannot reach {names} in Teams.", names=names)))


def _buttons(view: PersonView, say: Say) -> list[Strict]:
    buttons = [execute(say("Change"), "person.edit", {"member": view.id}, with_inputs=False)]
    if view.has_assignments:
        buttons.append(execute(say("Deputies"), "deputy.edit", {"member": view.id}, with_inputs=False))
    everybody = execute(say("All people"), "people.page", {"page": 1, "scope": "", "filters": ""}, with_inputs=False)
    return [*buttons, everybody]


def _ids(member: str, version: int) -> Mapping[str, str | int]:
    return {"member": member, "version": version}


def person_form_card(form: PersonForm, say: Say) -> Rendered:
    """Role, external and post, and what a change of role waits for."""
    title = say("Change {name}", name=clipped(form.name, NAME_LENGTH))
    hint = say("What gives or takes management or PMO needs a second member of the PMO; everything else holds at once.")
    body: list[Strict] = [heading(title)]
    if form.problem:
        body.append(text(f"⚠ {form.problem}", color="Attention"))
    if form.waiting is not None:
        body.append(text(waiting_words(form.waiting, say), weight="Bolder", color="Warning"))
    if form.left_post:
        left = say("The post {post} has left the portfolio. Choose another and save.", post=form.left_post)
        body.append(text(left, weight="Bolder", color="Warning"))
    roles = [(role.value, role_words(role, say)) for role in Role]
    posts = [(code, clipped(f"{code} · {name}", _POST_LENGTH)) for code, name in form.posts[:_POSTS]]
    body += [
        choice_input("role", say("Role"), roles, value=form.role.value),
        toggle(
            "external",
            say("External"),
            say("Not of the house: sees only their own projects, and no money"),
            on=form.external,
        ),
        *([compact_input("post", say("Post"), posts, value=form.post)] if posts else []),
        text(hint, subtle=True, size="Small"),
        action_set(
            execute(say("Save"), "person.save", _ids(form.id, form.version), main=True),
            execute(say("Back"), "person.show", _ids(form.id, form.version), with_inputs=False),
        ),
    ]
    return rendered(body, summary=told(title, form.problem or hint), say=say)
