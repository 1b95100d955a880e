"""Events: what is declared to pages, and how handlers are called."""

from __future__ import annotations

import asyncio
import functools
import threading

import pytest

from liveui_jupyter import ClientDeletedError, ui
from liveui_jupyter.core.events import ClickEventArguments, GenericEventArguments
from tests.support import wait_until


def press(host, page, button) -> None:
    host.settled()
    page.click(button)
    host.settled()


def listeners(host, page, element) -> list[list]:
    host.settled()
    return page.nodes[element.id].state[":on"]


# ---- handlers


def test_a_handler_may_take_nothing(host, page):
    called = []
    press(host, page, ui.button(on_click=lambda: called.append(1)))
    assert called == [1]


def test_a_handler_may_take_the_event(host, client, page):
    events = []
    button = ui.button(on_click=events.append)
    press(host, page, button)
    assert events == [ClickEventArguments(sender=button, client=client)]


def test_a_handler_may_be_a_coroutine_function(host, page):
    called = []

    async def handle():
        await asyncio.sleep(0)
        called.append("without")

    async def handle_event(event):
        await asyncio.sleep(0)
        called.append(event.sender)

    button = ui.button(on_click=handle).on_click(handle_event)
    press(host, page, button)
    wait_until(lambda: len(called) == 2)
    assert called == ["without", button]


def test_a_handler_may_return_an_awaitable(host, page):
    called = []

    async def later(event):
        called.append(event.sender)

    button = ui.button(on_click=lambda event: later(event))  # noqa: PLW0108 - the lambda is the point
    press(host, page, button)
    wait_until(lambda: called == [button])


class Callbacks:
    def __init__(self):
        self.called = []

    def plain(self):
        self.called.append("plain")

    def with_event(self, event):
        self.called.append(type(event).__name__)

    def with_default(self, count=5):
        self.called.append(count)

    def with_any(self, *args):
        self.called.append(len(args))

    def __call__(self):
        self.called.append("called")


@pytest.mark.parametrize(
    ("choose", "expected"),
    [
        (lambda callbacks: callbacks.plain, "plain"),
        (lambda callbacks: callbacks.with_event, "ClickEventArguments"),
        (lambda callbacks: callbacks.with_default, 5),
        (lambda callbacks: callbacks.with_any, 1),
        (lambda callbacks: callbacks, "called"),
        (lambda callbacks: functools.partial(callbacks.with_default, 7), 7),
        (lambda callbacks: functools.partial(callbacks.with_event), "ClickEventArguments"),
    ],
    ids=["method", "with event", "with default", "with any", "object", "partial", "partial with event"],
)
def test_only_handlers_that_need_the_event_are_given_it(host, page, choose, expected):
    callbacks = Callbacks()
    press(host, page, ui.button(on_click=choose(callbacks)))
    assert callbacks.called == [expected]


def test_a_generic_event_brings_its_arguments(host, client, page):
    events = []
    element = ui.element("div").on("mousemove", events.append, ["clientX", "clientY"])
    host.settled()
    page.emit(element, "mousemove", {"clientX": 1, "clientY": 2})
    host.settled()
    assert events == [GenericEventArguments(sender=element, client=client, args={"clientX": 1, "clientY": 2})]


def test_handlers_run_in_the_order_of_the_events(host, page):
    order = []
    first, second = ui.button(on_click=lambda: order.append(1)), ui.button(on_click=lambda: order.append(2))
    host.settled()
    for button in (first, second, second, first):
        page.click(button)
    host.settled()
    assert order == [1, 2, 2, 1]


def test_several_listeners_of_one_event_run_in_the_order_of_subscription(host, page):
    order = []
    button = ui.button(on_click=lambda: order.append("first"))
    button.on("click", lambda: order.append("second"))
    press(host, page, button)
    assert order == ["first", "second"]


def test_handlers_run_on_the_main_loop(host, page):
    seen = []
    button = ui.button(on_click=lambda: seen.append((threading.current_thread(), asyncio.get_running_loop())))
    press(host, page, button)
    assert seen == [(host.run(threading.current_thread), host.loop())]


def test_elements_made_in_a_handler_go_where_the_sender_is(host, page):
    with ui.row() as row:
        button = ui.button(on_click=lambda: ui.label("new"))
    press(host, page, button)
    assert len(page.children(row)) == 2


def test_elements_made_in_an_async_handler_go_there_after_an_await_too(host, page):
    async def handle():
        await asyncio.sleep(0.001)
        ui.label("new")

    with ui.row() as row:
        button = ui.button(on_click=handle)
    press(host, page, button)
    wait_until(lambda: len(page.children(row)) == 2)


