"""Fixtures of the tests in a browser; `harness` says how to write one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.browser.harness import LabServer, LabWindow, Notebook
from tests.browser.harness.notebook import RESULTS
from tools import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

REPORT = pytest.StashKey[pytest.CollectReport]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fresh_page: the test gets a page of its own instead of the shared one")
    # A click that goes through the kernel takes 50 ms; the rest is for machines that are busy with other things.
    expect.set_options(timeout=10_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Let fixtures see whether their test has failed."""
    report = yield
    if report.failed:
        item.stash[REPORT] = report
    return report


@pytest.fixture(scope="session")
def lab(tmp_path_factory) -> Iterator[LabServer]:
    """A JupyterLab server, for all tests."""
    server = LabServer(tmp_path_factory.mktemp("lab"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as api:
        yield api


@pytest.fixture(scope="session")
def browser(playwright) -> Iterator[Browser]:
    """A Chromium, for all tests."""
    path = chromium.find()
    assert path, chromium.HELP
    instance = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
    yield instance
    instance.close()


class WindowShelf:
    """Keeps the window that tests share; a test that fails takes it with it."""

    def __init__(self, browser: Browser, lab: LabServer) -> None:
        self._browser = browser
        self._lab = lab
        self._shared: LabWindow | None = None

    def fresh(self) -> LabWindow:
        return LabWindow(self._browser, self._lab)

    def shared(self) -> LabWindow:
        if self._shared is None:
            self._shared = self.fresh()
        return self._shared

    def give_back(self, window: LabWindow, *, is_good: bool) -> None:
        if window is self._shared and is_good and window.is_tidy():
            window.watch.reset()
            return
        if window is self._shared:
            self._shared = None
        window.close()

    def close(self) -> None:
        if self._shared is not None:
            self._shared.close()


@pytest.fixture(scope="session")
def window_shelf(browser, lab) -> Iterator[WindowShelf]:
    shelf = WindowShelf(browser, lab)
    yield shelf
    shelf.close()


@pytest.fixture
def window(window_shelf, request) -> Iterator[LabWindow]:
    """The shared browser window, or one of the test's own if it is marked `fresh_page`."""
    is_fresh = request.node.get_closest_marker("fresh_page") is not None
    window = window_shelf.fresh() if is_fresh else window_shelf.shared()
    yield window
    has_failed = REPORT in request.node.stash
    try:
        window.tidy()
        if not has_failed:
            window.watch.check()
    except AssertionError:
        has_failed = True
        raise
    finally:
        if has_failed:
            _report(request.node, window)
        window_shelf.give_back(window, is_good=not has_failed)


@pytest.fixture
def page(window) -> Page:
    """The window's main page."""
    return window.page


@pytest.fixture
def notebook(window, request) -> Iterator[Callable[..., Notebook]]:
    """Open a notebook: `nb = notebook("source of cell 0", "source of cell 1")`, or `notebook(file=Path(…))`."""
    is_fresh = request.node.get_closest_marker("fresh_page") is not None
    opened: list[Notebook] = []

    def open_notebook(*sources: str, file: Path | None = None) -> Notebook:
        if file is None:
            result = Notebook.create(window, sources, is_fresh=is_fresh)
        else:
            window.server.write_notebook(file.name, json.loads(file.read_text()))
            result = Notebook(window, file.name, is_fresh=is_fresh)
        opened.append(result)
        return result

    yield open_notebook
    has_failed = REPORT in request.node.stash
    if has_failed:
        _screenshot(request.node, window)
    for result in opened:
        result.close(in_page=not has_failed)


def _screenshot(item: pytest.Item, window: LabWindow) -> None:
    RESULTS.mkdir(exist_ok=True)
    for number, page in enumerate(window.context.pages):
        name = f"failed-{item.name.replace('/', '-')}-{number}.png"
        try:
            page.screenshot(path=RESULTS / name)
        except Error as error:
            item.add_report_section("teardown", "screenshot", f"{name}: {error}")


def _report(item: pytest.Item, window: LabWindow) -> None:
    item.add_report_section("teardown", "page log", "\n".join(window.watch.log[-60:]))
    item.add_report_section("teardown", "server log", window.server.log_tail())


@pytest.fixture
def show(notebook):
    """Show an interface: `cell, nb = show("ui.label('x')")`."""

    def run(source):
        nb = notebook("from liveui_jupyter import ui", source)
        nb.run_all()
        return nb.cell(1), nb

    return run
