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
    nb.page.set_viewport_size({"width": 1100, "height": 3400})
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
    greeting = cell_with("settings = {")
    expect(greeting).to_contain_text("Hello, Grace!")
    greeting.get_by_role("textbox", name="Your name").fill("Alan")
    expect(greeting).to_contain_text("Hello, Alan!")
    greeting.get_by_text("Greet", exact=True).click()
    expect(greeting.get_by_text("Hello, Alan!")).not_to_be_visible()
    expect(cell_with("import time").get_by_role("progressbar")).to_have_attribute("aria-valuenow", "100")
    expect(cell_with("innerWidth")).to_contain_text("This page is 1100 pixels wide.")
    person = cell_with("ui.dialog()")
    person.get_by_role("button", name="Ask").click()
    nb.page.get_by_role("button", name="Start it").click()
    expect(person).to_contain_text("The decision: yes.")
    division = cell_with("def divide")
    division.get_by_role("slider").press("Home")
    division.get_by_role("button", name="Divide").click()
    expect(division).to_contain_text("ZeroDivisionError")
    expect(division).to_contain_text("dividing by 0")
    dashboard = cell_with("def plot")
    chart = dashboard.get_by_role("img", name="Growth over time")
    expect(chart).to_be_visible()
    expect(dashboard.get_by_role("progressbar")).to_have_count(5)
    dashboard.get_by_text("AAPL", exact=True).first.click()
    expect(dashboard.get_by_role("progressbar")).to_have_count(4)

    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        nb.screenshot(f"tour-{theme.lower()}")
