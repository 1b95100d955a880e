"""What a client's handlers print, display and raise, on its way to the area below the interface."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from ..errors import ClientDeletedError
from .host import get_host
from .invoke import call
from .output import OutputArea, Stream

if TYPE_CHECKING:
    from .client import Client

log = logging.getLogger("liveui_jupyter")

_is_handling_exception: ContextVar[bool] = ContextVar("liveui_is_handling_exception", default=False)


class ClientOutput:
    """One client's output. Any thread.

    Attributes:
        exception_handlers: called with what handlers, timers and tasks raise.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._area: OutputArea | None = None
        self.exception_handlers: list[Callable[..., Any]] = []

    def write(self, stream: Stream, text: str) -> None:
        """Show text below the interface.

        Args:
            stream: "stdout", "stderr", or "error" for tracebacks.
            text: what to show; beyond a bound, the oldest output goes.
        """
        if not text or self._client.is_deleted:
            return
        with self._client.lock:
            if self._area is None or self._area.is_deleted:
                self._area = OutputArea(self._client)
            self._area.write(stream, text)

    def clear(self) -> None:
        """Remove everything."""
        with self._client.lock:
            if self._area is not None:
                self._area.clear()

    def handle_exception(self, error: Exception) -> None:
        """Show an exception, and give it to the handlers."""
        client = self._client
        if client.is_ending:
            if not isinstance(error, ClientDeletedError):
                log.error("Nobody sees any more what client %s has raised", client.id, exc_info=error)
            return
        self.write("error", get_host().format_exception(error).rstrip("\n") + "\n")
        if not _is_handling_exception.get():
            for handler in list(self.exception_handlers):
                client.safe_invoke(self._exception_job(handler, error))

    def _exception_job(self, handler: Callable[..., Any], error: Exception) -> Callable[[], Any]:
        """Return a function that gives a handler an exception; what the handler raises isn't given to it again."""

        def job() -> Any:
            _is_handling_exception.set(True)
            try:
                return call(handler, error)
            except Exception as another:  # noqa: BLE001 - whatever a user's function raises
                self._client.handle_exception(another)

        return job
