"""The comm, its messages, and frames from pages on both lanes."""

from __future__ import annotations

import json

import pytest
from page import Page, parent


def test_comm_open_is_small_and_alone(page: Page) -> None:
    run = page.run("Label('hello'); client = context.client; client.id", cell_id="open").check()
    opened = run.of("comm_open")
    assert len(opened) == 1, "no layout or style comm"
    state = opened[0]["content"]["data"]["state"]
    assert (state["_model_module"], state["_model_name"], state["_view_name"]) == ("anywidget", "AnyModel", "AnyView")
    assert state["client"] == page.value("client.id")
    assert state["protocol"] == 1
    assert state["bundle"]
    assert state["_model_module_version"].startswith("~")
    assert len(json.dumps(opened[0]["content"])) < len(state["_esm"]) + 800


def test_elements_reach_the_page_in_batches(page: Page) -> None:
    page.run("for i in range(100): Label(f'row {i}')\nclient = context.client", cell_id="batch").check()
    model = page.model(page.value("client.id"))
    page.wait("rows", lambda: len(model.texts) == 100)
    assert model.texts[99] == "row 99"
    assert len([frame for frame, _ in model.frames if frame["k"] == "batch"]) <= 3


@pytest.mark.parametrize("lane", ["control", "comm"])
def test_events(page: Page, lane: str) -> None:
    page.lane = lane
    page.run("label = Label('0')\nButton(lambda: setattr(label, 'text', 'clicked'))", cell_id=f"event-{lane}").check()
    model = page.model(page.value("label.client.id"))
    page.wait("view", lambda: model.elements.get(2) and page.views and page.views[-1].model is model)
    page.fire(page.views[-1], 2)
    page.wait("text", lambda: "clicked" in model.texts)


def test_state_can_be_requested_as_after_a_reload(page: Page) -> None:
    page.run("Label('again'); client = context.client", cell_id="reload").check()
    model = page.model(page.value("client.id"))
    with page._send_lock:
        session = page._page.session
        message = session.msg("comm_msg", {"comm_id": model.comm_id, "data": {"method": "request_state"}})
        session.send(page._page.shell_channel.socket, message)
    answer = page.wait_for("state", lambda m: m["msg_type"] == "comm_msg"
                           and m["content"]["comm_id"] == model.comm_id
                           and m["content"]["data"]["method"] == "update")  # fmt: skip
    assert answer["content"]["data"]["state"]["client"] == model.state["client"]


def test_comm_closes_once(page: Page) -> None:
    page.run("Label('x'); client = context.client\nclient.delete(); client.delete(); client.close()", cell_id="close")
    closed = [m for m in page.messages if m["msg_type"] == "comm_close"]
    ids = [m["content"]["comm_id"] for m in closed]
    assert len(ids) == len(set(ids))
    assert not page.models[ids[-1]].is_open
    assert page.value("client.id not in Client.instances")


def test_assets_are_sent_on_demand(page: Page) -> None:
    page.run("Label('asset'); client = context.client", cell_id="asset").check()
    model = page.model(page.value("client.id"))
    view = page.wait("view", lambda: next((v for v in page.views if v.model is model), None))
    page.send(view, "need", name="bundle.js", hash=model.state["bundle"])
    frame, buffers = page.wait("asset", lambda: next((f for f in model.frames if f[0]["k"] == "asset"), None))
    assert frame["hash"] == model.state["bundle"]
    assert bytes(buffers[0])[:2] == b"\x1f\x8b"
    page.send(view, "need", name="../errors.py", hash="x")
    page.wait("fault", lambda: next((f for f in model.frames if f[0]["k"] == "fault"), None))


def test_parents(page: Page) -> None:
    """What a cell opens and displays belongs to that cell."""
    run = page.run("Label('parent')", cell_id="parents").check()
    assert len(run.of("display_data")) == 1
    assert parent(run.of("comm_open")[0]) == run.msg_id
