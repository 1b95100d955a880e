"""Progress bars, as they are seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


def test_value_and_text(show):
    cell, nb = show("bar = ui.linear_progress(0.25)")
    bar = cell.get_by_role("progressbar", name="Progress")
    expect(bar).to_have_attribute("aria-valuenow", "25")
    expect(cell.get_by_text("25 %")).to_be_visible()
    nb.kernel_exec("bar.value = 1.5")
    expect(bar).to_have_attribute("aria-valuenow", "100")
    expect(cell.get_by_text("100 %")).to_be_visible()
    nb.kernel_exec("bar.props('indeterminate')")
    expect(bar).not_to_have_attribute("aria-valuenow", "100")
    expect(cell.get_by_text("100 %")).not_to_be_visible()
    nb.kernel_exec("bar.props(remove='indeterminate')")
    expect(cell.get_by_text("100 %")).to_be_visible()


def test_it_follows_a_loop_that_blocks(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui
        bar = ui.linear_progress()
        go_on = ui.checkbox("Go on")
        bar.value = 0.5
        while not go_on.value:
            pass
        bar.value = 1
        """
    )
    nb.start(0)
    bar = nb.cell(0).get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", "50")
    nb.cell(0).get_by_text("Go on").click()
    nb.wait_done(0)
    expect(bar).to_have_attribute("aria-valuenow", "100")


@pytest.mark.parametrize(("color", "css"), [("'#ff0000'", "rgb(255, 0, 0)"), ("'secondary'", "rgb(0, 121, 107)")])
def test_colours(show, color, css):
    cell, _ = show(f"ui.linear_progress(0.5, color={color}, size='20px')")
    indicator = cell.locator("wa-progress-bar [part~=indicator]")
    expect(indicator).to_have_css("background-color", css)
    expect(indicator).to_have_css("height", "20px")
