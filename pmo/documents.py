"""The checklist of a project's artefacts (PM² Guide 3.1, appendix D). Attributes are named as in CONTRACT §4."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DocumentState(StrEnum):
    """How far an artefact is."""

    MISSING = "missing"
    DRAFT = "draft"
    APPROVED = "approved"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One artefact of a project.

    Attributes:
        artefact: its name (`Project Charter`), unique in the project whatever the case.
        owner: member id; empty for the project manager.
        link: an https address; empty for none.
    """

    project: str
    artefact: str
    state: DocumentState = DocumentState.MISSING
    owner: str = ""
    due: date | None = None
    link: str = ""
    archived: bool = False

    @property
    def key(self) -> str:
        """Unique among all documents."""
        return f"{self.project}/{self.artefact}".casefold()
