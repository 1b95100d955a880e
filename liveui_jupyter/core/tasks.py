"""The coroutines that run for one client, on the main loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import Context
from typing import TYPE_CHECKING, Any

from .host import get_host
from .invoke import is_running

if TYPE_CHECKING:
    from .client import Client


class Tasks:
    """Keeps a client's tasks alive, and cancels them with it. `create` and `cancel` may be called from any thread."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._running: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        return len(self._running)

    def create(
        self, coroutine: Coroutine[Any, Any, Any], context: Context, finished: Callable[[], None] | None = None
    ) -> None:
        """Run a coroutine, unless the client is gone by then.

        Args:
            coroutine: what to run; its exceptions go to the client's `handle_exception`.
            context: what surrounds it.
            finished: called when it has ended, however it ended.
        """
        loop = get_host().loop()

        def start() -> None:
            if self._client.is_deleted:
                coroutine.close()
                return
            task = context.run(loop.create_task, coroutine)
            self._running.add(task)
            task.add_done_callback(done, context=context)

        def done(task: asyncio.Task[Any]) -> None:
            self._running.discard(task)
            if not task.cancelled() and isinstance(error := task.exception(), Exception):
                self._client.handle_exception(error)
            get_host().handler_ended()
            if finished is not None:
                finished()

        if is_running(loop):
            start()
        else:
            loop.call_soon_threadsafe(start, context=Context())

    def cancel(self) -> None:
        """Cancel them all."""

        def cancel() -> None:
            for task in list(self._running):
                task.cancel()

        with suppress(RuntimeError):  # the loop is closed: the kernel is going down
            get_host().loop().call_soon_threadsafe(cancel)
