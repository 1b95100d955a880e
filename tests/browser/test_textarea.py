"""`ui.textarea`: several lines, and the notebook around it left alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

CELL = """
field = ui.textarea("Notes", value="one")
"""

CARET = "(node) => [node.selectionStart, node.selectionEnd]"


def textarea(cell, name="Notes"):
    return cell.get_by_role("textbox", name=name)


def height(box):
    return box.bounding_box()["height"]


def test_a_textarea_as_it_is_seen(show):
    cell, nb = show(
        """
        with ui.row():
            ui.textarea("Notes", placeholder="what did you see?")
            ui.textarea("Grown", value="one\\ntwo\\nthree\\nfour\\nfive\\nsix").props("autogrow")
        with ui.row():
            wrong = ui.textarea("Wrong", value="x", validation={"too short": lambda value: len(value) > 3})
            ui.textarea("Off", value="can't be changed").disable()
        wrong.validate()
        """
    )
    expect(textarea(cell)).to_have_attribute("placeholder", "what did you see?")
    expect(textarea(cell, "Grown")).to_have_value("one\ntwo\nthree\nfour\nfive\nsix")
    expect(cell.get_by_text("too short")).to_be_visible()
    expect(textarea(cell, "Wrong")).to_have_attribute("aria-invalid", "true")
    expect(textarea(cell, "Off")).to_be_disabled()
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        nb.screenshot(f"textarea-{theme.lower()}")


def test_enter_makes_a_new_line_and_does_nothing_to_the_notebook(show):
    cell, nb = show(CELL)
    box = textarea(cell)
    box.press("End")
    box.press("Enter")
    box.press_sequentially("two")
    box.press("Shift+Enter")
    box.press_sequentially("dd")
    nb.wait_for_kernel("field.value == 'one\\ntwo\\ndd'")
    expect(box).to_have_value("one\ntwo\ndd")
    assert (nb.cells_count(), nb.mode()) == (2, "command")


def test_the_caret_stays_in_its_line(show):
    cell, nb = show(
        """
        import time

        def slow(event):
            time.sleep(0.05)
            field.value = event.value.upper()
            label.text = f"last: {event.value}"

        field = ui.textarea("Notes", value="ONE\\n\\nTHREE", on_change=slow)
        label = ui.label("")
        """
    )
    box = textarea(cell)
    expect(box).to_have_value("ONE\n\nTHREE")
    box.focus()
    box.evaluate("(node) => node.setSelectionRange(4, 4)")
    box.press_sequentially("two")
    expect(cell).to_contain_text("last: ONE two THREE", ignore_case=True)
    expect(box).to_have_value("ONE\nTWO\nTHREE")
    assert box.evaluate(CARET) == [7, 7]
    assert nb.kernel_eval("field.value") == "ONE\nTWO\nTHREE"


def test_it_can_be_made_larger_or_grows_by_itself(show):
    cell, nb = show(CELL)
    box = textarea(cell)
    expect(box).to_have_css("resize", "vertical")
    at_first = height(box)
    nb.kernel_exec("field.props('autogrow rows=1')")
    expect(box).to_have_css("resize", "none")
    nb.page.wait_for_function("([node, height]) => node.clientHeight < height", arg=[box.element_handle(), at_first])
    small = height(box)
    box.focus()
    for _ in range(3):
        box.press("Enter")
    assert height(box) > small
    nb.kernel_exec("field.value = ''")
    nb.page.wait_for_function("([node, height]) => node.clientHeight <= height", arg=[box.element_handle(), small])


@pytest.mark.fresh_page
def test_two_tabs_show_the_same_text(notebook):
    nb = notebook("from liveui_jupyter import ui", CELL)
    nb.run_all()
    other = nb.open_second_tab()
    first, second = textarea(nb.cell(1)), textarea(other.cell(1))
    expect(second).to_have_value("one")
    first.press("End")
    first.press("Enter")
    expect(second).to_have_value("one\n")
    second.press("End")
    second.press_sequentially("two")
    expect(first).to_have_value("one\ntwo")
