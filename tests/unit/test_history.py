"""The history of sent batches, and its bounds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from liveui_jupyter.core.history import History


@pytest.fixture
def history() -> Iterator[History]:
    history = History()
    yield history
    history.clear()


def filled(history: History, count: int, size: int = 1) -> History:
    for message_id in range(count):
        history.append(message_id, bytes(size))
    return history


def test_what_is_kept_can_be_had_from_any_id_on(history):
    filled(history, 5)
    assert [message_id for message_id, _ in history.since(3) or ()] == [3, 4]
    assert [message_id for message_id, _ in history.since(0) or ()] == [0, 1, 2, 3, 4]


def test_an_id_that_comes_next_needs_nothing(history):
    assert filled(history, 5).since(5) == []


def test_an_empty_history_knows_nothing(history):
    assert history.since(0) is None


def test_what_was_forgotten_cannot_be_had(history):
    filled(history, 5).prune(2)
    assert history.since(1) is None
    assert len(history.since(2) or ()) == 3


def test_the_number_of_batches_is_bounded(history, monkeypatch):
    monkeypatch.setattr(History, "MAX_COUNT", 3)
    filled(history, 5)
    assert len(history) == 3
    assert history.since(1) is None
    assert history.since(2) is not None


def test_the_bytes_of_a_client_are_bounded(history, monkeypatch):
    monkeypatch.setattr(History, "MAX_BYTES", 25)
    filled(history, 5, size=10)
    assert len(history) == 2
    assert history.size == 20


def test_the_bytes_of_all_clients_are_bounded(history, monkeypatch):
    monkeypatch.setattr(History, "MAX_TOTAL_BYTES", History._total_bytes + 50)
    other = filled(History(), 4, size=10)
    try:
        filled(history, 4, size=10)
        assert (len(other), len(history)) == (4, 1)
        other.clear()
        history.append(4, bytes(10))
        assert len(history) == 2
    finally:
        other.clear()


def test_a_batch_beyond_the_bounds_is_not_kept_at_all(history, monkeypatch):
    monkeypatch.setattr(History, "MAX_BYTES", 25)
    filled(history, 2, size=10)
    history.append(2, bytes(100))
    assert (len(history), history.size) == (0, 0)


def test_the_total_counts_what_is_there(history):
    before = History._total_bytes
    filled(history, 3, size=10)
    assert History._total_bytes == before + 30
    history.prune(1)
    assert History._total_bytes == before + 20
    history.clear()
    assert (History._total_bytes, history.size) == (before, 0)
