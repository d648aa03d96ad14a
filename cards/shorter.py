"""A list has become shorter since its buttons were drawn, so that the page that one leads to is not there any more."""

from cards.elements import Strict, text
from locales import Say


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
