"""Encoded batches that a page may need again, bounded by count and bytes, per client and in all."""

from __future__ import annotations

from collections import deque
from threading import Lock
from typing import ClassVar


class History:
    """The last batches of one client, as the bytes that were sent.

    A page that needs more than is kept gets a snapshot, so bounds cost bandwidth, never correctness.
    """

    MAX_COUNT: ClassVar[int] = 1_000
    """Batches kept per client."""
    MAX_BYTES: ClassVar[int] = 8 * 1024 * 1024
    """Bytes kept per client."""
    MAX_TOTAL_BYTES: ClassVar[int] = 64 * 1024 * 1024
    """Bytes kept by all clients of the process; whoever adds beyond that keeps less."""

    _total_bytes: ClassVar[int] = 0
    _total_lock: ClassVar[Lock] = Lock()

    def __init__(self) -> None:
        self._entries: deque[tuple[int, bytes]] = deque()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def size(self) -> int:
        """Bytes kept."""
        return self._bytes

    def append(self, message_id: int, payload: bytes) -> None:
        """Keep a batch; forget the oldest while any bound is exceeded."""
        self._entries.append((message_id, payload))
        self._count(len(payload))
        while self._entries and (
            len(self._entries) > self.MAX_COUNT
            or self._bytes > self.MAX_BYTES
            or History._total_bytes > self.MAX_TOTAL_BYTES
        ):
            self._pop()

    def since(self, message_id: int) -> list[tuple[int, bytes]] | None:
        """Return the batches from `message_id` on; None if the history doesn't reach back that far."""
        if not self._entries or self._entries[0][0] > message_id:
            return None
        return [entry for entry in self._entries if entry[0] >= message_id]

    def prune(self, message_id: int) -> None:
        """Forget the batches before `message_id`."""
        while self._entries and self._entries[0][0] < message_id:
            self._pop()

    def clear(self) -> None:
        """Forget everything."""
        while self._entries:
            self._pop()

    def _pop(self) -> None:
        _, payload = self._entries.popleft()
        self._count(-len(payload))

    def _count(self, size: int) -> None:
        self._bytes += size
        with History._total_lock:
            History._total_bytes += size
