"""Cards about arrangements: absences, settings, rhythms, help, who is missing, what is to be done, all reports."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from cards.absences import AbsenceRow, AbsencesView, absences_card
from cards.bundle import Part, bundle_card
from cards.help_request import HelpRequest, help_answer_card, help_request_card
from cards.history import HistoryView, ReportRow, history_card
from cards.missing import MissingRow, MissingView, missing_card
from cards.notice import notice_card, welcome_card
from cards.preferences import PolicyView, PreferencesView, preferences_card
from cards.rendered import Rendered
from cards.rhythm import PreviewPeriod, PreviewView, RhythmView, preview_card, rhythm_card
from cards.todo import TodoGroup, todo_card
from locales import Say
from pmo.actions import ActionKind
from pmo.asks import Fate
from pmo.portfolio import Rag
from pmo.responses import Missing, Tally
from tests.cards.samples import ARABIC, HOSTILE, NOW
from tests.cards.watch_views import watched


def absences(say: Say) -> Rendered:
    """Two, one with a deputy."""
    rows = (
        AbsenceRow(first=date(2026, 3, 16), last=date(2026, 3, 20), deputy="Luc Dessart"),
        AbsenceRow(first=date(2026, 4, 6), last=date(2026, 4, 6)),
    )
    note = say("Noted: away {days}.", days="16/3 – 20/3")
    return absences_card(AbsencesView(member="apeeters", rows=rows, notes=(note,), hint=note), say)


def no_absences(say: Say) -> Rendered:
    """Somebody else's, none."""
    return absences_card(AbsencesView(member="x", name=ARABIC, rows=()), say)


def settings(say: Say) -> Rendered:
    """Those of the PMO, with two mistakes."""
    view = PreferencesView(
        language="nl",
        timezone="Europe/Brussel",
        hours="9-5",
        workweek=(1, 2, 4, 5),
        reminders=1,
        fewest=1,
        post=say("Your post: {post} ({zone})", post="HQ", zone="Europe/Brussels"),
        problems={"hours": say("Write hours like 09:00-17:00.")},
        notes=(say("Saved."),),
        policy=PolicyView(message_budget="many", fewest_reminders="1"),
    )
    return preferences_card(view, say)


def greeting_that_asks(say: Say) -> Rendered:
    """The first conversation."""
    line = say("Type “settings” for language, hours and reminders, “away” before you leave.")
    return welcome_card("Ana", [line], say, asks_language=True)


def rhythm(kind: str) -> Callable[[Say], Rendered]:
    """The form of a program or a project."""

    def build(say: Say) -> Rendered:
        view = RhythmView(
            kind=kind,
            code="CONSUL",
            name="Consular services",
            choice="weekly" if kind == "program" else "program",
            weekday=4,
            rule="",
            ask_at="10:00",
            within="1d",
            digest="weekly",
            digest_at="14:00",
            languages=("fr", "nl"),
            problems={"ask_at": say("Write the time like 10:00.")},
        )
        return rhythm_card(view, say)

    return build


def preview(say: Say) -> Rendered:
    """Three people are asked on another day, one is absent."""
    moved = tuple((name, "10:00", "Ascension") for name in ("Ana Peeters", ARABIC, HOSTILE))
    period = PreviewPeriod(period="2026-W20", day=date(2026, 5, 14), people=14, moved=moved, absent=("Luc Dessart",))
    weekly = say("{often}, {weekday}", often=say("Every week"), weekday=say.weekday(4))
    change = {"program": "CONSUL", "rhythm": "rule", "rule": "FREQ=WEEKLY;BYDAY=TH"}
    lines = (
        say("Digest until now: {rhythm}", rhythm=weekly),
        say("Digest from now on: {rhythm}", rhythm=weekly),
        say("The next digest comes on {when}, not on {before}.", when=say.moment(NOW), before=say.moment(NOW)),
        say("The digest is posted in {languages}.", languages=say.listing(["Français", "Nederlands"])),
    )
    view = PreviewView(
        code="CONSUL",
        name="Consular services",
        before=weekly,
        after=weekly,
        periods=(period,),
        lines=lines,
        change=change,
    )
    return preview_card(view, say)


