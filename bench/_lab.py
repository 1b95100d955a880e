"""One JupyterLab and one Chromium, with the plain driver, and notebooks in them."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.browser.harness import LabServer, Notebook
from tests.browser.harness.window import HELPERS, LOAD_TIMEOUT_MS
from tools import chromium

from ._devtools import Chromium, DevToolsError, DevToolsTimeoutError, Tab

PAGE = Path(__file__).with_name("page.js")

PRELUDE = """
import json, os, time
from IPython.display import display

def report(**figures):
    # A file, not a print: that would be a message more on the websocket.
    with open({name!r} + ".part", "w") as file:
        json.dump(figures, file)
    os.replace({name!r} + ".part", {name!r})

def report_error(result):
    if not result.success:
        report(error=repr(result.error_before_exec or result.error_in_exec))

get_ipython().events.register("post_run_cell", report_error)
"""

SLACK = 30.0
"""Seconds that the driver waits for the page beyond the page's own deadline: a page that works can't tell the time."""


class RunFailedError(Exception):
    """What was to be measured didn't happen."""


class BenchNotebook(Notebook):
    """A notebook whose cells report by file.

    Made by `Lab.notebook`. Its first cell defines `report`.
    """

    report_file: Path

    def shown(self, index: int, *, output: int | None = None, deadline: float, **what: Any) -> dict[str, float]:
        """Run a cell until it shows something; return when that was in the DOM and painted, in s since 1970.

        Args:
            index: of the cell.
            output: index of the cell in whose output it is shown; of that one, if not given.
            deadline: seconds after which it has failed.
            what: as `watch` in page.js takes it.

        Raises:
            RunFailedError: it never showed it; the text says what was seen last.
        """
        what |= {"deadline": 1000 * deadline}
        arguments = [self.path, index, index if output is None else output, what]
        seen = self.page.evaluate("(arguments_) => bench.run(...arguments_)", arguments, timeout=deadline + SLACK)
        if seen.get("failed"):
            if error := self.error(index):
                raise RunFailedError(f"the cell raised {error}")
            raise RunFailedError(
                f"not shown within {deadline:g} s; last seen: {seen['seen']!r}, {seen['count']} in all"
            )
        return {"dom": seen["dom"] / 1000, "painted": seen["painted"] / 1000}

    def report(self, *, timeout: float = 60.0) -> dict[str, Any]:
        """Wait for what the kernel reports next, return it, and forget it.

        The page isn't asked: after a flood of messages it may not know that the cell has ended.

        Raises:
            RunFailedError: a cell raised an exception, or nothing was reported in time.
        """
        deadline = time.monotonic() + timeout
        while not self.report_file.exists():
            if time.monotonic() > deadline:
                raise RunFailedError(f"no report from the kernel within {timeout:g} s")
            time.sleep(0.01)  # a poll with a deadline
        figures = json.loads(self.report_file.read_text())
        self.report_file.unlink()
        if "error" in figures:
            raise RunFailedError(f"the cell raised {figures['error']}")
        return figures


class Lab:
    """The surroundings of all measurements; it has what the tests' `Notebook` asks of a window.

    Args:
        folder: an empty one.
    """

    watch = None

    def __init__(self, folder: Path) -> None:
        path = chromium.find()
        if path is None:
            raise SystemExit(chromium.HELP)
        self.server = LabServer(folder)
        self.server.start()
        try:
            self.browser = Chromium(path, folder)
        except BaseException:
            self.server.stop()
            raise
        self.page: Tab | None = None
        # Not where JupyterLab's file browser looks: it would ask about every change.
        self.reports = folder / "reports"
        self.reports.mkdir()
        self._count = 0

    def close(self) -> None:
        """End browser and server."""
        self.browser.stop()
        self.server.stop()

    def fresh_page(self) -> None:
        """Have the next notebook opened in a new page, which takes some seconds."""
        page, self.page = self.page, None
        if page is not None:
            page.close()

    def open(self, path: str) -> Tab:
        """Show a notebook, and wait until it and its kernel are ready."""
        ready = "(path) => window.harness.ready(path)"
        if self.page is None:
            self.page = Tab(self.browser, [HELPERS.read_text(), PAGE.read_text()])
            self.page.goto(f"{self.server.url}/lab/tree/{quote(path)}?reset&token={self.server.token}")
            self.page.wait_for_function(ready, arg=path, timeout=LOAD_TIMEOUT_MS)
            self.page.evaluate("() => { jupyterapp.shell.collapseLeft() }")
        else:
            self.page.evaluate("(path) => { jupyterapp.commands.execute('docmanager:open', { path }) }", path)
            self.page.wait_for_function(ready, arg=path, timeout=LOAD_TIMEOUT_MS)
        return self.page

    @contextmanager
    def notebook(self, setup: str, *cells: str) -> Iterator[BenchNotebook]:
        """Give a new notebook whose first cell has been run; afterwards close it, and wait until the page is idle.

        Args:
            setup: source of the first cell, to which `report` is added.
            cells: sources of the others.
        """
        self._count += 1
        report_file = self.reports / f"{self._count}.json"
        prelude = PRELUDE.format(name=str(report_file))
        notebook = BenchNotebook.create(self, [prelude + setup, *cells], is_fresh=False)
        notebook.report_file = report_file
        answers = True
        try:
            notebook.run(0)
            notebook.page.evaluate("() => bench.idle()")
            yield notebook
        except DevToolsTimeoutError:
            answers = False
            raise
        finally:
            self._put_away(notebook, in_page=answers)

    def _put_away(self, notebook: BenchNotebook, *, in_page: bool) -> None:
        try:
            notebook.close(in_page=in_page)
            if in_page:
                notebook.page.evaluate("() => bench.idle()")
        except DevToolsError:
            notebook.close(in_page=False)
            in_page = False
        if not in_page:
            # Some floods leave a page that doesn't answer any more: the next run gets another one.
            self.fresh_page()
        (self.server.root / notebook.path).unlink(missing_ok=True)


@contextmanager
def lab() -> Iterator[Lab]:
    """Start the surroundings, and end them."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        surroundings = Lab(Path(folder))
        try:
            yield surroundings
        finally:
            surroundings.close()
