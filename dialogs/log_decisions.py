"""What of the logs is to be decided, and what was: it stands among the decisions of a project."""

from cards.log_words import state_word
from cards.work_list import WorkRow
from dialogs.log_telling import who_decides
from dialogs.questions import Question
from pmo.actions import ActionKind
from pmo.logs import LogEntry, LogState, is_decided
from pmo.portfolio import Project


async def decisions_of(project: Project, asked: Question) -> list[WorkRow]:
    """The entries that wait for approval, and those that were decided on."""
    found = await asked.desk.records.log.find("project", project.key)
    waiting = [one for one in found if one.state is LogState.WAITING]
    owner = "" if not waiting else ", ".join([one.name for one in await who_decides(project, asked.desk)])
    today = asked.desk.now.astimezone(asked.say.zone).date()
    rows = [
        WorkRow(
            project=one.project,
            kind=ActionKind.DECISION,
            text=f"{one.code} · {one.title}",
            owner=owner or asked.say("PMO"),
            due=one.due,
            overdue=one.is_overdue(today),
        )
        for one in waiting
    ]
    return rows + [await _taken(one, asked) for one in found if one.decided_at is not None]


async def _taken(entry: LogEntry, asked: Question) -> WorkRow:
    """What followed an approval, as that it was implemented, is no other decision."""
    state = entry.state if is_decided(entry.kind, entry.state) else LogState.APPROVED
    return WorkRow(
        project=entry.project,
        kind=ActionKind.DECISION,
        text=f"{entry.code} · {entry.title}",
        owner=await asked.desk.name_of(entry.decided_by),
        answer=state_word(state, asked.say),
        answered=entry.decided_at.astimezone(asked.say.zone).date() if entry.decided_at else None,
    )
