"""The end of the process: the last changes are still sent."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import Client

TIMEOUT = 1.0
"""Seconds that the end of the process is held up at most, so that the last changes of a script are seen."""


def flush_all(clients: Mapping[str, Client]) -> None:
    """Have the changes of all clients sent, and wait for that, within `TIMEOUT`."""
    deadline = time.monotonic() + TIMEOUT
    for client in list(clients.values()):
        client.flush(max(0.0, deadline - time.monotonic()))
