"""Frames from pages: checked, noted at once on whatever thread they arrive, handled later on the main loop.

`Inbox.receive` may run on ipykernel's control thread, which also serves interrupts: it only decodes, stores raw values
and enqueues. Nothing that a page sends raises here, or makes memory grow without bound.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import JavaScriptError
from ..protocol import (
    PROTOCOL_VERSION,
    Ack,
    Asset,
    Disconnect,
    EncodingError,
    Event,
    Fault,
    Handshake,
    JavaScriptResponse,
    Need,
    PageError,
    PageFrame,
    decode_page_frame,
    decode_payload,
    version_problem,
)
from .epoch import EPOCH
from .host import get_host

if TYPE_CHECKING:
    from .client import Client
    from .views import View

log = logging.getLogger("liveui_jupyter")

MAX_QUEUED = 10_000
"""Events of one client that wait for the main loop; what comes on top is answered with a fault and dropped."""

ASSET_PAUSE = 0.8
"""Seconds in which a page that asks for a file again, on its other lane perhaps, gets it once: every page that is
connected gets it, and one that wasn't asks again after a second."""

Buffers = Sequence["bytes | memoryview"]


class Inbox:
    """Takes the frames that pages send to one client."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._events: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()
        self._assets_sent: dict[str, float] = {}
        self._is_draining = False
        self._is_running_job = False

    def receive(self, content: Any, buffers: Buffers) -> None:
        """Take a frame. Any thread; never raises."""
        try:
            # First of all: frames of another version may look different.
            problem = version_problem(kernel=PROTOCOL_VERSION, page=_version_of(content))
            if problem is not None:
                self._refuse("version", problem, view=content.get("view"))
                return
            frame = decode_page_frame(content)
            if frame.client == self._client.id and not self._client.is_deleted:
                self._dispatch(frame, buffers)
        except EncodingError as error:
            self._refuse("malformed", str(error))
        except Exception:
            log.exception("A frame from a page could not be taken")

    def _dispatch(self, frame: PageFrame, buffers: Buffers) -> None:
        client = self._client
        view = self._note_signs_of_life(frame)
        match frame:
            case Handshake():
                client.handle_handshake(frame)
            case Event():
                self._take_event(frame, view, buffers)
            case JavaScriptResponse():
                client.handle_javascript_response(frame.request_id, *_outcome(frame, buffers))
            case Disconnect():
                client.handle_disconnect(frame.view, frame.turn)
            case Need():
                self._send_asset(frame)
            case PageError():
                client.write_output("error", f"{JavaScriptError(frame.name, frame.message, frame.stack)}\n")
            case Ack():
                pass  # noted already: it rides on every frame
            case _:
                self._refuse("malformed", f"a frame of kind {type(frame).__name__} isn't expected", view=frame.view)

    def _note_signs_of_life(self, frame: PageFrame) -> View | None:
        client = self._client
        with client.lock:
            view = client.views.connected.get(frame.view)
            if view is None or (frame.epoch and frame.epoch != EPOCH):
                return view
            applied = max(frame.applied, frame.id if isinstance(frame, Ack) else -1)
            client.views.acknowledge(view, applied, client.outbox.next_message_id - 1)
            oldest = client.views.oldest_applied()
        if oldest is not None and oldest >= 0:
            client.outbox.prune_history(oldest + 1)
        client.outbox.acknowledged()
        return view

    def _take_event(self, frame: Event, view: View | None, buffers: Buffers) -> None:
        client = self._client
        if view is None:
            # The page thinks that it is connected; its handshake was lost, or came to another process.
            self.refuse_event(frame, "unknown_view", f"view {frame.view} hasn't shaken hands")
            return
        try:
            args = decode_payload(buffers[0]) if buffers else None
        except EncodingError as error:
            args = error  # it is refused when its turn comes: those after it mustn't wait for ever
        with client.lock:
            due = view.arrive(frame.seq, (frame, args))
            client.views.note_received(view)
        for event, event_args in due:
            client.handle_event(event, event_args)
        client.outbox.enqueue_receipt()

    def _send_asset(self, frame: Need) -> None:
        asset = get_host().asset(frame.name)
        if asset is None or asset[0] != frame.hash:
            self._refuse("unknown", f"there is no front-end file {frame.name} with hash {frame.hash}", view=frame.view)
            return
        now = time.monotonic()
        if now - self._assets_sent.get(frame.name, -ASSET_PAUSE) < ASSET_PAUSE:
            return
        self._assets_sent[frame.name] = now
        header = {"v": PROTOCOL_VERSION, "client": self._client.id, "epoch": EPOCH}
        self._client.outbox.emit_soon(Asset(**header, name=frame.name, hash=asset[0]), asset[1])  # type: ignore[arg-type]

    def refuse_event(self, frame: Event, code: str, message: str) -> None:
        """Answer an event that is dropped."""
        self._refuse(code, message, view=frame.view, seq=frame.seq)

    def _refuse(self, code: str, message: str, *, view: str | None = None, seq: int | None = None) -> None:
        """Answer a frame that is dropped, and say so in the log."""
        log.warning("Client %s drops a frame from a page: %s", self._client.id, message)
        fault = Fault(
            v=PROTOCOL_VERSION,
            client=self._client.id,
            epoch=EPOCH,
            code=code,
            message=message,
            view=view if isinstance(view, str) else None,
            seq=seq,
        )
        self._client.outbox.emit_soon(fault)

    # ---- towards the main loop

    def enqueue(self, job: Callable[[], None]) -> bool:
        """Have a job run on the main loop, after those enqueued before; False if there are too many."""
        with self._lock:
            if len(self._events) >= MAX_QUEUED:
                return False
            self._events.append(job)
            must_schedule, self._is_draining = not self._is_draining, True
        if must_schedule:
            get_host().loop().call_soon_threadsafe(self.drain)
        return True

    def drain(self) -> int:
        """Run what is enqueued: on the main loop's thread, in order, one at a time. Returns how many jobs that were.

        Does nothing while a job runs: sync handlers never overlap, though one may come here by `process_events()`.
        """
        count = 0
        while not self._is_running_job:
            with self._lock:
                if not self._events:
                    self._is_draining = False
                    break
                job = self._events.popleft()
            if self._client.is_deleted:
                continue
            self._is_running_job = True
            try:
                job()
            except Exception as error:  # noqa: BLE001 - a handler's own are caught earlier: this is ours
                self._client.handle_exception(error)
            except BaseException:  # an interrupt of the cell that processes events: the others are for later
                get_host().loop().call_soon_threadsafe(self.drain)
                raise
            finally:
                self._is_running_job = False
            count += 1
        return count

    def clear(self) -> None:
        """Drop what is enqueued."""
        with self._lock:
            self._events.clear()


def _version_of(content: Any) -> int:
    """Return the protocol version of what a page has sent; ours, if it doesn't tell any."""
    version = content.get("v") if isinstance(content, dict) else None
    return version if type(version) is int else PROTOCOL_VERSION


def _outcome(frame: JavaScriptResponse, buffers: Buffers) -> tuple[Any, JavaScriptError | None]:
    """Return (value, error) of an answer."""
    if frame.error is not None:
        return None, JavaScriptError(frame.error.name, frame.error.message, frame.error.stack)
    try:
        return (decode_payload(buffers[0]) if buffers else None), None
    except EncodingError as error:
        return None, JavaScriptError("EncodingError", f"the answer can't be read: {error}")
