"""Dialogs, as they are seen and used."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import accessibility

ASK = """
answers, seen = [], []
with ui.dialog() as dialog, ui.card():
    ui.label("Delete the run?")
    field = ui.input("Reason")
    with ui.row():
        ui.button("Keep", on_click=lambda: dialog.submit("kept"), color=None)
        ui.button("Delete", on_click=lambda: dialog.submit("deleted"), color="negative")
dialog.on_value_change(lambda e: seen.append(e.value))
async def ask():
    answers.append(await dialog)
ui.button("Ask", on_click=ask)
ui.button("Open", on_click=dialog.open)
"""


def parts(cell):
    return cell.get_by_role("dialog", name="Delete the run?"), cell.get_by_role("button", name="Ask")


def press_beside(nb) -> None:
    nb.page.mouse.click(30, 500)


def test_a_dialog_looks_at_home(show):
    cell, nb = show(ASK)
    dialog, ask = parts(cell)
    for theme in ("Light", "Dark"):
        nb.set_theme(f"JupyterLab {theme}")
        ask.click()
        expect(dialog).to_have_css("opacity", "1")
        nb.screenshot(f"dialog-{theme.lower()}")
        assert accessibility.faults(cell.locator("liveui-view")) == []
        dialog.get_by_role("button", name="Keep").click()
        expect(dialog).not_to_be_visible()


def test_an_answer(show):
    cell, nb = show(ASK)
    dialog, ask = parts(cell)
    expect(dialog).not_to_be_visible()
    ask.click()
    expect(dialog).to_be_visible()
    box = dialog.bounding_box()
    assert abs(box["x"] + box["width"] / 2 - 640) < 3
    assert abs(box["y"] + box["height"] / 2 - 480) < 3
    dialog.get_by_role("textbox", name="Reason").fill("old")
    dialog.get_by_role("button", name="Delete").click()
    expect(dialog).not_to_be_visible()
    assert nb.wait_for_kernel("answers") == ["deleted"]
    assert nb.kernel_eval("[seen, dialog.value, field.value]") == [[True, False], False, "old"]
    expect(ask).to_be_focused()


def test_focus_goes_in_stays_and_comes_back(show):
    cell, nb = show(ASK)
    dialog, ask = parts(cell)
    ask.focus()
    nb.page.keyboard.press("Enter")
    reason, keep, delete = (
        dialog.get_by_role(role, name=name)
        for role, name in (("textbox", "Reason"), ("button", "Keep"), ("button", "Delete"))
    )
    for part in (reason, keep, delete):
        expect(part).to_be_focused()
        nb.page.keyboard.press("Tab")
    inside = "() => { const d = document.activeElement; return d === document.body || d.localName === 'liveui-view'; }"
    assert nb.page.evaluate(inside)
    expect(ask).not_to_be_focused()
    nb.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(ask).to_be_focused()
    assert nb.wait_for_kernel("answers") == [None]


def test_focus_goes_where_it_is_wanted(show):
    cell, nb = show(ASK + "\nwith dialog: ui.input('Wanted').props('autofocus')")
    _, ask = parts(cell)
    for _ in range(2):
        ask.click()
        expect(cell.get_by_role("textbox", name="Wanted")).to_be_focused()
        nb.page.keyboard.press("Escape")
        expect(ask).to_be_focused()


def test_more_than_fits_can_be_scrolled(show):
    cell, nb = show(
        """
        with ui.dialog() as dialog, ui.card():
            for number in range(60):
                ui.label(f"line {number} " + "x" * 200)
            ui.button("The end", on_click=dialog.close)
        dialog.open()
        """
    )
    dialog = cell.get_by_role("dialog")
    expect(dialog).to_have_css("opacity", "1")
    nb.screenshot("dialog-long")
    box = dialog.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 1280
    assert box["y"] + box["height"] <= 960
    cell.get_by_role("button", name="The end").click()
    expect(dialog).not_to_be_visible()


def test_focus_in_what_has_just_been_made(show):
    cell, nb = show(
        """
        def make(name):
            with ui.dialog() as dialog, ui.card():
                ui.label(name)
                with ui.tabs():
                    ui.tab("a tab")
                ui.input("First")
                ui.input("Second").props("autofocus" if name == "wanted" else "")
            dialog.open()
        for name in ("wanted", "not wanted"):
            ui.button(name, on_click=lambda name=name: make(name))
        """
    )
    for name, focused in (("not wanted", ("tab", "a tab")), ("wanted", ("textbox", "Second"))):
        cell.get_by_role("button", name=name, exact=True).click()
        dialog = cell.get_by_role("dialog", name=name, exact=True)
        expect(dialog.get_by_role(focused[0], name=focused[1])).to_be_focused()
        nb.page.keyboard.press("Escape")
        expect(dialog).not_to_be_visible()


def test_escape_closes_it_and_does_nothing_to_the_notebook(show):
    cell, nb = show(ASK)
    dialog, ask = parts(cell)
    ask.click()
    dialog.get_by_role("textbox").press("a")
    nb.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    nb.wait_for_kernel("answers == [None] and seen == [True, False]")
    ask.click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Keep").focus()
    for key in ("a", "b", "d", "d", "m"):  # commands of the notebook
        nb.page.keyboard.press(key)
    nb.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    assert nb.sources()[0] == "from liveui_jupyter import ui"
    assert nb.cells_count() == 2
    assert nb.mode() == "command"


def test_a_press_beside_it_closes_it(show):
    cell, nb = show(ASK)
    dialog, ask = parts(cell)
    ask.click()
    expect(dialog).to_be_visible()
    box = dialog.bounding_box()
    mouse = nb.page.mouse
    mouse.click(box["x"] + 5, box["y"] + 5)
    mouse.move(box["x"] + 40, box["y"] + 20)
    mouse.down()
    mouse.move(30, 500)
    mouse.up()
    expect(dialog).to_be_visible()
    press_beside(nb)
    expect(dialog).not_to_be_visible()
    assert nb.wait_for_kernel("answers") == [None]


def test_a_persistent_one_wants_an_answer(show):
    cell, nb = show(ASK + "\ndialog.props('persistent')")
    dialog, ask = parts(cell)
    ask.click()
    expect(dialog).to_be_visible()
    for _ in range(3):
        nb.page.keyboard.press("Escape")
        press_beside(nb)
    expect(dialog).to_be_visible()
    assert nb.kernel_eval("dialog.value") is True
    nb.kernel_exec("dialog.props(remove='persistent')")
    expect(dialog.locator("xpath=.")).to_have_attribute("closedby", "closerequest")
    press_beside(nb)
    expect(dialog).not_to_be_visible()


def test_opened_by_the_cell_that_makes_it(notebook):
    nb = notebook("from liveui_jupyter import ui\n" + ASK + "\ndialog.open()")
    nb.run(0)
    dialog, _ = parts(nb.cell(0))
    expect(dialog).to_be_visible()
    assert dialog.evaluate("(node) => node.matches(':modal')")
    nb.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    nb.wait_for_kernel("not dialog.value")


def test_awaited_by_a_running_cell(notebook):
    nb = notebook(
        "from liveui_jupyter import ui\n" + ASK,
        "result = [await dialog]; field.value = 'again'; result.append(await dialog)",
    )
    nb.run(0)
    nb.start(1)
    dialog, _ = parts(nb.cell(0))
    dialog.get_by_role("button", name="Delete").click()
    expect(dialog.get_by_role("textbox", name="Reason")).to_have_value("again")
    expect(dialog).to_be_visible()
    nb.page.keyboard.press("Escape")
    nb.wait_done(1)
    assert nb.kernel_eval("result") == ["deleted", None]
    expect(dialog).not_to_be_visible()


def test_awaited_by_the_cell_that_makes_it(notebook):
    nb = notebook("from liveui_jupyter import ui\n" + ASK + "\nresult = await dialog")
    nb.start(0)
    dialog, _ = parts(nb.cell(0))
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Keep").click()
    nb.wait_done(0)
    assert nb.kernel_eval("result") == "kept"
    expect(dialog).not_to_be_visible()


def test_a_blocking_loop_sees_that_it_is_closed(notebook):
    nb = notebook(
        "from liveui_jupyter import ui\n" + ASK,
        """
        import time
        dialog.open()
        while dialog.value:
            time.sleep(0.02)
        dialog.open()
        while dialog.value:
            time.sleep(0.02)
        """,
    )
    nb.run(0)
    dialog, _ = parts(nb.cell(0))
    nb.start(1)
    for close in (lambda: nb.page.keyboard.press("Escape"), lambda: press_beside(nb)):
        expect(dialog).to_be_visible()
        close()
    nb.wait_done(1)
    expect(dialog).not_to_be_visible()
    # Handlers of what Python does run at once, those of events wait for the cell's end.
    assert nb.wait_for_kernel("len(seen) == 4 and seen") == [True, True, False, False]


def test_closing_needs_no_kernel(notebook):
    nb = notebook(
        "from liveui_jupyter import ui\n" + ASK,
        """
        import time
        while not field.value:
            time.sleep(0.02)
        """,
    )
    nb.run(0)
    dialog, ask = parts(nb.cell(0))
    nb.cell(0).get_by_role("button", name="Open").click()
    expect(dialog).to_be_visible()
    nb.start(1)
    nb.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    assert nb.is_running(1)
    expect(ask).to_be_visible()
    nb.interrupt()
    nb.wait_done(1)
    nb.wait_for_kernel("seen == [True, False]")
    expect(dialog).not_to_be_visible()


def test_its_name(show):
    cell, nb = show(
        """
        with ui.dialog().props('aria-label="Given"') as dialog:
            ui.label("Text")
        """
    )
    nb.kernel_exec("dialog.open()")
    expect(cell.get_by_role("dialog", name="Given")).to_be_visible()
    nb.kernel_exec("dialog.close()")
    expect(cell.get_by_role("dialog")).to_have_count(0)
    nb.kernel_exec("dialog.props(remove='aria-label')\nwith dialog: ui.element('h2').props('x')")
    nb.kernel_exec("with list(dialog)[-1]: ui.label('Heading')")
    nb.kernel_exec("dialog.open()")
    expect(cell.get_by_role("dialog", name="Heading")).to_be_visible()
