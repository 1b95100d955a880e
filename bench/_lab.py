"""A JupyterLab and a Chromium to measure in."""

from __future__ import annotations

import platform
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.browser.harness import LabServer, LabWindow
from tools import chromium

FIND = """
const deepAll = (root, selector, found = []) => {
  for (const node of root.querySelectorAll('*')) {
    if (node.matches(selector)) found.push(node);
    if (node.shadowRoot) deepAll(node.shadowRoot, selector, found);
  }
  return found;
};
"""
"""JavaScript: `deepAll(root, selector)` looks into shadow roots."""


@contextmanager
def lab_window() -> Iterator[LabWindow]:
    """Start a server and a browser, and give a window with JupyterLab."""
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.HELP)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as api:
        server = LabServer(Path(folder))
        server.start()
        browser = api.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        try:
            yield LabWindow(browser, server)
        finally:
            browser.close()
            server.stop()


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    packages = ["jupyterlab", "ipykernel", "jupyter-server", "ipywidgets", "anywidget"]
    return {"python": platform.python_version(), "system": platform.system()} | {
        name: version(name) for name in packages
    }


def summary(milliseconds: list[float]) -> dict[str, float]:
    """Return count, median and 95th percentile."""
    ordered = sorted(milliseconds)
    return {
        "runs": len(ordered),
        "median": round(statistics.median(ordered), 2),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2),
    }


def table(figures: dict[str, Any]) -> str:
    """Return the figures as lines for people."""
    lines = []
    for name, figure in figures.items():
        if isinstance(figure, dict):
            shown = ", ".join(f"{key} {value}" for key, value in figure.items())
        else:
            shown = str(figure)
        lines.append(f"{name:48} {shown}")
    return "\n".join(lines)
