"""A notebook in JupyterLab, as tests see it."""

from __future__ import annotations

import re
import textwrap
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .kernel import KernelProbe
from .window import LOAD_TIMEOUT_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Locator, Page

    from .server import LabServer
    from .watch import PageWatch
    from .window import LabWindow

RESULTS = Path(__file__).resolve().parents[3] / "test-results"
"""Screenshots go here; git ignores it."""

RUN_TIMEOUT = 20.0
"""Seconds that a cell may take unless a test says otherwise."""


class CellError(AssertionError):
    """A cell raised an exception that the test didn't expect."""


class Notebook:
    """One notebook, its kernel, and the page that shows it.

    Args:
        window: where it is shown.
        path: of the file, seen from the server's root; it exists.
        kernel: name of its kernelspec.
    """

    def __init__(self, window: LabWindow, path: str, *, is_fresh: bool, kernel: str = "python3") -> None:
        self.window = window
        self.server: LabServer = window.server
        self.path = path
        self._is_fresh = is_fresh
        self._probe: KernelProbe | None = None
        self._tabs: list[Notebook] = []
        begin = time.monotonic()
        # The kernel starts while the page loads.
        self._session = self.server.start_session(path, kernel)
        self.page: Page = window.open(path)
        self.seconds_to_open = time.monotonic() - begin
        self._find_panel()

    @classmethod
    def create(cls, window: LabWindow, sources: Sequence[str], *, is_fresh: bool, kernel: str = "python3") -> Notebook:
        """Write a notebook of code cells, and open it."""
        path = f"nb-{uuid.uuid4().hex[:8]}.ipynb"
        window.server.write_notebook(path, notebook_of(sources, kernel))
        return cls(window, path, is_fresh=is_fresh, kernel=kernel)

    @property
    def watch(self) -> PageWatch:
        """What the page logs; `nb.watch.allow(…)`."""
        return self.window.watch

    # ---- looking

    @property
    def panel(self) -> Locator:
        """The notebook in the page."""
        return self.page.locator(f'[id="{self._panel_id}"]')

    def cell(self, index: int) -> Locator:
        """The outputs of a cell; locators inside look into shadow roots."""
        return self.whole_cell(index).locator(".jp-Cell-outputWrapper")

    def whole_cell(self, index: int) -> Locator:
        """A cell with its editor and its outputs."""
        return self.panel.locator(".jp-Notebook .jp-Cell").nth(index)

    def output_text(self, index: int) -> str:
        """What a cell's outputs say, shadow roots included, with runs of white space made one."""
        text = self.cell(index).locator(".jp-OutputArea").first.evaluate("(node) => harness.deepText(node)")
        return re.sub(r"\s+", " ", text).strip()

    def outputs(self, index: int) -> list[dict[str, Any]]:
        """A cell's outputs as the notebook holds them."""
        return self._call("outputs", index)

    def streams(self, index: int, name: str = "stdout") -> str:
        """What a cell has printed."""
        return "".join(output["text"] for output in self.outputs(index) if output.get("name") == name)

    def error(self, index: int) -> str | None:
        """The exception that a cell ended with, as "Name: text", None if there was none."""
        for output in self.outputs(index):
            if output["output_type"] == "error":
                return f"{output['ename']}: {output['evalue']}"
        return None

    def mode(self) -> str:
        """`command` or `edit`."""
        return str(self.page.evaluate("(path) => harness.panel(path).content.mode", self.path))

    def cells_count(self) -> int:
        """How many cells there are."""
        return len(self.sources())

    def sources(self) -> list[str]:
        """The text of every cell."""
        return self._call("sources")

    def kernel_status(self) -> str:
        """What JupyterLab's indicator says: idle, busy, …

        A running cell's kernel is called idle once JupyterLab itself has asked something on the control channel: it
        does so for its debugger, and to create the subshell for comm messages.
        """
        return self._call("kernelStatus")

    def widget_models(self) -> int:
        """How many widget models the page has for this notebook."""
        return self._call("widgetModels")

    def page_comms(self) -> int:
        """How many comms the page's kernel connection has."""
        return self._call("kernelComms")

    def screenshot(self, name: str) -> Path:
        """Save what the page shows as test-results/<name>.png."""
        RESULTS.mkdir(exist_ok=True)
        target = RESULTS / f"{name}.png"
        self.page.screenshot(path=target)
        return target

    # ---- running

    def start(self, index: int) -> None:
        """Run a cell; don't wait for it."""
        self._call("start", index)

    def wait_done(self, index: int, timeout: float = RUN_TIMEOUT) -> None:
        """Wait until a cell has run: its reply and all its outputs are there."""
        self._wait("harness.isDone(path, index)", timeout, index)

    def is_running(self, index: int) -> bool:
        """Whether a cell that was started still runs. (JupyterLab's indicator can't tell: see `kernel_status`.)"""
        return not self._call("isDone", index)

    def run(self, index: int, timeout: float = RUN_TIMEOUT, *, may_fail: bool = False) -> None:
        """Run a cell and wait for it.

        Raises:
            CellError: the cell raised an exception, and `may_fail` isn't set.
        """
        self.start(index)
        self.wait_done(index, timeout)
        if not may_fail and (error := self.error(index)):
            raise CellError(f"cell {index} raised {error}")

    def run_many(self, index: int, count: int) -> None:
        """Run a cell again and again, as fast as its runs end."""
        self._call("runMany", index, count)

    def run_all(self, timeout: float = RUN_TIMEOUT) -> None:
        """Run every cell, one after the other."""
        for index in range(self.cells_count()):
            self.run(index, timeout)

    def interrupt(self) -> None:
        """Press the stop button."""
        self._call("command", "notebook:interrupt-kernel")

    def restart_kernel(self) -> None:
        """Restart the kernel, and wait until it is idle."""
        self._close_probe()
        restart = "async (path) => { await harness.panel(path).sessionContext.session.kernel.restart() }"
        self.page.evaluate(restart, self.path)
        self._wait("harness.kernelStatus(path) === 'idle'", LOAD_TIMEOUT_MS / 1000)

    # ---- editing

    def add_cell(self, source: str, index: int | None = None) -> int:
        """Insert a code cell, at the end by default; return its index."""
        place = self.cells_count() if index is None else index
        self._call("insertCell", place, clean(source))
        return place

    def set_source(self, index: int, source: str) -> None:
        """Replace a cell's text."""
        self._call("setSource", index, clean(source))

    def delete_cell(self, index: int) -> None:
        """Delete a cell, as "dd" does."""
        self._call("select", index)
        self._call("command", "notebook:delete-cell")

    def clear_outputs(self, index: int) -> None:
        """Clear a cell's outputs from the menu."""
        self._call("select", index)
        self._call("command", "notebook:clear-cell-output")

    def save(self) -> None:
        """Save the notebook."""
        self._call("command", "docmanager:save")

    # ---- the page

    def reload(self, *, save: bool = True, wait: bool = True) -> None:
        """Reload the page.

        Args:
            save: save before; otherwise the reloaded notebook has no outputs.
            wait: until the notebook is there and its kernel idle; a busy kernel can't be waited for.
        """
        self._need_fresh_page("reloads its page")
        if save:
            self.save()
        self.page.reload(wait_until="commit")
        if wait:
            self.window.wait_until_ready(self.page, self.path)
        else:
            self._wait("window.harness.panel(path)?.content.widgets.length", LOAD_TIMEOUT_MS / 1000)
        self._find_panel()

    def open_second_tab(self) -> Notebook:
        """Save, and show the notebook in another tab too, on the same kernel."""
        self._need_fresh_page("opens a second tab")
        self.save()
        other = object.__new__(Notebook)
        other.__dict__.update(self.__dict__)
        other._probe = None
        other._tabs = []
        # A comm that one tab opens is unknown to the other, which hears of its messages, and JupyterLab calls that an
        # error (it is ipywidgets' control comm).
        self.watch.allow("Comm not found for comm id")
        other.page = self.window.open_tab(self.path)
        other._find_panel()
        self._tabs.append(other)
        return other

    def set_theme(self, name: str) -> None:
        """Switch to "JupyterLab Light" or "JupyterLab Dark", and wait until the page has changed."""
        self.window.set_theme(name)

    # ---- the kernel

    @property
    def probe(self) -> KernelProbe:
        """Looks into the kernel."""
        if self._probe is None:
            kernel = self.server.kernel_id(self._session)
            self._probe = KernelProbe(self.server.connection_file(kernel))
        return self._probe

    def kernel_eval(self, expression: str, *, timeout: float = RUN_TIMEOUT) -> Any:
        """Return the value of an expression in the kernel; see `KernelProbe.eval`."""
        return self.probe.eval(expression, timeout=timeout)

    def kernel_exec(self, code: str, *, timeout: float = RUN_TIMEOUT) -> None:
        """Execute statements in the kernel, outside any cell."""
        self.probe.exec(textwrap.dedent(code), timeout=timeout)

    def wait_for_kernel(self, expression: str, *, timeout: float = 10.0) -> Any:
        """Wait until an expression is true in the kernel; return its value."""
        return self.probe.wait_for(expression, timeout=timeout)

    def close(self, *, in_page: bool = True) -> None:
        """Close the notebook, and shut its kernel down.

        Args:
            in_page: have JupyterLab do it, which may hang after a failure.
        """
        for tab in self._tabs:
            tab._close_probe()
        self._close_probe()
        try:
            if in_page and not self.page.is_closed():
                if self.kernel_status() == "busy":
                    self.interrupt()
                self._call("close")
        finally:
            self.server.end_session(self._session)

    # ---- inside

    def _call(self, name: str, *args: Any) -> Any:
        return self.page.evaluate(f"([path, args]) => harness.{name}(path, ...args)", [self.path, list(args)])

    def _wait(self, condition: str, timeout: float, index: int | None = None) -> None:
        self.page.wait_for_function(
            f"({{ path, index }}) => {condition}", arg={"path": self.path, "index": index}, timeout=timeout * 1000
        )

    def _find_panel(self) -> None:
        self._panel_id = self._call("panelId")

    def _close_probe(self) -> None:
        if self._probe is not None:
            self._probe.close()
            self._probe = None

    def _need_fresh_page(self, what: str) -> None:
        if not self._is_fresh:
            raise RuntimeError(f"A test that {what} needs one of its own: mark it with @pytest.mark.fresh_page.")


def clean(source: str) -> str:
    """Return a cell's text without the indentation and the blank lines that a test's layout gives it."""
    return textwrap.dedent(source).strip("\n").rstrip()


def notebook_of(sources: Sequence[str], kernel: str = "python3") -> dict[str, Any]:
    """Return a notebook with one code cell for each source."""
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{index}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": clean(source),
        }
        for index, source in enumerate(sources)
    ]
    kernelspec = {"name": kernel, "display_name": kernel, "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}
