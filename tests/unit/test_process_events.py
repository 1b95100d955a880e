"""`client.process_events()`: the handlers that wait, run by code that keeps the main thread busy."""

from __future__ import annotations

import threading

import pytest

from liveui_jupyter import ClientDeletedError, ui
from tests.support import wait_until


def in_a_busy_cell(host, page, work):
    """Run `work(press)` on the main loop, which is busy meanwhile; `press` returns when the click has arrived."""

    def cell():
        def press(button):
            thread = threading.Thread(target=page.click, args=(button,))  # as the control thread does
            thread.start()
            thread.join()

        return work(press)

    host.settled()
    return host.run(cell)


def test_handlers_run_where_it_is_called_in_order(host, client, page):
    seen = []
    buttons = [ui.button(on_click=lambda name=name: seen.append((name, threading.get_ident()))) for name in "ab"]

    def cell(press):
        press(buttons[0])
        press(buttons[1])
        assert seen == []
        assert client.process_events() == 2
        assert client.process_events() == 0
        return threading.get_ident()

    here = in_a_busy_cell(host, page, cell)
    assert seen == [("a", here), ("b", here)]
    host.settled()
    assert len(seen) == 2


def test_handlers_do_not_overlap(host, client, page):
    seen = []

    def handler():
        seen.append("in")
        seen.append(client.process_events())
        seen.append("out")

    button = ui.button(on_click=handler)

    def cell(press):
        press(button)
        press(button)
        return client.process_events()

    assert in_a_busy_cell(host, page, cell) == 2
    assert seen == ["in", 0, "out"] * 2


def test_a_coroutine_handler_goes_on_later(host, client, page):
    page.answer = lambda *_: 42
    seen = []

    async def handler():
        seen.append(await client.run_javascript("6 * 7"))

    button = ui.button(on_click=handler)

    def cell(press):
        press(button)
        assert client.process_events() == 1
        assert seen == []

    in_a_busy_cell(host, page, cell)
    wait_until(lambda: seen == [42])


def test_what_a_handler_raises_is_shown(host, client, page):
    button = ui.button(on_click=lambda: 1 / 0)

    def cell(press):
        press(button)
        client.process_events()

    in_a_busy_cell(host, page, cell)
    host.settled()
    assert "ZeroDivisionError" in page.output()


def test_elsewhere_it_says_where_its_place_is(client):
    with pytest.raises(RuntimeError, match="main thread"):
        client.process_events()


def test_a_deleted_client_has_none(host, client):
    client.delete()
    with pytest.raises(ClientDeletedError):
        host.run(client.process_events)
