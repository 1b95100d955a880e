"""Calling a function again and again, or once after a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from .client import Client
from .context import context
from .host import get_host
from .invoke import attempt, is_awaitable, wait


class Timer:
    """Calls a function in regular intervals, on the kernel's main loop, while its client exists.

    It starts when a page shows the client first, pauses while a cell runs without awaiting, and ends when the element
    that it was made in is deleted, or the cell runs again.

    Args:
        interval: seconds between the starts of two calls; may be changed at any time.
        callback: sync or async; its exceptions go to the client's output, and the timer goes on.
        active: False calls nothing until `activate()`.
        once: call once, `interval` seconds after the start.
        immediate: call at the start, too; has no meaning with `once`.

    Raises:
        TypeError: `callback` isn't a function.
        ValueError: `interval` isn't a number ≥ 0.

    ```python
    from datetime import datetime

    clock = ui.label()
    ui.timer(1.0, lambda: clock.set_text(f"{datetime.now():%X}"))
    ```
    """

    def __init__(
        self,
        interval: float,
        callback: Callable[..., Any],
        *,
        active: bool = True,
        once: bool = False,
        immediate: bool = True,
    ) -> None:
        if not callable(callback):
            raise TypeError(f"callback: expected a function, got {callback!r}. Did you call it instead of passing it?")
        self.interval = interval
        self.callback = callback
        self.active = active
        self._immediate = immediate and not once
        self._once = once
        self._is_cancelled = False
        self._call: asyncio.Task[Any] | None = None
        self._task: asyncio.Task[Any] | None = None
        slot = context.slot
        self._client: Client = slot.parent.client
        self._parent = slot.parent
        self._parent.on_delete(self._end)
        self._client.create_task(self._run(), context=self._client.context_of(slot))

    def _ipython_display_(self) -> None:
        """Show nothing where the timer is made in the last line of a cell."""

    @property
    def interval(self) -> float:
        """Seconds between the starts of two calls."""
        return self._interval

    @interval.setter
    def interval(self, value: float) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
            raise ValueError(f"interval: expected seconds ≥ 0, got {value!r}.")
        self._interval = float(value)

    def activate(self) -> None:
        """Go on calling.

        Raises:
            RuntimeError: the timer has been cancelled.
        """
        if self._is_cancelled:
            raise RuntimeError("A cancelled timer can't be activated. Make a new one.")
        self.active = True

    def deactivate(self) -> None:
        """Call nothing until `activate()`."""
        self.active = False

    def cancel(self, *, with_current_invocation: bool = False) -> None:
        """End the timer.

        Args:
            with_current_invocation: also cancel the call that runs now, if it is async.
        """
        self._is_cancelled = True
        task = self._task
        if task is not None and (with_current_invocation or self._call is None):
            task.get_loop().call_soon_threadsafe(task.cancel)

    def _end(self) -> None:
        self.cancel(with_current_invocation=True)

    async def _run(self) -> None:
        try:
            if not self._is_cancelled:
                await self._call_repeatedly()
        finally:
            self._parent.forget_on_delete(self._end)

    async def _call_repeatedly(self) -> None:
        self._task = asyncio.current_task()
        await self._client.connected()
        if not self._immediate:
            await asyncio.sleep(self.interval)
        while not self._is_cancelled:
            started = time.monotonic()
            if self.active:
                await self._invoke()
            if self._once:
                return
            # Even a call that takes longer than the interval leaves the loop to others once.
            await asyncio.sleep(max(0.0, self.interval - (time.monotonic() - started)))

    async def _invoke(self) -> None:
        self._call = asyncio.current_task()
        try:
            result = attempt(self._client, self.callback)
            if is_awaitable(result):
                await wait(self._client, result)
        finally:
            self._call = None
            get_host().handler_ended()
