"""Awaiting and blocking on a page's reply: where it works, and what is said where it can't."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from page import NoAnswer, Page, parent

from tools.kernels import Kernel

pytestmark = pytest.mark.every_kernel


def test_await_in_a_running_cell(page: Page) -> None:
    page.javascript = lambda call: {"window.innerWidth": 1200}[call["code"]]
    run = page.run("Label('x')\nwidth = await context.client.run_javascript('window.innerWidth')\nprint(width)",
                   cell_id="await").check()  # fmt: skip
    assert run.stdout == "1200\n"


@pytest.mark.parametrize("where", ["cell", "thread", "handler"])
def test_result_blocks(page: Page, where: str) -> None:
    page.javascript = lambda call: 7
    if where == "cell":
        run = page.run("Label('x'); print(context.client.run_javascript('1').result())", cell_id="block")
        assert run.check().stdout == "7\n"
    elif where == "thread":
        run = page.run(
            """
client = context.client
thread = threading.Thread(target=lambda: print(client.run_javascript('1').result()))
thread.start()
thread.join()
""",
            cell_id="thread",
        ).check()
        assert run.stdout == "7\n"
    else:
        page.run(
            "label = Label('x')\n"
            "Button(lambda: setattr(label, 'text', str(label.client.run_javascript('1').result())))",
            cell_id="handler",
        ).check()
        model = page.model(page.value("label.client.id"))
        view = page.wait("view", lambda: next((v for v in page.views if v.model is model), None))
        page.wait("button", lambda: model.elements.get(2, {}).get(":on"))
        page.fire(view, 2)
        page.wait("answer", lambda: "7" in model.texts)


def test_changes_are_seen_while_a_cell_blocks(page: Page) -> None:
    run = page.start(
        """
label = Label("0")
deadline = time.monotonic() + 10
while label.client.run_javascript("go on?").result() != "stop":
    label.text = str(int(label.text) + 1)
""",
        cell_id="flush",
    )
    seen = []

    def answer(call: dict) -> str:
        seen.append(next(iter(page.views[-1].model.texts), None))
        return "stop" if len(seen) == 5 else "go on"

    page.javascript = answer
    page.finish(run).check()
    assert seen == ["0", "1", "2", "3", "4"], "a call is sent after the changes before it"


def test_interrupt_while_awaiting_and_while_blocking(page: Page) -> None:
    def never(call: dict) -> None:
        raise NoAnswer

    page.javascript = never
    call = "context.client.run_javascript('never', timeout=60)"
    for index, code in enumerate((f"await {call}", f"{call}.result()")):
        run = page.start(f"Label('x')\n{code}", cell_id=f"interrupt-{index}")
        page.wait("call", lambda run=run: [
            f for m in page.models.values() if parent(m.open_message) == run for f, _ in m.frames if f["k"] == "call"
        ])  # fmt: skip
        page.manager.interrupt_kernel()
        result = page.finish(run)
        assert re.match("KeyboardInterrupt|CancelledError", result.error), result.error
    page.javascript = lambda call: "well"
    assert page.run("Label('x'); print(await context.client.run_javascript('1'))", cell_id="after").stdout == "well\n"


def test_captured_cells_say_so(page: Page) -> None:
    started = time.monotonic()
    run = page.run("%%capture\nLabel('x')\ncontext.client.run_javascript('1').result()", cell_id="captured")
    error = run.of("error")[0]["content"]  # IPython reports success for a captured cell
    assert error["ename"] == "CannotAwaitError"
    assert "captured" in error["evalue"]
    assert time.monotonic() - started < 1


def test_a_client_that_nobody_has_displayed(page: Page) -> None:
    run = page.run("client = Client()\nawait client.connected()", cell_id="undisplayed")
    assert "hasn't been displayed" in run.error


@pytest.fixture(scope="module")
def comm_page(prelude: str, kernel: Kernel) -> Iterator[Page]:
    """A page without a control lane, such as VS Code's."""
    page = Page(lane="comm", python=kernel.python)
    try:
        page.run(prelude, cell_id="vscode-notebook-cell:/a.ipynb#X1").check()
        yield page
    finally:
        page.close()


def test_await_in_a_cell_without_control_lane(comm_page: Page, kernel: Kernel) -> None:
    page = comm_page
    hears_comms = kernel.at_least(7, 4)
    page.javascript = lambda call: 5
    run = page.run("Label('x'); print(await context.client.run_javascript('1'))", cell_id="vscode-notebook-cell:1")
    if hears_comms:
        assert run.check().stdout == "5\n"
    else:
        assert "ipykernel>=7.4" in run.error
    known = page.run("Label('y')", cell_id="vscode-notebook-cell:2").check()
    view = page.wait("view", lambda: next((v for v in page.views if parent(v.message) == known.msg_id), None))
    client = f"Client.instances[{view.model.state['client']!r}]"
    page.wait("handshake", lambda: view.model.frames)
    run = page.run(f"print(await {client}.run_javascript('1'))", cell_id="vscode-notebook-cell:3")
    assert (run.stdout == "5\n") if hears_comms else ("ipykernel>=7.4" in run.error)


def test_blocking_without_control_lane(comm_page: Page) -> None:
    started = time.monotonic()
    run = comm_page.run("Label('x'); context.client.run_javascript('1').result()", cell_id="vscode-notebook-cell:4")
    assert "Use `await`" in run.error
    assert time.monotonic() - started < 1


def test_handlers_and_tasks_without_control_lane(comm_page: Page) -> None:
    page = comm_page
    page.javascript = lambda call: 9
    page.run(
        """
label = Label("x")
async def handle():
    label.text = str(await label.client.run_javascript("1"))
Button(handle)
async def later():
    await label.client.connected()
    other.text = "task " + str(await label.client.run_javascript("1"))
other = Label("y")
task = asyncio.create_task(later())
""",
        cell_id="vscode-notebook-cell:5",
    ).check()
    model = page.model(page.value("label.client.id"))
    view = page.wait("view", lambda: next((v for v in page.views if v.model is model), None))
    page.wait("task", lambda: "task 9" in model.texts)
    page.fire(view, 2)
    page.wait("handler", lambda: "9" in model.texts)


def test_a_front_end_without_pages_is_given_up(prelude: str, kernel: Kernel) -> None:
    """`jupyter console` and its like: neither a cell id nor a page."""
    page = Page(lane=None, python=kernel.python)
    try:
        page.run(prelude).check()
        started = time.monotonic()
        run = page.run("Label('x')\nawait context.client.run_javascript('1')")
        assert "no page has answered" in run.error
        run = page.run("Label('x')\nawait context.client.connected()")
        assert "no page has answered" in run.error
        assert time.monotonic() - started < 9
    finally:
        page.close()
