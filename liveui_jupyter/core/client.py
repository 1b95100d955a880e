"""A client: the interface in one output, its connections, its events, its calls."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextvars import Context
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from ..errors import ClientDeletedError, ViewGoneError
from . import binding
from .client_output import ClientOutput
from .concurrent_runs import ConcurrentRuns
from .connections import Connections
from .context import pop_slot, push_slot
from .epoch import EPOCH
from .event_dispatch import EventDispatch
from .host import get_host
from .inbox import Buffers, Inbox
from .interruption import shield
from .invoke import Invoker, call_all, is_running
from .javascript_calls import JavaScriptCalls
from .javascript_request import Requests
from .outbox import Outbox
from .process_end import flush_all
from .root import Root
from .tasks import Tasks
from .views import View, Views

if TYPE_CHECKING:
    from typing_extensions import Self

    from ..protocol import Event, Handshake
    from .element import Element
    from .javascript_request import JavaScriptRequest
    from .output import Stream
    from .slot import Slot
    from .transport import Transport


class Client(JavaScriptCalls):
    """The user interface in one output cell (or several: each display of it is a view).

    A cell's first `ui.…` makes the cell's client and displays it. To place one by hand, make it, enter it with `with`,
    and display it: as the last line of a cell, or with `display(client)`, as often as wanted.

    Methods may be called from any thread. Handlers run on the kernel's main event loop.
    """

    instances: ClassVar[dict[str, Client]] = {}
    """The clients that exist, by id."""

    def __init__(self) -> None:
        host = get_host()
        self.id = uuid4().hex[:16]
        self.epoch = EPOCH
        self.created = time.time()
        self.lock = threading.RLock()
        self.elements: dict[int, Element] = {}
        self.next_element_id = 0
        self.transport: Transport | None = None
        self.views = Views()
        self.requests = Requests()
        self.outbox = Outbox(self)
        self._inbox = Inbox(self)
        self._is_ending = False
        self._is_processing_events = False
        self._deleted = False
        self._tasks = Tasks(self)
        self._connections = Connections(self)
        self._events = EventDispatch(self, self._inbox)
        self.connect_handlers: list[Callable[..., Any]] = []
        self.disconnect_handlers: list[Callable[..., Any]] = []
        self.delete_handlers: list[Callable[..., Any]] = []
        self.output = ClientOutput(self)
        self.content = Root(_client=self)
        self._invoker = Invoker(self)
        self.concurrent_runs = ConcurrentRuns(self)
        self.instances[self.id] = self
        host.register(self)

    # ---- building

    def __enter__(self) -> Self:
        self.check_existence()
        push_slot(self.content.default_slot)
        return self

    def __exit__(self, *_: object) -> None:
        pop_slot(self.content.default_slot)

    def remove_elements(self, elements: Iterable[Element]) -> None:
        """Remove elements that have been taken out of their slots."""
        removed: list[Element] = []
        callbacks: list[Callable[[], object]] = []
        with self.lock:
            for element in list(elements):
                if element.id and self.elements.pop(element.id, None) is not None:
                    element._handle_delete()  # noqa: SLF001 - the client's to call
                    removed.append(element)
                    callbacks += element.take_delete_callbacks()
                    self.outbox.enqueue_delete(element)
        binding.remove(removed)
        for callback in callbacks:
            self._invoker.run_last(callback)

    def remove_all_elements(self) -> None:
        """Remove everything from the client."""
        self.content.clear()

    def check_existence(self) -> None:
        """Raise if the client is gone.

        Raises:
            ClientDeletedError: it has been deleted.
        """
        if self._deleted:
            raise ClientDeletedError(f"Client {self.id}", "its cell ran again or its output was cleared")

    def open_transport(self) -> None:
        """Make the client known to pages, if it isn't yet."""
        with self.lock:
            if self.transport is None and not self._deleted:
                self.transport = get_host().open_transport(self)

    def flush(self, timeout: float = 1.0) -> bool:
        """Have all changes sent that were made so far; False if that takes longer than `timeout` seconds."""
        return self.outbox.flush(timeout)

    # ---- output

    def build_response(self) -> dict[str, Any]:
        """Return the mime bundle of a display: what is shown where no page runs. The host adds the live view."""
        self.output.settle()
        return {"text/plain": f"<{self!s}>", "text/html": self.content.static_html()}

    def display_reference(self, text: str) -> None:
        """Show a text that stands for one of this client's elements, unless the client itself is shown there."""
        get_host().display_reference(self, text)

    def write_output(self, stream: Stream, text: str) -> None:
        """Show text below the interface; see `ClientOutput.write`. Any thread."""
        self.output.write(stream, text)

    def clear_output(self) -> None:
        """Remove what handlers have printed so far."""
        self.output.clear()

    # ---- connections

    @property
    def has_socket_connection(self) -> bool:
        """Whether any page shows the client."""
        return bool(self.views.connected)

    @property
    def is_ending(self) -> bool:
        """Whether the client is being deleted, or has been."""
        return self._is_ending

    @property
    def is_deleted(self) -> bool:
        """Whether the client has been deleted."""
        return self._deleted

    def is_lost_since(self, horizon: float) -> bool:
        """Tell whether no page has shown the client since `horizon` (seconds since the epoch)."""
        return self._connections.is_lost_since(horizon)

    async def connected(self, timeout: float | None = None) -> None:
        """Wait until a page shows the client.

        Args:
            timeout: seconds to wait at most; None waits for ever.

        Raises:
            ClientConnectionTimeout: no page has shown it in time.
            CannotAwaitError: no page's answer can reach the code that waits.
            ClientDeletedError: the client is deleted.
        """
        await self._connections.connected(timeout)

    async def disconnected(self) -> None:
        """Wait until no page shows the client any more (first until one does, if none has), or it is deleted."""
        await self._connections.disconnected()

    def give_up_waiting(self, error: Exception) -> None:
        """Fail whoever waits for a page: to show the client, or to answer a call. Any thread."""
        self.requests.fail_all(error)
        self._connections.give_up(error)

    def receive(self, content: Any, buffers: Buffers = ()) -> None:
        """Take a frame that a page has sent. Any thread; never raises; the control thread isn't held up."""
        self._inbox.receive(content, buffers)

    def handle_handshake(self, frame: Handshake) -> None:
        """Note that a view is there (again), and bring it up to date. Any thread."""
        self._connections.handle_handshake(frame)

    def handle_disconnect(self, view_id: str, turn: int = 0) -> None:
        """Note that a view has gone: what it was asked fails, `disconnected()` returns if it was the last."""
        self._connections.handle_disconnect(view_id, turn)

    def choose_view(self, request: JavaScriptRequest) -> View | None:
        """Return the view to ask: the one that was asked before, or whose event is being handled, or that came last."""
        with self.lock:
            if request.is_pinned:
                return self.views.connected.get(request.view or "")
            return self.views.choose(request.view, request.preferred_view)

    # ---- events

    def handle_event(self, frame: Event, args: Any) -> None:
        """Take an event: its raw value is stored at once, its handler runs on the main loop, in order. Any thread."""
        self._events.handle(frame, args)

    def run_handler(
        self,
        slot: Slot,
        view_id: str,
        handler: Callable[..., Any],
        arguments: Any,
        finished: Callable[[], None],
    ) -> None:
        """Run the handler of a view's event, on the main loop's thread, and say when it has finished."""
        self._invoker.run(self._invoker.context(slot, view_id), handler, arguments, finished=finished)

    def run_concurrently(
        self,
        slot: Slot,
        view_id: str | None,
        handler: Callable[..., Any],
        arguments: Any = None,
        finished: Callable[[], None] | None = None,
    ) -> bool:
        """Run a handler at once, on a thread of its own; False if too many are running. Any thread."""
        return self.concurrent_runs.run(lambda: self._invoker.context(slot, view_id), handler, arguments, finished)

    def process_events(self) -> int:
        """Run the handlers that wait for the main thread, in code that keeps it busy: in a loop of a cell, say.

        Coroutine handlers are started; what comes after their first wait goes on when the cell has ended, or awaits.

        Returns:
            How many handlers were run. None are while one of the client's handlers runs already: they stay in order.

        Raises:
            RuntimeError: this isn't the kernel's main thread, on which handlers run.
        """
        if not is_running(get_host().loop()):
            raise RuntimeError("process_events() runs handlers, whose place is the main thread; call it in a cell.")
        self.check_existence()
        was_processing, self._is_processing_events = self._is_processing_events, True
        try:
            return self._inbox.drain()
        finally:
            self._is_processing_events = was_processing

    def safe_invoke(self, function: Callable[..., Any] | Coroutine[Any, Any, Any], *, slot: Slot | None = None) -> None:
        """Run a function or a coroutine on the main loop; at once, if called there. Any thread.

        Args:
            function: may take the client. What it raises goes to `handle_exception`.
            slot: where elements go that it makes; default is the client's content.
        """
        if not callable(function):
            self.create_task(function)
            return
        context = self._invoker.context(slot or self.content.default_slot)
        if is_running(get_host().loop()):
            self._invoker.run(context, function, self)
        else:
            self._inbox.enqueue(lambda: self._invoker.run(context, function, self))

    def context_of(self, slot: Slot) -> Context:
        """Return a fresh context in which elements go into `slot`, and output goes to the client."""
        return self._invoker.context(slot)

    def call_handlers(self, handlers: Iterable[Callable[..., Any]], arguments: Any) -> Awaitable[Any] | None:
        """Call handlers in turn; return what has to be awaited until all have finished, None if nothing has."""
        return call_all(self, handlers, arguments)

    def create_task(
        self,
        coroutine: Coroutine[Any, Any, Any],
        *,
        context: Context | None = None,
        finished: Callable[[], None] | None = None,
    ) -> None:
        """Run a coroutine on the main loop, until the client is deleted; see `Tasks.create`. Any thread.

        By default what surrounds it is the client's content.
        """
        self._tasks.create(coroutine, context or self._invoker.context(self.content.default_slot), finished)

    @shield
    def handle_exception(self, error: Exception | KeyboardInterrupt) -> None:
        """Show an exception in the client's output, and give it to the `on_exception` handlers.

        An interrupt ends the handler; and the cell, if that has called `process_events()`.
        """
        self.output.handle_exception(error)
        if isinstance(error, KeyboardInterrupt) and self._is_processing_events:
            raise error

    def on_connect(self, handler: Callable[..., Any]) -> None:
        """Call a function whenever a view of the client appears; it may take the client, and may be async."""
        self.connect_handlers.append(handler)

    def on_disconnect(self, handler: Callable[..., Any]) -> None:
        """Call a function whenever a view of the client disappears; it may take the client, and may be async."""
        self.disconnect_handlers.append(handler)

    def on_delete(self, handler: Callable[..., Any]) -> None:
        """Call a function once, when the client is deleted; it may take the client, and may be async."""
        self.delete_handlers.append(handler)

    def on_exception(self, handler: Callable[..., Any]) -> None:
        """Call a function with every exception of the client's handlers, timers and tasks."""
        self.output.exception_handlers.append(handler)

    # ---- end

    def delete(self, *, close: bool = True) -> None:
        """Delete the client: handlers, timers and tasks stop, calls fail, delete handlers run. Idempotent.

        Args:
            close: also tell the pages, which then remove their views. False leaves that to a later `close()`, so
                that a successor can take their place without a flash.
        """
        with self.lock:
            is_first, self._is_ending = not self._is_ending, True
            handlers, self.delete_handlers = self.delete_handlers, []
        if is_first:
            self._inbox.clear()
            for handler in handlers:
                self._invoker.run_last(handler, self)
            self.remove_all_elements()
            with self.lock:
                self._deleted = True
                self.outbox.stop()
                self.instances.pop(self.id, None)
            binding.remove([self.content])
            self._connections.end()
            self.requests.fail_all(ViewGoneError("its client was deleted, since its cell ran again"))
            self._tasks.cancel()
        if close:
            self.close()

    def close(self) -> None:
        """Tell the pages that the client is gone. Idempotent."""
        transport, self.transport = self.transport, None
        if transport is not None:
            transport.close()

    @classmethod
    def prune_instances(cls, *, client_age_threshold: float = 60.0) -> None:
        """Delete the clients that no page shows, and none has for a while.

        Never called by the library itself: a notebook whose tab is closed may be opened again.

        Args:
            client_age_threshold: seconds since the client was made, or lost its last view.
        """
        horizon = time.time() - client_age_threshold
        for client in list(cls.instances.values()):
            if client.is_lost_since(horizon):
                client.delete()

    def __str__(self) -> str:
        count = len(self.elements) - 1
        return f"liveui_jupyter client {self.id}, {count} element{'' if count == 1 else 's'}"

    def __repr__(self) -> str:
        return f"<{self}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Display the client here, too."""
        return get_host().mime_bundle(self)


atexit.register(flush_all, Client.instances)
