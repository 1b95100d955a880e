"""Every element, as it is seen and used."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_label(show):
    cell, nb = show("label = ui.label('first <b>line</b>')")
    expect(cell.get_by_text("first <b>line</b>")).to_be_visible()
    nb.kernel_exec("label.text = 42")
    expect(cell.get_by_text("42", exact=True)).to_be_visible()


def test_button(show):
    cell, nb = show("button = ui.button('Press', color='#ff0000')")
    button = cell.get_by_role("button", name="Press")
    expect(button).to_be_enabled()
    nb.kernel_exec("button.disable(); button.text = 'Stop'")
    expect(cell.get_by_role("button", name="Stop")).to_be_disabled()
    nb.kernel_exec("button.enable()")
    expect(cell.get_by_role("button", name="Stop")).to_be_enabled()


def test_input(show):
    cell, nb = show(
        """
        field = ui.input("Name", placeholder="who?", prefix="<", suffix=">",
                         validation={"too long": lambda value: len(value) < 5})
        """
    )
    box = cell.get_by_role("textbox", name="Name")
    expect(box).to_have_attribute("placeholder", "who?")
    expect(cell).to_contain_text("<")
    box.press_sequentially("abcdef")
    expect(cell.get_by_text("too long")).to_be_visible()
    box.press("Backspace")
    box.press("Backspace")
    expect(cell.get_by_text("too long")).not_to_be_visible()
    assert nb.kernel_eval("[field.value, field.error]") == ["abcd", None]


def test_password_and_its_toggle(show):
    cell, _ = show("ui.input('Secret', password=True, password_toggle_button=True, value='hidden')")
    box = cell.get_by_label("Secret", exact=True)
    expect(box).to_have_attribute("type", "password")
    cell.get_by_role("button").first.click()
    expect(box).to_have_attribute("type", "text")


def test_checkbox_and_slider_show_their_first_values(show):
    cell, nb = show("box = ui.checkbox('Tick', value=True); slider = ui.slider(min=-1, max=1, step=0.5, value=0.5)")
    expect(cell.get_by_role("checkbox", name="Tick")).to_be_checked()
    handle = cell.get_by_role("slider")
    expect(handle).to_have_attribute("aria-valuenow", "0.5")
    expect(handle).to_have_attribute("aria-valuemin", "-1")
    expect(handle).to_have_attribute("aria-valuemax", "1")
    nb.kernel_exec("box.disable(); slider.disable()")
    expect(cell.get_by_role("checkbox", name="Tick")).to_be_disabled()
    expect(handle).to_be_disabled()


def test_row_and_column(show):
    cell, _ = show(
        """
        for container, names in ((ui.row, "ab"), (ui.column, "cd")):
            with container():
                for name in names:
                    ui.label(f"label {name}")
        """
    )
    a, b, c, d = (cell.get_by_text(f"label {name}").bounding_box() for name in "abcd")
    assert a["y"] == b["y"]
    assert a["x"] + a["width"] < b["x"]
    assert c["x"] == d["x"]
    assert c["y"] + c["height"] <= d["y"]


def test_generic_element(show):
    cell, nb = show(
        """
        link = ui.element("a").props('href="https://example.org/" target=_blank').style("color: rgb(1, 2, 3)")
        with link.classes("mine"):
            ui.label("a link")
        ticks = []
        canvas = ui.element("canvas").props("width=30 height=20").on("click", lambda event: ticks.append(event.args))
        """
    )
    link = cell.get_by_role("link", name="a link")
    expect(link).to_have_attribute("href", "https://example.org/")
    expect(link).to_have_css("color", "rgb(1, 2, 3)")
    expect(link).to_have_class("mine")
    canvas = cell.locator("canvas")
    assert canvas.evaluate("(node) => [node.width, node.height]") == [30, 20]
    canvas.click(position={"x": 5, "y": 6})
    (event,) = nb.wait_for_kernel("ticks")
    assert event["offsetX"] == 5
    nb.kernel_exec("link.props(remove='href'); link.classes(replace='yours')")
    expect(cell.locator("a")).not_to_have_attribute("href", "https://example.org/")
    expect(cell.locator("a")).to_have_class("yours")


def test_tree_changes(show):
    cell, nb = show(
        """
        with ui.column() as column:
            a, b, c = (ui.label(f"label {name}") for name in "abc")
        with ui.row() as row:
            ui.label("label d")
        """
    )
    labels = cell.get_by_text(re.compile("^label .$"))
    expect(labels).to_have_text(["label a", "label b", "label c", "label d"])
    nb.kernel_exec("c.move(column, target_index=0)")
    expect(labels).to_have_text(["label c", "label a", "label b", "label d"])
    nb.kernel_exec("a.delete()")
    expect(labels).to_have_text(["label c", "label b", "label d"])
    nb.kernel_exec("b.move(row)")
    expect(labels).to_have_text(["label c", "label d", "label b"])
    nb.kernel_exec("row.remove(b)")
    expect(labels).to_have_text(["label c", "label d"])
    nb.kernel_exec("column.clear()")
    expect(labels).to_have_text(["label d"])
    nb.kernel_exec("with column: ui.label('label e')")
    expect(labels).to_have_text(["label e", "label d"])


def test_visibility_and_tooltip(show):
    cell, nb = show("label = ui.label('now you see me').tooltip('an explanation')")
    label = cell.get_by_text("now you see me")
    expect(label).to_be_visible()
    explanation = cell.locator("wa-tooltip [part=body]")
    expect(explanation).not_to_be_visible()
    label.hover()
    expect(explanation).to_be_visible()
    expect(cell.locator("wa-tooltip")).to_have_text("an explanation")
    nb.kernel_exec("label.visible = False")
    expect(label).not_to_be_visible()
    nb.kernel_exec("label.set_visibility(True)")
    expect(label).to_be_visible()


def test_notify(show):
    kinds = ["positive", "negative", "warning", "info", "ongoing", None]
    _, nb = show(f"for kind in {kinds}: ui.notify(f'a {{kind}} message', type=kind, timeout=0, position='top')")
    for kind in kinds:
        message = nb.page.locator("wa-toast-item", has_text=f"a {kind} message")
        expect(message).to_be_visible()
        expect(message).to_be_in_viewport()
        expect(message.get_by_role("button")).to_have_count(0)


def test_close_button_of_a_notification(show):
    _, nb = show("ui.notify('a message', timeout=0, close_button='Got it')")
    message = nb.page.locator("wa-toast-item", has_text="a message")
    expect(message).to_be_visible()
    expect(message.get_by_role("button")).to_have_count(1)
    message.get_by_role("button", name="Got it").click()
    expect(message).to_have_count(0)


def test_notifications_go_by_themselves(show):
    _, nb = show("ui.notify('short', timeout=1000)")
    message = nb.page.locator("wa-toast-item", has_text="short")
    expect(message).to_be_visible()
    expect(message).to_have_count(0)


def test_notifications_of_a_cell_that_is_far_away_are_seen(notebook):
    source = "from liveui_jupyter import ui\nlabel = ui.label('far away')"
    nb = notebook(source, *["# a tall cell" + "\n" * 60] * 20, "client = label.client")
    nb.run(0)
    nb.run(21)
    nb.cell(21).scroll_into_view_if_needed()
    nb.kernel_exec("with label.client: ui.notify('seen from afar', timeout=0)")
    message = nb.page.locator("wa-toast-item", has_text="seen from afar")
    expect(message).to_be_visible()
    expect(message).to_be_in_viewport()


def test_notifications_go_with_their_cell(show):
    _, nb = show("ui.notify('for ever', timeout=0)")
    message = nb.page.locator("wa-toast-item", has_text="for ever")
    expect(message).to_be_visible()
    nb.set_source(1, "ui.label('another')")
    nb.run(1)
    expect(message).to_have_count(0)


def test_timer(show):
    cell, nb = show(
        """
        count = 0

        def tick():
            global count
            count += 1
            label.set_text(f"tick {count}.")

        label = ui.label("")
        timer = ui.timer(0.02, tick)
        """
    )
    nb.wait_for_kernel("count >= 5")
    expect(cell).to_contain_text("tick")
    nb.kernel_exec("timer.deactivate()")
    nb.kernel_exec("stopped = count")
    nb.kernel_exec("timer.cancel()")
    assert nb.kernel_eval("count == stopped") is True


def test_dom_methods(show):
    cell, _ = show("field = ui.input('Name'); button = ui.button('Focus', on_click=lambda: field.run_method('focus'))")
    cell.get_by_role("button", name="Focus").click()
    expect(cell.get_by_role("textbox", name="Name")).to_be_focused()


def test_listeners_with_modifiers_and_javascript(show):
    cell, nb = show(
        """
        entered, emitted = [], []
        ui.input("Name").on("keydown.enter", lambda event: entered.append(event.args["key"]), ["key"])
        ui.button("Emit").on("click", lambda event: emitted.append(event.args), js_handler="() => emit(6 * 7)")
        """
    )
    box = cell.get_by_role("textbox", name="Name")
    box.press_sequentially("ab")
    box.press("Enter")
    assert nb.wait_for_kernel("entered") == ["Enter"]
    cell.get_by_role("button", name="Emit").click()
    assert nb.wait_for_kernel("emitted") == [42]


BAD_CALLS = {
    "ui.button('x', colour='red')": "TypeError",
    "ui.button('x', on_click=1)": "TypeError",
    "ui.slider(min=1, max=0)": "ValueError",
    "ui.checkbox('x', value='yes')": "TypeError",
    "ui.input('x', value=3)": "TypeError",
    "ui.notify('x', type='loud')": "ValueError",
    "ui.timer(-1, print)": "ValueError",
    "ui.element('a b')": "ValueError",
    "ui.buton('x')": "AttributeError",
    "ui.run_javascript(1)": "TypeError",
}


def test_bad_parameters_raise(show):
    _, nb = show(
        f"""
        raised = {{}}
        for call in {list(BAD_CALLS)}:
            try:
                eval(call)
            except Exception as error:
                raised[call] = type(error).__name__
        """
    )
    assert nb.kernel_eval("raised") == BAD_CALLS
