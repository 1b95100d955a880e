"""What a batch consists of: the operations that turn a page's element tree into the kernel's.

Ops are MessagePack arrays led by an integer tag: with 3,000 elements in a batch, keys would cost more than the content.

An element's *state* is a flat map. Plain keys are the component's properties. Keys that start with a colon belong to
every element: `:tag` (HTML tag of a generic element), `:text` (text content), `:class` (space-separated), `:style`
(map of CSS properties), `:on` (list of `Listener`), `:hidden` (true if not visible), `:tooltip` (text).
Element 0 is the client's root; it exists from the start and is never added or deleted.
"""

from __future__ import annotations

from typing import Any

import msgspec


class ListenerOptions(msgspec.Struct, omit_defaults=True, frozen=True, forbid_unknown_fields=True):
    """How a page turns DOM events into event frames, where it differs from "send each at once"."""

    throttle: float = 0.0
    """Least time between two event frames, in seconds."""
    leading: bool = True
    """Send the first event of a burst at once."""
    trailing: bool = True
    """Send the last event of a burst when its time is up."""
    js_handler: str | None = None
    """JavaScript function that is called in the page with the event; it may call `emit(...)`."""


class Listener(msgspec.Struct, array_like=True, frozen=True):
    """What a page listens to on one element.

    `type` is a DOM event name or an event of the component (such as `update:value`), with Vue's modifiers after dots
    (`keydown.enter`, `click.stop`). `args` names the keys of the event that travel: None for all that can be
    serialised, an empty list for none.
    """

    id: int
    type: str
    args: list[str] | None = None
    options: ListenerOptions | None = None


class Add(msgspec.Struct, array_like=True, tag=0, frozen=True):
    """A new element, appended to a slot of `parent`, or detached if `parent` is None.

    `slot` None is the default slot. A page ignores an `add` of an id that it has.
    """

    id: int
    component: str
    parent: int | None = None
    slot: str | None = None
    state: dict[str, Any] | None = None


class Set(msgspec.Struct, array_like=True, tag=1, frozen=True):
    """Changed keys of an element's state; `removed` keys go back to the component's default."""

    id: int
    state: dict[str, Any]
    removed: list[str] | None = None


class Children(msgspec.Struct, array_like=True, tag=2, frozen=True):
    """A keyed diff of one slot: each (child, before) puts `child` before `before`, or last if that is None, in order.

    A child that was elsewhere leaves its old place.
    """

    id: int
    slot: str | None
    moves: list[tuple[int, int | None]]


class Delete(msgspec.Struct, array_like=True, tag=3, frozen=True):
    """Elements that are gone; what was inside them is listed too."""

    ids: list[int]


Op = Add | Set | Children | Delete
"""One operation of a batch. A snapshot's payload consists of `Add` alone, parents before children."""
