"""The artefacts of a project, or those of several that are wanted: how many stand how, then a line each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from cards.elements import Strict, rich, run, text
from cards.listing import SCOPE_LENGTH, Listing, listed, with_overdue
from cards.plain import Markup, clipped, has_markup, joined
from cards.rendered import Rendered
from cards.status import remark_run, sign_run, unknown_run
from locales import Say
from pmo.documents import DocumentState
from pmo.portfolio import Rag

_NAME = 120
_SIGNS = {DocumentState.MISSING: Rag.RED, DocumentState.DRAFT: Rag.AMBER, DocumentState.APPROVED: Rag.GREEN}
_IN_LINKS = ":/?&=#%~._-,;@+!$'*"
"""Signs of an address that mean nothing inside a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One artefact.

    Attributes:
        project: its code where there are several; empty where there is one.
        owner: name of who is to see to it; empty for nobody in particular.
        link: an https address; empty for none.
    """

    artefact: str
    state: DocumentState
    project: str = ""
    owner: str = ""
    due: date | None = None
    overdue: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistView:
    """Artefacts, in the order in which they are shown.

    Attributes:
        scope: what they are of, in the reader's language.
        wanted: only those are shown that are missing or in draft, of so many `known` ones.
        notes: lines for the end, in the reader's language.
    """

    scope: str
    rows: tuple[DocumentRow, ...]
    as_of: datetime
    wanted: bool = False
    known: int = 0
    example: str = ""
    notes: tuple[str, ...] = ()


def checklist_card(view: ChecklistView, say: Say) -> Rendered:
    """How many there are and how they stand; then each."""
    title = joined(say("Documents"), clipped(view.scope, SCOPE_LENGTH), by=" – ")
    foot = say("All of a project: documents {code}", code=view.example) if view.example else ""
    rows = [_row(row, say) for row in view.rows]
    sentence = _sentence(view, say)
    listing = Listing(title=title, sentence=sentence, rows=rows, as_of=view.as_of, notes=view.notes, foot=foot)
    return listed(listing, say)


def _sentence(view: ChecklistView, say: Say) -> str:
    if not view.rows:
        some = view.wanted and view.known
        return say("Every document that is needed is approved.") if some else say("No document is on the checklist.")
    documents = say.plural("{n} document", "{n} documents", len(view.rows))
    counts = Counter(row.state for row in view.rows)
    words = ", ".join([_counted(state, counts[state], say) for state in DocumentState if counts[state]])
    counted = with_overdue(words, sum(row.overdue for row in view.rows), say)
    return say("{documents}: {counts}.", documents=documents, counts=counted)


def _counted(state: DocumentState, count: int, say: Say) -> str:
    match state:
        case DocumentState.MISSING:
            return say.plural("{n} missing", "{n} missing", count)
        case DocumentState.DRAFT:
            return say.plural("{n} in draft", "{n} in draft", count)
        case DocumentState.APPROVED:
            return say.plural("{n} approved", "{n} approved", count)
        case DocumentState.NOT_NEEDED:
            return say.plural("{n} not needed", "{n} not needed", count)


def state_word(state: DocumentState, say: Say) -> str:
    """How far an artefact is."""
    match state:
        case DocumentState.MISSING:
            return say.meaning("document", "missing")
        case DocumentState.DRAFT:
            return say.meaning("document", "in draft")
        case DocumentState.APPROVED:
            return say.meaning("document", "approved")
        case DocumentState.NOT_NEEDED:
            return say.meaning("document", "not needed")


def _row(row: DocumentRow, say: Say) -> Strict:
    rag, word = _SIGNS.get(row.state), state_word(row.state, say)
    sign = sign_run(rag, word) if rag else unknown_run(word)
    late = say("overdue") if row.overdue else ""
    remarks = joined(row.owner, say("by {day}", day=say.date(row.due)) if row.due else "", late)
    name = joined(row.project, clipped(row.artefact, _NAME))
    if row.link and not has_markup(name):
        # A run cannot be a link, so a line with one is Markdown of ours; its sign has the word beside it.
        shown = f"{sign.render()['text']}\u2002[{name}]({quote(row.link, safe=_IN_LINKS)})\u2002{_plain(remarks)}"
        return text(Markup(shown), spacing="Small")
    return rich(sign, run(f"\u2002{name}"), remark_run(remarks), spacing="Small")


def _plain(remarks: str) -> str:
    return "" if has_markup(remarks) else remarks
