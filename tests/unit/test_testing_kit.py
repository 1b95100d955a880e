"""The test kit itself, as users' tests see it."""

from __future__ import annotations

import asyncio
import re
import threading

import pytest

from liveui_jupyter import Client, NoClientError, testing, ui
from liveui_jupyter.core.host import get_host, has_host
from liveui_jupyter.testing import FakePage, MemoryHost, MemoryTransport


def test_the_example_in_the_documentation_works():
    (code,) = re.findall(r"```python\n(.*?)```", testing.__doc__ or "", re.DOTALL)
    exec(compile(code, "example", "exec"), {})


def test_a_host_is_there_inside_its_block_only():
    with MemoryHost() as host:
        assert get_host() is host
        assert host.loop().is_running()
    assert not has_host()
    assert host.loop().is_closed()


def test_a_host_ends_its_clients_tasks_and_thread():
    threads = threading.active_count()
    with MemoryHost() as host:
        with host.cell() as client:
            ui.timer(0.001, lambda: None)
        host.open_page(client)
        host.run(lambda: client.create_task(asyncio.sleep(3_600)))
    assert client.is_deleted
    assert Client.instances == {}
    assert threading.active_count() <= threads + 1  # the flusher stays


def test_after_a_cell_there_is_no_current_client(host):
    with host.cell() as client:
        assert ui.context.client is client
    with pytest.raises(NoClientError):
        ui.label()


def test_settled_waits_for_chains_of_handlers(host, client, page):
    order = []
    last = ui.input(on_change=lambda: order.append("last"))
    middle = ui.input(on_change=lambda e: (order.append("middle"), last.set_value(e.value)))
    first = ui.input(on_change=lambda e: (order.append("first"), middle.set_value(e.value)))
    host.settled()
    page.type(first, "a")
    host.settled()
    assert order == ["first", "middle", "last"]
    assert page.value(last) == "a"


def test_settled_gives_up_on_what_goes_on_and_on(host, client, page):
    label = ui.label()

    def again():
        label.text += "x"
        if not client.is_deleted:
            host.loop().call_soon(again)

    host.run(again)
    with pytest.raises(TimeoutError, match="hasn't come to rest"):
        host.settled(0.2)
    client.delete()


def test_run_returns_results_and_raises_errors(host):
    async def later():
        await asyncio.sleep(0)
        return 42

    assert host.run(later) == 42
    assert host.run(lambda: 43) == 43
    with pytest.raises(ZeroDivisionError):
        host.run(lambda: 1 / 0)


def test_an_event_that_nobody_listens_to_is_a_mistake_of_the_test(host, client, page):
    label = ui.label()
    host.settled()
    with pytest.raises(LookupError, match="nobody listens to 'click' of Label"):
        page.click(label)


def test_frames_can_be_lost_doubled_and_held_back(host, client, page):
    transport = host.transport(client)
    assert isinstance(transport, MemoryTransport)
    transport.is_held = True
    label = ui.label("a")
    client.flush()
    assert label.id not in page.nodes
    transport.release()
    assert page.text(label) == "a"
    assert transport.kinds()[-1] == "batch"


def test_a_page_may_have_other_lanes(host, client):
    page = host.open_page(client, capabilities=["comm"])
    assert client.views.connected[page.view].capabilities == ["comm"]


def test_pages_of_one_client_show_the_same(host, client):
    pages = [host.open_page(client) for _ in range(3)]
    with ui.row():
        ui.label("a")
    host.settled()
    assert pages[0].nodes == pages[1].nodes == pages[2].nodes


def test_a_transport_of_another_host_is_refused(host, client):
    client.transport = object()
    with pytest.raises(TypeError, match="belongs to another host"):
        host.transport(client)
    client.transport = None


def test_a_page_can_be_made_by_hand(host, client):
    label = ui.label("a")
    page = FakePage(client)
    host.transport(client).pages.append(page)
    page.handshake()
    host.settled()
    assert page.text(label) == "a"


def test_what_is_exported_is_documented():
    for name in testing.__all__:
        assert getattr(testing, name).__doc__
