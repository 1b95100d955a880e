"""Calls of JavaScript: their answers, and every way in which one can fail."""

from __future__ import annotations

import asyncio
import threading

import numpy as np
import pytest

from liveui_jupyter import CannotAwaitError, ClientDeletedError, JavaScriptError, JavaScriptTimeout, LiveUIError, ui
from liveui_jupyter.core import javascript_request
from liveui_jupyter.core.awaitable_response import AwaitableResponse, NullResponse
from liveui_jupyter.core.flusher import flusher
from liveui_jupyter.protocol import encode_payload
from tests.support import wait_until


def calls(page) -> list[dict]:
    return [envelope for envelope, _ in page.frames if envelope["k"] == "call"]


def answer(page, call: dict, value: object) -> None:
    page.send("javascript_response", encode_payload(value), request_id=call["request_id"])


def raising(error: Exception):
    def answer(*_):
        raise error

    return answer


async def result_of(make):
    """Await a response inside the main loop."""
    return await make()


@pytest.fixture
def quick_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the errors of calls that nobody awaits appear soon."""
    monkeypatch.setattr(javascript_request, "LOG_GRACE", 0.01)


def test_a_call_can_be_awaited(host, client, page):
    page.answer = lambda call, _: call["code"] + "!"
    assert host.run(lambda: result_of(lambda: client.run_javascript("code"))) == "code!"


def test_ui_run_javascript_asks_the_current_client(host, page):
    page.answer = lambda *_: 42
    assert ui.run_javascript("6 * 7").result() == 42


def test_a_call_is_sent_at_once_whether_awaited_or_not(host, client, page):
    client.run_javascript("1")
    wait_until(lambda: calls(page))
    assert calls(page)[0]["code"] == "1"


def test_a_call_can_be_awaited_late_and_more_than_once(host, client, page):
    page.answer = lambda *_: 42
    response = client.run_javascript("1")
    host.settled()
    assert response.done()

    async def twice():
        return [await response, await response]

    assert host.run(twice) == [42, 42]
    assert response.result() == 42


@pytest.mark.parametrize("value", [None, True, 1.5, "text", [1, {"a": None}], b"bytes"])
def test_values_arrive_as_they_are(client, page, value):
    page.answer = lambda *_: value
    assert client.run_javascript("1").result(5.0) == value


def test_typed_arrays_arrive_ready_for_numpy(client, page):
    page.answer = lambda *_: np.array([1, 2], dtype="u1")
    value = client.run_javascript("1").result(5.0)
    assert np.asarray(value).tolist() == [1, 2]


def test_undefined_is_none(client, page):
    response = client.run_javascript("undefined")
    wait_until(lambda: calls(page))
    page.send("javascript_response", request_id=calls(page)[0]["request_id"])
    assert response.result(5.0) is None


def test_an_exception_in_the_page_is_raised_with_its_parts(client, page):
    page.answer = raising(KeyError("x"))
    with pytest.raises(JavaScriptError) as caught:
        client.run_javascript("1").result(5.0)
    assert (caught.value.name, caught.value.message) == ("KeyError", "'x'")


def test_a_blocked_thread_gets_its_answer(client, page):
    page.answer = lambda *_: threading.current_thread().name
    results = []
    thread = threading.Thread(target=lambda: results.append(client.run_javascript("1").result(5.0)))
    thread.start()
    thread.join(5.0)
    assert len(results) == 1


def test_the_main_loop_gets_answers_while_it_blocks(host, client, page):
    page.answer = lambda *_: 42
    assert host.run(lambda: client.run_javascript("1").result(5.0)) == 42


def test_concurrent_calls_resolve_independently(host, client, page):
    responses = [client.run_javascript(str(number)) for number in range(10)]
    wait_until(lambda: len(calls(page)) == 10)
    for call in reversed(calls(page)):
        answer(page, call, int(call["code"]))
    assert [response.result(5.0) for response in responses] == list(range(10))


def test_concurrent_awaits_resolve_independently(host, client, page):
    page.answer = lambda call, _: int(call["code"])

    async def all_of_them():
        return await asyncio.gather(*(client.run_javascript(str(number)) for number in range(10)))

    assert host.run(all_of_them) == list(range(10))


def test_only_the_first_answer_counts(client, page):
    response = client.run_javascript("1")
    wait_until(lambda: calls(page))
    for value in (1, 2):
        answer(page, calls(page)[0], value)
    page.send(
        "javascript_response", request_id=calls(page)[0]["request_id"], error={"name": "E", "message": "too late"}
    )
    assert response.result(5.0) == 1


# ---- time-outs


def test_without_an_answer_a_call_times_out(client, page):
    with pytest.raises(JavaScriptTimeout, match="promise that never settles"):
        client.run_javascript("1", timeout=0.02).result()


def test_without_a_page_the_timeout_says_so(client):
    with pytest.raises(JavaScriptTimeout, match="No page shows the client"):
        client.run_javascript("1", timeout=0.02).result()


def test_waiting_may_end_earlier_than_the_call(client, page):
    response = client.run_javascript("1", timeout=60.0)
    with pytest.raises(JavaScriptTimeout, match=r"0\.02 s"):
        response.result(0.02)
    answer(page, calls(page)[0], "later")
    assert response.result(5.0) == "later"


def test_a_cancelled_await_does_not_cancel_the_call(host, client, page):
    response = client.run_javascript("1")

    async def give_up():
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(result_of(lambda: response), 0.02)

    host.run(give_up)
    wait_until(lambda: calls(page))
    answer(page, calls(page)[0], "later")
    assert response.result(5.0) == "later"


def test_an_answer_after_the_timeout_is_dropped(client, page):
    response = client.run_javascript("1", timeout=0.02)
    with pytest.raises(JavaScriptTimeout):
        response.result()
    answer(page, calls(page)[0], "too late")
    with pytest.raises(JavaScriptTimeout):
        response.result()


def test_an_answered_call_is_no_longer_kept(client, page):
    page.answer = lambda *_: 42
    client.run_javascript("1").result(5.0)
    assert len(client.requests) == 0


@pytest.mark.parametrize("timeout", [0, -1, "1", None, True, float("nan")])
def test_timeouts_that_are_none_are_refused(client, timeout):
    with pytest.raises(ValueError, match="timeout: expected seconds > 0"):
        client.run_javascript("1", timeout=timeout)


@pytest.mark.parametrize("code", [5, None, b"1"])
def test_code_is_text(client, code):
    with pytest.raises(TypeError, match="code: expected JavaScript as text"):
        client.run_javascript(code)


# ---- nobody awaits


@pytest.mark.usefixtures("quick_log")
def test_the_error_of_a_call_that_nobody_awaits_appears_in_the_output(host, client, page):
    page.answer = raising(ValueError("boom"))
    client.run_javascript("first line\nsecond line")
    wait_until(lambda: "ValueError: boom" in page.output())
    assert "run_javascript('first line'), which nobody awaited, failed" in page.output()


@pytest.mark.usefixtures("quick_log")
def test_so_does_its_timeout(client, page):
    client.run_javascript("1", timeout=0.01)
    wait_until(lambda: "did not respond within 0.01 s" in page.output())


def test_a_call_that_is_awaited_late_raises_there_alone(host, client, page, monkeypatch):
    monkeypatch.setattr(javascript_request, "LOG_GRACE", 0.2)
    page.answer = raising(ValueError("boom"))
    response = client.run_javascript("1")
    host.settled()
    with pytest.raises(JavaScriptError, match="boom"):
        response.result()
    logged = threading.Event()
    flusher.call_later(0.3, logged.set)
    assert logged.wait(5)
    host.settled()
    assert page.output() == ""


@pytest.mark.usefixtures("quick_log")
def test_what_succeeds_unawaited_says_nothing(host, client, page):
    page.answer = lambda *_: 42
    client.run_javascript("1")
    host.settled()
    assert page.output() == ""


# ---- where waiting can't work


def test_where_no_answer_can_arrive_waiting_raises_at_once(host, client, page):
    host.problem = ("nobody listens.", "Do otherwise.")
    with pytest.raises(CannotAwaitError, match=r"nobody listens\. Do otherwise\."):
        client.run_javascript("1").result()
    with pytest.raises(CannotAwaitError) as caught:
        host.run(lambda: result_of(lambda: client.run_javascript("1")))
    assert (caught.value.reason, caught.value.remedy) == host.problem


def test_an_answer_that_is_there_already_needs_no_waiting(host, client, page):
    page.answer = lambda *_: 42
    response = client.run_javascript("1")
    host.settled()
    host.problem = ("nobody listens.", "Do otherwise.")
    assert response.result() == 42


def test_not_awaiting_is_fine_there(host, client, page):
    host.problem = ("nobody listens.", "Do otherwise.")
    client.run_javascript("1")
    wait_until(lambda: calls(page))


# ---- methods and commands


def test_a_method_of_an_element_is_called_with_its_arguments(host, client, page):
    seen = []
    page.answer = lambda call, args: seen.append((call["element"], call["method"], args))
    field = ui.input()
    field.run_method("select", 1, "a").result(5.0)
    assert seen == [(field.id, "select", [1, "a"])]


def test_a_method_of_a_deleted_element_answers_none(client, page):
    label = ui.label()
    label.delete()
    response = label.run_method("focus")
    assert isinstance(response, NullResponse)
    assert response.done()
    assert response.result() is None
    assert calls(page) == []


def test_a_null_response_can_be_awaited(host):
    assert host.run(lambda: result_of(NullResponse)) is None


def test_open_and_download_are_commands_of_the_view(host, client, page):
    seen = []
    page.answer = lambda call, args: seen.append((call["element"], call["method"], args))
    client.open("https://example.org", new_tab=True)
    client.download(b"data", "file.txt", "text/plain")
    host.settled()
    assert seen == [
        (0, "open", ["https://example.org", True]),
        (0, "download", [b"data", "file.txt", "text/plain"]),
    ]


def test_a_deleted_client_takes_no_calls(client):
    client.delete()
    with pytest.raises(ClientDeletedError):
        client.run_javascript("1")


def test_a_response_says_what_to_do_with_it(client, page):
    page.answer = lambda *_: 42
    response = client.run_javascript("1")
    assert "await it" in repr(response)
    response.result(5.0)
    assert "answered" in repr(response)
    assert isinstance(response, AwaitableResponse)
    assert response._ipython_display_() is None


def test_arguments_that_cannot_travel_raise_at_the_call(client):
    button = ui.button()
    with pytest.raises(LiveUIError, match=r"args: focus\(\) can't be called with \(<object"):
        button.run_method("focus", object())
