"""What is said of an alert: why it was raised, with its figures, and what happened to it."""

from dialogs.access import seen_by
from dialogs.desk import Desk, Person
from dialogs.reason_words import why
from dialogs.rule_words import Found, about, rule_text
from locales import Say
from pmo.alerts import BY_MONEY, Alert, AlertState, Cause, Happened, What, alert_key
from pmo.milestones import milestone_key
from pmo.portfolio import Project, code_key
from pmo.rights import PRIVATE, Audience, shows


async def reasons(
    alert: Alert, project: Project, say: Say, desk: Desk, reader: Person | None = None
) -> tuple[str, ...]:
    """Why there is an alert, with its figures; `reader` is who reads it alone, else the program's channel does."""
    if alert.cause is Cause.DECLARED:
        return (_declared(alert, await desk.name_of(alert.reporter), say),)
    if alert.cause is Cause.RULE:
        return await _of_a_rule(alert, say, desk)
    if alert.cause is Cause.ORDER:
        return await _of_an_order(alert, await _names_other(alert, project, desk, reader), say, desk)
    return await why(alert.reasons, alert.project, say, desk)


async def _of_a_rule(alert: Alert, say: Say, desk: Desk) -> tuple[str, ...]:
    state = await desk.records.rule_states.get(alert.subject.casefold())
    if state is None or state.live is None:
        return ()
    found = Found(project=alert.project, subject=alert.about, figure=alert.figure)
    told = await about(state.live.rule, found, say, desk)
    return (told,) if told else ()


async def _names_other(alert: Alert, project: Project, desk: Desk, reader: Person | None) -> bool:
    """Whether those who read the alert may know of the project whose milestone must come first."""
    before = await desk.records.milestones.get(alert.about)
    other = await desk.records.projects.get(code_key(before.project)) if before else None
    if other is None or other.key == project.key:
        return other is not None
    if reader is None:
        return shows(Audience(private=False, program=code_key(project.program)), other)
    return (await seen_by(reader, other, PRIVATE, desk)).readable


async def _of_an_order(alert: Alert, names_other: bool, say: Say, desk: Desk) -> tuple[str, ...]:
    one = await desk.records.milestones.get(milestone_key(alert.project, alert.subject))
    before = await desk.records.milestones.get(alert.about)
    if one is None:
        return ()
    name, day = one.name, say.date(one.expected)
    if before is None or not names_other:
        return (
            say("{milestone} is expected on {day}, before something that must come first.", milestone=name, day=day),
        )
    sentence = say(
        "{milestone} is expected on {day}, but {other} ({project}), which must come first, on {later}.",
        milestone=name,
        day=day,
        other=before.name,
        project=before.project,
        later=say.date(before.expected),
    )
    return (sentence,)


def _declared(alert: Alert, reporter: str, say: Say) -> str:
    status = say.meaning("status", alert.rag.value)
    period = say.period(alert.period)
    if alert.previous is None or alert.count > 1:
        return say("Declared {status} for {period} by {name}.", status=status, period=period, name=reporter)
    before = say.meaning("status", alert.previous.value)
    return say(
        "Declared {status} for {period} by {name}; it was {before} before.",
        status=status,
        period=period,
        name=reporter,
        before=before,
    )


async def explanation(project: Project, say: Say, desk: Desk, *, money: bool = False) -> str:
    """Why the declared status is greener than the figures, in the words of who was asked; empty while it is not.

    Args:
        money: for readers who may see money, and so why it is greener than the figures in money.
    """
    for subject in ("", BY_MONEY) if money else ("",):
        alert = await desk.records.alerts.get(alert_key(project.code, Cause.CONFLICT, subject))
        if alert is not None and alert.state is AlertState.ACKNOWLEDGED and alert.note:
            return say("{name}: {reason}", name=await desk.name_of(alert.by), reason=alert.note)
    return ""


async def headline(alert: Alert, say: Say, desk: Desk) -> str:
    """What the rule says that raised the alert, in the reader's language; empty for other causes."""
    if alert.cause is not Cause.RULE:
        return ""
    state = await desk.records.rule_states.get(alert.subject.casefold())
    return rule_text(state.live.rule, say) if state and state.live else alert.subject


async def steps(alert: Alert, say: Say, desk: Desk) -> tuple[str, ...]:
    """What happened to the alert besides what its state tells, in order."""
    told = [step for step in alert.past if (step.what, step.at) != _last_word(alert)]
    return tuple([_step(step, await _names(step.by, say, desk), say) for step in told])


_TOLD_BY_THE_STATE = (What.ACKNOWLEDGED, What.SNOOZED, What.RESOLVED, What.CLOSED, What.OVER, What.GONE, What.EXPLAINED)


def _last_word(alert: Alert) -> tuple[What, object] | None:
    """The step that the card tells anyway, because it made the alert what it is."""
    last = alert.past[-1] if alert.past else None
    told = last is not None and last.at == alert.at and last.what in _TOLD_BY_THE_STATE
    return (last.what, last.at) if last is not None and told else None


async def _names(members: str, say: Say, desk: Desk) -> str:
    return say.listing([await desk.name_of(member) for member in members.split(";") if member])


def _step(step: Happened, name: str, say: Say) -> str:
    when = say.moment(step.at)
    match step.what:
        case What.WORSENED:
            return say("{when}: it got worse.", when=when)
        case What.REOPENED:
            return say("{when}: it came back.", when=when)
        case What.CLOSED:
            return say("{when}: its cause had gone.", when=when)
        case What.OVER:
            return say("{when}: the project was closed.", when=when)
        case What.GONE:
            return say("{when}: the project left the portfolio.", when=when)
        case _:
            return _done(step.what, when, name, say)


def _done(what: What, when: str, name: str, say: Say) -> str:
    """What somebody did, or was told."""
    match what:
        case What.ACKNOWLEDGED:
            return say("{when}: {name} had taken it.", when=when, name=name)
        case What.SNOOZED:
            return say("{when}: {name} put it off.", when=when, name=name)
        case What.WOKEN:
            return say("{when}: the time for which {name} had put it off was over.", when=when, name=name)
        case What.RESOLVED:
            return say("{when}: {name} resolved it.", when=when, name=name)
        case What.EXPLAINED:
            return say("{when}: {name} said why not.", when=when, name=name)
        case What.AGREED:
            return say("{when}: {name} agreed with the figures.", when=when, name=name)
        case What.LEFT:
            return say("{when}: {name}, who had it, had left.", when=when, name=name)
        case What.ESCALATED:
            return say("{when}: nobody had taken it, {name} was told.", when=when, name=name)
        case _:
            return _led_to(what, when, name, say)


def _led_to(what: What, when: str, name: str, say: Say) -> str:
    """What came of it."""
    match what:
        case What.ACTION:
            return say("{when}: {name} was asked to act.", when=when, name=name)
        case What.DECISION:
            return say("{when}: {name} was asked to decide.", when=when, name=name)
        case What.DONE:
            return say("{when}: {name} has acted.", when=when, name=name)
        case What.DECIDED:
            return say("{when}: {name} has decided.", when=when, name=name)
        case _:
            return ""
