"""Showing clients in outputs: displays, their final snapshot, capture, clearing, and what handlers display."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any
from weakref import WeakValueDictionary

from IPython.core.displaypub import CapturingDisplayPublisher

from ..core.client import Client
from ..core.context import output_client
from ..errors import ClientDeletedError, NoClientError
from . import handler_output
from .cells import Cell, Cells, current_cell
from .front_end import is_voila
from .ipykernel_versions import publish_for
from .model import WIDGET_VIEW_MIME, ModelTransport
from .output_widget import current_output

FLUSH_TIMEOUT = 1.0
"""Seconds that the end of a cell waits at most for one client's changes to be on their way."""


@dataclass(eq=False)
class Display:
    """One display of a client.

    Attributes:
        client: what is shown.
        id: Jupyter's `display_id`.
        place: where: None for the cell's output, an `Output`'s model id, or the publisher that has captured it.
        bundle: the mime bundle as published; where captured, the very dict that the capture holds.
    """

    client: Client
    id: str
    place: Hashable
    bundle: dict[str, Any]

    @property
    def is_captured(self) -> bool:
        """Whether the display is held back by `%%capture`."""
        return isinstance(self.place, CapturingDisplayPublisher)


@dataclass
class _OutputWidget:
    """What is known of an ipywidgets `Output` that clients are displayed in, from whichever cells."""

    clients: list[Client] = field(default_factory=list)
    is_cleared: bool = False
    """Whether it is cleared when the next output comes: `clear_output(wait=True)`."""


