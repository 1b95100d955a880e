"""Logs, as they are seen."""

from __future__ import annotations

from playwright.sync_api import expect

DISTANCE_FROM_END = "(node) => node.scrollHeight - node.clientHeight - node.scrollTop"


def test_it_follows_its_end_unless_its_user_has_scrolled_up(show):
    cell, nb = show("log = ui.log()\nfor i in range(50): log.push(f'line {i}')")
    log = cell.get_by_role("log")
    expect(log.get_by_text("line 49", exact=True)).to_be_in_viewport()
    assert log.evaluate(DISTANCE_FROM_END) < 4
    nb.kernel_exec("log.push('at the end')")
    expect(log.get_by_text("at the end")).to_be_in_viewport()
    log.focus()
    log.press("Home")
    expect(log.get_by_text("line 0", exact=True)).to_be_in_viewport()
    nb.kernel_exec("log.push('unseen')")
    expect(log.get_by_text("unseen")).to_have_count(1)
    expect(log.get_by_text("line 0", exact=True)).to_be_in_viewport()


def test_ten_thousand_lines_in_a_loop(show):
    cell, _ = show("log = ui.log(max_lines=100)\nfor i in range(10_000): log.push(f'line {i}')")
    log = cell.get_by_role("log")
    expect(log.get_by_text("line 9999", exact=True)).to_be_in_viewport()
    expect(log.locator(".liveui-label")).to_have_count(100)


def test_white_space_is_kept(show):
    cell, _ = show("log = ui.log()\nlog.push('a    b')")
    assert cell.get_by_role("log").inner_text() == "a    b"


def test_what_was_scrolled_stays_scrolled_when_the_cell_ends(notebook):
    nb = notebook(
        """
        import time
        from liveui_jupyter import ui
        with ui.element("div").style("height: 50px; overflow: auto").props("role=note"):
            for i in range(30):
                ui.label(f"line {i}")
        done = ui.checkbox("Done")
        while not done.value:
            time.sleep(0.01)
        """
    )
    nb.start(0)
    box = nb.cell(0).get_by_role("note")
    expect(box.get_by_text("line 29")).to_have_count(1)
    box.evaluate("(node) => { node.scrollTop = 100; }")
    nb.cell(0).get_by_text("Done").click()
    nb.wait_done(0)
    expect(box.get_by_text("line 29")).to_have_count(1)
    assert box.evaluate("(node) => node.scrollTop") == 100
