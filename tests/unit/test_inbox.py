"""Frames from pages aren't trusted: what doesn't fit is answered with a fault and dropped; nothing raises."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveui_jupyter import ui
from liveui_jupyter.core import inbox as inbox_module
from liveui_jupyter.protocol import PROTOCOL_VERSION, encode_payload
from liveui_jupyter.testing import MemoryHost
from tests.support import wait_until

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
buffers = st.lists(st.binary(max_size=30), max_size=2)
KINDS = ["handshake", "event", "javascript_response", "ack", "disconnect", "need", "page_error", "asset", "batch", 5]


def faults(host, client) -> list[dict[str, Any]]:
    host.settled()
    return [envelope for envelope, _ in host.transport(client).sent if envelope["k"] == "fault"]


def frame(page, kind: str, **fields: Any) -> dict[str, Any]:
    header = {"v": PROTOCOL_VERSION, "client": page.client.id, "epoch": page.epoch, "view": page.view}
    return {"k": kind, **header, **fields}


@given(contents=st.lists(json_values | st.dictionaries(st.text(max_size=5), json_values), max_size=10), data=buffers)
def test_whatever_is_no_frame_is_answered_with_a_fault_and_changes_nothing(contents, data):
    with MemoryHost() as host, host.cell() as client:
        field = ui.input(value="as it was")
        page = host.open_page(client)
        shown, sent = dict(page.nodes), client.outbox.next_message_id
        for content in contents:
            client.receive(content, data)
        codes = [fault["code"] for fault in faults(host, client)]
        assert len(codes) == len(contents)
        assert set(codes) <= {"malformed", "version"}
        assert (field.value, page.nodes, client.outbox.next_message_id) == ("as it was", shown, sent)
        assert list(client.views.connected) == [page.view]


@st.composite
def near_frames(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what looks like a frame: right in some places, wrong in others."""
    number = st.integers(-3, 3) | st.sampled_from([2**63, -(2**70), 10**40])
    fields = {
        "v": st.just(PROTOCOL_VERSION),
        "view": st.sampled_from(["me", "you"]),
        "epoch": st.sampled_from(["", "other"]),
        "applied": number,
        "next_message_id": number,
        "seq": number,
        "element": number,
        "listener": number,
        "id": number,
        "request_id": st.sampled_from(["1", ""]),
        "version": st.just("1"),
        "capabilities": st.just(["comm"]),
        "name": st.just("bundle.js"),
        "message": st.just("m"),
        "hash": st.just("x"),
        "error": st.just({"name": "E", "message": "m"}),
    }
    result = {"k": draw(st.sampled_from(KINDS))}
    for name, values in fields.items():
        if draw(st.integers(0, 9)):
            result[name] = draw(values) if draw(st.integers(0, 9)) else draw(json_values)
    return result


@given(st.lists(st.tuples(near_frames(), buffers), max_size=15))
def test_whatever_looks_like_a_frame_never_raises_and_leaves_the_client_working(frames):
    with MemoryHost() as host, host.cell() as client:
        pressed = []
        button = ui.button("Press", on_click=lambda: pressed.append(1))
        for content, data in frames:
            client.receive({**content, "client": client.id}, data)
        page = host.open_page(client)
        pressed.clear()
        page.click(button)
        host.settled()
        assert pressed == [1]
        assert page.text(button) == "Press"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"k": "nonsense"}, "nonsense"),
        ({"k": "batch"}, "batch"),
        ({"view": None}, "view"),
        ({"seq": "1"}, "seq"),
        ({"seq": True}, "seq"),
        ({"seq": 1.5}, "seq"),
        ({"element": {}}, "element"),
    ],
    ids=str,
)
def test_a_fault_says_what_is_wrong(host, client, page, change, reason):
    client.receive({**frame(page, "event", seq=1, element=0, listener=0), **change})
    (fault,) = faults(host, client)
    assert fault["code"] == "malformed"
    assert reason in fault["message"]


def test_frames_for_another_client_are_ignored(host, client, page):
    client.receive({**frame(page, "disconnect"), "client": "another"})
    assert client.has_socket_connection
    assert faults(host, client) == []


@pytest.mark.parametrize(("version", "remedy"), [(-1, "Reload the page"), (999, "Restart the kernel")])
def test_another_protocol_version_is_answered_with_what_to_do(host, client, page, version, remedy):
    client.receive({**frame(page, "disconnect"), "v": version})
    (fault,) = faults(host, client)
    assert fault["code"] == "version"
    assert remedy in fault["message"]
    assert fault["view"] == page.view
    assert client.has_socket_connection


def test_a_page_of_another_version_is_told_so_even_if_its_frames_look_different(host, client, page):
    for content in (
        {"v": PROTOCOL_VERSION + 1, "k": "hello", "client": client.id, "view": page.view},
        {"v": PROTOCOL_VERSION + 1, "k": "handshake", "client": client.id, "view": page.view},
    ):
        client.receive(content)
    assert [fault["code"] for fault in faults(host, client)] == ["version", "version"]


