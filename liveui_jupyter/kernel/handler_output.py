"""What handlers display: into their client's own output, whichever cell runs meanwhile."""

from __future__ import annotations

from typing import Any

from ..core.client import Client
from .bundles import to_wire

PLAIN = "text/plain"


def display(client: Client, data: dict[str, Any], metadata: dict[str, Any] | None, display_id: str | None) -> None:
    """Show a mime bundle in a client's output.

    Args:
        client: whose handler displays it.
        data: as given to IPython's display publisher.
        metadata: about the data, by mime type.
        display_id: Jupyter's, by which it can be updated.

    Raises:
        PropertyEncodingError: part of it can't be sent.
    """
    if display_id is None and set(data) <= {PLAIN}:
        client.output.write("result", f"{data.get(PLAIN, '')}\n")
    else:
        client.output.display(to_wire(data), metadata or {}, display_id)


def update(display_id: str, data: dict[str, Any], metadata: dict[str, Any] | None) -> bool:
    """Change what handlers have displayed with an id, wherever that was; False if none has.

    Raises:
        PropertyEncodingError: part of it can't be sent.
    """
    wire = to_wire(data)
    updated = [
        client.output.update_display(display_id, wire, metadata or {}) for client in list(Client.instances.values())
    ]
    return any(updated)
