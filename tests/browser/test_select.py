"""`ui.select`: choosing with mouse and keys, many options, a list that nothing of the notebook cuts off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

COLORS = """
seen = []
field = ui.select(["red", "green", "blue"], label="Colour", value="red", on_change=lambda e: seen.append(e.value))
"""

SEVERAL = """
seen = []
names = {number: f"number {number}" for number in range(8)}
field = ui.select(names, label="Several", value=[5, 2], multiple=True, clearable=True,
                  on_change=lambda e: seen.append(e.value))
"""


def box(cell, name="Colour"):
    return cell.get_by_role("combobox", name=name)


def option(cell, name):
    return cell.get_by_role("option", name=name, exact=True)


def list_of(cell):
    return cell.locator("wa-select [part~=listbox]").last


def open_list(cell, name="Colour"):
    cell.locator("wa-select", has_text=name).locator("[part~=expand-icon]").click()
    expect(box(cell, name)).to_have_attribute("aria-expanded", "true")


def tags(cell):
    return cell.locator("wa-select wa-tag")


def test_a_select_as_it_is_seen(show):
    cell, nb = show(
        """
        with ui.row():
            ui.select(["red", "green", "blue"], label="Colour", value="green")
            ui.select({1: "one", 2: "two", 3: "three"}, label="Numbers", value=[1, 3], multiple=True, clearable=True)
            ui.select(["a"], label="Empty").props('placeholder="choose one"')
        with ui.row():
            wrong = ui.select(["a"], label="Wrong", value="a", validation={"not this one": lambda value: value != "a"})
            ui.select(["a"], label="Off", value="a").disable()
            ui.input("Name", value="Ada")
        wrong.validate()
        """
    )
    expect(box(cell)).to_have_value("green")
    expect(tags(cell)).to_have_text(["one", "three"])
    expect(box(cell, "Empty")).to_have_attribute("placeholder", "choose one")
    expect(cell.get_by_text("not this one")).to_be_visible()
    expect(box(cell, "Wrong")).to_have_attribute("aria-invalid", "true")
    expect(box(cell, "Off")).to_be_disabled()
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        box(cell).click()
        expect(option(cell, "blue")).to_be_visible()
        nb.screenshot(f"select-{theme.lower()}")
        nb.page.keyboard.press("Escape")
        expect(option(cell, "blue")).not_to_be_visible()


def test_choosing_with_the_mouse(show):
    cell, nb = show(COLORS)
    box(cell).click()
    option(cell, "blue").click()
    expect(box(cell)).to_have_value("blue")
    expect(option(cell, "blue")).not_to_be_visible()
    expect(box(cell)).to_be_focused()
    box(cell).click()
    option(cell, "blue").click()  # the same again
    box(cell).click()
    option(cell, "red").click()
    nb.wait_for_kernel("seen == ['blue', 'red']")


def test_choosing_with_keys_does_nothing_to_the_notebook(show):
    cell, nb = show(COLORS)
    keyboard = nb.page.keyboard
    box(cell).focus()
    keyboard.press("ArrowDown")
    expect(option(cell, "red")).to_be_focused()
    keyboard.press("ArrowDown")
    expect(option(cell, "green")).to_be_focused()
    keyboard.press("b")  # type ahead
    expect(option(cell, "blue")).to_be_focused()
    keyboard.press("Enter")
    expect(box(cell)).to_have_value("blue")
    nb.wait_for_kernel("seen == ['blue']")
    keyboard.press("Enter")
    keyboard.press("Home")
    expect(option(cell, "red")).to_be_focused()
    keyboard.press("Escape")
    expect(option(cell, "red")).not_to_be_visible()
    keyboard.press("Escape")
    for key in ("d", "d", "Escape"):  # opens the list, looks for "dd"
        keyboard.press(key)
    expect(box(cell)).to_be_focused()
    expect(box(cell)).to_have_value("blue")
    assert (nb.cells_count(), nb.mode()) == (2, "command")
    assert nb.kernel_eval("seen") == ["blue"]


PRESS_BETWEEN_TWO_FRAMES = """
async (input, keys) => {
  const select = input.getRootNode().host;
  for (const key of keys) {
    input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
    await select.updateComplete;
  }
  await new Promise((done) => select.addEventListener("wa-after-hide", done, { once: true }));
  await new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame));
}
"""


def test_a_list_that_is_closed_at_once_gives_the_focus_back(show):
    cell, nb = show(COLORS)
    box(cell).focus()
    box(cell).evaluate(PRESS_BETWEEN_TWO_FRAMES, ["d", "Escape"])
    expect(box(cell)).to_be_focused()
    for key in ("d", "d"):  # would delete the cell
        nb.page.keyboard.press(key)
    expect(option(cell, "red")).to_be_focused()
    assert nb.cells_count() == 2


def test_ctrl_s_in_a_select_saves_the_notebook(show):
    cell, nb = show(COLORS)
    box(cell).focus()
    with nb.page.expect_request(lambda request: request.method == "PUT" and "/api/contents/" in request.url):
        box(cell).press("Control+s")


def test_python_changes_value_and_options(show):
    cell, nb = show(COLORS)
    nb.kernel_exec("field.value = 'green'")
    expect(box(cell)).to_have_value("green")
    nb.kernel_exec("field.set_options({'green': 'verde', 'black': 'nero'})")
    expect(box(cell)).to_have_value("verde")
    box(cell).click()
    expect(cell.get_by_role("option")).to_have_text(["verde", "nero"])
    nb.kernel_exec("field.set_options(['black', 'white', 'green'], value='white')")  # while the list is open
    expect(cell.get_by_role("option")).to_have_text(["black", "white", "green"])
    option(cell, "black").click()
    nb.wait_for_kernel("field.value == 'black'")
    nb.kernel_exec("field.set_options([])")
    expect(box(cell)).to_have_value("")
    nb.kernel_exec("field.set_options(['a'], value='a').set_label('Letter').disable()")
    expect(box(cell, "Letter")).to_be_disabled()
    assert nb.kernel_eval("seen") == ["green", "white", "black", None, "a"]


def test_clearing(show):
    cell, nb = show("field = ui.select(['a', 'b'], label='Colour', value='a', clearable=True)")
    cell.get_by_role("button", name="Clear entry").click()
    expect(box(cell)).to_have_value("")
    expect(cell.get_by_role("button", name="Clear entry")).to_have_count(0)
    nb.wait_for_kernel("field.value is None")


def test_choosing_several(show):
    cell, nb = show(SEVERAL)
    expect(tags(cell)).to_have_text(["number 5", "number 2"])
    open_list(cell, "Several")
    for number in (7, 0, 2):
        option(cell, f"number {number}").click()
    nb.wait_for_kernel("seen == [[5, 2, 7], [5, 2, 7, 0], [5, 7, 0]]")
    expect(tags(cell)).to_have_text(["number 5", "number 7", "number 0"])
    expect(option(cell, "number 7")).to_have_attribute("aria-selected", "true")
    nb.page.keyboard.press("Escape")
    nb.kernel_exec("field.value = [4, 0, 3]")
    expect(tags(cell)).to_have_text(["number 4", "number 0", "number 3"])
    tags(cell).nth(1).get_by_role("button").click()
    nb.wait_for_kernel("seen[-1] == [4, 3]")
    nb.kernel_exec("field.set_options([3, 4, 5])")
    expect(tags(cell)).to_have_text(["4", "3"])
    cell.get_by_role("button", name="Clear entry").click()
    expect(tags(cell)).to_have_count(0)
    expect(box(cell, "Several")).to_have_value("")
    nb.wait_for_kernel("seen[-1] == []")


def test_clicking_faster_than_a_slow_handler(show):
    cell, nb = show(
        """
        import time
        seen = []

        def slow(event):
            time.sleep(0.1)
            seen.append(event.value)
            label.text = f"{len(seen)} handled"

        field = ui.select(list("abcdef"), label="Several", multiple=True, on_change=slow)
        label = ui.label("")
        """
    )
    open_list(cell, "Several")
    for name in "fbdca":
        option(cell, name).click()
    expect(cell).to_contain_text("5 handled")
    assert nb.kernel_eval("field.value") == list("fbdca")
    for name in "abcdf":
        expect(option(cell, name)).to_have_attribute("aria-selected", "true")


def test_a_thousand_options(show):
    cell, nb = show(
        """
        field = ui.select([f"option {number}" for number in range(1000)], label="Many", value="option 500")
        """
    )
    open_list(cell, "Many")
    expect(option(cell, "option 500")).to_be_in_viewport()
    expect(option(cell, "option 500")).to_be_focused()
    nb.page.keyboard.press("ArrowDown")
    expect(option(cell, "option 501")).to_be_in_viewport()
    nb.page.keyboard.press("End")
    expect(option(cell, "option 999")).to_be_in_viewport()
    nb.page.keyboard.type("option 77")
    expect(option(cell, "option 77")).to_be_in_viewport()
    nb.page.keyboard.press("Enter")
    nb.wait_for_kernel("field.value == 'option 77'")


@pytest.mark.parametrize("is_scrolled", [False, True], ids=["at the edge of the page", "in a scrolled output"])
def test_nothing_of_the_notebook_cuts_the_list_off(show, is_scrolled):
    cell, nb = show(
        """
        for number in range(60):
            if number == 40:
                field = ui.select(range(30), label="Last", value=29)
            ui.label(f"line {number}")
        """
    )
    if is_scrolled:
        nb.page.evaluate("(path) => { harness.panel(path).content.widgets[1].outputsScrolled = true }", nb.path)
        expect(nb.whole_cell(1)).to_have_class(
            re.compile("jp-mod-outputsScrolled"),
        )
    box(cell, "Last").evaluate("(node) => node.scrollIntoView({ block: 'end' })")
    open_list(cell, "Last")
    expect(option(cell, "29")).to_be_in_viewport(ratio=0.9)
    expect(option(cell, "29")).to_have_attribute("aria-selected", "true")
    area, field = list_of(cell).bounding_box(), box(cell, "Last").bounding_box()
    assert area["y"] >= 0
    assert is_scrolled or area["y"] < field["y"]  # below there is no room
    assert area["y"] + area["height"] <= nb.page.viewport_size["height"]
    # Drawn there, too, above whatever else is there: an option is what a click would hit.
    hit = """([x, y]) => {
      let node = document.elementFromPoint(x, y);
      while (node?.shadowRoot) {
        const inner = node.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === node) break;
        node = inner;
      }
      return node.closest("wa-option") !== null || node.getRootNode().host?.localName === "wa-option";
    }"""
    for y in (area["y"] + 20, area["y"] + area["height"] - 20):
        assert nb.page.evaluate(hit, [area["x"] + area["width"] / 2, y]), y
    assert abs(area["x"] - field["x"]) < 20
    nb.screenshot(f"select-{'scrolled' if is_scrolled else 'end'}")
    option(cell, "28").click()
    nb.wait_for_kernel("field.value == 28")


@pytest.mark.fresh_page
def test_two_tabs_show_the_same_choice(notebook):
    nb = notebook("from liveui_jupyter import ui", COLORS + SEVERAL.replace("field", "several"))
    nb.run_all()
    other = nb.open_second_tab()
    expect(box(other.cell(1))).to_have_value("red")
    box(nb.cell(1)).click()
    option(nb.cell(1), "blue").click()
    expect(box(other.cell(1))).to_have_value("blue")
    tags(other.cell(1)).nth(0).get_by_role("button").click()
    expect(tags(nb.cell(1))).to_have_text(["number 2"])


IN_DIALOG = """
with ui.dialog() as dialog, ui.card():
    ui.label("Paint it")
    field = ui.select([f"colour {number}" for number in range(12)], label="Colour", value="colour 1")
ui.button("Open", on_click=dialog.open)
"""


def test_in_a_dialog(show):
    cell, nb = show(IN_DIALOG)
    cell.get_by_role("button", name="Open").click()
    dialog = cell.get_by_role("dialog", name="Paint it")
    # Its list is longer than the dialog.
    box(dialog).click()
    option(dialog, "colour 4").click()
    expect(box(dialog)).to_have_value("colour 4")
    expect(list_of(dialog)).not_to_be_visible()
    for close in (lambda: nb.page.mouse.click(30, 500), lambda: nb.page.keyboard.press("Escape")):
        box(dialog).click()
        expect(option(dialog, "colour 4")).to_be_visible()
        nb.screenshot("select-in-dialog")
        close()  # what is on top
        expect(list_of(dialog)).not_to_be_visible()
        expect(dialog).to_be_visible()
    nb.page.mouse.click(30, 500)
    expect(dialog).not_to_be_visible()
    assert nb.kernel_eval("[field.value, dialog.value]") == ["colour 4", False]
