"""Bindings in circles, and through several elements: each change ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveui_jupyter import ui
from liveui_jupyter.testing import MemoryHost

in_a_cell = pytest.mark.usefixtures("client")


@in_a_cell
def test_a_circle_ends():
    a, b, c = ui.input(), ui.input(), ui.input()
    a.bind_value_to(b)
    b.bind_value_to(c)
    c.bind_value_to(a)
    for element, value in ((a, "1"), (b, "2"), (c, "3")):
        element.value = value
        assert (a.value, b.value, c.value) == (value,) * 3


@in_a_cell
def test_a_circle_with_lossy_converters_ends_and_leaves_alone_where_it_began():
    box, slider = ui.input(value="0"), ui.slider(min=0, max=10_000)
    box.bind_value(slider, forward=lambda t: int(float(t)), backward=str)
    box.value = "007.9"
    assert (box.value, slider.value) == ("007.9", 7)
    slider.value = 8
    assert box.value == "8"


@in_a_cell
def test_converters_that_never_agree_end():
    a, b = (ui.slider(min=0, max=10**9, value=0) for _ in range(2))
    a.bind_value(b, forward=lambda v: v + 1, backward=lambda v: v + 1)
    assert (a.value, b.value) == (1, 0)
    a.value = 10
    assert (a.value, b.value) == (10, 11)
    b.value = 20
    assert (a.value, b.value) == (21, 20)


@in_a_cell
def test_a_diamond():
    a, b, c, d = (ui.input() for _ in range(4))
    for middle in (b, c):
        a.bind_value(middle)
        middle.bind_value(d)
    a.value = "1"
    assert {e.value for e in (a, b, c, d)} == {"1"}
    d.value = "2"
    assert {e.value for e in (a, b, c, d)} == {"2"}


@given(
    edges=st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12),
    changes=st.lists(st.tuples(st.integers(0, 4), st.text("abc", max_size=3)), max_size=8),
)
@in_a_cell
def test_after_any_changes_of_any_graph_whoever_can_be_reached_has_the_last_value(edges, changes):
    with MemoryHost() as host, host.cell():
        boxes = [ui.input() for _ in range(5)]
        for source, target in edges:
            boxes[source].bind_value_to(boxes[target])
        for index, text in changes:
            before = [box.value for box in boxes]
            boxes[index].value = text
            reached = _reachable(index, edges) if text != before[index] else set()
            assert [box.value for box in boxes] == [text if i in reached else before[i] for i in range(5)]


def _reachable(start: int, edges: set[tuple[int, int]]) -> set[int]:
    found = {start}
    while new := {b for a, b in edges if a in found} - found:
        found |= new
    return found


@given(changes=st.lists(st.tuples(st.booleans(), st.integers(0, 99)), min_size=1, max_size=8))
@in_a_cell
def test_with_exact_converters_both_ends_always_agree(changes):
    with MemoryHost() as host, host.cell():
        slider, box = ui.slider(min=0, max=99), ui.input(value="0")
        slider.bind_value(box, forward=str, backward=lambda t: int(t or 0))
        for is_slider, number in changes:
            if is_slider:
                slider.value = number
            else:
                box.value = str(number)
            assert (slider.value, box.value) == (number, str(number))
