"""When changes leave, in which batches, and in which order."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from liveui_jupyter import Client, ui
from liveui_jupyter.core import outbox as outbox_module
from liveui_jupyter.core.flusher import flusher
from liveui_jupyter.core.history import History
from liveui_jupyter.core.pacing import RateLimit
from liveui_jupyter.protocol import decode_payload
from tests.support import wait_until


def batches(host, client) -> list[list]:
    """Return the ops of every batch that was sent."""
    sent = host.transport(client).sent
    return [decode_payload(payload) for envelope, payload in sent if envelope["k"] == "batch"]


def test_changes_of_one_callback_are_one_batch(host, client, page):
    label, button = ui.label("a"), ui.button("b")
    host.settled()
    before = len(batches(host, client))

    def change():
        for _ in range(100):
            label.text += "x"
            button.text += "y"

    host.run(change)
    host.settled()
    assert len(batches(host, client)) == before + 1


def test_the_end_of_a_callback_sends_at_once(host, client, page, monkeypatch):
    monkeypatch.setattr("liveui_jupyter.core.pacing.QUIET", 30.0)
    monkeypatch.setattr("liveui_jupyter.core.pacing.MAX_AGE", 30.0)
    label = ui.label("a")
    host.settled()
    host.run(lambda: label.set_text("b"))
    wait_until(lambda: page.text(label) == "b", 5.0)


def test_what_an_awaiting_task_has_changed_is_seen_while_it_waits(host, client, page):
    label = ui.label("a")
    host.settled()
    go_on = asyncio.Event()

    async def task():
        label.text = "b"
        await go_on.wait()
        label.text = "c"

    async def start():
        client.create_task(task())

    host.run(start)
    wait_until(lambda: page.text(label) == "b")
    host.run(go_on.set)
    wait_until(lambda: page.text(label) == "c")


def test_a_blocking_loop_is_seen_while_it_runs(host, client, page):
    """The main loop and the changing thread are both busy: only the flusher's own thread can send."""
    label = ui.label("start")
    host.settled()
    seen, stop, is_blocked = [], threading.Event(), threading.Event()

    def block():
        is_blocked.set()
        number = 0
        while not stop.is_set():
            number += 1
            label.text = str(number)

    host.loop().call_soon_threadsafe(block)
    assert is_blocked.wait(5)
    while len(seen) < 3:
        wait_until(lambda: page.text(label) not in ("start", *seen))
        seen.append(page.text(label))
    stop.set()
    assert [int(text) for text in seen] == sorted(int(text) for text in seen)
    host.settled()
    assert page.text(label) == label.text


def test_the_last_of_many_quick_changes_is_seen(host, client, page):
    label = ui.label()
    for number in range(10_000):
        label.text = number
    host.settled()
    assert page.text(label) == "9999"
    assert len(batches(host, client)) < 1_000


