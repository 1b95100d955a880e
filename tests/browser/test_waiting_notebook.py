"""The notebook about waiting: each cell waits for what it says, and goes on when that has come."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

WAITING = Path(__file__).resolve().parents[2] / "notebooks" / "waiting.ipynb"


@pytest.mark.fresh_page
@pytest.mark.timeout(120)
def test_waiting(notebook):
    sources = ["".join(cell["source"]) for cell in json.loads(WAITING.read_text())["cells"]]
    nb = notebook(file=WAITING)
    nb.page.set_viewport_size({"width": 1000, "height": 2600})

    def index_of(text):
        return next(index for index, source in enumerate(sources) if text in source)

    promise = index_of("getBattery")
    nb.run(promise)
    assert "'zone'" in nb.output_text(promise)

    place = index_of("getCurrentPosition")
    nb.run(place)
    expect(nb.cell(place)).to_contain_text("The browser doesn't say")

    go = index_of('ui.button("Continue")')
    nb.start(go)
    button = nb.cell(go).get_by_role("button", name="Continue")
    expect(button).to_be_visible()
    assert nb.is_running(go)
    button.click()
    nb.wait_done(go)
    expect(nb.cell(go)).to_contain_text("On we go.")

    loop = index_of("stop.value")
    nb.start(loop)
    expect(nb.cell(loop)).to_contain_text(re.compile(r"\d s of work"))
    nb.cell(loop).get_by_text("Stop", exact=True).click()
    nb.wait_done(loop)
    assert "stopped after" in nb.output_text(loop)

    wizard = index_of("Which measurement?")
    nb.start(wizard)
    card = nb.cell(wizard)
    card.get_by_role("radio", name="pressure").click()
    card.get_by_role("button", name="Next").click()
    level = card.get_by_role("spinbutton")
    expect(level).to_have_value("1013")
    level.fill("990")
    card.get_by_role("button", name="Done").click()
    nb.wait_done(wizard)
    expect(card).to_contain_text("Noted: 990 hPa")
    assert "('pressure', 990" in nb.output_text(wizard)
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        nb.screenshot(f"waiting-{theme.lower()}")
