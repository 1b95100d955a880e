"""An element's properties: a dict that tells the element of its changes, and the parser of NiceGUI's props strings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from .element import Element

T = TypeVar("T", bound="Element")

_QUOTED = r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^'\\]|\\.)*'"
_PROP = re.compile(
    rf"(?P<key>[:\w\-]+)(?:=(?:(?P<literal>{_QUOTED}|\[[^\]]*\]|\{{[^}}]*\}})|(?P<word>[^\s\"'\[\]{{}}]+)))?(?=\s|$)"
)


def parse_props(text: str | None) -> dict[str, Any]:
    """Parse a string of properties, such as `outlined size=s label="Two words"`.

    Args:
        text: keys separated by white space; a key alone means True, a value may be a word, a quoted string, a list
            or a dict in Python's syntax.

    Raises:
        ValueError: the text can't be read; it is quoted in the message.
    """
    props: dict[str, Any] = {}
    position = 0
    text = text or ""
    while match := re.compile(r"\s*(?=\S)").match(text, position):
        found = _PROP.match(text, match.end())
        if found is None:
            raise ValueError(
                f"props: can't read {text[match.end() :]!r} in {text!r}. "
                'Write key, key=word, key="two words", key=[1, 2] or key={"a": 1}.'
            )
        position = found.end()
        literal, word = found["literal"], found["word"]
        if literal is not None:
            try:
                props[found["key"]] = ast.literal_eval(literal)
            except (ValueError, SyntaxError):
                raise ValueError(f"props: the value {literal!r} of {found['key']!r} isn't a Python literal.") from None
        else:
            props[found["key"]] = True if word is None else word
    return props


class Props(dict[str, Any], Generic[T]):
    """The properties of an element. Assigning to a key updates the pages.

    Calling it parses a string as NiceGUI does: `element.props("outlined color=red", remove="dense")`.

    Raises:
        PropertyEncodingError: an assigned value can't be sent to a page.
        TypeError, ValueError: a name isn't one; those that start with a colon are the library's own.
    """

    __slots__ = ("_element",)

    def __init__(self, element: T) -> None:
        super().__init__()
        self._element = element

    def __call__(self, add: str | None = None, *, remove: str | None = None) -> T:
        """Add or remove properties.

        Args:
            add: keys separated by white space, alone (True) or with a value: `outlined size=s label="Two words"`.
            remove: keys separated by white space.

        Returns:
            The element.
        """
        added = parse_props(add)
        for key in parse_props(remove):
            self.pop(key, None)
        for key, value in added.items():
            self[key] = value
        return self._element

    def __setitem__(self, key: str, value: Any) -> None:
        _check_name(key)
        self._element._set_state(key, value)  # noqa: SLF001 - the element's own
        super().__setitem__(key, value)

    def __delitem__(self, key: str) -> None:
        super().__delitem__(key)
        self._element._drop_state(key)  # noqa: SLF001

    def pop(self, key: str, *default: Any) -> Any:
        """Remove a property and return its value."""
        if key not in self:
            return super().pop(key, *default)
        value = self[key]
        del self[key]
        return value

    def clear(self) -> None:
        """Remove all properties."""
        for key in list(self):
            del self[key]

    def update(self, *others: Mapping[str, Any] | Iterable[tuple[str, Any]], **values: Any) -> None:  # type: ignore[override]
        """Set several properties."""
        for key, value in dict(*others, **values).items():
            self[key] = value

    def setdefault(self, key: str, default: Any = None) -> Any:
        """Return a property; set it first if it is missing."""
        if key not in self:
            self[key] = default
        return self[key]

    def popitem(self) -> tuple[str, Any]:
        """Remove and return the property that was added last."""
        key = next(reversed(self))
        return key, self.pop(key)

    def __ior__(self, other: Any) -> Props[T]:  # type: ignore[override,misc]
        self.update(other)
        return self

    def set_optional(self, key: str, value: Any) -> None:
        """Set a property, or remove it if the value is None."""
        if value is None:
            self.pop(key, None)
        else:
            self[key] = value

    def set_bool(self, key: str, value: Any) -> None:
        """Set a property, or remove it if the value is falsy."""
        self.set_optional(key, value or None)


def _check_name(key: Any) -> None:
    if not isinstance(key, str):
        raise TypeError(f"props: expected the name of a property, got {key!r}.")
    if not key or not key.isprintable():
        raise ValueError(f"props: {key!r} can't be the name of a property.")
    if key.startswith(":"):
        raise ValueError(
            f"props: {key!r} can't be the name of a property, since it starts with a colon. "
            "JavaScript expressions as properties, as in NiceGUI, aren't supported."
        )
