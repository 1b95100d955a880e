"""What a person does while a cell runs: clicks, values, dialogs, the stop button."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

BUSY = """
seen = []
def note(name):
    seen.append(name)
"""


def button(board, index, name):
    return board.nb.cell(index).get_by_role("button", name=name)


def test_a_click(board):
    index = board.start(
        'go = ui.button("Go")\nlabel = ui.label("waiting")\nawait go.clicked()\nlabel.text = "gone"\nprint("on")'
    )
    expect(board.nb.cell(index)).to_contain_text("waiting")
    assert board.nb.is_running(index)
    button(board, index, "Go").click()
    board.nb.wait_done(index)
    assert board.nb.streams(index) == "on\n"
    expect(board.nb.cell(index)).to_contain_text("gone")


def test_a_dialog(board):
    index = board.start(
        """
        with ui.dialog() as dialog, ui.card():
            ui.label("Really?")
            ui.button("Yes", on_click=lambda: dialog.submit("yes"))
        print(await dialog)
        """
    )
    board.nb.page.get_by_role("dialog", name="Really?").get_by_role("button", name="Yes").click()
    board.nb.wait_done(index)
    assert board.nb.streams(index) == "yes\n"


def test_any_event(board):
    index = board.start(
        'field = ui.input("Name")\nevent = await field.event("keydown.enter", ["key"])\nprint(event.args, field.value)'
    )
    field = board.nb.cell(index).get_by_role("textbox")
    field.fill("Ada")
    field.press("Enter")
    board.nb.wait_done(index)
    assert board.nb.streams(index) == "{'key': 'Enter'} Ada\n"


def test_a_page(board):
    assert (
        board.result('label = ui.label("shown")\nawait label.client.connected(10)\nlen(label.client.views.connected)')
        == 1
    )


def test_a_stop_button_for_a_blocking_loop(board):
    """Its label, its progress and its log are seen while it runs."""
    index = board.start(
        """
        stop = ui.checkbox("Stop")
        label, bar, log = ui.label("0"), ui.linear_progress(), ui.log()
        step = 0
        while not stop.value:
            step += 1
            time.sleep(0.01)
            label.text, bar.value = f"step {step}", step % 100 / 100
            log.push(f"line {step}")
        print("stopped")
        """
    )
    cell = board.nb.cell(index)
    for part in ("step 2", "line 2"):
        expect(cell).to_contain_text(part)
    assert board.nb.is_running(index)
    first = cell.locator(".liveui-label").first.inner_text()
    expect(cell.locator(".liveui-label").first).not_to_have_text(first)
    cell.get_by_text("Stop", exact=True).click()
    board.nb.wait_done(index)
    assert board.nb.streams(index) == "stopped\n"


def test_a_concurrent_handler_while_the_main_thread_sleeps(board):
    """The others run afterwards, in order. The test ends the sleep."""
    index = board.start(
        BUSY
        + """
ui.button("First", on_click=lambda: note("first"))
ui.button("Second", on_click=lambda: note("second"))
at_once = ui.button("At once").on_click(lambda: (note("at once"), setattr(label, "text", "heard")), concurrent=True)
label = ui.label("-")
try:
    time.sleep(30)
except KeyboardInterrupt:
    note("slept")
"""
    )
    for name in ("First", "Second", "First", "At once"):
        button(board, index, name).click()
    expect(board.nb.cell(index)).to_contain_text("heard")
    assert board.nb.is_running(index)
    board.nb.interrupt()
    board.nb.wait_done(index)
    board.nb.wait_for_kernel("len(seen) == 5")
    assert board.nb.kernel_eval("seen") == ["at once", "slept", "first", "second", "first"]


def test_events_processed_in_a_blocking_loop(board):
    index = board.start(
        BUSY
        + """
client = ui.context.client
def handle(name):
    note(name)
    seen.append(client.process_events())
    label.text = f"{len(seen)} noted"
for name in "AB":
    ui.button(name, on_click=lambda name=name: handle(name))
