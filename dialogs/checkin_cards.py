"""A check-in card through its life: what it shows, under which version, and how it looks to its reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cards.checkin import Answered, CheckinView, ProjectPart, Typed, checkin_card
from cards.notice import notice_card
from dialogs.access import ties_of
from dialogs.desk import Desk, Person
from dialogs.reporting import latest_report
from dialogs.schedule import cadence_of
from dialogs.turn import Card, Mark
from pmo.alerts import alert_key
from pmo.cadence import closing
from pmo.checkins import Ask, CheckinCard, Fields, Shown, ShownCard, shown_of
from pmo.periods import period
from pmo.portfolio import Project, Rag, code_key
from pmo.reports import StatusReport, said_on
from pmo.rights import may_read
from storage.outbox import Letter, LetterKind


@dataclass(slots=True)
class Said:
    """What a turn adds to the card that is shown next.

    Attributes:
        notes: first lines, in the reader's language.
        typed: values to keep in the fields, per project key; such a project is shown as a form.
        problems: per project key, what is wrong by field, in the reader's language.
        forms: show every project as a form, answered ones too.
    """

    notes: list[str] = field(default_factory=list)
    typed: dict[str, Fields] = field(default_factory=dict)
    problems: dict[str, Mapping[str, str]] = field(default_factory=dict)
    forms: bool = False


async def asks_of(card: CheckinCard, desk: Desk) -> list[Ask]:
    """The asks the card shows, in its order."""
    found = [await desk.records.asks.get(key) for key in card.asks]
    return [ask for ask in found if ask is not None]


async def prepared(card: CheckinCard, desk: Desk) -> CheckinCard:
    """The card as it may be sent: while nobody has it, it shows what stands now; what it shows is kept first.

    Other values are another version, so that a version never stands for two sets of values, whatever was sent before.
    """
    if card.messages:
        return card
    current = replace(card, shown=await _shown(card, desk))
    if current == card:
        return card
    if card.shown:
        current = replace(current, version=card.version + 1)
    await _keep(current, desk)
    return current


async def raised(card: CheckinCard, desk: Desk) -> CheckinCard:
    """The card one version on, after an answer to one of its asks was stored."""
    newer = replace(card, version=card.version + 1, shown=await _shown(card, desk))
    await _keep(newer, desk)
    return newer


async def _keep(card: CheckinCard, desk: Desk) -> None:
    await desk.records.cards.put(card)
    await desk.records.shown.put(ShownCard(card=card.id, version=card.version, shown=card.shown))


async def _shown(card: CheckinCard, desk: Desk) -> dict[str, Shown]:
    """What the card shows per project: the answer of the period when there is one, else the last valid one."""
    return {code_key(ask.project): await _shown_of(ask, card, desk) for ask in await asks_of(card, desk)}


async def _shown_of(ask: Ask, card: CheckinCard, desk: Desk) -> Shown:
    if ask.answered_version:
        report = await latest_report(ask.project, ask.period, desk)
        return Shown(fields=shown_of(report), answered=ask.answered_version)
    known = card.shown.get(code_key(ask.project))
    if known is not None and card.messages:
        return known
    project = await desk.records.projects.get(code_key(ask.project))
    return Shown(fields=shown_of(await _before(ask, desk), project.forecast_end if project else None))


async def _before(ask: Ask, desk: Desk) -> StatusReport | None:
    """The last valid report about a period before the ask's."""
    standing = await desk.records.standings.get(code_key(ask.project))
    if standing is None or period(standing.report.period) < period(ask.period):
        return standing.report if standing else None
    place = (code_key(ask.project), period(ask.period).order)
    found = await desk.records.reports.range("project", low=(place[0],), high=place)
    return found[-1] if found else None


async def redraw_others(asks: Sequence[Ask], card: CheckinCard | None, desk: Desk) -> None:
    """Raise and redraw every card but this one that shows one of these questions, whoever it was put to (CONTRACT §5).

    Without a card it is every card.
    """
    others: set[str] = set()
    for ask in asks:
        for same in await desk.records.asks.find("project", code_key(ask.project), period(ask.period).order):
            others.update(same.cards)
    for other_id in sorted(others - {card.id if card else ""}):
        other = await desk.records.cards.get(other_id)
        if other is not None:
            await redraw(await raised(other, desk), desk)


async def redraw(card: CheckinCard, desk: Desk) -> None:
    """Bring the card up to date wherever its member has it, silently and in their language."""
    for letter in _redraws(card, desk):
        await desk.records.letters.put(letter)


def _redraws(card: CheckinCard, desk: Desk) -> list[Letter]:
    return [
        Letter(
            key=f"redraw/{posted.conversation}/{posted.activity}",
            kind=LetterKind.ASK,
            subject=card.id,
            member=card.member,
            written=desk.now,
            not_before=desk.now,
            conversation=posted.conversation,
            activity=posted.activity,
            service_url=posted.service_url,
            detail=(str(card.version),),
        )
        for posted in card.messages
    ]


