"""An element's CSS properties: a dict that tells the element of its changes, and the parser of CSS declarations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from .element import Element

T = TypeVar("T", bound="Element")

_DECLARATION = re.compile(r"""((?:[^;"'()]|"[^"]*"|'[^']*'|\([^)]*\))*)(?:;|$)""")


def parse_style(text: str | None) -> dict[str, str]:
    """Parse CSS declarations, such as `color: red; background: url("a;b")`.

    Raises:
        ValueError: a part isn't of the form `name: value`.
    """
    result: dict[str, str] = {}
    for found in _DECLARATION.finditer(text or ""):
        declaration = found[1].strip()
        if not declaration:
            continue
        name, colon, value = declaration.partition(":")
        if not colon or not name.strip() or not value.strip():
            raise ValueError(f'style: can\'t read {declaration!r} in {text!r}. Write "name: value; name: value".')
        result[name.strip()] = value.strip()
    return result


def update_style(
    style: Mapping[str, str], add: str | None = None, remove: str | None = None, replace: str | None = None
) -> dict[str, str]:
    """Return the style after removing, adding and replacing declarations, in this order.

    `remove` may name properties alone (`color`) or whole declarations (`color: red`).
    """
    result = {} if replace is not None else dict(style)
    for part in (remove or "").split(";"):
        result.pop(part.partition(":")[0].strip(), None)
    return {**result, **parse_style(add), **parse_style(replace)}


class Style(dict[str, str], Generic[T]):
    """The CSS properties of an element. Calling it changes them: `element.style("color: red", remove="width")`."""

    __slots__ = ("_element",)

    def __init__(self, element: T, style: Mapping[str, str] | None = None) -> None:
        super().__init__(style or {})
        self._element = element

    def __call__(self, add: str | None = None, *, remove: str | None = None, replace: str | None = None) -> T:
        """Add, remove or replace CSS declarations.

        Args:
            add: declarations separated by semicolons.
            remove: property names, or declarations, separated by semicolons.
            replace: declarations to have instead of all that are there.

        Returns:
            The element.
        """
        wanted = update_style(self, add, remove, replace)
        if wanted != self:
            self._replace(wanted)
        return self._element

    def _replace(self, wanted: Mapping[str, str]) -> None:
        """Have these declarations from now on; unchanged if they can't be sent."""
        self._element._set_or_drop_state(":style", dict(wanted))  # noqa: SLF001 - the element's own
        super().clear()
        super().update(wanted)

    def __setitem__(self, key: str, value: str) -> None:
        self._replace({**self, key: value})

    def __delitem__(self, key: str) -> None:
        wanted = dict(self)
        del wanted[key]
        self._replace(wanted)

    def pop(self, key: str, *default: Any) -> Any:
        """Remove a property and return its value."""
        wanted = dict(self)
        value = wanted.pop(key, *default)
        self._replace(wanted)
        return value

    def popitem(self) -> tuple[str, str]:
        """Remove and return the property that was added last."""
        wanted = dict(self)
        item = wanted.popitem()
        self._replace(wanted)
        return item

    def setdefault(self, key: str, default: str = "") -> str:
        """Return a property; set it first if it is missing."""
        if key not in self:
            self[key] = default
        return self[key]

    def clear(self) -> None:
        """Remove all properties."""
        self._replace({})

    def update(self, *others: Mapping[str, str] | Iterable[tuple[str, str]], **values: str) -> None:  # type: ignore[override]
        """Set several properties."""
        self._replace({**self, **dict(*others, **values)})

    def __ior__(self, other: Any) -> Style[T]:  # type: ignore[override,misc]
        self.update(other)
        return self
