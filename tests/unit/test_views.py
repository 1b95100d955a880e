"""The views of a client: the order of their events, and what they are owed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveui_jupyter.core import views as views_module
from liveui_jupyter.core.pacing import LAST_ACK_COUNTS
from liveui_jupyter.core.views import View, Views


@pytest.fixture
def views() -> Views:
    return Views()


def connected(views: Views, view_id: str = "a") -> View:
    view, _ = views.connect(view_id, ["comm"])
    return view


@given(st.lists(st.integers(1, 12), max_size=40))
def test_events_are_due_once_and_in_order_however_they_arrive(arrivals):
    view = View("a")
    due = [seq for arrival in arrivals for seq in view.arrive(arrival, arrival)]
    assert due == list(range(1, len(due) + 1))
    missing = next(seq for seq in range(1, 14) if seq not in arrivals)
    assert view.received == missing - 1 == len(due)


def test_an_event_that_is_early_waits_for_the_one_before():
    view = View("a")
    assert view.arrive(2, "second") == []
    assert view.arrive(3, "third") == []
    assert view.arrive(1, "first") == ["first", "second", "third"]


@pytest.mark.parametrize("seq", [0, -1, -(10**30)])
def test_numbers_that_no_page_gives_are_ignored(seq):
    assert View("a").arrive(seq, "event") == []


def test_early_events_are_bounded(monkeypatch):
    monkeypatch.setattr(views_module, "MAX_EARLY", 3)
    view = View("a")
    for seq in range(2, 10):
        view.arrive(seq, seq)
    assert len(view.early) == 3
    assert view.arrive(1, 1) == [1, 2, 3, 4]


def test_a_second_handshake_is_not_a_new_view(views):
    first, is_new = views.connect("a", [])
    again, is_new_again = views.connect("a", ["control"])
    assert (is_new, is_new_again) == (True, False)
    assert again is first
    assert again.capabilities == ["control"]


def test_a_view_that_comes_back_keeps_its_numbers(views):
    connected(views).arrive(1, "event")
    assert views.disconnect("a")
    view, is_new = views.connect("a", [])
    assert is_new
    assert view.arrive(1, "event") == []
    assert view.arrive(2, "event") == ["event"]


def test_a_view_can_only_go_once(views):
    connected(views)
    assert views.disconnect("a")
    assert not views.disconnect("a")
    assert not views.disconnect("never there")


def test_views_that_have_gone_are_forgotten_at_some_time(views, monkeypatch):
    monkeypatch.setattr(views_module, "MAX_REMEMBERED", 2)
    for name in "abc":
        connected(views, name).arrive(1, "event")
        views.disconnect(name)
    assert connected(views, "a").arrive(1, "event") == ["event"]
    assert connected(views, "c").arrive(1, "event") == []


def test_a_page_cannot_acknowledge_what_was_not_sent(views):
    view = connected(views)
    views.acknowledge(view, 99, 5)
    assert view.applied == 5


def test_acknowledgements_never_go_back(views):
    view = connected(views)
    views.acknowledge(view, 5, 9)
    views.acknowledge(view, 3, 9)
    assert view.applied == 5


def test_the_slowest_view_counts(views):
    views.acknowledge(connected(views, "a"), 7, 9)
    views.acknowledge(connected(views, "b"), 4, 9)
    assert views.oldest_applied() == 4


def test_a_view_that_has_not_been_heard_for_long_does_not_count(views):
    views.acknowledge(connected(views, "a"), 7, 9)
    silent = connected(views, "b")
    silent.heard_at = time.monotonic() - LAST_ACK_COUNTS - 1
    assert views.oldest_applied() == 7


def test_without_a_view_nobody_has_applied_anything(views):
    assert views.oldest_applied() is None


def test_receipts_are_owed_once(views):
    view = connected(views)
    view.arrive(1, "event")
    views.note_received(view)
    views.note_processed("a", 5, 1)
    assert views.has_receipts
    assert views.take_receipts() == ({"a": 1}, {"a": {"5": 1}})
    assert views.take_receipts() == ({}, {})
    assert not views.has_receipts


def test_the_latest_processed_event_of_an_element_counts(views):
    connected(views)
    for seq in (2, 3, 1):
        views.note_processed("a", 5, seq)
    assert views.take_receipts()[1] == {"a": {"5": 3}}


def test_a_view_that_has_gone_is_owed_nothing(views):
    connected(views)
    views.note_processed("a", 5, 1)
    views.disconnect("a")
    views.note_processed("a", 5, 2)
    assert views.take_receipts() == ({}, {})


def test_a_handshake_is_answered_with_what_was_received_and_processed(views):
    connected(views).arrive(1, "event")
    views.note_processed("a", 5, 1)
    views.take_receipts()
    views.connect("a", [])
    assert views.take_receipts() == ({"a": 1}, {"a": {"5": 1}})


# ---- handshakes and goodbyes on different lanes


def test_a_handshake_that_a_goodbye_has_overtaken_means_nothing(host, client):
    page = host.open_page(client)
    page.send("handshake", next_message_id=0, version="", turn=3, lane="control")
    page.send("disconnect", turn=4)
    assert not client.has_socket_connection
    page.send("handshake", next_message_id=0, version="", turn=3, lane="comm")
    assert not client.has_socket_connection
    page.send("handshake", next_message_id=0, version="", turn=5, lane="comm")
    assert client.has_socket_connection


def test_a_goodbye_that_a_handshake_has_overtaken_means_nothing(host, client):
    page = host.open_page(client)
    page.send("handshake", next_message_id=0, version="", turn=3)
    page.send("disconnect", turn=2)
    assert client.has_socket_connection
    page.send("disconnect")
    assert not client.has_socket_connection


def test_the_page_is_told_on_which_lanes_it_was_heard(host, client):
    page = host.open_page(client)
    host.settled()
    page.frames.clear()
    for lane in ("comm", "control", "comm"):
        page.send("handshake", next_message_id=page.next_message_id, version="", turn=1, lane=lane)
    host.settled()
    heard = [lane for frame, _ in page.frames for lane in frame.get("heard", {}).get(page.view, [])]
    assert set(heard) == {"comm", "control"}
    page.frames.clear()
    client.flush()
    assert [frame for frame, _ in page.frames if "heard" in frame] == []
