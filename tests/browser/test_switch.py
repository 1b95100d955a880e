"""`ui.switch`: by mouse, by keyboard, from Python."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

CELL = """
label = ui.label("")
switch = ui.switch("Light", on_change=lambda event: label.set_text(f"{event.previous_value} to {event.value}"))
"""


def light(cell):
    return cell.get_by_role("switch", name="Light")


def test_a_switch_as_it_is_seen(show):
    cell, nb = show(
        """
        with ui.row():
            ui.switch("Light")
            ui.switch("Fan", value=True)
            ui.switch("Off for good").disable()
            ui.switch("On for good", value=True).disable()
            ui.checkbox("A checkbox", value=True)
        ui.switch("A long text that goes on in another line. " * 6)
        """
    )
    expect(light(cell)).not_to_be_checked()
    expect(cell.get_by_role("switch", name="Fan")).to_be_checked()
    expect(cell.get_by_role("switch", name="On for good")).to_be_disabled()
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        nb.screenshot(f"switch-{theme.lower()}")


def test_switching(show):
    cell, nb = show(CELL)
    cell.get_by_text("Light").click()
    expect(cell).to_contain_text("False to True")
    expect(light(cell)).to_be_checked()
    light(cell).press("Space")
    expect(cell).to_contain_text("True to False")
    nb.kernel_exec("switch.value = True; switch.text = 'Lamp'")
    expect(cell.get_by_role("switch", name="Lamp")).to_be_checked()
    nb.kernel_exec("switch.disable()")
    expect(cell.get_by_role("switch", name="Lamp")).to_be_disabled()
    assert (nb.cells_count(), nb.mode()) == (2, "command")


def test_it_reacts_at_once_while_the_kernel_is_busy(notebook):
    nb = notebook(
        "from liveui_jupyter import ui\nimport time\nstop = ui.switch('Stop')",
        "while not stop.value:\n    time.sleep(0.01)",
        "while stop.value:\n    time.sleep(0.01)",
    )
    nb.run(0)
    switch = nb.cell(0).get_by_role("switch", name="Stop")
    for index in (1, 2):
        nb.start(index)
        nb.cell(0).get_by_text("Stop").click()
        nb.wait_done(index)
    expect(switch).not_to_be_checked()


@pytest.mark.fresh_page
def test_two_tabs_show_the_same(notebook):
    nb = notebook("from liveui_jupyter import ui", CELL)
    nb.run_all()
    expect(light(nb.cell(1))).not_to_be_checked()
    other = nb.open_second_tab()
    other.cell(1).get_by_text("Light").click()
    expect(light(nb.cell(1))).to_be_checked()
    light(nb.cell(1)).press("Space")
    expect(light(other.cell(1))).not_to_be_checked()
