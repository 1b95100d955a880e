"""Running JavaScript in the page."""

from __future__ import annotations

from ..core.awaitable_response import AwaitableResponse
from ..core.context import context
from ..core.javascript_request import DEFAULT_TIMEOUT


def run_javascript(code: str, *, timeout: float = DEFAULT_TIMEOUT) -> AwaitableResponse:
    """Run JavaScript in the page that shows the current client; see `Client.run_javascript`.

    Args:
        code: an expression, or the body of an async function.
        timeout: seconds to wait for the result.

    Returns:
        A response: await it now, later or never, or ask for its `.result()`.

    ```python
    width = await ui.run_javascript("window.innerWidth")
    ```
    """
    return context.client.run_javascript(code, timeout=timeout)
