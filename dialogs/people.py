"""Who has the app and who has not: the PMO looks through everybody, who leads a project through its people."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.paging import nearest_page
from cards.people import IDS, InstallView, PeopleView, PersonRow, install_card, people_card
from cards.people_words import tie_words, which_words
from cards.plain import joined
from cards.status import title_of
from dialogs import persons
from dialogs.access import audience_of, note_reading
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.discreet import to_themselves
from dialogs.filtering.understanding import FILTER_LIMIT
from dialogs.limit_scopes import Scope, scope_of
from dialogs.paging import page_number
from dialogs.people_found import Circle, circle_of, listed, who_left
from dialogs.people_words import says_kind, wanted
from dialogs.questions import reply, stranger
from dialogs.scopes import unknown_scope
from dialogs.turn import Reply, Turn
from dialogs.words import bare, typed_by, word_in
from pmo.app_states import AppState
from pmo.people import Listed, Which, counts, only_one_named
from pmo.people import found as people_found

conversation = Conversation()
PAGE = 15
"""People on a page."""
_PARTS = 3
"""Projects that a line names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sought:
    """Whom somebody looks for.

    Attributes:
        typed: all that was typed; `filters` is what of it narrows the people of the scope.
    """

    scope: Scope
    filters: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Who was found; `circle` is None where they are of no project or program."""

    circle: Circle | None
    people: Sequence[Listed]


@conversation.command("people")
async def people(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Everybody, narrowed as the PMO asks; of a project or program its people, for who leads it; one by name."""
    if person.member is None:
        return stranger(person)
    sought = await _meant(typed_by(turn).rest[:FILTER_LIMIT], desk)
    answer = await _found(sought, person, desk)
    if answer is None:
        refused = _refused(sought, person)
        await desk.note(person.mark, "refused", refused.attempt)
        return await to_themselves(Reply.toast(refused.sentence), turn, person, desk)
    one = only_one_named(wanted(sought.filters), answer.people) if person.is_of_the_pmo else None
    if one is not None and answer.circle is None:
        return await to_themselves(await persons.shown(one.id, person, desk), turn, person, desk)
    return await to_themselves(await _page(sought, answer, 1, person, desk), turn, person, desk)


