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
from .awaitable_response import AwaitableResponse, NullResponse
from .client_output import ClientOutput
from .connections import Connections
from .context import pop_slot, push_slot
from .epoch import EPOCH
from .event_dispatch import EventDispatch
from .host import get_host
from .inbox import Buffers, Inbox
from .invoke import Invoker, call_all, is_running
from .javascript_request import DEFAULT_TIMEOUT, JavaScriptRequest, Requests, check_timeout
from .outbox import Outbox
from .process_end import flush_all
from .root import Root
from .tasks import Tasks
from .views import View, Views

if TYPE_CHECKING:
    from typing_extensions import Self

    from ..errors import JavaScriptError
    from ..protocol import Event
    from .element import Element
    from .output import Stream
    from .slot import Slot
    from .transport import Transport


class Client:
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

    def handle_handshake(self, view_id: str, next_message_id: int, epoch: str, capabilities: list[str]) -> None:
        """Note that a view is there (again), and bring it up to date. Any thread."""
        self._connections.handle_handshake(view_id, next_message_id, epoch, capabilities)

    def handle_disconnect(self, view_id: str) -> None:
        """Note that a view has gone: what it was asked fails, `disconnected()` returns if it was the last."""
        self._connections.handle_disconnect(view_id)

    def choose_view(self, request: JavaScriptRequest) -> View | None:
        """Return the view to ask: the one that was asked before, or whose event is being handled, or that came last."""
        with self.lock:
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

    def handle_exception(self, error: Exception) -> None:
        """Show an exception in the client's output, and give it to the `on_exception` handlers."""
        self.output.handle_exception(error)

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

    # ---- JavaScript

    def run_javascript(self, code: str, *, timeout: float = DEFAULT_TIMEOUT) -> AwaitableResponse:
        """Run JavaScript in a page that shows the client. It is sent at once, whether awaited or not.

        In the code, `getElement(id)` gives an element's DOM node.

        Args:
            code: an expression, or the body of an async function (`return` gives the result).
            timeout: seconds to wait for the result, a page that has yet to appear included.

        Returns:
            A response: await it now, later or never, or ask for its `.result()`. Results are JSON-like; undefined is
            None, an ArrayBuffer bytes, a typed array a memoryview that `numpy.asarray` takes.

        Raises (when awaited):
            JavaScriptError: the code threw, doesn't compile, or its value can't be sent.
            JavaScriptTimeout: no answer came in time.
            ViewGoneError: the page that was asked has gone.
            CannotAwaitError: no answer can reach the code that waits.
        """
        if not isinstance(code, str):
            raise TypeError(f"code: expected JavaScript as text, got {type(code).__name__}.")
        return self._call(JavaScriptRequest(self, code=code, timeout=check_timeout(timeout)))

    def call_method(
        self, element: Element, name: str, args: tuple[Any, ...], *, timeout: float = DEFAULT_TIMEOUT
    ) -> AwaitableResponse:
        """Call a method of an element's DOM node in a page; see `run_javascript`."""
        if element.is_deleted:
            return NullResponse()
        request = JavaScriptRequest(self, element=element.id, method=name, args=args, timeout=check_timeout(timeout))
        return self._call(request)

    def command(self, name: str, *args: Any) -> None:
        """Have a view do something that nobody waits for: notify, open, download. Lapses if no page comes."""
        request = JavaScriptRequest(self, element=0, method=name, args=args, timeout=60.0, is_command=True)
        self._call(request)

    def _call(self, request: JavaScriptRequest) -> AwaitableResponse:
        self.check_existence()
        request.start()
        return AwaitableResponse(request)

    def open(self, target: str, new_tab: bool = False) -> None:
        """Open a URL in the page that shows the client, or in a new tab."""
        self.command("open", target, new_tab)

    def download(self, src: str | bytes, filename: str | None = None, media_type: str = "") -> None:
        """Have the page download a URL, or bytes under a file name."""
        self.command("download", src, filename, media_type)

    def handle_javascript_response(self, request_id: str, value: Any, error: JavaScriptError | None) -> None:
        """Resolve a call. Any thread. An answer that nobody waits for any more is dropped."""
        self.requests.answer(request_id, value, error)

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
