"""The keyed diff of a child list: which children have to be put where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def child_moves(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int | None]]:
    """Return the fewest placements that turn the old order into the new one.

    Each (child, before) puts `child` directly before `before`, or last if that is None; they apply in order. Children
    that are only in `old` are taken to be gone already.

    Args:
        old: keys in the order that the page has, each once.
        new: keys in the order that is wanted, each once.
    """
    if old == new:
        return []
    position = {key: index for index, key in enumerate(old)}
    staying = _longest_increasing(new, position)
    moves: list[tuple[int, int | None]] = []
    before: int | None = None
    for key in reversed(new):
        if key not in staying:
            moves.append((key, before))
        before = key
    return moves


def _longest_increasing(new: Sequence[int], position: dict[int, int]) -> set[int]:
    """Return the keys of a longest run that keeps its order from old to new: those need not be touched."""
    tails: list[int] = []  # old positions; tails[n] ends the best run of length n + 1
    tail_keys: list[int] = []
    previous: dict[int, int | None] = {}
    for key in new:
        if key not in position:
            continue
        index = bisect_left(tails, position[key])
        previous[key] = tail_keys[index - 1] if index else None
        if index == len(tails):
            tails.append(position[key])
            tail_keys.append(key)
        else:
            tails[index] = position[key]
            tail_keys[index] = key
    staying: set[int] = set()
    walk = tail_keys[-1] if tail_keys else None
    while walk is not None:
        staying.add(walk)
        walk = previous[walk]
    return staying
