"""A named place for children inside an element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .context import pop_slot, push_slot

if TYPE_CHECKING:
    from typing_extensions import Self

    from .element import Element


class Slot:
    """A named place for children inside an element. Entered with `with`, it receives the elements made meanwhile.

    Attributes:
        parent: the element that the slot belongs to.
        name: its name; `default` for the one that an element is entered through.
        children: the elements in it, in order.
        sent: ids of the children as the pages know them after the last batch.
    """

    __slots__ = ("children", "name", "parent", "sent")

    def __init__(self, parent: Element, name: str) -> None:
        self.parent = parent
        self.name = name
        self.children: list[Element] = []
        self.sent: list[int] = []

    @property
    def wire_name(self) -> str | None:
        """The name as it travels: None for the default slot."""
        return None if self.name == "default" else self.name

    def __enter__(self) -> Self:
        push_slot(self)
        return self

    def __exit__(self, *_: object) -> None:
        pop_slot(self)

    def __iter__(self) -> Iterator[Element]:
        return iter(self.children)
