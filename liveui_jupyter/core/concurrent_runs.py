"""Handlers that are marked `concurrent`: each runs at once, on a thread of its own, whatever the main thread does."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from contextvars import Context
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from .host import get_host
from .invoke import call, is_awaitable

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from .client import Client

log = logging.getLogger("liveui_jupyter")

MAX_RUNS = 64
"""Handlers of one client that run at the same time; what comes on top is answered with a fault and dropped."""


class ThreadStarter:
    """Starts threads on behalf of others.

    `Thread.start` waits until the new thread runs, which takes a while if the main thread computes; the control thread,
    on which events arrive, must not be held up.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def prepare(self) -> None:
        """Be ready. To be called where waiting does no harm."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._loop, name="liveui_jupyter starter", daemon=True)
                Context().run(self._thread.start)

    def start(self, job: Callable[[], None]) -> None:
        """Have a job run on a new thread. Any thread; returns at once."""
        self._jobs.put(job)

    def _loop(self) -> None:
        while True:
            # Daemons, so that a handler which never ends doesn't keep the kernel from ending.
            threading.Thread(target=self._jobs.get(), name="liveui_jupyter handler", daemon=True).start()


thread_starter = ThreadStarter()


class ConcurrentRuns:
    """Runs the concurrent handlers of one client. Any thread."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._changed = threading.Condition()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def run(
        self,
        make_context: Callable[[], Context],
        handler: Callable[..., Any],
        arguments: Any,
        finished: Callable[[], None] | None = None,
    ) -> bool:
        """Have a handler run on a thread of its own.

        Args:
            make_context: returns what surrounds it; called on that thread.
            handler: takes the arguments or none. A coroutine function gets an event loop of its own.
            arguments: its arguments.
            finished: called when it has ended, however it ended.

        Returns:
            False if too many are running.
        """
        with self._changed:
            is_full = self._count >= MAX_RUNS
            self._count += not is_full
        if is_full:
            log.warning("Client %s runs %d concurrent handlers: no more are started", self._client.id, MAX_RUNS)
            return False

        def job() -> None:
            try:
                if not self._client.is_ending:
                    make_context().run(self._run, handler, arguments)
            finally:
                if finished is not None:
                    finished()
                with self._changed:
                    self._count -= 1
                    self._changed.notify_all()

        thread_starter.start(job)
        return True

    def wait_idle(self, timeout: float) -> bool:
        """Wait until none runs; return whether that has come to be within `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._count, timeout)

    def _run(self, handler: Callable[..., Any], arguments: Any) -> None:
        try:
            result = call(handler, arguments)
            if is_awaitable(result):
                asyncio.run(_await(result))
        except Exception as error:  # noqa: BLE001 - whatever a user's function raises
            self._client.handle_exception(error)
        finally:
            get_host().handler_ended()


async def _await(awaitable: Awaitable[Any]) -> None:
    await awaitable
