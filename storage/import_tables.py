"""The tables of imports: what files said last, workbooks on their way, and how things were before one of them."""

from typing import Any

from pmo.portfolio import code_key
from storage.imports import ImportedRow
from storage.recording import KeptChange
from storage.records import Index, Table
from storage.uploads import Upload

IMPORTED = Table("imported", ImportedRow, lambda row: row.key, kind="history")
UPLOADS = Table(
    "uploads",
    Upload,
    lambda upload: upload.id,
    (
        Index("member", lambda upload: (code_key(upload.member), upload.id)),
        Index("work", lambda upload: (upload.sent_at.isoformat(), upload.id) if upload.is_at_work else None),
    ),
)
KEPT_CHANGES = Table(
    "kept_changes",
    KeptChange,
    lambda change: change.key,
    (Index("of", lambda change: (change.of, change.key)),),
    kind="history",
)

IMPORT_TABLES: tuple[Table[Any], ...] = (IMPORTED, UPLOADS, KEPT_CHANGES)