def test_events_of_two_pages_are_told_apart(host, client, page):
    other = host.open_page(client)
    count = []
    button = ui.button(on_click=lambda: count.append(1))
    host.settled()
    page.click(button)
    other.click(button)
    page.click(button)
    host.settled()
    assert len(count) == 3
    assert (page.received, other.received) == (2, 1)


def test_a_doubled_event_is_handled_once(host, page):
    count = []
    button = ui.button(on_click=lambda: count.append(1))
    host.settled()
    for _ in range(3):
        page.send("event", seq=1, element=button.id, listener=0)
    host.settled()
    assert count == [1]
    assert page.received == 1


def test_events_that_come_out_of_order_are_handled_in_order(host, page):
    order = []
    buttons = [ui.button(on_click=lambda number=number: order.append(number)) for number in range(3)]
    host.settled()
    for seq in (3, 1, 2):
        page.send("event", seq=seq, element=buttons[seq - 1].id, listener=0)
    host.settled()
    assert order == [0, 1, 2]


# ---- receipts


def test_an_event_counts_as_processed_when_its_handler_has_finished(host, page):
    go_on = asyncio.Event()
    button = ui.button(on_click=go_on.wait)
    press(host, page, button)
    assert page.received == 1
    assert page.processed == {}
    host.run(go_on.set)
    wait_until(lambda: page.processed == {str(button.id): 1})


def test_a_handler_that_raises_has_finished_too(host, page):
    button = ui.button(on_click=lambda: 1 / 0)
    press(host, page, button)
    assert page.processed == {str(button.id): 1}


def test_receipts_ride_on_batches_where_there_are_any(host, client, page):
    label = ui.label("a")
    button = ui.button(on_click=lambda: label.set_text("b"))
    host.settled()
    start = len(page.frames)
    page.click(button)
    wait_until(lambda: page.processed)
    frames = [envelope for envelope, _ in page.frames[start:]]
    assert any(envelope["k"] == "batch" and envelope.get("processed") for envelope in frames)


# ---- who is ignored


@pytest.mark.parametrize(
    "hide", [lambda b: b.disable(), lambda b: b.set_visibility(visible=False)], ids=["disabled", "hidden"]
)
def test_events_of_disabled_and_hidden_elements_are_ignored_but_not_held_up(host, page, hide):
    count = []
    button = ui.button(on_click=lambda: count.append(1))
    host.settled()
    hide(button)
    press(host, page, button)
    assert count == []
    assert page.processed == {str(button.id): 1}
    button.enable().visible = True
    press(host, page, button)
    assert count == [1]


def test_the_value_of_a_disabled_field_stays(host, page):
    field = ui.input(value="a").disable()
    host.settled()
    page.type(field, "b")
    host.settled()
    assert field.value == "a"


def test_events_of_deleted_elements_are_ignored(host, page):
    count = []
    button = ui.button(on_click=lambda: count.append(1))
    host.settled()
    button.delete()
    page.send("event", seq=1, element=button.id, listener=0)
    host.settled()
    assert count == []
    assert page.received == 1


# ---- declaring listeners


def test_a_click_sends_no_arguments(host, page):
    assert listeners(host, page, ui.button(on_click=print)) == [[0, "click", [], None]]


@pytest.mark.parametrize(
    ("args", "declared"),
    [
        (None, None),
        ([], []),
        (["clientX"], ["clientX"]),
        (("clientX", "key"), ["clientX", "key"]),
        ([["clientX"]], ["clientX"]),  # NiceGUI's form: one list per argument
        ([None], None),
    ],
)
def test_listeners_declare_which_arguments_travel(host, page, args, declared):
    assert listeners(host, page, ui.element("div").on("click", print, args))[0][2] == declared


def test_throttling_is_declared(host, page):
    element = ui.element("div").on("scroll", print, throttle=0.2, trailing_events=False)
    assert listeners(host, page, element) == [[0, "scroll", None, {"throttle": 0.2, "trailing": False}]]


def test_a_javascript_handler_is_declared_and_needs_no_python_handler(host, page):
    element = ui.element("div").on("click", js_handler="() => alert(1)")
    assert listeners(host, page, element)[0][3]["js_handler"] == "() => alert(1)"
    page.click(element)
    host.settled()
    assert page.received == 1


def test_without_any_handler_nothing_is_listened_to(host, page):
    element = ui.element("div").on("click")
    host.settled()
    assert ":on" not in page.nodes[element.id].state


