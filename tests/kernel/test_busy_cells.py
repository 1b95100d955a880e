"""Handlers while a cell keeps the main thread busy: `concurrent` ones, and those that `process_events()` runs."""

from __future__ import annotations

import pytest
from handlers import displayed, printed, show_button, wait_displayed, wait_printed
from page import NoAnswer, Page, View

pytestmark = pytest.mark.every_kernel

BUSY = """
seen = []
def note(name):
    seen.append((name, threading.current_thread() is threading.main_thread()))
{handlers}
deadline = time.monotonic() + 20
print("ready", flush=True)
while not ({done}):
    assert time.monotonic() < deadline
    {work}
"""


def start(page: Page, cell_id: str, handlers: str, done: str, work: str = "time.sleep(0.001)") -> tuple[str, View]:
    """Start a cell that blocks until `done`; return it and its view once its elements are shown."""
    run = page.start(BUSY.format(handlers=handlers, done=done, work=work), cell_id=cell_id)
    view = page.wait("view", lambda: next((v for v in page.views if v.message["parent_header"]["msg_id"] == run), None))
    page.wait("ready", lambda: any(m["msg_type"] == "stream" and m["parent_header"]["msg_id"] == run
                                   for m in page.messages))  # fmt: skip
    page.wait("buttons", lambda: any(state.get(":on") for state in view.model.elements.values()))
    return run, view


def buttons(view: View) -> list[int]:
    return sorted(key for key, state in view.model.elements.items() if state["component"] == "button")


def test_a_concurrent_handler_runs_while_a_cell_blocks(page: Page) -> None:
    """What it prints and shows belongs to its client, what it raises is shown, the others run later, in order."""
    run, view = start(
        page,
        "concurrent",
        """
from IPython.display import display, HTML
def handle():
    print("from the thread")
    display(HTML("<b>shown</b>"))
    ui.label("made meanwhile")
    note("concurrent")
    1 / 0
with ui.row():
    first = ui.button("first", on_click=lambda: note("first"))
    second = ui.button("second", on_click=lambda: note("second"))
    third = ui.button("third").on_click(handle, concurrent=True)
""",
        "any(name == 'concurrent' for name, _ in seen) and time.sleep(0.05) is None",
    )
    page.wait("three buttons", lambda: len(buttons(view)) == 3)
    for element in buttons(view):
        page.fire(view, element)
    result = page.finish(run).check()
    assert result.stdout == "ready\n"
    wait_printed(page, view, "from the thread", "ZeroDivisionError")
    assert "<b>shown</b>" in wait_displayed(page, view, 1)[0]["text/html"]
    assert "made meanwhile" in view.model.texts
    page.wait("handlers", lambda: page.value("len(seen)") == 3)
    assert page.value("seen") == [("concurrent", False), ("first", True), ("second", True)]


def test_a_concurrent_handlers_figure_is_its_clients(page: Page) -> None:
    run, view = start(
        page,
        "concurrent-figure",
        """
import matplotlib.pyplot as plt
def handle():
    plt.plot([1, 2])
    note("drawn")
ui.button("draw").on_click(handle, concurrent=True)
""",
        "seen",
    )
    page.fire(view, buttons(view)[0])
    result = page.finish(run).check()
    wait_displayed(page, view, 1)
    assert not any("image/png" in m["content"]["data"] for m in result.of("display_data"))
    assert page.value("len(plt.get_fignums())") == 0


def test_a_concurrent_coroutine_asks_the_page_while_the_cell_blocks(page: Page) -> None:
    page.javascript = lambda call: 6 * 7
    run, view = start(
        page,
        "concurrent-ask",
        """
async def handle():
    note(await ui.context.client.run_javascript("6 * 7"))
    print("after the answer")
ui.button("ask").on_click(handle, concurrent=True)
""",
        "seen",
    )
    page.fire(view, buttons(view)[0])
    page.finish(run).check()
    assert page.value("seen") == [(42, False)]
    assert wait_printed(page, view, "after the answer") == "[stdout] after the answer\n"


