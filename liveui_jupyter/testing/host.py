"""A host without Jupyter: a main loop on a thread of its own, transports in memory."""

from __future__ import annotations

import asyncio
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from ..core.client import Client
from ..core.context import reset_slot_stack
from ..core.flusher import flusher
from ..core.host import set_host
from ..errors import NoClientError
from .page import FakePage
from .transport import MemoryTransport

if TYPE_CHECKING:
    from typing_extensions import Self

    from ..core.transport import Transport

T = TypeVar("T")

_cell: ContextVar[Client | None] = ContextVar("liveui_test_cell", default=None)


class MemoryHost:
    """Stands in for the kernel in tests. Use it as a context manager.

    Attributes:
        problem: what `waiting_problem` answers: (reason, remedy), or None if awaiting works.
    """

    def __init__(self) -> None:
        self.problem: tuple[str, str] | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="test loop", daemon=True)
        self._clients: list[Client] = []

    def __enter__(self) -> Self:
        self._thread.start()
        set_host(self)
        reset_slot_stack()
        return self

    def __exit__(self, *_: object) -> None:
        for client in list(self._clients):
            client.delete()
        flusher.wait_idle(5.0)
        self.run(_let_tasks_end)
        for client in self._clients:
            client.concurrent_runs.wait_idle(5.0)  # their threads look for the host
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5.0)
        self._loop.close()
        set_host(None)
        reset_slot_stack()

    # ---- for tests

    @contextmanager
    def cell(self) -> Iterator[Client]:
        """Make a client and build in it, as a cell does."""
        client = Client()
        client.open_transport()
        token = _cell.set(client)
        try:
            with client:
                yield client
        finally:
            _cell.reset(token)

    def open_page(self, client: Client, *, capabilities: list[str] | None = None) -> FakePage:
        """Show a client in a fake page, and wait until that is up to date."""
        page = FakePage(client, capabilities=capabilities)
        self.transport(client).pages.append(page)
        page.handshake()
        self.settled()
        return page

    def transport(self, client: Client) -> MemoryTransport:
        """Return a client's transport."""
        client.open_transport()
        transport = client.transport
        if not isinstance(transport, MemoryTransport):
            raise TypeError(f"{client} belongs to another host.")
        return transport

    def run(self, function: Callable[[], Any], timeout: float = 10.0) -> Any:
        """Call a function (a coroutine function is awaited) on the main loop, and return its result."""

        async def call() -> Any:
            result = function()
            return await result if asyncio.iscoroutine(result) else result

        future: Future[Any] = asyncio.run_coroutine_threadsafe(call(), self._loop)
        return future.result(timeout)

    def settled(self, timeout: float = 10.0) -> None:
        """Wait until everything that was enqueued has been handled and sent, and nothing new has come of it.

        Raises:
            TimeoutError: things go on and on.
        """
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            before = self._activity()
            self.run(lambda: None)
            clients = list(Client.instances.values())
            is_flushed = all(client.flush(max(0.0, deadline - time.monotonic())) for client in clients)
            self.run(lambda: None)
            if is_flushed and self._activity() == before:
                return
        raise TimeoutError(f"The interface hasn't come to rest within {timeout:g} s.")

    def _activity(self) -> tuple[int, ...]:
        return tuple(
            len(client.transport.sent)
            for client in Client.instances.values()
            if isinstance(client.transport, MemoryTransport)
        )

    # ---- Host

    def loop(self) -> asyncio.AbstractEventLoop:
        """Return the main loop."""
        return self._loop

    def open_transport(self, client: Client) -> Transport:
        """Make a transport in memory."""
        del client
        return MemoryTransport()

    def register(self, client: Client) -> None:
        """Note a client, so that it ends with the host."""
        self._clients.append(client)

    def implicit_client(self) -> Client:
        """Return the client of the current `cell()`."""
        client = _cell.get()
        if client is None:
            raise NoClientError
        return client

    def waiting_problem(self, client: Client, *, blocking: bool) -> tuple[str, str] | None:
        """Return `problem`."""
        del client, blocking
        return self.problem

    def mime_bundle(self, client: Client) -> dict[str, Any]:
        """Return the client's own part."""
        return client.build_response()

    def display_reference(self, client: Client, text: str) -> None:
        """Show nothing."""

    def format_exception(self, error: BaseException) -> str:
        """Return Python's own traceback."""
        return "".join(traceback.format_exception(type(error), error, error.__traceback__))

    def handler_starts(self) -> None:
        """Do nothing."""

    def handler_ended(self) -> None:
        """Do nothing."""

    def asset(self, name: str) -> tuple[str, bytes] | None:
        """Return nothing: there is no browser."""
        del name
        return None


async def _let_tasks_end() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
