"""Events: from a page's frame to the handler that is to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..protocol import EncodingError

if TYPE_CHECKING:
    from ..protocol import Event
    from .client import Client
    from .element import Element
    from .inbox import Inbox
    from .listeners import EventListener


class EventDispatch:
    """Takes the events of one client, in the order of their numbers. Any thread."""

    def __init__(self, client: Client, inbox: Inbox) -> None:
        self._client = client
        self._inbox = inbox

    def handle(self, frame: Event, args: Any) -> None:
        """Store an event's raw value at once, and enqueue its handler for the main loop.

        Args:
            frame: the event.
            args: its arguments, or the error if they can't be read.
        """
        if isinstance(args, EncodingError):
            self._refuse(frame, str(args))
            return
        element = self._client.elements.get(frame.element)
        listener = element.listener(frame.listener) if element else None
        if element is None or listener is None or element.is_ignoring_events:
            # Deleted, hidden or disabled meanwhile: no fault of the page.
            self._finish(frame)
            return
        try:
            self._enqueue(frame, element, listener, args)
        except (TypeError, ValueError) as error:
            self._refuse(frame, f"{element}, event {listener.type}: {error}")

    def _enqueue(self, frame: Event, element: Element, listener: EventListener, args: Any) -> None:
        received = element._receive(listener, args, frame.applied)  # noqa: SLF001 - the client's to call
        element._note_received(frame.view, frame.seq)  # noqa: SLF001
        handler = listener.handler
        if handler is None:
            self._finish(frame)
            return

        slot = element.parent_slot or self._client.content.default_slot
        if listener.is_concurrent:
            is_taken = self._client.run_concurrently(slot, frame.view, handler, received, lambda: self._finish(frame))
            if not is_taken:
                self._inbox.refuse_event(frame, "too_many", "too many handlers run at the same time")
                self._finish(frame)
            return

        def run() -> None:
            self._client.run_handler(slot, frame.view, handler, received, lambda: self._finish(frame))

        if not self._inbox.enqueue(run):
            self._inbox.refuse_event(frame, "too_many", "too many events wait for the kernel")
            self._finish(frame)

    def _refuse(self, frame: Event, message: str) -> None:
        self._inbox.refuse_event(frame, "malformed", message)
        self._finish(frame)

    def _finish(self, frame: Event) -> None:
        with self._client.lock:
            self._client.views.note_processed(frame.view, frame.element, frame.seq)
        self._client.outbox.enqueue_receipt()
