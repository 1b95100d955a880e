"""Handlers that are marked `concurrent`: they run while the main loop is busy, each on its own thread."""

from __future__ import annotations

import asyncio
import threading

import pytest

from liveui_jupyter import ui
from liveui_jupyter.core import concurrent_runs
from tests.support import wait_until


@pytest.fixture
def busy(host):
    """Keep the main loop busy for as long as the test lasts."""
    release = threading.Event()
    host.loop().call_soon_threadsafe(release.wait, 10)
    yield
    release.set()


def test_it_runs_while_the_main_loop_is_busy(client, page, busy):
    threads = []
    page_button = ui.button().on_click(lambda: threads.append(threading.current_thread()), concurrent=True)
    wait_until(lambda: page_button.id in page.nodes)
    page.click(page_button)
    wait_until(lambda: threads)
    assert threads[0] not in (threading.main_thread(), threading.current_thread())


def test_ordinary_handlers_run_later_in_order(host, client, page):
    release = threading.Event()
    seen = []
    ordinary = ui.button()
    ordinary.on_click(lambda: seen.append("ordinary"))
    concurrent = ui.button().on_click(lambda: seen.append("concurrent"), concurrent=True)
    host.settled()
    host.loop().call_soon_threadsafe(release.wait, 10)
    page.click(ordinary)
    page.click(ordinary)
    page.click(concurrent)
    wait_until(lambda: seen)
    assert seen == ["concurrent"]
    release.set()
    wait_until(lambda: len(seen) == 3)
    assert seen == ["concurrent", "ordinary", "ordinary"]


def test_its_elements_and_output_go_to_the_client(host, client, page):
    def handler():
        ui.label("made")
        raise ValueError("wrong")

    with ui.row() as row:
        button = ui.button().on_click(handler, concurrent=True)
    host.settled()
    page.click(button)
    wait_until(lambda: "wrong" in page.output())
    assert [page.nodes[child].component for child in page.children(row)] == ["button", "label"]


def test_a_coroutine_function_gets_a_loop_of_its_own(host, client, page, busy):
    page.answer = lambda *_: 42
    results = []

    async def handler():
        await asyncio.sleep(0)
        results.append(await client.run_javascript("6 * 7"))
        results.append(asyncio.get_running_loop() is host.loop())

    button = ui.button().on_click(handler, concurrent=True)
    wait_until(lambda: button.id in page.nodes)
    page.click(button)
    wait_until(lambda: len(results) == 2)
    assert results == [42, False]


def test_a_value_that_a_page_sets(host, client, page, busy):
    seen = []
    slider = ui.slider(min=0, max=10, value=1)
    slider.on_value_change(lambda e: seen.append((e.previous_value, e.value)), concurrent=True)
    slider.on_value_change(lambda: seen.append("ordinary"))
    wait_until(lambda: slider.id in page.nodes)
    page.type(slider, 7)
    wait_until(lambda: seen)
    page.type(slider, 7)  # no change
    assert seen == [(1, 7)]


def test_a_value_that_python_sets(host, client, busy):
    seen = []
    slider = ui.slider(min=0, max=10, value=1).on_value_change(lambda e: seen.append(e.value), concurrent=True)
    slider.value = 3
    wait_until(lambda: seen)
    assert seen == [3]


def test_the_page_is_told_when_it_has_finished(host, client, page):
    release = threading.Event()
    button = ui.button().on_click(lambda: release.wait(10), concurrent=True)
    host.settled()
    page.click(button)
    host.settled()
    assert page.processed == {}
    release.set()
    wait_until(lambda: page.processed == {str(button.id): 1})


def test_too_many_at_once_are_refused(host, client, page, monkeypatch):
    monkeypatch.setattr(concurrent_runs, "MAX_RUNS", 2)
    release = threading.Event()
    started, threads = [], []

    def handler():
        started.append(1)
        threads.append(threading.current_thread())
        release.wait(10)

    button = ui.button().on_click(handler, concurrent=True)
    host.settled()
    for _ in range(3):
        page.click(button)
    wait_until(lambda: len(started) == 2)
    host.settled()
    assert [frame["code"] for frame, _ in page.frames if frame["k"] == "fault"] == ["too_many"]
    release.set()
    for thread in threads:
        thread.join(10)
    page.click(button)
    wait_until(lambda: len(started) == 3)


def test_a_deleted_client_starts_none(host, client, page):
    seen = []
    button = ui.button().on_click(lambda: seen.append(1), concurrent=True)
    host.settled()
    client.delete()
    page.click(button)
    host.run(lambda: None)
    assert seen == []
