"""Calls to pages that wait for their answer."""

from __future__ import annotations

import itertools
import threading
import weakref
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..errors import JavaScriptError, JavaScriptTimeout, ViewGoneError
from ..protocol import PROTOCOL_VERSION, Call, EncodingError, encode_payload
from .context import event_view
from .epoch import EPOCH
from .flusher import flusher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .client import Client
    from .views import View

_ids = itertools.count(1)

DEFAULT_TIMEOUT = 10.0
"""Seconds that calls wait for their answer. NiceGUI's 1 s is too short where a page may still be loading; since every
failure is answered at once, nobody waits for this long but for a promise that never settles."""

LOG_GRACE = 1.0
"""Seconds in which a failed call may still be awaited before its error goes to the client's log."""


def check_timeout(timeout: float) -> float:
    """Return a number of seconds as it is.

    Raises:
        ValueError: it isn't one.
    """
    if not isinstance(timeout, int | float) or isinstance(timeout, bool) or not timeout > 0:
        raise ValueError(f"timeout: expected seconds > 0, got {timeout!r}.")
    return float(timeout)


class JavaScriptRequest:
    """One call, from its making to its answer.

    The answer is a `concurrent.futures.Future`, so that a blocked thread can wait for it as well as a task: whichever
    thread brings the answer, a task's loop is woken through `call_soon_threadsafe`.
    """

    def __init__(
        self,
        client: Client,
        *,
        code: str | None = None,
        element: int | None = None,
        method: str | None = None,
        args: Sequence[Any] = (),
        timeout: float,
        is_command: bool = False,
        view: str | None = None,
    ) -> None:
        self.request_id = f"{EPOCH}-{next(_ids)}"
        self.client = client
        self.code = code
        self.element = element
        self.method = method
        self.payload = _encode_args(method, args) if args else None
        self.timeout = timeout
        self.is_command = is_command
        """True for what the user doesn't wait for, such as a notification: without a view it lapses silently."""
        self.preferred_view = event_view.get()
        self.view = view
        self.is_pinned = view is not None
        """Whether no other view will do."""
        self.future: Future[Any] = Future()
        self.is_awaited = False

    def start(self) -> None:
        """Send the call, and give it up after its time."""
        self.client.requests.add(self)
        reference = weakref.WeakMethod(self._time_out)  # what has been answered isn't to be kept until its time is up

        def time_out() -> None:
            if (method := reference()) is not None:
                method()

        flusher.call_later(self.timeout, time_out)
        self.client.outbox.enqueue_message(self)

    def assign(self, view: View) -> bool:
        """Note which view is asked; False if the call is over already."""
        if self.future.done():
            return False
        self.view = view.id
        return True

    def to_frame(self, *, after: int) -> Call:
        """Return the frame that asks the view."""
        return Call(
            v=PROTOCOL_VERSION,
            client=self.client.id,
            epoch=EPOCH,
            request_id=self.request_id,
            after=after,
            view=self.view or "",
            timeout=self.timeout,
            code=self.code,
            element=self.element,
            method=self.method,
        )

    def resolve(self, value: Any) -> None:
        """Answer the call. Any thread."""
        with suppress(InvalidStateError):
            self.future.set_result(value)

    def fail(self, error: Exception) -> None:
        """Answer the call with an error, which goes to the client's log if nobody comes to ask for it. Any thread."""
        with suppress(InvalidStateError):
            self.future.set_exception(error)
            is_our_doing = isinstance(error, ViewGoneError) or (self.is_command and self.view is None)
            if not self.is_awaited and not is_our_doing:
                flusher.call_later(LOG_GRACE, self._log_error)

    def _time_out(self) -> None:
        if not self.future.done():
            self.client.requests.discard(self)
            self.fail(JavaScriptTimeout(self.timeout, connected=self.view is not None))

    def _log_error(self) -> None:
        error = self.future.exception()
        if not self.is_awaited and error is not None and not self.client.is_deleted:
            what = self.method or (self.code or "").strip().split("\n")[0][:80]
            self.client.write_output("error", f"run_javascript({what!r}), which nobody awaited, failed:\n{error}\n")


class Requests:
    """The unanswered calls of one client. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, JavaScriptRequest] = {}
        self._waiting: dict[str, JavaScriptRequest] = {}

    def __len__(self) -> int:
        return len(self._open)

    def add(self, request: JavaScriptRequest) -> None:
        """Note a call that has been made."""
        with self._lock:
            self._open[request.request_id] = request

    def discard(self, request: JavaScriptRequest) -> None:
        """Forget a call."""
        with self._lock:
            self._open.pop(request.request_id, None)
            self._waiting.pop(request.request_id, None)

    def wait_for_view(self, request: JavaScriptRequest) -> None:
        """Keep a call that no view is there to answer."""
        with self._lock:
            if not request.future.done():
                self._waiting[request.request_id] = request

    def take_waiting(self) -> list[JavaScriptRequest]:
        """Return the calls that waited for a view."""
        with self._lock:
            waiting, self._waiting = list(self._waiting.values()), {}
        return waiting

    def send_again(self, view_id: str) -> None:
        """Send again what a view has been asked and hasn't answered: the question or the answer may be lost."""
        with self._lock:
            unanswered = [request for request in self._open.values() if request.view == view_id]
        for request in unanswered:
            request.client.outbox.enqueue_message(request)

    def answer(self, request_id: str, value: Any, error: JavaScriptError | None) -> bool:
        """Resolve a call; False if there is none of that id, or it has been answered."""
        with self._lock:
            request = self._open.pop(request_id, None)
        if request is None:
            return False
        if error is None:
            request.resolve(value)
        else:
            request.fail(error)
        return True

    def fail_view(self, view_id: str) -> None:
        """Fail what a view that has gone was asked."""
        self._fail([request for request in self._snapshot() if request.view == view_id], ViewGoneError())

    def fail_all(self, error: Exception) -> None:
        """Fail every call."""
        self._fail(self._snapshot(), error)

    def _snapshot(self) -> list[JavaScriptRequest]:
        with self._lock:
            return list(self._open.values())

    def _fail(self, requests: list[JavaScriptRequest], error: Exception) -> None:
        for request in requests:
            self.discard(request)
            request.fail(error)


def _encode_args(method: str | None, args: Sequence[Any]) -> bytes:
    """Return the arguments of a call as they travel.

    Raises:
        EncodingError: they can't; the text says which call's.
    """
    try:
        return encode_payload(list(args))
    except (EncodingError, UnicodeEncodeError) as error:
        raise EncodingError(f"args: {method}() can't be called with {args!r}: {error}") from None
