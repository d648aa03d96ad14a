"""Actions, decisions and documents as the tests show them."""

from collections.abc import Callable
from datetime import date

from cards.checklist import ChecklistView, DocumentRow, checklist_card
from cards.perhaps import perhaps_asked_card
from cards.rendered import Rendered
from cards.work_list import WorkRow, WorkView, actions_card, decisions_card
from locales import Say
from pmo.actions import ActionKind
from pmo.documents import DocumentState
from tests.cards.samples import ARABIC, HOSTILE, NOW

_ACTIONS = (
    WorkRow(
        project="VISA",
        kind=ActionKind.ACTION,
        text="Have the contract checked by the legal service.",
        owner="Nora Brennan",
        due=date(2026, 3, 10),
        overdue=True,
    ),
    WorkRow(project="SOC", kind=ActionKind.ACTION, text=HOSTILE, owner=ARABIC, due=date(2026, 3, 31)),
    WorkRow(project="CABLE", kind=ActionKind.HELP, text="Budget decision on the longer support.", owner="PMO"),
)
_DECISIONS = (
    WorkRow(
        project="CABLE",
        kind=ActionKind.DECISION,
        text="Extend the support of the old system by four months?",
        owner="Joëlle Renard",
        due=date(2026, 3, 20),
    ),
    WorkRow(
        project="APPT",
        kind=ActionKind.DECISION,
        text="Deliver with a manual check first?",
        owner="Luc Dessart",
        answer="Yes, until June.",
        answered=date(2026, 3, 4),
    ),
)
_LINK = "https://mfa.example.org/projects/visa/project-charter (1).docx?a=<b>"
_DOCUMENTS = (
    DocumentRow(
        artefact="Transition Plan",
        state=DocumentState.MISSING,
        owner="Nora Brennan",
        due=date(2026, 3, 1),
        overdue=True,
    ),
    DocumentRow(artefact="Deliverables Acceptance Plan", state=DocumentState.DRAFT, due=date(2026, 3, 31), link=_LINK),
    DocumentRow(artefact="Project Charter", state=DocumentState.APPROVED, link=_LINK),
    DocumentRow(artefact=HOSTILE, state=DocumentState.APPROVED, link=_LINK),
    DocumentRow(artefact="Outsourcing Plan", state=DocumentState.NOT_NEEDED),
)


def _work(draw: Callable[[WorkView, Say], Rendered], *rows: WorkRow) -> Callable[[Say], Rendered]:
    return lambda say: draw(WorkView(scope="VISA · Online visa application", rows=rows, as_of=NOW), say)


def _documents(*rows: DocumentRow, wanted: bool = False) -> Callable[[Say], Rendered]:
    view = ChecklistView(
        scope=HOSTILE, rows=rows, as_of=NOW, wanted=wanted, known=len(rows), example="VISA" if wanted else ""
    )
    return lambda say: checklist_card(view, say)


WORK_VIEWS: dict[str, Callable[[Say], Rendered]] = {
    "actions": _work(actions_card, *_ACTIONS),
    "actions_many": _work(actions_card, *_ACTIONS * 90),
    "actions_none": _work(actions_card),
    "decisions": _work(decisions_card, *_DECISIONS),
    "decisions_none": _work(decisions_card),
    "documents": _documents(*_DOCUMENTS),
    "documents_many": _documents(*_DOCUMENTS * 80, wanted=True),
    "documents_none": _documents(),
    "documents_all_approved": _documents(wanted=True),
    "documents_of_words": lambda say: perhaps_asked_card(
        HOSTILE, "documents", [("VISA", "Visas"), ("X1", HOSTILE)], say
    ),
    "program_of_words": lambda say: perhaps_asked_card("consull", "program", [("CONSUL", "Consular services")], say),
}
