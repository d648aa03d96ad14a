"""A digest as its readers see it: the lines they may have, in their language, with what was amended since."""

from collections.abc import Iterable, Sequence

from cards.digest_view import Amended, Change, DigestMissing, DigestView
from cards.digest_view import DigestLine as CardLine
from cards.digest_work import wanted_words
from dialogs.desk import Desk
from dialogs.digest_drawn import measured_row, slip_lines
from dialogs.digest_facts import edit_words
from dialogs.digest_work import wanted_lines
from dialogs.reason_words import why
from locales import Say
from pmo.digest_amendments import Amendment, How, amended, differs, how, wanted_of_project
from pmo.digest_facts import What, edits
from pmo.digests import Digest, DigestLine, Response
from pmo.portfolio import Program, Rag, code_key
from pmo.wanted_changes import wanted_changes


async def view_of(
    frozen: Digest, program: Program, say: Say, desk: Desk, amendments: Sequence[Amendment] = ()
) -> DigestView:
    """The lines of a digest, amended, in the reader's language; it has those alone that its readers may see."""
    known = {line.project: line for line in frozen.lines}
    mine = [one for one in amendments if one.line.project in known and differs(one, frozen)]
    since = sorted(mine, key=lambda one: one.at, reverse=True)
    shown = amended(frozen, since)
    return DigestView(
        code=program.code,
        name=program.name,
        period=frozen.period,
        number=frozen.number,
        as_of=frozen.at,
        data=frozen.data,
        green=shown.count(Rag.GREEN),
        amber=shown.count(Rag.AMBER),
        red=shown.count(Rag.RED),
        unreported=shown.count(None),
        attention=tuple([await _card_line(line, frozen, say, desk) for line in shown.lines if line.severity]),
        changes=_changes(shown, frozen),
        amended=tuple([await _amended(one, frozen, say, desk) for one in since]),
        missing=await _who(shown.lines, Response.MISSING, desk),
        open=await _who(shown.lines, Response.OPEN, desk),
        unreachable=await _who(shown.lines, Response.UNREACHABLE, desk),
        no_manager=await _who(shown.lines, Response.NO_MANAGER, desk),
        absent=await _who(shown.lines, Response.ABSENT, desk),
        skipped=await _who(shown.lines, Response.SKIPPED, desk),
        late=await _who(shown.lines, Response.LATE, desk),
        milestones=tuple(one for one in shown.milestones if one.project in known),
        wanted=await wanted_lines(shown, known, say, desk),
        trend=shown.trend,
        slips=slip_lines(shown, known),
        measured=await measured_row(shown, known, say, desk),
        answered=shown.answered,
        asked=shown.asked,
    )


def _changes(shown: Digest, frozen: Digest) -> tuple[Change, ...]:
    """What changed since the digest before, what is new and what is over."""
    new = set(frozen.new)
    changed = [
        Change(code=line.project, name=line.name, before=line.before, after=line.rag, new=line.project in new)
        for line in shown.lines
        if line.changed or line.project in new
    ]
    over = [
        Change(code=one.project, name=one.name, before=None, after=None, closed=True, left=one.left)
        for one in frozen.closed
    ]
    return (*changed, *over)


async def _amended(one: Amendment, frozen: Digest, say: Say, desk: Desk) -> Amended:
    now, key = one.line, code_key(one.line.project)
    before = next(line for line in frozen.lines if code_key(line.project) == key)
    found = how(before, now)
    edited = edits(before.facts, now.facts)
    if How.ANSWERED in found:
        edited = tuple(edit for edit in edited if edit.day is not None)  # an answer says the rest anew anyway
    elif How.STATUS in found:
        edited = tuple(edit for edit in edited if edit.what is not What.SUMMARY)  # a status comes with its own
    asked = wanted_of_project(frozen, key)
    actions = await desk.records.actions.find("project", key)
    wanted = () if one.wanted is None else wanted_changes(asked, one.wanted, actions)
    return Amended(
        code=now.project,
        name=now.name,
        at=one.at,
        how=found or frozenset((How.EDITED,)),
        before=before.rag,
        after=now.rag,
        edits=(*await edit_words(edited, say, desk), *[wanted_words(change, say) for change in wanted]),
    )


async def _card_line(line: DigestLine, frozen: Digest, say: Say, desk: Desk) -> CardLine:
    return CardLine(
        code=line.project,
        name=line.name,
        rag=line.rag,
        previous=line.before,
        summary=line.summary,
        period="" if line.period == frozen.period else line.period,
        late=line.response is Response.LATE,
        computed=line.computed,
        reasons=await why(line.reasons, line.project, say, desk),
        explained=line.explained,
    )


async def _who(lines: Iterable[DigestLine], response: Response, desk: Desk) -> tuple[DigestMissing, ...]:
    return tuple(
        [
            DigestMissing(code=line.project, name=line.name, person=await desk.name_of(line.member), until=line.until)
            for line in lines
            if line.response is response
        ]
    )
