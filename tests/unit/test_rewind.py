"""Lost and doubled frames, pages that come back: nothing is missed, nothing applied twice, no page is reloaded."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from liveui_jupyter import Client, ui
from liveui_jupyter.core.history import History
from liveui_jupyter.testing import FakePage, MemoryHost
from tests.support import wait_until


def kinds_for(page: FakePage, start: int = 0) -> list[str]:
    return [envelope["k"] for envelope, _ in page.frames[start:]]


def lose(host: MemoryHost, client: Client, kind: str = "batch", count: int = 1) -> None:
    """Lose the next frames of a kind."""
    left = [count]

    def fate(envelope: dict[str, Any]) -> int:
        if envelope["k"] == kind and left[0]:
            left[0] -= 1
            return 0
        return 1

    host.transport(client).fate = fate


def test_a_gap_is_filled_from_the_history(host, client, page):
    host.settled()
    lose(host, client)
    first = ui.label("first")
    host.settled()
    assert first.id not in page.nodes
    start = len(page.frames)
    second = ui.label("second")
    host.settled()
    assert (page.text(first), page.text(second)) == ("first", "second")
    assert "snapshot" not in kinds_for(page, start)


def test_what_is_replayed_are_the_bytes_that_were_sent(host, client, page):
    host.settled()
    lose(host, client)
    label = ui.label("as it was")
    host.settled()
    label.text = "as it is"
    host.settled()
    replayed = [payload for envelope, payload in page.frames if envelope["k"] == "batch" and envelope["id"] == 0]
    sent = [payload for envelope, payload in host.transport(client).sent if envelope["k"] == "batch"]
    assert replayed == [sent[0]]
    assert b"as it was" in sent[0]
    assert page.text(label) == "as it is"


def test_a_gap_beyond_the_history_is_filled_by_a_snapshot(host, client, page):
    host.settled()
    lose(host, client)
    first = ui.label("first")
    host.settled()
    client.outbox.history.clear()
    start = len(page.frames)
    second = ui.label("second")
    host.settled()
    assert (page.text(first), page.text(second)) == ("first", "second")
    assert "snapshot" in kinds_for(page, start)


def test_a_history_that_may_keep_nothing_costs_snapshots_only(host, client, page, monkeypatch):
    monkeypatch.setattr(History, "MAX_COUNT", 0)
    lose(host, client, count=3)
    labels = []
    for number in range(6):
        labels.append(ui.label(number))
        host.settled()
    assert [page.text(label) for label in labels] == list("012345")


def test_doubled_frames_are_applied_once(host, client, page):
    host.transport(client).fate = lambda _: 2
    row = ui.row()
    for number in range(5):
        with row:
            ui.label(number)
        host.settled()
    assert len(page.children(row)) == 5
    assert page.next_message_id == client.outbox.next_message_id


def test_a_page_that_comes_back_gets_what_it_missed_and_no_more(host, client, page):
    label = ui.label("a")
    host.settled()
    transport = host.transport(client)
    transport.pages.remove(page)
    for text in "bcd":
        label.text = text
        client.flush()
    transport.pages.append(page)
    start = len(page.frames)
    page.handshake()
    host.settled()
    assert page.text(label) == "d"
    assert [kind for kind in kinds_for(page, start) if kind != "receipt"] == ["batch"] * 3


def test_a_page_that_missed_nothing_gets_nothing_again(host, client, page):
    ui.label("a")
    host.settled()
    start = len(page.frames)
    page.handshake()
    host.settled()
    assert set(kinds_for(page, start)) <= {"receipt"}


def test_pending_changes_are_sent_before_a_replay(host, client, page, monkeypatch):
    """A handshake that comes while changes wait must not put older batches behind newer ones."""
    monkeypatch.setattr("liveui_jupyter.core.pacing.QUIET", 3_600.0)
    monkeypatch.setattr("liveui_jupyter.core.pacing.MAX_AGE", 3_600.0)
    label = ui.label("a")
    client.flush()
    transport = host.transport(client)
    transport.pages.remove(page)
    label.text = "b"
    client.flush()
    transport.pages.append(page)
    label.text = "c"  # waits
    start = len(page.frames)
    page.handshake()
    wait_until(lambda: page.text(label) == "c")
    ids = [envelope["id"] for envelope, _ in page.frames[start:] if envelope["k"] == "batch"]
    # The pending batch shows a gap; both are in the history by then, and come in order.
    assert ids[0] == 2
    assert ids[1:3] == [1, 2]


def test_pending_changes_are_part_of_a_snapshot(host, client, monkeypatch):
    monkeypatch.setattr("liveui_jupyter.core.pacing.QUIET", 3_600.0)
    monkeypatch.setattr("liveui_jupyter.core.pacing.MAX_AGE", 3_600.0)
    label = ui.label("a")
    client.flush()
    client.outbox.history.clear()
    label.text = "b"
    page = FakePage(client)
    host.transport(client).pages.append(page)
    page.handshake()
    wait_until(lambda: label.id in page.nodes)
    assert page.text(label) == "b"
    label.text = "c"
    client.flush()
    assert page.text(label) == "c"


def test_a_page_of_another_epoch_gets_a_snapshot(host, client):
    label = ui.label("a")
    client.flush()
    page = FakePage(client)
    page.epoch, page.next_message_id = "another kernel", 1
    host.transport(client).pages.append(page)
    page.handshake()
    host.settled()
    assert kinds_for(page)[-1] == "snapshot"
    assert page.text(label) == "a"
    assert page.epoch == client.epoch


def test_a_page_that_claims_to_know_the_future_gets_a_snapshot(host, client):
    label = ui.label("a")
    client.flush()
    for claim in (5, 10**9, -3):
        page = FakePage(client)
        page.epoch, page.next_message_id = client.epoch, claim
        host.transport(client).pages.append(page)
        page.handshake()
        host.settled()
        assert "snapshot" in kinds_for(page)
        assert page.text(label) == "a"


def test_a_snapshot_is_for_the_view_that_needs_it(host, client, page):
    ui.label("a")
    host.settled()
    start = len(page.frames)
    client.outbox.history.clear()
    other = host.open_page(client)
    snapshots = [envelope["view"] for envelope, _ in page.frames[start:] if envelope["k"] == "snapshot"]
    assert snapshots == [other.view]
    assert page.next_message_id == other.next_message_id


def test_a_replay_for_one_view_leaves_the_others_alone(host, client, page):
    row = ui.row()
    with row:
        ui.label("a")
    host.settled()
    shown = dict(page.nodes)
    late = host.open_page(client)
    assert page.nodes == shown
    assert late.children(row) == page.children(row)


def test_changes_while_frames_are_on_their_way_are_not_lost(host, client, page):
    label = ui.label("a")
    host.settled()
    transport = host.transport(client)
    transport.is_held = True
    for text in "bcd":
        label.text = text
        client.flush()
    assert page.text(label) == "a"
    late = FakePage(client)
    transport.pages.append(late)
    late.handshake()
    client.flush()
    transport.release()
    host.settled()
    assert page.text(label) == late.text(label) == "d"


def test_what_a_view_did_not_hear_of_its_events_is_told_again(host, client, page):
    field = ui.input()
    host.settled()
    host.transport(client).fate = lambda envelope: 0 if envelope["k"] in ("batch", "receipt") else 1
    page.type(field, "a")
    host.settled()
    assert (page.received, page.processed) == (0, {})
    host.transport(client).fate = lambda _: 1
    page.handshake()
    host.settled()
    assert page.received == 1
    assert page.processed == {str(field.id): 1}


@given(fates=st.lists(st.sampled_from([0, 1, 1, 2]), max_size=40), moments=st.sets(st.integers(0, 19), max_size=4))
def test_over_any_losses_and_doublings_pages_end_up_right(fates, moments):
    with MemoryHost() as host, host.cell() as client:
        page = host.open_page(client)
        waiting = list(fates)
        host.transport(client).fate = lambda _: waiting.pop() if waiting else 1
        row = ui.row()
        for number in range(20):
            with row:
                ui.label(number)
            if number % 3 == 2:
                row.remove(number % 2)
            client.flush()
            if number in moments:
                page.handshake()
        waiting.clear()
        ui.label("shows whether the last batch was lost")
        host.settled()
        assert page.children(row) == [child.id for child in row]
        assert page.next_message_id == client.outbox.next_message_id
