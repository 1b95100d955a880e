"""Whether a page's reply can reach code that waits for it.

A reply arrives on one of two lanes (DESIGN, §1 has the measurements):

- *control*: on a thread of its own, on every ipykernel since 6.0. It resolves the call's future whatever the main
  thread does, so awaiting and blocking both work, in cells, handlers, tasks and threads.
- *comm*: on the main thread. While a cell awaits, ipykernel 7.4 and newer handle comm messages, older ones don't; while
  the main thread blocks, none does. A thread, a handler that awaits, and a task after its cell get their replies.

A page tells its lanes in its handshake. Before that, what sent the cell decides (`front_end`). Where that is not
certain (`jupyter console`, say), a page has `PATIENCE` to give any sign of life: its loader asks for the bundle as soon
as it has the model.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

from ..core.context import event_view, output_client
from ..core.flusher import flusher
from ..errors import CannotAwaitError
from .cells import Cell, current_cell
from .front_end import is_voila, lacks_control_lane
from .ipykernel_versions import INTERRUPT_LATENCY, VERSION, awaiting_cells_hear_comms, has_control_thread
from .model import has_heard_from_pages

if TYPE_CHECKING:
    from ..core.client import Client
    from .display import Displays

PATIENCE = 3.0
"""Seconds in which a page must show itself where it is uncertain whether there is one. A page that must first load
JupyterLab's widget manager takes about one."""

Problem = tuple[str, str]

_LATER = "Do it in a handler, or in a task that goes on after the cell: `asyncio.create_task(...)`."
_OTHER_FRONT_END = "In JupyterLab and Notebook 7 it works as it stands."


class Waiting:
    """Knows the lanes of one kernel."""

    def __init__(self, kernel: Any, displays: Displays) -> None:
        self._kernel = kernel
        self._displays = displays

    def problem(self, client: Client, *, blocking: bool) -> Problem | None:
        """Return (reason, remedy) if no reply of the client's pages can reach the calling code while it waits.

        Args:
            client: whose pages are asked.
            blocking: True for code that blocks its thread, False for code that awaits.
        """
        is_main = threading.current_thread() is threading.main_thread()
        cell = current_cell()
        if cell is not None and not (cell.is_running and output_client.get() is None):
            cell = None  # a handler, or a task after its cell: nothing holds them up but themselves
        if cell is not None and is_main and not blocking:
            _keep_interruptible(cell)
        if not client.has_socket_connection:
            problem = self._nobody_there(client, cell if is_main else None)
            if problem is not None:
                return problem
            if cell is not None and cell.id is None and not has_heard_from_pages():
                flusher.call_later(PATIENCE, lambda: _give_up(client))
        if self._page_has_control_lane(client, cell):
            if has_control_thread(self._kernel) or not (blocking and is_main):
                return None
            return (
                "this kernel has no control thread, so that nothing is heard while its main thread blocks.",
                "Use `await` instead of `.result()`.",
            )
        if not is_main:
            return None
        return self._comm_problem(cell, blocking=blocking)

    def _nobody_there(self, client: Client, cell: Cell | None) -> Problem | None:
        """Return the problem if it is certain that no page will show the client while the cell runs."""
        if cell is None:
            return None
        if self._displays.is_capturing():
            return (
                "the cell's output is being captured (`%%capture`), so no page shows it.",
                "Wait after the capture, once the output is shown.",
            )
        if cell.is_headless:
            if is_voila():
                return ("Voila opens its page only after the last cell has ended.", _LATER)
            return (
                "the notebook is executed without a page (nbconvert, papermill or the like).",
                "Open it in JupyterLab to use what needs a browser.",
            )
        if client.transport is None:
            return (
                "the client hasn't been displayed yet.",
                "Display it first, with `display(client)` or as the last line of an earlier cell.",
            )
        return None

    def _page_has_control_lane(self, client: Client, cell: Cell | None) -> bool:
        """Tell whether the page that will be asked answers on the control lane, as far as is known."""
        connected = client.views.connected
        view = connected.get(event_view.get() or "") or next(reversed(list(connected.values())), None)
        if view is not None:
            return "control" in view.capabilities
        return not lacks_control_lane(cell.id if cell is not None else None)

    def _comm_problem(self, cell: Cell | None, *, blocking: bool) -> Problem | None:
        """Return the problem if the main thread waits for a reply on the comm lane."""
        if blocking:
            return (
                "this page can answer only over the kernel's main channel, which nobody serves while code blocks.",
                f"Use `await` instead of `.result()`, or wait in a thread. {_OTHER_FRONT_END}",
            )
        if cell is None or awaiting_cells_hear_comms():
            return None
        return (
            f"this page answers over a channel that ipykernel {VERSION} doesn't serve while a cell runs.",
            f"Upgrade it: `pip install -U 'ipykernel>=7.4'`. Or: {_LATER} {_OTHER_FRONT_END}",
        )


def _keep_interruptible(cell: Cell) -> None:
    """Have the loop wake now and then while the cell runs, so that an interrupt cancels it.

    See `INTERRUPT_LATENCY`. A signal's wake-up descriptor would be quicker, but is one per process, and not ours.
    """
    if cell.is_kept_interruptible:
        return
    cell.is_kept_interruptible = True
    loop = asyncio.get_running_loop()

    def tick() -> None:
        if cell.is_running:
            loop.call_later(INTERRUPT_LATENCY, tick)

    tick()


def _give_up(client: Client) -> None:
    """Fail what waits for a page that hasn't shown itself."""
    if has_heard_from_pages() or client.is_deleted:
        return
    error = CannotAwaitError(
        f"no page has answered within {PATIENCE:g} s: this front end has none, or none heard while a cell runs.",
        f"Open the notebook in JupyterLab or Notebook 7. Or: {_LATER}",
    )
    client.give_up_waiting(error)
