"""Somebody asks for one project."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.paging import ListPage
from cards.perhaps import perhaps_card
from cards.project import ProjectView, project_card
from cards.rendered import Rendered
from dialogs import judging
from dialogs.access import note_reading, note_refused, seen_by, sees_people_of, sets_deputies, sets_rhythm
from dialogs.alert_people import may_see
from dialogs.alert_words import explanation
from dialogs.codes import code_in, nearly_called, projects_meant
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.filtering.understanding import can_be_read
from dialogs.paging import is_page, program_of
from dialogs.questions import Question, answered, question, reply, stranger
from dialogs.reason_words import why
from dialogs.reporting import promised_end
from dialogs.turn import Reply, Turn
from dialogs.words import bare, typed_by
from pmo.alerts import AlertState
from pmo.forms import written
from pmo.portfolio import Project, code_key
from pmo.reports import Standing

conversation = Conversation()
CODE_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sought:
    """The project that somebody wants.

    Attributes:
        typed: its code, or words that it is called by.
        chosen: it was chosen from a list or typed beside one.
        back: the page of that list; None without one.
    """

    typed: str
    chosen: bool = False
    back: ListPage | None = None


@conversation.command("project")
async def project(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One project, by its code."""
    return await _project(_Sought(typed=typed_by(turn).rest), turn, person, desk)


@conversation.verb("portfolio.open")
async def open_project(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One project, from a button of a list: the one that was typed beside, else the one that was chosen."""
    typed = written(turn.values.get("code")) or written(turn.values.get("project")) or ""
    return await _project(_Sought(typed=typed, chosen=True, back=_list_left(turn)), turn, person, desk)


def _list_left(turn: Turn) -> ListPage | None:
    page, filters = str(turn.values.get("page", "")), str(turn.values.get("filters", ""))
    return ListPage(filters, int(page), program_of(turn)) if is_page(page) and can_be_read(filters) else None


async def shown(code: str, turn: Turn, person: Person, desk: Desk) -> Reply:
    """One project that was named without the command."""
    return await _project(_Sought(typed=code), turn, person, desk)


async def offered(word: str, turn: Turn, person: Person, desk: Desk) -> Reply | None:
    """The projects whose codes are nearly this word, to who alone reads it; None where there is none, or in a place."""
    asked = await question(turn, person, desk)
    if person.member is None or not asked.audience.private:
        return None
    perhaps = await nearly_called(word, asked)
    return reply(await _offer(word, perhaps, asked), "project") if perhaps else None


async def _project(sought: _Sought, turn: Turn, person: Person, desk: Desk) -> Reply:
    say, typed = person.say, sought.typed
    if person.member is None:
        return stranger(person)
    if not typed:
        return Reply.toast(say("Which project? Type for example “project CODE”."))
    found = await desk.records.projects.get(code_key(await code_in(typed, desk)))

    async def drawn(asked: Question) -> Rendered | None:
        # A list in a place is not there in the asker's own chat.
        back = sought.back if asked.audience.private == turn.place.is_private else None
        shown = await _drawn(found, asked, back) if found else None
        if shown is not None:
            return shown
        if found is not None and asked.refuses:
            await note_refused(person, "project", found.code, desk)
        # What the readers may not see is not there: words mean what they may see (CONTRACT §8).
        meant = await projects_meant(typed, asked, chosen=sought.chosen)
        if meant.certain is not None:
            return await _drawn(meant.certain, asked, back)
        return await _offer(typed, meant.perhaps, asked) if meant.perhaps else None

    # The same sentence for a code that does not exist and for one this person may not see.
    code = typed[:CODE_SHOWN]
    nothing = say("There is no project {code} that you can see. Type “portfolio” for the list.", code=code)
    return await answered(await question(turn, person, desk), drawn, "project", nothing)


async def _drawn(found: Project, asked: Question, back: ListPage | None) -> Rendered | None:
    """The project as its readers may see it; None where they may not."""
    view = await seen_by(asked.person, found, asked.audience, asked.desk)
    if not view.readable:
        return None
    await note_reading(asked.person, (found,), asked.desk)
    return project_card(replace(await _view(found, view.money, asked), back=back), asked.say)


async def _offer(typed: str, perhaps: Sequence[Project], asked: Question) -> Rendered:
    await note_reading(asked.person, perhaps, asked.desk)
    return perhaps_card(bare(typed), [(one.code, one.name) for one in perhaps], asked.say, notes=asked.notes)


async def _view(found: Project, money: bool, asked: Question) -> ProjectView:
    desk, say = asked.desk, asked.say
    standing = await desk.records.standings.get(code_key(found.code))
    program = await desk.records.programs.get(code_key(found.program))
    view = ProjectView(
        code=found.code,
        name=found.name,
        program=f"{program.code} · {program.name}" if program else found.program,
        phase=found.phase,
        as_of=desk.now,
        manager=await desk.name_of(found.manager or (program.manager if program else "")),
        owner=await desk.name_of(found.owner),
        end=found.end,
        forecast_end=found.forecast_end,
        budget=say.money(found.budget, found.currency) if money and found.budget is not None else "",
        alert=await _alert_line(found, asked),
        may_watch=not found.archived,
        notes=((say("This project has left the portfolio."),) if found.archived else ()) + asked.notes,
    )
    if asked.audience.private and not found.archived:
        view = replace(
            view,
            may_set_rhythm=sets_rhythm(asked.person, program),
            may_set_deputies=await sets_deputies(asked.person, found, desk),
            may_see_people=await sees_people_of(asked.person, found, desk),
        )
    if standing is not None:
        view = _with_status(view, standing, await promised_end(standing.report, desk))
    return await _with_computed(view, found, money, asked)


async def _with_computed(view: ProjectView, found: Project, money: bool, asked: Question) -> ProjectView:
    """What the figures say stands beside what was declared, with the reasons."""
    judged = await judging.current(found, asked.desk)
    if judged is None:
        return view
    finding = judged.seen_with(money=money)
    reasons = await why(finding.reasons, found.code, asked.say, asked.desk)
    explained = await explanation(found, asked.say, asked.desk, money=money)
    return replace(view, computed=finding.colour, reasons=reasons, more_reasons=finding.more, explained=explained)


def _with_status(view: ProjectView, standing: Standing, promised: date | None) -> ProjectView:
    report = standing.report
    return replace(
        view,
        rag=report.rag,
        since=standing.since,
        period=report.period,
        summary=report.summary,
        blockers=report.blockers,
        progress=report.progress,
        forecast_end=promised or view.forecast_end,
        history=(*reversed(standing.earlier), (report.period, report.rag)),
    )


async def _alert_line(found: Project, asked: Question) -> str:
    """How the open alert stands, or how many there are, of those that the readers may know of."""
    known = await asked.desk.records.alerts.find("project", code_key(found.code))
    alerts = [
        alert
        for alert in known
        if alert.is_open and await may_see(asked.person, alert, found, asked.audience, asked.desk)
    ]
    if len(alerts) > 1:
        return asked.say("{n} alerts are open: type “alerts {code}”.", n=len(alerts), code=found.code)
    if not alerts:
        return ""
    alert, since = alerts[0], asked.say.date(alerts[0].opened)
    if alert.state is AlertState.OPEN:
        return asked.say("Alert open since {day}; nobody has taken it yet.", day=since)
    name = await asked.desk.name_of(alert.by)
    return asked.say("Alert open since {day}; {name} has it.", day=since, name=name)
