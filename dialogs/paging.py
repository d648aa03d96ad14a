"""Which page of a list is asked for."""

from dialogs.desk import Refused
from dialogs.turn import Turn

_CODE = 40
"""Characters of a code."""


def page_number(turn: Turn, refusal: str, name: str = "page", usual: str = "") -> int:
    """The number that a button sends back; a page beyond the last is for the list to make up for.

    Args:
        refusal: what is said where it is no number, in the person's language.
        usual: where the button says none.

    Raises:
        Refused: it is no number, or has more than six digits.
    """
    number = str(turn.values.get(name, usual))
    if not is_page(number):
        raise Refused(refusal)
    return int(number)


def is_page(number: str) -> bool:
    """Whether a button has sent back the number of a page."""
    return number.isascii() and number.isdigit() and len(number) < 7


def program_of(turn: Turn) -> str:
    """The code of the program whose list a button is of; empty for the list of all."""
    return str(turn.values.get("program", ""))[:_CODE]
