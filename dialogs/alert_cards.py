"""An alert as it is shown: what its card says, and the messages that are kept up to date."""

from dataclasses import replace

from cards.alert import AlertView, alert_card
from cards.rendered import Rendered
from dialogs import alert_words, redraws
from dialogs.access import answers_for, handles_alerts_of
from dialogs.alert_people import program_of, who_acts
from dialogs.desk import Desk, Person
from dialogs.mentions import named
from dialogs.questions import Question
from dialogs.turn import Mark
from locales import Say
from pmo.alerts import Alert, AlertState
from pmo.checkins import Posted
from pmo.portfolio import Project, code_key
from storage.outbox import LetterKind


async def news(alert: Alert, project: Project, say: Say, channel: str, desk: Desk) -> Rendered:
    """The card as it is posted in a channel: who is asked to act is mentioned, while nobody has taken it."""
    view = await _view(alert, project, say, desk, None)
    news_in = channel if alert.state is AlertState.OPEN else ""
    return alert_card(await _with_asked(view, alert, project, news_in, desk), say)


async def drawn(alert: Alert, project: Project, say: Say, desk: Desk, reader: Person | None = None) -> Rendered:
    """The card and its summary as they are now; `reader` is who sees it alone."""
    return alert_card(await _seen(alert, project, say, desk, reader), say)


async def answering(alert: Alert, project: Project, asked: Question) -> Rendered:
    """The card as the answer to a question."""
    reader = asked.person if asked.audience.private else None
    view = await _seen(alert, project, asked.say, asked.desk, reader)
    return alert_card(replace(view, notes=asked.notes), asked.say)


async def _seen(alert: Alert, project: Project, say: Say, desk: Desk, reader: Person | None) -> AlertView:
    view = await _with_asked(await _view(alert, project, say, desk, reader), alert, project, "", desk)
    if reader is None:
        return view
    answers, acts = await answers_for(reader, project, desk), await handles_alerts_of(reader, project, desk)
    return replace(view, answers=answers, acts=acts)


def mark_of(alert: Alert) -> Mark:
    """What a message with this alert is about."""
    return Mark(kind="alert", key=alert.key, period=alert.period, projects=(alert.project,), version=alert.version)


async def redraw(alert: Alert, desk: Desk, besides: Posted | None = None) -> None:
    """Bring every message that shows the alert up to date, silently."""
    for posted in alert.messages:
        if posted == besides:
            continue
        await redraws.ask_for(LetterKind.ALERT, alert.key, posted, desk)


async def _view(alert: Alert, project: Project, say: Say, desk: Desk, reader: Person | None) -> AlertView:
    program = await program_of(project, desk)
    standing = await desk.records.standings.get(code_key(project.code))
    judged = await desk.records.judgements.get(code_key(project.code))
    return AlertView(
        id=alert.key,
        version=alert.version,
        project=project.code,
        name=project.name,
        program=program.name if program else project.program,
        rag=alert.rag,
        since=alert.since,
        period=alert.period,
        cause=alert.cause,
        headline=await alert_words.headline(alert, say, desk),
        count=alert.count,
        summary=alert.summary,
        blockers=alert.blockers,
        reasons=await alert_words.reasons(alert, project, say, desk, reader),
        declared=standing.report.rag if standing else None,
        computed=judged.discreet.colour if judged else None,
        money=alert.money,
        state=alert.state,
        by=await desk.name_of(alert.by),
        at=alert.at,
        until=alert.until,
        note=alert.note,
        closed_itself=alert.closed_itself,
        project_over=alert.is_over,
        project_left=alert.has_left,
        steps=await alert_words.steps(alert, say, desk),
    )


async def _with_asked(view: AlertView, alert: Alert, project: Project, news_in: str, desk: Desk) -> AlertView:
    """With who is to act and may have the alert, each once; mentioned in the channel where it is news."""
    found = await who_acts(alert, project, await program_of(project, desk), desk)
    people = {one.id: one for one in found}.values()
    return replace(view, asked=tuple([await named(one, news_in, desk) for one in people]))