async def drawn(card: CheckinCard, person: Person, said: Said, desk: Desk) -> tuple[Card, str]:
    """The card and its summary as this person sees it now; projects they may not read are left out."""
    asks = [ask for ask in await asks_of(card, desk) if await _may_read(ask, person, desk)]
    if not asks:
        gone = notice_card(person.say("These projects are reported by somebody else now."), said.notes, person.say)
        return gone.card, gone.summary
    parts = [await _part(ask, card, person, said, desk) for ask in asks]
    view = CheckinView(
        card=card.id,
        version=card.version,
        period=asks[0].period,
        deadline=card.deadline,
        closed=not await _any_open(asks, desk),
        notes=tuple(said.notes),
        parts=tuple(parts),
        older_period=await _older_period(card, desk),
        receipt=any(part.answered for part in parts),
    )
    shown = checkin_card(view, person.say)
    return shown.card, shown.summary


async def _any_open(asks: Sequence[Ask], desk: Desk) -> bool:
    for ask in asks:
        if await is_open(ask, desk):
            return True
    return False


async def _may_read(ask: Ask, person: Person, desk: Desk) -> bool:
    project = await desk.records.projects.get(code_key(ask.project))
    if project is None or person.member is None:
        return False
    mine = code_key(project.manager) == code_key(person.member.id)
    return mine or may_read(person.member, await ties_of(person, project, desk))


async def _part(ask: Ask, card: CheckinCard, person: Person, said: Said, desk: Desk) -> ProjectPart:
    """A row that says what was answered, else the form; only a form tells how it was before."""
    key = code_key(ask.project)
    project = await desk.records.projects.get(key)
    code, name = (project.code, project.name) if project else (ask.project, "")
    if ask.answered_version and key not in said.typed and not said.forms:
        answered = await _answered(ask, person, desk)
        if answered is not None:
            return ProjectPart(code=code, name=name, answered=answered)
    before = await _before(ask, desk)
    shown = card.shown.get(key, Shown.nothing()).fields
    values = said.typed.get(key, shown)
    return ProjectPart(
        code=code,
        name=name,
        last_rag=before.rag if before else None,
        last_on=said_on(before, person.say.zone) if before else None,
        values=_typed(values),
        typed=values != shown,
        problems=said.problems.get(key, {}),
    )


def _typed(fields: Fields) -> Typed:
    return Typed(
        rag=fields.rag,
        progress=fields.progress,
        forecast_end=fields.forecast_end,
        summary=fields.summary,
        blockers=fields.blockers,
    )


async def _answered(ask: Ask, person: Person, desk: Desk) -> Answered | None:
    report = await latest_report(ask.project, ask.period, desk)
    if report is None:
        return None
    alert = await desk.records.alerts.get(alert_key(ask.project))
    mine = person.member is not None and code_key(report.reporter) == code_key(person.member.id)
    alerted = alert is not None and alert.is_open and alert.period == ask.period and alert.postings > 0
    return Answered(
        rag=report.rag,
        version=report.version,
        at=report.answered_at or desk.now,
        by="" if mine else await desk.name_of(report.reporter),
        unchanged=report.unchanged,
        late=report.late,
        alerted=alerted and report.rag is not Rag.GREEN,
    )


async def _older_period(card: CheckinCard, desk: Desk) -> str:
    """The period of an older card of the same person that still waits for an answer; empty when there is none."""
    for other in reversed(await desk.records.cards.find("member", code_key(card.member), limit=8, backwards=True)):
        if other.id == card.id or other.made_at >= card.made_at:
            continue
        for ask in await asks_of(other, desk):
            if not ask.answered_version and await is_open(ask, desk):
                return ask.period
    return ""


async def is_open(ask: Ask, desk: Desk) -> bool:
    """Whether an answer is still taken: a change until the period closes, a first one until the next closes."""
    project = await desk.records.projects.get(code_key(ask.project))
    program = await desk.records.programs.get(code_key(project.program)) if project else None
    if project is None or program is None or project.archived:
        return False
    calendar = await desk.calendar_of_program(program)
    periods = 1 if ask.answered_version else 2
    return desk.now < closing(cadence_of(project, program), ask.period, calendar, periods)


def mark_of(card: CheckinCard, asks: Sequence[Ask], kind: str) -> Mark:
    """What a message with this card is about."""
    return Mark(
        kind="receipt" if kind == "receipt" else "ask",
        key=card.id,
        period=asks[0].period if asks else "",
        projects=tuple(ask.project for ask in asks),
        version=card.version,
    )


async def project_of(ask: Ask, desk: Desk) -> Project | None:
    """The project asked about, while it is not archived."""
    project = await desk.records.projects.get(code_key(ask.project))
    return None if project is None or project.archived else project