def test_process_events_runs_what_waits(page: Page) -> None:
    run, view = start(
        page,
        "process",
        """
def handle(name):
    note(name)
    seen.append(client.process_events())
    print("handled", name)
client = ui.context.client
for name in "abc":
    ui.button(name, on_click=lambda name=name: handle(name))
""",
        "len(seen) == 6",
        "client.process_events(); time.sleep(0.001)",
    )
    page.wait("three buttons", lambda: len(buttons(view)) == 3)
    for element in buttons(view):
        page.fire(view, element)
    result = page.finish(run).check()
    assert page.value("seen") == [("a", True), 0, ("b", True), 0, ("c", True), 0]
    wait_printed(page, view, "handled c")
    assert printed(view) == "[stdout] handled a\nhandled b\nhandled c\n"
    assert result.stdout == "ready\n", "not in the cell's output"
    assert displayed(view) == []


def test_an_interrupt_in_a_handler_that_process_events_runs(page: Page) -> None:
    """The stop button ends the cell, and leaves everything usable."""
    run, view = start(
        page,
        "process-interrupt",
        """
client = ui.context.client
def handle():
    note("in")
    ui.label("in the handler")
    time.sleep(20)
ui.button("block", on_click=handle)
ui.button("other", on_click=lambda: note("after"))
""",
        "False",
        "client.process_events()",
    )
    page.fire(view, buttons(view)[0])
    page.wait("handler", lambda: "in the handler" in view.model.texts)
    page.manager.interrupt_kernel()
    assert page.finish(run).error.startswith("KeyboardInterrupt")
    page.fire(view, buttons(view)[1])
    page.wait("handler", lambda: page.value("seen[-1][0]") == "after")


BLOCKING_HANDLERS = {
    "sync": "def handle(): inside(); time.sleep(20)",
    "result": "def handle(): inside(); context.client.run_javascript('never', timeout=20).result()",
    "async": "async def handle(): await asyncio.sleep(0); inside(); time.sleep(20)",
    "timer": "def handle(): ui.timer(0.001, lambda: (inside(), time.sleep(20)), once=True)",
    "value": "box = ui.checkbox(on_change=lambda: (inside(), time.sleep(20)))\ndef handle(): box.value = True",
}


@pytest.mark.parametrize("name", BLOCKING_HANDLERS)
def test_an_interrupt_ends_a_handler(page: Page, name: str) -> None:
    """With the stop button, as it ends a cell; natively it would be ignored, since the kernel is idle."""

    def never(call: dict) -> None:
        raise NoAnswer

    page.javascript = never
    code = "def inside(): ui.label('inside')\n" + BLOCKING_HANDLERS[name]
    view, element = show_button(page, code, f"interrupt-{name}")
    page.fire(view, element)
    page.wait("handler", lambda: "inside" in view.model.texts)
    page.manager.interrupt_kernel()
    wait_printed(page, view, "KeyboardInterrupt")
    assert page.value("6 * 7") == 42


def test_interrupts_in_quick_succession_leave_the_kernel_alive(page: Page) -> None:
    view, element = show_button(page, "def handle(): ui.label('inside'); time.sleep(20)", "interrupt-twice")
    page.fire(view, element)
    page.wait("handler", lambda: "inside" in view.model.texts)
    for _ in range(20):
        page.manager.interrupt_kernel()
    wait_printed(page, view, "KeyboardInterrupt")
    assert page.value("6 * 7") == 42


def test_an_interrupt_ends_an_awaiting_cell_and_the_handler_that_holds_it_up(page: Page) -> None:
    run = page.start(
        "def handle(): ui.label('inside'); time.sleep(20)\nbutton = Button(handle)\nawait asyncio.sleep(30)",
        cell_id="interrupt-both",
    )
    view = page.wait("view", lambda: next((v for v in page.views if v.message["parent_header"]["msg_id"] == run), None))
    page.wait("button", lambda: buttons(view) and view.model.elements[buttons(view)[0]].get(":on"))
    page.fire(view, buttons(view)[0])
    page.wait("handler", lambda: "inside" in view.model.texts)
    page.manager.interrupt_kernel()
    assert page.finish(run).error.startswith(("KeyboardInterrupt", "CancelledError"))
    wait_printed(page, view, "KeyboardInterrupt")
