"""What a client asks of its pages: JavaScript, methods of elements, commands."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Literal, cast

from .awaitable_response import AwaitableResponse, AwaitableResponses, NullResponse
from .javascript_request import DEFAULT_TIMEOUT, JavaScriptRequest, Requests, check_timeout

if TYPE_CHECKING:
    from ..errors import JavaScriptError
    from .client import Client
    from .element import Element
    from .views import Views


class JavaScriptCalls:
    """The calls of a client; a part of `Client`."""

    lock: threading.RLock
    views: Views
    requests: Requests

    def check_existence(self) -> None:
        """Raise if the client is gone."""
        raise NotImplementedError

    def run_javascript(
        self, code: str, *, timeout: float = DEFAULT_TIMEOUT, view: Literal["all"] | None = None
    ) -> AwaitableResponse:
        """Run JavaScript in a page that shows the client. It is sent at once, whether awaited or not.

        In the code, `getElement(id)` gives an element's DOM node.

        Args:
            code: an expression, or the body of an async function (`return` gives the result).
            timeout: seconds to wait for the result, a page that has yet to appear included.
            view: of several displays of the client, one runs the code: that whose event is being handled, else the
                one that came last. "all" has each of them run it; the result is the list of theirs.

        Returns:
            A response: await it now, later or never, or ask for its `.result()`. Results are JSON-like; undefined is
            None, an ArrayBuffer bytes, a typed array a memoryview that `numpy.asarray` takes.

        Raises:
            TypeError, ValueError: a parameter is wrong; the text names it.

        Raises (when awaited):
            JavaScriptError: the code threw, doesn't compile, or its value can't be sent.
            JavaScriptTimeout: no answer came in time.
            ViewGoneError: the page that was asked has gone.
            CannotAwaitError: no answer can reach the code that waits.
        """
        if not isinstance(code, str):
            raise TypeError(f"code: expected JavaScript as text, got {type(code).__name__}.")
        if view not in (None, "all"):
            raise ValueError(f'view: expected "all" or None, got {view!r}.')
        seconds = check_timeout(timeout)
        if view is None:
            return self._call(self._request(code=code, timeout=seconds))
        with self.lock:
            view_ids: list[str | None] = [*self.views.connected] or [None]  # the first that comes, if there is none
        requests = [self._request(code=code, timeout=seconds, view=view_id) for view_id in view_ids]
        return AwaitableResponses([self._call(request) for request in requests])

    def call_method(
        self, element: Element, name: str, args: tuple[Any, ...], *, timeout: float = DEFAULT_TIMEOUT
    ) -> AwaitableResponse:
        """Call a method of an element's DOM node in a page; see `run_javascript`."""
        if element.is_deleted:
            return NullResponse()
        request = self._request(element=element.id, method=name, args=args, timeout=check_timeout(timeout))
        return self._call(request)

    def command(self, name: str, *args: Any) -> None:
        """Have a view do something that nobody waits for: notify, open, download. Lapses if no page comes."""
        request = self._request(element=0, method=name, args=args, timeout=60.0, is_command=True)
        self._call(request)

    def _request(self, **parameters: Any) -> JavaScriptRequest:
        return JavaScriptRequest(cast("Client", self), **parameters)

    def _call(self, request: JavaScriptRequest) -> AwaitableResponse:
        self.check_existence()
        request.start()
        return AwaitableResponse(request)

    def open(self, target: str, new_tab: bool = False) -> None:
        """Open a URL in the page that shows the client, or in a new tab."""
        self.command("open", target, new_tab)

    def download(self, src: str | bytes, filename: str | None = None, media_type: str = "") -> None:
        """Have the page download a URL, or bytes under a file name."""
        self.command("download", src, filename, media_type)

    def handle_javascript_response(self, request_id: str, value: Any, error: JavaScriptError | None) -> None:
        """Resolve a call. Any thread. An answer that nobody waits for any more is dropped."""
        self.requests.answer(request_id, value, error)
