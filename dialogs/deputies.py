"""Who stands in for whom in a project is said by the PMO, and by who manages the project."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.deputies import DeputiesView, DeputyRow, deputies_card
from cards.people_words import assigned_words
from cards.plain import joined
from cards.status import title_of
from dialogs import notices, person_notices, schedule
from dialogs.access import audience_of, note_reading, sets_deputies
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.projects import CODE_SHOWN
from dialogs.questions import reply
from dialogs.turn import Reply, Turn
from locales import Say
from pmo.fingerprints import fingerprint
from pmo.forms import written
from pmo.naming import named
from pmo.portfolio import Assignment, Member, Project, code_key
from pmo.rights import may_stand_in

conversation = Conversation()
_NAME_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """Whose deputies are looked at: those of a project, or of one member.

    Attributes:
        rows: the assignments that are not archived, by key.
    """

    project: Project | None
    member: Member | None
    rows: Sequence[Assignment]

    @property
    def version(self) -> int:
        """Of who stands in for whom here."""
        return version_of(self.rows)


def version_of(rows: Sequence[Assignment]) -> int:
    """Of who stands in for whom in these assignments, so that an old card is told from a new one."""
    return fingerprint(part.casefold() for row in rows for part in (row.key, row.deputy))


@conversation.verb("deputy.edit")
async def edit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Who stands in for whom, with a form to change it."""
    return await _shown(await _subject(turn, person, desk), person, desk)


@conversation.verb("deputy.set")
async def set_deputy(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Somebody stands in for another in a project from now on; nobody does when the field is empty."""
    subject = await _subject(turn, person, desk)
    values = {name.casefold(): text for name, value in turn.values.items() if (text := written(value)) is not None}
    if values.get("version", "") != str(subject.version):
        first = person.say("This has changed meanwhile; nothing was done. So it stands now:")
        return (await _shown(subject, person, desk, first=first)).as_redraw()
    row = next((one for one in subject.rows if one.key == values.get("of", "")), None)
    if row is None:
        raise Refused(person.say("Choose for whom somebody is to stand in."))
    typed = values.get("deputy", "")
    deputy, problem = await _named(typed, row, person.say, desk)
    if problem:
        view = replace(await _view(subject, person, desk), chosen=row.key, typed=typed, problem=problem)
        return reply(deputies_card(view, person.say), "people").as_redraw()
    first = await _keep(row, deputy, person, desk)
    return (await _shown(await _subject(turn, person, desk), person, desk, first=first)).as_redraw()


async def _subject(turn: Turn, person: Person, desk: Desk) -> _Subject:
    """What the button names, in the person's own chat; a project that they do not manage is not there for them."""
    member_id, code = str(turn.values.get("member", "")), str(turn.values.get("project", ""))
    if not (await audience_of(turn.place, desk)).private:
        raise Refused(person.say("Deputies are named in our personal chat."))
    if member_id:
        return await _of_member(member_id, turn, person, desk)
    project = await desk.records.projects.get(code_key(code)) if code else None
    if project is None or project.archived or not await sets_deputies(person, project, desk):
        sentence = person.say("There is no project {code} whose deputies you name.", code=code[:CODE_SHOWN])
        raise Refused(sentence, attempt=turn.verb)
    await note_reading(person, (project,), desk)
    rows = await desk.records.assignments.find("project", project.key)
    return _Subject(project=project, member=None, rows=[one for one in rows if not one.archived])


async def _of_member(member_id: str, turn: Turn, person: Person, desk: Desk) -> _Subject:
    if not person.is_of_the_pmo:
        raise Refused(person.say("People and their roles are looked after by the PMO."), attempt=turn.verb)
    who = await desk.member(member_id)
    if who is None or who.member is None:
        raise Refused(person.say("This person has left the portfolio."))
    rows, kept = await desk.records.assignments.find("member", who.member.key), list[Assignment]()
    for row in rows:
        project = await desk.records.projects.get(code_key(row.project))
        if project is not None and not project.archived and not row.archived:
            kept.append(row)
    return _Subject(project=None, member=who.member, rows=kept)


async def _named(typed: str, row: Assignment, say: Say, desk: Desk) -> tuple[Member | None, str]:
    """Who is meant, nobody for an empty field; else what is wrong with it."""
    if not typed:
        return None, ""
    members = await desk.records.members.all()
    found = named(typed, members)
    if found is None:
        left = named(typed, [replace(one, archived=False) for one in members])
        if left is not None:
            return None, say("{name} has left the portfolio.", name=left.name)
        return None, say("I do not know a member named “{name}”.", name=typed[:_NAME_SHOWN])
    if found.key == code_key(row.member):
        return None, say("Nobody can stand in for themselves.")
    project = await desk.records.projects.get(code_key(row.project))
    if project is None or not may_stand_in(found, project):
        sentence = say("{name} is external, and {project} is restricted.", name=found.name, project=row.project)
        return None, sentence
    return found, ""


async def _keep(row: Assignment, deputy: Member | None, person: Person, desk: Desk) -> str:
    """Keep it, plan anew whom it concerns, and tell them; what to say of it."""
    after, before = deputy.id if deputy else "", row.deputy
    if code_key(after) == code_key(before):
        return person.say("Nothing was changed.")
    await desk.records.assignments.put(replace(row, deputy=after))
    await desk.note(person.mark, "deputy.set", row.key, {"deputy": f"{before or '-'} -> {after or '-'}"})
    who = await desk.member(row.member)
    if who is not None:
        await schedule.replan_for(who, desk)
    for member_id, what, detail in (
        (after, person_notices.DEPUTY, (row.member, row.project, after)),
        (before, person_notices.DEPUTY_ENDS, (row.member, row.project, before)),
        (row.member, person_notices.HAS_DEPUTY, (after, row.project)),
    ):
        if member_id and code_key(member_id) != code_key(person.id):
            await notices.tell(member_id, what, (person.id, *detail), desk)
    name, project = await desk.name_of(row.member), row.project
    if deputy is None:
        return person.say("Nobody stands in for {name} in {project} any more.", name=name, project=project)
    return person.say("{deputy} stands in for {name} in {project}.", deputy=deputy.name, name=name, project=project)


async def _shown(subject: _Subject, person: Person, desk: Desk, first: str = "") -> Reply:
    view = replace(await _view(subject, person, desk), first=first)
    return reply(deputies_card(view, person.say), "people")


async def _view(subject: _Subject, person: Person, desk: Desk) -> DeputiesView:
    project, member = subject.project, subject.member
    rows = [await _row(row, subject, person.say, desk) for row in subject.rows]
    return DeputiesView(
        title=title_of(project.code, project.name) if project else (member.name if member else ""),
        subject={"project": project.code} if project else {"member": member.id if member else ""},
        version=subject.version,
        rows=tuple(rows),
        as_of=desk.now,
    )


async def _row(row: Assignment, subject: _Subject, say: Say, desk: Desk) -> DeputyRow:
    who = await desk.name_of(row.member) if subject.project else row.project
    label = joined(who, assigned_words(row.role, say))
    return DeputyRow(key=row.key, label=label, deputy=await desk.name_of(row.deputy))
