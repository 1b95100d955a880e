"""The keyed diff of a child list."""

from __future__ import annotations

from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from liveui_jupyter.core.diff import child_moves

orders = st.lists(st.integers(0, 30), unique=True, max_size=20)


def applied(old: list[int], moves: list[tuple[int, int | None]]) -> list[int]:
    """Do what a page does."""
    result = list(old)
    for child, before in moves:
        if child in result:
            result.remove(child)
        result.insert(len(result) if before is None else result.index(before), child)
    return result


@given(orders, orders)
def test_moves_turn_the_old_order_into_the_new(old, new):
    present = [key for key in old if key in new]
    assert applied(present, child_moves(old, new)) == new


@given(orders)
def test_nothing_moves_if_nothing_changed(order):
    assert child_moves(order, list(order)) == []


@given(orders, st.data())
def test_what_is_only_in_the_old_order_needs_no_move(new, data):
    gone = data.draw(st.lists(st.integers(31, 60), unique=True, max_size=5))
    old = list(new)
    for key in gone:
        old.insert(data.draw(st.integers(0, len(old))), key)
    assert child_moves(old, new) == []


def test_no_shorter_list_of_moves_exists():
    old = list(range(5))
    for new in permutations(old):
        longest = max(
            size
            for size in range(1, 6)
            if any(list(run) == sorted(run) for run in combinations(new, size))  # these can stay where they are
        )
        assert len(child_moves(old, list(new))) == 5 - longest


def test_one_of_many_that_moves_costs_one_move():
    old = list(range(1000))
    assert child_moves(old, [999, *range(999)]) == [(999, 0)]
    assert child_moves(old, [*range(1, 1000), 0]) == [(0, None)]
    assert child_moves(old, [*range(1, 500), 0, *range(500, 1000)]) == [(0, 500)]


def test_new_children_are_placed_without_moving_others():
    assert child_moves([1, 2, 3], [1, 4, 2, 3, 5]) == [(5, None), (4, 2)]


def test_a_reversal_of_ten_thousand_is_quick():
    old = list(range(10_000))
    assert len(child_moves(old, old[::-1])) == 9_999
