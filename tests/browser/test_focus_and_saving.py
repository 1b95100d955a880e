"""What the page does with keys and the focus while an interface is used: saving, and the end of the running cell."""

from __future__ import annotations

from playwright.sync_api import expect

FOCUS = """() => {
    let active = document.activeElement;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return [active.value, active.selectionStart, document.querySelector("liveui-view").mark];
}"""


def test_ctrl_s_in_an_input_saves_the_notebook(notebook):
    nb = notebook("from liveui_jupyter import ui\nui.input('Name')")
    nb.run(0)
    box = nb.cell(0).get_by_role("textbox")
    box.fill("abc")
    with nb.page.expect_request(lambda request: request.method == "PUT" and "/api/contents/" in request.url):
        box.press("Control+s")
    box.press("Control+a")
    box.press("Control+x")
    expect(box).to_have_value("")
    expect(nb.page.locator(".jp-Notebook .jp-Cell")).to_have_count(1)


def test_focus_and_caret_survive_the_end_of_the_cell(notebook):
    nb = notebook(
        """
        import time
        from liveui_jupyter import ui

        ui.input("Name")
        while not __import__("os").path.exists("go"):
            time.sleep(0.05)
        """
    )
    nb.start(0)
    box = nb.cell(0).get_by_role("textbox")
    expect(box).to_be_visible()
    nb.page.evaluate("document.querySelector('liveui-view').mark = 'the same'")
    box.press_sequentially("abcdef")
    box.press("ArrowLeft")
    (nb.server.root / "go").touch()
    nb.wait_done(0)
    expect(nb.cell(0).get_by_role("textbox")).to_be_focused()
    assert nb.page.evaluate(FOCUS) == ["abcdef", 5, "the same"]


def test_the_focus_that_survives_is_the_last(notebook):
    nb = notebook(
        """
        import asyncio
        from liveui_jupyter import ui

        ui.input("First")
        second = ui.input("Second")
        while second.value != "ab":
            await asyncio.sleep(0.02)
        """
    )
    nb.start(0)
    nb.cell(0).get_by_role("textbox", name="First").press_sequentially("x")
    second = nb.cell(0).get_by_role("textbox", name="Second")
    second.press_sequentially("ab")
    nb.wait_done(0)
    expect(second).to_be_focused()
