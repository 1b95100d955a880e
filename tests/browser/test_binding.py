"""Bindings as a user of the notebook sees them."""

from __future__ import annotations

from playwright.sync_api import expect


def drag(nb, index: int) -> None:
    """Drag a cell's slider from where it is to its right end."""
    slider, mouse = nb.cell(index).locator("wa-slider"), nb.page.mouse
    track, thumb = slider.bounding_box(), slider.get_by_role("slider").bounding_box()
    start, middle = thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] / 2
    end = track["x"] + track["width"] + 20
    mouse.move(start, middle)
    mouse.down()
    for step in range(1, 16):
        mouse.move(start + (end - start) * step / 15, middle)
    mouse.up()


def test_a_label_follows_what_is_typed(show):
    cell, nb = show(
        """
        name = ui.input("Name", value="World")
        ui.label().bind_text_from(name, "value", lambda text: f"Hello, {text}!")
        """
    )
    expect(cell.get_by_text("Hello, World!")).to_be_visible()
    box = cell.get_by_role("textbox", name="Name")
    box.fill("")
    box.press_sequentially("everybody")
    expect(cell.get_by_text("Hello, everybody!")).to_be_visible()
    expect(box).to_have_value("everybody")
    nb.kernel_exec("name.value = 'Python'")
    expect(cell.get_by_text("Hello, Python!")).to_be_visible()


def test_two_inputs_both_ways_while_typing_fast(show):
    cell, nb = show(
        """
        first, second = ui.input("First"), ui.input("Second")
        first.bind_value(second)
        """
    )
    text = "The quick brown fox"
    for one, other in (("First", "Second"), ("Second", "First")):
        box = cell.get_by_role("textbox", name=one)
        box.fill("")
        box.press_sequentially(text)
        expect(cell.get_by_role("textbox", name=other)).to_have_value(text)
        expect(box).to_have_value(text)
    assert nb.kernel_eval("(first.value, second.value)") == [text, text]


def test_a_slider_and_an_input_with_converters(show):
    cell, nb = show(
        """
        slider = ui.slider(min=0, max=100).style("width: 300px")
        box = ui.input("Percent", value="20")
        slider.bind_value(box, forward=str, backward=lambda text: int(float(text or 0)))
        """
    )
    box, handle = cell.get_by_role("textbox", name="Percent"), cell.get_by_role("slider")
    expect(handle).to_have_attribute("aria-valuenow", "20")
    drag(nb, 1)
    expect(box).to_have_value("100")
    box.fill("")
    box.press_sequentially("42.5")
    expect(handle).to_have_attribute("aria-valuenow", "42")
    expect(box).to_have_value("42.5")  # what is being typed isn't made "42"
    assert nb.kernel_eval("(slider.value, box.value)") == [42, "42.5"]
    box.fill("4x")
    expect(cell).to_contain_text("ValueError")
    expect(handle).to_have_attribute("aria-valuenow", "42")


def test_a_checkbox_enables_and_shows_others(show):
    cell, _ = show(
        """
        box = ui.checkbox("Expert")
        ui.button("Launch").bind_enabled_from(box, "value")
        with ui.row().bind_visibility_from(box, "value"):
            ui.label("details")
        choice = ui.input("Kind")
        ui.label("it is a b").bind_visibility_from(choice, "value", value="b")
        """
    )
    button = cell.get_by_role("button", name="Launch")
    expect(button).to_be_disabled()
    expect(cell.get_by_text("details")).to_be_hidden()
    cell.get_by_text("Expert").click()
    expect(button).to_be_enabled()
    expect(cell.get_by_text("details")).to_be_visible()
    cell.get_by_text("Expert").click()
    expect(button).to_be_disabled()
    expect(cell.get_by_text("it is a b")).to_be_hidden()
    cell.get_by_role("textbox", name="Kind").press_sequentially("b")
    expect(cell.get_by_text("it is a b")).to_be_visible()
    cell.get_by_role("textbox", name="Kind").press_sequentially("c")
    expect(cell.get_by_text("it is a b")).to_be_hidden()


MODELS = """
from dataclasses import dataclass
from liveui_jupyter import binding, ui

@dataclass
class Plain:
    text: str = "plain"

@binding.bindable_dataclass
class Bindable:
    text: str = "bindable"

data, plain, bindable = {"text": "dict", "deep": {"text": "nested"}}, Plain(), Bindable()
for source in (data, plain, bindable):
    ui.input(type(source).__name__).bind_value(source, "text")
ui.label().bind_text_from(data, ("deep", "text"))

def change(word):
    data["text"] = plain.text = bindable.text = data["deep"]["text"] = word

ui.button("Change", on_click=lambda: change("by handler"))
"""


