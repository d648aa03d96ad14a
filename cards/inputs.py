"""The fields of a form. Each has a label; the values people typed are shown to them as they were.

A field of one line shows as much of a value as it takes, and a choice only what can be chosen: what a client sent is
otherwise without bounds, and a card is not.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import ClassVar

from cards.elements import Strict, columns, one_of
from cards.plain import clean
from locales import Say

_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?", re.ASCII)
_NUMBER_LENGTH = 60
_SOUGHT_LENGTH = 100
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
    choices_data = one_of(dict, key="choices.data")
    style = one_of(str)
    is_multi_select = one_of(bool, key="isMultiSelect")
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


def line_input(id: str, label: str, *, value: str = "", max_length: int, placeholder: str = "") -> Strict:
    """One line of text."""
    return TextInput(
        id=id,
        label=label,
        value=clean(value)[:max_length] or None,
        placeholder=placeholder or None,
        max_length=max_length,
    )


def number_input(id: str, label: str, *, value: str = "", low: int, high: int) -> Strict:
    """A whole number from `low` to `high`; a value that is no number comes back in a text field, which can hold it."""
    if value and not (value.isascii() and value.removeprefix("-").isdigit() and len(value) < 10):
        return line_input(id, label, value=value, max_length=_NUMBER_LENGTH)
    return NumberInput(id=id, label=label, value=int(value) if value else None, min=low, max=high)


def decimal_input(
    id: str, label: str, *, value: str = "", low: Decimal | None = None, high: Decimal | None = None
) -> Strict:
    """A number that may have decimals, within a range where one is given.

    A value that the field cannot hold, because it is no number as machines write it, comes back in a text field.
    """
    if value and not _DECIMAL.fullmatch(value):
        return line_input(id, label, value=value, max_length=_NUMBER_LENGTH)
    return NumberInput(id=id, label=label, value=_plain_number(value), min=_plain_number(low), max=_plain_number(high))


def _plain_number(value: str | Decimal | None) -> int | float | None:
    if value is None or value == "":
        return None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def date_input(id: str, label: str, *, value: str = "") -> Strict:
    """A day; a value that is no ISO date comes back in a text field, which can hold it."""
    if value and not _ISO_DATE.fullmatch(value):
        return line_input(id, label, value=value, max_length=_NUMBER_LENGTH)
    return DateInput(id=id, label=label, value=value or None)


def choice_input(id: str, label: str, choices: Iterable[tuple[str, str]], *, value: str = "") -> Strict:
    """One of a few, all to be seen; `choices` are value and title."""
    options = [{"title": title, "value": option} for option, title in choices]
    chosen = _chosen(value, options)
    return ChoiceSet(id=id, label=label, choices=options, style="expanded", value=chosen or None, wrap=True)


def compact_input(id: str, label: str, choices: Iterable[tuple[str, str]], *, value: str = "") -> Strict:
    """One of a list that a click opens; `choices` are what is sent and the title."""
    options = [{"title": clean(title), "value": sent} for sent, title in choices]
    return ChoiceSet(id=id, label=label, choices=options, style="compact", value=_chosen(value, options), wrap=True)


def sought_input(
    ids: tuple[str, str], labels: tuple[str, str], dataset: str, choices: Iterable[tuple[str, str]], *, say: Say
) -> Strict:
    """A field that suggests as one types, where the client asks for suggestions, and beside it a plain one.

    A client that does not ask shows the choices alone, or takes nothing else: what is not among them is typed beside.

    Args:
        ids, labels: of the field that suggests, and of the plain one.
        dataset: of what is suggested (`dialogs.typeahead`).
        choices: what can be chosen before anything is typed: what is sent and the title.
    """
    (chosen, typed), (what, instead) = ids, labels
    options = [{"title": clean(title), "value": sent} for sent, title in choices]
    field = ChoiceSet(
        id=chosen,
        label=what,
        choices=options,
        choices_data={"type": "Data.Query", "dataset": dataset},
        # In no style do phones show both: in the first the choices, in the second, which Teams adds, what is suggested.
        style="compact" if options else "filtered",
        placeholder=say("Type and choose"),
        error_message=say("Choose what is suggested, or use the field beside."),
    )
    plain = TextInput(id=typed, label=instead, max_length=_SOUGHT_LENGTH)
    return columns([field], [plain], widths=("2", "1"))


def _chosen(value: str, options: Iterable[Mapping[str, str]]) -> str:
    return value if any(value == option["value"] for option in options) else ""


def several_input(id: str, label: str, choices: Iterable[tuple[str, str]], *, values: Iterable[str] = ()) -> Strict:
    """Any of a few, all to be seen; what is sent are the chosen values between commas."""
    options = [{"title": title, "value": option} for option, title in choices]
    chosen = ",".join(dict.fromkeys(value for value in values if _chosen(value, options)))
    return ChoiceSet(
        id=id, label=label, choices=options, style="expanded", value=chosen, is_multi_select=True, wrap=True
    )


def toggle(id: str, label: str, title: str, *, on: bool = False) -> Strict:
    """A tick; sends `true` when set and `false` otherwise."""
    return Toggle(id=id, label=label, title=title, value_on="true", value="true" if on else "false", wrap=True)
