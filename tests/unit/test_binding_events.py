"""Bindings and events from pages: values are stored at once, what is bound follows, the newest wins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liveui_jupyter import binding, ui
from liveui_jupyter.core.binding.polling import refresh
from liveui_jupyter.testing import FakePage, MemoryHost


@contextmanager
def busy(host: MemoryHost) -> Iterator[Callable[[], None]]:
    """Keep the main loop busy, as a running cell does, until the block ends; what is given lets it catch up."""

    def block() -> threading.Event:
        is_blocked, go_on = threading.Event(), threading.Event()
        host.loop().call_soon_threadsafe(lambda: (is_blocked.set(), go_on.wait(10)))
        assert is_blocked.wait(5)
        return go_on

    def rest() -> None:
        nonlocal go_on
        go_on.set()
        host.settled()
        go_on = block()

    go_on = block()
    try:
        yield rest
    finally:
        go_on.set()
    host.settled()


def typed_before(page: FakePage, element: Any, value: Any, applied: int) -> None:
    """Send an event of a page that has applied no batch after `applied`."""
    next_message_id, page.next_message_id = page.next_message_id, applied + 1
    page.type(element, value)
    page.next_message_id = next_message_id


def recorder(values: list[Any]) -> Callable[[Any], Any]:
    """Return a converter that notes what it is given."""

    def record(value: Any) -> Any:
        values.append(value)
        return value

    return record


def test_what_is_bound_follows_before_the_handlers_run(host, page):
    seen = []
    box = ui.input(on_change=lambda e: seen.append((e.value, label.text)))
    label = ui.label().bind_text_from(box, "value")
    host.settled()
    page.type(box, "a")
    host.settled()
    assert seen == [("a", "a")]
    assert page.text(label) == "a"


def test_bound_targets_follow_when_the_loop_has_time(host, page):
    box = ui.input()
    label = ui.label().bind_text_from(box, "value")
    host.settled()
    with busy(host):
        page.type(box, "a")
        assert (box.value, label.text) == ("a", "")
    assert label.text == "a"


def test_events_in_a_row_carry_the_newest_value(host, page):
    carried, handled = [], []
    first, second = ui.input(on_change=lambda e: handled.append((e.value, first.value, second.value))), ui.input()
    first.bind_value(second, forward=recorder(carried))
    host.settled()
    carried.clear()
    with busy(host):
        for text in ("a", "ab", "abc"):
            page.type(first, text)
    assert carried == ["abc", "abc", "abc"]
    assert handled == [("a", "abc", "abc"), ("ab", "abc", "abc"), ("abc", "abc", "abc")]
    assert (first.value, second.value) == ("abc", "abc")
    assert page.value(second) == "abc"


def test_a_newer_raw_value_is_never_set_back(host, page):
    """Whatever arrives while an event is handled is newer than what that event brings."""
    still_to_type, seen = ["ab", "abc", "abcd"], []
    first, second = ui.input(), ui.input()

    def type_more(value: str) -> str:
        if value and still_to_type:
            page.type(first, still_to_type.pop(0))
        seen.append(first.value)
        return value

    first.bind_value(second, forward=type_more, backward=type_more)
    host.settled()
    page.type(first, "a")
    host.settled()
    assert seen == sorted(seen, key=len)
    assert first.value == second.value == page.value(first) == page.value(second) == "abcd"


def test_of_events_of_two_bound_fields_the_later_wins_at_both(host, page):
    first, second = ui.input(), ui.input()
    first.bind_value(second)
    host.settled()
    with busy(host):
        page.type(first, "first")
        page.type(second, "second")
        assert (first.value, second.value) == ("first", "second")
    assert first.value == second.value == page.value(first) == page.value(second) == "second"


def test_of_events_of_three_fields_in_a_circle_the_last_wins(host, page):
    a, b, c = ui.input(), ui.input(), ui.input()
    a.bind_value_to(b)
    b.bind_value_to(c)
    c.bind_value_to(a)
    host.settled()
    with busy(host):
        for element, text in ((a, "1"), (c, "2"), (b, "3"), (a, "4"), (c, "5")):
            page.type(element, text)
    assert {element.value for element in (a, b, c)} == {"5"}


def test_what_python_sets_later_is_not_overwritten_by_an_event_that_waits(host, page):
    first, second = ui.input(), ui.input()
    first.bind_value_to(second)
    host.settled()
    with busy(host):
        page.type(first, "a")
        second.value = "Python"
    assert (first.value, second.value) == ("a", "Python")


def test_an_event_older_than_an_assignment_carries_nothing(host, page):
    handled, carried = [], []
    first, label = ui.input(on_change=lambda e: handled.append(e.value)), ui.label()
    label.bind_text_from(first, "value", recorder(carried))
    host.settled()
    applied = page.next_message_id - 1
    first.value = "Python"
    label.text = "changed since"
    host.settled()
    typed_before(page, first, "stale", applied)
    host.settled()
    assert handled == ["Python", "stale"]
    assert carried == ["", "Python"]
    assert (first.value, label.text) == ("Python", "changed since")


def test_an_event_that_python_has_overtaken_carries_nothing(host, page):
    carried = []
    first, label = ui.input(), ui.label()
    label.bind_text_from(first, "value", recorder(carried))
    host.settled()
    with busy(host):
        page.type(first, "typed")
        first.value = "Python"
        label.text = "changed since"
    assert carried == ["", "Python"]
    assert label.text == "changed since"


def test_sliders_that_are_dragged(host, page):
    sliders = [ui.slider(min=0, max=100) for _ in range(2)]
    sliders[0].bind_value(sliders[1])
    label = ui.label().bind_text_from(sliders[1], "value", lambda v: f"{v} %")
    host.settled()
    for drag in (range(0, 60, 5), range(60, 20, -5)):
        for slider in sliders:
            for value in drag:
                page.type(slider, value)
                if value % 3 == 0:
                    host.settled()
            host.settled()
            assert sliders[0].value == sliders[1].value == page.value(sliders[0]) == page.value(sliders[1]) == value
            assert page.text(label) == f"{value} %"


def test_a_field_is_not_normalised_while_it_is_typed(host, page):
    box, slider = ui.input(value="0"), ui.slider(min=0, max=100)
    box.bind_value(slider, forward=lambda t: int(float(t or 0)), backward=str)
    host.settled()
    for text in ("", "1", "1.", "1.5"):
        page.type(box, text)
        host.settled()
        assert (box.value, page.value(box)) == (text, text)
    assert slider.value == 1
    page.type(slider, 2)
    host.settled()
    assert box.value == "2"


def test_a_box_enables_and_shows_others(host, page):
    box = ui.checkbox()
    button = ui.button("x").bind_enabled_from(box, "value")
    row = ui.row().bind_visibility_from(box, "value")
    host.settled()
    assert page.nodes[button.id].state.get("disabled") is True
    page.type(box, True)
    host.settled()
    assert "disabled" not in page.nodes[button.id].state
    assert ":hidden" not in page.nodes[row.id].state


def test_a_converters_error_is_shown_and_handlers_run(host, page):
    handled = []
    box = ui.input(on_change=lambda e: handled.append(e.value))
    label, other = ui.label().bind_text_from(box, "value", lambda v: int(v or 0)), ui.label()
    other.bind_text_from(box, "value")
    host.settled()
    page.type(box, "x")
    host.settled()
    assert "invalid literal for int" in page.output()
    assert (handled, label.text, other.text) == (["x"], "0", "x")
    page.type(box, "5")
    host.settled()
    assert label.text == "5"


def test_two_clients(host, page):
    with host.cell() as other_client:
        label = ui.label()
        box = ui.input()
    other_page = host.open_page(other_client)
    first = ui.input()
    first.bind_value(box)
    label.bind_text_from(first, "value")
    host.settled()
    page.type(first, "a")
    host.settled()
    assert (other_page.text(label), other_page.value(box)) == ("a", "a")
    other_page.type(box, "b")
    host.settled()
    assert (page.value(first), other_page.text(label)) == ("b", "b")
    other_client.delete()
    page.type(first, "c")
    host.settled()
    assert (first.value, box.value, page.output()) == ("c", "b", "")


def test_looking_at_a_plain_source_does_not_overwrite_what_waits(host, page):
    data = {"a": "old"}
    box = ui.input().bind_value(data, "a")
    host.settled()
    with busy(host):
        data["a"] = "set by the cell"
        page.type(box, "typed")
        refresh()
        assert box.value == "typed"
    assert (box.value, data["a"]) == ("typed", "typed")


def test_a_value_that_was_refused_by_the_page_goes_nowhere(host, page):
    slider, label = ui.slider(min=0, max=9, value=3), ui.label()
    label.bind_text_from(slider, "value")
    host.settled()
    page.type(slider, "x")
    host.settled()
    assert (slider.value, label.text) == (3, "3")
    assert not slider.has_unhandled_value


@pytest.mark.parametrize("is_bound", [False, True])
def test_a_value_waits_until_its_handlers_turn(host, page, is_bound):
    box = ui.input()
    if is_bound:
        ui.label().bind_text_from(box, "value")
    host.settled()
    with busy(host):
        page.type(box, "a")
        assert box.has_unhandled_value
    assert not box.has_unhandled_value


OPERATIONS = st.lists(
    st.tuples(st.sampled_from(["page", "Python", "settle"]), st.integers(0, 5), st.text("abc", max_size=2)), max_size=12
)
EDGES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=7)


@binding.bindable_dataclass
class Model:
    value: str = ""


@settings(max_examples=60)
@given(edges=EDGES, operations=OPERATIONS)
def test_whoever_comes_last_has_the_last_word_at_all_that_are_bound_both_ways(edges, operations):
    with MemoryHost() as host, host.cell() as client:
        page = host.open_page(client)
        boxes = [ui.input() for _ in range(4)]
        ends = [*boxes, Model(), Model()]
        for first, second in edges:
            binding.bind(ends[first], "value", ends[second], "value")
        host.settled()
        expected = [""] * 6
        with busy(host) as rest:
            for kind, index, text in operations:
                if kind == "settle":
                    rest()
                    assert [end.value for end in ends] == expected
                    assert [page.value(box) for box in boxes] == expected[:4]
                elif kind == "page" and index < 4:
                    page.type(boxes[index], text)
                    expected = _with(expected, edges, index, text)
                else:
                    if text != ends[index].value or (index < 4 and boxes[index].has_unhandled_value):
                        expected = _with(expected, edges, index, text)  # else nothing has changed
                    ends[index].value = text
                    client.flush()  # what the page's user does next is newer
        assert [end.value for end in ends] == expected
        assert [page.value(box) for box in boxes] == expected[:4]


def _with(values: list[str], edges: list[tuple[int, int]], index: int, text: str) -> list[str]:
    connected = _connected(index, edges)
    return [text if other in connected else value for other, value in enumerate(values)]


def _connected(start: int, edges: list[tuple[int, int]]) -> set[int]:
    found = {start}
    while new := {end for edge in edges if found & set(edge) for end in edge} - found:
        found |= new
    return found
