"""A browser window with JupyterLab in it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from .watch import PageWatch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .server import LabServer

HELPERS = Path(__file__).with_name("page_helpers.js")

LIGHT = "JupyterLab Light"

LOAD_TIMEOUT_MS = 90_000
"""JupyterLab loads in about 4 s; a machine that is busy with other things takes longer."""


class LabWindow:
    """A browser context of its own: cookies, storage and a main page.

    Args:
        browser: makes the context.
        server: what its pages show.
        is_lab: False for Notebook 7 instead, where each notebook is a page.
    """

    def __init__(self, browser: Browser, server: LabServer, *, is_lab: bool = True) -> None:
        self.server = server
        self.is_lab = is_lab
        self.context = browser.new_context(viewport={"width": 1280, "height": 960})
        self.context.set_default_timeout(10_000)
        self.context.add_init_script(path=HELPERS)
        self.watch = PageWatch(self.context, server.url)
        self.page = self._new_page()
        self.seconds_to_load = 0.0
        self._is_loaded = False
        self._theme = LIGHT

    def open(self, path: str) -> Page:
        """Show a notebook in the main page, and wait until it and its kernel are ready."""
        if not self.is_lab:
            self._load(self.page, f"/notebooks/{quote(path)}", path)
        elif self._is_loaded:
            self.page.evaluate("(path) => { jupyterapp.commands.execute('docmanager:open', { path }) }", path)
            self.wait_until_ready(self.page, path)
        else:
            self._load(self.page, f"/lab/tree/{quote(path)}", path)
            self._is_loaded = True
        return self.page

    def open_tab(self, path: str) -> Page:
        """Show a notebook in another tab, with a workspace of its own."""
        page = self._new_page()
        self._load(
            page, f"/lab/workspaces/second/tree/{quote(path)}" if self.is_lab else f"/notebooks/{quote(path)}", path
        )
        return page

    def wait_until_ready(self, page: Page, path: str) -> None:
        """Wait until a page shows a notebook whose kernel is idle."""
        page.wait_for_function("(path) => window.harness.ready(path)", arg=path, timeout=LOAD_TIMEOUT_MS)

    def set_theme(self, name: str) -> None:
        """Switch the theme, and wait until the page has changed; `tidy` switches back."""
        self._theme = name
        self.page.evaluate("(theme) => { jupyterapp.commands.execute('apputils:change-theme', { theme }) }", name)
        # The splash screen that covers the change: a second change while it fades makes JupyterLab throw.
        self.page.wait_for_function(
            "(name) => document.body.dataset.jpThemeName === name && !document.querySelector('#jupyterlab-splash')",
            arg=name,
        )

    def tidy(self) -> None:
        """Undo what the server would remember for the next page."""
        if self._theme != LIGHT:
            self.set_theme(LIGHT)

    def is_tidy(self) -> bool:
        """Tell whether the next test can use this window: no dialog is open, and the page answers."""
        return not self.page.is_closed() and self.page.locator(".jp-Dialog").count() == 0

    def close(self) -> None:
        """Close all of it."""
        self.context.close()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        # "Leave this page?": a user who reloads says yes.
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    def _load(self, page: Page, address: str, path: str) -> None:
        begin = time.monotonic()
        page.goto(f"{self.server.url}{address}?reset&token={self.server.token}", wait_until="commit")
        self.wait_until_ready(page, path)
        if self.is_lab:
            page.evaluate("() => { jupyterapp.shell.collapseLeft() }")
        self.seconds_to_load = time.monotonic() - begin
