"""Nothing of what has ended is kept."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref

import pytest

from liveui_jupyter import Client, ClientDeletedError, ui
from liveui_jupyter.core.history import History
from liveui_jupyter.testing import MemoryHost
from tests.support import wait_until


def is_gone(*references: weakref.ref) -> bool:
    gc.collect()
    return all(reference() is None for reference in references)


@pytest.fixture
def forgetful_host(host: MemoryHost) -> MemoryHost:
    """A host that doesn't keep the clients that it would have to end with."""
    host.register = lambda client: None
    return host


def test_a_deleted_client_is_not_kept(forgetful_host):
    host = forgetful_host

    def run() -> list[weakref.ref]:
        client = Client()
        with client:
            label = ui.label()
            button = ui.button(on_click=lambda: label.set_text("pressed"))
            field = ui.input(on_change=lambda: print("typed"))
            ui.timer(0.01, lambda: label.set_text("ticked"))
        page = host.open_page(client)
        page.answer = lambda *_: 42
        page.click(button)
        page.type(field, "a")
        client.run_javascript("1").result(5.0)
        ui_elements = [label, button, field]
        host.settled()
        client.delete()
        host.run(lambda: None)
        return [weakref.ref(thing) for thing in (client, page, *ui_elements)]

    references = run()
    wait_until(lambda: is_gone(*references))


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_call_without_an_answer_does_not_keep_its_client(forgetful_host, is_shown):
    host = forgetful_host

    def run() -> weakref.ref:
        client = Client()
        if is_shown:
            host.open_page(client)
        client.run_javascript("1", timeout=3_600.0)
        with client:
            ui.notify("Hello")
        client.flush()
        client.delete()
        return weakref.ref(client)

    reference = run()
    wait_until(lambda: is_gone(reference), 5.0)


def test_a_deleted_element_is_not_kept(host, client, page):
    def run() -> list[weakref.ref]:
        with ui.row() as row:
            label, button = ui.label(), ui.button(on_click=lambda: None)
        host.settled()
        row.delete()
        host.settled()
        return [weakref.ref(element) for element in (row, label, button)]

    references = run()
    wait_until(lambda: is_gone(*references))


def test_a_constructor_that_raises_keeps_nothing(client):
    class Broken(ui.element):
        def __init__(self):
            super().__init__("div")
            with self:
                ui.label()
            references.append(weakref.ref(self))
            raise ValueError("broken")

    references: list[weakref.ref] = []
    with pytest.raises(ValueError, match="broken"):
        Broken()
    wait_until(lambda: is_gone(*references))


def test_timers_that_have_ended_are_not_kept(host, client, page):
    done = []

    def run() -> list[weakref.ref]:
        timers = [ui.timer(0.0, lambda: done.append(1), once=True) for _ in range(5)]
        wait_until(lambda: len(done) == 5)
        return [weakref.ref(timer) for timer in timers]

    references = run()
    host.settled()
    wait_until(lambda: is_gone(*references), 5.0)


def test_making_clients_again_and_again_accumulates_nothing(forgetful_host):
    host = forgetful_host

    def once() -> None:
        with host.cell() as client:
            label = ui.label()
            ui.button(on_click=lambda: label.set_text("pressed"))
            ui.timer(10.0, lambda: None)
        page = host.open_page(client)
        client.run_javascript("1", timeout=60.0)
        page.handshake()
        client.delete()
        host.run(lambda: None)

    def counts() -> tuple[int, ...]:
        gc.collect()
        clients = sum(isinstance(thing, Client) for thing in gc.get_objects())
        tasks = host.run(lambda: len(asyncio.all_tasks()))
        return len(Client.instances), clients, threading.active_count(), tasks, History._total_bytes

    once()
    wait_until(lambda: counts()[1] == 0)
    before = counts()
    for _ in range(50):
        once()
    wait_until(lambda: counts() == before)


def test_elements_that_come_and_go_leave_nothing_in_their_parent(host, client, page):
    for _ in range(500):
        with ui.row() as row:
            ui.label()
        client.flush()
        row.delete()
    host.settled()
    slot = client.content.default_slot
    assert slot.children == []
    assert len(slot.sent) <= 2 * 64
    assert list(client.elements) == [0]
    assert list(page.nodes) == [0]


def test_an_element_that_is_kept_does_not_keep_its_client(forgetful_host, capsys):
    """IPython keeps every cell's last value for ever."""

    def run() -> tuple[weakref.ref, ui.input]:
        client = Client()
        with client:
            field = ui.input()
        client.flush()
        client.delete()
        forgetful_host.run(lambda: None)
        return weakref.ref(client), field

    reference, field = run()
    wait_until(lambda: is_gone(reference))
    field.value = "late"
    field.classes("a").style("b: c").props("d").on("click", print)
    assert field.run_method("focus").result() is None
    field.delete()
    field._ipython_display_()
    assert "(deleted)" in capsys.readouterr().out
    assert field.is_deleted
    with pytest.raises(ClientDeletedError):
        _ = field.client
