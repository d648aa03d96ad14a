"""The elements cards are made of: strict subclasses of the `adaptivecards` package, and short ways to make them.

The package is the base (element names, properties, their types); what it lacks is here: a keyword it does not know is
an error instead of silence, version 1.5 with `lang` and Teams' width, text that stays plain, children rendered at once,
so that `render()` is a dict of plain values.
"""

# The package has no types, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from adaptivecards import adaptivecard as ac_card
from adaptivecards import containers as ac_containers
from adaptivecards import elements as ac_elements
from adaptivecards.baseobject import BareObject, PropertyType

from cards.plain import Markup, clean, escaped, has_markup, paragraphs

VERSION = "1.5"
"""The newest version that Teams draws for a bot."""


def one_of(*kinds: type, key: str | None = None) -> Any:
    """A property of an element; `key` where its JSON name differs from the Python one."""
    return PropertyType(type=kinds if len(kinds) > 1 else kinds[0], key_name=key)


class Strict(BareObject):
    """What all elements share: only known properties of the right type, and None for `not given`.

    Raises:
        TypeError: a keyword the element does not have, or a value of another type.
    """

    _frame: ClassVar[Mapping[str, str]] = {}
    _properties: ClassVar[Mapping[str, tuple[str, Any]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        kind = getattr(cls, "element_type", "")
        cls._frame = {"type": kind} if kind else {}
        cls._properties = {
            name: (declared.key_name, declared.type)
            for base in reversed(cls.__mro__)
            for name, declared in vars(base).items()
            if isinstance(declared, PropertyType)
        }

    def __init__(self, **properties: Any) -> None:
        # In place of the package's own constructor, which drops the keywords it does not know.
        rendered: dict[str, Any] = dict(self._frame)
        known = self._properties
        for name, value in properties.items():
            if value is None:
                continue
            try:
                key, kind = known[name]
            except KeyError:
                raise TypeError(f"{type(self).__name__} has no property {name!r}") from None
            if type(value) is not kind and not isinstance(value, kind):
                raise TypeError(f"{type(self).__name__}.{name} cannot be {value!r}")
            rendered[key] = [plain(item) for item in value] if kind is list else value
        self._data = rendered

    def render(self) -> dict[str, Any]:
        """The element as plain JSON values."""
        return self._data


def plain(item: object) -> object:
    """An element as plain values; anything else as it is."""
    return item.render() if isinstance(item, Strict) else item


class TextBlock(Strict, ac_elements.TextBlock):
    """A paragraph or a heading; clients read Markdown in it."""

    style = one_of(str)


class TextRun(Strict, ac_elements.TextRun):
    """A stretch of text with one look; nobody reads Markdown in it."""


class RichTextBlock(Strict, ac_elements.RichTextBlock):
    """A paragraph made of runs."""


class Container(Strict, ac_containers.Container):
    """Elements that belong together."""


class Column(Strict, ac_containers.Column):
    """One of a few columns."""


class ColumnSet(Strict, ac_containers.ColumnSet):
    """Columns side by side."""


class Fact(Strict, ac_containers.Fact):
    """A name and a value."""


class FactSet(Strict, ac_containers.FactSet):
    """Names and values in two columns."""


class ActionSet(Strict, ac_containers.ActionSet):
    """A row of buttons."""


class AdaptiveCard(Strict, ac_card.AdaptiveCard):
    """A card, of the version that is said here instead of the package's 1.2."""

    element_type = "AdaptiveCard"
    version = one_of(str)
    msteams = one_of(dict)


def text(content: str, *, subtle: bool = False, **look: object) -> Strict:
    """Plain text, wrapped, a paragraph a line. `look` is size, weight, color, spacing, separator, id, visible."""
    if isinstance(content, Markup):
        return TextBlock(text=str(content), wrap=True, isSubtle=subtle or None, **look)
    content = paragraphs(content)
    if has_markup(content):
        return _literal(content, subtle, look)
    return TextBlock(text=content.replace("\n", "\n\n"), wrap=True, isSubtle=subtle or None, **look)


def _literal(content: str, subtle: bool, look: dict[str, Any]) -> Strict:
    letters = {name: look.pop(name) for name in ("size", "weight", "color") if name in look}
    return RichTextBlock(inlines=[run(content, subtle=subtle, **letters)], **look)


def heading(content: str, *, size: str = "Large", **look: object) -> Strict:
    """A title, also to a screen reader."""
    return TextBlock(text=escaped(content), wrap=True, style="heading", size=size, weight="Bolder", **look)


def run(content: str, *, bold: bool = False, subtle: bool = False, **look: object) -> Strict:
    """A stretch of plain text inside `rich`. `look` is size, weight, color, italic."""
    # Clients replace {{DATE(…)}} even here; a word joiner between the braces leaves them alone.
    shown = clean(content).replace("{{", "{\u2060{")
    if bold:
        look["weight"] = "Bolder"
    return TextRun(text=shown, isSubtle=subtle or None, **look)


def rich(*runs: Strict, **look: object) -> Strict:
    """A paragraph of differently looking runs. `look` is spacing, separator, id, visible."""
    return RichTextBlock(inlines=list(runs), **look)


def container(items: Iterable[Strict], **look: object) -> Strict:
    """Elements that belong together. `look` is style, bleed, spacing, separator, id, visible."""
    return Container(items=list(items), **look)


def columns(*cells: Sequence[Strict], widths: Sequence[str] = (), **look: object) -> Strict:
    """Two or three columns side by side, as wide as `widths` says (`auto`, `stretch`, `2` beside `1`), else equal."""
    shares = widths or ("stretch",) * len(cells)
    return ColumnSet(
        columns=[Column(items=list(cell), width=width) for cell, width in zip(cells, shares, strict=True)], **look
    )


def facts(pairs: Iterable[tuple[str, str]], **look: object) -> Strict:
    """Names and values in two columns; pairs without a value are left out."""
    shown = [Fact(title=escaped(title), value=escaped(value)) for title, value in pairs if value]
    return FactSet(facts=shown, **look)


def action_set(*actions: Strict, **look: object) -> Strict:
    """Buttons; the first is the thing to do."""
    return ActionSet(actions=list(actions), **look)


def adaptive_card(
    body: Iterable[Strict], *, lang: str, summary: str, mentions: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """The whole card; `summary` is what a client shows that cannot draw it."""
    teams: dict[str, Any] = {"width": "Full"}
    if mentions:
        teams["entities"] = list(mentions)
    card = AdaptiveCard(version=VERSION, lang=lang, body=list(body), fallback_text=escaped(summary), msteams=teams)
    return card.render()
