"""Notebooks that are executed without a page: nothing hangs, and the stored output is a static snapshot."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from page import ROOT, WIDGET_VIEW

TIMED = """
started = time.monotonic()
try:
    {}
except Exception as error:
    print(type(error).__name__, error, time.monotonic() - started < 1)
"""
CELLS = [
    "import asyncio, time\nlabel = ui.label('static text')\nui.button('press', on_click=lambda: print('never'))",
    "%%capture\nui.label('captured')",
    "label.text = 'changed later'\nui.label('second cell')",
    TIMED.format("ui.label('x')\n    await ui.run_javascript('1')"),
    TIMED.format("ui.run_javascript('1').result()"),
    "try:\n    await ui.context.client.connected()\nexcept Exception as error:\n    print(type(error).__name__, error)",
    "ui.run_javascript('never awaited')\nui.notify('hello')",
    "ui.label('before the error')\n1 / 0",
]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def notebook(prelude: str, cells: list[str]) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in (prelude, *cells)])


def execute(nb: nbformat.NotebookNode) -> NotebookClient:
    client = NotebookClient(nb, timeout=30, kernel_name="python3", allow_errors=True)
    client.execute()
    return client


def html_of(cell: nbformat.NotebookNode) -> str:
    return "".join(o["data"].get("text/html", "") for o in cell.outputs if o.output_type == "display_data")


def test_nbclient(prelude: str) -> None:
    nb = notebook(prelude, CELLS)
    started = time.monotonic()
    execute(nb)
    assert time.monotonic() - started < 15
    first, captured, second, awaited, blocked, connected, _unawaited, failed = nb.cells[1:]
    assert "static text" in html_of(first)
    assert "press" in html_of(first)
    assert not captured.outputs
    assert "second cell" in html_of(second)
    for cell in (awaited, blocked, connected):
        text = "".join(o.text for o in cell.outputs if o.output_type == "stream")
        assert text.startswith("CannotAwaitError"), text
        assert "executed without a page" in text
        assert "False" not in text
    assert "before the error" in html_of(failed)
    for cell in nb.cells:
        for output in cell.outputs:
            assert WIDGET_VIEW not in output.get("data", {}), "nobody who opens the file has the kernel"


def test_nbconvert_shows_the_snapshot(prelude: str, tmp_path: Path) -> None:
    path = tmp_path / "static.ipynb"
    nbformat.write(notebook(prelude, CELLS[:3]), path)
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", str(path)],
        check=True, capture_output=True, timeout=60, env=dict(os.environ),
    )  # fmt: skip
    html = path.with_suffix(".html").read_text()
    assert "static text" in html
    assert "liveui-static" in html


def test_voila_keeps_the_live_view(prelude: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    nb = notebook(prelude, CELLS[:1] + CELLS[3:4])
    execute(nb)
    assert WIDGET_VIEW in nb.cells[1].outputs[0]["data"]
    text = "".join(o.text for o in nb.cells[2].outputs if o.output_type == "stream")
    assert "Voila" in text
