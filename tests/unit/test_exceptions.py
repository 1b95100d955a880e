"""What handlers, tasks and timers raise: shown below the interface, told to `on_exception`, never lost."""

from __future__ import annotations

import asyncio

import pytest

from liveui_jupyter import ui
from tests.support import wait_until


def press(host, page, handler) -> None:
    button = ui.button(on_click=handler)
    host.settled()
    page.click(button)
    host.settled()


async def fail_later():
    await asyncio.sleep(0)
    raise ValueError("boom")


def fail():
    raise ValueError("boom")


@pytest.mark.parametrize("handler", [fail, fail_later])
def test_the_traceback_of_a_handler_appears_below_the_interface(host, page, handler):
    press(host, page, handler)
    wait_until(lambda: "ValueError: boom" in page.output())
    assert page.output().startswith("Traceback")
    assert handler.__name__ in page.output()


@pytest.mark.parametrize("handler", [fail, fail_later])
def test_on_exception_handlers_see_it(host, client, page, handler):
    seen, count = [], []
    client.on_exception(seen.append)
    client.on_exception(lambda: count.append(1))
    press(host, page, handler)
    wait_until(lambda: seen and count)
    assert [str(error) for error in seen] == ["boom"]


def test_an_on_exception_handler_may_be_async(host, client, page):
    seen = []

    async def handle(error):
        await asyncio.sleep(0)
        seen.append(str(error))

    client.on_exception(handle)
    press(host, page, fail)
    wait_until(lambda: seen == ["boom"])


def test_an_on_exception_handler_may_build_elements(host, client, page):
    client.on_exception(lambda error: ui.label(f"Sorry: {error}"))
    press(host, page, fail)
    host.settled()
    assert "Sorry: boom" in [node.state.get(":text") for node in page.nodes.values()]


async def raise_later():
    await asyncio.sleep(0)
    raise KeyError("again")


def raise_now():
    raise KeyError("again")


@pytest.mark.parametrize("handler", [raise_now, raise_later])
def test_an_on_exception_handler_that_raises_is_shown_but_not_called_again(host, client, page, handler):
    calls = []

    def handle():
        calls.append(1)
        return handler()

    client.on_exception(handle)
    press(host, page, fail)
    wait_until(lambda: "KeyError" in page.output())
    host.settled()
    assert "ValueError: boom" in page.output()
    assert calls == [1]


def test_after_a_failing_on_exception_handler_later_faults_are_told_again(host, client, page):
    calls = []

    def handle():
        calls.append(1)
        raise_now()

    client.on_exception(handle)
    press(host, page, fail)
    press(host, page, fail)
    assert calls == [1, 1]


def test_tasks_of_the_client_are_watched(host, client, page):
    host.run(lambda: client.create_task(fail_later()))
    wait_until(lambda: "ValueError: boom" in page.output())


def test_a_cancelled_task_is_no_fault(host, client, page):
    async def cancelled():
        raise asyncio.CancelledError

    host.run(lambda: client.create_task(cancelled()))
    host.settled()
    assert page.output() == ""


def test_safe_invoke_takes_functions_and_coroutines(host, client, page):
    seen = []

    async def later():
        seen.append("coroutine")

    client.safe_invoke(lambda: seen.append("function"))
    client.safe_invoke(lambda given: seen.append(given))  # noqa: PLW0108 - the lambda is the point
    client.safe_invoke(later)
    client.safe_invoke(later())
    wait_until(lambda: len(seen) == 4)
    assert set(seen) == {"function", client, "coroutine"}


def test_safe_invoke_on_the_main_loop_calls_at_once(host, client):
    def check():
        seen = []
        client.safe_invoke(lambda: seen.append(1))
        return seen

    assert host.run(check) == [1]


def test_what_safe_invoke_calls_builds_in_the_client(host, client, page):
    client.safe_invoke(lambda: ui.label("built"))
    host.settled()
    assert len(page.children(client.content)) == 1


def test_faults_of_safe_invoke_are_shown(host, client, page):
    client.safe_invoke(fail)
    client.safe_invoke(fail_later())
    wait_until(lambda: page.output().count("ValueError: boom") == 2)


def test_each_clients_faults_appear_in_its_own_output(host):
    clients, pages = [], []
    for _ in range(2):
        with host.cell() as client:
            clients.append(client)
            ui.button(on_click=fail_later)
        pages.append(host.open_page(client))
    button = clients[0].elements[1]
    pages[0].click(button)
    wait_until(lambda: "boom" in pages[0].output())
    assert pages[1].output() == ""
