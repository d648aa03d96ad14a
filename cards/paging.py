"""Pages of lists: the buttons that lead to them, and what is shown where a list has become shorter since."""

from dataclasses import dataclass

from cards.actions import execute
from cards.elements import Strict, text
from locales import Say


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list of projects.

    Attributes:
        filters: as they were typed.
        number: counted from 1.
        program: code of the one whose projects they are; empty for those of all.
    """

    filters: str = ""
    number: int = 1
    program: str = ""

    @property
    def ids(self) -> dict[str, str | int]:
        """What a button carries of it."""
        program = {"program": self.program} if self.program else {}
        return {"page": self.number, "filters": self.filters, **program}


def page_button(title: str, page: ListPage) -> Strict:
    """A page of a list."""
    return execute(title, "portfolio.page", page.ids, with_inputs=False)


def back_button(page: ListPage, say: Say) -> Strict:
    """The page that a project was opened from."""
    return page_button(say("Back to the list"), page)


def nearest_page(wanted: int, pages: int) -> tuple[int, int]:
    """The page that is shown, and the one that was asked for where that is not there any more, else 0."""
    return min(max(1, wanted), pages), wanted if wanted > pages else 0


def shorter(missed: int, page: int, say: Say) -> list[Strict]:
    """That another page than the one asked for is shown; nothing where none was missed."""
    if not missed:
        return []
    sentence = say(
        "Page {missed} is not there any more: there is less to list now. This is page {page}.", missed=missed, page=page
    )
    return [text(sentence, spacing="Small")]
