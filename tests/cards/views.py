"""Cards as they occur: named views that the tests build in every language and pictures are made of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from cards.checkin import CheckinView, checkin_card
from cards.checkin_parts import Answered, ProjectPart
from cards.help import Command, HelpView, help_card
from cards.notice import notice_card, welcome_card
from cards.paging import ListPage
from cards.perhaps import perhaps_card
from cards.portfolio import PortfolioRow, PortfolioView, ProgramView, portfolio_card, program_card
from cards.project import ProjectView, project_card
from cards.rendered import Rendered
from locales import Say
from pmo.alerts import AlertState
from pmo.colours import Colour
from pmo.portfolio import Phase, Rag
from tests.cards.alert_views import alert, conflict, explained, figures, put_off
from tests.cards.arranged_views import ARRANGED_VIEWS
from tests.cards.calendar_views import CALENDAR_VIEWS
from tests.cards.checkin_views import CHECKIN_VIEWS
from tests.cards.digest_views import again, amended, as_now, digest, page
from tests.cards.download_views import DOWNLOAD_VIEWS
from tests.cards.indicator_views import INDICATOR_VIEWS
from tests.cards.limit_views import LIMIT_VIEWS
from tests.cards.link_views import LINK_VIEWS
from tests.cards.log_views import LOG_VIEWS
from tests.cards.milestone_views import MILESTONE_VIEWS
from tests.cards.overview_views import OVERVIEW_VIEWS
from tests.cards.people_views import PEOPLE_VIEWS
from tests.cards.process_views import PROCESS_VIEWS
from tests.cards.proposal_views import PROPOSAL_VIEWS
from tests.cards.rule_views import RULE_VIEWS
from tests.cards.samples import ARABIC, BADGES, HOSTILE, NOW, PORTAL, VISA
from tests.cards.upload_views import UPLOAD_VIEWS
from tests.cards.watch_views import WATCH_VIEWS
from tests.cards.work_views import WORK_VIEWS


def first_ask(say: Say) -> Rendered:
    """One project, never reported before."""
    return checkin_card(
        CheckinView(card="c1", version=1, period="2026-W11", deadline=NOW + timedelta(days=1), parts=(BADGES,)), say
    )


def ask(say: Say) -> Rendered:
    """Three projects, two of them with a last time."""
    return checkin_card(
        CheckinView(
            card="c1", version=1, period="2026-W11", deadline=NOW + timedelta(days=1), parts=(VISA, PORTAL, BADGES)
        ),
        say,
    )


def answered(part: ProjectPart, rag: Rag, **more: object) -> ProjectPart:
    """The part with an answer of now."""
    answer = Answered(rag=rag, version=2, at=NOW, **more)  # type: ignore[arg-type]  # flags of Answered
    return ProjectPart(code=part.code, name=part.name, last_rag=part.last_rag, last_on=part.last_on, answered=answer)


def faulty(say: Say) -> Rendered:
    """One answered, one with mistakes; somebody else answered meanwhile."""
    wrong = ProjectPart(
        code=PORTAL.code,
        name=PORTAL.name,
        last_rag=PORTAL.last_rag,
        last_on=PORTAL.last_on,
        values={"progress": "140", "forecast_end": "soon", "summary": HOSTILE},
        problems={
            "rag": "Please choose a status.",
            "progress": "140 is not between 0 and 100.",
            "forecast_end": "“soon” is no date.",
        },
    )
    view = CheckinView(
        card="c1",
        version=2,
        period="2026-W11",
        deadline=NOW + timedelta(days=1),
        parts=(answered(VISA, Rag.GREEN, by="Ana Peeters", unchanged=True), wrong),
        notes=("Ana Peeters answered VIS-3 at 10:12.",),
        older_period="2026-W10",
        receipt=True,
    )
    return checkin_card(view, say)


def receipt(say: Say) -> Rendered:
    """Everything answered."""
    parts = (answered(VISA, Rag.GREEN, unchanged=True), answered(PORTAL, Rag.RED, late=True, alerted=True))
    return checkin_card(CheckinView(card="c1", version=3, period="2026-W11", parts=parts, receipt=True), say)


def closed(say: Say) -> Rendered:
    """A period that takes no answers any more."""
    parts = (answered(VISA, Rag.AMBER), BADGES)
    return checkin_card(CheckinView(card="c1", version=3, period="2026-W09", parts=parts, closed=True), say)


HISTORY = (
    ("2026-W07", Rag.GREEN),
    ("2026-W08", Rag.GREEN),
    ("2026-W09", Rag.AMBER),
    ("2026-W10", Rag.AMBER),
    ("2026-W11", Rag.RED),
)
PROJECTS = PortfolioView(
    rows=(
        PortfolioRow(
            code="CON-7",
            name="Consular portal",
            rag=Rag.RED,
            as_of=date(2026, 3, 12),
            program="DIG",
            computed=Colour.RED,
        ),
        PortfolioRow(
            code="VIS-3", name="Visa appointments online", rag=Rag.AMBER, as_of=date(2026, 3, 12), program="DIG"
        ),
        PortfolioRow(
            code="PAS-1",
            name="Passports by post",
            rag=Rag.GREEN,
            as_of=date(2026, 3, 12),
            program="DIG",
            computed=Colour.RED,
        ),
        PortfolioRow(
            code="NET-4",
            name="Network Kinshasa",
            rag=Rag.GREEN,
            as_of=date(2026, 3, 5),
            program="NET",
            computed=Colour.GREY,
        ),
        PortfolioRow(code="SEC-12", name="New badges for all posts", rag=None, program="SEC"),
    ),
    counts={Rag.RED: 1, Rag.AMBER: 1, Rag.GREEN: 12},
    unreported=1,
    page=1,
    pages=3,
    as_of=NOW,
    filters="mine",
    narrower={Rag.RED: "mine only:red", Rag.AMBER: "mine only:amber"},
)


def portfolio(say: Say) -> Rendered:
    """The first of three pages."""
    return portfolio_card(PROJECTS, say)


def empty_portfolio(say: Say) -> Rendered:
    """Nothing to show, and why."""
    return portfolio_card(PortfolioView(rows=(), as_of=NOW, notes=("Nothing fits.",)), say)


def perhaps(say: Say) -> Rendered:
    """A code that is spelt nearly so."""
    return perhaps_card("VISSA" * 20, [("VISA", "Online visa application")], say)


def portfolio_of_unknown_words(say: Say) -> Rendered:
    """What was asked for is not there, and what is perhaps meant is offered."""
    near = (("VISA", "Online visa application"), ("X1", "x" * 300))
    view = PortfolioView(rows=(), as_of=NOW, scope="VISSA", filters="VISSA", nothing="VISSA?", near=near)
    return portfolio_card(view, say)


def program(say: Say) -> Rendered:
    """A program with its projects."""
    view = ProgramView(
        code="DIG",
        name="Digital consulate",
        description="Consular services for Belgians abroad, online.",
        manager="Ana Peeters",
        owner="Luc Maes",
        projects=PROJECTS,
        may_set_rhythm=True,
    )
    return program_card(view, say)


def project(say: Say) -> Rendered:
    """A project with everything."""
    view = ProjectView(
        code="CON-7",
        name="Consular portal",
        program="Digital consulate",
        phase=Phase.EXECUTING,
        as_of=NOW,
        manager="Jan De Smet",
        owner="Luc Maes",
        rag=Rag.RED,
        since="2026-W09",
        period="2026-W11",
        summary="The supplier cannot deliver the archive module before the summer.",
        blockers="Contract amendment waits for a signature.",
        progress=65,
        end=date(2026, 9, 30),
        forecast_end=date(2026, 11, 15),
        budget="€ 1,200,000",
        computed=Colour.RED,
        reasons=(
            say("{milestone} was due on {day} and has no new date.", milestone="Pilot", day=say.date(date(2026, 3, 2))),
            say.plural(
                "{what} is {n} working day late: {share} of the time that was left.",
                "{what} is {n} working days late: {share} of the time that was left.",
                32,
                what=say("The end of the project"),
                share=say.percent(22),
            ),
        ),
        history=HISTORY,
        may_set_rhythm=True,
    )
    return project_card(replace(view, back=ListPage("red", 2)), say)


def bare_project(say: Say) -> Rendered:
    """A project of which hardly anything is known, with an Arabic name."""
    view = ProjectView(code="ALG-1", name=ARABIC, program="Net", phase=Phase.INITIATING, as_of=NOW)
    return project_card(replace(view, may_set_deputies=True, may_see_people=True), say)


def help_here(say: Say) -> Rendered:
    """The commands of this release."""
    commands = (
        Command(word="checkin", explanation="your open check-in"),
        Command(word="portfolio", explanation="the projects you may see", example="portfolio red"),
        Command(word="program", explanation="one program", example="program DIG"),
        Command(word="project", explanation="one project", example="project CON-7"),
        Command(word="help", explanation="this list"),
    )
    return help_card(HelpView(commands=commands, place="Here you see everything you have a right to."), say)


def notice(say: Say) -> Rendered:
    """A refusal."""
    return notice_card("There is no project CON-77", ["Did you mean CON-7?", HOSTILE], say)


def welcome(say: Say) -> Rendered:
    """The greeting."""
    return welcome_card("Ana", ["Every Thursday at 10:00 I ask how your projects are doing."], say)


VIEWS: dict[str, Callable[[Say], Rendered]] = {
    **CHECKIN_VIEWS,
    **ARRANGED_VIEWS,
    "first_ask": first_ask,
    "ask": ask,
    "faulty": faulty,
    "receipt": receipt,
    "closed": closed,
    "alert_open": alert(AlertState.OPEN),
    "alert_acknowledged": alert(AlertState.ACKNOWLEDGED),
    "alert_resolved": alert(AlertState.RESOLVED),
    "alert_put_off": put_off,
    "alert_of_figures": figures,
    "alert_of_a_conflict": conflict,
    "alert_explained": explained,
    "digest": digest,
    "digest_again": again,
    "digest_page": page,
    "digest_as_now": as_now,
    "digest_amended": amended,
    "portfolio": portfolio,
    "empty_portfolio": empty_portfolio,
    "perhaps": perhaps,
    "portfolio_of_unknown_words": portfolio_of_unknown_words,
    "program": program,
    "project": project,
    "bare_project": bare_project,
    "help": help_here,
    "notice": notice,
    "welcome": welcome,
    **WATCH_VIEWS,
    **UPLOAD_VIEWS,
    **WORK_VIEWS,
    **RULE_VIEWS,
    **INDICATOR_VIEWS,
    **MILESTONE_VIEWS,
    **LIMIT_VIEWS,
    **CALENDAR_VIEWS,
    **PEOPLE_VIEWS,
    **LINK_VIEWS,
    **LOG_VIEWS,
    **DOWNLOAD_VIEWS,
    **OVERVIEW_VIEWS,
    **PROCESS_VIEWS,
    **PROPOSAL_VIEWS,
}
