"""Running JavaScript in the page."""

from __future__ import annotations

from typing import Literal

from ..core.awaitable_response import AwaitableResponse
from ..core.context import context
from ..core.javascript_request import DEFAULT_TIMEOUT


def run_javascript(
    code: str, *, timeout: float = DEFAULT_TIMEOUT, view: Literal["all"] | None = None
) -> AwaitableResponse:
    """Run JavaScript in the page that shows the current client; see `Client.run_javascript`.

    Args:
        code: an expression, or the body of an async function.
        timeout: seconds to wait for the result.
        view: "all" to have every display of the client run it, and get the list of their results.

    Returns:
        A response: await it now, later or never, or ask for its `.result()`.

    ```python
    width = await ui.run_javascript("window.innerWidth")
    ```
    """
    return context.client.run_javascript(code, timeout=timeout, view=view)
