"""Drives a real JupyterLab in a real Chromium, for tests that a user's eyes and hands would make.

How to write a test: ask for the fixture `notebook`, call it with the sources of the cells, run them, look, click.

    def test_click(notebook):
        nb = notebook(
            '''
            from liveui_jupyter import ui

            label = ui.label("before")
            ui.button("Go", on_click=lambda: label.set_text("after"))
            ''',
        )
        nb.run(0)                                                 # fails if the cell raises
        nb.cell(0).get_by_role("button", name="Go").click()       # Playwright's locators look into shadow roots
        expect(nb.cell(0)).to_contain_text("after")               # retries until it is true, 10 s at most

Rules:

- Wait for conditions: `expect(...)`, `nb.wait_done(i)`, `nb.wait_for_kernel("expr")`. Never sleep.
- `nb.start(i)` runs a cell and returns at once, for tests that look while it runs; `nb.run(i)` waits until it is done.
- `nb.kernel_eval("expr")` evaluates in the kernel without touching a cell (it waits while a cell runs), and returns
  JSON-like values; `nb.kernel_exec("statement")` executes.
- Tests share one page, in which each opens and closes its notebook: that takes half a second instead of the four that
  JupyterLab needs to load. A test that needs a page of its own (since it reloads it, opens a second tab, or counts what
  only the first interface of a page causes) is marked `@pytest.mark.fresh_page`.
- A test fails if its page logs an error, throws, or asks another host for anything. What is meant to happen is allowed
  beforehand: `nb.watch.allow("regular expression")`.
- After a failure there is a screenshot in test-results/, and the server's and the page's log in the report.

The environment under test is that of the running Python, or of the Python that LIVEUI_TEST_PYTHON names (tests of the
built wheel do). Where it has no liveui_jupyter installed, the checkout is put on its PYTHONPATH.
"""

from __future__ import annotations

from .frames import FrameCounter
from .kernel import KernelProbe, KernelProbeError
from .notebook import CellError, Notebook
from .server import LabServer
from .watch import PageWatch
from .window import LabWindow

__all__ = [
    "CellError",
    "FrameCounter",
    "KernelProbe",
    "KernelProbeError",
    "LabServer",
    "LabWindow",
    "Notebook",
    "PageWatch",
]
