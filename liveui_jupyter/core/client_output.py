"""What a client's handlers print, display and raise, on its way to the area below the interface."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from ..errors import ClientDeletedError
from .host import get_host
from .invoke import attempt, call
from .output import OutputArea, Stream

if TYPE_CHECKING:
    from .client import Client

log = logging.getLogger("liveui_jupyter")

MAX_SIZE = 8_000
"""Characters that wait for the next batch at most."""

_is_handling_exception: ContextVar[bool] = ContextVar("liveui_is_handling_exception", default=False)


class ClientOutput:
    """One client's output. Any thread.

    Attributes:
        exception_handlers: called with what handlers, timers and tasks raise.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._area: OutputArea | None = None
        self._stream: Stream = "stdout"
        self._texts: list[str] = []
        self._size = 0
        self.exception_handlers: list[Callable[..., Any]] = []

    def write(self, stream: Stream, text: str) -> None:
        """Show text below the interface.

        Args:
            stream: "stdout", "stderr", "error" for tracebacks, "result" for the text of something displayed.
            text: what to show; may have colours, as ANSI escape sequences. Beyond a bound, the oldest output goes.
        """
        if not text:
            return
        with self._client.lock:
            if self._client.is_deleted:
                return
            if stream != self._stream:
                self.settle()
                self._stream = stream
            # A `print` writes each of its arguments by itself. Putting all of a batch into the area at once takes a
            # tenth of the time: 100,000 prints needed 10 s otherwise.
            self._texts.append(text)
            self._size += len(text)
            if self._size > MAX_SIZE:
                self.settle()
            self._client.outbox.enqueue_output()

    def settle(self) -> None:
        """Put what has been written into the area: before a batch is made, and before anything else is shown."""
        with self._client.lock:
            texts, self._texts, self._size = self._texts, [], 0
            if texts and not self._client.is_deleted:
                self._shown_area().write(self._stream, "".join(texts))

    def display(self, data: Mapping[str, Any], metadata: Mapping[str, Any], display_id: str | None = None) -> None:
        """Show a mime bundle below the interface; see `OutputArea.display`."""
        with self._client.lock:
            if not self._client.is_deleted:
                self.settle()
                self._shown_area().display(data, metadata, display_id)

    def update_display(self, display_id: str, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> bool:
        """Change what was displayed with an id; False if nothing was."""
        with self._client.lock:
            return self._area is not None and self._area.update_display(display_id, data, metadata)

    def clear(self, *, wait: bool = False) -> None:
        """Remove everything; with `wait`, when the next output comes."""
        with self._client.lock:
            self.settle()
            if self._area is not None:
                self._area.clear(wait=wait)

    def _shown_area(self) -> OutputArea:
        if self._area is None or self._area.is_deleted:
            self._area = OutputArea(self._client)
        return self._area

    def handle_exception(self, error: Exception | KeyboardInterrupt) -> None:
        """Show an exception, and give it to the handlers; an interrupt is only shown."""
        client = self._client
        if client.is_ending:
            if not isinstance(error, ClientDeletedError):
                log.error("Nobody sees any more what client %s has raised", client.id, exc_info=error)
            return
        self.write("error", get_host().format_exception(error).rstrip("\n") + "\n")
        if isinstance(error, Exception) and not _is_handling_exception.get():
            for handler in list(self.exception_handlers):
                client.safe_invoke(self._exception_job(handler, error))

    def _exception_job(self, handler: Callable[..., Any], error: Exception) -> Callable[[], Any]:
        """Return a function that gives a handler an exception; what the handler raises isn't given to it again."""

        def job() -> Any:
            _is_handling_exception.set(True)
            return attempt(self._client, call, handler, error)

        return job
