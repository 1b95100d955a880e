"""The area below the interface: folded, followed, cleared, and bounded."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults
from tests.browser.harness.frames import FrameCounter

PRINTING = """
import asyncio, sys, time

def lines(first, count):
    for number in range(first, first + count):
        print("line", number)

ui.button("Short", on_click=lambda: lines(0, 3))
ui.button("Long", on_click=lambda: lines(0, 50))
ui.button("More", on_click=lambda: lines(50, 5))
"""

SCROLL = "area => [area.scrollTop, area.clientHeight, area.scrollHeight]"


def click(cell, name):
    cell.get_by_role("button", name=name, exact=True).click()


def area_of(cell):
    return cell.get_by_role("log", name="Output")


def is_at_end(area):
    top, height, whole = area.evaluate(SCROLL)
    return abs(whole - height - top) <= 2


def test_short_output_is_shown_whole(show):
    cell, _ = show(PRINTING)
    expect(area_of(cell)).to_be_hidden()
    click(cell, "Short")
    expect(area_of(cell)).to_contain_text("line 2")
    _, height, whole = area_of(cell).evaluate(SCROLL)
    assert height == whole
    expect(cell.get_by_role("button", name="Show all")).to_be_hidden()


def test_long_output_is_folded_and_shows_its_end(show):
    cell, nb = show(PRINTING)
    click(cell, "Long")
    area = area_of(cell)
    toggle = cell.get_by_role("button", name="Show all")
    expect(toggle).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    assert is_at_end(area)
    _, height, whole = area.evaluate(SCROLL)
    assert height < whole / 3
    click(cell, "More")
    expect(area).to_contain_text("line 54")
    nb.page.wait_for_function(f"area => (([top, height, whole]) => whole - height - top <= 2)(({SCROLL})(area))",
                              arg=area.element_handle())  # fmt: skip
    toggle.click()
    fold = cell.get_by_role("button", name="Fold")
    expect(fold).to_have_attribute("aria-expanded", "true")
    assert area.evaluate("area => area.clientHeight === area.scrollHeight")
    fold.click()
    expect(toggle).to_be_visible()
    assert is_at_end(area)
    assert faults(cell.locator("liveui-view")) == []


def test_who_has_scrolled_up_stays_there(show):
    cell, _ = show(PRINTING)
    click(cell, "Long")
    area = area_of(cell)
    expect(cell.get_by_role("button", name="Show all")).to_be_visible()
    area.hover()
    area.evaluate("area => area.scrollTo(0, 100)")
    click(cell, "More")
    expect(area).to_contain_text("line 54")
    assert area.evaluate("area => area.scrollTop") == 100


def test_it_works_with_the_keyboard(show):
    cell, nb = show(PRINTING)
    click(cell, "Long")
    area = area_of(cell)
    expect(cell.get_by_role("button", name="Show all")).to_be_visible()
    cell.get_by_role("button", name="More").focus()
    nb.page.keyboard.press("Tab")
    nb.page.keyboard.press("Enter")
    expect(cell.get_by_role("button", name="Fold")).to_be_focused()
    nb.page.keyboard.press("Enter")
    expect(cell.get_by_role("button", name="Show all")).to_be_focused()
    nb.page.keyboard.press("Tab")
    expect(cell.get_by_role("button", name="Clear output")).to_be_focused()
    nb.page.keyboard.press("Tab")
    expect(area).to_be_focused()
    nb.page.keyboard.press("Home")
    nb.page.wait_for_function("area => area.scrollTop === 0", arg=area.element_handle())
    nb.page.keyboard.press("Shift+Tab")
    nb.page.keyboard.press("Space")
    expect(area).to_be_hidden()


def test_clearing_in_one_view_clears_all(notebook):
    nb = notebook(
        """
        from liveui_jupyter import Client, ui
        client = Client()
        with client:
            ui.button("Print", on_click=lambda: print("printed"))
        display(client)
        """,
        "display(client)",
    )
    nb.run_all()
    first, second = nb.cell(0), nb.cell(1)
    click(first, "Print")
    expect(second).to_contain_text("printed")
    second.get_by_role("button", name="Clear output").focus()
    nb.page.keyboard.press("Enter")
    for cell in (first, second):
        expect(cell).not_to_contain_text("printed")
        expect(area_of(cell)).to_be_hidden()
    click(first, "Print")
    for cell in (first, second):
        expect(cell).to_contain_text("printed")


def test_clearing_while_the_kernel_is_busy(notebook):
    nb = notebook(
        """
        import time
        from liveui_jupyter import Client, ui
        client = Client()
        with client:
            ui.button("Print", on_click=lambda: print("printed"))
        is_released = False
        display(client)
        """,
        "display(client)",
        """
        from pathlib import Path
        while not Path("release").exists():
            time.sleep(0.01)
        Path("release").unlink()
        """,
    )
    nb.run(0)
    nb.run(1)
    first, second = nb.cell(0), nb.cell(1)
    click(first, "Print")
    expect(second).to_contain_text("printed")
    nb.start(2)
    first.get_by_role("button", name="Clear output").focus()
    nb.page.keyboard.press("Enter")
    for cell in (first, second):
        expect(cell).not_to_contain_text("printed")
    assert nb.is_running(2)
    nb.window.server.root.joinpath("release").touch()
    nb.wait_done(2)


def test_progress_bars_and_colours(show):
    cell, _ = show(
        """
