"""When a batch may go: pure bookkeeping over the clock's readings that callers pass in."""

from __future__ import annotations

QUIET = 0.004
"""Seconds without further changes after which a batch goes although its tick hasn't ended (a blocking cell)."""
MAX_AGE = 0.05
"""Seconds that a change waits at most while others keep coming: a blocking loop shows 20 steps a second."""
WINDOW = 2
"""Batches that may be unacknowledged."""
ESCAPE = 0.25
"""Seconds after which a batch goes although the window is full: a busy kernel can't read acknowledgements."""
LAST_ACK_COUNTS = 5.0
"""Seconds after which a view that acknowledges nothing no longer holds the others back."""
MAX_RATE = 250.0
"""Batches a second, of all clients. Jupyter Server drops messages beyond 1,000 a second, and counts others' too."""
BURST = 50.0
"""Batches that may go at once after a pause."""


class RateLimit:
    """A token bucket. Not thread-safe: the flusher's alone."""

    def __init__(self, rate: float = MAX_RATE, burst: float = BURST) -> None:
        self._rate = rate
        self._burst = burst
        self._tokens = burst
        self._last = 0.0

    def take(self, now: float) -> float:
        """Take a token and return 0; if there is none, take nothing and return in how many seconds there will be."""
        self._tokens = min(self._burst, self._tokens + (now - self._last) * self._rate)
        self._last = now
        if self._tokens >= 1.0:
            self._tokens -= 1.0
            return 0.0
        return (1.0 - self._tokens) / self._rate


class Pacing:
    """When the next batch of one client is due. Not thread-safe: guarded by the client's lock."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._latest = 0.0
        self._is_urgent = False
        self._sent_at = -ESCAPE

    @property
    def is_due_some_time(self) -> bool:
        """Whether anything waits."""
        return self._first is not None

    def changed(self, now: float) -> bool:
        """Note a change; True if it is the first since the last batch."""
        is_first = self._first is None
        if is_first:
            self._first = now
        self._latest = now
        return is_first

    def tick_ended(self) -> None:
        """Note that the callback, handler or cell that made the changes has ended."""
        self._is_urgent = True

    def delay(self, now: float, unacknowledged: int) -> float:
        """Return in how many seconds the batch is due; 0 is now.

        Args:
            now: the monotonic clock's reading, in seconds.
            unacknowledged: batches that the slowest view hasn't acknowledged.
        """
        if self._first is None:
            return ESCAPE
        ready = self._latest if self._is_urgent else min(self._latest + QUIET, self._first + MAX_AGE)
        if unacknowledged >= WINDOW:
            ready = max(ready, self._sent_at + ESCAPE)
        return max(0.0, ready - now)

    def sent(self, now: float) -> None:
        """Note that everything that waited has gone."""
        self._first = None
        self._is_urgent = False
        self._sent_at = now
