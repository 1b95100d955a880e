"""Dialogs, as they are seen and used."""

from __future__ import annotations

import pytest
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


WINDOWING = """
([path, windowingMode]) => {
  const { content } = harness.panel(path);
  content.notebookConfig = { ...content.notebookConfig, windowingMode };
}
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


def test_the_end_of_its_cell_does_not_disturb(notebook):
    nb = notebook(
        "from liveui_jupyter import ui\n"
        + ASK
        + "\ndialog.open()\nwhile field.value != 'ab': await asyncio.sleep(0.02)",
    )
    nb.set_source(0, "import asyncio\n" + nb.sources()[0])
    nb.start(0)
    dialog, _ = parts(nb.cell(0))
    reason = dialog.get_by_role("textbox", name="Reason")
    expect(reason).to_be_focused()
    nb.page.keyboard.type("ab")
    nb.wait_done(0)
    expect(reason).to_be_focused()
    nb.page.keyboard.type("c")
    expect(reason).to_have_value("abc")
    assert dialog.evaluate("(node) => node.matches(':modal')")
    nb.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()


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
        go_on = False
        def wait():
            while not field.value:
                time.sleep(0.02)
        wait()
        """,
    )
    nb.run(0)
    dialog, ask = parts(nb.cell(0))
    nb.cell(0).get_by_role("button", name="Open").click()
    expect(dialog).to_be_visible()
    nb.page.evaluate("(path) => { harness.start(path, 1) }", nb.path)
    nb.page.wait_for_function("(path) => !harness.isDone(path, 1)", arg=nb.path)
    nb.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    assert nb.is_running(1)
    expect(ask).to_be_visible()
    nb.interrupt()
    nb.wait_done(1)
    nb.wait_for_kernel("seen == [True, False]")
    expect(dialog).not_to_be_visible()


def test_a_dialog_in_a_dialog(show):
    cell, nb = show(
        """
        with ui.dialog() as outer, ui.card():
            ui.label("Outer")
            with ui.dialog() as inner:
                ui.label("Inner")
                ui.button("Close both", on_click=lambda: (inner.close(), outer.close()))
            ui.button("More", on_click=inner.open)
        ui.button("Open", on_click=outer.open)
        """
    )
    outer, inner = (cell.get_by_role("dialog", name=name) for name in ("Outer", "Inner"))
    cell.get_by_role("button", name="Open").click()
    outer.get_by_role("button", name="More").click()
    expect(inner).to_have_css("opacity", "1")
    nb.screenshot("dialog-nested")
    nb.page.keyboard.press("Escape")
    expect(inner).not_to_be_visible()
    expect(outer).to_be_visible()
    expect(outer.get_by_role("button", name="More")).to_be_focused()
    outer.get_by_role("button", name="More").click()
    inner.get_by_role("button", name="Close both").click()
    expect(inner).not_to_be_visible()
    expect(outer).not_to_be_visible()
    nb.wait_for_kernel("not inner.value and not outer.value")


def test_made_where_nothing_is_seen(show):
    cell, nb = show(
        """
        with ui.tabs(value="one") as tabs:
            ui.tab("one"), ui.tab("two")
        with ui.tab_panels(tabs), ui.tab_panel("two"), ui.expansion("closed"):
            with ui.dialog() as dialog:
                ui.label("Seen")
        """
    )
    nb.kernel_exec("dialog.open()")
    expect(cell.get_by_role("dialog", name="Seen")).to_be_visible()
    nb.kernel_exec("dialog.visible = False")
    expect(cell.get_by_role("dialog", name="Seen")).not_to_be_visible()
    cell.get_by_role("tab", name="two").click()
    expect(cell.get_by_role("button", name="closed")).to_be_visible()
    nb.kernel_exec("dialog.visible = True")
    expect(cell.get_by_role("dialog", name="Seen")).to_be_visible()
    nb.kernel_exec("tabs.parent_slot.parent.clear()")
    expect(cell.get_by_role("dialog")).to_have_count(0)
    cell.page.mouse.click(640, 20)  # nothing is in the way any more


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


def test_tooltips_and_messages_are_above_it(show):
    cell, nb = show(
        ASK
        + """
with dialog:
    ui.button("Help", on_click=lambda: ui.notify("a late message", timeout=0, close_button="Got it")).tooltip("a tip")
ui.notify("an early message", timeout=0, close_button="Fine")
"""
    )
    dialog, ask = parts(cell)
    early, late = (nb.page.locator("wa-toast-item", has_text=f"{when} message") for when in ("early", "late"))
    expect(early).to_be_visible()
    ask.click()
    expect(early).to_be_visible()
    early.get_by_role("button", name="Fine").click()
    expect(early).to_have_count(0)
    button = dialog.get_by_role("button", name="Help")
    button.click()
    expect(late).to_be_visible()
    expect(late).to_be_in_viewport()
    button.hover()
    expect(cell.locator("wa-tooltip [part=body]")).to_be_visible()
    nb.screenshot("dialog-message")
    nb.page.mouse.move(5, 5)
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog).not_to_be_visible()
    expect(late).to_be_visible()
    late.get_by_role("button", name="Got it").click()
    expect(late).to_have_count(0)


