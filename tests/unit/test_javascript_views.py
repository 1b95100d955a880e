"""Which view is asked, and what becomes of calls when views come and go."""

from __future__ import annotations

import threading

import pytest

from liveui_jupyter import ClientDeletedError, JavaScriptError, JavaScriptTimeout, ViewGoneError, ui
from liveui_jupyter.core import javascript_request
from liveui_jupyter.core.flusher import flusher
from liveui_jupyter.protocol import encode_payload
from tests.support import wait_until


def calls(page) -> list[dict]:
    return [envelope for envelope, _ in page.frames if envelope["k"] == "call" and envelope["view"] == page.view]


def test_a_call_waits_for_a_view(host, client):
    response = client.run_javascript("1")
    host.settled()
    assert not response.done()
    page = host.open_page(client)
    page.answer = lambda *_: 42
    page.handshake()
    assert response.result(5.0) == 42


def test_a_call_does_not_wait_for_a_view_beyond_its_timeout(host, client):
    response = client.run_javascript("1", timeout=0.02)
    with pytest.raises(JavaScriptTimeout):
        response.result()
    page = host.open_page(client)
    host.settled()
    assert calls(page) == []


def test_calls_that_waited_are_asked_in_order(host, client):
    for number in range(5):
        client.run_javascript(str(number))
    page = host.open_page(client)
    wait_until(lambda: len(calls(page)) == 5)
    assert [call["code"] for call in calls(page)] == list("01234")


def test_one_view_is_asked_the_one_that_came_last(host, client, page):
    other = host.open_page(client)
    for shown in (page, other):
        shown.answer = lambda call, _: call["view"]
    assert client.run_javascript("1").result(5.0) == other.view


def test_a_handler_asks_the_view_whose_event_it_handles(host, client, page):
    asked = []
    button = ui.button(on_click=lambda: client.run_javascript("1"))
    other = host.open_page(client)
    for shown in (page, other):
        shown.answer = lambda call, _: asked.append(call["view"])
    page.click(button)
    other.click(button)
    host.settled()
    assert asked == [page.view, other.view]


def test_after_its_await_a_handler_still_asks_that_view(host, client, page):
    answers = []

    async def handle():
        answers.append(await client.run_javascript("1"))
        answers.append(await client.run_javascript("2"))

    button = ui.button(on_click=handle)
    other = host.open_page(client)
    for shown in (page, other):
        shown.answer = lambda call, _: call["view"]
    page.click(button)
    wait_until(lambda: len(answers) == 2)
    assert answers == [page.view, page.view]


def test_a_call_whose_view_vanishes_fails_at_once(client, page):
    response = client.run_javascript("1", timeout=60.0)
    wait_until(lambda: calls(page))
    page.disconnect()
    with pytest.raises(ViewGoneError):
        response.result(5.0)


def test_a_view_that_vanishes_while_it_is_chosen_fails_the_call_too(client, page, monkeypatch):
    choose_view = client.choose_view

    def choose(request):
        view = choose_view(request)
        thread = threading.Thread(target=page.disconnect)
        thread.start()
        thread.join(0.1)
        return view

    monkeypatch.setattr(client, "choose_view", choose)
    with pytest.raises(ViewGoneError):
        client.run_javascript("1", timeout=2.0).result()


def test_a_view_that_appears_while_none_was_found_is_asked(host, client, monkeypatch):
    choose_view = client.choose_view

    def choose(request):
        view = choose_view(request)
        if view is None:
            thread = threading.Thread(target=page.handshake)
            thread.start()
            thread.join(0.1)
        return view

    page = host.open_page(client)
    page.disconnect()
    page.answer = lambda *_: 42
    monkeypatch.setattr(client, "choose_view", choose)
    assert client.run_javascript("1", timeout=2.0).result() == 42


def test_calls_of_other_views_go_on(host, client, page):
    first = client.run_javascript("1", timeout=60.0)
    wait_until(lambda: calls(page))
    other = host.open_page(client)
    second = client.run_javascript("2", timeout=60.0)
    wait_until(lambda: calls(other))
    page.disconnect()
    with pytest.raises(ViewGoneError):
        first.result(5.0)
    other.send("javascript_response", encode_payload(2), request_id=calls(other)[0]["request_id"])
    assert second.result(5.0) == 2


def test_all_calls_of_a_deleted_client_fail_at_once(client, page):
    responses = [client.run_javascript("1", timeout=60.0) for _ in range(3)]
    client.delete()
    for response in responses:
        with pytest.raises(ViewGoneError):
            response.result(5.0)


