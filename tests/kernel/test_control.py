"""The control lane: while a cell runs, without a trace in status, hooks and figures."""

from __future__ import annotations

import pytest
from page import Page, parent

pytestmark = pytest.mark.every_kernel


def statuses(page: Page) -> list[tuple[str, str]]:
    return [(m["content"]["execution_state"], parent(m)) for m in page.messages if m["msg_type"] == "status"]


def test_events_arrive_while_a_cell_blocks(page: Page) -> None:
    """The loop's changes are seen meanwhile, and the raw value is there at once, though the handler has to wait."""
    run = page.start(
        """
class Value(Element, component="input"):
    value = 0
    def _receive(self, listener, args, applied):
        self.value = args[0]
        return args

field = Value().on("update:value", lambda: None, None)
label = Label("working")
deadline = time.monotonic() + 10
while field.value != 42 and time.monotonic() < deadline:
    time.sleep(0.001)
field.value
""",
        cell_id="blocks",
    )
    view = page.wait("view", lambda: next((v for v in page.views if parent(v.message) == run), None))
    page.wait("what the loop shows", lambda: "working" in view.model.texts)
    page.fire(view, 1, 42)
    result = page.finish(run).check()
    assert result.of("execute_result")[0]["content"]["data"]["text/plain"] == "42"


def test_no_status_and_no_hooks(page: Page) -> None:
    page.run(
        """
fired = []
hook = lambda *a: fired.append(1)
for name in ("pre_execute", "post_execute"):
    get_ipython().events.register(name, hook)
""",
        cell_id="hooks",
    ).check()
    run = page.start(
        """
button = Button(lambda: None)
before = len(fired)
print("ready", flush=True)
deadline = time.monotonic() + 10
while not button.client.views.connected or not next(iter(button.client.views.connected.values())).received:
    assert time.monotonic() < deadline
    time.sleep(0.001)
len(fired) - before
""",
        cell_id="status",
    )
    view = page.wait("view", lambda: next((v for v in page.views if parent(v.message) == run), None))
    page.wait("listener", lambda: view.model.elements.get(1, {}).get(":on"))
    frame = page.fire(view, 1)
    result = page.finish(run).check()
    assert result.of("execute_result")[0]["content"]["data"]["text/plain"] == "0"
    assert [state for state, msg_id in statuses(page) if msg_id == run] == ["busy", "idle"]
    assert frame not in {msg_id for _, msg_id in statuses(page)}
    # Other control messages have theirs.
    message = page.client.session.msg("kernel_info_request", {})
    page.client.control_channel.send(message)
    page.client.control_channel.get_msg(timeout=10)
    page.wait("idle", lambda: ("idle", message["header"]["msg_id"]) in statuses(page))
    page.run('for name in ("pre_execute", "post_execute"):\n    get_ipython().events.unregister(name, hook)').check()


def test_comm_lane_fires_no_hooks_either(page: Page) -> None:
    page.run(
        """
fired = []
button = Button(lambda: None)
get_ipython().events.register("post_execute", hook := lambda *a: fired.append(1))
""",
        cell_id="comm-hooks",
    ).check()
    model = page.model(page.value("button.client.id"))
    view = page.wait("view", lambda: next((v for v in page.views if v.model is model), None))
    page.wait("listener", lambda: model.elements.get(1, {}).get(":on"))
    before = page.value("len(fired)")  # silent executions fire it too
    frame = page.fire(view, 1, listener=None)
    page.lane = "comm"
    frame = page.fire(view, 1)
    page.wait("idle", lambda: ("idle", frame) in statuses(page))
    assert page.value("len(fired)") == before + 1
    page.run('get_ipython().events.unregister("post_execute", hook)').check()


def test_a_figure_that_a_cell_draws_stays_one(page: Page) -> None:
    pytest.importorskip("matplotlib")
    run = page.run(
        """
%matplotlib inline
import matplotlib.pyplot as plt
button = Button(lambda: None)
await button.client.connected(10)
figure = plt.figure(figsize=(1, 1))
plt.plot([1, 2])
width = await button.client.run_javascript("1")
again = button.client.run_javascript("2").result()
plt.title("one")
(plt.gcf() is figure, len(plt.get_fignums()))
""",
        cell_id="figure",
        timeout=60,
    ).check()
    assert run.of("execute_result")[0]["content"]["data"]["text/plain"] == "(True, 1)"
    assert len([m for m in run.of("display_data") if "image/png" in m["content"]["data"]]) == 1


def test_what_cannot_be_used_is_dropped(page: Page) -> None:
    page.run("Label('still here'); client = context.client", cell_id="dropped").check()
    model = page.model(page.value("client.id"))
    view = page.wait("view", lambda: next((v for v in page.views if v.model is model), None))
    page.send_raw("no-such-comm", {"k": "ack"}, lane="control")
    page.send_raw(model.comm_id, "no frame", lane="control")
    page.send_raw(model.comm_id, None, b"\xc1", lane="control")
    page.send_raw([1], {}, lane="control")
    page.send(view, "handshake", next_message_id=0, version="0", capabilities=[], lane="control")
    page.wait("fault", lambda: [f for f, _ in model.frames if f["k"] == "fault"])
    page.run("client.content and Label('alive')", cell_id="dropped-2").check()
