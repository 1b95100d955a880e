"""What core needs of its surroundings. `kernel/` and `testing/` implement `Host` and register it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import HostMissingError

if TYPE_CHECKING:
    from .client import Client
    from .transport import Transport


class Host(Protocol):
    """The process and the place that clients live in."""

    def loop(self) -> asyncio.AbstractEventLoop:
        """Return the main event loop, on which handlers run."""
        ...

    def open_transport(self, client: Client) -> Transport:
        """Make the client known to pages. Called once per client, when it is first displayed or first has to send."""
        ...

    def register(self, client: Client) -> None:
        """Note a client that has just been made, so that it can be deleted when its cell runs again."""
        ...

    def implicit_client(self) -> Client:
        """Return the client of the cell (and output) that the calling code runs in; make and display it if need be.

        Raises:
            NoClientError: the calling code runs in no cell.
        """
        ...

    def mime_bundle(self, client: Client) -> dict[str, Any]:
        """Return what a display of the client consists of: `client.build_response()` and the live view's mime type."""
        ...

    def display_reference(self, client: Client, text: str) -> None:
        """Show a text that stands for an element, unless the client itself is displayed by the running cell."""
        ...

    def waiting_problem(self, client: Client, *, blocking: bool) -> tuple[str, str] | None:
        """Return (reason, remedy) if no reply from a page can reach the calling code while it waits, else None.

        Args:
            client: the client whose pages are asked.
            blocking: True for code that blocks its thread, False for code that awaits.
        """
        ...

    def format_exception(self, error: BaseException) -> str:
        """Return a traceback that starts at the user's own code; it may have colours, as ANSI escape sequences."""
        ...

    def handler_starts(self) -> None:
        """Note that a handler, or another function or task of a client, is about to run."""
        ...

    def handler_ended(self) -> None:
        """Show what a handler has left to be shown, such as open figures. Called in its context; never raises."""
        ...

    def asset(self, name: str) -> tuple[str, bytes] | None:
        """Return (content hash, gzipped bytes) of a front-end file, None if there is none of that name."""
        ...


_host: Host | None = None


def set_host(host: Host | None) -> None:
    """Register the host; None removes it."""
    global _host  # noqa: PLW0603 - one process has one kernel
    _host = host


def get_host() -> Host:
    """Return the registered host.

    Raises:
        HostMissingError: there is none; this process isn't a kernel.
    """
    if _host is None:
        raise HostMissingError
    return _host


def has_host() -> bool:
    """Tell whether a host is registered."""
    return _host is not None
