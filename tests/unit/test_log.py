"""Logs: lines at the end, the oldest go."""

from __future__ import annotations

import threading

import pytest

from liveui_jupyter import ui


def lines(log) -> list[str]:
    return [child.text for child in log]


def test_lines_are_added_at_the_end(host, page):
    log = ui.log()
    log.push("one")
    log.push("two\nthree")
    log.push(4, classes="bold", style="color: red", props="title=x")
    log.push("")
    host.settled()
    assert lines(log) == ["one", "two", "three", "4", ""]
    assert [page.nodes[key].state[":text"] for key in page.children(log)] == lines(log)
    state = page.nodes[page.children(log)[3]].state
    assert (state[":class"], state[":style"], state["title"]) == ("bold", {"color": "red"}, "x")


def test_the_oldest_go(host, page):
    log = ui.log(max_lines=3)
    for number in range(10):
        log.push(number)
    assert lines(log) == ["7", "8", "9"]
    log.max_lines = 2
    host.settled()
    assert lines(log) == ["8", "9"]
    assert len(page.children(log)) == 2
    log.clear()
    host.settled()
    assert page.children(log) == []


def test_what_comes_and_goes_between_two_batches_does_not_travel(host, client, page):
    log = ui.log(max_lines=10)
    host.settled()
    before = sum(len(payload or b"") for _, payload in host.transport(client).sent)
    host.run(lambda: [log.push(f"line {number}") for number in range(10_000)])
    host.settled()
    sent = sum(len(payload or b"") for _, payload in host.transport(client).sent) - before
    assert sent < 50_000  # all lines together are 250 kB
    assert [page.nodes[key].state[":text"] for key in page.children(log)][-1] == "line 9999"


def test_threads_push_at_once(host, client):
    log = ui.log(max_lines=50)
    threads = [threading.Thread(target=lambda: [log.push(n) for n in range(200)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines(log)) == 50


@pytest.mark.parametrize(("value", "error"), [("10", TypeError), (True, TypeError), (1.5, TypeError), (0, ValueError)])
def test_bad_parameters(client, value, error):
    with pytest.raises(error, match="max_lines: expected"):
        ui.log(max_lines=value)


def test_static_html_is_escaped(client):
    log = ui.log()
    log.push("<b>")
    log.push("second")
    assert log._static_html() == "<pre>&lt;b&gt;\nsecond</pre>"
