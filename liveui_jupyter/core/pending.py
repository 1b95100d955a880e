"""Changes that wait for the next batch, and the ops that they become.

Ops are made from the state at the time of the batch, so many changes of one property cost one `set`, and an element
that came and went between two batches costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..protocol import Add, Children, Delete, Op, Set
from .diff import child_moves

if TYPE_CHECKING:
    from .element import Element
    from .slot import Slot


class Pending:
    """What has changed since the last batch. Not thread-safe: guarded by the client's lock."""

    def __init__(self) -> None:
        self._changes: dict[int, _Change] = {}
        self._slots: dict[tuple[int, str], Slot] = {}
        self._deleted: list[int] = []

    def __bool__(self) -> bool:
        return bool(self._changes or self._slots or self._deleted)

    def add(self, element: Element) -> None:
        """Note a new element, which has just been appended to its parent's slot."""
        self._changes[element.id] = _Change(element, is_new=True)

    def is_new(self, element: Element) -> bool:
        """Tell whether no page knows the element yet."""
        change = self._changes.get(element.id)
        return change is not None and change.is_new

    def update(self, element: Element, keys: tuple[str, ...]) -> None:
        """Note changed keys of an element's state."""
        change = self._changes.get(element.id)
        if change is None:
            change = self._changes[element.id] = _Change(element)
        if not change.is_new:
            for key in keys:
                change.keys[key] = None

    def place(self, slot: Slot, moved: Element | None = None) -> None:
        """Note that a slot's children have been put into another order, or that `moved` has come to it."""
        self._slots[slot.parent.id, slot.name] = slot
        if moved is not None and self.is_new(moved):
            self._changes[moved.id].is_placed = True

    def delete(self, element: Element) -> None:
        """Note that an element is gone."""
        change = self._changes.pop(element.id, None)
        if change is None or not change.is_new:
            self._deleted.append(element.id)

    def take(self) -> list[Op]:
        """Return the ops, and start afresh."""
        ops: list[Op] = [op for change in self._changes.values() if (op := change.to_op()) is not None]
        for slot in self._slots.values():
            if slot.parent.is_deleted:
                continue
            wanted = [child.id for child in slot.children]
            elements = slot.parent.client.elements
            known = [key for key in slot.sent if key in elements and elements[key].parent_slot is slot]
            if moves := child_moves(known, wanted):
                ops.append(Children(slot.parent.id, slot.wire_name, moves))
            slot.sent = wanted
        if self._deleted:
            ops.append(Delete(self._deleted))
        self._changes = {}
        self._slots = {}
        self._deleted = []
        return ops


class _Change:
    """What is to be told of one element."""

    __slots__ = ("element", "is_new", "is_placed", "keys")

    def __init__(self, element: Element, *, is_new: bool = False) -> None:
        self.element = element
        self.is_new = is_new
        self.is_placed = False
        self.keys: dict[str, None] = {}

    def to_op(self) -> Op | None:
        element = self.element
        if self.is_new:
            return add_op(element, detached=self.is_placed)
        state = element.state
        changed = {key: state[key] for key in self.keys if key in state}
        removed = [key for key in self.keys if key not in state]
        if not changed and not removed:
            return None
        return Set(element.id, changed, removed or None)


_FEWEST_STALE = 64
"""A slot's memory of what pages know is pruned when it holds this many more ids than there are children."""


def add_op(element: Element, *, detached: bool = False) -> Add:
    """Return the op that makes the element, and note it in its slot as known to the pages."""
    state = dict(element.state) or None
    slot = element.parent_slot
    if detached or slot is None:
        return Add(element.id, element.component, None, None, state)
    slot.sent.append(element.id)
    if len(slot.sent) > 2 * len(slot.children) + _FEWEST_STALE:
        alive = {child.id for child in slot.children}
        slot.sent = [key for key in slot.sent if key in alive]
    return Add(element.id, element.component, slot.parent.id, slot.wire_name, state)


def snapshot_ops(root: Element) -> list[Add]:
    """Return the whole tree below (and with) the root, parents before children."""
    ops = [Add(root.id, root.component, None, None, dict(root.state) or None)]
    for element in root.descendants():
        slot = element.parent_slot
        parent = slot.parent.id if slot else None
        name = slot.wire_name if slot else None
        ops.append(Add(element.id, element.component, parent, name, dict(element.state) or None))
    return ops
