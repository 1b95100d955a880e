"""Elements with a value that their user changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic

from ...core.binding import (
    announced_property,
    bind_from_method,
    bind_method,
    bind_to_method,
    change_stamp,
    differ,
    new_stamp,
    outside_wave,
    propagate,
)
from ...core.concurrent_runs import thread_starter
from ...core.element import Element
from ...core.events import GenericEventArguments, Handler, ValueChangeEventArguments, ValueT
from ...core.invoke import call

if TYPE_CHECKING:
    from typing_extensions import Self

    from ...core.listeners import EventListener

VALUE_EVENT = "update:value"
"""The event by which a page tells of a new value."""


@dataclass
class _Change:
    """A change of value that a page has made."""

    value: Any
    previous: Any


class ValueElement(Element, Generic[ValueT]):
    """An element with a value.

    A value from a page is stored the moment it arrives, on whatever thread, so that a blocking loop sees it. Handlers
    run later, in order, on the main loop: `event.value` is what that event brought, `sender.value` may be newer. What a
    user did before the page had Python's last assignment is handled, but doesn't overwrite that.

    What is bound to the value follows before the handlers run. It is the newest value that is carried, never an older
    event's, and it overwrites nothing that a user or Python has set later.

    Args:
        value: the first value.
        on_value_change: called with `ValueChangeEventArguments`, or without arguments, when the value changes.
        throttle: least time between two events that a page sends, in seconds.
    """

    def __init__(
        self,
        *,
        value: ValueT,
        on_value_change: Handler[ValueChangeEventArguments[ValueT]] | None = None,
        throttle: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._change_handlers: list[Callable[..., Any]] = []
        self._concurrent_handlers: list[Callable[..., Any]] = []
        self._value = self._check_value(value)
        self._assigned_in = -1
        # By view, the number of the last event that was taken since Python has set the value.
        self._received: dict[str, int] = {}
        # When the value was stored last; stored by Python or a binding; carried to what is bound to it.
        self._stamp = self._assigned_stamp = self._carried_stamp = 0
        self._set_state("value", self._value_to_page(self._value))
        self.on(VALUE_EVENT, self._handle_event, throttle=throttle)
        if on_value_change is not None:
            self.on_value_change(on_value_change)

    @announced_property
    def value(self) -> ValueT:
        """The value: the last that a user or Python has given."""
        return self._value

    @value.setter
    def value(self, value: ValueT) -> None:
        self.set_value(value)

    bind_value = bind_method("value")
    bind_value_to = bind_to_method("value")
    bind_value_from = bind_from_method("value")

    def set_value(self, value: ValueT) -> Self:
        """Set the value; handlers of changes run if it differs.

        Raises:
            TypeError, ValueError: this element can't have such a value.
        """
        checked = self._check_value(value)
        if self.is_deleted:  # nobody sees it, and the client may be gone, too
            self._value = checked
            return self
        with self.client.lock:
            stamp, is_carried = change_stamp()
            if stamp < self._stamp:  # a binding carries what is older than what a page, or another thread, has set
                return self
            is_news = is_carried or self.has_unhandled_value or self._differs(self._value, checked)
            previous, sent = self._value, self.state["value"]
            self._set_state("value", self._value_to_page(checked))
            self._value = checked
            if is_news:
                self._stamp = self._assigned_stamp = self._carried_stamp = stamp
            if self.state["value"] is not sent:
                self._assigned_in = self.client.outbox.pending_id
                self._release_pages()
        try:
            if is_news:
                propagate(self, "value", stamp=stamp)
        finally:
            if self._differs(previous, checked):
                with outside_wave():
                    self._invoke_handlers(_Change(checked, previous))
        return self

    def _note_received(self, view_id: str, seq: int) -> None:
        with self.client.lock:
            self._received[view_id] = seq

    def _release_pages(self) -> None:
        """Have pages show what Python sets now, also where the handlers of their last events wait for a cell's end.

        A page keeps what its user has entered until its last event is processed. Python sets the value knowing it.
        """
        for view_id, seq in self._received.items():
            self.client.views.note_processed(view_id, self.id, seq)
        self._received.clear()

    def _invoke_handlers(self, change: _Change) -> None:
        self._start_concurrent_handlers(change)
        self.client.safe_invoke(lambda: self._run_handlers(change), slot=self.parent_slot)

    def on_value_change(
        self, callback: Handler[ValueChangeEventArguments[ValueT]], *, concurrent: bool = False
    ) -> Self:
        """Call a function when the value changes, whoever changes it.

        Args:
            callback: sync or async; takes `ValueChangeEventArguments`, or nothing.
            concurrent: call it at once, on a thread of its own, also while a cell keeps the main thread busy.

        Raises:
            TypeError: it isn't callable.
        """
        if not callable(callback):
            raise TypeError(f"on_change: expected a function, got {callback!r}. Did you call it instead of passing it?")
        if concurrent:
            thread_starter.prepare()
        (self._concurrent_handlers if concurrent else self._change_handlers).append(callback)
        return self

    def _check_value(self, value: Any) -> ValueT:
        """Return the value as the element keeps it.

        Raises:
            TypeError, ValueError: it can't have such a value; the text names `value`.
        """
        checked: ValueT = value
        return checked

    def _differs(self, previous: ValueT, value: ValueT) -> bool:
        """Tell whether handlers of changes are to be called."""
        return differ(previous, value)

    def _value_from_page(self, args: Any) -> ValueT:
        """Return the value that a page has sent.

        Raises:
            TypeError, ValueError: no page sends that in good faith.
        """
        return self._check_value(args)

    def _value_to_page(self, value: ValueT) -> Any:
        """Return the value as pages know it, such as an option's number."""
        return value

    def _receive(self, listener: EventListener, args: Any, applied: int) -> Any:
        if listener.type != VALUE_EVENT:
            return super()._receive(listener, args, applied)
        value = self._value_from_page(args)
        with self.client.lock:
            previous = self._value
            if applied >= self._assigned_in:
                self._value = value
                self._set_state("value", self._value_to_page(value))
                self._stamp = new_stamp()
        change = _Change(value, previous)
        self._start_concurrent_handlers(change)
        return GenericEventArguments(sender=self, client=self.client, args=change)

    def _start_concurrent_handlers(self, change: _Change) -> None:
        slot = self.parent_slot or self.client.content.default_slot
        for handler in self._concurrent_handlers:
            self.client.run_concurrently(slot, None, lambda call_it=handler: self._run_concurrent(call_it, change))

    def _run_concurrent(self, handler: Callable[..., Any], change: _Change) -> Any:
        """Call a concurrent handler, on its own thread: comparing values may be a user's code, too."""
        return call(handler, self._arguments(change)) if self._differs(change.previous, change.value) else None

    def _handle_event(self, event: GenericEventArguments) -> Awaitable[Any] | None:
        change: _Change = event.args
        try:
            self._carry_value()
        except Exception as error:  # noqa: BLE001 - whatever a user's converter raises
            self.client.handle_exception(error)
        return self._run_handlers(change) if self._differs(change.previous, change.value) else None

    def _carry_value(self) -> None:
        """Carry the present value to what is bound to it, if a page has sent it: else that has been done."""
        with self.client.lock:
            stamp = self._carried_stamp = self._stamp
            is_from_page = self._assigned_stamp < stamp
        if is_from_page:
            propagate(self, "value", stamp=stamp)

    @property
    def has_unhandled_value(self) -> bool:
        """Whether a page has sent a value whose handlers, and what is bound to it, are yet to learn of it."""
        return self._carried_stamp < self._stamp

    def _run_handlers(self, change: _Change) -> Awaitable[Any] | None:
        """Call the handlers of changes; return what has to be awaited until all of them have finished."""
        return self.client.call_handlers(self._change_handlers, self._arguments(change))

    def _arguments(self, change: _Change) -> ValueChangeEventArguments[ValueT]:
        return ValueChangeEventArguments(
            sender=self, client=self.client, value=change.value, previous_value=change.previous
        )
