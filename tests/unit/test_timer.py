"""Timers: when they call, and when they stop."""

from __future__ import annotations

import asyncio
import threading

import pytest

from liveui_jupyter import NoClientError, ui
from tests.support import wait_until


@pytest.fixture
def calls() -> list:
    return []


@pytest.fixture
def count(calls):
    """A callback that counts its calls."""
    return lambda: calls.append(1)


def pause(host, seconds: float = 0.05) -> None:
    """Give the main loop some time to do what it mustn't."""
    host.run(lambda: asyncio.sleep(seconds))


def test_a_timer_calls_again_and_again(page, calls, count):
    ui.timer(0.001, count)
    wait_until(lambda: len(calls) > 3)


def test_a_timer_starts_when_a_page_shows_the_client(host, client, calls, count):
    ui.timer(0.001, count)
    pause(host)
    assert calls == []
    host.open_page(client)
    wait_until(lambda: calls)


def test_the_first_call_is_immediate(page, calls, count):
    ui.timer(3_600.0, count)
    wait_until(lambda: calls == [1])


def test_unless_it_is_to_wait_for_the_first_interval(host, page, calls, count):
    ui.timer(3_600.0, count, immediate=False)
    pause(host)
    assert calls == []


def test_once_is_once_and_after_the_interval(host, page, calls, count):
    ui.timer(0.001, count, once=True)
    ui.timer(3_600.0, count, once=True)
    wait_until(lambda: calls)
    pause(host)
    assert calls == [1]


def test_a_timer_runs_on_the_main_loop(host, page, calls):
    ui.timer(3_600.0, lambda: calls.append(threading.current_thread()))
    wait_until(lambda: calls)
    assert calls == [host.run(threading.current_thread)]


def test_a_callback_may_be_async(page, calls):
    async def count():
        await asyncio.sleep(0)
        calls.append(1)

    ui.timer(0.001, count)
    wait_until(lambda: len(calls) > 2)


def test_a_slow_callback_is_not_called_twice_at_a_time(page):
    running, most = [], []

    async def slow():
        running.append(1)
        most.append(len(running))
        await asyncio.sleep(0.01)
        running.pop()

    ui.timer(0.001, slow)
    wait_until(lambda: len(most) > 3)
    assert max(most) == 1


def test_a_callback_builds_where_the_timer_was_made(page):
    with ui.row() as row:
        ui.timer(0.001, lambda: ui.label(), once=True)  # noqa: PLW0108 - it is to be called later
    wait_until(lambda: page.children(row) if row.id in page.nodes else None)


def test_what_a_callback_raises_is_shown_and_the_timer_goes_on(page, calls):
    def fail():
        calls.append(1)
        raise ValueError("boom")

    ui.timer(0.001, fail)
    wait_until(lambda: len(calls) > 2)
    wait_until(lambda: "ValueError: boom" in page.output())


def test_an_inactive_timer_calls_nothing_until_activated(host, page, calls, count):
    timer = ui.timer(0.001, count, active=False)
    pause(host)
    assert calls == []
    timer.activate()
    wait_until(lambda: calls)
    timer.deactivate()
    host.run(lambda: None)
    seen = len(calls)
    pause(host)
    assert len(calls) == seen


def test_the_interval_can_be_changed(page, calls, count):
    timer = ui.timer(0.001, count)
    wait_until(lambda: calls)
    timer.interval = 3_600
    assert timer.interval == 3_600.0


def test_a_cancelled_timer_calls_no_more(host, page, calls, count):
    timer = ui.timer(0.001, count)
    wait_until(lambda: calls)
    timer.cancel()
    host.run(lambda: None)
    seen = len(calls)
    pause(host)
    assert len(calls) == seen
    with pytest.raises(RuntimeError, match="Make a new one"):
        timer.activate()


def test_a_timer_may_cancel_itself(host, page, calls):
    def callback():
        calls.append(1)
        timer.cancel()

    timer = ui.timer(0.001, callback, active=False)
    timer.activate()
    wait_until(lambda: calls)
    pause(host)
    assert calls == [1]


def test_cancelling_lets_the_current_call_finish(page, host, calls):
    go_on = asyncio.Event()

    async def slow():
        calls.append("begun")
        await go_on.wait()
        calls.append("ended")

    timer = ui.timer(0.001, slow)
    wait_until(lambda: calls)
    timer.cancel()
    host.run(go_on.set)
    wait_until(lambda: calls == ["begun", "ended"])


def test_or_ends_it_on_demand(page, calls):
    async def forever():
        calls.append("begun")
        try:
            await asyncio.Event().wait()
        finally:
            calls.append("ended")

    timer = ui.timer(0.001, forever)
    wait_until(lambda: calls)
    timer.cancel(with_current_invocation=True)
    wait_until(lambda: calls == ["begun", "ended"])


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("end", ["element", "client"])
def test_a_timer_ends_with_what_it_was_made_in(host, client, calls, count, end):
    with ui.row() as row:
        ui.timer(0.001, count)
    wait_until(lambda: calls)
    (row if end == "element" else client).delete()
    pause(host, 0.01)
    seen = len(calls)
    pause(host)
    assert len(calls) == seen


def test_timers_that_end_leave_no_task(host, client, page, calls, count):
    before = host.run(lambda: len(asyncio.all_tasks()))
    timers = [ui.timer(0.001, count), ui.timer(0.001, count, once=True), ui.timer(3_600, count)]
    wait_until(lambda: len(calls) > 3)
    for timer in timers:
        timer.cancel()
    wait_until(lambda: host.run(lambda: len(asyncio.all_tasks())) == before)
    assert not client._tasks


def test_a_timer_that_is_cancelled_before_it_starts_leaves_no_task(host, client):
    host.run(lambda: ui.timer(0.001, lambda: None).cancel())
    host.run(lambda: None)
    wait_until(lambda: not client._tasks)


def test_several_timers_do_not_hinder_each_other(page):
    made = [[] for _ in range(5)]
    for number, calls in enumerate(made):
        ui.timer(0.001 * (number + 1), lambda calls=calls: calls.append(1))
    wait_until(lambda: all(len(calls) > 2 for calls in made))


@pytest.mark.parametrize("interval", [-1, "1", None, float("nan"), True])
def test_an_interval_is_a_number_of_seconds(client, interval):
    with pytest.raises(ValueError, match="interval: expected seconds ≥ 0"):
        ui.timer(interval, print)
    timer = ui.timer(1.0, print)
    with pytest.raises(ValueError, match="interval: expected seconds ≥ 0"):
        timer.interval = interval
    assert timer.interval == 1.0


@pytest.mark.parametrize("callback", [None, 5, "print"])
def test_a_callback_is_a_function(client, callback):
    with pytest.raises(TypeError, match=r"callback: expected a function.*Did you call it"):
        ui.timer(1.0, callback)


def test_outside_any_cell_there_is_no_timer(host):
    with pytest.raises(NoClientError):
        ui.timer(1.0, print)
