"""The output below an interface, and its bounds."""

from __future__ import annotations

import pytest

from liveui_jupyter.core.output import OutputArea


def pieces(page) -> list[tuple[str, str]]:
    """Return (stream, text) of what is shown."""
    areas = page.nodes[0].slots.get("output", [])
    keys = [key for area in areas for key in page.nodes[area].slots.get(None, [])]
    return [(page.nodes[key].state["stream"], page.nodes[key].state[":text"]) for key in keys]


def test_output_is_shown_below_the_interface(host, client, page):
    client.write_output("stdout", "hello\n")
    host.settled()
    assert page.output() == "hello\n"
    (area,) = page.nodes[0].slots["output"]
    assert page.nodes[area].component == "output"
    assert page.children(client.content) == []


def test_texts_of_one_stream_are_one_piece_until_they_are_sent(host, client, page):
    def write():
        for text in "abc":
            client.write_output("stdout", text)

    host.run(write)
    host.settled()
    host.run(write)
    host.settled()
    assert pieces(page) == [("stdout", "abc"), ("stdout", "abc")]


def test_streams_keep_their_order(host, client, page):
    def write():
        for stream in ("stdout", "stderr", "stdout", "error"):
            client.write_output(stream, stream)

    host.run(write)
    host.settled()
    assert [stream for stream, _ in pieces(page)] == ["stdout", "stderr", "stdout", "error"]


def test_what_was_sent_is_not_sent_again(host, client, page, ops_of):
    client.write_output("stdout", "x" * 1000)
    ops = ops_of(lambda: client.write_output("stdout", "y"))
    assert "x" not in str(ops[-1][-1][":text"])


def test_beyond_its_pieces_the_oldest_goes(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_PIECES", 3)
    for number in range(5):
        client.write_output("stdout", f"{number} ")
        host.settled()
    assert page.output() == "2 3 4 "


def test_beyond_its_characters_the_oldest_goes(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_CHARACTERS", 10)
    for number in range(5):
        client.write_output("stdout", str(number) * 4)
        host.settled()
    assert page.output() == "33334444"


def test_of_a_long_text_the_end_is_kept(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_CHARACTERS", 10)
    client.write_output("stdout", "0123456789abcdef")
    host.settled()
    assert page.output() == "6789abcdef"


def test_many_small_texts_in_one_go_stay_within_the_bounds(host, client, page, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_CHARACTERS", 10)
    host.run(lambda: [client.write_output("stdout", letter) for letter in "0123456789abcdef"])
    host.settled()
    assert page.output() == "6789abcdef"


def test_a_flood_keeps_the_elements_bounded(host, client, monkeypatch):
    monkeypatch.setattr(OutputArea, "MAX_PIECES", 10)
    for number in range(1_000):
        client.write_output("stdout" if number % 2 else "stderr", "x")
    assert len(client.elements) <= 1 + 1 + 10


def test_nothing_is_shown_for_an_empty_text(host, client, page):
    client.write_output("stdout", "")
    host.settled()
    assert "output" not in page.nodes[0].slots


def test_cleared_output_is_gone_and_new_output_appears(host, client, page):
    client.clear_output()
    client.write_output("stdout", "old")
    host.settled()
    client.clear_output()
    client.write_output("stdout", "new")
    host.settled()
    assert page.output() == "new"


@pytest.mark.parametrize("clear", ["remove_all_elements", "clear"])
def test_clearing_the_interface_does_not_break_later_output(host, client, page, clear):
    client.write_output("stdout", "old")
    host.settled()
    client.remove_all_elements() if clear == "remove_all_elements" else client.content.clear()
    client.write_output("stdout", "new")
    host.settled()
    assert page.output() == "new"


def test_texts_that_cannot_be_encoded_are_shown_as_far_as_they_can(host, client, page):
    client.write_output("stdout", "file \udcff name")
    host.settled()
    assert page.output() == "file \\udcff name"


def test_a_deleted_client_takes_no_output(client):
    client.delete()
    client.write_output("stdout", "late")
    assert client.elements.keys() <= {0}
