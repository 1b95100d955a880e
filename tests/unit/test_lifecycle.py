"""Clients begin, are shown, are left, and end."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import Future

import pytest

from liveui_jupyter import CannotAwaitError, Client, ClientConnectionTimeout, ClientDeletedError, ui
from liveui_jupyter.core.host import set_host
from liveui_jupyter.errors import HostMissingError
from tests.support import wait_until


def start(host, coroutine) -> Future:
    """Start a coroutine on the main loop, and let it run to its first await."""
    future = asyncio.run_coroutine_threadsafe(coroutine, host.loop())
    host.run(lambda: None)
    return future


# ---- connections


def test_connected_returns_at_once_if_a_page_is_there(host, client, page):
    host.run(client.connected)


def test_connected_waits_for_a_page(host, client):
    future = start(host, client.connected())
    assert not future.done()
    host.open_page(client)
    future.result(5.0)


def test_connected_gives_up_with_a_helpful_text(host, client):
    with pytest.raises(
        ClientConnectionTimeout, match=rf"No page has shown client {client.id} within 0\.01 s"
    ) as caught:
        host.run(lambda: client.connected(timeout=0.01))
    assert (caught.value.client_id, caught.value.timeout) == (client.id, 0.01)


def test_after_giving_up_one_can_wait_again(host, client):
    with pytest.raises(ClientConnectionTimeout):
        host.run(lambda: client.connected(timeout=0.01))
    future = start(host, client.connected(timeout=10.0))
    host.open_page(client)
    future.result(5.0)


def test_where_no_page_can_be_heard_connected_raises_at_once(host, client):
    host.problem = ("nobody listens.", "Do otherwise.")
    with pytest.raises(CannotAwaitError, match="nobody listens"):
        host.run(client.connected)


def test_a_cancelled_wait_for_a_page_is_harmless(host, client):
    future = start(host, client.connected())
    future.cancel()
    host.run(lambda: None)
    host.open_page(client)


def test_disconnected_returns_when_the_last_page_has_gone(host, client, page):
    other = host.open_page(client)
    future = start(host, client.disconnected())
    page.disconnect()
    host.run(lambda: None)
    assert not future.done()
    other.disconnect()
    future.result(5.0)


def test_disconnected_first_waits_for_a_page_if_there_has_been_none(host, client):
    future = start(host, client.disconnected())
    page = host.open_page(client)
    assert not future.done()
    page.disconnect()
    future.result(5.0)


@pytest.mark.parametrize("is_shown", [True, False])
def test_disconnected_returns_when_the_client_is_deleted(host, client, is_shown):
    if is_shown:
        host.open_page(client)
    future = start(host, client.disconnected())
    client.delete()
    future.result(5.0)


def test_waiting_for_a_deleted_client_raises(host, client):
    future = start(host, client.connected())
    client.delete()
    with pytest.raises(ClientDeletedError):
        future.result(5.0)
    with pytest.raises(ClientDeletedError):
        host.run(client.connected)


def test_many_may_wait_for_one_page(host, client):
    futures = [start(host, client.connected()) for _ in range(5)]
    host.open_page(client)
    for future in futures:
        future.result(5.0)


def test_two_pages_that_come_at_once_wake_a_waiter_once(host, client):
    future = start(host, client.connected())
    threads = [threading.Thread(target=host.open_page, args=(client,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    future.result(5.0)


def test_connect_and_disconnect_handlers_are_called_for_each_view(host, client):
    seen = []
    client.on_connect(lambda: seen.append("connect"))
    client.on_disconnect(lambda given: seen.append(("disconnect", given)))

    async def later():
        await asyncio.sleep(0)
        seen.append("async")

    client.on_connect(later)
    pages = [host.open_page(client) for _ in range(2)]
    wait_until(lambda: len(seen) == 4)
    pages[0].handshake()  # it notices a gap: no new view
    pages[0].disconnect()
    pages[0].disconnect()
    host.settled()
    assert sorted(map(str, seen)) == sorted(map(str, ["connect", "async"] * 2 + [("disconnect", client)]))


def test_connect_handlers_build_in_the_client(host, client):
    client.on_connect(lambda: ui.label("Welcome"))
    page = host.open_page(client)
    assert len(page.children(client.content)) == 1


def test_a_client_knows_whether_it_is_shown(host, client):
    assert not client.has_socket_connection
    page = host.open_page(client)
    assert client.has_socket_connection
    page.disconnect()
    assert not client.has_socket_connection


# ---- the end


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
