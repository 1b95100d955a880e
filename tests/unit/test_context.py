"""Where elements go: `with`, slots, tasks, threads, cells."""

from __future__ import annotations

import asyncio
import threading

import pytest

from liveui_jupyter import Client, ClientDeletedError, NoClientError, ui
from tests.support import wait_until


def in_thread(function):
    """Call a function in a thread of its own; return its result or what it raised."""
    outcome = []

    def run():
        try:
            outcome.append(function())
        except Exception as error:  # noqa: BLE001 - it is what the test is about
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(5.0)
    return outcome[0]


def test_elements_go_into_the_cells_client(client):
    label = ui.label()
    assert label.client is client
    assert list(client.content) == [label]
    assert ui.context.client is client
    assert ui.context.slot is client.content.default_slot


def test_the_innermost_with_counts(client):
    with ui.column() as outer:
        with ui.row() as inner:
            first = ui.label()
        second = ui.label()
    third = ui.label()
    assert list(inner) == [first]
    assert list(outer) == [inner, second]
    assert list(client.content) == [outer, third]


def test_several_in_one_with_are_nested(client):
    with ui.column() as outer, ui.row() as inner:
        label = ui.label()
    assert list(outer) == [inner]
    assert list(inner) == [label]


def test_an_element_can_be_entered_again_later(client):
    row = ui.row()
    label = ui.label()
    with row:
        inside = ui.label()
    assert list(row) == [inside]
    assert list(client.content) == [row, label]


def test_a_block_that_raises_is_left(client):
    with pytest.raises(ValueError, match="boom"), ui.row():
        raise ValueError("boom")
    assert ui.context.slot is client.content.default_slot


def test_a_client_can_be_entered_from_anywhere(client):
    other = Client()
    with ui.row(), other:
        label = ui.label()
        assert ui.context.client is other
    assert list(other.content) == [label]
    assert ui.context.client is client


def test_a_named_slot_can_be_entered(client):
    row = ui.row()
    with row.add_slot("header") as slot:
        label = ui.label()
    assert slot.children == [label]
    assert row.default_slot.children == []
    assert label.parent_slot is slot
    assert row.add_slot("header") is slot


def test_the_slot_stack_can_be_seen(client):
    with ui.row() as row:
        assert [slot.parent for slot in ui.context.slot_stack] == [client.content, row]


@pytest.mark.parametrize("name", ["", None, 5, "\ud800"])
def test_slots_have_names(client, name):
    with pytest.raises(ValueError, match="name: expected a slot's name"):
        ui.row().add_slot(name)


def test_with_survives_await(host, client):
    async def build():
        with ui.row() as row:
            await asyncio.sleep(0.001)
            label = ui.label()
        return row, label

    row, label = host.run(build)
    assert list(row) == [label]


def test_each_task_has_its_own(host, client):
    async def build():
        with ui.row() as row:
            for _ in range(5):
                await asyncio.sleep(0)
                ui.label()
        return row

    async def build_all():
        return await asyncio.gather(*(build() for _ in range(5)))

    rows = host.run(build_all)
    assert [len(list(row)) for row in rows] == [5] * 5
    assert list(client.content) == rows


def test_a_task_inherits_where_it_was_started(host, client):
    async def later():
        await asyncio.sleep(0.001)
        return ui.label()

    async def build():
        with ui.row() as row:
            task = asyncio.ensure_future(later())
        await task
        return row, task.result()

    row, label = host.run(build)
    assert list(row) == [label]


def test_what_a_task_enters_its_maker_does_not_see(host, client):
    async def enter(is_entered, go_on):
        with ui.row():
            is_entered.set()
            await go_on.wait()

    async def build():
        is_entered, go_on = asyncio.Event(), asyncio.Event()
        task = asyncio.ensure_future(enter(is_entered, go_on))
        await is_entered.wait()
        label = ui.label()
        go_on.set()
        await task
        return label

    label = host.run(build)
    assert label.parent_slot is client.content.default_slot


def test_a_thread_has_no_client(client):
    error = in_thread(ui.label)
    assert isinstance(error, NoClientError)
    assert "with client:" in str(error)
    assert isinstance(in_thread(lambda: ui.run_javascript("1")), NoClientError)
    assert isinstance(in_thread(lambda: ui.notify("hello")), NoClientError)
    assert list(client.content) == []


def test_a_thread_may_enter_one(client):
    def build():
        with client, ui.row():
            return ui.label()

    label = in_thread(build)
    assert label.client is client


def test_an_executor_has_no_client_but_to_thread_has(host, client):
    async def build():
        label = await asyncio.to_thread(ui.label)
        with pytest.raises(NoClientError):
            await asyncio.get_running_loop().run_in_executor(None, ui.label)
        return label

    assert host.run(build).client is client


def test_outside_any_cell_there_is_no_client(host):
    with pytest.raises(NoClientError):
        ui.label()
    with pytest.raises(NoClientError):
        _ = ui.context.client
    with pytest.raises(NoClientError):
        _ = ui.context.slot


def test_a_deleted_element_cannot_be_entered(client):
    row = ui.row()
    row.delete()
    with pytest.raises(ClientDeletedError, match="Row"), row:
        pass


def test_an_element_that_is_deleted_while_it_is_entered_takes_nothing_more(client):
    with ui.row() as row:
        row.delete()
        with pytest.raises(ClientDeletedError):
            ui.label()
    assert list(client.elements) == [0]


def test_handlers_build_in_their_own_client_even_if_another_cell_runs(host, client, page):
    button = ui.button(on_click=lambda: ui.label("mine"))
    with host.cell() as other:
        host.settled()
        page.click(button)
        host.settled()
        assert list(other.content) == []
    wait_until(lambda: len(page.children(client.content)) == 2)
