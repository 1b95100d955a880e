"""Calling users' functions: with or without arguments, sync or async, in the client's context, nothing lost."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from contextvars import Context, copy_context
from typing import TYPE_CHECKING, Any

from .context import HandlerRun, event_view, handler_run, output_client, reset_slot_stack
from .host import get_host
from .interruption import WHATEVER, guard

if TYPE_CHECKING:
    from .client import Client
    from .slot import Slot

_last_tasks: set[asyncio.Task[Any]] = set()
"""Coroutines that run beyond the end of their client; asyncio itself doesn't keep tasks alive."""


class NoImplicitAwait:
    """What can be awaited, but isn't just because a handler returns it: `on_click=dialog.open` only opens a dialog."""


def is_awaitable(result: Any) -> bool:
    """Tell whether what a user's function has returned is to be awaited."""
    return inspect.isawaitable(result) and not isinstance(result, NoImplicitAwait)


def is_running(loop: asyncio.AbstractEventLoop) -> bool:
    """Tell whether the caller runs on the loop's thread, inside the loop."""
    return asyncio._get_running_loop() is loop  # noqa: SLF001 - the public one raises, at 20 times the cost


def expects_arguments(function: Callable[..., Any]) -> bool:
    """Tell whether a function has to be given a positional argument."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # some builtins have no signature; `print` has
        return False
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return any(
        parameter.kind in positional and parameter.default is inspect.Parameter.empty for parameter in parameters
    ) or any(parameter.kind is inspect.Parameter.VAR_POSITIONAL for parameter in parameters)


def call(function: Callable[..., Any], *args: Any) -> Any:
    """Call a function with the arguments if it takes any, else without."""
    return function(*args) if expects_arguments(function) else function()


def call_all(client: Client, functions: Iterable[Callable[..., Any]], *args: Any) -> Awaitable[Any] | None:
    """Call functions in turn, each with its own fate; return what has to be awaited until all have finished.

    What they raise goes to the client's `handle_exception`.
    """
    results = [attempt(client, call, function, *args) for function in list(functions)]
    awaitables = [wait(client, result) for result in results if is_awaitable(result)]
    return asyncio.gather(*awaitables) if awaitables else None


@guard
def attempt(client: Client, function: Callable[..., Any], *args: Any) -> Any:
    """Call a user's function; what it raises goes to the client's `handle_exception`, and the result is None."""
    try:
        return function(*args)
    except WHATEVER as error:
        client.handle_exception(error)
        return None


@guard
async def wait(client: Client, awaitable: Awaitable[Any]) -> None:
    """Await what a user's function has returned; what it raises goes to the client's `handle_exception`."""
    try:
        await awaitable
    except WHATEVER as error:
        client.handle_exception(error)


class Invoker:
    """Runs functions for one client on the main loop, where `context` says what surrounds them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._base = copy_context()

    def context(self, slot: Slot, view_id: str | None = None) -> Context:
        """Return a fresh context: of the client's making, with the slot entered and output going to the client."""
        context = self._base.run(copy_context)
        context.run(_enter, self._client, slot, view_id)
        return context

    def run(
        self,
        context: Context,
        function: Callable[..., Any],
        *args: Any,
        finished: Callable[[], None] | None = None,
    ) -> None:
        """Call a function on the main loop's thread; a coroutine becomes a task that lives as long as the client.

        Args:
            context: what `context()` returned.
            function: sync or async; takes the arguments or none.
            args: its arguments.
            finished: called when the function, or its task, has ended, however it ended.
        """
        result = attempt(self._client, context.run, call, function, *args)
        if is_awaitable(result):
            self._client.create_task(wait(self._client, result), context=context, finished=finished)
            return
        context.run(get_host().handler_ended)
        if finished is not None:
            finished()

    def run_last(self, function: Callable[..., Any], *args: Any) -> None:
        """Call a function whose time is the end, of the client or of an element: nothing drops or cancels it.

        It is called at once on the main loop's thread, else as soon as that has time. Not to be called under the
        client's lock: the function may wait for a thread that needs it.
        """
        context = self.context(self._client.content.default_slot)

        def run() -> None:
            result = attempt(self._client, context.run, call, function, *args)
            if is_awaitable(result):
                task = context.run(asyncio.ensure_future, wait(self._client, result))
                _last_tasks.add(task)
                task.add_done_callback(_last_tasks.discard)

        loop = get_host().loop()
        if is_running(loop):
            run()
        else:
            with suppress(RuntimeError):  # the loop is closed: the kernel is going down
                loop.call_soon_threadsafe(run, context=Context())


def _enter(client: Client, slot: Slot, view_id: str | None) -> None:
    reset_slot_stack(slot)
    output_client.set(client)
    handler_run.set(HandlerRun())
    get_host().handler_starts()
    event_view.set(view_id)
