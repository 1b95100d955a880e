"""Refreshable functions: built anew in their place, in one step, wherever they were called."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref

import pytest

from liveui_jupyter import Client, ui
from liveui_jupyter.testing import FakePage, MemoryHost
from tests.support import wait_until


def texts(page: FakePage) -> list[str]:
    """Return the texts that a page shows, from top to bottom."""

    def walk(key: int) -> list[str]:
        node = page.nodes[key]
        if node.state.get(":hidden"):
            return []
        own = [str(node.state[":text"])] if node.component == "label" else []
        return own + [text for child in node.slots.get(None, []) for text in walk(child)]

    return walk(0)


def test_what_it_builds_is_replaced_in_its_place(host, page):
    numbers = [1, 2]

    @ui.refreshable
    def listing():
        for number in numbers:
            ui.label(number)

    ui.label("above")
    listing()
    ui.label("below")
    host.settled()
    assert texts(page) == ["above", "1", "2", "below"]
    numbers.append(3)
    listing.refresh()
    host.settled()
    assert texts(page) == ["above", "1", "2", "3", "below"]


def test_it_is_replaced_in_one_batch(host, client, page):
    @ui.refreshable
    def shown(text):
        ui.label(text)

    shown("old")
    host.settled()
    count = host.transport(client).kinds().count("batch")
    host.run(lambda: shown.refresh("new"))
    host.settled()
    assert host.transport(client).kinds().count("batch") == count + 1
    assert texts(page) == ["new"]


def test_nothing_piles_up(host, client, page):
    @ui.refreshable
    def shown():
        ui.label("x")

    shown()
    host.settled()
    count, nodes = len(client.elements), len(page.nodes)
    for _ in range(20):
        shown.refresh()
    host.settled()
    assert (len(client.elements), len(page.nodes)) == (count, nodes)


def test_every_place_is_refreshed_with_its_own_arguments(host, page):
    suffix = "!"

    @ui.refreshable
    def greeting(name, mark=""):
        ui.label(f"{name}{mark}{suffix}")

    greeting("Ada")
    greeting("Alan", mark="?")
    suffix = "."
    greeting.refresh()
    host.settled()
    assert texts(page) == ["Ada.", "Alan?."]
    greeting.refresh(mark="-")
    host.settled()
    assert texts(page) == ["Ada-.", "Alan-."]
    greeting.refresh("Grace")
    host.settled()
    assert texts(page) == ["Grace-.", "Grace-."]


def test_what_was_there_stays_where_the_function_raises(host, page):
    value = 1

    @ui.refreshable
    def reciprocal(digits=1):
        ui.label(f"{1 / value:.{digits}f}")

    reciprocal()
    value = 0
    with pytest.raises(ZeroDivisionError):
        reciprocal.refresh(digits=2)
    host.settled()
    assert texts(page) == ["1.0"]
    value = 2
    reciprocal.refresh()
    host.settled()
    assert texts(page) == ["0.5"]


def test_a_first_call_that_raises_leaves_nothing(client):
    @ui.refreshable
    def broken():
        ui.label("half")
        raise RuntimeError

    before = len(client.elements)
    with pytest.raises(RuntimeError):
        broken()
    assert len(client.elements) == before
    broken.prune()
    assert broken.targets == []


def test_arguments_that_do_not_fit_say_so(client):
    @ui.refreshable
    def shown(text):
        ui.label(text)

    shown("by position")
    with pytest.raises(TypeError, match=r"multiple values for argument 'text'.*by name, or by position"):
        shown.refresh(text="by name")
    with pytest.raises(TypeError, match="func: expected a function"):
        ui.refreshable("text")


def test_methods_are_refreshed_for_their_own_object(host, page):
    class Counter:
        def __init__(self, name):
            self.name, self.count = name, 0

        @ui.refreshable_method
        def show(self):
            ui.label(f"{self.name}{self.count}")

    first, second = Counter("a"), Counter("b")
    first.show()
    second.show()
    first.count = second.count = 5
    first.show.refresh()
    host.settled()
    assert texts(page) == ["a5", "b0"]


def test_it_returns_what_the_function_returns(client):
    @ui.refreshable
    def three():
        """Three."""
        return 3

    assert three() == 3
    assert (three.__name__, three.__doc__) == ("three", "Three.")


def test_refresh_from_handlers_and_threads(host, page):
    clicks = 0

    @ui.refreshable
    def shown():
        ui.label(clicks)

    def click():
        nonlocal clicks
        clicks += 1
        shown.refresh()

    shown()
    button = ui.button(on_click=click)
    host.settled()
    page.click(button)
    host.settled()
    assert texts(page) == ["1"]
    thread = threading.Thread(target=click)
    thread.start()
    thread.join()
    host.settled()
    assert texts(page) == ["2"]


def test_the_later_of_two_refreshes_at_once_wins(host, page):
    begun, go_on = threading.Event(), threading.Event()

    @ui.refreshable
    def shown(text):
        if text == "slow":
            begun.set()
            go_on.wait(10)
        ui.label(text)

    shown("first")
    slow = threading.Thread(target=shown.refresh, args=("slow",))
    slow.start()
    begun.wait(10)
    shown.refresh("quick")
    go_on.set()
    slow.join()
    host.settled()
    assert texts(page) == ["quick"]


def test_async_functions_build_while_they_go_on(host, page):
    gate = asyncio.Event()

    @ui.refreshable
    async def shown(text):
        ui.label("loading")
        await gate.wait()
        ui.label(text)

    async def first_call():
        gate.set()
        await shown("one")

    _run(host, first_call())
    host.settled()
    assert texts(page) == ["loading", "one"]

    async def second_call():
        gate.clear()
        refreshing = shown.refresh("two")
        await asyncio.sleep(0)
        gate.set()
        await refreshing

    _run(host, second_call())
    host.settled()
    assert texts(page) == ["loading", "two"]


def test_what_an_async_function_builds_at_first_comes_in_one_batch(host, client, page):
    gate = asyncio.Event()

    @ui.refreshable
    async def shown(text):
        ui.label(text)
        await gate.wait()

    async def first_call():
        gate.set()
        await shown("one")
        gate.clear()

    _run(host, first_call())
    host.settled()
    seen = []
    apply = page.apply

    def look(ops):
        apply(ops)
        seen.append(texts(page))

    page.apply = look
    host.run(lambda: shown.refresh("two"))
    host.settled()
    assert all(seen)  # never empty
    assert seen[-1] == ["two"]
    gate.set()


def test_what_was_there_stays_where_an_async_function_raises_at_once(host, client, page):
    @ui.refreshable
    async def shown(text):
        ui.label(text)
        if text == "bad":
            raise ZeroDivisionError
        await asyncio.sleep(0)

    async def job():
        await shown("good")
        with pytest.raises(ZeroDivisionError):
            await shown.refresh("bad")

    _run(host, job())
    host.settled()
    assert texts(page) == ["good"]
    assert len(client.elements) == 4


def test_an_async_function_can_be_cancelled(host, page):
    seen = []

    @ui.refreshable
    async def shown():
        ui.label("waiting")
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            seen.append("cancelled")
            await asyncio.sleep(0)
            ui.label("cancelled")
            raise

    async def job():
        task = asyncio.create_task(shown())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    _run(host, job())
    host.settled()
    assert seen == ["cancelled"]
    assert texts(page) == ["waiting", "cancelled"]


def test_a_first_call_that_a_refresh_overtakes_ends_in_silence(host, page):
    gate = asyncio.Event()

    @ui.refreshable
    async def shown(text):
        ui.label(text)
        if text == "first":
            await gate.wait()
            ui.label("late")

    async def job():
        first = asyncio.create_task(shown("first"))
        await asyncio.sleep(0)
        await shown.refresh("second")
        gate.set()
        assert await first is None

    _run(host, job())
    host.settled()
    assert texts(page) == ["second"]


def test_delete_handlers_may_wait_for_threads(host, client, page):
    def touch():
        with client.lock:
            pass

    def wait():
        thread = threading.Thread(target=touch)
        thread.start()
        thread.join(10)
        ends.append(not thread.is_alive())

    ends = []

    @ui.refreshable
    def shown():
        ui.label("x").on_delete(wait)

    shown()
    host.run(shown.refresh)
    host.settled()
    assert ends == [True]


def test_an_async_run_that_was_overtaken_ends_in_silence(host, page):
    gates = {"slow": asyncio.Event(), "quick": asyncio.Event()}
    gates["quick"].set()

    @ui.refreshable
    async def shown(text):
        await gates[text].wait()
        ui.label(text)

    async def job():
        await shown("quick")
        slow = shown.refresh("slow")
        await asyncio.sleep(0)
        await shown.refresh("quick")
        gates["slow"].set()
        await slow

    _run(host, job())
    host.settled()
    assert texts(page) == ["quick"]
    assert page.output() == ""


def test_errors_of_async_functions(host, page):
    is_broken = False

    @ui.refreshable
    async def shown():
        await asyncio.sleep(0)
        if is_broken:
            raise ZeroDivisionError

    async def awaited():
        nonlocal is_broken
        await shown()
        is_broken = True
        with pytest.raises(ZeroDivisionError):
            await shown.refresh()

    _run(host, awaited())
    host.settled()
    assert page.output() == ""
    host.run(shown.refresh)
    host.settled()
    assert "ZeroDivisionError" in page.output()


def test_places_whose_client_is_gone_are_forgotten():
    with MemoryHost() as host:
        host.register = lambda client: None  # else the host would keep it

        @ui.refreshable
        def shown():
            ui.label("x")

        def run() -> weakref.ref:
            client = Client()
            with client:
                shown()
            assert len(shown.targets) == 1
            client.delete()
            host.settled()
            return weakref.ref(client)

        reference = run()
        assert shown.targets == []
        shown.refresh()

        def is_gone() -> bool:
            gc.collect()
            return reference() is None

        wait_until(is_gone)


def _run(host: MemoryHost, coroutine) -> None:
    """Run a coroutine on the main loop, in the cell of the test, to its end."""
    asyncio.run_coroutine_threadsafe(coroutine, host.loop()).result(10)