def test_an_event_of_a_view_that_has_not_shaken_hands_is_answered(host, client, page):
    client.receive({**frame(page, "event", seq=1, element=0, listener=0), "view": "stranger"})
    (fault,) = faults(host, client)
    assert (fault["code"], fault["view"], fault["seq"]) == ("unknown_view", "stranger", 1)


def test_a_payload_that_cannot_be_read_is_refused_and_holds_nothing_up(host, client, page):
    values = []
    field = ui.input(on_change=lambda e: values.append(e.value))
    host.settled()
    for seq, payload in ((1, b"\xc1"), (2, encode_payload("a"))):
        page.send("event", payload, seq=seq, element=field.id, listener=0)
    host.settled()
    (fault,) = faults(host, client)
    assert (fault["code"], fault["seq"]) == ("malformed", 1)
    assert values == ["a"]
    assert page.received == 2


def test_a_missing_payload_is_none(host, client, page):
    seen = []
    element = ui.element("div").on("click", lambda e: seen.append(e.args))
    host.settled()
    page.send("event", seq=1, element=element.id, listener=0)
    host.settled()
    assert seen == [None]


def test_events_of_unknown_elements_and_listeners_are_dropped_quietly(host, client, page):
    label = ui.label()
    host.settled()
    page.send("event", seq=1, element=999, listener=0)
    page.send("event", seq=2, element=label.id, listener=7)
    host.settled()
    assert page.received == 2
    assert faults(host, client) == []


def test_an_answer_nobody_waits_for_is_dropped(host, client, page):
    page.send("javascript_response", encode_payload(1), request_id="never asked")
    assert faults(host, client) == []


def test_an_unreadable_answer_is_an_error_of_the_call(host, client, page):
    response = client.run_javascript("1")
    client.flush()
    (call,) = [envelope for envelope, _ in page.frames if envelope["k"] == "call"]
    page.send("javascript_response", b"\xc1", request_id=call["request_id"])
    with pytest.raises(Exception, match="can't be read"):
        response.result(5.0)


def test_a_front_end_file_is_sent_to_whoever_needs_it(host, client, page, monkeypatch):
    monkeypatch.setattr(host, "asset", lambda name: ("hash", b"gzipped") if name == "bundle.js" else None)
    page.send("need", name="bundle.js", hash="hash")
    host.settled()
    (asset,) = [(envelope, payload) for envelope, payload in page.frames if envelope["k"] == "asset"]
    assert asset[0]["hash"] == "hash"
    assert asset[1] == b"gzipped"


def test_a_file_that_is_not_there_is_a_fault(host, client, page, monkeypatch):
    monkeypatch.setattr(host, "asset", lambda name: ("hash", b"gzipped") if name == "bundle.js" else None)
    page.send("need", name="bundle.js", hash="old")
    page.send("need", name="../secret", hash="hash")
    old, secret = faults(host, client)
    assert (old["code"], secret["code"]) == ("unknown", "unknown")
    assert "bundle.js" in old["message"]
    assert "../secret" in secret["message"]


def test_what_fails_in_the_page_outside_of_calls_appears_in_the_output(host, client, page):
    page.send("page_error", name="TypeError", message="x is undefined", stack="at f")
    host.settled()
    assert "TypeError: x is undefined\nat f" in page.output()


def test_too_many_waiting_events_are_refused_not_kept(host, client, page, monkeypatch):
    monkeypatch.setattr(inbox_module, "MAX_QUEUED", 3)
    count, is_open = [], []
    button = ui.button(on_click=lambda: count.append(1))
    host.settled()
    host.loop().call_soon_threadsafe(lambda: wait_until(lambda: is_open))  # the main loop is busy
    for _ in range(10):
        page.click(button)
    is_open.append(1)
    refused = faults(host, client)
    assert [fault["code"] for fault in refused] == ["too_many"] * (10 - len(count))
    assert 3 <= len(count) <= 4
    assert page.received == 10
    page.click(button)
    host.settled()
    assert page.processed[str(button.id)] == 11


def test_after_the_end_frames_are_dropped(host, client, page):
    client.delete()
    for kind in ("handshake", "disconnect", "event"):
        client.receive(frame(page, kind, seq=1, element=0, listener=0, next_message_id=0, version=""))
    assert not client.has_socket_connection or client.is_deleted


def test_frames_may_hold_what_this_version_does_not_know(host, client, page):
    client.receive(frame(page, "disconnect", novelty=1))
    assert not client.has_socket_connection


def test_buffers_may_be_memoryviews(host, client, page):
    field = ui.input()
    host.settled()
    content = frame(page, "event", seq=1, element=field.id, listener=0)
    client.receive(content, [memoryview(msgspec.msgpack.encode("text"))])
    assert field.value == "text"
