"""Calling users' functions: with or without arguments, sync or async, in the client's context, nothing lost."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterable
from contextvars import Context, copy_context
from typing import TYPE_CHECKING, Any

from .context import event_view, output_client, reset_slot_stack

if TYPE_CHECKING:
    from .client import Client
    from .slot import Slot


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
    awaitables: list[Awaitable[Any]] = []
    for function in list(functions):
        try:
            result = call(function, *args)
        except Exception as error:  # noqa: BLE001 - whatever a user's function raises
            client.handle_exception(error)
            continue
        if inspect.isawaitable(result):
            awaitables.append(_guard(client, result))
    return asyncio.gather(*awaitables) if awaitables else None


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
        try:
            result = context.run(call, function, *args)
        except Exception as error:  # noqa: BLE001 - whatever a user's function raises
            self._client.handle_exception(error)
            result = None
        if inspect.isawaitable(result):
            self._client.create_task(_guard(self._client, result), context=context, finished=finished)
        elif finished is not None:
            finished()


def _enter(client: Client, slot: Slot, view_id: str | None) -> None:
    reset_slot_stack(slot)
    output_client.set(client)
    event_view.set(view_id)


async def _guard(client: Client, awaitable: Awaitable[Any]) -> None:
    try:
        await awaitable
    except Exception as error:  # noqa: BLE001 - whatever a user's coroutine raises
        client.handle_exception(error)
