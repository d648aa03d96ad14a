"""Somebody asks what is wanted of whom, or what was decided: of a project, a program or all that they may see."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from cards.plain import joined
from cards.rendered import Rendered
from cards.status import title_of
from cards.work_list import WorkRow, WorkView, actions_card, decisions_card
from dialogs.access import note_reading, seen_by
from dialogs.alert_people import may_see
from dialogs.conversation import Conversation
from dialogs.days_asked import Days, days_asked
from dialogs.desk import Desk, Person
from dialogs.log_decisions import decisions_of
from dialogs.questions import Question
from dialogs.report_facts import Reader, actions_of
from dialogs.scopes import about, several
from dialogs.turn import Reply, Turn
from locales import Say
from pmo.actions import Action, ActionKind, ActionState
from pmo.portfolio import Program, Project

conversation = Conversation()
TAKEN = 30
"""Decisions that were taken and are listed, the latest first."""

Rows = Callable[[Sequence[Project], Question], Awaitable[list[WorkRow]]]
Card = Callable[[WorkView, Say], Rendered]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What is listed: how it is looked up and drawn, and of which days; None for all."""

    rows: Rows
    card: Card
    days: Days | None


@conversation.command("actions")
async def actions(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What is open, what is overdue first; help that was asked for is for the eyes of the asker alone."""
    return await _about(_wanted, actions_card, turn, person, desk)


@conversation.command("decisions")
async def decisions(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What is to be decided, and what was decided last."""
    return await _about(_decided, decisions_card, turn, person, desk)


async def _about(rows: Rows, card: Card, turn: Turn, person: Person, desk: Desk) -> Reply:
    """With days behind it, what is wanted by them or was decided on them."""
    turn, days = await days_asked(turn, person, desk)
    kind = _Kind(rows=rows, card=card, days=days)
    return await about(turn, person, desk, partial(_of_one, kind), partial(_of_many, kind))


async def _of_one(kind: _Kind, project: Project, asked: Question) -> Rendered | None:
    view = await seen_by(asked.person, project, asked.audience, asked.desk)
    if not view.readable:
        return None
    return await _drawn(kind, [project], title_of(project.code, project.name), asked)


async def _of_many(kind: _Kind, program: Program | None, asked: Question) -> Rendered | None:
    """A channel's everything is its program."""
    found = await several(program, asked)
    if found is None:
        return None
    meant, projects = found
    scope = title_of(meant.code, meant.name) if meant else asked.say("Portfolio")
    return await _drawn(kind, projects, scope, asked)


async def _drawn(kind: _Kind, projects: Sequence[Project], scope: str, asked: Question) -> Rendered:
    days, found = kind.days, await kind.rows(projects, asked)
    if days is not None:
        found = [row for row in found if days.hold(row.answered or row.due)]
        scope = joined(scope, days.words(asked.say))
    named = {row.project for row in found}
    await note_reading(asked.person, [one for one in projects if one.code in named or len(projects) == 1], asked.desk)
    view = WorkView(scope=scope, rows=tuple(found), as_of=asked.desk.now, notes=asked.notes)
    return kind.card(view, asked.say)


async def _wanted(projects: Sequence[Project], asked: Question) -> list[WorkRow]:
    """What is wanted of an alert for few is wanted of those alone; it is not told in lists."""
    today = asked.desk.now.astimezone(asked.say.zone).date()
    found = await actions_of(projects, today, Reader(person=asked.person, say=asked.say, desk=asked.desk))
    rows = [
        WorkRow(project=one.project, kind=one.kind, text=one.text, owner=one.owner, due=one.due, overdue=one.overdue)
        for one in found
        if one.kind is ActionKind.ACTION or (one.kind is ActionKind.HELP and asked.audience.private)
    ]
    return sorted(rows, key=lambda row: (not row.overdue, row.due or date.max, row.project))


async def _decided(projects: Sequence[Project], asked: Question) -> list[WorkRow]:
    desk = asked.desk
    wanted: list[tuple[date, WorkRow]] = []
    taken: list[tuple[date, WorkRow]] = []
    rows: list[WorkRow] = []
    for project in projects:
        known = await desk.records.actions.find("project", project.key)
        asked_for = [one for one in known if one.kind is ActionKind.DECISION and await _is_for(project, one, asked)]
        rows += [await _decision(one, asked) for one in asked_for] + await decisions_of(project, asked)
    for row in rows:
        (taken if row.answer is not None else wanted).append((row.answered or row.due or date.max, row))
    wanted.sort(key=lambda one: (one[0], one[1].project))
    taken.sort(key=lambda one: one[0], reverse=True)
    return [row for _, row in (*wanted, *taken[:TAKEN])]


async def _is_for(project: Project, decision: Action, asked: Question) -> bool:
    """Whether the readers may know of it: of what an alert for few led to, only these."""
    if decision.state is ActionState.WITHDRAWN:
        return False
    alert = await asked.desk.records.alerts.get(decision.alert)
    if alert is None:
        return asked.audience.private
    return await may_see(asked.person, alert, project, asked.audience, asked.desk)


async def _decision(one: Action, asked: Question) -> WorkRow:
    desk, zone = asked.desk, asked.say.zone
    done = one.state is ActionState.DONE
    return WorkRow(
        project=one.project,
        kind=one.kind,
        text=one.text,
        owner=await desk.name_of(one.answered_by if done else one.owner) or asked.say("PMO"),
        due=one.due,
        overdue=not done and one.due is not None and one.due < desk.now.astimezone(zone).date(),
        answer=one.answer if done else None,
        answered=one.answered_at.astimezone(zone).date() if done and one.answered_at else None,
    )
