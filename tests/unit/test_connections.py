"""Pages come and go: who waits for that, and who is told."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future

import pytest

from liveui_jupyter import CannotAwaitError, ClientConnectionTimeout, ClientDeletedError, ui
from tests.support import wait_until


def start(host, coroutine) -> Future:
    """Start a coroutine on the main loop, and let it run to its first await."""
    future = asyncio.run_coroutine_threadsafe(coroutine, host.loop())
    host.run(lambda: None)
    return future


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
