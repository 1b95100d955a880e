"""`ui.number`: typing, stepping, limits, and what isn't a number yet."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

CELL = """
seen = []
field = ui.number("Width", value=1.5, min=-5, max=10, step=0.5, suffix="mm", on_change=lambda e: seen.append(e.value))
other = ui.input("Other")
"""


def number(cell, name="Width"):
    return cell.get_by_role("spinbutton", name=name)


def retype(nb, box, text):
    """Replace what is in the field, key by key, and forget what that has sent so far."""
    box.click()
    box.press("Control+a")
    box.press("Delete")
    nb.wait_for_kernel("field.value is None")
    nb.kernel_exec("seen.clear()")
    box.press_sequentially(text)


def leave(cell):
    cell.get_by_role("textbox", name="Other").click()


def test_a_number_as_it_is_seen(show):
    cell, nb = show(
        """
        with ui.row():
            ui.number("Width", value=1.5, min=0, max=10, step=0.5, suffix="mm")
            ui.number("Empty", placeholder="how many?")
            ui.number("Price", value=1234.5, prefix="€", format="%.2f")
            wrong = ui.number("Wrong", value=-3, validation={"must be positive": lambda value: value > 0})
            ui.number("Off", value=3).disable()
        wrong.validate()
        """
    )
    expect(number(cell)).to_have_value("1.5")
    expect(number(cell)).to_have_attribute("max", "10")
    expect(number(cell, "Empty")).to_have_value("")
    expect(number(cell, "Empty")).to_have_attribute("placeholder", "how many?")
    expect(number(cell, "Price")).to_have_value("1234.50")
    expect(cell.get_by_text("must be positive")).to_be_visible()
    expect(number(cell, "Wrong")).to_have_attribute("aria-invalid", "true")
    expect(number(cell, "Off")).to_be_disabled()
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        nb.screenshot(f"number-{theme.lower()}")


@pytest.mark.parametrize(
    ("text", "sent", "shown"),
    [
        ("-5", [-5], "-5"),
        ("1e1", [1, 10], "10"),
        ("2.50", [2, 2.5], "2.5"),
        (".5", [0.5], "0.5"),
        ("007", [0, 7], "7"),
        ("12", [1, 12, 10], "10"),  # fitted when the field is left
        ("-9", [-9, -5], "-5"),
    ],
)
def test_typing(show, text, sent, shown):
    cell, nb = show(CELL)
    box = number(cell)
    retype(nb, box, text)
    expect(box).to_have_value(text)
    leave(cell)
    expect(box).to_have_value(shown)
    nb.wait_for_kernel(f"seen == {sent}")
    assert nb.kernel_eval("[type(value).__name__ for value in seen]") == [type(value).__name__ for value in sent]


@pytest.mark.parametrize("text", ["-", "e", "--", "."])
def test_what_is_half_typed_is_no_number_and_is_cleared(show, text):
    cell, nb = show(CELL)
    box = number(cell)
    retype(nb, box, text)
    assert box.evaluate("(node) => node.validity.badInput")
    leave(cell)
    expect(box).to_have_js_property("validity.badInput", value=False)
    expect(box).to_have_value("")
    cell.get_by_role("textbox", name="Other").press_sequentially("x")
    nb.wait_for_kernel("other.value == 'x'")  # events keep their order
    assert nb.kernel_eval("[field.value, seen]") == [None, []]


def test_what_is_half_typed_gives_way_to_the_last_number(show):
    cell, nb = show(CELL)
    box = number(cell)
    box.click()
    box.press("Control+a")
    box.press("-")
    nb.kernel_exec("field.value = 7")
    nb.kernel_exec("other.value = 'sent after it'")
    expect(cell.get_by_role("textbox", name="Other")).to_have_value("sent after it")
    assert box.evaluate("(node) => node.validity.badInput")  # still being typed
    leave(cell)
    expect(box).to_have_value("7")
    assert nb.kernel_eval("[field.value, seen]") == [7, [7]]


def test_arrows_and_buttons_step(show):
    cell, nb = show(CELL)
    box = number(cell)
    box.press("ArrowUp")
    expect(box).to_have_value("2")
    cell.get_by_role("button", name="Decrement").click()
    cell.get_by_role("button", name="Decrement").click()
    expect(box).to_have_value("1")
    nb.wait_for_kernel("seen == [2, 1.5, 1]")
    nb.kernel_exec("field.value = 10")
    expect(cell.get_by_role("button", name="Increment")).to_be_disabled()
    box.press("ArrowUp")
    box.press("ArrowDown")
    nb.wait_for_kernel("seen == [2, 1.5, 1, 10, 9.5]")


def test_python_changes_number_and_limits(show):
    cell, nb = show(CELL)
    box = number(cell)
    nb.kernel_exec("field.value = 3")
    expect(box).to_have_value("3")
    nb.kernel_exec("field.value = None")
    expect(box).to_have_value("")
    nb.kernel_exec("field.value = 9; field.max = 4")
    expect(box).to_have_value("4")
    expect(box).to_have_attribute("max", "4")
    nb.kernel_exec("field.max = None; field.precision = 1; field.format = '%.3f'; field.value = 2.345")
    expect(box).to_have_value("2.345")
    expect(box).not_to_have_attribute("max", "4")
    box.click()
    leave(cell)
    expect(box).to_have_value("2.300")
    nb.kernel_exec("field.set_label('Height').disable()")
    expect(number(cell, "Height")).to_be_disabled()


def test_typing_in_the_middle_with_a_slow_handler_keeps_the_caret(show):
    cell, _ = show(
        """
        import time

        def slow(event):
            time.sleep(0.05)
            label.text = f"last: {event.value}"

        field = ui.number("Width", on_change=slow, format="%.1f")
        label = ui.label("")
        """
    )
    box = number(cell)
    box.press_sequentially("15")
    box.press("ArrowLeft")
    box.press_sequentially("234")
    expect(box).to_have_value("12345")
    expect(cell).to_contain_text("last: 12345")
    expect(box).to_have_value("12345")
    box.press("Tab")
    expect(box).to_have_value("12345.0")


@pytest.mark.fresh_page
def test_two_tabs_show_the_same_number(notebook):
    nb = notebook("from liveui_jupyter import ui", CELL)
    nb.run_all()
    other = nb.open_second_tab()
    first, second = number(nb.cell(1)), number(other.cell(1))
    expect(second).to_have_value("1.5")
    retype(nb, first, "7.25")
    expect(second).to_have_value("7.25")
    second.press("ArrowUp")
    expect(first).to_have_value("7.5")
