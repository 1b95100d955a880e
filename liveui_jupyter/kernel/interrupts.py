"""The notebook's stop button while a handler runs.

ipykernel (6.29 to 7.4) takes SIGINT only while it handles a message: a handler runs when the kernel is idle, and while
a cell awaits the signal only cancels the cell. A handler that never ends could be ended by a restart alone.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

from ..core.interruption import is_interruptible


class _Interrupts:
    """Raises `KeyboardInterrupt` in a handler, and does what was done before as well."""

    def __init__(self, previous: Any) -> None:
        self._previous = previous

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if callable(self._previous):
            self._previous(number, frame)
        if is_interruptible(frame):
            raise KeyboardInterrupt


def install_interrupts() -> None:
    """Have an interrupt end a handler that runs on the main thread. Idempotent; quick, since it is for each handler.

    In a sync cell Python's own handler is there, which raises everywhere. ipykernel puts back what it has found when a
    cell ends, so ours stays once it has been installed in an idle kernel.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    current = signal.getsignal(signal.SIGINT)
    if current is not signal.default_int_handler and not isinstance(current, _Interrupts):
        signal.signal(signal.SIGINT, _Interrupts(current))
