"""Values: typing, dragging, ticking, and Python's own changes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

SLOW_INPUT = """
import time
from liveui_jupyter import ui

seen = []

def slow(event):
    time.sleep(0.05)
    seen.append(event.value)
    label.set_text(f"last: {event.value}")

field = ui.input("Name", on_change=slow)
label = ui.label("")
"""

TEXT = "The quick brown fox"


def test_typing_fast_with_a_slow_handler_loses_and_reorders_nothing(notebook):
    nb = notebook(SLOW_INPUT)
    nb.run(0)
    box = nb.cell(0).get_by_role("textbox", name="Name")
    box.press_sequentially(TEXT)
    expect(box).to_have_value(TEXT)  # at once: nothing that comes back overwrites it
    expect(nb.cell(0)).to_contain_text(f"last: {TEXT}")
    expect(box).to_have_value(TEXT)
    assert nb.kernel_eval("seen") == [TEXT[:end] for end in range(1, len(TEXT) + 1)]
    assert nb.kernel_eval("field.value") == TEXT


def test_the_caret_stays_where_the_user_types(notebook):
    nb = notebook(SLOW_INPUT)
    nb.run(0)
    box = nb.cell(0).get_by_role("textbox", name="Name")
    box.press_sequentially("end")
    box.press("Home")
    box.press_sequentially("start ")
    expect(nb.cell(0)).to_contain_text("last: start end")
    expect(box).to_have_value("start end")
    assert box.evaluate("(node) => [node.selectionStart, node.selectionEnd]") == [6, 6]
    expect(box).to_be_focused()


def test_slow_async_handlers_keep_the_text_too(notebook):
    nb = notebook(
        SLOW_INPUT.replace("def slow", "async def slow").replace("time.sleep", "await __import__('asyncio').sleep")
    )
    nb.run(0)
    box = nb.cell(0).get_by_role("textbox", name="Name")
    box.press_sequentially(TEXT)
    expect(nb.cell(0)).to_contain_text(f"last: {TEXT}")
    expect(box).to_have_value(TEXT)
    assert sorted(nb.kernel_eval("seen"), key=len) == [TEXT[:end] for end in range(1, len(TEXT) + 1)]


def test_a_handler_may_correct_what_is_typed(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        field = ui.input("Name", on_change=lambda event: field.set_value(event.value.upper()))
        """
    )
    nb.run(0)
    box = nb.cell(0).get_by_role("textbox", name="Name")
    box.press_sequentially("abc")
    expect(box).to_have_value("ABC")
    assert nb.kernel_eval("field.value") == "ABC"


@pytest.mark.parametrize("is_focused", [False, True])
def test_python_sets_the_value_of_an_input(notebook, is_focused):
    nb = notebook(
        """
        from liveui_jupyter import ui

        seen = []
        note = lambda event: seen.append((event.previous_value, event.value))
        field = ui.input("Name", value="first", on_change=note)
        """
    )
    nb.run(0)
    box = nb.cell(0).get_by_role("textbox", name="Name")
    expect(box).to_have_value("first")
    if is_focused:
        box.press_sequentially("!")
        nb.wait_for_kernel("len(seen)")
    nb.kernel_exec("field.value = 'from Python'")
    expect(box).to_have_value("from Python")
    assert nb.wait_for_kernel("seen[-1][1] == 'from Python'")
    box.press("End")
    box.press_sequentially(" and me")
    nb.wait_for_kernel("field.value == 'from Python and me'")


def test_typing_while_a_cell_blocks(notebook):
    nb = notebook(
        SLOW_INPUT,
        """
        while field.value != "stop":
            time.sleep(0.02)
        values_in_loop = list(seen)
        """,
    )
    nb.run(0)
    nb.start(1)
    box = nb.cell(0).get_by_role("textbox", name="Name")
    box.press_sequentially("stop")
    nb.wait_done(1)
    expect(box).to_have_value("stop")
    assert nb.kernel_eval("values_in_loop") == []  # handlers wait for the loop, values don't
    assert nb.wait_for_kernel("len(seen) == 4 and seen") == ["s", "st", "sto", "stop"]


def test_dragging_a_slider(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        seen = []

        def show(event):
            seen.append(event.value)
            label.set_text(f"value {event.value}")

        slider = ui.slider(min=0, max=100, value=0, on_change=show).style("width: 300px")
        label = ui.label("")
        """
    )
    nb.run(0)
    handle = nb.cell(0).get_by_role("slider")
    expect(handle).to_be_visible()
    track = nb.cell(0).locator("wa-slider").bounding_box()
    middle = track["y"] + track["height"] / 2
    mouse = nb.page.mouse
    mouse.move(track["x"] + 2, middle)
    mouse.down()
    for step in range(1, 31):
        mouse.move(track["x"] + track["width"] * step / 31, middle)
    mouse.move(track["x"] + track["width"] + 20, middle)
    mouse.up()
    expect(nb.cell(0)).to_contain_text("value 100")
    seen = nb.wait_for_kernel("slider.value == 100 and seen")
    assert seen == sorted(seen)
    assert len(seen) > 1


def test_slider_by_keyboard_and_from_python(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        label = ui.label("")
        show = lambda event: label.set_text(f"value {event.value}")
        slider = ui.slider(min=0, max=10, step=2, value=4, on_change=show)
        """
    )
    nb.run(0)
    handle = nb.cell(0).get_by_role("slider")
    handle.focus()
    handle.press("ArrowRight")
    expect(nb.cell(0)).to_contain_text("value 6")
    nb.kernel_exec("slider.value = 10")
    expect(handle).to_have_attribute("aria-valuenow", "10")
    expect(nb.cell(0)).to_contain_text("value 10")
    handle.press("ArrowLeft")
    expect(nb.cell(0)).to_contain_text("value 8")


def test_checkbox(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        label = ui.label("")
        show = lambda event: label.set_text(f"{event.previous_value} to {event.value}")
        box = ui.checkbox("Log scale", on_change=show)
        """
    )
    nb.run(0)
    box = nb.cell(0).get_by_role("checkbox", name="Log scale")
    nb.cell(0).get_by_text("Log scale").click()
    expect(nb.cell(0)).to_contain_text("False to True")
    expect(box).to_be_checked()
    nb.kernel_exec("box.value = False")
    expect(box).not_to_be_checked()
    expect(nb.cell(0)).to_contain_text("True to False")


@pytest.mark.fresh_page
def test_two_tabs_show_the_same_values(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        field = ui.input("Name")
        box = ui.checkbox("Tick")
        """
    )
    nb.run(0)
    expect(nb.cell(0).get_by_role("textbox", name="Name")).to_be_visible()
    other = nb.open_second_tab()
    boxes = [tab.cell(0).get_by_role("textbox", name="Name") for tab in (nb, other)]
    expect(boxes[1]).to_be_visible()
    boxes[0].press_sequentially("from the first")
    expect(boxes[1]).to_have_value("from the first")
    boxes[1].press("End")
    boxes[1].press_sequentially(", from the second")
    expect(boxes[0]).to_have_value("from the first, from the second")
    other.cell(0).get_by_text("Tick", exact=True).click()
    expect(nb.cell(0).get_by_role("checkbox", name="Tick")).to_be_checked()
    assert nb.kernel_eval("[field.value, box.value]") == ["from the first, from the second", True]
