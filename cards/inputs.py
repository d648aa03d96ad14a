"""The fields of a form. Each has a label; the values people typed are shown to them as they were."""

import re
from collections.abc import Iterable
from typing import ClassVar

from cards.elements import Strict, one_of
from cards.plain import clean

_ISO_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)


class Input(Strict):
    """What all fields share."""

    id = one_of(str)
    label = one_of(str)
    value = one_of(str)
    placeholder = one_of(str)
    is_required = one_of(bool, key="isRequired")
    error_message = one_of(str, key="errorMessage")
    spacing = one_of(str)


class TextInput(Input):
    """Free text."""

    element_type: ClassVar[str] = "Input.Text"
    is_multiline = one_of(bool, key="isMultiline")
    max_length = one_of(int, key="maxLength")


class NumberInput(Input):
    """A number."""

    element_type: ClassVar[str] = "Input.Number"
    value = one_of(int, float)
    min = one_of(int, float)
    max = one_of(int, float)


class DateInput(Input):
    """A day."""

    element_type: ClassVar[str] = "Input.Date"


class ChoiceSet(Input):
    """One of several choices."""

    element_type: ClassVar[str] = "Input.ChoiceSet"
    choices = one_of(list)
    style = one_of(str)
    wrap = one_of(bool)


class Toggle(Input):
    """A tick."""

    element_type: ClassVar[str] = "Input.Toggle"
    title = one_of(str)
    value_on = one_of(str, key="valueOn")
    wrap = one_of(bool)


def text_input(id: str, label: str, *, value: str = "", max_length: int, placeholder: str = "") -> Strict:
    """Several lines of text."""
    return TextInput(
        id=id,
        label=label,
        value=clean(value) or None,
        placeholder=placeholder or None,
        is_multiline=True,
        max_length=max_length,
    )


def number_input(id: str, label: str, *, value: str = "", low: int, high: int) -> Strict:
    """A whole number from `low` to `high`; a value that is none is left out, because the field cannot hold it."""
    held = int(value) if value.isascii() and value.removeprefix("-").isdigit() and len(value) < 10 else None
    return NumberInput(id=id, label=label, value=held, min=low, max=high)


def date_input(id: str, label: str, *, value: str = "") -> Strict:
    """A day; a value that is no ISO date is left out, because the field cannot hold it."""
    return DateInput(id=id, label=label, value=value if _ISO_DATE.fullmatch(value) else None)


def choice_input(id: str, label: str, choices: Iterable[tuple[str, str]], *, value: str = "") -> Strict:
    """One of a few, all to be seen; `choices` are value and title."""
    options = [{"title": title, "value": option} for option, title in choices]
    return ChoiceSet(id=id, label=label, choices=options, style="expanded", value=value or None, wrap=True)


def toggle(id: str, label: str, title: str, *, on: bool = False) -> Strict:
    """A tick; sends `true` when set and `false` otherwise."""
    return Toggle(id=id, label=label, title=title, value_on="true", value="true" if on else "false", wrap=True)
