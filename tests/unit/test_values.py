"""Values that users change: stored at once, handled later, never overwritten by what is older."""

from __future__ import annotations

import asyncio
import functools
import threading
from fractions import Fraction

import numpy as np
import pytest

from liveui_jupyter import PropertyEncodingError, ui
from liveui_jupyter.core.events import ValueChangeEventArguments
from liveui_jupyter.testing import FakePage
from tests.support import wait_until


def entered(host, page, element, *values) -> None:
    host.settled()
    for value in values:
        page.type(element, value)
    host.settled()


def faults(host, client) -> list[str]:
    host.settled()
    return [envelope["message"] for envelope, _ in host.transport(client).sent if envelope["k"] == "fault"]


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (ui.input, ("", "text")),
        (ui.checkbox, (False, True)),
        (functools.partial(ui.slider, min=0, max=10), (0, 7)),
    ],
    ids=["input", "checkbox", "slider"],
)
def test_a_change_brings_value_and_previous_value(host, client, page, make, change):
    first, second = change
    events = []
    element = make(on_change=events.append)
    entered(host, page, element, second)
    assert events == [ValueChangeEventArguments(sender=element, client=client, value=second, previous_value=first)]
    assert element.value == second
    assert page.value(element) == second


def test_the_value_of_an_event_is_its_own_the_senders_may_be_newer(host, page):
    seen = []
    field = ui.input(on_change=lambda e: seen.append((e.previous_value, e.value, e.sender.value)))
    host.settled()
    is_blocked, go_on = threading.Event(), threading.Event()
    host.loop().call_soon_threadsafe(lambda: (is_blocked.set(), go_on.wait(10)))
    assert is_blocked.wait(5)
    for text in ("a", "ab", "abc"):
        page.type(field, text)
    go_on.set()
    host.settled()
    assert seen == [("", "a", "abc"), ("a", "ab", "abc"), ("ab", "abc", "abc")]


def test_a_blocking_loop_sees_the_users_click(host, page):
    stop = ui.checkbox()
    host.settled()
    is_running, rounds = threading.Event(), []

    def work():
        is_running.set()
        while not stop.value:
            rounds.append(1)

    host.loop().call_soon_threadsafe(work)
    assert is_running.wait(5)
    page.type(stop, True)
    host.run(lambda: None)  # the loop has ended
    assert stop.value is True


def test_an_unchanged_value_calls_no_handler(host, page):
    events = []
    field = ui.input(value="a", on_change=events.append)
    entered(host, page, field, "a")
    field.value = "a"
    host.settled()
    assert events == []
    assert page.processed == {str(field.id): 1}


def test_setting_a_value_calls_the_handlers_too(host, page):
    seen = []
    field = ui.input(value="a", on_change=lambda e: seen.append((e.previous_value, e.value)))
    field.value = "b"
    field.set_value("c")
    host.settled()
    assert seen == [("a", "b"), ("b", "c")]
    assert page.value(field) == "c"


def test_several_handlers_of_changes_are_called_in_turn(host, page):
    order = []
    field = ui.input(on_change=lambda: order.append(1)).on_value_change(lambda: order.append(2))
    entered(host, page, field, "a")
    assert order == [1, 2]


def test_one_handlers_fault_does_not_keep_the_next_from_running(host, page):
    order = []
    field = ui.input(on_change=lambda: 1 / 0).on_value_change(lambda: order.append(2))
    entered(host, page, field, "a")
    assert order == [2]
    assert "ZeroDivisionError" in page.output()


def test_an_async_handler_of_changes_is_awaited_before_the_event_is_processed(host, page):
    go_on = asyncio.Event()
    field = ui.input(on_change=go_on.wait)
    entered(host, page, field, "a")
    assert page.processed == {}
    host.run(go_on.set)
    wait_until(lambda: page.processed == {str(field.id): 1})


def test_a_value_is_shown_in_every_page(host, client, page):
    other = host.open_page(client)
    field = ui.input()
    entered(host, page, field, "a")
    assert other.value(field) == "a"


# ---- what is older than an assignment


def typed_before(page: FakePage, element, value, applied: int) -> None:
    """Send an event of a page that has applied no batch after `applied`."""
    next_message_id, page.next_message_id = page.next_message_id, applied + 1
    page.type(element, value)
    page.next_message_id = next_message_id


def test_an_event_older_than_an_assignment_is_handled_but_does_not_overwrite(host, page):
    seen = []
    field = ui.input(value="start", on_change=lambda e: seen.append(e.value))
    host.settled()
    applied = page.next_message_id - 1
    field.value = "from Python"
    host.settled()
    typed_before(page, field, "from the user", applied)
    host.settled()
    assert seen == ["from Python", "from the user"]
    assert field.value == "from Python"
    assert page.value(field) == "from Python"
    assert page.processed == {str(field.id): 1}


def test_an_event_while_the_assignment_waits_to_be_sent_is_older(host, page, monkeypatch):
    monkeypatch.setattr("liveui_jupyter.core.pacing.QUIET", 3_600.0)
    monkeypatch.setattr("liveui_jupyter.core.pacing.MAX_AGE", 3_600.0)
    field = ui.input(value="start")
    host.settled()
    field.value = "from Python"
    page.type(field, "from the user")
    host.settled()
    assert field.value == "from Python"


def test_an_event_after_an_assignment_was_shown_overwrites(host, page):
    field = ui.input(value="start")
    host.settled()
    field.value = "from Python"
    host.settled()
    entered(host, page, field, "from the user")
    assert field.value == "from the user"


