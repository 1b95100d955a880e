"""An element's place in the tree: its slots, children and ancestors, and moving between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from ..errors import ClientDeletedError
from .slot import Slot

if TYPE_CHECKING:
    from typing_extensions import Self

    from .client import Client
    from .element import Element


class TreeNode:
    """The part of an element that knows its place in the tree."""

    slots: dict[str, Slot]
    _slot: Slot | None
    _deleted: bool

    @property
    def client(self) -> Client:
        """The client that the element belongs to."""
        raise NotImplementedError

    @property
    def _element(self) -> Element:
        return cast("Element", self)

    @property
    def parent_slot(self) -> Slot | None:
        """The slot that the element is in; None for the root."""
        return self._slot

    @property
    def default_slot(self) -> Slot:
        """The slot that `with element:` enters."""
        return self.slots.get("default") or self.add_slot("default")

    def add_slot(self, name: str) -> Slot:
        """Add a slot, or return the one that has this name."""
        if not isinstance(name, str) or not name or not name.isprintable():
            raise ValueError(f"name: expected a slot's name, got {name!r}.")
        with self.client.lock:
            return self.slots.setdefault(name, Slot(self._element, name))

    def __enter__(self) -> Self:
        if self._deleted or self.client.is_deleted:
            raise ClientDeletedError(str(self), "its cell ran again, or it was removed")
        self.default_slot.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.default_slot.__exit__()

    def __iter__(self) -> Iterator[Element]:
        for slot in list(self.slots.values()):
            yield from list(slot.children)

    def ancestors(self, *, include_self: bool = False) -> Iterator[Element]:
        """Iterate over the elements around this one, innermost first."""
        element: Element | None = self._element
        if not include_self:
            element = self._slot.parent if self._slot else None
        while element is not None:
            yield element
            element = element._slot.parent if element._slot else None  # noqa: SLF001

    def descendants(self, *, include_self: bool = False) -> Iterator[Element]:
        """Iterate over the elements inside this one, parents before children."""
        if include_self:
            yield self._element
        stack = [iter(self)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            else:
                yield child
                stack.append(iter(child))

    def move(
        self, target_container: Element | None = None, target_index: int = -1, *, target_slot: str | None = None
    ) -> Self:
        """Move the element.

        Args:
            target_container: element to move it into; default is the one that it is in.
            target_index: index among the other children there; negative appends.
            target_slot: name of the slot there; default is the default slot.

        Raises:
            ValueError: the target lies inside the element, belongs to another client, or has no such slot.
        """
        element = self._element
        container = target_container or (self._slot.parent if self._slot else None)
        if container is None or self._slot is None:
            raise ValueError("The root of a client can't be moved.")
        if container.client is not self.client:
            raise ValueError("target_container: it belongs to another client; elements can't leave theirs.")
        if container.is_deleted or self._deleted:
            raise ClientDeletedError(str(container if container.is_deleted else self))
        with self.client.lock:
            if element in container.ancestors(include_self=True):
                raise ValueError("target_container: an element can't be moved into itself or what is inside it.")
            slot = container.default_slot if target_slot is None else container.slots.get(target_slot)
            if slot is None:
                raise ValueError(f"target_slot: {container} has no slot {target_slot!r}. Add it with add_slot().")
            old = self._slot
            old.children.remove(element)
            index = target_index if target_index >= 0 else len(slot.children)
            slot.children.insert(index, element)
            self._slot = slot
            self.client.outbox.enqueue_move(element, old)
        return self

    def clear(self) -> Self:
        """Remove all children, in all slots."""
        with self.client.lock:
            doomed = list(self.descendants())
            for slot in self.slots.values():
                slot.children.clear()
        self.client.remove_elements(doomed)
        return self

    def remove(self, element: Element | int) -> None:
        """Remove a child.

        Args:
            element: the child, or its index.

        Raises:
            ValueError: it isn't a child of this element.
            IndexError: there is no child of that index.
        """
        with self.client.lock:
            child = list(self)[element] if isinstance(element, int) else element
            slot = child.parent_slot
            if slot is None or slot.parent is not self or child not in slot.children:
                raise ValueError(f"element: {child} isn't a child of {self}.")
            doomed = list(child.descendants(include_self=True))
            slot.children.remove(child)
        self.client.remove_elements(doomed)

    def delete(self) -> None:
        """Delete the element and everything inside it."""
        if self._slot is None:
            raise ValueError("The root of a client can't be deleted; delete the client.")
        if not self._deleted:
            self._slot.parent.remove(self._element)
