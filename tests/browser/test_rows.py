"""Large interfaces."""

from __future__ import annotations

import time

from playwright.sync_api import expect

from tests.browser.harness import FrameCounter

ROWS = 1000

CELL = f"""
from liveui_jupyter import ui

labels = []
for number in range({ROWS}):
    with ui.row():
        labels.append(ui.label(f"row {{number}}."))
        ui.button("Go", on_click=lambda number=number: labels[number].set_text(f"pressed {{number}}."))
"""

# Notes, for every frame that the browser paints until all rows are there, how many are.
WATCH = """([id, rows]) => {
  const count = (root) => {
    let sum = root.querySelectorAll("wa-button").length;
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot && node.localName !== "wa-button") sum += count(node.shadowRoot);
    }
    return sum;
  };
  window.rowsSeen = [];
  const look = () => {
    window.rowsSeen.push(count(document.getElementById(id)));
    if (window.rowsSeen.at(-1) < rows) requestAnimationFrame(look);
  };
  look();
}"""


def test_a_thousand_rows_in_one_pass(notebook, record_property):
    nb = notebook("from liveui_jupyter import ui; ui.label('warm')", CELL)
    nb.run(0)
    expect(nb.cell(0).get_by_text("warm")).to_be_visible()
    nb.page.evaluate(WATCH, [nb.panel.get_attribute("id"), ROWS])
    with FrameCounter(nb.page) as frames:
        begin = time.monotonic()
        nb.start(1)
        expect(nb.cell(1).get_by_text(f"row {ROWS - 1}.", exact=True)).to_be_attached()
        seconds = time.monotonic() - begin
        nb.wait_done(1)
    figures = {
        "seconds": round(seconds, 2),
        "frames": frames.count(),
        "frames of ours": frames.count("comm_msg"),
        "bytes": frames.bytes(),
        "bytes of ours": frames.bytes("comm_msg"),
    }
    print(figures)
    for name, value in figures.items():
        record_property(name, value)
    nb.page.wait_for_function(f"() => window.rowsSeen.at(-1) === {ROWS}")
    steps = set(nb.page.evaluate("() => window.rowsSeen")) - {0, 1, ROWS}
    assert len(steps) <= figures["frames of ours"], f"rendered bit by bit: {sorted(steps)}"
    assert figures["frames of ours"] <= 10
    assert figures["bytes of ours"] < 400_000


def test_the_last_of_a_thousand_rows_answers(notebook):
    nb = notebook(CELL)
    nb.run(0)
    nb.cell(0).get_by_role("button", name="Go").last.click()
    expect(nb.cell(0)).to_contain_text(f"pressed {ROWS - 1}.")


def test_ten_thousand_changes_of_one_label_end_with_the_last(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        label = ui.label("")
        for number in range(10_000):
            label.set_text(f"number {number}.")
        """
    )
    with FrameCounter(nb.page) as frames:
        nb.run(0)
        expect(nb.cell(0)).to_contain_text("number 9999.")
    assert frames.count("comm_msg") < 200
