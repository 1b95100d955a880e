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
            self[:] = wanted
        return self._element

    def _changed(self) -> None:
        self._element._set_or_drop_state(":class", " ".join(self))  # noqa: SLF001 - the element's own

    def append(self, name: str) -> None:
        """Add a class."""
        super().append(name)
        self._changed()

    def extend(self, names: Iterable[str]) -> None:
        """Add classes."""
        super().extend(names)
        self._changed()

    def insert(self, index: SupportsIndex, name: str) -> None:
        """Add a class at a position."""
        super().insert(index, name)
        self._changed()

    def remove(self, name: str) -> None:
        """Remove a class."""
        super().remove(name)
        self._changed()

    def pop(self, index: SupportsIndex = -1) -> str:
        """Remove and return a class."""
        name = super().pop(index)
        self._changed()
        return name

    def clear(self) -> None:
        """Remove all classes."""
        super().clear()
        self._changed()

    def __setitem__(self, index: Any, value: Any) -> None:
        super().__setitem__(index, value)
        self._changed()

    def __delitem__(self, index: Any) -> None:
        super().__delitem__(index)
        self._changed()

    def __iadd__(self, names: Iterable[str]) -> Self:  # type: ignore[override,misc]
        self.extend(names)
        return self