def test_dicts_and_dataclasses_changed_by_a_cell_a_handler_and_the_user(notebook):
    nb = notebook(MODELS, "change('by a cell')", "print(data['text'], plain.text, bindable.text)")
    nb.run(0)
    cell = nb.cell(0)
    boxes = [cell.get_by_role("textbox", name=name, exact=True) for name in ("dict", "Plain", "Bindable")]
    for box, text in zip(boxes, ("dict", "plain", "bindable"), strict=True):
        expect(box).to_have_value(text)
    expect(cell).to_contain_text("nested")
    nb.run(1)
    for box in boxes:
        expect(box).to_have_value("by a cell")
    expect(cell).to_contain_text("by a cell")
    cell.get_by_role("button", name="Change").click()
    for box in boxes:
        expect(box).to_have_value("by handler")
    for number, box in enumerate(boxes):
        box.fill(f"typed {number}")
    nb.wait_for_kernel("bindable.text == 'typed 2'")
    nb.run(2)
    assert nb.streams(2).strip() == "typed 0 typed 1 typed 2"


def test_labels_follow_a_blocking_loop(notebook):
    nb = notebook(
        MODELS,
        """
        import time
        slider = ui.slider(min=0, max=9)
        ui.label().bind_text_from(slider, "value", lambda value: f"step {value}")
        ui.label().bind_text_from(bindable, "text")
        stop = ui.checkbox("Stop")
        while not stop.value:
            slider.value = 5
            bindable.text = "from the loop"
            time.sleep(0.02)
        slider.value = 9
        """,
    )
    nb.run(0)
    nb.start(1)
    cell = nb.cell(1)
    expect(cell.get_by_text("step 5")).to_be_visible()
    expect(cell.get_by_text("from the loop")).to_be_visible()
    expect(nb.cell(0).get_by_role("textbox", name="Bindable")).to_have_value("from the loop")
    assert nb.is_running(1)
    cell.get_by_text("Stop").click()
    nb.wait_done(1)
    expect(cell.get_by_text("step 9")).to_be_visible()


def test_a_slider_of_ipywidgets_both_ways(notebook):
    nb = notebook(
        """
        import ipywidgets
        from IPython.display import display
        from liveui_jupyter import ui

        widget = ipywidgets.IntSlider(20, 0, 50)
        display(widget)
        slider = ui.slider(min=0, max=100).style("width: 300px").bind_value(widget)
        ui.label().bind_text_from(widget, "value", lambda value: f"value {value}")
        """
    )
    nb.run(0)
    cell = nb.cell(0)
    theirs, ours = cell.locator(".jupyter-widgets .noUi-handle"), cell.locator("wa-slider").get_by_role("slider")
    expect(ours).to_have_attribute("aria-valuenow", "20")
    theirs.press("ArrowRight")
    expect(cell.get_by_text("value 21")).to_be_visible()
    expect(ours).to_have_attribute("aria-valuenow", "21")
    ours.press("ArrowLeft")
    ours.press("ArrowLeft")
    expect(cell.get_by_text("value 19")).to_be_visible()
    expect(theirs).to_have_attribute("aria-valuenow", "19.0")
    drag(nb, 0)
    expect(cell.get_by_text("value 50")).to_be_visible()  # ipywidgets keeps it within its own limits
    expect(theirs).to_have_attribute("aria-valuenow", "50.0")
    assert nb.wait_for_kernel("slider.value == 50 and widget.value") == 50


def test_cells_that_are_bound_to_each_other(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui
        slider = ui.slider(min=0, max=100).style("width: 300px")
        """,
        """
        other = ui.slider(min=0, max=100).bind_value(slider)
        ui.label().bind_text_from(slider, "value", lambda value: f"got {value}")
        """,
        "from liveui_jupyter.core.binding.links import links",
    )
    nb.run_all()
    first, second = nb.cell(0).get_by_role("slider"), nb.cell(1).get_by_role("slider")
    drag(nb, 0)
    expect(second).to_have_attribute("aria-valuenow", "100")
    expect(nb.cell(1)).to_contain_text("got 100")
    second.press("ArrowLeft")
    expect(first).to_have_attribute("aria-valuenow", "99")
    nb.run(1)  # again: the bindings of its predecessor have ended
    expect(nb.cell(1)).to_contain_text("got 99")
    assert nb.kernel_eval("len(links)") == 3
    nb.run(0)
    assert nb.kernel_eval("len(links)") == 0
    assert "Error" not in nb.output_text(1)


def test_an_error_while_looking_is_shown_once(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        data, looks = {"a": 1}, []
        ui.label().bind_text_from(data, "a", lambda a: looks.append(a) or f"1 / a = {1 / a}")
        """
    )
    nb.run(0)
    nb.kernel_exec("data['a'] = 0")
    expect(nb.cell(0)).to_contain_text("ZeroDivisionError")
    nb.wait_for_kernel("looks.count(0) > 3")
    assert nb.output_text(0).count("ZeroDivisionError: ") == 1
    nb.kernel_exec("data['a'] = 2")
    expect(nb.cell(0)).to_contain_text("1 / a = 0.5")
