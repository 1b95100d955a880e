"""The whole path: a cell shows an interface, a click reaches Python, Python answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.harness import FrameCounter


def test_hello(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        ui.label("Hello, world")
        """
    )
    nb.run(0)
    expect(nb.cell(0).get_by_text("Hello, world")).to_be_visible()
    assert nb.output_text(0) == "Hello, world"


def test_a_click_reaches_python_and_its_answer_the_page(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        clicks = []

        def press():
            clicks.append(1)
            label.set_text(f"pressed {len(clicks)} times")

        label = ui.label("not yet")
        ui.button("Press", on_click=press)
        """
    )
    nb.run(0)
    button = nb.cell(0).get_by_role("button", name="Press")
    for count in (1, 2, 3):
        button.click()
        expect(nb.cell(0)).to_contain_text(f"pressed {count} times")
    assert nb.kernel_eval("len(clicks)") == 3


def test_clicks_in_one_cell_work_after_other_cells_have_run(notebook):
    nb = notebook(
        "from liveui_jupyter import ui; first = ui.label('first'); ui.button('A', on_click=lambda: ui.label('from A'))",
        "second = ui.label('second'); ui.button('B', on_click=lambda: first.set_text('changed by B'))",
    )
    nb.run_all()
    nb.cell(1).get_by_role("button", name="B").click()
    expect(nb.cell(0)).to_contain_text("changed by B")
    nb.cell(0).get_by_role("button", name="A").click()
    expect(nb.cell(0)).to_contain_text("from A")
    expect(nb.cell(1)).not_to_contain_text("from A")


@pytest.mark.fresh_page
def test_ten_cells_cause_one_transfer_of_the_bundle(notebook):
    cells = [f"ui.label('cell {number}'); ui.button('b')" for number in range(10)]
    nb = notebook("from liveui_jupyter import ui\n" + cells[0], *cells[1:])
    with FrameCounter(nb.page) as frames:
        nb.run_all()
        for number in range(10):
            expect(nb.cell(number).get_by_text(f"cell {number}")).to_be_visible()
    assert len(frames.envelopes("asset")) == 1
    assert len(frames.sent_envelopes("need")) == 1
    opened = [frame.size for frame in frames.received if frame.message_type == "comm_open"]
    assert len(opened) == 10
    assert max(opened) < 4_000  # each carries the loader, none the bundle


def test_progress_of_a_blocking_loop_appears_while_it_runs(notebook):
    nb = notebook(
        """
        import time
        from liveui_jupyter import ui

        label = ui.label("start")
        for step in range(60):
            label.set_text(f"step {step}.")
            time.sleep(0.05)
        """
    )
    nb.start(0)
    for step in (5, 25):
        expect(nb.cell(0)).to_contain_text(re.compile(rf"step ({step}|\d+)\."))
        assert nb.is_running(0)
    seen = int(re.search(r"step (\d+)\.", nb.output_text(0))[1])
    assert seen < 59
    nb.wait_done(0)
    expect(nb.cell(0)).to_contain_text("step 59.")


@pytest.mark.fresh_page
def test_first_cell_of_a_fresh_kernel_shows_its_progress_while_it_blocks(notebook):
    nb = notebook(
        """
        import time
        from liveui_jupyter import ui

        label = ui.label("start")
        end = time.monotonic() + 3
        while time.monotonic() < end:
            label.set_text(f"{end - time.monotonic():.1f} s left")
            time.sleep(0.02)
        label.set_text("over")
        """
    )
    nb.start(0)
    # The page has neither the widget's model nor the bundle yet; both have to come while the kernel is busy.
    expect(nb.cell(0)).to_contain_text(re.compile(r"\d\.\d s left"), timeout=2_900)
    assert nb.is_running(0)
    nb.wait_done(0)
    expect(nb.cell(0)).to_contain_text("over")


def test_frames_of_the_page_leave_the_kernels_status_alone(notebook):
    nb = notebook(
        "from liveui_jupyter import ui; label = ui.label(); ui.button('Press', on_click=lambda: label.set_text('x'))"
    )
    with FrameCounter(nb.page) as frames:
        nb.run(0)
        nb.cell(0).get_by_role("button", name="Press").click()
        expect(nb.cell(0)).to_contain_text("x")
    assert frames.sent_envelopes("event")
    statuses = [frame.parent_type for frame in frames.received if frame.message_type == "status"]
    assert "execute_request" in statuses
    assert "liveui_msg" not in statuses


def test_blocking_loop_ends_when_the_user_ticks_a_checkbox(notebook):
    nb = notebook(
        """
        import time
        from liveui_jupyter import ui

        stop = ui.checkbox("Stop")
        label = ui.label("working")
        while not stop.value:
            time.sleep(0.02)
        label.set_text("stopped")
        """
    )
    nb.start(0)
    nb.cell(0).get_by_text("Stop", exact=True).click()
    nb.wait_done(0)
    expect(nb.cell(0)).to_contain_text("stopped")


def test_cell_awaits_a_click(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        button = ui.button("Go on")
        await button.clicked()
        ui.label("went on")
        """
    )
    nb.start(0)
    nb.cell(0).get_by_role("button", name="Go on").click()
    nb.wait_done(0)
    assert nb.error(0) is None
    expect(nb.cell(0)).to_contain_text("went on")


def test_output_of_the_cell_itself_stays_beside_the_interface(notebook):
    nb = notebook(
        """
        from liveui_jupyter import ui

        print("printed before")
        ui.label("interface")
        print("printed after")
        "the value"
        """
    )
    nb.run(0)
    expect(nb.cell(0).get_by_text("interface", exact=True)).to_be_visible()
    assert nb.streams(0) == "printed before\nprinted after\n"
    expect(nb.cell(0)).to_contain_text("'the value'")