def test_a_lost_question_is_asked_again_after_a_handshake(host, client, page):
    page.answer = lambda *_: 42
    host.transport(client).fate = lambda envelope: 0 if envelope["k"] == "call" else 1
    response = client.run_javascript("1")
    host.settled()
    host.transport(client).fate = lambda _: 1
    page.handshake()
    assert response.result(5.0) == 42


def test_what_was_answered_is_not_asked_again(host, client, page):
    asked = []
    page.answer = lambda call, _: asked.append(call["request_id"])
    client.run_javascript("1").result(5.0)
    page.handshake()
    host.settled()
    assert len(asked) == 1


def test_a_call_that_is_asked_again_goes_to_the_view_that_has_it(host, client, page):
    """Another view must not run it a second time."""
    client.run_javascript("1")
    wait_until(lambda: calls(page))
    other = host.open_page(client)
    page.handshake()
    host.settled()
    assert len(calls(page)) == 2
    assert calls(other) == []


def test_a_fake_page_answers_each_call_once_like_a_real_one(host, client, page):
    asked = []
    page.answer = lambda call, _: asked.append(call["request_id"]) or 42
    host.transport(client).fate = lambda envelope: 2 if envelope["k"] == "call" else 1
    assert client.run_javascript("1").result(5.0) == 42
    assert len(asked) == 1


def test_a_notification_without_a_view_lapses_silently(host, client, monkeypatch):
    monkeypatch.setattr(javascript_request, "LOG_GRACE", 0.01)
    ui.notify("nobody is there")
    (request,) = client.requests._open.values()
    request._time_out()
    done = threading.Event()
    flusher.call_later(0.05, done.set)
    assert done.wait(5)
    page = host.open_page(client)
    host.settled()
    assert page.output() == ""
    assert calls(page) == []


def test_who_waits_for_a_page_can_be_told_that_none_will_come(client):
    response = client.run_javascript("1", timeout=60.0)
    client.give_up_waiting(JavaScriptError("Gone", "nobody will come"))
    with pytest.raises(JavaScriptError, match="nobody will come"):
        response.result(5.0)


def test_a_deleted_client_tells_who_waits_for_a_connection(host, client):
    async def wait():
        await client.connected()

    future = []
    host.run(lambda: future.append(host.loop().create_task(wait())))
    host.run(lambda: None)
    client.delete()

    async def outcome():
        return await future[0]

    with pytest.raises(ClientDeletedError):
        host.run(outcome)


def test_a_call_that_is_over_before_it_is_sent_is_not_sent(host, client, page):
    is_held, go_on = threading.Event(), threading.Event()
    flusher.call_soon(lambda: (is_held.set(), go_on.wait(10)))
    assert is_held.wait(5)
    response = client.run_javascript("1", timeout=60.0)
    client.give_up_waiting(JavaScriptError("Gone", "it was called off"))
    go_on.set()
    host.settled()
    assert response.done()
    assert calls(page) == []


# ---- all views


def test_all_views_are_asked(host, client, page):
    other = host.open_page(client)
    for shown, name in ((page, "first"), (other, "second")):
        shown.answer = lambda *_, name=name: name
    assert client.run_javascript("1", view="all").result(5.0) == ["first", "second"]

    async def ask():
        return await client.run_javascript("1", view="all")

    assert host.run(ask) == ["first", "second"]


def test_a_view_that_goes_is_left_out(host, client, page):
    other = host.open_page(client)
    page.answer = lambda *_: "first"
    response = client.run_javascript("1", view="all")
    host.settled()
    assert not response.done()
    other.disconnect()
    assert response.result(5.0) == ["first"]
    assert response.done()


def test_all_views_going_is_an_error(host, client, page):
    response = client.run_javascript("1", view="all")
    host.settled()
    page.disconnect()
    with pytest.raises(ViewGoneError):
        response.result(5.0)


def test_a_failure_in_one_of_all_views_is_an_error(host, client, page):
    other = host.open_page(client)
    page.answer = lambda *_: 1

    def fail(*_):
        raise ValueError("broken")

    other.answer = fail
    with pytest.raises(JavaScriptError, match="broken"):
        client.run_javascript("1", view="all").result(5.0)


def test_asking_all_of_no_views_waits_for_the_first(host, client):
    response = client.run_javascript("1", view="all")
    host.settled()
    page = host.open_page(client)
    page.answer = lambda *_: 42
    page.handshake()
    assert response.result(5.0) == [42]


def test_a_wrong_view_is_refused(client):
    with pytest.raises(ValueError, match="view"):
        client.run_javascript("1", view="other")
