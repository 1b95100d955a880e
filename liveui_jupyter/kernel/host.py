"""The kernel as core's host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.context import output_client
from .assets import FrontEndMissingError, load_asset
from .cells import Cells
from .control import install_control_lane
from .display import Displays
from .figures import adopt_figures, install_figures, show_figures
from .interrupts import install_interrupts
from .ipykernel_versions import main_loop
from .model import ModelTransport
from .output_widget import observe_outputs
from .streams import install_streams
from .threads import install_threads
from .tracebacks import format_exception, install_tracebacks
from .waiting import Waiting

if TYPE_CHECKING:
    import asyncio

    from ..core.client import Client
    from ..core.transport import Transport
    from .cells import Cell


class KernelHost:
    """An IPython kernel: implements `core.host.Host`. One per process; hooks into the kernel when it is made."""

    def __init__(self, kernel: Any, shell: Any) -> None:
        self._kernel = kernel
        self._shell = shell
        self._cells = Cells(kernel, shell, finished=self._finish_cell)
        self._displays = Displays(kernel, shell, self._cells)
        self._waiting = Waiting(kernel, self._displays)
        observe_outputs()
        install_streams(kernel)
        install_tracebacks(shell)
        install_threads(self.handler_ended)
        install_figures(shell)
        install_control_lane(kernel)

    def _finish_cell(self, cell: Cell) -> None:
        self.loop().call_soon_threadsafe(install_streams, self._kernel)
        install_figures(self._shell)
        self._displays.finish(cell)

    def loop(self) -> asyncio.AbstractEventLoop:
        """Return the main shell's event loop, on which handlers run."""
        return main_loop(self._kernel)

    def open_transport(self, client: Client) -> Transport:
        """Open the client's comm.

        Raises:
            FrontEndMissingError: the front end hasn't been built.
        """
        return ModelTransport(client)

    def register(self, client: Client) -> None:
        """Tie a new client to the cell whose code makes it."""
        self._cells.register(client)

    def implicit_client(self) -> Client:
        """Return the client of this place in the running cell; made and displayed if there is none."""
        return self._displays.implicit_client()

    def mime_bundle(self, client: Client) -> dict[str, Any]:
        """Return what a display of the client consists of."""
        return self._displays.mime_bundle(client)

    def display_reference(self, client: Client, text: str) -> None:
        """Show a text that stands for an element, unless the running cell displays its client."""
        if not self._displays.is_shown_here(client):
            self._shell.display_pub.publish({"text/plain": text}, {})

    def waiting_problem(self, client: Client, *, blocking: bool) -> tuple[str, str] | None:
        """Return (reason, remedy) if no page's reply can reach the calling code while it waits, else None."""
        return self._waiting.problem(client, blocking=blocking)

    def format_exception(self, error: BaseException) -> str:
        """Return a traceback that starts at the user's own code, coloured as in a cell."""
        return format_exception(self._shell, error)

    def handler_starts(self) -> None:
        """Have the handler's figures kept apart from others, and have an interrupt end it."""
        install_interrupts()
        install_figures(self._shell)

    def handler_ended(self) -> None:
        """Show the figures that the handler has left open, and close them."""
        try:
            if install_figures(self._shell) and not self._cells.is_any_running():
                adopt_figures(self._shell)  # the handler has been the first to load pyplot
            show_figures()
        except Exception as error:  # noqa: BLE001 - a figure may be impossible to draw
            client = output_client.get()
            if client is not None:
                client.handle_exception(error)

    def asset(self, name: str) -> tuple[str, bytes] | None:
        """Return (content hash, gzipped bytes) of a front-end file, None if there is none of that name."""
        try:
            asset = load_asset(name)
        except FrontEndMissingError:
            return None
        return asset.hash, asset.content
