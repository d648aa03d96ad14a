"""What is said of documents in a sentence."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from cards.checklist import ChecklistView, DocumentRow, checklist_card
from locales import speaker
from pmo.documents import DocumentState
from tests.cards.samples import NOW

NONE = ChecklistView(scope="CONSUL", rows=(), as_of=NOW, wanted=True)
STATES = (DocumentState.MISSING,) * 2 + (DocumentState.DRAFT,) + (DocumentState.APPROVED,) * 3
SOME = replace(NONE, rows=tuple([DocumentRow(artefact="Charter", state=one) for one in STATES]))
LATE = replace(SOME, rows=(replace(SOME.rows[0], overdue=True), *SOME.rows[1:]))


def told(view: ChecklistView, language: str = "en") -> str:
    return checklist_card(view, speaker(language, ZoneInfo("Europe/Brussels"))).summary


def test_where_there_is_no_document_none_is_called_approved() -> None:
    assert "No document is on the checklist." in told(NONE)
    assert "Every document that is needed is approved." in told(replace(NONE, known=3))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "6 documents: 2 missing, 1 in draft, 3 approved; 1 of them is overdue."),
        ("fr", "6 documents\u202f: 2 manquants, 1 en projet, 3 approuvés, dont 1 en retard."),
        ("nl", "6 documenten: 2 ontbrekend, 1 in ontwerp, 3 goedgekeurd, 1 daarvan is te laat."),
        ("de", "6 Dokumente: 2 fehlend, 1 im Entwurf, 3 genehmigt, 1 davon ist überfällig."),
    ],
)
def test_documents_are_counted_as_the_language_counts(language: str, sentence: str) -> None:
    assert sentence in told(LATE, language)
