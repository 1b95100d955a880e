"""The life of cells: which one the calling code belongs to, and what becomes of its clients when it runs again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from ..core.context import output_client, reset_slot_stack
from .front_end import is_headless
from .ipykernel_versions import current_request

if TYPE_CHECKING:
    from ..core.client import Client
    from .display import Display

log = logging.getLogger("liveui_jupyter")


@dataclass(eq=False)
class Cell:
    """One execution of one cell.

    Attributes:
        id: the cell's id in its notebook, the same when it runs again; None where the front end sends none.
        header: header of the `execute_request`; outputs with it as parent appear in this cell.
        is_headless: whether no page is there that could answer (see `front_end`).
        info: IPython's `ExecutionInfo`; None if the cell ran already when we came.
        code: source as sent.
        clients: what code of this execution has made.
        implicit: the clients that `ui.…` goes to, by place: None for the cell's output, an `Output`'s model id, …
        is_cleared: whether its implicit client goes when the next `ui.…` comes: `clear_output(wait=True)`.
        displays: what the execution has displayed.
        predecessors: deleted clients of the execution before, whose pages are still to be told.
        is_running: whether the execution goes on.
        is_kept_interruptible: whether the loop wakes regularly while the cell awaits (see `waiting`).
        is_superseded: whether the cell has run again since.
    """

    id: str | None
    header: dict[str, Any]
    is_headless: bool
    info: Any
    code: str
    clients: list[Client] = field(default_factory=list)
    implicit: dict[Hashable, Client] = field(default_factory=dict)
    displays: list[Display] = field(default_factory=list)
    predecessors: list[Client] = field(default_factory=list)
    nested: list[Any] = field(default_factory=list)
    is_running: bool = True
    is_superseded: bool = False
    is_cleared: bool = False
    is_kept_interruptible: bool = False

    def release_predecessors(self) -> None:
        """Tell the pages of the previous execution's clients that these are gone."""
        predecessors, self.predecessors = self.predecessors, []
        for client in predecessors:
            client.close()


_current: ContextVar[Cell | None] = ContextVar("liveui_current_cell", default=None)
"""The cell that the running code belongs to: set when a cell starts, inherited by the tasks that it makes (and by
handlers, through their client's context), unknown to its threads. ipykernel's own notion of the parent won't do: it
is global in threads, and on 6.29 in tasks too."""


def current_cell() -> Cell | None:
    """Return the cell that the calling code belongs to; it may have ended."""
    return _current.get()


class Cells:
    """Follows the cells of one kernel through IPython's `pre_run_cell` and `post_run_cell`.

    Silent executions fire neither. `%run`, `%%capture` and `get_ipython().run_cell` fire both inside a cell: they
    belong to it, as they answer the same request.
    """

    def __init__(self, kernel: Any, shell: Any, *, finished: Callable[[Cell], None]) -> None:
        self._kernel = kernel
        self._finished = finished
        self._lock = threading.Lock()
        self._running: dict[int, Cell] = {}  # by thread: subshells run cells of their own
        self._by_id: dict[str, Cell] = {}
        self._cell_of: WeakKeyDictionary[Client, Cell] = WeakKeyDictionary()
        shell.events.register("pre_run_cell", self._pre_run_cell)
        shell.events.register("post_run_cell", self._post_run_cell)
        self._adopt_running_cell()

    # ---- clients

    def register(self, client: Client) -> None:
        """Tie a new client to the cell whose code makes it."""
        cell = _current.get()
        if cell is None:
            maker = output_client.get()
            cell = self.cell_of(maker) if maker is not None else None
        if cell is None or cell.is_superseded:
            return
        with self._lock:
            cell.clients = [other for other in cell.clients if not other.is_deleted]
            cell.clients.append(client)
            self._cell_of[client] = cell

    def cell_of(self, client: Client) -> Cell | None:
        """Return the cell whose code made the client."""
        return self._cell_of.get(client)

    def is_busy(self) -> bool:
        """Tell whether the calling thread is running a cell."""
        return threading.get_ident() in self._running

    def is_any_running(self) -> bool:
        """Tell whether any thread is running a cell."""
        return bool(self._running)

    # ---- IPython's events

    def _pre_run_cell(self, info: Any) -> None:
        request = current_request(self._kernel)
        header = request.get("header") or {}
        if header.get("msg_type") != "execute_request":
            return  # a widget's callback calls run_cell
        running = self._running.get(threading.get_ident())
        if running is not None:
            if running.header["msg_id"] == header["msg_id"]:
                running.nested.append(info)
                return
            self._finish(running)  # its post_run_cell never came
        self._start(request, info)

    def _post_run_cell(self, result: Any) -> None:
        cell = self._running.get(threading.get_ident())
        if cell is None:
            return
        info = getattr(result, "info", None)
        if cell.nested and info is not cell.info:
            if info is None or cell.nested[-1] is info:
                cell.nested.pop()
        elif info is None or info is cell.info or (info.raw_cell or "") == cell.code:
            self._finish(cell)

    def _adopt_running_cell(self) -> None:
        """Note the cell that runs already: the one that imports us."""
        request = current_request(self._kernel)
        is_cell = (request.get("header") or {}).get("msg_type") == "execute_request"
        if is_cell and threading.current_thread() is threading.main_thread():
            self._start(request, None)

    # ---- their life

    def _start(self, request: dict[str, Any], info: Any) -> None:
        content = request.get("content") or {}
        cell_id = getattr(info, "cell_id", None) or (request.get("metadata") or {}).get("cellId")
        cell = Cell(
            id=cell_id,
            header=request["header"],
            is_headless=is_headless(request, cell_id),
            info=info,
            code=content.get("code", ""),
        )
        self._running[threading.get_ident()] = cell
        _current.set(cell)
        if info is not None:
            reset_slot_stack()
        if cell_id is not None:
            self._supersede(self._by_id.get(cell_id), cell)
            self._by_id[cell_id] = cell

    def _supersede(self, old: Cell | None, new: Cell) -> None:
        """Delete what the previous execution has made. Its pages are told later, when a successor can take over."""
        if old is None:
            return
        old.is_superseded = True
        old.release_predecessors()
        with self._lock:
            clients, old.clients = old.clients, []
        for client in clients:
            try:
                client.delete(close=False)
            except Exception:
                log.exception("Client %s could not be deleted", client.id)
        new.predecessors = clients
        old.implicit.clear()
        old.displays.clear()

    def _finish(self, cell: Cell) -> None:
        cell.is_running = False
        self._running.pop(threading.get_ident(), None)
        if _current.get() is cell:
            # Sync cells run in the context in which the kernel handles all messages: what comes next isn't the cell's.
            _current.set(None)
            reset_slot_stack()
        try:
            self._finished(cell)
        except Exception:
            log.exception("The end of a cell could not be handled")
        finally:
            cell.release_predecessors()
