"""The last batch is lost: that is noticed although no other follows."""

from __future__ import annotations

import gc
import weakref

import pytest

from liveui_jupyter import Client, ui
from liveui_jupyter.core import loss_check
from liveui_jupyter.core.flusher import flusher
from liveui_jupyter.testing import FakePage
from tests.support import wait_until
from tests.unit.test_rewind import lose


@pytest.fixture(autouse=True)
def impatience(monkeypatch):
    monkeypatch.setattr(loss_check, "PATIENCE", 0.02)


def receipts_of_next(host, client):
    return [envelope for envelope, _ in host.transport(client).sent if envelope.get("next") is not None]


def test_a_lost_last_batch_is_fetched(host, client, page):
    host.settled()
    lose(host, client)
    label = ui.label("the last word")
    wait_until(lambda: label.id in page.nodes)
    assert page.text(label) == "the last word"


def test_it_is_fetched_although_the_first_reminder_is_lost_too(host, client, page):
    host.settled()
    lose(host, client)
    label = ui.label("the last word")
    host.settled()
    lose(host, client, "receipt")
    wait_until(lambda: label.id in page.nodes)


def test_who_acknowledges_is_not_reminded_again(host, client, page):
    ui.label("one")
    wait_until(lambda: not client.outbox.is_any_view_behind())
    count = len(receipts_of_next(host, client))
    flusher.wait_idle(1.0)
    assert len(receipts_of_next(host, client)) == count <= 2


def test_a_page_that_never_answers_is_reminded_a_few_times(host, client):
    page = FakePage(client)
    host.transport(client).pages.append(page)
    page.handshake()
    host.settled()
    page.send = lambda *_, **__: None
    ui.label("into the void")
    before = len(receipts_of_next(host, client))
    wait_until(lambda: len(receipts_of_next(host, client)) - before == loss_check.MAX_TRIES)
    wait_until(lambda: not client.outbox._loss_check._is_waiting)


def test_a_deleted_client_is_not_kept(host, monkeypatch):
    monkeypatch.setattr(loss_check, "PATIENCE", 60.0)
    host.register = lambda client: None  # else the host would keep it
    client = Client()
    with client:
        ui.label("soon gone")
    client.open_transport()
    client.flush()
    reference = weakref.ref(client)
    client.delete()
    host.settled()
    del client

    def is_gone() -> bool:
        gc.collect()
        return reference() is None

    wait_until(is_gone)


def test_a_page_that_comes_while_batches_are_on_their_way_does_not_get_them_twice(host, client):
    transport = host.transport(client)
    transport.is_held = True
    label = ui.label("once")
    host.settled()
    page = FakePage(client)
    transport.pages.append(page)
    page.handshake()
    host.settled()
    transport.release()
    host.settled()
    assert page.text(label) == "once"
    assert transport.kinds().count("batch") == 1
    assert "snapshot" not in transport.kinds()
