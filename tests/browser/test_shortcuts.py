"""Keys pressed in an interface do nothing to the notebook."""

from __future__ import annotations

import pytest

CELL = """
from liveui_jupyter import ui

clicks = []
ui.input("Name")
ui.slider(min=0, max=10, value=5)
ui.button("Press", on_click=lambda: clicks.append(1))
ui.checkbox("Tick")
"""

KEYS = ["d", "d", "a", "b", "x", "m", "Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]


def state(nb):
    active = nb.page.evaluate("(path) => harness.panel(path).content.activeCellIndex", nb.path)
    return nb.cells_count(), nb.mode(), active, nb.sources()


def test_notebook_obeys_keys_outside_of_interfaces(notebook):
    """Otherwise the tests below would prove nothing."""
    nb = notebook("1", "2")
    nb.run(1)
    nb.page.keyboard.press("b")
    assert nb.cells_count() == 3
    nb.page.keyboard.press("d")
    nb.page.keyboard.press("d")
    assert nb.cells_count() == 2


@pytest.mark.parametrize("role", ["textbox", "slider", "button", "checkbox"])
def test_keys_do_nothing_to_the_notebook(notebook, role):
    nb = notebook("before = 1", CELL, "after = 1")
    nb.run(1)
    element = nb.cell(1).get_by_role(role).first
    element.focus()
    before = state(nb)
    for key in KEYS:
        element.press(key)
        assert state(nb) == before, key


def test_enter_presses_the_button_once(notebook):
    nb = notebook(CELL)
    nb.run(0)
    nb.cell(0).get_by_role("button", name="Press").press("Enter")
    nb.wait_for_kernel("clicks")
    assert nb.kernel_eval("len(clicks)") == 1


def test_typed_letters_arrive_in_the_input(notebook):
    nb = notebook("1", CELL.replace('ui.input("Name")', 'field = ui.input("Name")'))
    nb.run(1)
    nb.cell(1).get_by_role("textbox").press_sequentially("ddabxm00")
    nb.wait_for_kernel("field.value == 'ddabxm00'")
    assert nb.cells_count() == 2


def test_clicking_into_an_input_leaves_the_notebook_in_command_mode(notebook):
    nb = notebook(CELL)
    nb.run(0)
    nb.cell(0).get_by_role("textbox").click()
    assert nb.mode() == "command"