def test_assigning_what_is_there_already_holds_no_user_up(host, page):
    field = ui.input(value="a")
    host.settled()
    field.value = "a"
    entered(host, page, field, "b")
    assert field.value == "b"
    field.value = "b"
    entered(host, page, field, "c")
    assert field.value == "c"


def test_a_handler_that_changes_what_is_typed_has_the_last_word(host, page):
    field = ui.input(on_change=lambda e: e.sender.set_value(e.value.upper()))
    host.settled()
    for text in ("a", "ab", "abc"):
        page.type(field, text)
    host.settled()
    assert field.value == page.value(field) == "ABC"


# ---- what can't be a value


@pytest.mark.parametrize("value", [5, True, ["a"], {"a": 1}, b"a", float("nan")])
def test_an_input_takes_only_text_from_a_page(host, client, page, value):
    field = ui.input("Name", value="a")
    entered(host, page, field, value)
    assert field.value == "a"
    (message,) = faults(host, client)
    assert "Input" in message
    assert "update:value" in message
    assert page.processed == {str(field.id): 1}


@pytest.mark.parametrize("value", [5, "true", ["a"], 0])
def test_a_checkbox_takes_only_booleans_from_a_page(host, client, page, value):
    box = ui.checkbox()
    entered(host, page, box, value)
    assert box.value is False
    assert len(faults(host, client)) == 1


@pytest.mark.parametrize("value", ["5", True, [1], float("nan"), float("inf"), None])
def test_a_slider_takes_only_numbers_from_a_page(host, client, page, value):
    slider = ui.slider(min=0, max=10, value=3)
    entered(host, page, slider, value)
    assert slider.value == 3
    assert len(faults(host, client)) == 1


def test_what_no_page_sends_does_not_hold_up_the_rest(host, page):
    field = ui.input()
    entered(host, page, field, 5, "a", None, "b")
    assert field.value == "b"
    assert page.received == 4


@pytest.mark.parametrize("value", [5, b"a", ["a"]])
@pytest.mark.usefixtures("client")
def test_an_input_takes_only_text_from_python(value):
    field = ui.input(value="a")
    with pytest.raises(TypeError, match=r"value: expected text, got .*str\(\)"):
        field.value = value
    assert field.value == "a"


@pytest.mark.parametrize(
    ("value", "error"),
    [("5", TypeError), (True, TypeError), (None, TypeError), (float("nan"), ValueError), (10**400, ValueError)],
    ids=["text", "bool", "None", "nan", "huge"],
)
@pytest.mark.usefixtures("client")
def test_a_slider_takes_only_finite_numbers_from_python(value, error):
    slider = ui.slider(min=0, max=10, value=3)
    with pytest.raises(error, match="value: expected a"):
        slider.value = value
    assert slider.value == 3


@pytest.mark.usefixtures("client")
def test_a_value_that_cannot_be_sent_is_not_kept():
    slider = ui.slider(min=0, max=10, value=3)
    with pytest.raises(PropertyEncodingError, match="'value' of Slider"):
        slider.value = Fraction(1, 3)
    assert slider.value == 3
    field = ui.input(value="a")
    with pytest.raises(PropertyEncodingError, match="'value' of Input"):
        field.value = "\ud800"
    assert field.value == "a"


@pytest.mark.usefixtures("client")
def test_values_of_numpy_become_pythons_own():
    slider = ui.slider(min=np.int64(0), max=np.float32(10), value=np.int64(3))
    assert (slider.value, type(slider.value)) == (3, int)
    box = ui.checkbox(value=np.bool_(True))
    assert box.value is True


@pytest.mark.usefixtures("client")
def test_none_is_the_empty_value():
    assert ui.input(value=None).value == ""
    assert ui.checkbox(value=None).value is False
    field = ui.input(value="a")
    field.value = None
    assert field.value == ""


def test_a_slider_with_whole_steps_has_whole_values(host, page):
    whole, half = ui.slider(min=0, max=10), ui.slider(min=0, max=1, step=0.5)
    host.settled()
    page.type(whole, 3.0)
    page.type(half, 1.0)
    host.settled()
    assert (whole.value, type(whole.value)) == (3, int)
    assert (half.value, type(half.value)) == (1.0, float)


def test_a_slider_declares_how_often_it_tells_of_being_dragged(host, page):
    slider = ui.slider(min=0, max=10)
    host.settled()
    assert page.nodes[slider.id].state[":on"] == [[0, "update:value", None, {"throttle": 0.05}]]


def test_other_events_of_a_field_bring_their_own_arguments(host, page):
    seen = []
    field = ui.input(value="a").on("keydown.enter", lambda e: seen.append((e.sender.value, e.args)), ["key"])
    host.settled()
    page.emit(field, "keydown.enter", {"key": "Enter"})
    host.settled()
    assert seen == [("a", {"key": "Enter"})]


def test_a_page_may_show_what_python_sets_while_handlers_wait(host, page):
    """A page keeps its user's value until the event is processed; Python, in a blocking loop, sets another later."""
    field = ui.input()
    host.settled()

    def block():  # the main loop is busy: no handler runs
        seq = page.emit(field, "update:value", "typed")
        assert field.value == "typed"
        field.value = "from Python"
        wait_until(lambda: page.value(field) == "from Python")
        wait_until(lambda: page.processed.get(str(field.id)) == seq)

    host.run(block)


def test_but_nothing_else_counts_as_processed_early(host, page):
    field = ui.input()
    host.settled()

    def block():
        page.type(field, "typed")
        field.value = "typed"  # changes nothing
        assert str(field.id) not in page.processed

    host.run(block)
    host.settled()
    assert str(field.id) in page.processed
