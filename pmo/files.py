"""Files that people ask for: what is in them, and as what they are written."""

from enum import StrEnum


class FileKind(StrEnum):
    """What is in it."""

    EXPORT = "export"
    STATUS_REPORT = "status report"
    COMMITTEE_PACK = "committee pack"

    @property
    def forms(self) -> tuple[str, ...]:
        """The suffixes of its files, of which there is one each; a PDF comes beside them where it can be made."""
        match self:
            case FileKind.EXPORT:
                return (".xlsx",)
            case FileKind.STATUS_REPORT:
                return (".docx",)
            case FileKind.COMMITTEE_PACK:
                return (".pptx", ".xlsx")