def test_changes_of_a_thread_arrive_in_its_order(host, client, page):
    rows = [ui.row() for _ in range(4)]

    def fill(row):
        with row:
            for number in range(200):
                ui.label(number)

    threads = [threading.Thread(target=fill, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    host.settled()
    for row in rows:
        assert [page.nodes[key].state[":text"] for key in page.children(row)] == [str(number) for number in range(200)]


def test_ids_are_contiguous_from_zero(host, client, page):
    for number in range(5):
        ui.label(number)
        client.flush()
    ids = [envelope["id"] for envelope, _ in host.transport(client).sent if envelope["k"] == "batch"]
    assert ids == list(range(5))


def test_every_frame_says_version_client_and_epoch(host, client, page):
    ui.label()
    client.run_javascript("1")
    host.settled()
    for envelope, _ in host.transport(client).sent:
        assert {"v", "k", "client", "epoch"} <= set(envelope)
        assert envelope["client"] == client.id


def test_only_batches_consume_ids(host, client, page):
    for _ in range(3):
        client.run_javascript("1")
    host.settled()
    assert client.outbox.next_message_id == 0


def test_a_call_is_sent_after_the_changes_made_before_it(host, client, page):
    for _ in range(50):
        ui.label()
        client.run_javascript("1")
    host.settled()
    known, made = set(), 0
    for envelope, payload in host.transport(client).sent:
        if envelope["k"] == "batch":
            known |= {op[1] for op in decode_payload(payload)}
        elif envelope["k"] == "call":
            made += 1
            assert made in known  # the label made just before
            assert page.next_message_id > envelope["after"]


@pytest.mark.usefixtures("page")
def test_a_call_made_while_a_batch_is_being_sent_does_not_overtake_the_change_before_it(host, client, monkeypatch):
    interruptions = [lambda: ui.label("late"), lambda: client.run_javascript("1")]
    send_batch = client.outbox._send_batch

    def interrupted_send_batch(**options):
        result = send_batch(**options)
        with client:
            while interruptions:
                interruptions.pop(0)()
        return result

    monkeypatch.setattr(client.outbox, "_send_batch", interrupted_send_batch)
    ui.label("first")
    host.settled()
    assert host.transport(client).kinds()[-3:] == ["batch", "batch", "call"]


def test_flushing_waits_until_all_is_on_its_way(host, client, page):
    label = ui.label("a")
    assert client.flush(5.0)
    assert page.text(label) == "a"


def test_flushing_gives_up_after_its_time(host, client, page):
    is_held, go_on = threading.Event(), threading.Event()
    flusher.call_soon(lambda: (is_held.set(), go_on.wait(10)))
    assert is_held.wait(5)
    try:
        assert client.flush(0.01) is False
    finally:
        go_on.set()


def test_changes_before_a_transport_is_open_are_not_lost(host):
    client = Client()
    with client:
        label = ui.label("early")
    client.flush()
    page = host.open_page(client)
    assert page.text(label) == "early"


def test_a_deleted_client_sends_and_keeps_nothing_more(host, client, page):
    label = ui.label("a")
    host.settled()
    client.delete()
    sent, kept = len(host.transport(client).sent) if client.transport else 0, History._total_bytes
    label.text = "b"
    client.flush()
    assert (len(client.outbox.history), History._total_bytes) == (0, kept)
    assert sent == 0


@pytest.mark.usefixtures("page")
def test_a_frame_that_could_not_be_sent_does_not_stop_the_rest(host, client, monkeypatch, caplog):
    transport = host.transport(client)
    send, failures = transport.send, [OSError("the socket is gone")]

    def fail_once(envelope, payload=None):
        if failures:
            raise failures.pop()
        send(envelope, payload)

    monkeypatch.setattr(transport, "send", fail_once)
    first = ui.label("first")
    wait_until(lambda: not failures)
    second = ui.label("second")
    page = transport.pages[0]
    wait_until(lambda: second.id in page.nodes)
    assert page.text(first) == "first"  # the gap was noticed
    assert "could not be sent" in caplog.text


def test_a_rewind_is_served_although_a_flush_comes_first(host, client, monkeypatch):
    """A flush sends what the rewind was announced with; the rewind itself must not be forgotten."""
    label = ui.label("a")
    is_held, go_on = threading.Event(), threading.Event()
    flusher.call_soon(lambda: (is_held.set(), go_on.wait(10)))
    assert is_held.wait(5)
    flush = threading.Thread(target=client.flush, args=(5.0,))
    flush.start()
    opening = threading.Thread(target=host.open_page, args=(client,))
    opening.start()
    wait_until(lambda: client.has_socket_connection)
    go_on.set()
    flush.join()
    opening.join()
    wait_until(lambda: label.id in host.transport(client).pages[0].nodes)


def test_a_waiting_call_is_sent_although_the_rate_limit_holds_it_back_for_now(host, client, monkeypatch):
    monkeypatch.setattr(outbox_module, "_rate", RateLimit(rate=20.0, burst=1.0))
    outbox_module._rate.take(time.monotonic())
    response = client.run_javascript("1")
    page = host.open_page(client)
    page.answer = lambda *_: 42
    page.handshake()
    assert response.result(5.0) == 42


def test_all_clients_together_stay_within_the_rate(host, monkeypatch):
    monkeypatch.setattr(outbox_module, "_rate", RateLimit(rate=50.0, burst=5.0))
    monkeypatch.setattr("liveui_jupyter.core.pacing.WINDOW", 10_000)
    clients = [Client() for _ in range(4)]
    pages = [host.open_page(client) for client in clients]
    started = time.monotonic()

    def build():
        for client in clients:
            with client:
                ui.label()

    for _ in range(20):
        host.run(build)
    wait_until(lambda: all(len(page.nodes) == 21 for page in pages))
    took = time.monotonic() - started
    count = sum(len(batches(host, client)) for client in clients)
    assert count <= 5 + 50.0 * took + len(clients) * 2  # handshakes are answered at once


def test_the_flusher_survives_what_its_callbacks_raise(caplog):
    flusher.call_soon(lambda: 1 / 0)
    assert flusher.wait_idle(5.0)
    assert "ZeroDivisionError" in caplog.text


def test_timed_callbacks_are_called_in_the_order_of_their_times():
    called, done = [], threading.Event()
    flusher.call_later(0.3, lambda: (called.append("later"), done.set()))
    flusher.call_later(0.01, lambda: called.append("sooner"))
    assert done.wait(5)
    assert called == ["sooner", "later"]
