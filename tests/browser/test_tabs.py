"""Tabs and panels, as they are seen and used."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LOOK = """
with ui.tabs() as tabs:
    data = ui.tab("Data")
    ui.tab("Settings")
    ui.tab("Not yet").disable()
with ui.tab_panels(tabs, value=data):
    with ui.tab_panel(data):
        ui.label("42 °C")
        ui.slider(min=0, max=100, value=42)
with ui.card():
    with ui.tabs(value="a") as inner:
        ui.tab("a", label="In a card")
        ui.tab("b", label="Another")
    with ui.tab_panels(inner):
        with ui.tab_panel("a"):
            ui.input("Name", value="Ada")
with ui.tabs(value="tab 3").style("width: 420px"):
    for number in range(12):
        ui.tab(f"tab {number}", label=f"Number {number}")
"""


def test_tabs_look_at_home(show):
    cell, nb = show(LOOK)
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        expect(cell.get_by_text("42 °C")).to_be_visible()
        nb.screenshot(f"tabs-{theme.lower()}")


TWO = """
seen = []
def note(name):
    return lambda e: seen.append(f"{name} {e.value}")
with ui.tabs(on_change=note("tabs")) as tabs:
    one, two = ui.tab("One"), ui.tab("Two", label="The second")
with ui.tab_panels(tabs, value=one, on_change=note("panels")) as panels:
    with ui.tab_panel(one):
        field = ui.input("Name")
    with ui.tab_panel(two):
        ui.label("inside two")
"""


def test_a_click_shows_another_panel(show):
    cell, nb = show(TWO)
    tab, field = cell.get_by_role("tab", name="The second"), cell.get_by_role("textbox", name="Name")
    expect(cell.get_by_role("tab", name="One")).to_have_attribute("aria-selected", "true")
    expect(cell.get_by_role("tabpanel", name="One")).to_be_visible()
    field.press_sequentially("typed")
    tab.click()
    expect(cell.get_by_role("tabpanel", name="The second")).to_contain_text("inside two")
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(field).not_to_be_visible()
    nb.wait_for_kernel("panels.value == tabs.value == 'Two'")
    cell.get_by_role("tab", name="One").click()
    expect(field).to_have_value("typed")
    seen = sorted(nb.wait_for_kernel("len(seen) == 5 and seen[1:]"))
    assert seen == [
        "panels One",
        "panels Two",
        "tabs One",
        "tabs Two",
    ]


def test_python_shows_another_panel(show):
    cell, nb = show(TWO)
    for change, text in (("tabs.value = two", "inside two"), ("panels.value = 'One'", "Name")):
        nb.kernel_exec(change)
        expect(cell.get_by_role("tabpanel")).to_contain_text(text)
    nb.kernel_exec("tabs.value = None")
    expect(cell.get_by_role("tabpanel")).to_have_count(0)
    expect(cell.get_by_role("tab", selected=True)).to_have_count(0)


def test_tabs_by_keyboard(show):
    cell, nb = show(
        TWO.replace('ui.tab("One")', 'ui.tab("One"), ui.tab("Off").disable()').replace("one, two", "one, _, two")
    )
    one, two = cell.get_by_role("tab", name="One"), cell.get_by_role("tab", name="The second")
    expect(cell.get_by_role("tab", name="Off")).to_be_disabled()
    one.focus()
    nb.page.keyboard.press("ArrowRight")
    expect(two).to_be_focused()
    expect(cell.get_by_text("inside two")).to_be_visible()
    nb.page.keyboard.press("ArrowRight")
    expect(one).to_be_focused()
    nb.page.keyboard.press("End")
    expect(two).to_be_focused()
    nb.page.keyboard.press("Home")
    nb.page.keyboard.press("Tab")
    expect(cell.get_by_role("textbox", name="Name")).to_be_focused()
    nb.page.keyboard.press("Shift+Tab")
    expect(one).to_be_focused()
    nb.wait_for_kernel("tabs.value == 'One'")
    assert nb.mode() == "command"
    assert nb.cells_count() == 2


def test_panels_change_while_the_kernel_is_busy(notebook):
    nb = notebook(
        "from liveui_jupyter import ui\n" + TWO,
        """
        import time
        count = len(seen)
        while tabs.value != "Two":
            time.sleep(0.02)
        seen_in_loop = seen[count:]
        while tabs.value != "One":
            time.sleep(0.02)
        """,
    )
    nb.run(0)
    nb.start(1)
    nb.cell(0).get_by_role("tab", name="The second").click()
    expect(nb.cell(0).get_by_text("inside two")).to_be_visible()
    assert nb.is_running(1)
    nb.cell(0).get_by_role("tab", name="One").click()
    expect(nb.cell(0).get_by_role("textbox", name="Name")).to_be_visible()
    nb.wait_done(1)
    assert nb.kernel_eval("seen_in_loop") == []
    nb.wait_for_kernel("panels.value == 'One' and seen[count:][:1] == ['tabs Two'] and 'tabs One' in seen[count:]")
    expect(nb.cell(0).get_by_role("textbox", name="Name")).to_be_visible()


def test_tabs_and_panels_made_and_deleted_later(show):
    cell, nb = show(TWO)
    nb.kernel_exec("with tabs: three = ui.tab('Three')")
    nb.kernel_exec("tabs.value = three")
    expect(cell.get_by_role("tab", name="Three")).to_have_attribute("aria-selected", "true")
    expect(cell.get_by_role("tabpanel")).to_have_count(0)
    nb.kernel_exec("with panels:\n    with ui.tab_panel(three) as panel:\n        ui.label('inside three')")
    expect(cell.get_by_role("tabpanel", name="Three")).to_contain_text("inside three")
    nb.kernel_exec("three.delete(); panel.delete()")
    expect(cell.get_by_role("tab")).to_have_count(2)
    expect(cell.get_by_role("tabpanel")).to_have_count(0)
    cell.get_by_role("tab", name="The second").click()
    expect(cell.get_by_text("inside two")).to_be_visible()
    nb.kernel_exec("tabs.delete()")
    expect(cell.get_by_text("inside two")).to_be_visible()
    nb.kernel_exec("panels.value = 'One'")
    expect(cell.get_by_role("textbox", name="Name")).to_be_visible()


def test_panels_driven_by_their_value(show):
    cell, _ = show(
        """
        with ui.tab_panels(value="a") as panels:
            for name in "ab":
                with ui.tab_panel(name):
                    ui.label(f"inside {name}")
        ui.button("Next", on_click=lambda: panels.set_value("b"))
        """
    )
    expect(cell.get_by_text("inside a")).to_be_visible()
    cell.get_by_role("button", name="Next").click()
    expect(cell.get_by_text("inside b")).to_be_visible()
    expect(cell.get_by_text("inside a")).not_to_be_visible()


@pytest.mark.fresh_page
def test_two_tabs_of_the_browser_show_the_same_panel(notebook):
    nb = notebook("from liveui_jupyter import ui\n" + TWO)
    nb.run(0)
    expect(nb.cell(0).get_by_role("tab", name="One")).to_be_visible()
    other = nb.open_second_tab()
    other.cell(0).get_by_role("tab", name="The second").click()
    expect(nb.cell(0).get_by_text("inside two")).to_be_visible()
    nb.cell(0).get_by_role("tab", name="One").click()
    expect(other.cell(0).get_by_role("textbox", name="Name")).to_be_visible()
    nb.wait_for_kernel("panels.value == tabs.value == 'One'")
