"""Voila: what needs no running cell works; what needs one says so at once."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness.notebook import RESULTS, notebook_of
from tests.browser.harness.server import REPOSITORY

CELLS = [
    """
import asyncio, threading, time
from liveui_jupyter import CannotAwaitError, ui
""",
    """
async def ask():
    answer.text = f"answered {await ui.run_javascript('6*7')}"
def block():
    second.text = f"got {ui.run_javascript('6*7').result(timeout=5)}"
with ui.row():
    count = 0
    def press():
        global count
        count += 1
        clicks.text = f"{count} clicks"
    ui.button("Press", on_click=press)
    ui.button("Ask", on_click=ask)
    ui.button("Block", on_click=block)
    ui.button("Raise", on_click=lambda: 1 / 0)
clicks, answer, second = ui.label("0 clicks"), ui.label("-"), ui.label("=")
name = ui.input("Name")
ui.label().bind_text_from(name, "value", lambda value: f"Hello, {value}!")
""",
    """
task_label = ui.label("not yet")
client = task_label.client
async def later():
    await client.connected()
    task_label.text = f"the task got {await client.run_javascript('7*7')}"
task = asyncio.create_task(later())
""",
    """
begin = time.monotonic()
reasons = ui.label()
try:
    await ui.run_javascript("1")
except CannotAwaitError as error:
    reasons.text = f"await: {error}"
try:
    ui.run_javascript("1").result()
except CannotAwaitError as error:
    reasons.text += f" result: {error}"
ui.label(f"at once: {time.monotonic() - begin < 1}")
""",
]


@pytest.fixture(scope="module")
def voila(tmp_path_factory) -> Iterator[str]:
    """A Voila that serves the notebook; its URL."""
    folder = tmp_path_factory.mktemp("voila")
    file = folder / "app.ipynb"
    file.write_text(json.dumps(notebook_of(CELLS)))
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        port = candidate.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "voila", str(file), "--no-browser", "--Voila.ip=127.0.0.1", f"--port={port}"]
    log = folder / "voila.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}/"
    deadline = time.monotonic() + 60
    while not answers(f"{url}voila/static/"):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise TimeoutError(f"voila doesn't answer:\n{log.read_text()}")
        time.sleep(0.05)  # a poll with a deadline; nothing tells when a port is open
    yield url
    process.terminate()
    process.wait(15)


def answers(url: str) -> bool:
    """Tell whether a server is there, whatever it says."""
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except (urllib.error.URLError, ConnectionError):
        return False
    return True


@pytest.fixture
def page(voila, browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 700})
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(voila)
    yield page
    Path(RESULTS).mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / "voila.png")
    context.close()


def test_voila(page):
    expect(page.get_by_text("0 clicks")).to_be_visible(timeout=30_000)
    press = page.get_by_role("button", name="Press")
    for count in range(1, 4):
        press.click()
        expect(page.get_by_text(f"{count} clicks")).to_be_visible()
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("answered 42")).to_be_visible()
    field = page.get_by_role("textbox", name="Name")
    field.press_sequentially("Ada")
    expect(page.get_by_text("Hello, Ada!")).to_be_visible()
    expect(page.get_by_text("the task got 49")).to_be_visible()
    reasons = page.get_by_text("await: ")
    expect(reasons).to_contain_text("Voila opens its page only after the last cell has ended.")
    expect(reasons).to_contain_text("result: ")
    expect(page.get_by_text("at once: True")).to_be_visible()
    # Blocking the main thread, on which the answer would come, is refused with the way out; tracebacks are shown.
    page.get_by_role("button", name="Block").click()
    expect(page.get_by_text("Use `await` instead of `.result()`")).to_be_visible()
    page.get_by_role("button", name="Raise").click()
    expect(page.get_by_text("ZeroDivisionError: division by zero")).to_be_visible()


def test_two_pages_have_a_kernel_each(page, browser, voila):
    expect(page.get_by_text("0 clicks")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("1 clicks")).to_be_visible()
    other = page.context.new_page()
    other.goto(voila)
    expect(other.get_by_text("0 clicks")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("1 clicks")).to_be_visible()
