"""The listeners of one element: their declaration for the page, and the handler in the kernel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..protocol import Listener, ListenerOptions
from .concurrent_runs import thread_starter
from .events import check_args, check_event_type

DEFAULT_JS_HANDLER = "(...args) => emit(...args)"
"""NiceGUI's default: send the event as it is."""


@dataclass(frozen=True)
class EventListener:
    """One listener of an element.

    Attributes:
        wire: what the page is told.
        handler: what is called; None if only JavaScript handles the event.
        is_concurrent: whether it is called at once, on a thread of its own, instead of on the main loop.
    """

    wire: Listener
    handler: Callable[..., Any] | None
    is_concurrent: bool = False

    @property
    def type(self) -> str:
        """Name of the event."""
        return self.wire.type


def make_listener(
    listener_id: int,
    event_type: str,
    handler: Callable[..., Any] | None,
    args: Any,
    *,
    throttle: float,
    leading_events: bool,
    trailing_events: bool,
    js_handler: str | None,
    concurrent: bool = False,
) -> EventListener:
    """Check what a user has given to `Element.on` and return the listener.

    Raises:
        TypeError, ValueError: a parameter is wrong; the text names it.
    """
    if handler is not None and not callable(handler):
        raise TypeError(f"handler: expected a function, got {handler!r}. Did you call it instead of passing it?")
    if not isinstance(throttle, int | float) or not throttle >= 0:
        raise ValueError(f"throttle: expected seconds ≥ 0, got {throttle!r}.")
    if js_handler is not None and not isinstance(js_handler, str):
        raise TypeError(f"js_handler: expected a JavaScript function as text, got {js_handler!r}.")
    options = ListenerOptions(
        throttle=float(throttle),
        leading=leading_events,
        trailing=trailing_events,
        js_handler=None if js_handler == DEFAULT_JS_HANDLER else js_handler,
    )
    wire = Listener(
        listener_id,
        check_event_type(event_type),
        check_args(args),
        None if options == ListenerOptions() else options,
    )
    if concurrent:
        thread_starter.prepare()
    return EventListener(wire, handler, bool(concurrent))
