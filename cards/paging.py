"""Buttons that lead to a page of the portfolio."""

from cards.actions import execute
from cards.elements import Strict
from locales import Say


def page_button(title: str, page: int, filters: str) -> Strict:
    """A page, counted from 1, of the list with these filters as they were typed."""
    return execute(title, "portfolio.page", {"page": page, "filters": filters}, with_inputs=False)


def back_button(filters: str, page: int, say: Say) -> Strict:
    """The page that a project was opened from."""
    return page_button(say("Back to the list"), page, filters)
