"""What a check-in says of the parts that were answered or skipped, and of those that wait for another card."""

from collections.abc import Sequence

from cards.checkin_parts import Answered, ProjectPart, Skipped
from cards.elements import Strict, container, rich, run, text
from cards.plain import clipped
from cards.status import project_run, remark_run, status_run
from locales import Say

_REASON_LENGTH = 200


def receipt_row(part: ProjectPart, say: Say) -> Strict:
    """Status and project, and below it the version, the time and how it came about."""
    if part.answered is not None:
        return _answered_row(part, part.answered, say)
    assert part.skipped is not None, "answered or skipped"
    skipped = say("skipped")
    line = rich(run(f"○\u00a0{skipped}", subtle=True), project_run(part.code, part.name))
    return container([line, text(_skipped_words(part.skipped, say), subtle=True, spacing="None")], separator=True)


def _answered_row(part: ProjectPart, answer: Answered, say: Say) -> Strict:
    status = [status_run(answer.rag, say)] if part.asks_status else []
    lines = [rich(*status, project_run(part.code, part.name))]
    lines += [text(words, spacing="None") for words in answer.measured]
    lines.append(text(" · ".join(_details(answer, say)), subtle=True, spacing="None"))
    return container(lines, separator=True)


def _details(answer: Answered, say: Say) -> list[str]:
    parts = [say("Version {n}", n=answer.version), say.moment(answer.at)]
    if answer.by and answer.stands_for:
        parts.append(say("by {name} for {absent}", name=answer.by, absent=answer.stands_for))
    elif answer.by:
        parts.append(say("by {name}", name=answer.by))
    elif answer.stands_for:
        parts.append(say("for {absent}", absent=answer.stands_for))
    if answer.unchanged:
        parts.append(say("no change"))
    if answer.late:
        parts.append(say("late"))
    if answer.corrected:
        parts.append(say("corrected"))
    if answer.alerted:
        parts.append(say("alert open"))
    return parts


def _skipped_words(skipped: Skipped, say: Say) -> str:
    reason = clipped(skipped.reason, _REASON_LENGTH)
    if skipped.by:
        return say("Skipped this time by {name}: {reason}", name=skipped.by, reason=reason)
    return say("Skipped this time: {reason}", reason=reason)


def waiting_row(part: ProjectPart, say: Say) -> Strict:
    """A part whose form comes later."""
    status = [status_run(part.last_rag, say)] if part.asks_status else []
    runs = [*status, project_run(part.code, part.name)]
    if part.last_on:
        runs.append(remark_run(say.date(part.last_on)))
    return rich(*runs, spacing="Small")


def unanswered_rows(waiting: Sequence[ProjectPart], say: Say) -> list[Strict]:
    """Parts that nobody answered and nobody can answer any more."""
    return [rich(status_run(None, say), project_run(part.code, part.name), separator=True) for part in waiting]
