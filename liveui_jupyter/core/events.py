"""What handlers are given, and how listeners are declared."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from .client import Client
    from .element import Element

EventT = TypeVar("EventT", bound="EventArguments")
ValueT = TypeVar("ValueT")

Handler: TypeAlias = Callable[[EventT], Any] | Callable[[], Any]
"""A handler takes the event's arguments or nothing; it may be a coroutine function."""


@dataclass(kw_only=True)
class EventArguments:
    """Base of what handlers are given."""


@dataclass(kw_only=True)
class UiEventArguments(EventArguments):
    """An event of an element.

    Attributes:
        sender: the element.
        client: its client.
    """

    sender: Element
    client: Client


@dataclass(kw_only=True)
class GenericEventArguments(UiEventArguments):
    """An event that was subscribed to with `on()`.

    Attributes:
        args: what the page sent: a dict of the event's properties, or what the component or `emit()` gave.
    """

    args: Any


@dataclass(kw_only=True)
class ClickEventArguments(UiEventArguments):
    """A click."""


@dataclass(kw_only=True)
class ValueChangeEventArguments(UiEventArguments, Generic[ValueT]):
    """A change of value.

    Attributes:
        value: the value that this event brought. `sender.value` may be newer.
        previous_value: the value before it.
    """

    value: ValueT
    previous_value: ValueT


EventCallback: TypeAlias = Callable[[GenericEventArguments], "Awaitable[Any] | Any"]


def check_event_type(event_type: str) -> str:
    """Return the event type as it travels.

    Raises:
        ValueError: it is empty or holds white space.
    """
    if not event_type or not isinstance(event_type, str) or re.search(r"\s", event_type):
        raise ValueError(f'type: {event_type!r} is no event type. Write for example "click" or "keydown.enter".')
    return event_type


def check_args(args: Sequence[str] | Sequence[Sequence[str] | None] | None) -> list[str] | None:
    """Return which keys of an event travel: None for all, else a list.

    Args:
        args: as for `Element.on`: None, a list of keys, or (as in NiceGUI) a list that holds such a list.

    Raises:
        TypeError: it is something else.
    """
    if args is None:
        return None
    if isinstance(args, str) or not isinstance(args, Sequence):
        raise TypeError(f'args: expected a list of keys such as ["clientX"], or None for all; got {args!r}.')
    items: list[Any] = list(args)
    if items and not isinstance(items[0], str):
        # NiceGUI's form: one list per argument of a Vue event; DOM events have one argument.
        return None if items[0] is None else check_args(items[0])
    if not all(isinstance(item, str) for item in items):
        raise TypeError(f"args: expected keys, all of them strings; got {args!r}.")
    return [str(item) for item in items]
