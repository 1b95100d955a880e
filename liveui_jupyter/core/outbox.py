"""The outbox of one client: collects changes, sends them as batches, keeps a history for pages that missed some."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, Any

from ..protocol import PROTOCOL_VERSION, Add, Batch, KernelFrame, Receipt, Snapshot, encode_payload, envelope
from .epoch import EPOCH
from .flusher import flusher
from .history import History
from .host import get_host
from .loss_check import LossCheck
from .pacing import WINDOW, Pacing, RateLimit
from .pending import Pending, snapshot_ops

if TYPE_CHECKING:
    from .client import Client
    from .element import Element
    from .javascript_request import JavaScriptRequest

_rate = RateLimit()

IN_FLIGHT = 5.0
"""Seconds in which a new client's first batches may still be on their way to a page that shakes hands meanwhile: it is
told which is next, and asks again if it lacks any. Without that, 1,000 rows travelled twice (184 kB for 80 kB)."""


class Outbox:
    """Collects a client's changes and sends them.

    Guarantees: batches leave in the order of their ids, each encoded once; what is replayed are the bytes that were
    sent. Changes made by one thread are sent in its order. `enqueue_…` may be called from any thread and never send;
    `loop`, `try_rewind` and `_emit` belong to the flusher's thread.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._pending = Pending()
        self._pacing = Pacing()
        self._calls: list[JavaScriptRequest] = []
        self._rewinds: dict[str, tuple[int, str]] = {}
        self._tick_is_watched = False
        self._should_stop = False
        self._is_encoding = False
        self._loss_check = LossCheck(self)
        self.history = History()
        self.next_message_id = 0

    # ---- collecting

    def enqueue_add(self, element: Element) -> None:
        """Enqueue a new element, which has just been appended to its parent's slot."""
        with self._client.lock:
            self._pending.add(element)
            self._changed()

    def enqueue_update(self, element: Element, *keys: str) -> None:
        """Enqueue changed keys of an element's state; without keys, all of them. No page knows a deleted one's."""
        with self._client.lock:
            if element.is_deleted:
                return
            self._pending.update(element, keys or tuple(element.state))
            self._changed()

    def enqueue_move(self, element: Element, old_slot: object) -> None:
        """Enqueue that an element has come from `old_slot` to where it is now."""
        with self._client.lock:
            slot = element.parent_slot
            if slot is not None:
                self._pending.place(slot, element)
            if old_slot is not slot:
                self._pending.place(old_slot)  # type: ignore[arg-type]
            self._changed()

    def enqueue_delete(self, element: Element) -> None:
        """Enqueue that an element is gone."""
        with self._client.lock:
            self._pending.delete(element)
            self._changed()

    def enqueue_message(self, request: JavaScriptRequest) -> None:
        """Enqueue a call; it is sent after the changes made so far, once there is a view to answer it."""
        with self._client.lock:
            self._calls.append(request)
            self._changed(urgent=True)

    def enqueue_receipt(self) -> None:
        """Enqueue that views are owed a receipt."""
        with self._client.lock:
            self._changed()

    def enqueue_output(self) -> None:
        """Enqueue that the client's output has grown; by what is asked when the batch is made."""
        with self._client.lock:
            self._changed()

    def enqueue_rewind(self, view_id: str, next_message_id: int, epoch: str) -> None:
        """Enqueue that a view has to be brought up to date, in the order of its handshakes."""
        with self._client.lock:
            self._rewinds[view_id] = (next_message_id, epoch)
            self._changed(urgent=True)

    def is_unsent(self, element: Element) -> bool:
        """Tell whether no page knows the element yet."""
        with self._client.lock:
            return self._pending.is_new(element)

    def acknowledged(self) -> None:
        """Look again whether something may be sent: a view has acknowledged a batch."""
        if self._pacing.is_due_some_time:
            flusher.schedule(self)

    def _changed(self, *, urgent: bool = False) -> None:
        if self._should_stop:
            return
        if self._pacing.changed(time.monotonic()):
            flusher.schedule(self)
        if urgent:
            self._pacing.tick_ended()
            flusher.schedule(self)
        elif not self._tick_is_watched:
            loop = asyncio._get_running_loop()  # noqa: SLF001 - public get_running_loop() raises, at 20 times the cost
            if loop is not None and loop is get_host().loop():
                self._tick_is_watched = True
                loop.call_soon(self._end_tick)

    def _end_tick(self) -> None:
        with self._client.lock:
            self._tick_is_watched = False
            if self._pacing.is_due_some_time:
                self._pacing.tick_ended()
                flusher.schedule(self)

    def flush(self, timeout: float) -> bool:
        """Have everything sent that waits, also beyond the window, and wait for that.

        Args:
            timeout: seconds to wait at most.

        Returns:
            False if it took longer.
        """
        done = threading.Event()

        def send() -> None:
            try:
                self._send_rewinds()
                self._send_all()
            finally:
                done.set()

        flusher.call_soon(send)
        return done.wait(timeout)

    # ---- sending: the flusher's thread

    def loop(self) -> float | None:
        """Send what is due. Returns in how many seconds to come again; None if there is nothing left to wait for."""
        if self._should_stop:
            return None
        self._send_rewinds()
        with self._client.lock:
            if self._calls:
                delay = 0.0
            elif self._pacing.is_due_some_time:
                delay = self._pacing.delay(time.monotonic(), self.unacknowledged)
            else:
                return None
        if delay <= 0.0:
            delay = _rate.take(time.monotonic())
        if delay > 0.0:
            return delay
        self._send_all()
        return None

    def _send_rewinds(self) -> None:
        with self._client.lock:
            rewinds, self._rewinds = self._rewinds, {}
        for view_id, (next_message_id, epoch) in rewinds.items():
            self.try_rewind(next_message_id, epoch=epoch, view_id=view_id)

    def _send_all(self) -> None:
        """Send what waits: first the changes, then the calls that were made after them."""
        with self._client.lock:
            calls, self._calls = self._calls, []
        self._send_batch()
        self._send_calls(calls)

    @property
    def pending_id(self) -> int:
        """Id of the batch that changes made now will be part of. To be asked under the client's lock."""
        return self.next_message_id + self._is_encoding

    @property
    def unacknowledged(self) -> int:
        """Batches that the slowest view hasn't applied; without a view, all that were sent lately."""
        applied = self._client.views.oldest_applied()
        return self.next_message_id - 1 - (applied if applied is not None else -1)

    def _send_batch(self, *, with_snapshot: bool = False) -> list[Add] | None:
        """Send what waits as a batch; return the tree as it is just after that, if asked for."""
        client = self._client
        with client.lock:
            client.output.settle()
            ops = self._pending.take()
            snapshot = snapshot_ops(client.content) if with_snapshot else None
            received, processed = client.views.take_receipts()
            heard = client.views.take_heard()
            self._pacing.sent(time.monotonic())
            self._is_encoding = bool(ops)
            is_window_full = self.unacknowledged + 1 >= WINDOW
        if ops:
            payload = encode_payload(ops)
            with client.lock:
                if self._should_stop:
                    return None
                message_id = self.next_message_id
                self.next_message_id = message_id + 1
                self._is_encoding = False
                self.history.append(message_id, payload)
            self._emit(
                Batch(
                    **self._header,
                    id=message_id,
                    received=received,
                    processed=processed,
                    heard=heard,
                    ack=is_window_full,
                ),
                payload,
            )
            self._loss_check.sent()
        elif received or processed:
            self._emit(Receipt(**self._header, received=received, processed=processed, heard=heard))
        return snapshot

    @property
    def _header(self) -> dict[str, Any]:
        return {"v": PROTOCOL_VERSION, "client": self._client.id, "epoch": EPOCH}

    def _send_calls(self, calls: list[JavaScriptRequest]) -> None:
        client = self._client
        for request in calls:
            with client.lock:  # a view that comes or goes meanwhile would miss the call
                view = client.choose_view(request)
                if view is None:
                    client.requests.wait_for_view(request)
                is_asked = view is not None and request.assign(view)
            if is_asked:
                self._emit(request.to_frame(after=self.next_message_id - 1), request.payload)

    def _emit(self, frame: KernelFrame, payload: bytes | None = None) -> None:
        """Send a frame to all pages."""
        transport = self._client.transport
        if transport is not None and not self._should_stop:
            transport.send(envelope(frame), payload)

    def emit_soon(self, frame: KernelFrame, payload: bytes | None = None) -> None:
        """Have a frame sent that has no place in the order of batches (an asset, a fault). Any thread."""
        flusher.call_soon(lambda: self._emit(frame, payload))

    def try_rewind(self, target_message_id: int, *, epoch: str = EPOCH, view_id: str = "") -> None:
        """Bring a view up to date: replay what it missed, or send it a snapshot.

        Pending changes are sent first, so that they come into the history before what is replayed.

        Args:
            target_message_id: id of the batch that the view needs next.
            epoch: the epoch that the view knows; ids of another mean nothing.
            view_id: the view; a snapshot is for it alone.
        """
        self._send_batch()
        if not epoch and time.time() - self._client.created < IN_FLIGHT:
            self.tell_next_id()
            self._client.requests.send_again(view_id)
            return
        knows_us = epoch == EPOCH or (not epoch and target_message_id == 0)
        missed: list[tuple[int, bytes]] | None = None
        if knows_us and target_message_id <= self.next_message_id:
            is_up_to_date = target_message_id == self.next_message_id and epoch == EPOCH
            missed = [] if is_up_to_date else self.history.since(target_message_id)
        if missed is None:
            self._send_snapshot(view_id)
        else:
            self._note_applied(view_id, target_message_id - 1)
        for message_id, payload in missed or ():
            self._emit(Batch(**self._header, id=message_id, ack=message_id + 1 == self.next_message_id), payload)
        self._client.requests.send_again(view_id)

    def _send_snapshot(self, view_id: str) -> None:
        ops = self._send_batch(with_snapshot=True)
        self._emit(Snapshot(**self._header, view=view_id, id=self.next_message_id), encode_payload(ops))
        # It stands for all batches so far: they must not count as unacknowledged, or the next would be held back.
        self._note_applied(view_id, self.next_message_id - 1)

    def _note_applied(self, view_id: str, message_id: int) -> None:
        views = self._client.views
        with self._client.lock:
            if (view := views.connected.get(view_id)) is not None:
                views.acknowledge(view, message_id, self.next_message_id - 1)

    def is_any_view_behind(self) -> bool:
        """Tell whether a view that is there hasn't acknowledged the last batch."""
        with self._client.lock:
            views = self._client.views.connected.values()
            return not self._should_stop and any(view.applied < self.next_message_id - 1 for view in views)

    def tell_next_id(self) -> None:
        """Tell all pages which batch is next, so that they notice what they have missed."""
        self._emit(Receipt(**self._header, next=self.next_message_id))

    def prune_history(self, next_message_id: int) -> None:
        """Forget the batches before `next_message_id`."""
        with self._client.lock:
            self.history.prune(next_message_id)

    def stop(self) -> None:
        """Send nothing more, and keep nothing."""
        with self._client.lock:
            self._should_stop = True
            self.history.clear()