@pytest.mark.parametrize(
    ("arguments", "error", "reason"),
    [
        ({"type": ""}, ValueError, "type: '' is no event type"),
        ({"type": "key down"}, ValueError, 'Write for example "click"'),
        ({"handler": 5}, TypeError, "handler: expected a function, got 5. Did you call it"),
        ({"args": "clientX"}, TypeError, "args: expected a list of keys"),
        ({"args": [1]}, TypeError, "args"),
        ({"args": ["a", 1]}, TypeError, "all of them strings"),
        ({"throttle": -1}, ValueError, "throttle: expected seconds"),
        ({"throttle": "1"}, ValueError, "throttle: expected seconds"),
        ({"throttle": float("nan")}, ValueError, "throttle: expected seconds"),
        ({"js_handler": print}, TypeError, "js_handler: expected a JavaScript function as text"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("client")
def test_wrong_parameters_are_named(arguments, error, reason):
    element = ui.element("div")
    with pytest.raises(error, match=reason):
        element.on(**{"type": "click", "handler": print, **arguments})
    assert ":on" not in element.state


@pytest.mark.parametrize("callback", [None, 5, "print"])
@pytest.mark.usefixtures("client")
def test_callbacks_that_are_none_are_refused(callback):
    with pytest.raises(TypeError, match="on_click: expected a function"):
        ui.button().on_click(callback)
    with pytest.raises(TypeError, match="on_change: expected a function"):
        ui.input().on_value_change(callback)


# ---- waiting for a click


def test_a_click_can_be_awaited(host, page):
    button = ui.button()
    done = []

    async def wait():
        await button.clicked()
        done.append(1)

    future = asyncio.run_coroutine_threadsafe(wait(), host.loop())
    host.run(lambda: None)
    press(host, page, button)
    future.result(5)
    assert done == [1]


def test_several_tasks_may_wait_for_one_click(host, page):
    button = ui.button()
    futures = [asyncio.run_coroutine_threadsafe(button.clicked(), host.loop()) for _ in range(3)]
    host.run(lambda: None)
    press(host, page, button)
    for future in futures:
        future.result(5)


def test_waiting_for_a_click_ends_when_the_button_is_deleted(host, page):
    button = ui.button("Press")
    future = asyncio.run_coroutine_threadsafe(button.clicked(), host.loop())
    host.run(lambda: None)
    button.delete()
    with pytest.raises(RuntimeError, match="has been deleted"):
        future.result(5)


def test_where_no_click_can_arrive_waiting_raises_at_once(host, client):
    host.problem = ("nobody is there.", "Open it.")
    with pytest.raises(RuntimeError, match=r"nobody is there\. Open it\."):
        host.run(ui.button().clicked)


# ---- waiting for any event


def wait_for(host, coroutine):
    """Have a task wait on the main loop."""
    future = asyncio.run_coroutine_threadsafe(coroutine, host.loop())
    host.settled()
    return future


def test_an_event_can_be_awaited(host, page):
    field = ui.element("input")
    future = wait_for(host, field.event("keydown.enter", ["key"]))
    page.emit(field, "keydown.enter", {"key": "Enter"})
    event = future.result(5)
    assert (event.sender, event.args) == (field, {"key": "Enter"})


def test_each_wait_takes_the_next_event(host, page):
    field = ui.element("input")
    for key in "ab":
        future = wait_for(host, field.event("keydown", ["key"]))
        page.emit(field, "keydown", {"key": key})
        assert future.result(5).args == {"key": key}
    assert len(page.nodes[field.id].state[":on"]) == 1, "the page is told once"


def test_what_nobody_waits_for_is_lost_not_kept(host, page):
    field = ui.element("input")
    future = wait_for(host, field.event("keydown"))
    page.emit(field, "keydown", 1)
    page.emit(field, "keydown", 2)
    assert future.result(5).args == 1
    host.settled()
    future = wait_for(host, field.event("keydown"))
    page.emit(field, "keydown", 3)
    assert future.result(5).args == 3


def test_waiting_can_be_cancelled(host, page):
    button = ui.button()
    future = wait_for(host, button.event("click", []))
    future.cancel()
    host.settled()
    again = wait_for(host, button.event("click", []))
    page.click(button)
    assert again.result(5).sender is button


def test_waiting_for_an_event_of_what_is_deleted_raises(host, page):
    button = ui.button()
    future = wait_for(host, button.event("click"))
    button.delete()
    with pytest.raises(ClientDeletedError):
        future.result(5)
    with pytest.raises(ClientDeletedError):
        host.run(lambda: button.event("click"))
    with pytest.raises(ClientDeletedError):
        host.run(lambda: button.event("focus"))


@pytest.mark.parametrize(
    ("type", "args", "name"), [("", None, "type"), ("key down", None, "type"), ("x", "key", "args")]
)
def test_bad_parameters_of_a_wait_raise_at_the_call(host, client, type, args, name):
    with pytest.raises((TypeError, ValueError), match=name):
        host.run(lambda: ui.button().event(type, args))
