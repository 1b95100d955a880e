"""Each supported ipykernel: what `ipykernel_versions` says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from page import NoAnswer, Page, parent

from liveui_jupyter.protocol import encode_payload
from tools.kernels import Kernel, kernels


@pytest.fixture(scope="module", params=range(4), ids=["6.29.5", "7.1.0", "7.3.0", "newest"])
def kernel(request) -> Kernel:
    return kernels()[request.param]


@pytest.fixture(scope="module")
def page(kernel: Kernel, prelude: str) -> Iterator[Page]:
    page = Page(python=str(kernel.python))
    try:
        page.run(prelude + "import ipykernel", cell_id="prelude").check()
        assert page.value("ipykernel.__version__") == kernel.version
        yield page
    finally:
        page.close()


def hears_comms_while_awaiting(kernel: Kernel) -> bool:
    major, minor, *_ = kernel.version.split(".")
    return (int(major), int(minor)) >= (7, 4)


def test_awaiting_and_blocking_over_the_control_lane(page: Page) -> None:
    page.javascript = lambda call: 42
    run = page.run("Label('x')\nprint(await context.client.run_javascript('1'))", cell_id="await").check()
    assert run.stdout == "42\n"
    run = page.run("Label('x')\nprint(context.client.run_javascript('1').result())", cell_id="block").check()
    assert run.stdout == "42\n"


def test_no_status_for_our_messages(page: Page) -> None:
    page.run("label = Label('x')", cell_id="status").check()
    view = page.wait("view", lambda: next((v for v in page.views if v.model.is_open), None))
    frame = page.send(view, "ack", id=0)
    page.run("1").check()
    assert frame not in {parent(message) for message in page.messages}


def test_awaiting_over_the_comm_lane(kernel: Kernel, page: Page) -> None:
    """From 7.4 on comm messages are handled while a cell awaits; before, waiting raises at once and says so."""
    page.lane = "comm"
    page.javascript = lambda call: 42
    page.run("label = Label('x')", cell_id="comm").check()
    page.wait("view", lambda: page.value("label.client.has_socket_connection"))
    run = page.run("print(await label.client.run_javascript('1'))", cell_id="comm-await")
    if hears_comms_while_awaiting(kernel):
        assert run.check().stdout == "42\n"
    else:
        assert run.error.startswith("CannotAwaitError")
        assert f"ipykernel {kernel.version} doesn't serve while a cell runs" in run.error
        assert "pip install -U 'ipykernel>=7.4'" in run.error
    blocked = page.run("label.client.run_javascript('1').result()", cell_id="comm-block")
    assert blocked.error.startswith("CannotAwaitError")
    assert "Use `await` instead of `.result()`" in blocked.error


@pytest.mark.parametrize("wait", ["await {call}", "{call}.result()", "await ui.button().clicked()"])
def test_interrupts(page: Page, wait: str) -> None:
    def never(call: dict[str, Any]) -> None:
        raise NoAnswer

    page.javascript = never
    call = "context.client.run_javascript('never', timeout=60)"
    run = page.start(f"Label('interrupt me')\n{wait.format(call=call)}", cell_id="interrupt")
    page.wait("label", lambda: any("interrupt me" in v.model.texts for v in page.views if parent(v.message) == run))
    page.manager.interrupt_kernel()
    result = page.finish(run)
    assert result.error.startswith(("KeyboardInterrupt", "CancelledError")), result.error


def test_a_comms_messages_go_where_the_page_sends_them(kernel: Kernel, page: Page) -> None:
    """To the subshell that they name, also after a cell has published on the comm; version 7.4 would reroute them."""
    if kernel.version.startswith("6."):
        assert page.value("hasattr(get_ipython().kernel, 'shell_channel_thread')") is False
        return
    reply = control_request(page, "create_subshell_request")
    subshell = reply["content"]["subshell_id"]
    page.run("field = ui.input()", cell_id="route").check()
    page.wait("view", lambda: page.value("field.client.has_socket_connection"))
    view = next(v for v in page.views if v.model.state["client"] == page.value("field.client.id"))
    page.wait("field", lambda: view.model.elements.get(page.value("field.id")))
    run = page.start(
        "deadline = time.monotonic() + 10\n"
        "while field.value != 'typed' and time.monotonic() < deadline: time.sleep(0.01)\nfield.value",
        cell_id="route-blocks",
    )
    listener = view.model.elements[1][":on"][0][0]
    envelope = {
        "v": 1, "k": "event", "client": view.model.state["client"], "epoch": view.model.state["epoch"],
        "view": view.id, "applied": view.model.next_id - 1, "seq": 1, "element": 1, "listener": listener,
    }  # fmt: skip
    session = page._page.session
    data = {"method": "custom", "content": envelope}
    message = session.msg("comm_msg", {"comm_id": view.model.comm_id, "data": data})
    message["header"]["subshell_id"] = subshell
    session.send(page._page.shell_channel.socket, message, buffers=[encode_payload("typed")])
    result = page.finish(run).check()
    assert result.of("execute_result")[0]["content"]["data"]["text/plain"] == "'typed'"


def control_request(page: Page, message_type: str) -> dict[str, Any]:
    """Ask something on the control channel; return the reply."""
    message = page.client.session.msg(message_type, {})
    page.client.control_channel.send(message)
    while True:
        reply = page.client.control_channel.get_msg(timeout=10)
        if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            return dict(reply)
