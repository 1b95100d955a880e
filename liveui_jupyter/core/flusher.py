"""The thread that sends: it gives every outbox its turn when that is due, and wakes what has waited too long.

One daemon thread for all clients. It runs in an empty context, since what ipykernel 7.4 publishes from a cell's context
decides on which subshell replies arrive. Cells, handlers and the control thread only note changes; they never send.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable
from contextvars import Context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .outbox import Outbox

log = logging.getLogger("liveui_jupyter")


class Flusher:
    """Runs outboxes and timed callbacks on a thread of its own, started when first needed."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._outboxes: dict[Outbox, None] = {}
        self._timed: list[tuple[float, int, Callable[[], None]]] = []
        self._count = itertools.count()
        self._thread: threading.Thread | None = None
        self._is_awake = False

    def schedule(self, outbox: Outbox) -> None:
        """Give an outbox its turn soon. Any thread."""
        with self._condition:
            self._outboxes[outbox] = None
            self._wake()

    def call_later(self, delay: float, callback: Callable[[], None]) -> None:
        """Call a function on the flusher's thread after `delay` seconds. Any thread."""
        with self._condition:
            heapq.heappush(self._timed, (time.monotonic() + delay, next(self._count), callback))
            self._wake()

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Call a function on the flusher's thread, before later batches. Any thread."""
        self.call_later(0.0, callback)

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is left that could be sent now; False if that took longer than `timeout` seconds."""
        done = threading.Event()
        self.call_soon(done.set)
        return done.wait(timeout)

    def _wake(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(
                target=Context().run, args=(self.run,), name="liveui_jupyter flusher", daemon=True
            )
            self._thread.start()
        self._is_awake = True
        self._condition.notify()

    def run(self) -> None:
        """Serve for ever: the body of the thread."""
        while True:
            delays = self._run_once()
            with self._condition:
                if self._timed:
                    delays.append(self._timed[0][0] - time.monotonic())
                if not self._is_awake:
                    self._condition.wait(min(delays) if delays else None)

    def _run_once(self) -> list[float]:
        """Do what is due; return in how many seconds outboxes want their next turns.

        A function of its own, so that the waiting thread keeps nothing alive.
        """
        with self._condition:
            now = time.monotonic()
            due: list[Callable[[], None]] = []
            while self._timed and self._timed[0][0] <= now:
                due.append(heapq.heappop(self._timed)[2])
            outboxes, self._outboxes = self._outboxes, {}
            self._is_awake = False
        for callback in due:
            self._guard(callback)
        return [delay for outbox in outboxes if (delay := self._turn(outbox)) is not None]

    def _turn(self, outbox: Outbox) -> float | None:
        """Give an outbox its turn; return in how many seconds it wants the next."""
        try:
            delay = outbox.loop()
        except Exception:
            log.exception("A batch could not be sent")
            return None
        if delay is not None:
            with self._condition:
                self._outboxes[outbox] = None
        return delay

    @staticmethod
    def _guard(callback: Callable[[], None]) -> None:
        try:
            callback()
        except Exception:
            log.exception("A timed callback failed")


flusher = Flusher()
"""The process's flusher."""