label = ui.label("0 noted")
deadline = time.monotonic() + 15
while len(seen) < 6 and time.monotonic() < deadline:
    client.process_events()
    time.sleep(0.001)
print(seen)
"""
    )
    for count, name in enumerate("ABA", start=1):
        button(board, index, name).click()
        expect(board.nb.cell(index)).to_contain_text(f"{2 * count} noted")
    board.nb.wait_done(index)
    assert board.nb.streams(index) == "['A', 0, 'B', 0, 'A', 0]\n"


WAITS = {
    "await": 'await ui.run_javascript("new Promise(() => {})", timeout=60)',
    "result": 'ui.run_javascript("new Promise(() => {})", timeout=60).result()',
    "clicked": 'await ui.button("Never").clicked()',
    "event": 'await ui.input().event("blur")',
    "connected": "await Client().connected(60)",
    "loop": 'stop = ui.checkbox("Never")\nwhile not stop.value: time.sleep(0.01)',
    "process": "while True: ui.context.client.process_events()",
}


@pytest.mark.parametrize("name", WAITS)
def test_interrupted(board, name):
    source = f"ui.label('begun')\n{WAITS[name]}"
    if name == "connected":
        source = "ui.label('begun')\nother = Client()\nother.open_transport()\nawait other.connected(60)"
    index = board.start(source)
    expect(board.nb.cell(index)).to_contain_text("begun")
    board.nb.interrupt()
    board.nb.wait_done(index, 10)
    assert board.nb.error(index).startswith(("KeyboardInterrupt", "CancelledError"))
    assert board.result('ui.label("again")\nawait ui.run_javascript("6*7")') == 42


def test_what_the_control_lane_must_not_do(board):
    """A cell stays busy for the page and the server, and its figure stays one, whatever pages send meanwhile."""
    index = board.start(
        """
        %matplotlib inline
        import matplotlib.pyplot as plt
        fired = []
        hook = lambda *_: fired.append(1)
        for name in ("pre_execute", "post_execute"):
            get_ipython().events.register(name, hook)
        stop = ui.checkbox("Stop")
        field = ui.input("Text")
        figure = plt.figure(figsize=(1, 1))
        plt.plot([1, 2])
        before = len(fired)
        while not stop.value:
            time.sleep(0.01)
        plt.title("one")
        print(len(fired) - before, plt.gcf() is figure, len(plt.get_fignums()), field.value)
        """
    )
    cell = board.nb.cell(index)
    cell.get_by_role("textbox").press_sequentially("typing")
    kernel = board.nb.server.kernel_id(board.nb._session)
    assert board.nb.kernel_status() == "busy"
    assert board.nb.server.request("GET", f"/api/kernels/{kernel}")["execution_state"] == "busy"
    cell.get_by_text("Stop", exact=True).click()
    board.nb.wait_done(index, 20)
    assert board.nb.streams(index) == "0 True 1 typing\n"
    assert sum("image/png" in output.get("data", {}) for output in board.nb.outputs(index)) == 1
    board.run("for name in ('pre_execute', 'post_execute'):\n    get_ipython().events.unregister(name, hook)")


def test_the_setting_is_what_it_says(board):
    """Comm messages go to subshells, or they don't."""
    has_subshells = board.setting.kernel[0] != "6" and board.setting.front_end != "no_subshells"
    index = board.run('go = ui.button("Go", on_click=lambda: setattr(go, "text", "gone"))')
    button(board, index, "Go").click()
    expect(button(board, index, "gone")).to_be_visible()
    if has_subshells or board.setting.kernel[0] != "6":
        subshells = "get_ipython().kernel.shell_channel_thread.manager.list_subshell()"
        assert bool(board.nb.kernel_eval(subshells)) is has_subshells
    else:
        assert board.nb.kernel_eval("hasattr(get_ipython().kernel, 'shell_channel_thread')") is False
    tree = board.nb.page.evaluate("jupyterapp.name")
    assert tree == ("Jupyter Notebook" if board.setting.front_end == "notebook" else "JupyterLab")
