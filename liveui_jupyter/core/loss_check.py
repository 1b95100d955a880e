"""Whether the last batch has arrived: a gap shows only with a later one, which may be long in coming."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING

from .flusher import flusher

if TYPE_CHECKING:
    from .outbox import Outbox

PATIENCE = 2.0
"""Seconds after the last batch in which pages have acknowledged it; they do so half a second after it at the latest."""
MAX_TRIES = 4
"""Times that pages are told, each after twice the time: a kernel that is busy may be unable to read their answers."""


class LossCheck:
    """Tells the pages, once it is quiet, which batch is next, if any of them hasn't acknowledged the last.

    A page that has missed some then shakes hands; one that hasn't acknowledges. Runs on the flusher's thread.
    """

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = weakref.ref(outbox)  # a timer that still runs must not keep a deleted client
        self._sent_at = 0.0
        self._tries = 0
        self._is_waiting = False

    def sent(self) -> None:
        """Note that a batch has been sent."""
        self._sent_at = time.monotonic()
        self._tries = 0
        if not self._is_waiting:
            self._wait(PATIENCE)

    def _wait(self, seconds: float) -> None:
        self._is_waiting = True
        flusher.call_later(seconds, _weakly(self))

    def look(self) -> None:
        """Tell the pages, if it is time and one of them is behind."""
        self._is_waiting = False
        outbox = self._outbox()
        if outbox is None or not outbox.is_any_view_behind():
            return
        left = self._sent_at + PATIENCE * 2**self._tries - time.monotonic()
        if left <= 0.0:
            outbox.tell_next_id()
            self._tries += 1
            left = PATIENCE * 2**self._tries
        if self._tries < MAX_TRIES:
            self._wait(left)


def _weakly(check: LossCheck) -> Callable[[], None]:
    reference = weakref.ref(check)

    def look() -> None:
        if (found := reference()) is not None:
            found.look()

    return look
