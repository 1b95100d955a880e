"""The tour runs in JupyterLab, from its first to its last cell, and does what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

TOUR = Path(__file__).resolve().parents[2] / "notebooks" / "tour.ipynb"


@pytest.mark.fresh_page
@pytest.mark.timeout(120)
def test_tour(notebook):
    cells = json.loads(TOUR.read_text())["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    nb = notebook(file=TOUR)
    nb.page.set_viewport_size({"width": 1100, "height": 2600})
    for index, cell in enumerate(cells):
        if cell["cell_type"] == "code":
            nb.run(index, timeout=30)

    def cell_with(text):
        return nb.cell(next(index for index, source in enumerate(sources) if text in source))

    expect(cell_with("Hello from Python")).to_contain_text("Hello from Python")
    clicks = cell_with("def add_one")
    clicks.get_by_role("button", name="Count").click()
    expect(clicks).to_contain_text("1 click")
    clicks.get_by_role("button", name="Say so").click()
    expect(nb.page.locator("wa-toast-item", has_text="1 so far")).to_be_visible()
    inputs = cell_with("def greet")
    inputs.get_by_role("textbox", name="Your name").press_sequentially("Ada")
    inputs.get_by_role("slider").press("ArrowRight")
    expect(inputs).to_contain_text("Hello, Ada!!")
    expect(cell_with("import time")).to_contain_text("100%  done")
    expect(cell_with("innerWidth")).to_contain_text("This page is 1100 pixels wide.")
    division = cell_with("def divide")
    division.get_by_role("slider").press("Home")
    division.get_by_role("button", name="Divide").click()
    expect(division).to_contain_text("ZeroDivisionError")
    expect(division).to_contain_text("dividing by 0")

    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        nb.screenshot(f"tour-{theme.lower()}")
