"""A person as the PMO sees them: what they are, take part in, have not answered, and who stands in for them."""

from cards.absences import during_words, span_words
from cards.people_words import assigned_words, tie_words
from cards.person import PersonForm, PersonView, Waiting
from cards.plain import joined
from cards.preferences import LANGUAGE_NAMES
from dialogs.access import note_reading
from dialogs.alert_people import deciders
from dialogs.app_states import lost_teams, state_of
from dialogs.deciding import nobody_reached
from dialogs.desk import Desk, Person
from dialogs.office_keeping import state_of as office_state_of
from dialogs.pauses import with_pauses
from locales import Say
from pmo.asks import Ask
from pmo.fingerprints import fingerprint
from pmo.offices import OfficeState, office_of
from pmo.portfolio import Assignment, Member, Post, Program, Project, code_key
from pmo.reach import bonds
from pmo.rights import program_ties


def version_of(member: Member, state: OfficeState) -> int:
    """Of all that a person's card and form can change."""
    return fingerprint((member.role, str(member.external), member.post.casefold(), str(state.version)))


async def view_of(who: Person, reader: Person, desk: Desk, first: str = "") -> PersonView:
    """The person's card; that somebody looked at restricted projects is noted."""
    assert who.member is not None, "a member is looked at"
    member, say = who.member, reader.say
    rows = [one for one in await desk.records.assignments.find("member", member.key) if not one.archived]
    state, post, hours = await office_state_of(member, desk), await desk.post(member.post), who.calendar.hours
    return PersonView(
        id=member.id,
        name=member.name,
        version=version_of(member, state),
        as_of=desk.now,
        state=state_of(member, who.contact, await lost_teams(desk)),
        seen_since=who.contact.seen_since if who.contact else None,
        office=office_of(member),
        email=member.email,
        post=_post_words(post, say) if post else member.post,
        zone=who.calendar.zone,
        language=LANGUAGE_NAMES.get(who.say.language, who.say.language),
        hours=f"{hours.start:%H:%M}–{hours.end:%H:%M}",
        projects=tuple(await _projects(member, reader, desk)),
        deputies=tuple([await _stands(row, row.deputy, say, desk) for row in rows if row.deputy]),
        stands_in=tuple(await _stands_in(member, say, desk)),
        absences=tuple(await _absences(who, say, desk)),
        asks=tuple([await _ask(one, say, desk) for one in await _open_asks(member, desk)]),
        waiting=await waiting_of(state, reader, desk),
        has_assignments=bool(rows),
        first=first,
    )


async def waiting_of(state: OfficeState, reader: Person, desk: Desk) -> Waiting | None:
    """What somebody wants this person to be, as the reader can decide on it; None while nothing waits."""
    if state.proposed is None:
        return None
    others = {code_key(one.id) for one in await deciders(desk)} - {code_key(state.asked_by)}
    return Waiting(
        office=state.proposed,
        wanted_by=await desk.name_of(state.asked_by),
        may_agree=code_key(reader.id) in others,
        goes_live_at=state.goes_live_at,
        unreached=tuple([one.name for one in await nobody_reached(state.asked_by, desk)]),
    )


async def form_of(who: Person, reader: Person, desk: Desk) -> PersonForm:
    """What can be changed of the person, as it stands."""
    assert who.member is not None, "a member is looked at"
    state = await office_state_of(who.member, desk)
    posts, own = [one for one in await desk.records.posts.all() if not one.archived], await desk.post(who.member.post)
    headquarters = next((one.code for one in posts if one.headquarters), "")
    here = next((one.code for one in posts if own is not None and one.key == own.key), headquarters)
    return PersonForm(
        id=who.id,
        name=who.name,
        version=version_of(who.member, state),
        role=who.member.role,
        external=who.member.external,
        post=here,
        posts=tuple([(one.code, one.name) for one in sorted(posts, key=lambda one: (one.code != here, one.key))]),
        left_post=own.name if own is not None and own.archived else "",
        waiting=await waiting_of(state, reader, desk),
    )


def _post_words(post: Post, say: Say) -> str:
    return joined(post.code, post.name, say("has left the portfolio") if post.archived else "")


async def _projects(member: Member, reader: Person, desk: Desk) -> list[str]:
    """Programs that the person leads, then projects, each with what they have to do with it."""
    say, programs = reader.say, [one for one in await desk.records.programs.all() if not one.archived]
    rows = await desk.records.assignments.find("member", member.key)
    mine = bonds(member, (), rows)
    lines = [_line(one, tie_words(program_ties(member, one), say)) for one in programs if program_ties(member, one)]
    projects = list[Project]()
    async for project in with_pauses(await desk.records.projects.all()):
        tied = mine.to(project)
        if tied and not project.archived:
            projects.append(project)
            lines.append(_line(project, tie_words(tied, say)))
    await note_reading(reader, projects, desk)
    return lines


def _line(subject: Program | Project, what: str) -> str:
    return joined(subject.code, subject.name, what)


async def _stands(row: Assignment, who: str, say: Say, desk: Desk) -> str:
    name, part = await desk.name_of(who), assigned_words(row.role, say)
    return say("{project}: {name}", project=joined(row.project, part), name=name)


async def _stands_in(member: Member, say: Say, desk: Desk) -> list[str]:
    rows = [one for one in await desk.records.assignments.find("deputy", member.key) if not one.archived]
    found = [await _stands(row, row.member, say, desk) for row in rows]
    for absence in await desk.records.absences.find("deputy", member.key):
        if not absence.archived and absence.last >= desk.now.date():
            name, days = await desk.name_of(absence.member), during_words(absence.first, absence.last, say)
            found.append(say("{name}: away {days}", name=name, days=days))
    return found


async def _absences(who: Person, say: Say, desk: Desk) -> list[str]:
    today, lines = who.calendar.local(desk.now).date(), []
    for one in who.absences:
        if one.last >= today:
            deputy = await desk.name_of(one.deputy)
            instead = say("{name} answers instead", name=deputy) if deputy else say("nobody is asked instead")
            lines.append(joined(span_words(one.first, one.last, say), instead))
    return lines


async def _open_asks(member: Member, desk: Desk) -> list[Ask]:
    return [one for one in await desk.records.asks.find("member", member.key) if one.asked and not one.is_settled]


async def _ask(ask: Ask, say: Say, desk: Desk) -> str:
    """The status of a project by its code, an indicator by its name, too."""
    deadline, period = say.moment(ask.deadline), say.period(ask.period)
    indicator = await desk.records.indicators.get(code_key(ask.indicator)) if ask.indicator else None
    code = joined(ask.project, indicator.name_in(say.language) if indicator else ask.indicator)
    return say("{codes}, {period}: until {deadline}", codes=code, period=period, deadline=deadline)
