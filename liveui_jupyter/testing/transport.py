"""A transport in memory, which can lose, double and delay frames."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .page import FakePage

Frame = tuple[dict[str, Any], "bytes | None"]


class MemoryTransport:
    """Carries a client's frames to the fake pages that are attached.

    Attributes:
        sent: every frame that the client has sent, in order.
        fate: given a frame, returns how often it arrives: 0 loses it, 2 doubles it. Replace it to make trouble.
        is_held: True keeps frames back until `release()`.
    """

    def __init__(self) -> None:
        self.sent: list[Frame] = []
        self.fate: Callable[[dict[str, Any]], int] = lambda _: 1
        self.is_held = False
        self.is_closed = False
        self.pages: list[FakePage] = []
        self._held: list[Frame] = []
        self._lock = threading.RLock()

    def send(self, envelope: dict[str, Any], payload: bytes | None = None) -> None:
        """Send a frame to all pages."""
        with self._lock:
            if self.is_closed:
                return
            frame = (envelope, payload)
            self.sent.append(frame)
            if self.is_held:
                self._held.append(frame)
            else:
                self._deliver(frame)

    def release(self) -> None:
        """Deliver what was held back."""
        with self._lock:
            self.is_held = False
            held, self._held = self._held, []
            for frame in held:
                self._deliver(frame)

    def close(self) -> None:
        """Carry nothing more."""
        self.is_closed = True

    def kinds(self) -> list[str]:
        """Return the kinds of the frames that were sent, in order."""
        return [str(envelope["k"]) for envelope, _ in self.sent]

    def _deliver(self, frame: Frame) -> None:
        for _ in range(self.fate(frame[0])):
            for page in list(self.pages):
                page.take(*frame)
