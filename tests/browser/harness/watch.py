"""Notes what a page says and asks for, so that a test fails on what it didn't look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

HOUSE_NOISE = (
    # JupyterLab itself, whenever a kernel is shut down or restarted.
    r"Canceled future for \w+ message before replies were done",
    r"WebSocket connection to .* failed",
    # JupyterLab looks for a saved workspace and for language servers that aren't there.
    r"Failed to load resource: .*404.* @ \S*/(lab/api/workspaces|api/kernels|api/sessions|lsp)\b",
)
"""What JupyterLab logs as errors without this library."""


class PageWatch:
    """Records console errors, exceptions and foreign requests of all pages of a browser context.

    Args:
        context: its pages are watched from now on.
        url: of the server; requests to other hosts are faults.
    """

    def __init__(self, context: BrowserContext, url: str) -> None:
        self._host = urlsplit(url).netloc
        self._allowed = list(HOUSE_NOISE)
        self.faults: list[str] = []
        self.log: list[str] = []
        """Everything that was logged, for reports."""
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self._note(f"uncaught: {error.error.stack or error.error}"))
        context.on("request", self._on_request)
        context.on("page", self._on_page)

    def allow(self, *patterns: str) -> None:
        """Don't count what one of the regular expressions is found in, before or after this call."""
        self._allowed.extend(patterns)

    def check(self) -> None:
        """Fail if there were faults that aren't allowed."""
        faults = [fault for fault in self.faults if not any(re.search(pattern, fault) for pattern in self._allowed)]
        assert not faults, "the page had faults:\n" + "\n".join(faults)

    def reset(self) -> None:
        """Forget everything, what was allowed too."""
        self._allowed = list(HOUSE_NOISE)
        self.faults.clear()
        self.log.clear()

    def _on_page(self, page: Page) -> None:
        page.on("websocket", lambda websocket: self._check_host(websocket.url))
        page.on("crash", lambda _: self._note("the page crashed"))

    def _on_console(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        text = f"{message.type}: {message.text}{f' @ {where}' if where else ''}"
        self.log.append(text)
        if message.type in ("error", "assert"):
            self.faults.append(text)

    def _on_request(self, request: Request) -> None:
        self._check_host(request.url)

    def _check_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self._host:
            self._note(f"a request to another host: {url}")

    def _note(self, text: str) -> None:
        self.log.append(text)
        self.faults.append(text)
