"""Bindings and threads: no lock is held where it could be waited for, and of two threads one has the last word."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from liveui_jupyter import Client, binding, ui
from liveui_jupyter.core.binding.links import links
from liveui_jupyter.core.binding.polling import refresh
from liveui_jupyter.testing import MemoryHost


@pytest.fixture(autouse=True)
def frequent_switches() -> Iterator[None]:
    """Have threads interleave at nearly every step."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def at_once(*jobs: Callable[[], object]) -> None:
    """Run jobs in a thread each, from the same moment on; fail if one raises or doesn't end."""
    barrier, errors = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        barrier.wait(10)
        try:
            job()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test has failed
            errors.append(error)

    threads = [threading.Thread(target=run, args=(job,), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive(), "a deadlock"
    assert not errors


def two_clients(host: MemoryHost) -> tuple[Client, Client]:
    with host.cell() as first, host.cell() as second:
        return first, second


def test_two_threads_assign_to_the_two_ends(host):
    first, second = two_clients(host)
    with first:
        a, label = ui.slider(min=0, max=10_000), ui.label()
    with second:
        b, other = ui.slider(min=0, max=10_000), ui.label()
    a.bind_value(b)
    label.bind_text_from(b, "value")
    other.bind_text_from(a, "value")

    def assign(element: ui.slider, start: int) -> Callable[[], None]:
        def run() -> None:
            for number in range(150):
                element.value = start + number

        return run

    for _ in range(5):
        at_once(assign(a, 0), assign(b, 5_000))
        assert a.value == b.value
        assert label.text == other.text == str(a.value)


def test_two_threads_assign_to_a_dataclass_and_an_element(host, client):
    @binding.bindable_dataclass
    class Model:
        x: int = 0

    model = Model()
    slider, label = ui.slider(min=0, max=10_000), ui.label()
    slider.bind_value(model, "x")
    label.bind_text_from(model, "x")

    def drag() -> None:
        for number in range(200):
            slider.value = number

    def count() -> None:
        for number in range(5_000, 5_200):
            model.x = number

    for _ in range(5):
        at_once(drag, count)
        assert slider.value == model.x
        assert label.text == str(model.x)


def test_no_clients_lock_is_held_while_a_property_is_set(host):
    first, second = two_clients(host)
    with first:
        a = ui.input()
    with second:
        b = ui.input()
    states: list[bool] = []

    def look(value: str) -> str:
        def try_locks() -> None:
            for client in (first, second):
                is_free = client.lock.acquire(timeout=5)
                states.append(is_free)
                if is_free:
                    client.lock.release()
            states.append(len(links) > 0)  # nor is that of the links

        thread = threading.Thread(target=try_locks)
        thread.start()
        thread.join()
        return value

    class Plain:
        def __setattr__(self, name: str, value: str) -> None:
            look(value)
            super().__setattr__(name, value)

    a.bind_value(b, forward=look, backward=look)
    a.bind_value_to(Plain(), "x", strict=False)
    b.bind_value_to(Plain(), "y", strict=False)
    page = host.open_page(first)
    a.value = "a"
    b.value = "b"
    host.settled()
    page.type(a, "c")
    host.settled()
    assert (a.value, b.value) == ("c", "c")
    assert len(states) >= 24
    assert all(states)


def test_binding_deleting_and_assigning_at_once(host):
    first, second = two_clients(host)
    with second:
        source = ui.input()
    data = {"a": "x"}
    is_done = threading.Event()

    def build() -> None:
        for _ in range(100):
            with first, ui.row() as row:
                ui.label().bind_text_from(source, "value")
                ui.input().bind_value(source).bind_value_to(data, "b")
                ui.label().bind_text_from(data, "a")
            row.delete()
        is_done.set()

    def assign() -> None:
        number = 0
        while not is_done.is_set():
            number += 1
            source.value = data["a"] = str(number)

    def look() -> None:
        while not is_done.is_set():
            refresh()

    at_once(build, assign, look)
    assert len(links) == 0


def test_two_listeners_of_one_element_have_ids_of_their_own(host, client):
    def listen(button: ui.button) -> None:
        for _ in range(10):
            button.on("click", lambda: None)

    for _ in range(20):
        button = ui.button()
        at_once(*[partial(listen, button)] * 3)
        ids = [wire.id for wire in (listener.wire for listener in button._listeners.values())]
        assert ids == list(range(30))
        assert [button.listener(number).wire.id for number in ids] == ids