@conversation.verb("people.page")
async def page(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Another page, or others: what narrows the list stands in the button, a program may be chosen beside it."""
    number = page_number(turn, person.say("This page does not exist. Ask for the people again."), usual="1")
    sought = await _pressed(turn, person, desk)
    found = await _found(sought, person, desk)
    if found is None:
        raise _refused(sought, person)
    answer = await _page(sought, found, number, person, desk)
    return answer.as_redraw() if "page" in turn.values else answer


@conversation.verb("people.install")
async def install(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What an administrator does for those of the list who lack the app."""
    if not person.is_of_the_pmo:  # first: nobody else is to learn which codes there are
        raise Refused(person.say("The app is handed out by the PMO and the administrator."), attempt=turn.verb)
    sought = await _pressed(turn, person, desk)
    found = await _found(sought, person, desk)
    people = found.people if found else ()
    ids = [one.member.entra_id for one in people if one.state.may_be_given_the_app]
    view = InstallView(
        title=_title(sought, person),
        scope=sought.scope.code,
        filters=sought.filters,
        ids=tuple(ids[:IDS]),
        more=max(0, len(ids) - IDS),
        nameless=tuple([one.member.name for one in people if one.state is AppState.NO_ENTRA_ID]),
        as_of=desk.now,
    )
    return reply(install_card(view, person.say), "people")


async def _pressed(turn: Turn, person: Person, desk: Desk) -> _Sought:
    """What a button asks for, in the person's own chat."""
    code = str(turn.values.get("program") or turn.values.get("scope") or "")[:FILTER_LIMIT]
    if not (await audience_of(turn.place, desk)).private:
        raise Refused(person.say("Type “people” in our personal chat: what it tells is for you alone."))
    scope = await scope_of(code, desk)
    if scope is None:
        raise Refused(unknown_scope(code, person), attempt=turn.verb)
    return _Sought(scope=scope, filters=str(turn.values.get("filters", ""))[:FILTER_LIMIT], typed=code)


async def _meant(typed: str, desk: Desk) -> _Sought:
    """The project or program that is named anywhere in the words, and the rest of them."""
    words = typed.split()
    for place, word in enumerate(words):
        code = bare(word.partition(":")[2] or word)
        scope = await scope_of(code, desk) if code else None
        if scope is not None:
            before = words[: place - 1] if place and says_kind(words[place - 1]) else words[:place]
            return _Sought(scope=scope, filters=" ".join([*before, *words[place + 1 :]]), typed=typed)
    return _Sought(scope=Scope(), filters=typed, typed=typed)


async def _found(sought: _Sought, person: Person, desk: Desk) -> _Found | None:
    """Who is looked for, as far as the person may know of them; None where they may not look at all."""
    if not sought.scope.code and person.is_of_the_pmo:
        return _Found(circle=None, people=people_found(wanted(sought.filters), await listed(desk)))
    circle = await circle_of(sought.scope, person, desk) if sought.scope.code else None
    if circle is None:
        return None
    await note_reading(person, circle.projects, desk)
    return _Found(circle=circle, people=people_found(wanted(sought.filters), await listed(desk, circle.parts)))


def _refused(sought: _Sought, person: Person) -> Refused:
    """Of a project or program they hear what they would of one that does not exist."""
    word = word_in("people", person.say.language)
    sentence = person.say("Everybody is seen by the PMO. Type “{word} CODE” for the people of yours.", word=word)
    told = unknown_scope(sought.typed, person) if sought.typed else sentence
    return Refused(told, attempt=f"people {sought.scope.code}".strip())


async def _page(sought: _Sought, answer: _Found, number: int, person: Person, desk: Desk) -> Reply:
    pages = max(1, -(-len(answer.people) // PAGE))
    number, missed = nearest_page(number, pages)
    shown = answer.people[(number - 1) * PAGE : number * PAGE]
    view = PeopleView(
        title=_title(sought, person),
        rows=tuple([_row(one, answer.circle, person) for one in shown]),
        counts=counts(answer.people),
        as_of=desk.now,
        page=number,
        pages=pages,
        missed=missed,
        scope=sought.scope.code,
        filters=sought.filters,
        programs=await _programs(desk) if person.is_of_the_pmo else (),
        administers=person.is_of_the_pmo,
        left=await who_left(wanted(sought.filters), desk) if person.is_of_the_pmo and not answer.people else (),
    )
    return reply(people_card(view, person.say), "people")


def _title(sought: _Sought, person: Person) -> str:
    scope, say, whom = sought.scope, person.say, wanted(sought.filters)
    what = title_of(scope.code, scope.name) if scope.code else ""
    title = joined(say("People"), what, by=" – ")
    narrowed = joined(*[which_words(which, say) for which in Which if which in whom.which], " ".join(whom.words))
    return say("{scope}: {filters}", scope=title, filters=narrowed) if narrowed else title


async def _programs(desk: Desk) -> tuple[tuple[str, str], ...]:
    found = [one for one in await desk.records.programs.all() if not one.archived]
    return tuple([(one.code, one.name) for one in sorted(found, key=lambda one: one.key)])


def _row(one: Listed, circle: Circle | None, person: Person) -> PersonRow:
    parts = circle.parts.get(one.member.key, {}) if circle else {}
    several = len(circle.projects) > 1 if circle else False
    words = [joined(code if several else "", tie_words(ties, person.say), by=" ") for code, ties in parts.items()]
    return PersonRow(
        id=one.member.id,
        name=one.member.name,
        role=one.member.role,
        external=one.member.external,
        post=one.post,
        state=one.state,
        parts=tuple(words[:_PARTS]),
        asked_at=one.asked_at,
    )