import asyncio, sys
step = asyncio.Event()

async def work():
    print("\\x1b[1;31mbegin\\x1b[0m")
    for percent in (0, 50, 100):
        print(f"\\r{percent:3}%|{'#' * (percent // 10):10}|", end="", file=sys.stderr)
        await step.wait()
        step.clear()
    print("\\nend", file=sys.stderr)

ui.button("Work", on_click=work)
ui.button("Step", on_click=lambda: step.set())
"""
    )
    click(cell, "Work")
    pieces = cell.locator(".liveui-output-text")
    for line in ("  0%|          |", " 50%|#####     |", "100%|##########|"):
        expect(pieces.last).to_have_text(line, use_inner_text=True)
        click(cell, "Step")
    expect(pieces.last).to_have_text("100%|##########|\nend", use_inner_text=True)
    begin = cell.get_by_text("begin", exact=True)
    assert begin.evaluate("span => getComputedStyle(span).fontWeight") == "700"
    assert begin.evaluate("span => getComputedStyle(span).color !== getComputedStyle(span.parentElement).color")


def test_tracebacks_have_colours(show):
    cell, _ = show('ui.button("Fail", on_click=lambda: 1 / 0)')
    click(cell, "Fail")
    piece = cell.locator('[data-stream="error"]')
    expect(piece).to_contain_text("ZeroDivisionError: division by zero")
    expect(piece).not_to_contain_text("\x1b")
    expect(piece.locator(".liveui-fg", has_text="ZeroDivisionError").first).to_be_visible()


def test_a_long_line_is_one_line(show):
    cell, _ = show(
        """
import asyncio
async def dots():
    for _ in range(12):
        print("." * 2_500, end="")
        await asyncio.sleep(0.02)
    print("|\\nnext")
ui.button("Dots", on_click=dots)
"""
    )
    click(cell, "Dots")
    expect(cell.get_by_text("next")).to_be_attached()
    text = cell.locator(".liveui-output-pieces").inner_text()
    assert text.strip() == "." * 30_000 + "|\nnext"


def test_a_flood_of_prints_is_few_frames(show):
    cell, nb = show(
        """
def flood():
    for number in range(100_000):
        print("line", number)
    label.set_text("done")
label = ui.label("-")
ui.button("Flood", on_click=flood)
"""
    )
    with FrameCounter(nb.page) as frames:
        click(cell, "Flood")
        expect(area_of(cell)).to_contain_text("line 99999", timeout=30_000)
        expect(cell.get_by_text("done")).to_be_visible()
    # What is sent depends on how long it takes; what is kept doesn't.
    assert frames.count("comm_msg") < 300
    assert frames.count("stream") == 0
    assert frames.bytes("comm_msg") < 5_000_000
    size = cell.locator(".liveui-output-pieces").evaluate("pieces => pieces.textContent.length")
    assert 100_000 < size <= 200_000


@pytest.mark.fresh_page
def test_output_is_kept_when_the_page_is_reloaded_while_the_kernel_is_idle(notebook):
    nb = notebook('from liveui_jupyter import ui\nui.button("Print", on_click=lambda: print("\\x1b[31mkept\\x1b[0m"))')
    nb.run(0)
    click(nb.cell(0), "Print")
    expect(nb.cell(0)).to_contain_text("kept")
    nb.reload()
    expect(nb.cell(0).get_by_text("kept", exact=True)).to_have_class("liveui-fg")
