"""Pages that don't keep up: few batches, the latest state, and nobody waits for ever."""

from __future__ import annotations

from typing import Any

import pytest

from liveui_jupyter import Client, ui
from liveui_jupyter.core import pacing
from liveui_jupyter.core.flusher import flusher
from liveui_jupyter.testing import FakePage, MemoryHost
from tests.support import wait_until


class DeafPage(FakePage):
    """Applies what it is sent, and never says so."""

    def send(self, kind: str, payload: bytes | None = None, **fields: Any) -> None:
        if kind != "ack":
            super().send(kind, payload, applied=-1, **fields)


def open_deaf_page(host: MemoryHost, client: Client) -> DeafPage:
    page = DeafPage(client)
    host.transport(client).pages.append(page)
    page.handshake()
    wait_until(lambda: page.epoch)
    return page


def idle() -> None:
    """Wait until the flusher has done what it may do now. (`settled()` would send beyond the window.)"""
    for _ in range(3):
        assert flusher.wait_idle(5.0)


def count_batches(host: MemoryHost, client: Client) -> int:
    return host.transport(client).kinds().count("batch")


@pytest.fixture
def no_escape(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have only acknowledgements open the window again."""
    monkeypatch.setattr(pacing, "ESCAPE", 3_600.0)


@pytest.mark.usefixtures("no_escape")
def test_at_most_two_batches_are_unacknowledged(host, client):
    page = open_deaf_page(host, client)
    label = ui.label()
    for number in range(10):
        host.run(lambda number=number: label.set_text(number))
        idle()
    assert count_batches(host, client) == 2
    assert page.text(label) != "9"


@pytest.mark.usefixtures("no_escape")
def test_what_was_held_back_comes_as_one_batch_with_the_latest_state(host, client):
    page = open_deaf_page(host, client)
    label = ui.label()
    for number in range(10):
        host.run(lambda number=number: label.set_text(number))
        idle()
    FakePage.send(page, "ack", id=page.next_message_id - 1)
    wait_until(lambda: page.text(label) == "9")
    assert count_batches(host, client) == 3


@pytest.mark.usefixtures("no_escape")
def test_any_frame_of_a_page_acknowledges(host, client):
    page = open_deaf_page(host, client)
    button = ui.button(on_click=lambda: None)
    for number in range(10):
        host.run(lambda number=number: button.set_text(number))
        idle()
    FakePage.send(page, "event", seq=1, element=button.id, listener=0)
    wait_until(lambda: page.text(button) == "9")


def test_a_page_that_never_acknowledges_still_gets_the_latest_after_a_while(host, client):
    page = open_deaf_page(host, client)
    label = ui.label()
    for number in range(10):
        host.run(lambda number=number: label.set_text(number))
        idle()
    wait_until(lambda: page.text(label) == "9", pacing.ESCAPE + 5.0)
    assert count_batches(host, client) <= 4


@pytest.mark.usefixtures("no_escape")
def test_the_batch_that_fills_the_window_asks_for_an_acknowledgement(host, client):
    open_deaf_page(host, client)
    label = ui.label()
    for number in range(3):
        host.run(lambda number=number: label.set_text(number))
        idle()
    sent = host.transport(client).sent
    assert [bool(envelope.get("ack")) for envelope, _ in sent if envelope["k"] == "batch"] == [False, True]


@pytest.mark.usefixtures("no_escape")
def test_a_page_that_acknowledges_is_never_held_back(host, client, page):
    label = ui.label()
    for number in range(30):
        host.run(lambda number=number: label.set_text(number))
        wait_until(lambda number=number: label.id in page.nodes and page.text(label) == str(number))


@pytest.mark.usefixtures("no_escape")
@pytest.mark.parametrize("is_history_kept", [True, False], ids=["replay", "snapshot"])
def test_a_page_that_comes_late_is_not_held_back(host, client, is_history_kept):
    label = ui.label()
    for number in range(10):
        label.text = number
        client.flush()
    if not is_history_kept:
        client.outbox.history.clear()
    page = host.open_page(client)
    for text in "abc":
        host.run(lambda text=text: label.set_text(text))
        wait_until(lambda text=text: page.text(label) == text)


@pytest.mark.usefixtures("no_escape")
def test_the_slowest_page_sets_the_pace(host, client, page):
    open_deaf_page(host, client)
    label = ui.label()
    for number in range(10):
        host.run(lambda number=number: label.set_text(number))
        idle()
    assert page.text(label) != "9"
    assert count_batches(host, client) == 2


@pytest.mark.usefixtures("no_escape")
def test_a_page_that_is_silent_for_long_no_longer_holds_others_back(host, client, page):
    deaf = open_deaf_page(host, client)
    label = ui.label()
    for number in range(10):
        host.run(lambda number=number: label.set_text(number))
        idle()
    client.views.connected[deaf.view].heard_at -= pacing.LAST_ACK_COUNTS + 1
    page.send("ack", id=page.next_message_id - 1)
    wait_until(lambda: page.text(label) == "9")


@pytest.mark.usefixtures("no_escape")
def test_a_page_that_has_gone_no_longer_holds_others_back(host, client, page):
    deaf = open_deaf_page(host, client)
    label = ui.label()
    for number in range(10):
        host.run(lambda number=number: label.set_text(number))
        idle()
    deaf.disconnect()
    page.send("ack", id=page.next_message_id - 1)
    wait_until(lambda: page.text(label) == "9")


@pytest.mark.usefixtures("no_escape")
def test_handshakes_and_calls_are_not_held_back(host, client):
    page = open_deaf_page(host, client)
    label = ui.label()
    for number in range(10):
        host.run(lambda number=number: label.set_text(number))
        idle()
    page.answer = lambda *_: 42
    assert client.run_javascript("1").result(5.0) == 42
    assert page.text(label) == "9"
    label.text = "10"
    other = FakePage(client)
    host.transport(client).pages.append(other)
    other.handshake()
    wait_until(lambda: label.id in other.nodes and other.text(label) == "10")


def test_what_every_page_has_applied_is_forgotten(host, client, page):
    label = ui.label()
    for number in range(20):
        host.run(lambda number=number: label.set_text(number))
        host.settled()
    assert len(client.outbox.history) <= pacing.WINDOW
