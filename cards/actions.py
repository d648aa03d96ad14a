"""What can be pressed. Every button that asks or changes something is an `Action.Execute` (CONTRACT §5)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from cards.elements import Strict, one_of


class Action(Strict):
    """What all buttons share."""

    title = one_of(str)
    style = one_of(str)
    data = one_of(dict)
    associated_inputs = one_of(str, key="associatedInputs")


class Execute(Action):
    """A universal action: answered by the bot, with a card if it likes."""

    element_type: ClassVar[str] = "Action.Execute"
    verb = one_of(str)
    fallback = one_of(dict)


class Submit(Action):
    """The older action, for clients that do not know the other."""

    element_type: ClassVar[str] = "Action.Submit"


class OpenUrl(Action):
    """A link."""

    element_type: ClassVar[str] = "Action.OpenUrl"
    url = one_of(str)


class ToggleVisibility(Action):
    """Shows what is hidden, hides what is shown."""

    element_type: ClassVar[str] = "Action.ToggleVisibility"
    target_elements = one_of(list, key="targetElements")


def execute(
    title: str, verb: str, data: Mapping[str, str | int], *, main: bool = False, with_inputs: bool = True
) -> Strict:
    """A button of ours. `data` holds ids and a version; what is filled in comes along unless `with_inputs` says no.

    A client without universal actions gets an `Action.Submit` that carries the same verb in its data.
    """
    look: dict[str, Any] = {
        "title": title,
        "style": "positive" if main else None,
        "associated_inputs": None if with_inputs else "none",
    }
    fallback = Submit(data={"verb": verb, **data}, **look)
    return Execute(verb=verb, data=dict(data), fallback=fallback.render(), **look)


def open_url(title: str, url: str) -> Strict:
    """A link.

    Raises:
        ValueError: the address is not https.
    """
    if not url.startswith("https://"):
        raise ValueError(f"a link of a card is https, not {url!r}")
    return OpenUrl(title=title, url=url)


def reveal(title: str, *element_ids: str) -> Strict:
    """Shows or hides parts of the card."""
    return ToggleVisibility(title=title, target_elements=list(element_ids))
