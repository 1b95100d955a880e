"""Dialogs: opening, answers, who is asked, what they refuse."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref

import pytest

from liveui_jupyter import CannotAwaitError, Client, ClientDeletedError, ui
from tests.support import wait_until


def state(host, page, element) -> dict:
    host.settled()
    return {key: value for key, value in page.nodes[element.id].state.items() if key != ":on"}


class Asking:
    """A task on the main loop that awaits a dialog."""

    def __init__(self, host, dialog):
        self.future = asyncio.run_coroutine_threadsafe(self._ask(dialog), host.loop())
        if not dialog.is_deleted and host.problem is None:
            wait_until(lambda: dialog.value)

    @staticmethod
    async def _ask(dialog):
        return await dialog

    def result(self):
        return self.future.result(10)


def test_a_dialog_is_closed_at_first(host, page):
    with ui.dialog() as dialog:
        label = ui.label("inside")
    assert state(host, page, dialog) == {"value": False}
    assert page.children(dialog) == [label.id]
    assert state(host, page, ui.dialog(value=True)) == {"value": True}


def test_opening_and_closing(host, client):
    seen = []
    dialog = ui.dialog().on_value_change(lambda e: seen.append(e.value))
    assert dialog.open() is dialog
    assert dialog.close() is dialog
    assert dialog.toggle() is dialog
    assert dialog.value is True
    assert dialog.toggle().value is False
    dialog.value = True
    host.settled()
    assert seen == [True, False, True, False, True]


@pytest.mark.parametrize("value", [None, 1, "yes"])
def test_a_value_is_true_or_false(client, ops_of, value):
    def refused():
        with pytest.raises(TypeError, match="value: expected True or False"):
            ui.dialog(value=value)

    assert ops_of(refused) == []
    assert list(client.elements) == [0]


def test_persistence_is_a_property(host, page):
    assert state(host, page, ui.dialog().props("persistent")) == {"value": False, "persistent": True}


# ---- awaiting


def test_who_awaits_gets_what_is_submitted(host, page):
    dialog = ui.dialog()
    asking = Asking(host, dialog)
    assert state(host, page, dialog)["value"] is True
    dialog.submit({"a": 1})
    assert asking.result() == {"a": 1}
    assert state(host, page, dialog)["value"] is False


def test_a_page_dismisses(host, page):
    dialog = ui.dialog()
    asking = Asking(host, dialog)
    host.settled()
    page.type(dialog, False)
    assert asking.result() is None
    assert dialog.value is False


def test_closing_is_no_answer(host, client):
    dialog = ui.dialog()
    asking = Asking(host, dialog)
    dialog.close()
    assert asking.result() is None


def test_a_dialog_that_is_open_may_be_awaited(host, client):
    dialog = ui.dialog(value=True)
    asking = Asking(host, dialog)
    host.settled()
    assert not asking.future.done()
    dialog.submit(1)
    assert asking.result() == 1


def test_two_who_await_get_the_same(host, client):
    dialog = ui.dialog()
    both = [Asking(host, dialog) for _ in range(2)]
    host.settled()
    dialog.submit("a")
    assert [asking.result() for asking in both] == ["a", "a"]
    assert dialog.value is False


def test_each_answer_is_for_its_own_question(host, client):
    dialog = ui.dialog()
    for answer in ("a", None, "b"):
        asking = Asking(host, dialog)
        dialog.submit(answer)
        assert asking.result() == answer
    dialog.submit("nobody asks")
    asking = Asking(host, dialog)
    dialog.close()
    assert asking.result() is None


def test_awaiting_in_a_handler(host, page):
    dialog, answers = ui.dialog(), []
    with dialog:
        yes = ui.button("Yes", on_click=lambda: dialog.submit("yes"))

    async def ask():
        answers.append(await dialog)
        answers.append(await dialog)

    button = ui.button("Ask", on_click=ask)
    host.settled()
    page.click(button)
    for count in (1, 2):
        wait_until(lambda: dialog.value)
        host.settled()
        page.click(yes)
        wait_until(lambda count=count: len(answers) == count)
    assert answers == ["yes", "yes"]


def test_awaiting_in_another_threads_loop(host, page):
    dialog, answers = ui.dialog(), []

    async def ask():
        answers.append(await dialog)

    thread = threading.Thread(target=lambda: asyncio.run(ask()))
    thread.start()
    wait_until(lambda: dialog.value)
    host.settled()
    page.type(dialog, False)
    thread.join(10)
    assert answers == [None]


def test_who_stops_waiting_is_forgotten(host, client):
    dialog = ui.dialog()

    async def ask():
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(dialog._ask(), 0.01)

    host.run(ask)
    assert dialog._waiters == []
    assert dialog.value is True


def test_where_no_answer_can_come(host, client):
    host.problem = ("nobody hears it.", "Do it elsewhere.")
    dialog = ui.dialog()
    with pytest.raises(CannotAwaitError, match="nobody hears it"):
        Asking(host, dialog).result()
    assert dialog.value is False


@pytest.mark.parametrize("end", ["dialog", "client", "parent"])
def test_a_dialog_that_goes_answers_with_an_error(host, client, end):
    with ui.row() as row:
        dialog = ui.dialog()
    asking = Asking(host, dialog)
    {"dialog": dialog.delete, "client": client.delete, "parent": row.clear}[end]()
    with pytest.raises(ClientDeletedError):
        asking.result()
    if end != "client":
        with pytest.raises(ClientDeletedError):
            Asking(host, dialog).result()


def test_an_answer_just_before_the_end_arrives(host, client):
    dialog = ui.dialog()
    asking = Asking(host, dialog)

    def end():
        dialog.submit("last")
        dialog.delete()

    host.run(end)
    assert asking.result() == "last"


def test_what_a_handler_returns_is_not_awaited(host, page):
    """A handler such as `dialog.open` returns the dialog; nobody has asked to wait for its answer."""
    dialog = ui.dialog()
    host.problem = ("nobody hears it.", "Do it elsewhere.")
    button = ui.button("Open", on_click=dialog.open)
    dialog.on_value_change(lambda: dialog)
    ui.timer(0.001, lambda: dialog, once=True)
    host.settled()
    seq = page.emit(button, "click")
    host.settled()
    wait_until(lambda: page.processed.get(str(button.id)) == seq)
    assert dialog.value is True
    assert dialog._waiters == []
    assert page.output() == ""


def test_submitted_is_set_until_it_opens_again(host, page):
    dialog = ui.dialog()

    async def check():
        event = dialog.submitted
        assert dialog.submitted is event
        assert not event.is_set()
        for end in (dialog.close, lambda: dialog.submit(1)):
            dialog.open()
            await asyncio.sleep(0)
            assert not event.is_set()
            end()
            await asyncio.wait_for(event.wait(), 10)
        dialog.open()
        await asyncio.sleep(0)
        assert not event.is_set()
        page.type(dialog, False)
        dialog.delete()
        await asyncio.wait_for(event.wait(), 10)

    host.settled()
    host.run(check)


# ---- which view shows it


def only(host, page, dialog):
    return state(host, page, dialog).get("only")


def test_the_view_whose_event_opens_it_shows_it(host, client, page):
    dialog = ui.dialog()
    button = ui.button("Open", on_click=dialog.open)
    other = host.open_page(client)
    other.click(button)
    host.settled()
    assert only(host, page, dialog) == other.view
    dialog.close()
    dialog.open()
    assert only(host, page, dialog) is None
    dialog.close()
    page.click(button)
    assert only(host, other, dialog) == page.view


def test_with_one_view_there_is_nothing_to_say(host, page):
    dialog = ui.dialog()
    button = ui.button("Open", on_click=dialog.open)
    host.settled()
    page.click(button)
    assert state(host, page, dialog) == {"value": True}


@pytest.mark.parametrize("change", ["comes", "goes"])
def test_all_views_show_it_when_one_comes_or_goes(host, client, page, change):
    dialog = ui.dialog()
    button = ui.button("Open", on_click=dialog.open)
    other = host.open_page(client)
    other.click(button)
    host.settled()
    assert only(host, page, dialog) == other.view
    if change == "comes":
        host.open_page(client)
    else:
        other.disconnect()
    host.settled()
    assert only(host, page, dialog) is None
    assert dialog.value is True


def test_nothing_keeps_a_dialog_that_is_gone(host, client, page):
    dialog = ui.dialog()
    button = ui.button("Open", on_click=lambda: None)
    handlers = len(client.connect_handlers)
    other = host.open_page(client)
    for _ in range(2):
        opened = ui.dialog()
        reference = weakref.ref(opened)
        button.on_click(lambda reference=reference: reference() and reference().open())
        host.settled()
        other.click(button)
        host.settled()
        wait_until(lambda opened=opened: opened.value)
        opened.delete()
        host.settled()
    assert len(client.connect_handlers) == handlers + 1
    del opened
    host.settled()
    wait_until(lambda: gc.collect() is not None and reference() is None)
    other.disconnect()
    host.settled()
    assert dialog.value is False


def test_where_no_page_runs(client):
    with ui.dialog(value=True):
        ui.label("inside")
    assert "inside" not in client.build_response()["text/html"]


def test_a_client_without_pages_opens_it_too(host):
    with Client():
        dialog = ui.dialog().open()
    assert dialog.value is True
