"""The PMO looks at one person and changes what they are: two together where it opens or closes everything."""

from collections.abc import Mapping
from dataclasses import replace

from cards.person import PersonForm, person_card, person_form_card
from dialogs import members, notices, office_keeping, person_notices
from dialogs.access import audience_of
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.deciding import WANTED, dropped_words
from dialogs.desk import Desk, Person, Refused
from dialogs.person_views import form_of, version_of, view_of
from dialogs.questions import reply
from dialogs.turn import Mark, Reply, Turn
from locales import Say
from pmo.forms import written
from pmo.offices import Barred, Office, OfficeState, barred, office_of
from pmo.portfolio import Member, Role, code_key
from storage.outbox import Letter, LetterKind

conversation = Conversation()


async def shown(member_id: str, person: Person, desk: Desk, first: str = "") -> Reply:
    """The card of a member, for somebody of the PMO; `first` says what has just happened."""
    who = await desk.member(member_id)
    if who is None:
        raise Refused(person.say("This person has left the portfolio."))
    return reply(person_card(await view_of(who, person, desk, first), person.say), "people")


@conversation.verb("person.show")
async def show(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One person, in the place of the list they were chosen from, or of the form."""
    return (await shown((await _whom(turn, person, desk)).id, person, desk)).as_redraw()


@conversation.verb("person.edit")
async def edit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What of the person can be changed."""
    who = await _whom(turn, person, desk)
    return _form(await form_of(who, person, desk), person.say)


@conversation.verb("person.save")
async def save(turn: Turn, person: Person, desk: Desk) -> Reply:
    """A post holds at once, and so does a role that opens nothing more or less; any other waits for another."""
    who = await _whom(turn, person, desk)
    assert who.member is not None, "looked at by _whom"
    member, state = who.member, await office_keeping.state_of(who.member, desk)
    if _is_old(turn, member, state):
        return await _meanwhile(who, person, desk)
    values = {name.casefold(): text for name, value in turn.values.items() if (text := written(value)) is not None}
    form = await form_of(who, person, desk)
    typed = _read(values, form)
    after = Office(role=typed.role, external=typed.external)
    wrong = barred(member, after, await desk.records.members.all())
    if wrong is not None:
        problem = barred_words(wrong, person.say)
        return _form(replace(typed, post=typed.post or form.post, problem=problem), person.say)
    notes = [await _move(member, typed.post, person, desk), await _give(who.id, after, person, desk)]
    changed = [note for note in notes if note is not None]
    return await _after(who, " ".join(changed) if changed else person.say("Nothing was changed."), person, desk)


def _read(values: Mapping[str, str], form: PersonForm) -> PersonForm:
    """What was typed; what did not come along, or cannot be, stays as it is: no post for the one they have."""
    role = values.get("role", "")
    external = values.get("external", "")
    post = next((code for code, _ in form.posts if code_key(code) == code_key(values.get("post", ""))), "")
    return replace(
        form,
        role=Role(role) if role in set(Role) else form.role,
        external=external == "true" if external in ("true", "false") else form.external,
        post=post,
    )


async def _after(who: Person, first: str, person: Person, desk: Desk) -> Reply:
    """The person as they stand now, unless whoever pressed is not of the PMO any more by it."""
    if not (await desk.person(person.entra_id)).is_of_the_pmo:
        return Reply.toast(first)
    return (await shown(who.id, person, desk, first)).as_redraw()


async def _move(member: Member, post: str, person: Person, desk: Desk) -> str | None:
    """Another post: its clock and calendar are the person's from now on. What to say of it; None for no change."""
    own = await desk.post(member.post)
    before = own.code if own else member.post
    if not post or code_key(post) == code_key(before):
        return None
    await members.keep(replace(member, post=post), desk)
    await desk.note(person.mark, "person.save", member.id, {"post": f"{before} -> {post}"})
    if code_key(person.id) != member.key:
        await notices.tell(member.id, person_notices.POST, (person.id, post), desk)
    found = await desk.post(post)
    return person.say("The post is now {post}.", post=found.name if found else post)


async def _give(member_id: str, after: Office, person: Person, desk: Desk) -> str | None:
    """Another role, at once or when another wants it too; the very one that somebody else wants is agreed to.

    What to say of it, where the card does not; None for no change.
    """
    who = await desk.member(member_id)
    assert who is not None, "looked at by the caller"
    assert who.member is not None, "a person with an id is a member"
    before = office_of(who.member)
    if after == before:
        return None
    if not before.needs_another(after):
        await office_keeping.let_hold(who.member, after, (person.id,), desk)
        return person.say("Saved.")
    holds = await office_keeping.want_too(who.member, after, person, desk)
    return person.say("The role holds from now on.") if holds else ""


@conversation.verb("person.agree")
async def agree(turn: Turn, person: Person, desk: Desk) -> Reply:
    """A second member of the PMO wants it, too: it holds."""
    who = await _whom(turn, person, desk)
    assert who.member is not None, "looked at by _whom"
    state = await office_keeping.state_of(who.member, desk)
    if _is_old(turn, who.member, state) or state.proposed is None:
        return await _meanwhile(who, person, desk)
    if state.is_wanted_by(person.id):
        raise Refused(person.say("You want this yourself: another member of the PMO must agree."))
    wrong = barred(who.member, state.proposed, await desk.records.members.all())
    if wrong is not None:
        raise Refused(barred_words(wrong, person.say))
    await office_keeping.let_hold(who.member, state.proposed, (state.asked_by, person.id), desk)
    return await _after(who, person.say("The role holds from now on."), person, desk)


@conversation.verb("person.drop")
async def drop(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What somebody wanted does not hold."""
    who = await _whom(turn, person, desk)
    assert who.member is not None, "looked at by _whom"
    state = await office_keeping.state_of(who.member, desk)
    if _is_old(turn, who.member, state) or state.proposed is None:
        return await _meanwhile(who, person, desk)
    await office_keeping.drop(state, person.mark, desk)
    return (await shown(who.id, person, desk, person.say("Nothing was changed."))).as_redraw()


def _is_old(turn: Turn, member: Member, state: OfficeState) -> bool:
    """Whether the click was made on a card that showed the person otherwise than they are now."""
    return str(turn.values.get("version", "")) != str(version_of(member, state))


async def _meanwhile(who: Person, person: Person, desk: Desk) -> Reply:
    first = person.say("This has changed meanwhile; nothing was done. So it stands now:")
    return (await shown(who.id, person, desk, first)).as_redraw()


async def _whom(turn: Turn, person: Person, desk: Desk) -> Person:
    """The person of the button, for somebody of the PMO in their own chat."""
    if not person.is_of_the_pmo:
        raise Refused(person.say("People and their roles are looked after by the PMO."), attempt=turn.verb)
    if not (await audience_of(turn.place, desk)).private:
        raise Refused(person.say("Type “people” in our personal chat: what it tells is for you alone."))
    who = await desk.member(str(turn.values.get("member", "")))
    if who is None:
        raise Refused(person.say("This person has left the portfolio."))
    return who


def barred_words(why: Barred, say: Say) -> str:
    """Why nobody can have this role."""
    match why:
        case Barred.EXTERNAL:
            return say("Somebody external is neither of the PMO nor of management. Choose “Member”.")
        case Barred.LAST:
            return say("Nobody else is of the PMO: give the role to somebody else first.")


def _form(form: PersonForm, say: Say) -> Reply:
    return reply(person_form_card(form, say), "people").as_redraw()


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The person as they stand, unless what the letter is about has been decided meanwhile."""
    reader, who = await desk.member(letter.member), await desk.member(letter.subject)
    if reader is None or who is None or who.member is None or not reader.is_of_the_pmo:
        return Withdrawn("gone")
    state = await office_keeping.state_of(who.member, desk)
    if letter.detail == (WANTED,) and (state.proposed is None or state.is_wanted_by(reader.id)):
        return Withdrawn("decided")
    first = await dropped_words(letter, reader.say, desk)
    drawn = person_card(await view_of(who, reader, desk, first), reader.say)
    return Drawn(card=drawn.card, summary=drawn.summary, mark=Mark(kind="notice", key=letter.key))


conversation.letter(LetterKind.OFFICE, Post(draw=_draw))
