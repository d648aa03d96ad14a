"""The PMO or a program manager changes when status is asked, after seeing what that would mean (contract §5)."""

from dataclasses import replace

from cards.rendered import Rendered
from cards.rhythm import preview_card, rhythm_card
from dialogs import proposal_keeping, schedule
from dialogs.access import audience_of, seen_by, sets_rhythm
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.rhythm_form import Changes, Subject, form_of, rhythm_meant, rule_of_subject, typed_form, values_of
from dialogs.rhythm_preview import preview_of
from dialogs.turn import Mark, Reply, Turn
from pmo.portfolio import code_key

conversation = Conversation()


@conversation.verb("rhythm.edit")
async def edit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The form with the rhythm as it stands."""
    subject = await _subject(turn, person, desk)
    return _shown(rhythm_card(form_of(subject), person.say))


@conversation.verb("rhythm.preview")
async def preview(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What the change would mean for the next periods; nothing is changed."""
    subject = await _subject(turn, person, desk)
    changes = Changes(person.say)
    changed = changes.read(values_of(turn), subject)
    if changes.problems:
        return _shown(rhythm_card(replace(typed_form(turn, subject), problems=changes.problems), person.say))
    return _shown(preview_card(await preview_of(subject, changed, person, desk), person.say))


@conversation.verb("rhythm.save")
async def save(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Make the change, and plan anew what it decides."""
    subject = await _subject(turn, person, desk)
    changes = Changes(person.say)
    changed = changes.read(values_of(turn), subject)
    if changes.problems:
        raise Refused(next(iter(changes.problems.values())))
    view = replace(await preview_of(subject, changed, person, desk), done=True)
    if changed.project is not None:
        await desk.records.projects.put(changed.project)
    else:
        await desk.records.programs.put(changed.program)
    await schedule.replan_program(changed.program, desk)
    code = subject.project.code if subject.project else ""
    rhythms = (rhythm_meant(subject), rhythm_meant(changed))
    await proposal_keeping.changed_by_hand(code, changed.program, rhythms, person.id, desk)
    await desk.note(person.mark, "rhythm.save", changed.code, _noted(subject, changed))
    return _shown(preview_card(view, person.say))


def _noted(before: Subject, after: Subject) -> dict[str, str]:
    """What the audit says of a change."""
    was, now = before.program, after.program
    detail = {"rule": rule_of_subject(after)}
    if (was.digest_rule, was.digest_at) != (now.digest_rule, now.digest_at):
        detail["digest"] = f"{now.digest_rule} {now.digest_at:%H:%M}"
    if was.languages != now.languages:
        detail["languages"] = ";".join(now.languages)
    return detail


async def _subject(turn: Turn, person: Person, desk: Desk) -> Subject:
    """The program or project of the button, if this person may set its rhythm and see it here."""
    project_code, program_code = str(turn.values.get("project", "")), str(turn.values.get("program", ""))
    project = await desk.records.projects.get(code_key(project_code)) if project_code else None
    program = await desk.records.programs.get(code_key(project.program if project else program_code))
    audience = await audience_of(turn.place, desk)
    hidden = project is not None and not (await seen_by(person, project, audience, desk)).readable
    if program is None or hidden or not (audience.private and sets_rhythm(person, program)):
        raise Refused(
            person.say("The rhythm is set by the program's manager and owner and by the PMO. Nothing was changed."),
            attempt=f"{turn.verb} {project_code or program_code}"[:80],
        )
    return Subject(program, project, desk.language)


def _shown(shown: Rendered) -> Reply:
    return Reply(form="redraw", card=shown.card, summary=shown.summary, mark=Mark(kind="answer", key="rhythm"))