REQUEST = HelpRequest(
    action="vis-3/2026-W11",
    version=1,
    project="VIS-3",
    name="Visa appointments online",
    rag=Rag.RED,
    text=f"Who decides about the archive? {HOSTILE}",
    asked_by="Ana Peeters",
    asked_at=NOW,
    asked_of="Luc Dessart",
)


def action_wanted(say: Say) -> Rendered:
    """An action that an alert led to."""
    return help_request_card(replace(REQUEST, kind=ActionKind.ACTION, due=date(2026, 3, 18)), say)


def decision_overdue(say: Say) -> Rendered:
    """A decision whose day has passed."""
    view = replace(REQUEST, kind=ActionKind.DECISION, due=date(2026, 3, 11), overdue=True, rag=None)
    return help_request_card(view, say)


def help_wanted(say: Say) -> Rendered:
    """A request that waits."""
    return help_request_card(REQUEST, say)


def help_given(say: Say) -> Rendered:
    """The same, answered."""
    return help_request_card(_answered(), say)


def help_answer(say: Say) -> Rendered:
    """What the one who asked gets."""
    return help_answer_card(_answered(), say)


def _answered() -> HelpRequest:
    return HelpRequest(
        action="a",
        version=2,
        project="VIS-3",
        name="",
        rag=None,
        text="Who decides?",
        asked_by="Ana Peeters",
        asked_at=NOW,
        answer="I do, on Monday.",
        answered_by="Luc Dessart",
        answered_at=NOW + timedelta(hours=3),
    )


def bundle(say: Say) -> Rendered:
    """Two messages that tell something, a reminder that is told by its summary, and what two watches have to tell."""
    notice = notice_card(say("You stand in for {name}, {days}", name="Luc Dessart", days=say.day(NOW.date())), (), say)
    several = [Part(body=one.card["body"], summary=one.summary) for one in (notice, help_answer(say), help_wanted(say))]
    return bundle_card([*several, watched(say), watched(say)], say)


def missing(say: Say) -> Rendered:
    """Every reason once, and what became of all."""
    row = MissingRow(code="VIS-3", about=HOSTILE, why=Missing.OPEN, person="Ana Peeters", detail=say.moment(NOW))
    rows = tuple(replace(row, why=why) for why in Missing)
    counts = tuple((fate, number) for number, fate in enumerate(Fate, start=1))
    view = MissingView(
        scope="Consular services", as_of=NOW, rows=rows, answered=3, asked=10, tally=Tally(counts=counts, answered=3)
    )
    return missing_card(view, say)


def nothing_missing(say: Say) -> Rendered:
    """All have answered."""
    return missing_card(MissingView(scope="Consular services", as_of=NOW, rows=(), answered=1, asked=1), say)


def todo(say: Say) -> Rendered:
    """Two groups."""
    groups = (
        TodoGroup(title=say("Help that is asked for"), lines=("VIS-3", HOSTILE)),
        TodoGroup(title=say("People I cannot reach"), lines=(ARABIC,), more=17),
    )
    return todo_card(groups, NOW, say)


def nothing_to_do(say: Say) -> Rendered:
    """An empty desk."""
    return todo_card((), NOW, say)


def history(say: Say) -> Rendered:
    """A page between two others."""
    rows = (
        ReportRow(period="2026-W11", version=2, rag=Rag.RED, at=NOW, by="Ana Peeters", summary=HOSTILE, late=True),
        ReportRow(
            period="2026-W11", version=1, rag=Rag.GREEN, at=NOW, by="Ana Peeters", stands_for="Luc", correction=ARABIC
        ),
        ReportRow(period="2026-W10", version=1, rag=Rag.GREEN, unchanged=True),
    )
    return history_card(HistoryView(code="VIS-3", name="Visa", rows=rows, page=2, pages=3), say)


ARRANGED_VIEWS = {
    "absences": absences,
    "no absences": no_absences,
    "settings": settings,
    "greeting that asks": greeting_that_asks,
    "rhythm of a program": rhythm("program"),
    "rhythm of a project": rhythm("project"),
    "preview": preview,
    "help wanted": help_wanted,
    "help given": help_given,
    "action wanted": action_wanted,
    "decision overdue": decision_overdue,
    "help answer": help_answer,
    "bundle": bundle,
    "missing": missing,
    "nothing missing": nothing_missing,
    "todo": todo,
    "nothing to do": nothing_to_do,
    "history": history,
}
