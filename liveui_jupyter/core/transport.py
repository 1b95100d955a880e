"""How frames of one client leave the kernel."""

from __future__ import annotations

from typing import Any, Protocol


class Transport(Protocol):
    """Carries one client's frames to every page that shows it.

    Guarantees: frames arrive in the order of sending or not at all; a frame may be lost or doubled, which the
    connection layers on both sides notice and mend. No guarantee that anybody listens.

    What pages send comes in through `Client.receive`, from any thread.
    """

    def send(self, envelope: dict[str, Any], payload: bytes | None = None) -> None:
        """Send a frame to all pages. May be called from any thread; returns without waiting for anybody."""
        ...

    def close(self) -> None:
        """Tell the pages that the client is gone. Idempotent; later sends are dropped."""
        ...