class Displays:
    """Displays clients through the shell's display publisher, so that whatever captures or redirects that works."""

    def __init__(self, kernel: Any, shell: Any, cells: Cells) -> None:
        self._kernel = kernel
        self._shell = shell
        self._cells = cells
        self._captured: WeakValueDictionary[str, Display] = WeakValueDictionary()
        self._output_widgets: dict[Hashable, _OutputWidget] = {}
        # The publisher of pages; while something captures, the shell has another.
        self._publisher = shell.display_pub
        self._publish = self._publisher.publish
        self._clear_output = self._publisher.clear_output
        self._publisher.publish = self._publish_wrapped
        self._publisher.clear_output = self._clear_output_wrapped
        # By type and not by a mime bundle: only so does a client that is the last line of a cell get a display id.
        shell.display_formatter.ipython_display_formatter.for_type(Client, self.show)

    # ---- showing

    def mime_bundle(self, client: Client) -> dict[str, Any]:
        """Return what a display consists of: the static snapshot, and the live view if the client lives."""
        client.open_transport()
        transport = client.transport
        live = transport.view_mime() if isinstance(transport, ModelTransport) else {}
        return {**client.build_response(), **live}

    def show(self, client: Client) -> None:
        """Display a client here, once more."""
        client.check_existence()
        cell = current_cell()
        display = Display(client, token_hex(8), self._place(cell), self.mime_bundle(client))
        self._send(display, cell)
        if display.is_captured:
            self._captured[display.id] = display
        if cell is not None and not cell.is_superseded:
            cell.displays.append(display)
            if not display.is_captured:
                cell.release_predecessors()

    def implicit_client(self) -> Client:
        """Return the client of this place in the running cell; make and display it if there is none.

        Raises:
            NoClientError: the calling code belongs to no cell.
            ClientDeletedError: it belongs to an execution that is over, since its cell has run again.
        """
        cell = current_cell()
        if cell is None:
            is_main = threading.current_thread() is threading.main_thread()
            raise NoClientError("outside any cell" if is_main else "in a thread")
        place = self._place(cell)
        if self._take_cleared(cell, place):
            self._clear(cell, place)
        client = cell.implicit.get(place)
        if client is not None and not client.is_deleted:
            return client
        if cell.is_superseded:
            raise ClientDeletedError("The client of this code's cell", "the cell ran again")
        client = cell.implicit[place] = Client()
        if isinstance(place, str):
            self._note_output_widget(place, client)
        self.show(client)
        return client

    def _note_output_widget(self, place: str, client: Client) -> None:
        for key, widget in list(self._output_widgets.items()):
            widget.clients = [other for other in widget.clients if not other.is_deleted]
            if not widget.clients:
                del self._output_widgets[key]  # cells that run again make new ones each time
        self._output_widgets.setdefault(place, _OutputWidget()).clients.append(client)

    def is_shown_here(self, client: Client) -> bool:
        """Tell whether this execution displays the client already."""
        cell = current_cell()
        return cell is not None and any(display.client is client for display in cell.displays)

    def is_capturing(self) -> bool:
        """Tell whether what is displayed now is held back, by `%%capture` for instance."""
        return isinstance(self._shell.display_pub, CapturingDisplayPublisher)

    def finish(self, cell: Cell) -> None:
        """Store the finished snapshots in the outputs of a cell that has ended."""
        for client in {display.client: None for display in cell.displays}:
            if not client.is_deleted:
                client.flush(FLUSH_TIMEOUT)
        for display in cell.displays:
            if not display.client.is_deleted:
                self._store_snapshot(display, cell)
        cell.displays.clear()
        for place in [place for place in cell.implicit if isinstance(place, CapturingDisplayPublisher)]:
            del cell.implicit[place]  # nothing can be added there any more

    # ---- how

    def _place(self, cell: Cell | None) -> Hashable:
        if output_client.get() is not None:
            return None  # a handler, outside of any `with out:` of its own
        if self.is_capturing() and (cell is None or cell.is_running):
            place: Hashable = self._shell.display_pub
            return place
        return current_output()

    def _send(self, display: Display, cell: Cell | None) -> None:
        transient = {"display_id": display.id}
        is_later = cell is not None and not cell.is_running
        if display.place is None and cell is not None and (is_later or output_client.get() is not None):
            # A handler or task of a cell that has ended: to that cell, whichever runs now. (On ipykernel 6 the
            # publisher has one parent for all tasks and threads.)
            self._send_to(cell, display.bundle, {}, transient)
        else:
            self._shell.display_pub.publish(display.bundle, {}, transient=transient)

    def _send_to(self, cell: Cell, data: dict[str, Any], metadata: dict[str, Any], transient: dict[str, Any]) -> None:
        """Publish to the output of a cell that may have ended."""
        content = {"data": data, "metadata": metadata, "transient": transient}
        publish_for(self._kernel, cell.header, self._publisher.topic, content)

    def _store_snapshot(self, display: Display, cell: Cell) -> None:
        bundle = self.mime_bundle(display.client)
        if display.is_captured:
            # The capture holds this dict: what `show()` publishes later is the finished interface.
            display.bundle.update(bundle)
        elif display.place is None:
            if cell.is_headless and not display.client.has_socket_connection and not is_voila():
                # Nobody has rendered it, and whoever opens the file has no kernel: with the live view's mime type,
                # JupyterLab would show "model not found" and nbconvert an empty widget. Voila's page comes later.
                bundle.pop(WIDGET_VIEW_MIME, None)
            self._publish(bundle, {}, transient={"display_id": display.id}, update=True)
        # Inside an `Output`, pages don't follow updates once the `with` is over.

    # ---- the publisher's methods

    def _publish_wrapped(self, data: Any, metadata: Any = None, *args: Any, **kwargs: Any) -> None:
        """What code and libraries call to display something."""
        transient = kwargs.get("transient") or {}
        display = self._captured.pop(transient.get("display_id", ""), None)
        if display is not None:
            self._uncapture(display)
        client = output_client.get()
        is_handlers = client is not None and not client.is_deleted
        display_id = transient.get("display_id")
        if not isinstance(data, dict):
            self._publish(data, metadata, *args, **kwargs)
        elif kwargs.get("update"):
            # What a handler has displayed may be updated by a cell, and the other way round.
            is_updated = display_id is not None and handler_output.update(display_id, data, metadata)
            if not (is_updated and is_handlers):
                self._publish(data, metadata, *args, **kwargs)
        elif client is not None and is_handlers:
            handler_output.display(client, data, metadata, display_id)
        else:
            self._publish(data, metadata, *args, **kwargs)

    def _uncapture(self, display: Display) -> None:
        """Note that a captured display is shown after all."""
        display.place = current_output()
        cell = current_cell()
        if cell is not None and display not in cell.displays:
            cell.displays.append(display)

    def _clear_output_wrapped(self, wait: bool = False) -> None:
        client = output_client.get()
        if client is not None and not client.is_deleted:
            # A handler: natively, this would clear the output of whichever cell ran last.
            client.output.clear(wait=wait)
            return
        cell, place = current_cell(), current_output()
        if not wait:
            self._clear(cell, place)
        elif place is not None:
            self._output_widgets.setdefault(place, _OutputWidget()).is_cleared = True
        elif cell is not None:
            cell.is_cleared = True
        self._clear_output(wait)

    def _take_cleared(self, cell: Cell, place: Hashable) -> bool:
        """Tell whether the place is to be cleared before the next output, for the last time."""
        widget = self._output_widgets.get(place)
        if widget is not None:
            was_cleared, widget.is_cleared = widget.is_cleared, False
        elif place is None:
            was_cleared, cell.is_cleared = cell.is_cleared, False
        else:
            was_cleared = False
        return was_cleared

    def _clear(self, cell: Cell | None, place: Hashable) -> None:
        """Delete a place's implicit client (an `Output`'s of all cells); explicit ones only lose a view."""
        widget = self._output_widgets.pop(place, None)
        clients = widget.clients if widget is not None else []
        if cell is not None:
            if place in cell.implicit:
                clients = [*clients, cell.implicit.pop(place)]
            cell.displays = [display for display in cell.displays if display.place != place]
        for client in clients:
            client.delete()
