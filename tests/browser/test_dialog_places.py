"""Where dialogs are seen: above what, in which view, wherever their cell is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_dialog import ASK, parts

WINDOWING = """
([path, windowingMode]) => {
  const { content } = harness.panel(path);
  content.notebookConfig = { ...content.notebookConfig, windowingMode };
}
"""


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
