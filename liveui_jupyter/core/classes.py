"""An element's CSS classes: a list that tells the element of its changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Generic, SupportsIndex, TypeVar

if TYPE_CHECKING:
    from typing_extensions import Self

    from .element import Element

T = TypeVar("T", bound="Element")


def update_classes(
    classes: Iterable[str],
    add: str | None = None,
    remove: str | None = None,
    toggle: str | None = None,
    replace: str | None = None,
) -> list[str]:
    """Return the classes after removing, adding, replacing and toggling, in this order, each once."""
    gone = set((remove or "").split())
    kept = [] if replace is not None else [name for name in classes if name not in gone]
    result = list(dict.fromkeys([*kept, *(add or "").split(), *(replace or "").split()]))
    for name in (toggle or "").split():
        if name in result:
            result.remove(name)
        else:
            result.append(name)
    return result


class Classes(list[str], Generic[T]):
    """The CSS classes of an element. Calling it changes them: `element.classes("a b", remove="c")`."""

    __slots__ = ("_element",)

    def __init__(self, element: T, classes: Iterable[str] = ()) -> None:
        super().__init__(classes)
        self._element = element

    def __call__(
        self,
        add: str | None = None,
        *,
        remove: str | None = None,
        toggle: str | None = None,
        replace: str | None = None,
    ) -> T:
        """Add, remove, toggle or replace CSS classes.

        Args:
            add: names separated by white space.
            remove: names separated by white space.
            toggle: names that are removed if they are there, else added.
            replace: names to have instead of all that are there.

        Returns:
            The element.
        """
        wanted = update_classes(self, add, remove, toggle, replace)
        if wanted != self:
            self._replace(wanted)
        return self._element

    def _replace(self, wanted: list[str]) -> None:
        """Have these classes from now on; unchanged if they can't be sent."""
        self._element._set_or_drop_state(":class", " ".join(wanted))  # noqa: SLF001 - the element's own
        super().__setitem__(slice(None), wanted)

    def append(self, name: str) -> None:
        """Add a class."""
        self._replace([*self, name])

    def extend(self, names: Iterable[str]) -> None:
        """Add classes."""
        self._replace([*self, *names])

    def insert(self, index: SupportsIndex, name: str) -> None:
        """Add a class at a position."""
        wanted = list(self)
        wanted.insert(index, name)
        self._replace(wanted)

    def remove(self, name: str) -> None:
        """Remove a class."""
        wanted = list(self)
        wanted.remove(name)
        self._replace(wanted)

    def pop(self, index: SupportsIndex = -1) -> str:
        """Remove and return a class."""
        wanted = list(self)
        name = wanted.pop(index)
        self._replace(wanted)
        return name

    def clear(self) -> None:
        """Remove all classes."""
        self._replace([])

    def __setitem__(self, index: Any, value: Any) -> None:
        wanted = list(self)
        wanted[index] = value
        self._replace(wanted)

    def __delitem__(self, index: Any) -> None:
        wanted = list(self)
        del wanted[index]
        self._replace(wanted)

    def __iadd__(self, names: Iterable[str]) -> Self:  # type: ignore[override,misc]
        self.extend(names)
        return self
