"""The gates between the phases of a project, and the artefacts that must be there to pass them.

Source: PM² Guide 3.1, appendix D, as far as an artefact belongs to one phase; logs and checklists go on through all.
"""

from collections.abc import Iterable
from enum import StrEnum

from pmo.documents import Document, DocumentState
from pmo.portfolio import Phase


class Gate(StrEnum):
    """A decision to go on, named as PM² does: ready for planning, for executing, for closing."""

    PLANNING = "RfP"
    EXECUTING = "RfE"
    CLOSING = "RfC"


_ORDER = tuple(Phase)
_OPENS = {Gate.PLANNING: Phase.PLANNING, Gate.EXECUTING: Phase.EXECUTING, Gate.CLOSING: Phase.CLOSING}
_ARTEFACTS = {
    Gate.PLANNING: ("Project Initiation Request", "Business Case", "Project Charter"),
    Gate.EXECUTING: (
        "Project Handbook",
        "Stakeholder Matrix",
        "Project Work Plan",
        "Outsourcing Plan",
        "Deliverables Acceptance Plan",
        "Transition Plan",
        "Business Implementation Plan",
    ),
    Gate.CLOSING: ("Quality Review Report", "Deliverables Acceptance"),
}


def is_past(phase: Phase, gate: Gate) -> bool:
    """Whether a project in this phase has passed the gate."""
    return _ORDER.index(phase) >= _ORDER.index(_OPENS[gate])


def left_behind(documents: Iterable[Document], gate: Gate) -> list[Document]:
    """The artefacts on a project's checklist that the gate asks for and that are not approved."""
    wanted = {artefact.casefold() for artefact in _ARTEFACTS[gate]}
    return [
        document
        for document in documents
        if document.artefact.casefold() in wanted
        and not document.archived
        and document.state in (DocumentState.MISSING, DocumentState.DRAFT)
    ]
