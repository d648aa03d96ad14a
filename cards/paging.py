"""Buttons that lead to a page of the portfolio."""

from dataclasses import dataclass

from cards.actions import execute
from cards.elements import Strict
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
