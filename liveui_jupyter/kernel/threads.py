"""Threads that handlers start: what they print and display belongs to the handler's client, as do their tracebacks.

Context variables don't flow into threads (from Python 3.14 on they can), and a library can't know which threads its
users' handlers make: a `Thread`, a `Timer`, a pool's jobs. So `Thread.start` and `ThreadPoolExecutor.submit` are
wrapped, as ipykernel 6 wraps `Thread.__init__` and `Thread.run` for its purposes. Outside of handlers both do nothing
but look at one variable. Only the output goes along, not the slot that new elements go into: `ui.*` in a thread needs a
`with client:`, in handlers as in cells.

The threads of a pool are nobody's: they outlive the handler that happened to need one first, so each job says whose it
is. Pools other than `ThreadPoolExecutor` (`multiprocessing.pool.ThreadPool`, joblib's) belong to whoever starts them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import thread as pools
from functools import wraps
from typing import TYPE_CHECKING, Any

from ..core.context import HandlerRun, handler_run, output_client

if TYPE_CHECKING:
    from ..core.client import Client


def install_threads(ended: Callable[[], None]) -> None:
    """Wrap what starts threads. Idempotent.

    Args:
        ended: called in a handler's thread, or after a handler's job, when that has ended.
    """
    start = threading.Thread.start
    if hasattr(start, "is_liveui"):
        return
    submit: Callable[..., Future[Any]] = ThreadPoolExecutor.submit

    @wraps(start)
    def wrapped_start(self: threading.Thread) -> None:
        client = _client()
        if client is None or getattr(self, "_target", None) is getattr(pools, "_worker", self):
            start(self)
            return
        run = self.run

        def run_for_client() -> None:
            self.__dict__.pop("run", None)  # it holds the thread that holds it
            _run_thread(client, ended, run)

        self.run = run_for_client  # type: ignore[method-assign]
        try:
            start(self)
        except BaseException:
            self.__dict__.pop("run", None)
            raise

    @wraps(submit)
    def wrapped_submit(self: Any, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        client = _client()
        if client is None or any(base.__module__ == "concurrent.futures.interpreter" for base in type(self).__mro__):
            return submit(self, fn, *args, **kwargs)
        return submit(self, _run_job, client, ended, fn, *args, **kwargs)

    wrapped_start.is_liveui = True  # type: ignore[attr-defined]
    threading.Thread.start = wrapped_start  # type: ignore[method-assign]
    ThreadPoolExecutor.submit = wrapped_submit  # type: ignore[method-assign]


def _client() -> Client | None:
    client = output_client.get()
    return None if client is None or client.is_deleted else client


def _run_thread(client: Client, ended: Callable[[], None], run: Callable[[], None]) -> None:
    output_client.set(client)
    handler_run.set(HandlerRun())
    try:
        run()
    except Exception as error:
        if threading.excepthook is not threading.__excepthook__:
            raise  # somebody takes care of threads' exceptions
        client.handle_exception(error)
    finally:
        ended()


def _run_job(client: Client, ended: Callable[[], None], function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    tokens = output_client.set(client), handler_run.set(HandlerRun())
    try:
        return function(*args, **kwargs)
    finally:
        ended()
        output_client.reset(tokens[0])
        handler_run.reset(tokens[1])
