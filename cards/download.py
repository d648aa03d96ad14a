"""A file that somebody asked for: how far it has come, and the link to it."""

from dataclasses import dataclass
from datetime import datetime

from cards.actions import open_url
from cards.elements import Strict, action_set, heading, text
from cards.plain import joined
from cards.rendered import Rendered, rendered, told
from locales import Say
from pmo.files import FileKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadView:
    """A file that was asked for.

    Attributes:
        of: the code of what a report is about; empty for the portfolio.
        forms: the suffixes of the files: there is one of each.
        share: how far it has come, 0 to 100; None when it is not being made.
        link: where it is; empty when it is not there.
        until: until when it can be fetched, and `left` how often.
        why_not: why there is no file, in the reader's language.
    """

    kind: FileKind = FileKind.EXPORT
    of: str = ""
    forms: tuple[str, ...] = ()
    share: int | None = None
    link: str = ""
    until: datetime | None = None
    left: int = 0
    rows: int = 0
    why_not: str = ""


def download_card(view: DownloadView, say: Say) -> Rendered:
    """One sentence on how it stands; once the file is there, the button that opens its page."""
    title = file_title(view.kind, view.of, say)
    sentence = _sentence(view, say)
    body: list[Strict] = [heading(title), text(sentence, spacing="Small")]
    if view.link:
        if view.link.startswith("https://"):
            body.append(action_set(open_url(say("Open the download page"), view.link)))
        else:
            body.append(text(view.link, spacing="Small"))  # a bot on this machine, without an address of its own
        secret = say("The link is yours alone: whoever has it can fetch what you may see.")
        body.append(text(secret, subtle=True, size="Small"))
    return rendered(body, summary=told(title, sentence), say=say)


def _sentence(view: DownloadView, say: Say) -> str:
    if view.why_not:
        return view.why_not
    if view.share is not None:
        return say("It is being made: {share}.", share=say.percent(view.share))
    return joined(_content(view, say), fetched_words(view.left, view.until, say), by=" ")


def _content(view: DownloadView, say: Say) -> str:
    if view.kind is FileKind.EXPORT:
        rows = say.plural("{n} row", "{n} rows", view.rows)
        return say("A workbook with {rows}.", rows=rows)
    return say("As {forms}.", forms=say.listing([form_word(form, say) for form in view.forms]))


def file_title(kind: FileKind, of: str, say: Say) -> str:
    """What was asked for, and of what."""
    match kind:
        case FileKind.STATUS_REPORT:
            return joined(say("Project Status Report"), of, by=" – ")
        case FileKind.COMMITTEE_PACK:
            return joined(say("Committee pack"), of or say("Portfolio"), by=" – ")
        case FileKind.EXPORT:
            return joined(say("Your export"), of, by=" – ")


def form_word(suffix: str, say: Say) -> str:
    """What a file of this suffix is."""
    match suffix:
        case ".docx":
            return say("Word document")
        case ".pptx":
            return say("slides")
        case ".pdf":
            return "PDF"
        case _:
            return say("workbook")


def fetched_words(left: int, until: datetime | None, say: Say) -> str:
    """How often a file can be fetched, and until when."""
    return say.plural(
        "It can be fetched {n} more time, until {until}.",
        "It can be fetched {n} more times, until {until}.",
        left,
        until=say.moment(until) if until else "",
    )
