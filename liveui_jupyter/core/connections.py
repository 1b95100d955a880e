"""The connections of one client: handshakes, goodbyes, and who waits for either."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING

from ..errors import CannotAwaitError, ClientConnectionTimeout, ClientDeletedError
from .host import get_host

if TYPE_CHECKING:
    from ..protocol import Handshake
    from .client import Client


class Connections:
    """Who shows a client, and who waits for that to change. Any thread; waiters are woken wherever they wait."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._until_connected: set[Future[None]] = set()
        self._until_disconnected: set[Future[None]] = set()
        self._lost_at: float | None = time.time()

    def is_lost_since(self, horizon: float) -> bool:
        """Tell whether no page has shown the client since `horizon` (seconds since the epoch)."""
        return self._lost_at is not None and self._lost_at <= horizon

    async def connected(self, timeout: float | None) -> None:
        """Wait until a page shows the client; see `Client.connected`."""
        client = self._client
        client.check_existence()
        waiter: Future[None] = Future()
        with client.lock:
            if client.has_socket_connection:
                return
            self._until_connected.add(waiter)
        try:
            problem = get_host().waiting_problem(client, blocking=False)
            if problem is not None:
                raise CannotAwaitError(*problem)
            await asyncio.wait_for(asyncio.wrap_future(waiter), timeout)
        except asyncio.TimeoutError:
            raise ClientConnectionTimeout(client.id, timeout or 0.0) from None
        finally:
            self._until_connected.discard(waiter)

    async def disconnected(self) -> None:
        """Wait until no page shows the client; see `Client.disconnected`."""
        client = self._client
        if not client.has_socket_connection and not client.is_deleted:
            with suppress(ClientDeletedError):
                await self.connected(None)
        waiter: Future[None] = Future()
        with client.lock:
            if client.is_deleted or not client.has_socket_connection:
                return
            self._until_disconnected.add(waiter)
        try:
            await asyncio.wrap_future(waiter)
        finally:
            self._until_disconnected.discard(waiter)

    def handle_handshake(self, frame: Handshake) -> None:
        """Note that a view is there (again), and have it brought up to date."""
        client = self._client
        view_id = frame.view
        with client.lock:
            if client.views.is_outdated(view_id, frame.turn):
                return
            _, is_new = client.views.connect(view_id, frame.capabilities, lane=frame.lane, turn=frame.turn)
            waiters, self._until_connected = self._until_connected, set()  # one thread alone wakes them
            self._lost_at = None
        client.outbox.enqueue_rewind(view_id, frame.next_message_id, frame.epoch)
        for request in client.requests.take_waiting():
            client.outbox.enqueue_message(request)
        _resolve(waiters)
        if is_new:
            for handler in client.connect_handlers:
                client.safe_invoke(handler)

    def handle_disconnect(self, view_id: str, turn: int = 0) -> None:
        """Note that a view has gone."""
        client = self._client
        with client.lock:
            if client.views.is_outdated(view_id, turn) or not client.views.disconnect(view_id, turn):
                return
            is_last = not client.views.connected
            waiters: set[Future[None]] = set()
            if is_last:
                waiters, self._until_disconnected = self._until_disconnected, set()
                self._lost_at = time.time()
        client.requests.fail_view(view_id)
        _resolve(waiters)
        for handler in client.disconnect_handlers:
            client.safe_invoke(handler)

    def end(self) -> None:
        """Wake everybody: the client is deleted. Who waits for a connection gets an error."""
        with self._client.lock:
            waiters, self._until_disconnected = self._until_disconnected, set()
        _resolve(waiters)
        self.give_up(ClientDeletedError(f"Client {self._client.id}"))

    def give_up(self, error: Exception) -> None:
        """Fail whoever waits for a page to show the client."""
        with self._client.lock:
            waiters, self._until_connected = self._until_connected, set()
        for waiter in waiters:
            if not waiter.done() and waiter.set_running_or_notify_cancel():
                waiter.set_exception(error)


def _resolve(waiters: Iterable[Future[None]]) -> None:
    for waiter in waiters:
        if not waiter.done() and waiter.set_running_or_notify_cancel():
            waiter.set_result(None)