@pytest.mark.parametrize("mode", ["contentVisibility", "full", "defer"])
def test_scrolled_out_of_sight(notebook, mode):
    nb = notebook("from liveui_jupyter import ui\n" + ASK, *["print('line\\n' * 60)"] * 6)
    nb.page.evaluate(WINDOWING, [nb.path, mode])
    nb.run_all()
    nb.page.evaluate("(path) => harness.panel(path).content.scrollToItem(6)", nb.path)
    expect(nb.whole_cell(6)).to_be_in_viewport()
    dialog = nb.page.get_by_role("dialog", name="Delete the run?")
    expect(nb.whole_cell(0)).not_to_be_in_viewport()
    for _ in range(2):
        nb.kernel_exec("dialog.open()")
        expect(dialog).to_be_visible()
        expect(dialog).to_be_in_viewport()
        dialog.get_by_role("textbox", name="Reason").fill("none")
        dialog.get_by_role("button", name="Keep").click()
        expect(dialog).not_to_be_visible()
        nb.wait_for_kernel("not dialog.value and field.value == 'none'")
    nb.page.evaluate("(path) => harness.panel(path).content.scrollToItem(0)", nb.path)
    inside, ask = parts(nb.cell(0))
    ask.click()
    expect(inside).to_be_visible()
    nb.page.keyboard.press("Escape")
    expect(inside).not_to_be_visible()
    expect(nb.panel.locator("liveui-view")).to_have_count(1)


def test_an_output_that_is_folded(notebook):
    nb = notebook("from liveui_jupyter import ui\n" + ASK)
    nb.run(0)
    nb.page.evaluate("(path) => { harness.cell(path, 0).outputHidden = true }", nb.path)
    dialog = nb.page.get_by_role("dialog", name="Delete the run?")
    nb.kernel_exec("dialog.open()")
    expect(dialog).to_be_visible()
    nb.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    nb.wait_for_kernel("not dialog.value")
    nb.page.evaluate("(path) => { harness.cell(path, 0).outputHidden = false }", nb.path)
    expect(parts(nb.cell(0))[1]).to_be_visible()
    nb.kernel_exec("dialog.open()")
    expect(parts(nb.cell(0))[0]).to_be_visible()
    nb.delete_cell(0)
    expect(dialog).to_have_count(0)


def test_a_cell_that_runs_again_while_its_dialog_is_open(notebook):
    nb = notebook("from liveui_jupyter import ui\n" + ASK)
    nb.run(0)
    nb.kernel_exec("dialog.open()")
    expect(parts(nb.cell(0))[0]).to_be_visible()
    nb.run(0)
    expect(parts(nb.cell(0))[0]).not_to_be_visible()
    parts(nb.cell(0))[1].click()
    expect(parts(nb.cell(0))[0]).to_be_visible()


def test_in_a_notebook_that_is_not_seen(notebook):
    nb = notebook("from liveui_jupyter import ui\n" + ASK)
    nb.run(0)
    dialog, _ = parts(nb.cell(0))
    other = notebook("1")
    nb.kernel_exec("dialog.open()")
    other.run(0)
    other.page.locator(".jp-NotebookPanel-toolbar:visible").first.click()
    expect(dialog).not_to_be_visible()
    nb.page.evaluate("(path) => harness.select(path, 0)", nb.path)
    expect(dialog).to_be_visible()
    nb.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    nb.wait_for_kernel("not dialog.value")


def test_two_views_in_one_page(notebook):
    nb = notebook("from liveui_jupyter import ui\nclient = ui.context.client\n" + ASK, "client")
    nb.run_all()
    first, second = (parts(nb.cell(index)) for index in (0, 1))
    first[1].click()
    expect(first[0]).to_be_visible()
    expect(second[0]).not_to_be_visible()
    nb.page.keyboard.press("Escape")
    expect(first[0]).not_to_be_visible()
    nb.wait_for_kernel("answers == [None]")
    nb.kernel_exec("dialog.open()")
    expect(second[0]).to_be_visible()
    expect(first[0]).not_to_be_visible()
    nb.page.keyboard.press("Escape")
    nb.wait_for_kernel("not dialog.value")
    expect(first[0]).not_to_be_visible()
    expect(second[0]).not_to_be_visible()


@pytest.mark.fresh_page
def test_two_tabs_and_a_reload(notebook):
    nb = notebook("from liveui_jupyter import ui\n" + ASK)
    nb.run(0)
    here = parts(nb.cell(0))
    expect(here[1]).to_be_visible()
    other = nb.open_second_tab()
    there = parts(other.cell(0))
    there[1].click()
    expect(there[0]).to_be_visible()
    expect(here[0]).not_to_be_visible()
    other.page.keyboard.press("Escape")
    nb.wait_for_kernel("not dialog.value")
    nb.kernel_exec("dialog.open()")
    expect(there[0]).to_be_visible()
    expect(here[0]).to_be_visible()
    nb.page.keyboard.press("Escape")
    expect(there[0]).not_to_be_visible()
    nb.wait_for_kernel("not dialog.value")
    there[1].click()
    expect(there[0]).to_be_visible()
    other.page.close()
    expect(here[0]).to_be_visible()
    nb.page.keyboard.press("Escape")
    nb.wait_for_kernel("len(answers) == 2")
