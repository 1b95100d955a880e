"""What calling JavaScript returns."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Generator
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING, Any

from ..errors import CannotAwaitError, JavaScriptTimeout, ViewGoneError
from .host import get_host

if TYPE_CHECKING:
    from .javascript_request import JavaScriptRequest


INTERRUPT_LATENCY = 0.2
"""Seconds that code which blocks waits at a time. A signal that comes just before the thread begins to wait doesn't
wake it: one interrupt in about 60 was lost until the call's own time-out."""


class AwaitableResponse:
    """The answer of a page to a call, which has been sent already.

    Await it at once, later, several times or never; or ask for its `result()` in code that blocks. The error of a
    call that nobody awaits goes to the client's output.

    ```python
    width = await ui.run_javascript("window.innerWidth")
    width = ui.run_javascript("window.innerWidth").result()
    ```
    """

    def __init__(self, request: JavaScriptRequest | None) -> None:
        self._request = request

    def __await__(self) -> Generator[Any, None, Any]:
        return self._wait().__await__()

    async def _wait(self) -> Any:
        request = self._request
        if request is None:
            return None
        request.is_awaited = True
        self._check(request, blocking=False)
        return await asyncio.shield(asyncio.wrap_future(request.future))

    def result(self, timeout: float | None = None) -> Any:
        """Wait for the answer in code that blocks, as on a future.

        Args:
            timeout: seconds to wait at most; None waits as long as the call's own time-out.

        Raises:
            JavaScriptError: the call failed in the page.
            JavaScriptTimeout: no answer came in time.
            ViewGoneError: the page that was asked has gone.
            CannotAwaitError: no answer can reach this code while it blocks; the text says what to do.
        """
        request = self._request
        if request is None:
            return None
        request.is_awaited = True
        self._check(request, blocking=True)
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            left = INTERRUPT_LATENCY if deadline is None else min(INTERRUPT_LATENCY, deadline - time.monotonic())
            try:
                return request.future.result(max(0.0, left))
            except (TimeoutError, FutureTimeoutError):  # two classes before Python 3.11
                if request.future.done():  # meanwhile, or with a time-out of its own
                    return request.future.result()
                if timeout is not None and left < INTERRUPT_LATENCY:
                    raise JavaScriptTimeout(timeout, connected=request.view is not None) from None

    def done(self) -> bool:
        """Tell whether the answer is there."""
        return self._request is None or self._request.future.done()

    @staticmethod
    def _check(request: JavaScriptRequest, *, blocking: bool) -> None:
        if request.future.done():
            return
        problem = get_host().waiting_problem(request.client, blocking=blocking)
        if problem is not None:
            raise CannotAwaitError(*problem)

    def __repr__(self) -> str:
        state = "answered" if self.done() else "pending"
        return f"<{type(self).__name__} {state}; await it, or ask for its .result()>"

    def _ipython_display_(self) -> None:
        """Show nothing where the call is the last line of a cell."""


class NullResponse(AwaitableResponse):
    """The answer to a call that was never made, such as one of a deleted element: None, at once."""

    def __init__(self) -> None:
        super().__init__(None)


class AwaitableResponses(AwaitableResponse):
    """The answers of several pages to the same call: a list, in the order in which the pages came.

    A page that goes meanwhile is left out; if all have gone, that is an error. So is a failure in any of them.
    """

    def __init__(self, responses: list[AwaitableResponse]) -> None:
        super().__init__(None)
        self._responses = responses

    async def _wait(self) -> list[Any]:
        results = await asyncio.gather(*(response._wait() for response in self._responses), return_exceptions=True)  # noqa: SLF001
        return _those_that_stayed(results)

    def result(self, timeout: float | None = None) -> list[Any]:
        """Wait for the answers in code that blocks; see `AwaitableResponse.result`."""
        deadline = None if timeout is None else time.monotonic() + timeout
        results: list[Any] = []
        for response in self._responses:
            try:
                results.append(response.result(None if deadline is None else max(0.0, deadline - time.monotonic())))
            except Exception as error:  # noqa: BLE001 - raised below, once all have answered
                results.append(error)
        return _those_that_stayed(results)

    def done(self) -> bool:
        """Tell whether all answers are there."""
        return all(response.done() for response in self._responses)


def _those_that_stayed(results: list[Any]) -> list[Any]:
    stayed = [result for result in results if not isinstance(result, ViewGoneError)]
    for result in stayed or results[:1]:
        if isinstance(result, BaseException):
            raise result
    return stayed
