"""Clients end: everything of theirs stops, once, and nobody is kept waiting."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from liveui_jupyter import Client, ClientDeletedError, ui
from liveui_jupyter.core.host import set_host
from liveui_jupyter.core.process_end import flush_all
from liveui_jupyter.errors import HostMissingError
from tests.support import wait_until


def test_deleting_runs_delete_handlers_once(host, client):
    seen = []
    client.on_delete(lambda: seen.append("plain"))
    client.on_delete(lambda given: seen.append(given))  # noqa: PLW0108 - the lambda is the point
    threads = [threading.Thread(target=client.delete) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.delete()
    host.run(lambda: None)
    assert seen == ["plain", client]


@pytest.mark.parametrize("is_on_loop", [True, False], ids=["on the main loop", "from a thread"])
def test_async_delete_handlers_are_started(host, client, is_on_loop):
    seen = []

    async def handle():
        seen.append("started")

    client.on_delete(handle)
    if is_on_loop:
        host.run(client.delete)
    else:
        client.delete()
    wait_until(lambda: seen)
    host.run(lambda: None)
    assert seen == ["started"]


class Worker:
    """A thread that changes a label all the time, and a function that waits for its end."""

    def __init__(self, label):
        self.has_ended = None
        self._label = label
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self):
        number = 0
        while not self._stop.is_set():
            number += 1
            self._label.text = number

    def end(self):
        self._stop.set()
        self._thread.join(2.0)
        self.has_ended = not self._thread.is_alive()


@pytest.mark.parametrize("is_on_loop", [True, False], ids=["on the main loop", "from a thread"])
def test_a_delete_handler_may_wait_for_a_thread_that_changes_elements(host, client, page, is_on_loop):
    worker = Worker(ui.label())
    client.on_delete(worker.end)
    host.run(client.delete) if is_on_loop else client.delete()
    wait_until(lambda: worker.has_ended is not None)
    assert worker.has_ended


def test_an_elements_delete_callback_may_wait_for_such_a_thread(host, client, page):
    label = ui.label()
    worker = Worker(label)
    label.on_delete(worker.end)
    host.run(label.delete)
    assert worker.has_ended


def test_async_delete_handlers_run_to_their_end(host, client):
    go_on, seen = asyncio.Event(), []

    async def clean_up():
        await go_on.wait()
        seen.append("closed")

    client.on_delete(clean_up)
    host.run(client.delete)
    host.run(go_on.set)
    wait_until(lambda: seen == ["closed"])


def test_what_a_delete_handler_raises_is_logged(host, client, caplog):
    client.on_delete(lambda: 1 / 0)
    client.delete()
    host.run(lambda: None)
    assert "ZeroDivisionError" in caplog.text


def test_a_failing_delete_handler_does_not_keep_the_next_from_running(host, client):
    seen = []
    client.on_delete(lambda: 1 / 0)
    client.on_delete(lambda: seen.append(1))
    client.delete()
    host.run(lambda: None)
    assert seen == [1]


def test_delete_callbacks_of_elements_run_once(host, client, page):
    seen = []
    with ui.row() as row:
        ui.label().on_delete(lambda: seen.append("label"))
    row.on_delete(lambda: seen.append("row"))
    row.delete()
    row.delete()
    client.delete()
    host.run(lambda: None)
    assert sorted(seen) == ["label", "row"]


def test_tasks_end_with_their_client(host, client):
    ended = []

    async def forever():
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(1)

    host.run(lambda: client.create_task(forever()))
    host.run(lambda: None)
    client.delete()
    wait_until(lambda: ended == [1])


def test_handlers_that_wait_end_with_their_client(host, client, page):
    ended = []

    async def handle():
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(1)

    button = ui.button(on_click=handle)
    host.settled()
    page.click(button)
    host.settled()
    client.delete()
    wait_until(lambda: ended == [1])


def test_no_task_starts_after_the_end(host, client):
    started = []

    async def task():
        started.append(1)

    client.delete()
    client.create_task(task())
    host.run(lambda: None)
    assert started == []


def test_events_that_wait_are_dropped_at_the_end(host, client, page):
    called = []
    button = ui.button(on_click=lambda: called.append(1))
    host.settled()
    is_blocked, go_on = threading.Event(), threading.Event()
    host.loop().call_soon_threadsafe(lambda: (is_blocked.set(), go_on.wait(10)))
    assert is_blocked.wait(5)
    page.click(button)
    client.delete()
    go_on.set()
    host.run(lambda: None)
    assert called == []


def test_a_deleted_client_takes_no_elements(client):
    label = ui.label()
    client.delete()
    assert label.is_deleted
    assert client.is_deleted
    with pytest.raises(ClientDeletedError, match="its cell ran again"):
        ui.label()
    with pytest.raises(ClientDeletedError), client:
        pass


def test_changing_what_is_deleted_is_harmless(client):
    label, field = ui.label(), ui.input()
    client.delete()
    label.text = "late"
    label.classes("a").style("b: c").props("d").tooltip("e").on("click", print)
    field.value = "late"
    field.delete()
    assert label.text == "late"


def test_pages_are_told_of_the_end(host, client, page):
    transport = host.transport(client)
    client.delete()
    assert transport.is_closed


def test_closing_can_be_left_to_later(host, client, page):
    transport = host.transport(client)
    client.delete(close=False)
    assert not transport.is_closed
    client.delete()
    assert transport.is_closed


# ---- what is left of those that nobody shows


def test_clients_that_no_page_has_shown_for_long_can_be_pruned(host):
    clients = [Client() for _ in range(3)]
    page = host.open_page(clients[1])
    host.open_page(clients[2]).disconnect()
    horizon = 60.0
    Client.prune_instances(client_age_threshold=horizon)
    assert not any(client.is_deleted for client in clients)
    for client in clients:
        if client._connections._lost_at is not None:
            client._connections._lost_at = time.time() - horizon - 1
    Client.prune_instances(client_age_threshold=horizon)
    assert [client.is_deleted for client in clients] == [True, False, True]
    page.disconnect()
    Client.prune_instances(client_age_threshold=0.0)
    assert clients[1].is_deleted


def test_a_client_that_is_shown_is_not_lost(host, client):
    assert client.is_lost_since(time.time())
    page = host.open_page(client)
    assert not client.is_lost_since(time.time())
    page.disconnect()
    assert not client.is_lost_since(time.time() - 60)


def test_without_a_host_nothing_can_be_made_and_nothing_is_left():
    set_host(None)
    before = dict(Client.instances)
    with pytest.raises(HostMissingError, match="isn't a Jupyter kernel"):
        Client()
    with pytest.raises(HostMissingError):
        ui.label()
    assert Client.instances == before


def test_a_client_says_how_much_it_holds(client):
    ui.label()
    assert str(client) == f"liveui_jupyter client {client.id}, 1 element"
    ui.label()
    assert repr(client) == f"<liveui_jupyter client {client.id}, 2 elements>"


def test_the_last_changes_of_a_process_are_still_sent(host, page, monkeypatch):
    monkeypatch.setattr("liveui_jupyter.core.pacing.QUIET", 3_600.0)
    monkeypatch.setattr("liveui_jupyter.core.pacing.MAX_AGE", 3_600.0)
    label = ui.label("last")
    flush_all(Client.instances)
    assert page.text(label) == "last"


def test_a_client_can_be_displayed_and_an_element_refers_to_it(host, client, monkeypatch):
    shown = []
    monkeypatch.setattr(host, "display_reference", lambda given, text: shown.append((given, text)))
    ui.label("a")._ipython_display_()
    assert shown == [(client, "<Label 1>")]
    assert client._repr_mimebundle_() == host.mime_bundle(client)
